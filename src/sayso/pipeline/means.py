"""What a build works with: its settings, whom it tells of its steps, and its tagger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.attribution import NamedTagger, Tagger, fingerprint_of, load_tagger
from sayso.comparison import encoder_fingerprint, load_encoder
from sayso.memory import Kept
from sayso.pipeline.remembering import RememberingEncoder
from sayso.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told of each step: the stage, how many pages are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a build works with; without a ``tagger`` it is that of the settings."""

    settings: Settings
    tell: Progress
    tagger: Tagger | None

    @classmethod
    def of(cls, settings: Settings | None, progress: Progress | None, tagger: Tagger | None) -> Means:
        """Return what was given, and the usual where nothing was."""
        return cls(settings or Settings(), progress or (lambda stage, done, total: None), tagger)

    def fingerprint(self) -> str | None:
        """Return the fingerprint of the tagger, or None when it has none, so that nothing of it is kept."""
        if self.tagger is None:
            return fingerprint_of(self.settings.model, nested=True)
        return self.tagger.fingerprint if isinstance(self.tagger, NamedTagger) else None

    def loaded(self) -> Tagger:
        """Return the tagger, ready; raise ModelError when its weights cannot be loaded."""
        return self.tagger or load_tagger(self.settings.model, threads=self.settings.threads, nested=True)

    def encoder(self, kept: Kept | None) -> RememberingEncoder:
        """Return the shipped encoder, which is loaded if ``kept`` lacks a text; raise ModelError when it is damaged."""
        return RememberingEncoder(kept, encoder_fingerprint(), lambda: load_encoder(threads=self.settings.threads))
