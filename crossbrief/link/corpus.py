"""The linked corpus: what the pages are made from. Every id has become the thing that it names."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from crossbrief.frozen import dataclass
from crossbrief.link.facts import Facts
from crossbrief.schema.brief import Brief, Note
from crossbrief.schema.claim import Claim
from crossbrief.schema.coding import Coding
from crossbrief.schema.registers import (
    Assumption,
    Correction,
    Entity,
    Event,
    Judgement,
    Measure,
    Question,
    Reference,
    Relation,
)
from crossbrief.schema.site import Site


@dataclass(frozen=True, slots=True)
class SourceMark:
    """The small mark that stands for a source everywhere: year and short name. Sorts by date."""

    sort: tuple[str, str]
    slug: str
    year: str
    name: str
    draft: bool
    """Whether its brief is one, which no build shows."""

    @property
    def words(self) -> str:
        return f"{self.year} {self.name}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice inside a source, from the author outwards."""

    name: str
    entity: Entity | None
    role: str
    form: str
    route: str | None
    speaks_for: Entity | None
    """The actor whose voice a speaker without a name is."""

    @property
    def key(self) -> str:
        """What tells speakers apart over all sources."""
        return self.entity.id if self.entity else self.name


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A claim with its source, its speakers, whom it accuses and our notes on it."""

    address: str
    claim: Claim
    source: SourceMark
    speakers: tuple[Speaker, ...]
    """Without the author, who is the first of every chain."""
    accused: tuple[Entity, ...]
    notes: tuple[Note, ...]
    slug: str
    proved: tuple[str, ...]
    """Of each citation: the day on which its anchor was proved, empty where it was not."""
    at_source: tuple[str, ...]
    """Of each citation: the source's address with the directive that leads to the passage; empty where either is missing."""

    @property
    def whole(self) -> LinkedClaim:
        """The claim, for what depends on all that is in it."""
        return self

    @property
    def relayed(self) -> bool:
        return bool(self.speakers) and self.speakers[0].role != "outlet"

    @property
    def needs_speaker(self) -> bool:
        """True where the claim may stand nowhere without its speaker."""
        return self.relayed or bool(self.accused)


@dataclass(frozen=True, slots=True)
class Quotation:
    """How much of a source its brief quotes, anchors included."""

    words: int
    of: int
    """The source's words."""
    longest: int
    """Words in a row."""
    counted: str
    """The day on which it was counted against the private copy, as YYYY-MM-DD. Empty where it never was, or where phrases were
    changed since: then it is the sum of the phrases that the brief declares, which counts a word as often as it is quoted."""

    @property
    def percent(self) -> float:
        """The share of the source's words, to a tenth of a per cent."""
        return round(100 * self.words / self.of, 1) if self.of else 0.0


@dataclass(frozen=True, slots=True)
class LinkedBrief:
    """A brief with its mark, its claims by id, and its coding of each question; None is out of scope."""

    slug: str
    brief: Brief
    mark: SourceMark
    claims: dict[str, LinkedClaim]
    codings: dict[str, Coding | None]
    quotation: Quotation
    sum: str = field(compare=False)
    """Of its file: what stands here depends on it, on its proofs and on what is common to all briefs."""
    proofs: str = field(compare=False)
    """The sum of what was proved of its source."""

    @property
    def whole(self) -> LinkedBrief:
        """The brief, for what depends on all that is in it."""
        return self


class Use(NamedTuple):
    """A place that mentions a record: a claim, a note, a slip, an event, another record of a register.

    A tuple, since there are a hundred a brief, and each build makes them and takes their sum.
    """

    kind: str
    slug: str
    """Of the brief that it stands in; empty for a register."""
    id: str


@dataclass(frozen=True, slots=True)
class Resting:
    """Something of ours that would have to be gone through again if a thing under it fell."""

    kind: str
    """`judgements`, `relations` or `outcomes`."""
    id: str
    """Of an outcome: the address of its forecast."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything published, linked: briefs by date, records by id, and who mentions whom."""

    site: Site
    briefs: tuple[LinkedBrief, ...]
    order: dict[str, int]
    """By slug: the brief's place in time, from 0."""
    claims: dict[str, LinkedClaim]
    """By address, in date order."""
    questions: dict[str, Question]
    entities: dict[str, Entity]
    events: dict[str, Event]
    references: dict[str, Reference]
    measures: dict[str, Measure]
    relations: dict[str, Relation]
    """Those between two published briefs, in the order of the register."""
    relations_of: dict[str, tuple[Relation, ...]]
    """By the address of either claim."""
    judgements: dict[str, Judgement]
    assumptions: tuple[Assumption, ...]
    corrections: tuple[Correction, ...]
    drafts: tuple[str, ...]
    """Slugs of the briefs that a build keeps out of the site."""
    uses: dict[tuple[str, str], tuple[Use, ...]]
    """By register and id: every place that mentions the record, briefs by date first."""
    roots: dict[str, str]
    """By the address of a claim: the key of who stands behind it in the end."""
    shared_roots: dict[tuple[str, str], tuple[str, ...]]
    """By measure and root: the slugs of the sources that have such a figure, in date order."""
    impact: dict[tuple[str, str], tuple[Resting, ...]]
    """By `claims` or `references` and the address or id: what of ours rests on it directly."""
    common: str = field(compare=False)
    """A sum of what is common to all briefs: the registers and settings, and which briefs there are, in what order."""
    facts: Facts = field(default_factory=Facts, compare=False, repr=False)
    """What was found in all of it."""
