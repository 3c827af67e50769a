"""What stands between the engine and the process that works: it starts it, asks it, and starts it anew when it ends.

A page that ends the process (of its memory, of a fault in a library) is asked for a few times, since the process may
have been killed for another reason; then it is a failure, and the work goes on with the next.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any, Final

from sayso.errors import ModelError
from sayso.fleet.orders import Order, Share
from sayso.fleet.storage import Storage
from sayso.fleet.tables import FAILURES, REPORTS, TAGGINGS, article_of, failure_row, tagging_row
from sayso.ledger.schema import tagging_of
from sayso.records import Article, Failure, KeptTagging, tagged_sha256

# How often a page may end the process that works on it.
TRIES: Final = 3
_REPORT: Final = "Please report this page as a fault of sayso"
_ERRORS: Final = 2
"""Where a worker's printing goes: our standard error, for its answers have a line of their own."""
_ENDED: Final = "Allow a page more memory, or leave the page out"

Answer = Mapping[str, Any]


@dataclass(slots=True)
class Guard:
    """Asks a worker of its own; ``fingerprint`` is that of the tagger whose findings are kept."""

    order: Order
    fingerprint: str
    _process: subprocess.Popen[bytes] | None = field(default=None)
    _line: Connection | None = field(default=None)

    def read(self, share: Share) -> str:
        """Read the pages of a share into files of results, and return the name of the share."""
        ending: dict[str, str] = {}
        question = {"ask": "read", "share": share.id, "paths": share.paths, "ending": ending}
        if isinstance(self._asked(question), str):
            for path in share.paths:
                if isinstance(found := self._asked({"ask": "look", "path": path}), str):
                    ending[path] = found
            if isinstance(found := self._asked(question), str):
                ending.update(dict.fromkeys(share.paths, found))
                self._asked(question)
        return share.id

    def tag(self, batch: str) -> str:
        """Tag the pages of one file of results, write what is found, and return its name; what is there last is all."""
        if isinstance(found := self._asked({"ask": "load"}), str):
            raise ModelError(self.order.tagger, f"the tagger cannot be loaded: {found}", "Look at the worker's log")
        storage = Storage(self.order.output)
        failures: list[Mapping[str, object]] = []
        taggings: list[Mapping[str, object]] = []
        reports: list[Mapping[str, object]] = []
        for row in storage.read_rows(f"articles/{batch}"):
            article = article_of(row)
            answer = self._tagged(article, row)
            if isinstance(answer, Failure):
                failures.append(failure_row(answer))
                continue
            kept = KeptTagging(tagged_sha256(article), self.fingerprint, tagging_of(answer["tagging"]))
            taggings.append(tagging_row(article, kept))
            reports += answer["reports"]
        storage.write_rows(f"failures/{batch}", failures, FAILURES)
        storage.write_rows(f"reports/{batch}", reports, REPORTS)
        storage.write_rows(f"taggings/{batch}", taggings, TAGGINGS)
        return batch

    def _tagged(self, article: Article, row: Mapping[str, object]) -> Answer | Failure:
        answer = self._asked({"ask": "tag", "article": row})
        if isinstance(answer, str):
            return Failure(article.path, "attribute", answer, _ENDED)
        if "reason" in answer:
            return Failure(article.path, answer["stage"], answer["reason"], _REPORT)
        return answer

    def _asked(self, question: Mapping[str, object]) -> Answer | str:
        """Return the worker's answer, or how its process ended each time that it was asked."""
        said = json.dumps(question).encode()
        ended = ""
        for _ in range(TRIES):
            line = self._line or self._started()
            try:
                line.send_bytes(said)
                answer: Answer = json.loads(line.recv_bytes())
            except (EOFError, ConnectionError):
                ended = self._ended()
            else:
                return answer
        return f"its process ended {TRIES} times in a row ({ended})"

    def _started(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "sayso.fleet.worker", str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=_ERRORS
            )
        self._line = Connection(ours.detach())
        self._line.send_bytes(self.order.told().encode())
        return self._line

    def _ended(self) -> str:
        """Return how the process ended, and forget it."""
        process, line, self._process, self._line = self._process, self._line, None, None
        if line is not None:
            line.close()
        status = process.wait() if process is not None else 0
        return f"by {signal.Signals(-status).name}" if status < 0 else f"with status {status}"

    def close(self) -> None:
        """Let the worker go."""
        if self._line is not None:
            self._ended()
