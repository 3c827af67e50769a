"""`sayso serve`: where the desk is, told to persons and programs."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

pytest.importorskip("uvicorn", reason="serves the desk; pip install 'sayso[web]'")


@pytest.mark.parametrize("options", [("--read-only",), ()])
def test_a_program_learns_where_the_desk_is(ledger: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "sayso", "serve", str(ledger), "--port", "0", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            told = json.loads(desk.stdout.readline())
            assert told["ledger"] == str(ledger)
            assert told["corrections"] is (not options)
            with build_opener(ProxyHandler({})).open(f"{told['address']}speakers", timeout=60) as page:
                assert "Ilse Varga" in page.read().decode("utf-8")
        finally:
            desk.terminate()


def test_a_port_that_is_taken_is_said_in_words(ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "sayso", "serve", str(ledger), "--port", port]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert f"127.0.0.1, port {port}: nothing can be served there" in done.stderr
    assert done.stdout == ""
