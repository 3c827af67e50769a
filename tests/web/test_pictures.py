"""The pictures of the README are taken as a person takes them: the example is built, served and photographed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="drives a browser; pip install playwright")
pytest.importorskip("uvicorn", reason="serves the desk; pip install 'sayso[web]'")
Image = pytest.importorskip("PIL.Image", reason="reads pictures; pip install pillow")

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    shutil.which("chromium") is None and shutil.which("google-chrome") is None,
    reason="needs a chromium of the system, and there is none on the path",
)


def test_the_pictures_of_the_readme_can_be_taken(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    taken = subprocess.run(
        [sys.executable, "-m", "tools.pictures", "--folder", str(tmp_path / "pictures")],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert taken.returncode == 0, taken.stderr
    pictures = sorted((tmp_path / "pictures").iterdir())
    assert [one.name for one in pictures] == sorted(one.name for one in (ROOT / "docs" / "pictures").glob("*.png"))
    grounds = []
    for one in pictures:
        assert one.stat().st_size < 200_000
        picture = Image.open(one).convert("RGB")
        assert picture.size == (1200, 800)
        colours = sorted(picture.getcolors(), reverse=True)
        assert len(colours) > 16, "a page of text has more shades than that"
        grounds.append(sum(colours[0][1]) / 3)
    dark, light = grounds[::2], grounds[1::2]
    assert max(dark) < 60
    assert min(light) > 200
