"""A job in an object store (S3, Google's): read from it, written to it, built from it, and stopped and gone on with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast
from urllib.parse import quote, unquote

import httpx2
import pytest

from sayso.errors import InputError
from sayso.ledger import json_lines
from sayso.pipeline import build
from sayso.settings import Fetching, Settings
from tests.fleet.conftest import line, page
from tests.fleet.jobs import SCRIPT, job
from tests.taggers import PatternTagger

pytest.importorskip("daft", reason="needs the fleet extra")
from pyarrow.fs import FileSelector, FileSystem, FileType

from sayso.fleet import build_from, results_in
from sayso.fleet.storage import Storage, files_below

SERVERS = {
    "s3": ["moto_server", "-H", "127.0.0.1", "-p", "{}"],
    "gs": ["gcp-storage-emulator", "start", "--host", "127.0.0.1", "--port", "{}", "--in-memory"],
}
REQUIRED = os.environ.get("SAYSO_STORES") == "required"
pytestmark = pytest.mark.fleet


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A kind of store, and where a server of it listens, with nothing in it."""
    kind = cast(str, request.param)
    if shutil.which(SERVERS[kind][0]) is None and not REQUIRED:
        pytest.skip(f"needs a server of {kind}: make test-stores")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = (tmp_path_factory.mktemp(kind) / "log").open("wb")
    running = subprocess.Popen([word.format(port) for word in SERVERS[kind]], stdout=told, stderr=told)
    try:
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield kind, f"127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()
        told.close()


@pytest.fixture
def bucket(server: tuple[str, str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A bucket of the test's own, as an address in which `{}` is the place for a key."""
    kind, at = server
    name = cast(str, request.node.originalname).replace("_", "-")[:40].strip("-")
    return {"s3": s3_bucket, "gs": gs_bucket}[kind](at, name, monkeypatch)


def gs_bucket(at: str, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    made = httpx2.post(f"http://{at}/storage/v1/b", params={"project": "tests"}, json={"name": name})
    made.raise_for_status()
    asked = f"endpoint_override={quote(at, safe='')}&scheme=http&retry_limit_seconds=5"
    return f"gs://anonymous@{name}/{{}}?{asked}"


def s3_bucket(at: str, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    for name_of in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name_of, "test")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    asked = f"endpoint_override={quote(at, safe='')}&scheme=http&region=us-east-1&allow_bucket_creation=true"
    system, path = FileSystem.from_uri(f"s3://{name}?{asked}")
    try:
        system.create_dir(path)
        with system.open_output_stream(f"{path}/probe") as stream:
            stream.write(b"whole")
    except OSError as error:
        if REQUIRED:
            raise
        pytest.skip(f"this S3 server cannot take an object (moto 5.2.1 cannot, 5.2.5 can): {error}")
    return f"s3://{name}/{{}}?{asked.removesuffix('&allow_bucket_creation=true')}"


def put(folder: Path, address: str) -> None:
    system, path = FileSystem.from_uri(address)
    for file in sorted(folder.iterdir()):
        with system.open_output_stream(f"{path}/{file.name}", compression=None) as stream:  # else it packs by the name
            stream.write(file.read_bytes())


def keys(address: str) -> dict[str, int]:
    """Return the objects below an address, with their sizes."""
    system, path = FileSystem.from_uri(address)
    infos = system.get_file_info(FileSelector(path, recursive=True))
    return {info.path: info.size for info in infos if info.type is FileType.File}


def test_a_job_from_a_bucket_to_a_bucket_makes_the_ledger_of_a_build(crawl: Path, bucket: str) -> None:
    source, output = bucket.format("crawl"), bucket.format("tagged")
    (crawl / "g, 50% of März #1?.txt").write_text(page(31), encoding="utf-8")
    put(crawl, source)
    assert [file.size for file in files_below(source)] == [file.stat().st_size for file in sorted(crawl.iterdir())]
    assert job(output, source)[-1] == "13 3"
    results = results_in(output)
    assert results is not None
    settings = Settings(largest_page=100_000, fetching=Fetching(allowed=False))
    with (
        build_from(results, crawl.parent / "fleet.sayso") as ours,
        build(["crawl"], crawl.parent / "built.sayso", settings=settings, tagger=PatternTagger()) as theirs,
    ):
        here = source.partition("?")[0].replace("anonymous@", "")
        found = [_near(row, here) for row in json_lines(ours.contents())]
        assert sorted(found) == sorted(_near(row, here) for row in json_lines(theirs.contents()))
    before = keys(output)
    assert job(output, source) == ["13 3"]  # and nothing is done a second time
    assert keys(output) == before
    assert not [name for name in before if ".half-" in name]


def _near(row: str, here: str) -> str:
    """Return a row as a build of the folder has it, in which the lines of a file on the disk have numbers of their own."""
    record = json.loads(row)
    if "path" in record:
        record["path"] = unquote(record["path"]).replace(f"{here}/a.jsonl!/", "crawl/a.jsonl#")
        record["path"] = record["path"].replace(f"{here}/", "crawl/")
    return json.dumps(record, ensure_ascii=False)


def test_a_job_that_was_stopped_goes_on_where_it_stood(crawl: Path, bucket: str) -> None:
    shutil.rmtree(crawl)
    crawl.mkdir()
    (crawl / "a.jsonl").write_text("".join(line(n) for n in range(12)), encoding="utf-8")
    source, output = bucket.format("crawl"), bucket.format("tagged")
    put(crawl, source)
    command = [sys.executable, "-c", SCRIPT, output, "tests.fleet.taggers:slow", "native", "2", source]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for told in running.stdout:
            if told.startswith("attribute"):
                break
        running.send_signal(signal.SIGKILL)
    with pytest.raises(InputError, match="not finished"):
        results_in(output)
    done = {name: size for name, size in keys(output).items() if "/taggings/" in name}
    assert done
    assert job(output, source, tagger="slow")[-1] == "12 0"
    assert done.items() <= keys(output).items()
    results = results_in(output)
    assert results is not None
    assert len([*results.found()]) == 12


def test_what_is_not_there_and_what_is_not_allowed_are_told(bucket: str) -> None:
    storage = Storage(bucket.format("nowhere"))
    assert storage.read_json("fleet-job") is None
    assert storage.names("taggings") == frozenset()
    assert results_in(bucket.format("nowhere")) is None
    with pytest.raises(InputError, match="listed"):
        files_below(bucket.replace("what-is", "no-bucket").format("crawl"))
    storage.write_json("fleet-job", {"order": {}})
    assert storage.read_json("fleet-job") == {"order": {}}
    assert [name.rpartition("/")[2] for name in keys(bucket.format("nowhere"))] == ["fleet-job.json"]
