"""What a measure is run with: where the gold data, the texts and the scorers are."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Options:
    """``data`` is the gold; ``articles`` the texts it speaks of, if apart; ``tools`` holds the scorers."""

    data: Path
    articles: Path | None
    tools: Path

    @classmethod
    def given(cls, data: Path, *, articles: Path | None = None, tools: Path | None = None) -> Options:
        """Return the options, with the scorers looked for in ``tools/`` above the data when not given."""
        if not data.exists():
            raise SystemExit(f"{data}: no such gold data. Name the file or folder with --data")
        return cls(data, articles, tools or _tools_above(data))

    def scorer(self, name: str) -> ModuleType:
        """Return the scorer ``score_NAME.py``, imported from its file."""
        path = self.tools / f"score_{name}.py"
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None or not path.exists():
            raise SystemExit(f"{path}: no such scorer. Name its folder with --tools")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def _tools_above(data: Path) -> Path:
    for parent in data.resolve().parents:
        if (parent / "tools").is_dir() and any((parent / "tools").glob("score_*.py")):
            return parent / "tools"
    raise SystemExit(f"{data}: no folder tools/ with scorers above it. Name it with --tools")
