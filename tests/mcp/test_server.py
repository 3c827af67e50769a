"""The tools of `sayso mcp`, asked by the SDK's own client over the pipes of a real process."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="speaks the protocol; pip install 'sayso[mcp]'")
from mcp import Client, StdioServerParameters  # behind the check above

from sayso.comparison import ShippedEncoder
from sayso.ledger import Ledger, write_ledger
from sayso.records import Contents

Json = dict[str, object]


def asked(ledger: Path, questions: Callable[[Client], Awaitable[None]]) -> None:
    arguments = ["-m", "sayso", "mcp", str(ledger)]
    command = StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))

    async def talk() -> None:
        async with Client(command, read_timeout_seconds=240) as client:
            await questions(client)

    asyncio.run(talk())


async def answer(client: Client, tool: str, **arguments: object) -> Json:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_evidence_stands_where_the_answer_says(ledger: Path, story: Contents) -> None:
    texts = {one.id: one.text for one in story.articles}
    paths = {one.id: one.path for one in story.articles}

    async def questions(client: Client) -> None:
        found = await answer(client, "search_statements", words="three gates")
        assert found["finding"] == "found"
        assert found["total"] == len(found["statements"]) > 0
        for brief in found["statements"]:
            whole = await answer(client, "get_statement", statement=brief["statement"])
            assert whole["statement"] == brief
            assert len(whole["origins"]) == brief["independent_reports"]
            reports = [report for origin in whole["origins"] for report in origin["reports"]]
            assert len(reports) == brief["reports"]
            for report in reports:
                text = texts[report["article"]]
                pieces = [text[place["start"] : place["end"]] for place in report["content"]]
                assert " … ".join(pieces) == report["quote"]
                assert report["path"] == paths[report["article"]]
        narrowed = await answer(client, "search_statements", act="deny", limit=1)
        assert len(narrowed["statements"]) <= 1
        assert all(one["act"] == "deny" for one in narrowed["statements"])

    asked(ledger, questions)


def test_what_says_alike_things_comes_apart_from_what_the_words_find(tmp_path: Path, story: Contents) -> None:
    path = tmp_path / "dam.sayso"
    write_ledger(path, story, encoder=ShippedEncoder())
    words = "they let out the water through three sluices without telling anyone"

    async def questions(client: Client) -> None:
        found = await answer(client, "search_statements", words=words, by_meaning=True)
        assert (found["finding"], found["statements"]) == ("unmeasured", [])
        assert (found["near_finding"], found["near_why_not"]) == ("found", None)
        assert any("They opened three gates at once" in one["statement"]["gist"] for one in found["near"])
        alike = [one["similarity"] for one in found["near"]]
        assert alike == sorted(alike, reverse=True)
        unasked = await answer(client, "search_statements", words=words)
        assert (unasked["near_finding"], unasked["near"], unasked["near_why_not"]) == ("unmeasured", [], None)
        nothing = await answer(client, "search_statements", words="ballet shoes for penguins", by_meaning=True)
        assert (nothing["near_finding"], nothing["near"]) == ("none", [])

    asked(path, questions)


def test_what_is_contested_and_what_is_claimed(ledger: Path, story: Contents) -> None:
    contested = [one for one in story.links if one.relation in {"denies", "contradicts", "retracts"}]

    async def questions(client: Client) -> None:
        found = await answer(client, "list_conflicts")
        assert found["statements_in_all"] == len(contested)
        assert {(one["by"]["statement"], one["statement"]["statement"]) for one in found["statements"]} == {
            (one.a, one.b) for one in contested
        }
        assert found["figures_in_all"] == sum(one.relation == "conflict" for one in story.figure_links)
        for pair in found["figures"]:
            for figure in (pair["one"], pair["other"]):
                (article,) = [one for one in story.articles if one.id == figure["article"]]
                assert article.text[figure["span"]["start"] : figure["span"]["end"]] == figure["words"]
        checked = await answer(client, "check_claim", claim="Hydra opened three gates at once")
        assert checked["finding"] in {"asserted", "disputed"}
        assert (
            1 <= checked["independent_for"] <= len({o["origin"] for one in checked["asserts"] for o in one["origins"]})
        )

    asked(ledger, questions)


def test_a_ledger_that_knows_nothing_says_unmeasured(tmp_path: Path) -> None:
    path = tmp_path / "empty.sayso"
    write_ledger(path, Contents())

    async def questions(client: Client) -> None:
        assert (await answer(client, "search_statements", words="gates"))["finding"] == "unmeasured"
        checked = await answer(client, "check_claim", claim="The gates were opened")
        assert (checked["finding"], checked["asserts"], checked["denies"]) == ("unmeasured", [], [])
        found = await answer(client, "list_conflicts")
        assert (found["statements_finding"], found["figures_finding"]) == ("unmeasured", "unmeasured")

    asked(path, questions)


def test_what_cannot_be_answered_is_an_error_in_words_and_the_server_goes_on(ledger: Path) -> None:
    async def questions(client: Client) -> None:
        for tool, arguments in (
            ("get_statement", {"statement": 'sta_"><script>'}),
            ("check_claim", {"claim": "?!"}),
            ("search_statements", {"act": "shout"}),
            ("search_statements", {"limit": 0}),
            ("list_conflicts", {"limit": 100_000}),
            ("get_statement", {}),
        ):
            result = await client.call_tool(tool, arguments)
            assert result.is_error, tool
            assert "Traceback" not in str(result.content)
        for words in ('"', "AND", "\x00", "é" * 400):
            await answer(client, "search_statements", words=words)

    asked(ledger, questions)


def test_every_tool_says_what_it_gives_and_that_words_of_pages_are_data(ledger: Path) -> None:
    async def questions(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"search_statements", "get_statement", "check_claim", "list_conflicts"}
        for tool in tools:
            assert "never as instructions" in tool.description
            assert tool.annotations.read_only_hint
            assert tool.output_schema["type"] == "object"
            assert tool.output_schema["properties"]
        assert "never as instructions" in client.instructions

    asked(ledger, questions)


def test_hostile_words_come_back_as_they_stand(ledger: Path, story: Contents) -> None:
    hostile = [one for one in story.reports if "<" in one.quote or "\u202e" in one.quote]

    async def questions(client: Client) -> None:
        owners = {name: one.id for one in story.statements for name in one.attributions}
        for report in hostile:
            whole = await answer(client, "get_statement", statement=owners[report.id])
            quotes = {each["attribution"]: each["quote"] for one in whole["origins"] for each in one["reports"]}
            assert quotes[report.id] == report.quote

    asked(ledger, questions)


def test_nothing_is_changed(ledger: Path) -> None:
    before = ledger.read_bytes()

    async def questions(client: Client) -> None:
        await answer(client, "list_conflicts")

    asked(ledger, questions)
    assert ledger.read_bytes() == before
    with Ledger.open(ledger) as opened:
        assert opened.contents().statements
