"""The desk shows the same pages of a ledger in PostgreSQL as of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("starlette", reason="serves the desk; pip install 'sayso[web]'")
from starlette.testclient import TestClient  # behind the check above

from sayso.ledger import write_ledger
from sayso.web.desk import desk
from tests.postgres import Server
from tests.web.dam import storable_dam_story

pytestmark = pytest.mark.postgres


def test_every_page_is_that_of_a_file(postgres: Server, tmp_path: Path) -> None:
    story = storable_dam_story()
    places = (tmp_path / "dam.sayso", postgres.ledger("desk"))
    for place in places:
        write_ledger(place, story)
    file, server = (TestClient(desk(place), base_url="http://127.0.0.1") for place in places)
    addresses = ["/", "/search", "/search?q=gates", "/search?q=gates&contested=1", "/speakers", "/outlets", "/figures"]
    addresses += [f"/statement/{one.id}" for one in story.statements[:6]]
    addresses += [f"/speaker/{one.id}" for one in story.entities[:6]]
    addresses += [f"/article/{one.id}" for one in story.articles[:2]]
    addresses += [f"/outlet?name={quote(one.outlet)}" for one in story.articles[:3] if one.outlet]
    for address in [*addresses, "/corrections", "/statement/none", "/search?q=%00"]:
        expected, found = file.get(address), server.get(address)
        assert (found.status_code, found.text) == (expected.status_code, expected.text), address
    write_ledger(places[1], replace(story, articles=(*story.articles, replace(story.articles[0], id="art_zzz"))))
    assert f"{len(story.articles) + 1} pages" in server.get("/").text  # the page that was kept is made anew
