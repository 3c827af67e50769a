"""What the use of one set of tagger weights needs: a frozen record, read from ``tagger.json``."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from sayso.attribution.joining import Balance
from sayso.attribution.reading import Decoder
from sayso.errors import ModelError
from sayso.weights import ModelFolder

SHIPPED: Final = Path(__file__).parent / "model"
NAME: Final = "tagger"
VERSION: Final = 1
NETWORK: Final = "tagger.onnx"
TOKENIZER: Final = "tokenizer.json"
MANIFEST: Final = "tagger.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """How the weights of one tagger are used.

    ``room`` is the number of word pieces that a window tags, ``context`` how many it may read
    before them; ``transitions`` and ``distances`` are learned scores of the decoder, ``balance``
    its swept weights.
    """

    room: int
    context: int
    role_labels: tuple[str, ...]
    name_labels: tuple[str, ...]
    transitions: tuple[tuple[float, ...], ...]
    distances: tuple[tuple[float, ...], ...]
    balance: Balance

    def decoder(self) -> Decoder:
        """Return the decoder that the network's scores are read with."""
        transitions, distances = (np.array(table, dtype=np.float32) for table in (self.transitions, self.distances))
        return Decoder(transitions, distances, self.balance)


def write_model(folder: Path, manifest: Manifest) -> None:
    """Write the manifest beside the network and the tokenizer, and the listing of the three."""
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest)) + "\n", encoding="utf-8")
    ModelFolder.write(folder, name=NAME, version=VERSION, files=(MANIFEST, NETWORK, TOKENIZER))


def read_model(folder: Path) -> tuple[ModelFolder, Manifest]:
    """Return the checked folder and its manifest.

    Raises ``ModelError`` when a file is missing, is not the listed one, or is of another version.
    """
    checked = ModelFolder.open(folder, name=NAME, version=VERSION)
    path = checked.file(MANIFEST)
    try:
        return checked, _manifest(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError) as error:
        raise ModelError(str(path), f"is no manifest of a tagger ({error!r})", "Install sayso again") from error


def _manifest(stored: Any) -> Manifest:
    """Return the record of a parsed manifest; JSON has lists where the record has tuples."""
    return Manifest(
        room=int(stored["room"]),
        context=int(stored["context"]),
        role_labels=tuple(stored["role_labels"]),
        name_labels=tuple(stored["name_labels"]),
        transitions=tuple(map(tuple, stored["transitions"])),
        distances=tuple(map(tuple, stored["distances"])),
        balance=Balance(**stored["balance"]),
    )
