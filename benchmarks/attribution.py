"""Words a second of the tagger, beside the raw forward pass of its network and beside a peer.

    python -m benchmarks.attribution --data FOLDER_OF_TXT [--threads 1 2] [--most-words N] [--peer-model NAME]

The peer is textacy with spaCy's small English model, read by paragraph; when it is not
installed the line says so.  All are measured in turns, so that other work slows all alike.
``share`` is the tagger's part of the raw forward pass, ``growth`` the exponent of its time in the
length of one line, from 6,000 to 48,000 words.  The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sayso.attribution import NetworkTagger, load_tagger
from sayso.attribution.windows import windows

Reader = Callable[[str], object]


def texts_of(folder: Path, most_words: int) -> list[str]:
    """Return the texts of ``folder`` in order of name, until they hold ``most_words``."""
    texts: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        if sum(len(text.split()) for text in texts) >= most_words:
            break
        texts.append(path.read_bytes().decode("utf-8", "replace"))
    if not texts:
        raise SystemExit(f"{folder}: no .txt files in it. Name a folder of texts with --data")
    return texts


def words_a_second(readers: Mapping[str, Reader], texts: Sequence[str], rounds: int = 3) -> dict[str, float]:
    """Return the best of some rounds for each reader: other work on the machine only ever slows one down."""
    words = sum(len(text.split()) for text in texts)
    best = dict.fromkeys(readers, float("inf"))
    for read in readers.values():
        read(texts[0])
    for _ in range(rounds):
        for name, read in readers.items():
            began = time.perf_counter()
            for text in texts:
                read(text)
            best[name] = min(best[name], time.perf_counter() - began)
    return {name: words / seconds for name, seconds in best.items()}


def forward_only(tagger: NetworkTagger, texts: Sequence[str]) -> Reader:
    """Return what runs the network on the very windows of each text, prepared beforehand."""
    manifest, ready = tagger.manifest, {}
    for text in texts:
        pieces = tagger.pieces(text)
        cuts = windows(pieces, room=manifest.room, context=manifest.context, stops=tagger.stops)
        ready[text] = [tagger.features(pieces, window) for window in cuts]
    return lambda text: [tagger.session.run(None, {"features": features}) for features in ready[text]]


def growth(read: Reader, texts: Sequence[str], sizes: tuple[int, int] = (6_000, 48_000)) -> float:
    """Return the exponent with which the time grows with the length of one line without paragraphs."""
    words = " ".join(texts).split()
    seconds = []
    for size in sizes:
        line = " ".join((words * (size // len(words) + 1))[:size])
        began = time.process_time()
        read(line)
        seconds.append(time.process_time() - began)
    return math.log(seconds[1] / seconds[0]) / math.log(sizes[1] / sizes[0])


def peer(model: str) -> Reader | None:
    """Return textacy's finder of direct quotations over a paragraph at a time, or ``None`` when it is missing."""
    try:
        import spacy  # noqa: PLC0415 - a peer that need not be installed
        from textacy.extract import direct_quotations  # noqa: PLC0415

        pipeline = spacy.load(model)
    except (ImportError, OSError):
        return None

    def read(text: str) -> object:
        found: list[object] = []
        for paragraph in filter(str.strip, text.split("\n")):
            try:
                found += direct_quotations(pipeline(paragraph))
            except ValueError:  # it refuses paragraphs whose quotation marks do not pair
                continue
        return found

    return read


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--most-words", type=int, default=20_000)
    parser.add_argument("--peer-model", default="en_core_web_sm", help="the spaCy model that the peer reads with")
    given = parser.parse_args()
    texts = texts_of(given.data, given.most_words)
    readers: dict[str, Reader] = {}
    for threads in given.threads:
        tagger = load_tagger(threads=threads)
        readers[f"tagger_{threads}"], readers[f"forward_{threads}"] = tagger.tag, forward_only(tagger, texts)
    other = peer(given.peer_model)
    if other is None:
        print("textacy or its spaCy model is not installed: no peer in this run")
    else:
        readers["textacy"] = other
    speeds = words_a_second(readers, texts)
    for threads in given.threads:
        speeds[f"share_{threads}"] = speeds[f"tagger_{threads}"] / speeds[f"forward_{threads}"]
    speeds["growth"] = growth(load_tagger(threads=given.threads[0]).tag, texts)
    print(json.dumps({name: round(speed, 2) for name, speed in speeds.items()}))


if __name__ == "__main__":
    main()
