"""How good the weights are on held-out articles, with the decoder that ships."""

from __future__ import annotations

from types import ModuleType

import torch
from tokenizers import Tokenizer

from sayso.attribution.joining import Group
from sayso.attribution.labels import Stretch
from sayso.attribution.pieces import Numbers, Pieces, cut, frame_of, stops_of
from sayso.attribution.reading import Decoder, Outputs, read
from sayso.attribution.windows import Window, windows
from training.encoder import Network
from training.examples import frame
from training.polnear import ROLES, Gold, GoldArticle, Range

ROOM = 384
CONTEXT = 40


def decoder_of(network: Network) -> Decoder:
    """Return the decoder with what the network learned for it."""
    return Decoder(network.transitions.detach().numpy().copy(), network.distances.detach().numpy().copy())


@torch.no_grad()
def outputs_of(network: Network, pieces: Pieces, window: Window, ends: Numbers) -> Outputs:
    """Return the network's scores of one window, in single precision."""
    features = torch.from_numpy(frame(pieces, window, ends))[None]
    return Outputs(*(part[0].numpy() for part in network(features)))


def _ranges(pieces: Pieces, parts: tuple[Stretch, ...]) -> tuple[Range, ...]:
    return tuple((int(pieces.starts[s.first]), int(pieces.ends[s.last - 1])) for s in parts)


def gold_of(pieces: Pieces, group: Group) -> Gold:
    """Return a predicted attribution in the form of the annotated ones."""
    return Gold(*(_ranges(pieces, getattr(group, role)) for role in ROLES))


def predict(network: Network, text: str, tokenizer: Tokenizer) -> list[Gold]:
    """Return the attributions that the network finds in ``text``."""
    pieces, decoder, ends = cut(text, tokenizer), decoder_of(network), frame_of(tokenizer)
    cuts = list(windows(pieces, room=ROOM, context=CONTEXT, stops=stops_of(tokenizer)))
    found = read([outputs_of(network, pieces, window, ends) for window in cuts], cuts, pieces, decoder)
    return [gold_of(pieces, group) for one in found for group in one.groups]


def record(article: GoldArticle, attributions: list[Gold] | tuple[Gold, ...]) -> dict[str, object]:
    """Return one document in the form that the scorer reads."""
    rows = [{role: [list(span) for span in getattr(one, role)] for role in ROLES} for one in attributions]
    return {"doc": article.name, "text": article.text, "attributions": rows}


def measure(network: Network, held: list[GoldArticle], tokenizer: Tokenizer, scorer: ModuleType) -> dict[str, float]:
    """Return the scorer's main figures for the network on ``held``."""
    network.eval()
    gold = [record(article, article.attributions) for article in held]
    predicted = [record(article, predict(network, article.text, tokenizer)) for article in held]
    result = scorer.score(gold, predicted)
    figures = {key: value.get("f1", value.get("r")) for key, value in result.items() if isinstance(value, dict)}
    return {key: round(value, 2) for key, value in figures.items() if value is not None}
