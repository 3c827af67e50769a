"""A folder of model weights: which files it holds, with the sha256 that each must have, and how they are run.

Both models of sayso, the tagger and the sentence encoder, ship as such a folder.  Anything that
belongs to one model alone (its labels, its longest input) is a file of the folder like any other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onnxruntime import InferenceSession, SessionOptions

from sayso.errors import ModelError

LISTING: Final = "folder.json"
_REMEDY: Final = "Install sayso again, or name another folder of weights"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder of weights whose files were found to be the ones that it lists.

    ``name`` and ``version`` say which model it is; ``files`` are (file name, sha256), sorted.
    """

    path: Path
    name: str
    version: int
    files: tuple[tuple[str, str], ...]

    @classmethod
    def open(cls, path: Path, *, name: str, version: int) -> ModelFolder:
        """Return the folder, every file checked; raise ModelError when one is missing or another.

        ``name`` and ``version`` are what the code that reads the folder understands.
        """
        folder = _listed(path)
        if (folder.name, folder.version) != (name, version):
            found = f"holds {folder.name} version {folder.version}, and {name} version {version} is needed"
            raise ModelError(str(path), found, _REMEDY)
        for file, expected in folder.files:
            if _sha256(path / file) != expected:
                raise ModelError(str(path / file), "its sha256 is not the listed one, so it is damaged", _REMEDY)
        return folder

    @classmethod
    def write(cls, path: Path, *, name: str, version: int, files: Iterable[str]) -> ModelFolder:
        """Write the listing of ``files``, which must lie in ``path`` already; return the folder."""
        listed = tuple((file, _sha256(path / file)) for file in sorted(files))
        listing = {"name": name, "version": version, "files": dict(listed)}
        (path / LISTING).write_text(json.dumps(listing, indent=2) + "\n", encoding="utf-8")
        return cls(path, name, version, listed)

    def fingerprint(self, code: Iterable[Path], *settings: object) -> str:
        """Return sixteen hexadecimal digits that other weights, other code or other settings change.

        ``code`` are the modules that what is found with the weights rests on, read as they lie on the disk, so
        that no release can forget to say that it finds something else.
        """
        digest = hashlib.sha256(repr((self.name, self.version, self.files, settings)).encode())
        for module in sorted([*code, Path(__file__)]):
            digest.update(hashlib.sha256(module.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def network(self, file: str, threads: int) -> InferenceSession:
        """Return the network of a listed file, ready to run; raise ModelError when the folder lists no such file.

        Processors without VNNI add products of bytes up in sixteen bits, which overflow, and what is found
        would be worse there than elsewhere; with the option, onnxruntime takes a slower way on these alone.
        """
        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.x64quantprecision", "1")
        return InferenceSession(str(self.file(file)), options, providers=["CPUExecutionProvider"])

    def file(self, name: str) -> Path:
        """Return the path of a listed file; raise ModelError when the folder lists no such file."""
        if name not in dict(self.files):
            raise ModelError(str(self.path / LISTING), f"lists no file {name!r}", _REMEDY)
        return self.path / name


def _listed(path: Path) -> ModelFolder:
    listing = path / LISTING
    try:
        read = json.loads(listing.read_text(encoding="utf-8"))
        files = tuple(sorted((str(file), str(digest)) for file, digest in read["files"].items()))
        return ModelFolder(path, str(read["name"]), int(read["version"]), files)
    except OSError as error:
        raise ModelError(str(listing), f"cannot be read ({error.strerror})", _REMEDY) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(str(listing), "is not a listing of a model folder", _REMEDY) from error


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(str(path), f"cannot be read ({error.strerror})", _REMEDY) from error
