"""The registers: records of the whole corpus, each kind a file of its name in `briefs/registers/`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import (
    AT_LEAST_ONE,
    ONE_OR_MANY,
    STRICT,
    ClaimRef,
    Date,
    EntityId,
    Id,
    Language,
    Prose,
    QuestionId,
    ReferenceId,
    Text,
    Who,
    keyed,
)
from crossbrief.schema.site import SiteFile
from crossbrief.schema.source import Archive, Work
from crossbrief.schema.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One possible answer to a question."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent within the question. Example: competing"""
    label: Text
    """What a reader sees. Example: competing"""
    meaning: Text
    """What counts as this position. Example: Rivals for men and ground, without open war."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What sources are compared on."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: is-strength-trend"""
    text: Text
    """The question, as asked. Example: Is it gaining or losing strength in Afghanistan?"""
    short: Text
    """Two to four words for tight places. Example: strength in Afghanistan"""
    of: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """The entities that it is about. Example: [is-khorasan]"""
    kind: Literal["is", "why", "will", "should"]
    """What sort of answer it wants. Example: is"""
    choose: Literal["one", "many"]
    """How many positions one voice can take. Example: one"""
    scale: Literal["ordered", "unordered"]
    """Whether the positions stand in an order. Example: ordered"""
    settled_by: Annotated[tuple[Literal["evidence", "values"], ...], ONE_OR_MANY] = ("evidence",)
    """What would settle it. Example: [evidence]"""
    askable: Date | None = None
    """From when and until when it can be asked, as an interval. Example: 2015/.."""
    positions: Annotated[tuple[Position, ...], AT_LEAST_ONE]
    """The positions, in their order where they have one. Example: [{id: losing, label: losing, meaning: …}]"""
    would_settle: Text
    """What would settle it. Example: A count made by a stated method, twice."""
    source_summary: Text | None = None
    """The state of the sources on this question: who speaks, how many roots, how old (ICD 206). Example: Four sources answer; two rest on one government's word."""
    caution: Text | None = None
    """What a reader of the bare answers must know; shown wherever they stand in a table. Example: Charges by those named; none is established here."""
    not_covered: Text | None = None
    """What these sources cannot tell on it. Example: None gives the method behind a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another name of an entity."""

    __pydantic_config__ = STRICT
    text: Text
    """The name. Example: Daesh"""
    lang: Language | None = None
    """Its language, where it is not the site's. Example: ar"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """What changed in the words of one voice from one source to the next, and what did not."""

    __pydantic_config__ = STRICT
    in_short: Text | None = None
    """The same in four words at most. Example: fewer, for another reason"""
    text: Prose
    """The same in a sentence or two, with links to the claims. Example: It counts 6,000 in [2019](2019-gazette#c2) and [fewer](2022-herald#c4) in 2022."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A state, organisation, person or place."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: is-khorasan"""
    name: Text
    """The preferred name. Example: Islamic State – Khorasan"""
    kind: Literal["state", "organisation", "armed-group", "person", "place", "outlet"]
    """What it is. Example: armed-group"""
    short: Text | None = None
    """A shorter name for tight places. Example: IS-K"""
    sort: Text | None = None
    """What it sorts by, where that is not its name. Example: Gerasimov, Valery"""
    variants: tuple[Annotated[Variant, keyed("text")], ...] = ()
    """Other names, so that they find each other. Example: [ISKP, Daesh-K]"""
    description: Prose | None = None
    """Who or what it is, neutrally, in a sentence or two. Example: Chief of the Russian General Staff."""
    since: Date | None = None
    """From when it exists. Example: 2015-01"""
    part_of: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """Entities that it belongs to. Example: [islamic-state]"""
    over_time: Annotated[OverTime | None, keyed("text")] = None
    """Of one that speaks in two sources or more: what changed in its words. Example: {in_short: nothing changed, text: It counts as many in both.}"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that the description rests on. Example: [rferl-2014-intel]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something dated that sources mention."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: crocus-2024"""
    name: Text
    """What happened, neutrally. Example: Attack on the Crocus City Hall near Moscow"""
    date: Date
    """When. Example: 2024-03-22"""
    date_basis: Text
    """How the date is known. Example: outside reference"""
    description: Prose | None = None
    """What is known, in a sentence or two. Example: The source gives the month and the dead."""
    entities: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """Who was concerned. Example: [is-khorasan, russia]"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works on it. Example: [national-interest-2024]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An outside work that a note or an outcome rests on, not itself briefed."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: rferl-2014-intel"""
    record: Work
    """The bibliographic record. Example: {type: webpage, title: A title, issued: 2014-10-16, language: en}"""
    seen: Text
    """How we saw it. Example: a stored copy of unknown age, as an excerpt"""
    archive: Archive | None = None
    """A kept copy, where one is known. Example: {url: https://web.archive.org/…, date: 2015-03-10}"""
    root: Who | None = None
    """Who or what it ultimately goes back to, where that is neither its author nor who carries it. Example: russia"""
    state: Standing | None = None
    """Only where it no longer stands as published. Example: {is: corrected, since: 2026-12-01, because: It gives another day.}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparable:
    """How far two claims speak of the same thing."""

    __pydantic_config__ = STRICT
    actor: Literal["same", "near", "different"]
    """Of the same actor. Example: near"""
    place: Literal["same", "near", "different"]
    """Of the same place. Example: same"""
    time: Literal["same", "near", "different"]
    """Of the same time. Example: different"""
    measure: Literal["same", "near", "different"]
    """By the same measure. Example: same"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed link between two claims, with its reason."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: r4"""
    type: Literal[
        "supports",
        "agrees",
        "disputes",
        "disagrees",
        "qualifies",
        "updates",
        "refutes",
        "confirms",
        "corrects",
        "in-tension",
    ]
    """What the first does to the second. Example: disputes"""
    from_: ClaimRef
    """The claim that does it. Example: 2024-asatrian#c14"""
    to: ClaimRef
    """The claim it is done to. Example: 2014-russia-direct#c1"""
    because: Text
    """The reason, which a reader accepts on reading both passages. Example: One says that they fight, the other that they unite."""
    in_short: Text | None = None
    """The same in twelve words at most, for the table of figures held against each other. Example: at most 5,000 in all years; more than 6,000 in 2022"""
    comparable: Comparable
    """How comparable the two are. Example: {actor: near, place: same, time: different, measure: same}"""
    drawn_by: Literal["us", "source"] = "us"
    """Who draws the link. Example: us"""
    question: QuestionId | None = None
    """The question that it bears on. Example: is-and-afghan-taliban"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that it rests on. Example: [crisis-group-2022]"""
    reviewed: Date | None = None
    """When it was last gone through; needed once something that it rests on no longer stands as published. Example: 2026-12-01"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """A likelihood in the terms of the site's standard."""

    __pydantic_config__ = STRICT
    band: Id
    """The term. Example: very-likely"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How good the basis of a judgement is; never in one sentence with its likelihood."""

    __pydantic_config__ = STRICT
    level: Literal["high", "moderate", "low"]
    """The level. Example: low"""
    because: Text
    """The reason. Example: Two roots, neither with a method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Our answer to a question, of one of two kinds, or why we give none."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: kj-strength"""
    question: QuestionId
    """The question. Example: is-strength-trend"""
    on: Literal["matter", "comparison"]
    """On the matter itself, or on what the texts show of one another. Example: comparison"""
    text: Prose | None = None
    """The judgement, without its likelihood or confidence. Example: The sources part over who is fighting whom."""
    likelihood: Annotated[Likelihood | None, keyed("band")] = None
    """On the matter only. Example: likely"""
    confidence: Confidence | None = None
    """How good the basis is. Example: {level: low, because: …}"""
    not_judged: Text | None = None
    """In place of a text: why we give none. Example: It is settled by values."""
    support: tuple[ClaimRef, ...] = ()
    """Claims that speak for it. Example: [2024-asatrian#c14]"""
    contrary: tuple[ClaimRef, ...] = ()
    """Claims that speak against it. Example: [2014-russia-direct#c1]"""
    alternatives: tuple[Text, ...] = ()
    """Other readings of the same texts. Example: [Both may be right of different groups.]"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that it rests on. Example: [crisis-group-2022]"""
    reviewed: Date | None = None
    """When it was last gone through; needed once something that it rests on no longer stands as published. Example: 2026-12-01"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something that sources take as given."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: taliban-can-contain"""
    text: Text
    """The assumption. Example: The Taliban can and will contain IS-K."""
    relied_on_by: tuple[ClaimRef, ...]
    """The claims that would fall without it. Example: [2024-asatrian#c30]"""
    later: tuple[ClaimRef, ...] = ()
    """Later claims that bear on it. Example: [2022-violence#c9]"""
    reading: Text | None = None
    """What those later claims say of it, in a sentence. Example: Held in part, by the account of 2022."""
    state: Standing | None = None
    """Only where it is now disputed or given up. Example: {is: disputed, since: 2026-12-01, because: A later source denies it.}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What figures must have in common to share an axis."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent. Example: is-fighters-afghanistan"""
    name: Text
    """What is measured. Example: Islamic State fighters in Afghanistan"""
    unit: Text
    """What one of it is. Example: fighters"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Something that we put right after it was published."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent: its place on the page of corrections and in the feed. Example: day-of-the-stabbing"""
    date: Date
    """When. Example: 2026-12-01"""
    what: Text
    """What was changed. Example: The date of the stabbing."""
    why: Text
    """Why. Example: A reader pointed to the court's record."""
    affected: tuple[ClaimRef, ...] = ()
    """The claims concerned. Example: [2022-violence#c12]"""


def _file_of(name: str, record: type) -> type:
    """The type of a register's file: its schema version and the list of its records under its own name."""
    fields: dict[str, Any] = {"crossbrief": Literal["1"], name: tuple[record, ...]}  # type: ignore[valid-type]
    doc = f"`{name}.yaml`: the schema version and the list of records."
    bare = type(
        f"{name.capitalize()}File",
        (),
        {"__annotations__": fields, "__pydantic_config__": STRICT, "__doc__": doc, "__module__": __name__},
    )
    return dataclass(frozen=True, slots=True, kw_only=True)(bare)


RECORDS: dict[str, type] = {
    "questions": Question,
    "entities": Entity,
    "events": Event,
    "references": Reference,
    "relations": Relation,
    "judgements": Judgement,
    "assumptions": Assumption,
    "measures": Measure,
    "corrections": Correction,
}
FILES: dict[str, type] = {"site": SiteFile} | {name: _file_of(name, record) for name, record in RECORDS.items()}
"""The type of each register's file, by the file's name."""
globals().update({kind.__name__: kind for kind in FILES.values()})  # a pickle finds a type by the name that it has here
