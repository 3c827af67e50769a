"""Attributions of a text: source, cue and content, found by one pass of a small network."""

from sayso.attribution.tagger import NetworkTagger, Tagger, attribute, load_tagger

__all__ = ["NetworkTagger", "Tagger", "attribute", "load_tagger"]
