"""What a trained network finds in texts that nobody annotated, in the form of annotated articles."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from tokenizers import Tokenizer

from training.encoder import Network
from training.measure import predict
from training.polnear import GoldArticle


def texts_of(path: Path) -> list[str]:
    """Return the texts of lines of JSON, a field ``text`` each."""
    with path.open(encoding="utf-8") as lines:
        return [str(json.loads(line)["text"]) for line in lines]


def silver(
    teacher: Network, path: Path, tokenizer: Tokenizer, chance: random.Random, *, limit: int | None
) -> list[GoldArticle]:
    """Return the texts of ``path`` (JSON lines, field ``text``) with what ``teacher`` finds in them.

    After the teacher has read it, one text in four loses single quotation marks, as careless copies do.
    The names stay unknown: the teacher's own were made by a machine already.
    """
    teacher.eval()
    return [
        GoldArticle(f"silver-{number}", _unpaired(text, chance), tuple(predict(teacher, text, tokenizer)), None)
        for number, text in enumerate(texts_of(path)[:limit])
    ]


def _unpaired(text: str, chance: random.Random) -> str:
    """Return ``text``, one time in four with a space in place of one quotation mark in four; its length stays."""
    if chance.random() > 0.25:
        return text
    return re.sub('[“”„«»"]', lambda mark: " " if chance.random() < 0.25 else mark.group(), text)
