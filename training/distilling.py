"""Make a trained network slimmer, let it learn from the whole one, and write what ships.

    python -m training.distilling --data DIR --weights FILE --out DIR [--texts FILE … --slim FILE --base PATH]

DIR of ``--data`` holds ``train/`` as PolNeAR has it; only its texts are read, and those of ``--texts``: lines of JSON
with a field ``text``.  FILE is the ``weights.pt`` of
``training.attribution``.  The slim network learns, with its matrices rounded as they ship, to give after each layer and
at the end what the whole one gives (Sanh and others 2019; Jacob and others 2018).  With ``--slim`` it is not made anew
but goes on from the ``weights.pt`` of a former run.  DIR of ``--out`` gets its ``weights.pt`` and the model folder.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_, parametrize

from sayso.attribution.pieces import cut, frame_of, stops_of
from sayso.attribution.windows import windows
from training.averaging import follow
from training.base import base_folder, load_tokenizer
from training.drawing import rounded
from training.encoder import Network
from training.examples import frame, in_capitals
from training.export import write_slim
from training.polnear import articles
from training.recipe import Slimming
from training.silver import texts_of
from training.slimming import slim, spread


class Rounded(nn.Module):
    """A matrix as it ships; what is learned passes through as if it were not rounded."""

    def forward(self, weight: Tensor) -> Tensor:
        """Return ``weight`` in whole numbers of its rows' scales."""
        whole, scale = rounded(weight.detach())
        return weight + (whole * scale - weight).detach()


def careless(text: str, chance: random.Random) -> str:
    """Return ``text``, now and then in capitals, without double marks, in one paragraph or with straight marks."""
    drawn = chance.random()
    if drawn < 0.04:
        return in_capitals(text)
    if drawn < 0.10:
        return text.translate(dict.fromkeys(map(ord, '"“”')))
    if drawn < 0.14:
        return text.replace("\n\n", " ")
    return text.translate(str.maketrans("“”", '""')) if drawn < 0.18 else text


def lessons(texts: Sequence[str], tokenizer: Tokenizer, chance: random.Random) -> Iterator[Tensor]:
    """Yield windows (1, pieces, 4) without end: the texts in ever new order, carelessly written, cut to many sizes."""
    stops, ends, order = stops_of(tokenizer), frame_of(tokenizer), list(texts)
    while True:
        chance.shuffle(order)
        for start in range(0, len(order), 8):
            room, context = chance.choice((150, 200, 256, 320, 384)), chance.choice((0, 24, 40, 48))
            found = []
            for text in order[start : start + 8]:
                pieces = cut(careless(text, chance), tokenizer)
                cuts = windows(pieces, room=room, context=context, stops=stops)
                found += [torch.from_numpy(frame(pieces, window, ends))[None] for window in cuts]
            chance.shuffle(found)
            yield from found


def loss_of(slim_one: Network, whole: Network, features: Tensor, recipe: Slimming) -> Tensor:
    """Return how far the slim network is from the whole one on one window."""
    with torch.no_grad():
        wanted = whole.encoded(features)
        roles, names, joins = whole.said(wanted)
    states = slim_one.encoded(features)
    found = slim_one.said(states)
    loss = _divergence(roles, found[0]) + recipe.name_weight * _divergence(names, found[1])
    loss = loss + recipe.join_weight * functional.mse_loss(found[2], joins)
    layers = zip(wanted[1:], states[1:], strict=True)
    return loss + recipe.layer_weight * sum(functional.mse_loss(ours, theirs) / theirs.var() for theirs, ours in layers)


def _divergence(wanted: Tensor, found: Tensor) -> Tensor:
    ours, theirs = (functional.log_softmax(scores[0], -1) for scores in (found, wanted))
    return functional.kl_div(ours, theirs, reduction="batchmean", log_target=True)


def distil(slim_one: Network, whole: Network, taught: Iterator[Tensor], recipe: Slimming) -> None:
    """Let the slim network learn from the whole one; its word table stays as it is.

    It ends with the running averages of what it learned.
    """
    slim_one.words.requires_grad_(False)
    matrices = [*slim_one.layers.modules(), slim_one.join_inner, slim_one.join]
    for module in (one for one in matrices if isinstance(one, nn.Linear)):
        parametrize.register_parametrization(module, "weight", Rounded())
    learning = [parameter for parameter in slim_one.parameters() if parameter.requires_grad]
    steps = torch.optim.AdamW(learning, lr=recipe.rate, weight_decay=0.0, betas=(0.9, 0.98))
    averaged, began = [parameter.detach().clone() for parameter in learning], time.time()
    for step in range(recipe.steps):
        far = 0.0
        for features in islice(taught, recipe.windows):
            loss = loss_of(slim_one, whole, features, recipe) / recipe.windows
            loss.backward()  # type: ignore[no-untyped-call]
            far += loss.item()
        clip_grad_norm_(learning, 1.0)
        share = min((step + 1) / recipe.warm_up, 1.0) * max(recipe.last, 1 - step / recipe.steps)
        steps.param_groups[0]["lr"] = recipe.rate * share
        steps.step()
        steps.zero_grad()
        follow(averaged, learning, step, most=recipe.average)
        if step % 50 == 0:
            print(f"step {step} {time.time() - began:.0f}s {far:.4f}", flush=True)
    with torch.no_grad():
        torch._foreach_copy_(learning, averaged)
    for module in (one for one in matrices if isinstance(one, nn.Linear)):
        parametrize.remove_parametrizations(module, "weight", leave_parametrized=True)


def run(
    texts: Sequence[str], tokenizer: Tokenizer, weights: Path, slim_one: Path | None, out: Path, recipe: Slimming
) -> None:
    """Slim, unless there is a slim network, distil and write."""
    chance = random.Random(recipe.seed)  # noqa: S311 - shuffles, keeps no secret
    whole = Network.of(torch.load(weights, weights_only=True)).requires_grad_(requires_grad=False)
    if slim_one is None:
        shown = list(islice(lessons(texts, tokenizer, chance), recipe.shown))
        network = slim(whole, shown, heads=recipe.heads, inner=recipe.inner)
    else:
        network = Network.of(torch.load(slim_one, weights_only=True))
    network = spread(network, recipe.named)
    distil(network, whole, lessons(texts, tokenizer, chance), recipe)
    write_slim(network, tokenizer, out)


def main() -> None:
    """Read the command line and make the slim network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--slim", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=())
    parser.add_argument("--base", type=Path)
    numbers = ("steps", "rate", "layer_weight", "name_weight", "seed")
    for number in numbers:
        usual = getattr(Slimming(), number)
        parser.add_argument(f"--{number.replace('_', '-')}", type=type(usual), default=usual)
    given = parser.parse_args()
    texts = [one.text for one in articles(given.data / "train")]
    texts += [text for path in given.texts for text in texts_of(path)]
    recipe = Slimming(**{number: getattr(given, number) for number in numbers})
    run(texts, load_tokenizer(given.base or base_folder()), given.weights, given.slim, given.out, recipe)


if __name__ == "__main__":
    main()
