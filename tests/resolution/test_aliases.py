from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.records import Alias
from sayso.resolution import read_aliases, resolve
from sayso.resolution.aliases import LARGEST
from tests.resolution.pages import page

FRONT = Alias("Harbour Front", ("Dock Action", "the Dockers"), "group", "renamed in 2030")


def written(folder: Path, text: str) -> Path:
    path = folder / "aliases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def resolved(aliases: tuple[Alias, ...], *pages):
    found = resolve([article for article, _ in pages], [tagging for _, tagging in pages], aliases)
    names = {entity.id: entity.name for entity in found.entities}
    return found, [names.get(report.speaker or "") for report in found.reports]


def test_a_file_is_read_as_it_says(tmp_path):
    text = """
- name: Harbour Front
  aliases: [Dock Action, "the Dockers"]
  kind: group
  notes: renamed in 2030
- name: Ann Poe
"""
    assert read_aliases(written(tmp_path, text)) == (Alias("Ann Poe", (), None, None), FRONT)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("- name: Ann Poe\n  alias: [Poe]", 2, "“alias” is unknown"),
        ("- name: Ann Poe\n  kind: human", 2, "“human” is unknown"),
        ("- name: Ann Poe\n- name: Eve Poe\n  aliases:\n    - ANN POE", 4, "given to “Ann Poe” already"),
        ("- name: Ann Poe\n- name: Ann Poe", 2, "given to “Ann Poe” already"),
        ("- name: Ann Poe\n  aliases: [Poe,\n    Poe]", 3, "“Poe” is given twice"),
        ("- name: Ann Poe\n  name: Eve Poe", 2, "given twice"),
        ("- aliases: [Poe]", 1, "has no name"),
        ("- name: [Ann, Poe]", 1, "words are missing"),
        ("- name: '...'", 1, "holds no name"),
        ("- name: Ann Poe\n  aliases: Poe", 2, "no list"),
        ("name: Ann Poe", 1, "the file is no list"),
        ("- Ann Poe", 1, "this is no party"),
        ("- name: Ann Poe\n  aliases: [Poe", 2, "no YAML"),
        ("- name: !!python/object/apply:os.system ['true']", 1, "words are missing"),
    ],
)
def test_an_error_names_file_line_finding_and_mend(tmp_path, text, line, found):
    path = written(tmp_path, text)
    with pytest.raises(InputError) as error:
        read_aliases(path)
    assert error.value.subject == f"{path}, line {line}"
    assert found in error.value.found
    assert error.value.remedy


def test_a_file_that_is_missing_large_deep_or_no_text(tmp_path):
    for content in (b"- name: \xff\xfe", b"[" * 2000, b"#" * (LARGEST + 1)):
        path = tmp_path / "aliases.yaml"
        path.write_bytes(content)
        with pytest.raises(InputError):
            read_aliases(path)
    with pytest.raises(InputError):
        read_aliases(tmp_path / "none.yaml")


@given(st.text(max_size=200))
def test_whatever_stands_in_it_gives_parties_or_an_error(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("aliases") / "aliases.yaml"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = read_aliases(path)
    except InputError:
        return
    assert sorted(found, key=lambda party: party.name) == list(found)


def test_two_parties_become_one_under_the_listed_name():
    pages = [
        page("[S1:Dock Action] [C1:said] [Q1:no].", name="a", names=(("Dock Action", "organisation"),)),
        page("[S1:The Harbour Front] [C1:said] [Q1:no].", name="b", names=(("Harbour Front", "organisation"),)),
    ]
    assert len(set(resolved((), *pages)[1])) == 2
    found, speakers = resolved((FRONT,), *pages)
    assert speakers == ["Harbour Front"] * 2
    (entity,) = [entity for entity in found.entities if entity.name == "Harbour Front"]
    assert entity.kind == "group"
    assert {"Dock Action", "the Dockers"} <= set(entity.aliases)


def test_a_listed_surname_goes_to_no_other_bearer():
    eve = Alias("Eve Poe", ("Poe",), "person", None)
    pages = [
        page("[S1:Ann Poe] [C1:said] [Q1:no]. [S2:Poe] [C2:added] [Q2:so].", name="a", names=(("Ann Poe", "person"), ("Poe", "person"))),
        page("[S1:Eve Poe] [C1:said] [Q1:no].", name="b", names=(("Eve Poe", "person"),)),
    ]  # fmt: skip
    assert resolved((), *pages)[1] == ["Ann Poe", "Ann Poe", "Eve Poe"]
    assert resolved((eve,), *pages)[1] == ["Ann Poe", "Eve Poe", "Eve Poe"]


def test_two_listed_parties_are_never_joined():
    both = (Alias("Ivan Roe", (), "person", None), Alias("Ivan P. Roe", (), "person", None))
    pages = [
        page("[S1:Ivan Roe] [C1:said] [Q1:no].", name="a", names=(("Ivan Roe", "person"),)),
        page("[S1:Ivan P. Roe] [C1:said] [Q1:no].", name="b", names=(("Ivan P. Roe", "person"),)),
    ]
    assert len(set(resolved((), *pages)[1])) == 1
    assert resolved(both, *pages)[1] == ["Ivan Roe", "Ivan P. Roe"]


def test_the_file_of_the_docs_is_one():
    root = Path(__file__).parents[2]
    parties = read_aliases(root / "examples" / "aliases.yaml")
    assert [party.name for party in parties] == ["Joran Tesk", "Varn Liberation Front"]
    block = (root / "docs" / "aliases.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    assert block in (root / "examples" / "aliases.yaml").read_text(encoding="utf-8")
