"""Each form of export, against its specification as the standards' own tools read it."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sayso.errors import InputError
from sayso.export import Form, export_lines, export_to_folder
from sayso.export.spreadsheets import harmless_cell
from sayso.ledger.interchange import KINDS, read_json_lines
from sayso.records import Article, Contents, Span
from sayso.web import visible
from tests.web.dam import storable_dam_story


@pytest.fixture(scope="module")
def story() -> Contents:
    return storable_dam_story()


@pytest.fixture(scope="module")
def articles(story: Contents) -> dict[str, Article]:
    return {article.id: article for article in story.articles}


def text_of(story: Contents, form: Form) -> str:
    lines = export_lines(story, form)
    assert lines is not None
    return "\n".join(lines)


def test_json_lines_go_round(story: Contents) -> None:
    assert read_json_lines(text_of(story, Form.JSONL).splitlines()) == story


@pytest.mark.parametrize("form", [form for form in Form if form not in {Form.CSV, Form.PARQUET, Form.BRAT}])
def test_the_same_ledger_gives_the_same_lines(story: Contents, form: Form) -> None:
    assert text_of(story, form) == text_of(story, form)
    empty = Contents(**dict.fromkeys(Contents.__slots__, ()))
    assert text_of(empty, form) is not None


# --- comma separated values -------------------------------------------------------------------------------------------


def test_spreadsheets_hold_every_record_under_its_header(story: Contents, tmp_path: Path) -> None:
    export_to_folder(story, Form.CSV, tmp_path)
    for kind, (place, _) in KINDS.items():
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(getattr(story, place)), kind
    with (tmp_path / "attribution.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["id"]: row for row in csv.DictReader(file)}
    for report in story.reports:
        row = found[report.id]
        assert json.loads(row["content"]) == [[span.start, span.end] for span in report.content]
        assert (row["speaker"] or None) == report.speaker


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0", "\n=1"]
)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert harmless_cell(text).startswith("'")


def test_no_cell_of_a_hostile_story_is_a_formula_or_an_escape(story: Contents, tmp_path: Path) -> None:
    export_to_folder(story, Form.CSV, tmp_path)
    for file in sorted(tmp_path.glob("*.csv")):
        text = file.read_text(encoding="utf-8-sig")
        assert text == visible(text)
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for cell in (cell for row in csv.reader(lines) for cell in row):
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell


# --- Parquet ----------------------------------------------------------------------------------------------------------


def test_pandas_and_duckdb_open_parquet_in_one_line(story: Contents, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="writes Parquet; pip install 'sayso[parquet]'")
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    export_to_folder(story, Form.PARQUET, tmp_path)
    said = pandas.read_parquet(tmp_path / "attribution.parquet")
    assert list(said["quote"]) == [report.quote for report in story.reports]
    query = f"select count(*), sum(len(content)) from '{tmp_path / 'attribution.parquet'}'"  # noqa: S608  # our own path
    assert duckdb.sql(query).fetchall() == [(len(story.reports), sum(len(report.content) for report in story.reports))]
    for kind, (place, _) in KINDS.items():
        path = tmp_path / f"{kind}.parquet"
        assert len(duckdb.sql(f"from '{path}'").fetchall()) == len(getattr(story, place))


# --- Web Annotations --------------------------------------------------------------------------------------------------

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def test_web_annotations_keep_the_rules_of_the_model(story: Contents) -> None:
    """W3C Web Annotation Data Model: sections 3.1, 3.2, 4.2.4, 4.2.5, 5.1 and 5.2."""
    collection = json.loads(text_of(story, Form.WEBANNOTATION))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["first"]["type"] == "AnnotationPage"
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    for item in items:
        assert item["type"] == "Annotation"
        assert urlsplit(item["id"]).scheme
        assert item["motivation"] in MOTIVATIONS
        assert {body["type"] for body in item["body"]} <= {"TextualBody", "SpecificResource"}
        assert all(body["purpose"] in MOTIVATIONS for body in item["body"])


def test_the_selectors_of_an_annotation_select_the_words(story: Contents) -> None:
    hashes = {article.sha256: article.text for article in story.articles}
    items = json.loads(text_of(story, Form.WEBANNOTATION))["first"]["items"]
    seen: set[tuple[str, int, int]] = set()
    for item in items:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            source = target["source"]
            assert urlsplit(source["id"]).scheme in {"http", "https", "ni"}
            text = hashes[source["schema:sha256"]]
            quote, place = target["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert 0 <= place["start"] < place["end"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text[: place["start"]].endswith(quote["prefix"])
            assert text[place["end"] :].startswith(quote["suffix"])
            seen.add((source["schema:sha256"], place["start"], place["end"]))
    texts = {article.id: article.sha256 for article in story.articles}
    for report in story.reports:
        for span in (*report.source, *report.cue, *report.content):
            assert (texts[report.article], span.start, span.end) in seen


# --- schema.org -------------------------------------------------------------------------------------------------------


def test_linked_data_uses_only_terms_of_schema_org(story: Contents) -> None:
    rdflib = pytest.importorskip("rdflib")
    document = json.loads(text_of(story, Form.SCHEMAORG))
    assert document["@context"] == "https://schema.org"
    document["@context"] = {"@vocab": str(rdflib.SDO), "sayso": "urn:sayso:"}  # what it says there, without a network
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    terms = {term for term in graph.predicates() if term != rdflib.RDF.type}
    terms |= set(graph.objects(predicate=rdflib.RDF.type))
    assert len(graph) > 100
    for term in terms:
        assert term in rdflib.SDO, term


def test_verbatim_words_are_quotations_and_indirect_ones_claims(story: Contents) -> None:
    nodes = json.loads(text_of(story, Form.SCHEMAORG))["@graph"]
    quotations = {node["@id"]: node for node in nodes if node["@type"] == "Quotation"}
    direct = [report for report in story.reports if report.kind == "direct" and report.quote]
    assert set(quotations) == {f"urn:sayso:{report.id}" for report in direct}
    for report in direct:
        assert quotations[f"urn:sayso:{report.id}"]["text"] == report.quote
    claims = [node for node in nodes if node["@type"] == "Claim"]
    assert claims
    for claim in claims:
        assert claim["appearance"]
    assert not any("review" in key.casefold() or "rating" in key.casefold() for node in nodes for key in node)


# --- FollowTheMoney ---------------------------------------------------------------------------------------------------

# What the model (followthemoney.tech/explorer) lets each of the schemata used here hold.
THING = {"name", "summary", "description", "alias", "sourceUrl", "publisher", "keywords"}
INTERVAL = {"date", "summary", "sourceUrl", "publisher", "recordId", "proof"}
ALLOWED = {
    "Article": THING | {"title", "fileName", "author", "publishedAt", "language", "bodyText"},
    "Document": THING | {"title", "fileName"},
    "Person": THING,
    "Organization": THING,
    "PublicBody": THING,
    "LegalEntity": THING,
    "Address": THING | {"full"},
    "Documentation": INTERVAL | {"document", "entity", "role"},
    "UnknownLink": INTERVAL | {"subject", "object", "role"},
}


def test_follow_the_money_entities_fit_the_model(story: Contents) -> None:
    rows = [json.loads(line) for line in text_of(story, Form.FTM).splitlines()]
    known = {row["id"]: row for row in rows}
    assert len(known) == len(rows)
    for row in rows:
        assert set(row) == {"id", "schema", "properties"}
        assert set(row["properties"]) <= ALLOWED[row["schema"]]
        for values in row["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
        for end in ("document", "entity", "subject", "object", "proof"):
            assert all(value in known for value in row["properties"].get(end, ()))
        for value in row["properties"].get("date", ()):
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value)
    documented = {row["id"] for row in rows if row["schema"] == "Documentation"}
    assert documented == {report.id.replace("_", "-") for report in story.reports if report.speaker}


def test_follow_the_money_takes_the_entities(story: Contents) -> None:
    followthemoney = pytest.importorskip(
        "followthemoney", reason="checks against the model itself where it is installed"
    )
    for line in text_of(story, Form.FTM).splitlines():
        row = json.loads(line)
        proxy = followthemoney.model.get_proxy(row)
        schema = followthemoney.model.get(row["schema"])
        schema.validate(row)
        for name, values in row["properties"].items():
            kind = schema.get(name).type
            assert len(proxy.get(name)) == len(set(values)) or kind.name in {"text", "string", "name", "url"}, name


# --- brat -------------------------------------------------------------------------------------------------------------

TEXT_BOUND = re.compile(r"T\d+\t(Source|Cue|Content|Attribution) (\d+ \d+(?:;\d+ \d+)*)\t([^\n]*)")
EVENT = re.compile(r"E\d+\tAttribution:(T\d+)((?: (?:Source|Cue|Content):T\d+)+)")


def test_brat_files_keep_the_rules_of_standoff(story: Contents, articles: dict[str, Article], tmp_path: Path) -> None:
    export_to_folder(story, Form.BRAT, tmp_path)
    events = 0
    for name, article in articles.items():
        text = (tmp_path / f"{name}.txt").read_bytes().decode()
        assert text == article.text
        lines = (tmp_path / f"{name}.ann").read_bytes().decode().splitlines()
        spans: dict[str, list[Span]] = {}
        for line in lines:
            if line.startswith("T"):
                match = TEXT_BOUND.fullmatch(line)
                assert match, line
                pieces = [Span(*map(int, piece.split())) for piece in match[2].split(";")]
                assert match[3] == " ".join(piece.of(text) for piece in pieces)
                spans[line.split("\t")[0]] = pieces
            elif line.startswith("E"):
                match = EVENT.fullmatch(line)
                assert match, line
                assert {match[1], *re.findall(r":(T\d+)", match[2])} <= set(spans)
                events += 1
            else:
                assert re.match(r"A\d+\t(Kind|Act) E\d+ \w+$|#\d+\tAnnotatorNotes E\d+\t", line), line
    assert events == len(story.reports)


def test_brat_spans_hold_the_words_of_the_attributions(story: Contents, tmp_path: Path) -> None:
    export_to_folder(story, Form.BRAT, tmp_path)
    words = {
        line.split("\t")[2]
        for file in tmp_path.glob("*.ann")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("T")
    }
    for one in story.reports:
        if one.content and "\n" not in one.quote and len(one.content) == 1:
            assert one.quote.strip() in words


# --- Markdown ---------------------------------------------------------------------------------------------------------


def test_markdown_has_a_footnote_for_every_passage_and_no_markup_of_strangers(story: Contents) -> None:
    text = text_of(story, Form.MD)
    used, defined = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert used == set(defined)
    assert len(defined) == len(set(defined))
    assert not re.search(r"(?<!\\)<(?!https?://)", text), "no tag of a page"
    assert not re.search(r"(?<!\\)\]\(", text), "no link of a page"
    assert "\x1b" not in text
    assert "\u202e" not in text
    for statement in story.statements:
        assert statement.gist == "" or "”[^" in text


# --- what goes wrong --------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_said_in_words(story: Contents, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match="cannot be written"):
        export_to_folder(story, Form.CSV, tmp_path / "file")


def test_a_form_of_several_files_asks_for_a_folder(tmp_path: Path, story: Contents) -> None:
    from sayso.ledger import write_ledger

    write_ledger(tmp_path / "s.sayso", story)
    command = [sys.executable, "-m", "sayso"]
    done = subprocess.run(
        [*command, "export", "s.sayso", "--format", "csv"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Name a folder for them with -o" in done.stderr
    for arguments in (
        ["export", "s.sayso", "-o", "s.jsonl"],
        ["restore", "s.jsonl", "-o", "again.sayso"],
        ["report", "s.sayso", "--format", "md", "-o", "r.md"],
    ):
        assert subprocess.run([*command, *arguments], cwd=tmp_path, check=False).returncode == 0
    subprocess.run([*command, "export", "again.sayso", "-o", "again.jsonl"], cwd=tmp_path, check=True)
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "s.jsonl").read_bytes()
