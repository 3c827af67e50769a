"""The tagger: one pass of the network over a text, and its scores read as attributions and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

from sayso.attribution.assembly import assemble, attribution_of, holes_of, place
from sayso.attribution.fingerprint import fingerprint_of
from sayso.attribution.manifest import NETWORK, SHIPPED, TOKENIZER, Manifest, read_model
from sayso.attribution.nesting import nested_groups, with_nested
from sayso.attribution.pieces import Numbers, Pieces, cut, frame_of, stops_of
from sayso.attribution.reading import Decoder, Outputs, read
from sayso.attribution.windows import Window, windows
from sayso.records import Attribution, Span, Tagging
from sayso.threads import small_products


class Tagger(Protocol):
    """What finds attributions and names in a text."""

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        """Return what is found in ``text``; passages in ``skip`` count as absent."""


@runtime_checkable
class NamedTagger(Tagger, Protocol):
    """A tagger whose findings may be kept, for its fingerprint is borne by no tagger that finds anything else."""

    @property
    def fingerprint(self) -> str:
        """Return what tells it from others."""


@dataclass(frozen=True, slots=True)
class NetworkTagger:
    """The shipped tagger: onnxruntime runs the network, one window at a time and without padding.

    One window is one batch, so that what is found in a text depends on that text alone: the
    activations of an int8 network are scaled by the largest value in the batch.
    """

    manifest: Manifest
    session: InferenceSession
    tokenizer: Tokenizer
    decoder: Decoder
    stops: frozenset[int]
    frame: Numbers
    nested: bool
    fingerprint: str

    def tag(self, text: str, skip: Sequence[Span] = ()) -> Tagging:
        """Return the attributions and names of ``text``; no span touches a passage in ``skip``."""
        with small_products():
            return self._tagged(text, skip)

    def _tagged(self, text: str, skip: Sequence[Span]) -> Tagging:
        pieces = self.pieces(text, skip)
        room, context = self.manifest.room, self.manifest.context
        cuts = list(windows(pieces, room=room, context=context, stops=self.stops))
        found = read([self.outputs(pieces, window) for window in cuts], cuts, pieces, self.decoder)
        tagging = assemble(found, pieces, text, skip)
        return self._with_nested(tagging, pieces, text, skip) if self.nested else tagging

    def _with_nested(self, tagging: Tagging, pieces: Pieces, text: str, skip: Sequence[Span]) -> Tagging:
        """Return the tagging with the attributions inside contents added."""
        outer = tagging.attributions
        groups = nested_groups(outer, pieces, text, run=self.outputs, decoder=self.decoder, room=self.manifest.room)
        inner = [(holder, attribution_of(group, own, text, holes_of(own, skip))) for holder, group, own in groups]
        return Tagging(with_nested(outer, inner, place), tagging.names)

    def pieces(self, text: str, skip: Sequence[Span] = ()) -> Pieces:
        """Return the word pieces of ``text``, none in a passage that is skipped."""
        return cut(_blank(text, skip), self.tokenizer)

    def outputs(self, pieces: Pieces, window: Window) -> Outputs:
        """Return the network's scores of one window."""
        roles, names, joins = self.session.run(None, {"features": self.features(pieces, window)})
        return Outputs(roles[0], names[0], joins[0])

    def features(self, pieces: Pieces, window: Window) -> Numbers:
        """Return the network's input for one window: a batch of one, ``[CLS]`` before and ``[SEP]`` behind."""
        body = pieces.features(window.first, window.last)
        return np.concatenate([self.frame[:1], body, self.frame[1:]])[None]


def _blank(text: str, skip: Sequence[Span]) -> str:
    """Return ``text`` with line ends in place of the skipped passages: a paragraph ends there."""
    if not skip:
        return text
    parts, at = [], 0
    for span in sorted(skip):
        start, end = max(at, span.start), min(max(at, span.end), len(text))
        parts += [text[at:start], "\n" * (end - start)]
        at = max(start, end)
    return "".join([*parts, text[at:]])


@cache
def _load(folder: Path, threads: int, nested: bool) -> NetworkTagger:
    checked, manifest = read_model(folder)
    tokenizer = Tokenizer.from_file(str(checked.file(TOKENIZER)))
    return NetworkTagger(
        manifest=manifest,
        session=checked.network(NETWORK, threads),
        tokenizer=tokenizer,
        decoder=manifest.decoder(),
        stops=stops_of(tokenizer),
        frame=frame_of(tokenizer),
        nested=nested,
        fingerprint=fingerprint_of(folder, nested=nested),
    )


def load_tagger(folder: Path | None = None, *, threads: int = 2, nested: bool = False) -> NetworkTagger:
    """Return the tagger of ``folder`` (default: the one that ships); a process loads it once.

    ``threads`` is the number of processor threads; with ``nested``, each content is read a second
    time by itself, for the attributions inside it.  Raises ``ModelError`` when a file of the
    folder is missing or is not the one that the folder lists.
    """
    return _load((folder or SHIPPED).resolve(), threads, nested)


def attribute(text: str, *, nested: bool = False) -> list[Attribution]:
    """Return the attributions of ``text``, in order of place, with offsets into that very text.

    With ``nested`` those inside the content of another are added, and name it in ``nested_in``.
    """
    return list(load_tagger(nested=nested).tag(text).attributions)
