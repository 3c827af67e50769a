"""A real PostgreSQL server for the tests, of their own, in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER = "quay"


@dataclass(frozen=True)
class Server:
    """A server on loopback; ``folder`` holds its data, and ``account`` is whom it runs as."""

    programs: Path
    folder: Path
    port: int
    account: pwd.struct_passwd

    def ledger(self, name: str, *, user: str = USER, password: str = "", database: str = "postgres") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{database}?ledger={name}"

    def make(self) -> None:
        self.run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"host all locked 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")

    def start(self) -> None:
        # A server of tests may lose its data with the power.
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off -c lc_messages=C"
        self.run("pg_ctl", "start", "-w", "-o", options, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate")

    def run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self.programs / program, "-D", self.folder / "data", *words],
            user=self.account.pw_uid, group=self.account.pw_gid, extra_groups=[] if os.getuid() == 0 else None,
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{program}: {done.stderr}"


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Yield a server that runs until the block ends."""
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir="/tmp"))
    os.chown(folder, account.pw_uid, account.pw_gid)
    server = Server(programs, folder, _free_port(), account)
    try:
        server.make()
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs() -> Path | None:
    """Where the server's programs are: where Debian puts them, or on the path."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    found = shutil.which("initdb")
    return homes[-1].parent if homes else Path(found).parent if found else None


def _account() -> pwd.struct_passwd:
    """Whom to run the server as: ourselves, or, since it refuses root, the account that Debian makes for it."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
