"""Attributions of a text: source, cue and content, found by one pass of a small network."""

from sayso.attribution.fingerprint import fingerprint_of
from sayso.attribution.tagger import NamedTagger, NetworkTagger, Tagger, attribute, load_tagger

__all__ = ["NamedTagger", "NetworkTagger", "Tagger", "attribute", "fingerprint_of", "load_tagger"]
