from __future__ import annotations

from quality.coreference import read_document
from quality.entities import GOLD, Place, read_gold, scored
from sayso.records import Span

_CONLLU = """# newpar
1\tAnn\tAnn\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1
2\tPoe\tPoe\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1)
2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_
"""


def place(page: str, start: int, key: str) -> Place:
    return Place(page, Span(start, start + 3), key)


def test_pairs_count_over_pages_only() -> None:
    one, same, other, wrong = place("a", 0, "x"), place("a", 9, "x"), place("b", 0, "x"), place("b", 9, "y")
    found = {one: "e", same: "e", other: "e", wrong: "e"}
    assert scored(found, found) == {"mentions": 4, "found": 100.0, "pair_precision": 50.0, "pair_recall": 100.0}


def test_a_mention_that_is_not_found_costs_recall() -> None:
    one, other = place("a", 0, "x"), place("b", 0, "x")
    result = scored([one, other], {one: "e", other: None})
    assert (result["found"], result["pair_recall"]) == (50.0, 0.0)


def test_the_gold_holds_places_in_order_and_no_text() -> None:
    gold = read_gold(GOLD)
    assert len({one.page for one in gold}) > 50
    assert all(one.span.start < one.span.end for one in gold)
    assert len({(one.page, one.span) for one in gold}) == len(gold)


def test_a_text_is_rebuilt_from_its_words_with_its_chains() -> None:
    document = read_document("d", _CONLLU)
    assert document.text == "Ann Poe left.\n\nShe said "
    assert [(one.span.of(document.text), one.chain, one.named) for one in document.mentions] == [
        ("Ann Poe", 1, True),
        ("She", 1, False),
    ]
