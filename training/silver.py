"""What a trained network finds in texts that nobody annotated, in the form of annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer

from training.encoder import Network
from training.measure import predict
from training.polnear import GoldArticle


def silver(teacher: Network, path: Path, tokenizer: Tokenizer, limit: int | None) -> list[GoldArticle]:
    """Return the texts of ``path`` (JSON lines, field ``text``) with what ``teacher`` finds in them.

    The names stay unknown: the teacher's own were made by a machine already.
    """
    teacher.eval()
    with path.open(encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"]) for line in lines][:limit]
    return [
        GoldArticle(f"silver-{number}", text, tuple(predict(teacher, text, tokenizer)), None)
        for number, text in enumerate(texts)
    ]
