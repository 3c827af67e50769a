"""A page that takes the tagger's memory: a recorded failure with its mend, and the rest is built."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

# The limit is set once the weights are in memory, so that it is this page alone that has too little.
SCRIPT = """
    import re, resource, sys
    from dataclasses import replace
    from sayso.pipeline import add
    from sayso.reading import read
    from sayso.settings import Settings

    small, = read(["small.txt"], Settings(threads=1))
    add([small], "warm.sayso", settings=Settings(threads=1)).close()
    huge = replace(small, id="art_huge", path="huge.txt", sha256="0" * 64, text=small.text * 40_000)
    held = int(re.search(r"VmSize:\\s+(\\d+)", open("/proc/self/status").read())[1]) * 1024
    resource.setrlimit(resource.RLIMIT_AS, (held + 60_000_000, resource.RLIM_INFINITY))
    with add([huge, small], "s.sayso", settings=Settings(threads=1)) as ledger:
        contents = ledger.contents()
    assert [one.path for one in contents.articles] == ["small.txt"], contents.articles
    assert len(contents.reports) == 1
    failure, = contents.failures
    print(failure.path, failure.stage, failure.reason, failure.remedy, sep="|")
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="limits of memory are set as on Linux")
def test_a_page_that_takes_too_much_memory_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_text(
        "Harbour stays shut\n\nThe harbour of Vell stays shut for a third week, the mayor of the town said on Tuesday.\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(SCRIPT)],
        check=False, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    path, stage, reason, remedy = done.stdout.strip().split("|")
    assert (path, stage) == ("huge.txt", "attribute")
    assert "memory" in reason
    assert "Split the page" in remedy
