"""Words a second of the tagger, beside the raw forward pass of its network and beside a peer.

    python -m benchmarks.attribution --data FOLDER_OF_TXT [--threads 1 2] [--most-words N]

The peer is textacy with spaCy's small English model, read by paragraph; when it is not
installed the line says so.  The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
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


def words_a_second(read: Reader, texts: Sequence[str], rounds: int = 3) -> float:
    """Return the best of some rounds: other work on the machine only ever slows one down."""
    words = sum(len(text.split()) for text in texts)
    read(texts[0])
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - began)
    return words / best


def forward_only(tagger: NetworkTagger, texts: Sequence[str]) -> Reader:
    """Return what runs the network on the very windows of each text, prepared beforehand."""
    manifest, ready = tagger.manifest, {}
    for text in texts:
        pieces = tagger.pieces(text)
        cuts = windows(pieces, room=manifest.room, context=manifest.context, stops=tagger.stops)
        ready[text] = [tagger.features(pieces, window) for window in cuts]
    return lambda text: [tagger.session.run(None, {"features": features}) for features in ready[text]]


def peer() -> Reader | None:
    """Return textacy's finder of direct quotations over a paragraph at a time, or ``None`` when it is missing."""
    try:
        import spacy  # noqa: PLC0415 - a peer that need not be installed
        from textacy.extract import direct_quotations  # noqa: PLC0415

        pipeline = spacy.load("en_core_web_sm")
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
    given = parser.parse_args()
    texts = texts_of(given.data, given.most_words)
    result: dict[str, float | str] = {"words": sum(len(text.split()) for text in texts)}
    for threads in given.threads:
        tagger = load_tagger(threads=threads)
        tagged = words_a_second(tagger.tag, texts)
        raw = words_a_second(forward_only(tagger, texts), texts)
        result |= {f"tagger_{threads}": tagged, f"forward_{threads}": raw, f"share_{threads}": tagged / raw}
    other = peer()
    result["textacy"] = words_a_second(other, texts, rounds=1) if other else "not installed"
    shown = {key: round(value, 2) if isinstance(value, float) else value for key, value in result.items()}
    print(json.dumps(shown))


if __name__ == "__main__":
    main()
