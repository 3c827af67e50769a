"""The records of sayso: what passes from stage to stage and what the ledger keeps.

Every record is frozen and slotted, and holds identifiers of other records, never the records
themselves.  Spans are half-open ``[start, end)`` offsets in Unicode code points of the stored
text of one article.  Dates are ISO 8601 strings.  ``None`` means absent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["direct", "indirect", "mixed"]
NameKind = Literal["person", "organisation", "place", "other"]
EntityKind = Literal["person", "organisation", "government", "group", "place", "document", "unnamed"]
SpeakerFrom = Literal["name", "nominal", "pronoun", "implicit", "none"]
Act = Literal[
    "say", "accuse", "deny", "demand", "warn", "promise",
    "request", "praise", "predict", "believe", "ask", "report",
]  # fmt: skip
Precision = Literal["day", "week", "month", "year"]
Relation = Literal["repeats", "confirms", "denies", "contradicts", "retracts", "declines"]
FigureRelation = Literal["conflict", "update", "different_scope", "same"]
DependenceRelation = Literal["verbatim", "edited", "cites", "shared_wire", "shared_source"]
DriftKind = Literal["hedge_dropped", "negation_lost", "number_changed", "quotation_made", "speaker_promoted"]
EditionRelation = Literal["copy", "version"]
Voice = Literal["outlet", "quoted", "paraphrased"]
CorrectionKind = Literal["merge", "split", "speaker", "wrong", "date", "same", "apart", "published", "undo"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points of one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision: the relation found, how sure (0 to 1), and the reasons shown to the reader."""

    relation: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One page as published.

    ``sha256`` is that of the bytes as read; ``text`` is the stored text that all spans count in;
    ``published_from`` says where the date was found (``metadata``, ``dateline``, ``text``, ``path``)
    or, when ``published`` is ``None``, why there is none.  ``furniture`` is sorted and disjoint.
    ``as_of`` is the moment (ISO 8601, UTC) of which this is the state of the page: when an archive or
    we caught it, or else when the page says that it was last changed; ``canonical`` the address that the
    page names as its own.
    """

    id: str
    path: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    published_from: str | None
    credits: tuple[str, ...]
    language: str | None
    sha256: str
    furniture: tuple[Span, ...]
    text: str
    as_of: str | None = None
    canonical: str | None = None

    @property
    def outlet_or_file(self) -> str:
        """The outlet or, where none is known, the name of the page's file."""
        return self.outlet or file_name(self.path)


def file_name(path: str) -> str:
    """Return the last part of a path, or the path itself where it has none.

    >>> file_name("pages/one.txt")
    'one.txt'
    """
    return path.rstrip("/").rsplit("/", 1)[-1] or path


@dataclass(frozen=True, slots=True)
class Edition:
    """The same page read elsewhere or at another time, beside the article that stands for it.

    ``relation`` is ``copy`` (the same words, or the page's AMP or print version) or ``version`` (another
    state of it).  Where its words differ, ``text`` is its stored text, ``gone`` are the lines of that
    text which the article has not, and ``new`` the lines of the article's text which it has not.
    """

    id: str
    article: str
    relation: EditionRelation
    path: str
    url: str | None
    as_of: str | None
    sha256: str
    reasons: tuple[str, ...]
    text: str | None
    gone: tuple[Span, ...]
    new: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A page, or a part of the work on it, that could not be done: why, and what mends it."""

    path: str
    stage: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of text that the tagger holds to be a name."""

    span: Span
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Attribution:
    """One passage that reports what somebody said, wrote or thinks (PARC3, PolNeAR).

    ``source``, ``cue`` and ``content`` are sorted, disjoint, and each may be empty.
    ``nested_in`` is the index, in the same list, of the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    nested_in: int | None = None


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the tagger finds in one text: attributions and names, each in order of place."""

    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class KeptTagging:
    """What a tagger found in an article, kept so that no later build looks for it again.

    ``text`` is ``tagged_sha256`` of the article, ``tagger`` the fingerprint of the weights and code that found it:
    neither another text nor another tagger is ever given it.
    """

    text: str
    tagger: str
    tagging: Tagging


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, place or document; or an unnamed source, described in ``name``.

    ``aliases`` are the other surface forms seen, sorted.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article that names or means an entity."""

    article: str
    span: Span
    entity: str


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution of one article, resolved: who speaks, what the words do, to whom, when.

    ``quote`` is the content's pieces as they stand in the text, joined by ``" … "``.
    ``why_speaker`` is the verdict on the speaker; its relation is ``resolved`` or ``unresolved``.
    ``relay`` runs from the page backwards: ("AFP", "the ministry") for "B, citing AFP, citing the
    ministry".  ``nested_in`` is the identifier of the report whose content holds this one;
    ``why_act`` the verdict on the act, with the words that show it; ``relay_words`` the words that
    show through whom, or in what form ("in a statement"), it reached the page.
    """

    id: str
    article: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    quote: str
    speaker: str | None
    speaker_from: SpeakerFrom
    why_speaker: Verdict
    act: Act
    target: str | None
    said_on: str | None
    said_precision: Precision | None
    date_words: str | None
    relay: tuple[str, ...]
    nested_in: str | None
    why_act: Verdict | None = None
    relay_words: tuple[Span, ...] = ()

    @property
    def place(self) -> Span:
        """From the first to the last character of source, cue and content."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of speaking, reported by one or more attributions.

    ``gist`` is the wording of its fullest report.  ``attributions``, ``origins`` and ``outlets`` are sorted.
    ``recycled`` are the attributions that present words first dated much earlier as if they were new.
    """

    id: str
    speaker: str | None
    act: Act
    said_on: str | None
    gist: str
    attributions: tuple[str, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]
    recycled: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class SharedPassage:
    """The same words in two articles."""

    article_a: str
    span_a: Span
    article_b: str
    span_b: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the words of one or more reports of one statement come from; it counts once.

    ``why`` gives the reasons for which its reports are not independent of one another (empty
    for a report that stands alone); ``first`` is the earliest of them, by date where known.
    """

    id: str
    statement: str
    attributions: tuple[str, ...]
    why: tuple[str, ...]
    first: str
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """The articles that mainly report one happening, two or more, sorted; ``why`` they are held to."""

    id: str
    articles: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of an article that show something."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two articles that are not independent of one another: ``a`` is before ``b`` by identifier.

    ``relation`` is the strongest found: ``verbatim`` or ``edited`` (a copy), ``cites`` (one has it from the
    other's outlet), ``shared_wire`` (both carry one agency), ``shared_source`` (the facts of both rest on one named
    source).  ``share`` is which part of the shorter article stands in the other too, 0 to 1.
    ``passages`` are the words that both have, ``shown`` the words by which either names where it has them from.
    """

    a: str
    b: str
    relation: DependenceRelation
    score: float
    share: float
    reasons: tuple[str, ...]
    passages: tuple[SharedPassage, ...]
    shown: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between two articles along a copy: the words in the one and what became of them in the other.

    ``a`` is the page with the fuller or former words; where the dates tell it, it is the earlier one.
    """

    id: str
    a: str
    span_a: Span
    b: str
    span_b: Span
    kind: DriftKind
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A pair of reports that was compared, and the verdict on it, kept or rejected."""

    a: str
    b: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """An answer: statement ``a`` repeats, confirms, denies, ... statement ``b``."""

    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported quantity.

    ``low`` and ``high`` bound it (``high`` is ``None`` for "at least"); ``unit`` is what is counted
    ("civilians", "airstrikes", "%"), ``what`` is what is said of it ("killed", "besieged");
    ``as_of`` is an ISO date; ``part_of`` is the figure that this one is a part of ("including two
    children"); ``attribution`` is the report whose content holds it.
    """

    id: str
    article: str
    span: Span
    low: float
    high: float | None
    unit: str | None
    what: str | None
    place: str | None
    as_of: str | None
    according_to: str | None
    attribution: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class FigureLink:
    """How two figures stand to each other."""

    a: str
    b: str
    relation: FigureRelation
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """An expression by which a voice calls a party."""

    article: str
    span: Span
    label: str
    referent: str
    voice: Voice
    scare_quotes: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """What a user says of one party: its name, what else it is called, its kind, and notes for readers."""

    name: str
    aliases: tuple[str, ...]
    kind: EntityKind | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person corrected, never changed afterwards: an ``undo`` is a row of its own.

    ``names`` and ``places`` tell what is corrected, and outlast a rebuild, which identifiers need not
    (docs/ledger.md has them for each kind): two entities are one (``merge``), some attributions are somebody
    else's (``split``), an attribution has another speaker (``speaker``), another date (``date``) or is none
    (``wrong``), attributions are of one statement (``same``) or the first is not of that of the others
    (``apart``), and a page was published on another day (``published``).  ``undoes`` is the identifier of the
    correction that no longer holds; ``made`` the moment (ISO 8601, UTC).
    """

    id: str
    kind: CorrectionKind
    names: tuple[str, ...]
    places: tuple[Place, ...]
    undoes: str | None
    by: str | None
    made: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution finds over all articles of a ledger."""

    entities: Sequence[Entity]
    mentions: Sequence[Mention]
    reports: Sequence[Report]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparison finds over all reports of a ledger; a part of it holds some kinds alone.

    ``parties`` are the entities that no name but only descriptions tell of ("the rebels").
    """

    parties: Sequence[Entity] = ()
    statements: Sequence[Statement] = ()
    origins: Sequence[Origin] = ()
    judgements: Sequence[Judgement] = ()
    links: Sequence[Link] = ()
    figures: Sequence[Figure] = ()
    figure_links: Sequence[FigureLink] = ()
    namings: Sequence[Naming] = ()
    events: Sequence[Event] = ()
    dependences: Sequence[Dependence] = ()
    drifts: Sequence[Drift] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a ledger holds, each kind sorted by identifier; a part of one holds some kinds alone."""

    articles: Sequence[Article] = ()
    entities: Sequence[Entity] = ()
    mentions: Sequence[Mention] = ()
    reports: Sequence[Report] = ()
    statements: Sequence[Statement] = ()
    origins: Sequence[Origin] = ()
    judgements: Sequence[Judgement] = ()
    links: Sequence[Link] = ()
    figures: Sequence[Figure] = ()
    figure_links: Sequence[FigureLink] = ()
    namings: Sequence[Naming] = ()
    failures: Sequence[Failure] = ()
    editions: Sequence[Edition] = ()
    events: Sequence[Event] = ()
    dependences: Sequence[Dependence] = ()
    drifts: Sequence[Drift] = ()
    aliases: tuple[Alias, ...] = ()
    corrections: tuple[Correction, ...] = ()


def identifier(kind: str, *parts: str | int) -> str:
    """Return ``kind`` and twelve hexadecimal digits that depend on ``parts`` alone.

    >>> identifier("art", "abc") == identifier("art", "abc")
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{kind}_{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def tagged_sha256(article: Article) -> str:
    """Return the sha256 of all that a tagger sees of an article: its text and the places that it leaves out."""
    places = ",".join(f"{span.start}-{span.end}" for span in article.furniture)
    return hashlib.sha256(f"{places}\x1f{article.text}".encode("utf-8", "surrogatepass")).hexdigest()


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that no later one undoes, in the order of identifiers."""
    listed = sorted(corrections, key=lambda one: one.id)
    undone = {one.undoes for one in listed if one.kind == "undo"}
    return tuple(one for one in listed if one.kind != "undo" and one.id not in undone)


def quote_of(text: str, content: Iterable[Span]) -> str:
    """Return the pieces of ``content`` as they stand in ``text``, joined by ``" … "``."""
    return " … ".join(span.of(text) for span in content)
