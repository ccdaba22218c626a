"""The source of a brief: its bibliographic record (CSL field names), its private copy, its descriptor (ICD 206)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import (
    CSL,
    ONE_OR_MANY,
    STRICT,
    At,
    ClaimId,
    Date,
    EntityId,
    Language,
    Prose,
    ReferenceId,
    Sha256,
    Text,
    WebAddress,
)
from crossbrief.schema.standing import Standing

CslType = Literal[
    "article-journal", "article-magazine", "article-newspaper", "post-weblog", "webpage", "report",
    "chapter", "book", "broadcast", "interview", "speech", "post", "document",
]  # fmt: skip
DateBasis = Literal["stated", "address", "inferred"]
Grade = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person or body as the author of a work: family and given name, or one literal name."""

    __pydantic_config__ = STRICT
    family: Text | None = None
    """Family name. Example: Asatrian"""
    given: Text | None = None
    """Given name. Example: Georgi"""
    literal: Text | None = None
    """The name of a body, kept whole. Example: International Crisis Group"""

    @property
    def full(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)

    @property
    def sort(self) -> str:
        return self.literal or ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A kept copy of a page."""

    __pydantic_config__ = STRICT
    url: WebAddress
    """Where the kept copy is. Example: https://web.archive.org/web/20150310/http://example.org/"""
    date: Date
    """When it was kept. Example: 2015-03-10"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A published work, in the field names of CSL 1.0.2."""

    __pydantic_config__ = CSL
    type: CslType
    """What kind of work it is, in CSL's words. Example: article-magazine"""
    title: Text
    """The title as printed; one that we supply stands in square brackets. Example: Russia to meet ISIS threat from Afghanistan"""
    author: tuple[Name, ...] = ()
    """Who is established as its author; left out where nobody is. Example: [{family: Asatrian, given: Georgi}]"""
    container_title: Text | None = None
    """The periodical or site that carries it; left out where it is not established. Example: Russia Direct"""
    publisher: Text | None = None
    """Who publishes it. Example: Rabita Forum International"""
    publisher_place: Text | None = None
    """Where the publisher sits. Example: Karachi"""
    genre: Text | None = None
    """What it calls itself, or is. Example: analysis"""
    volume: Text | None = None
    """Volume, as printed. Example: 010"""
    issue: Text | None = None
    """Issue, as printed. Example: 1:30"""
    page: Text | None = None
    """Pages, as printed. Example: 5-26"""
    issued: Date
    """When it was published or, where that is unknown, written. Example: 2014-10~"""
    accessed: Date | None = None
    """When we read it. Example: 2026-11-21"""
    url: WebAddress | None = None
    """Its address, where confirmed. Example: https://russia-direct.org/analysis/apocalyptic-scenario-unites-russia-west"""
    doi: Text | None = None
    """Its DOI, without the resolver's address. Example: 10.1000/182"""
    language: Language
    """The language it is written in. Example: en"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A line of the private copy that belongs to the source but is no numbered paragraph."""

    __pydantic_config__ = STRICT
    line: int
    """Its line, counted from 1 over all lines of the copy. Example: 3"""
    part: Literal["title", "standfirst", "caption", "heading", "author-line"]
    """What it is. Example: standfirst"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """Lines of the private copy that are not the source: a breadcrumb, a comment form, a repeated title."""

    __pydantic_config__ = STRICT
    lines: Text
    """A line or a range of lines, counted from 1. Example: 45-51"""
    what: Text
    """What stands there. Example: comment form"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The private copy that the brief was written from; it is never published.

    The non-empty lines that are neither furniture nor a part are the paragraphs, numbered from 1.
    """

    __pydantic_config__ = STRICT
    sha256: Sha256
    """Its SHA-256 sum. Example: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"""
    paragraphs: int
    """How many numbered paragraphs it has. Example: 25"""
    words: int
    """How many words its title, parts and paragraphs have together. Example: 1380"""
    parts: tuple[PartLine, ...] = ()
    """Title, standfirst, captions and the like, by line. Example: [{line: 1, part: standfirst}]"""
    furniture: tuple[Furniture, ...] = ()
    """The lines that are not the source. Example: [{lines: 1-2, what: page date and breadcrumb}]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Our grade of the source as a source (Admiralty, A-F), apart from any one thing that it says."""

    __pydantic_config__ = STRICT
    grade: Grade
    """The letter. Example: F"""
    because: Text
    """The reason, in one sentence; it is shown before the letter. Example: The author is unknown and no record can be weighed."""
    as_of: Date
    """When we judged it. Example: 2026-11-21"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What bears on the source's quality (ICD 206): who speaks, for whom, with what interests and method."""

    __pydantic_config__ = STRICT
    what: Prose
    """What kind of text it is, and where it appeared. Example: An unsigned analysis on an English-language Russian site."""
    who: Prose
    """Who wrote it, as far as is known, and who speaks inside it. Example: No author is named; one unnamed Western source carries three claims."""
    for_whom: Prose
    """Whom it addresses and who paid for it, said neutrally. Example: Funded by a government daily; addressed to readers in the West."""
    interests: Prose
    """Declared or evident interests; an employer is no proof of a line. Example: Argues from the interests of Russia, and says so."""
    method: Prose
    """What it rests on: reporting, documents, argument. Example: Argument from two reported statements; no documents, no figures with a source."""
    limits: Prose
    """What it does not show or can't know. Example: It does not name the Western sources."""
    reliability: Reliability
    """Our grade, with its reason. Example: {grade: F, because: The author is unknown., as_of: 2026-11-21}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The published article that a brief is about."""

    __pydantic_config__ = STRICT
    record: Work
    """The bibliographic record. Example: {type: article-magazine, title: A title, issued: 2014, language: en}"""
    title_basis: Literal["printed", "supplied"] = "printed"
    """Whether the title is printed in the source or ours, in square brackets. Example: supplied"""
    byline: Text | None = None
    """What the source itself prints about its author. Example: The writer is a journalist based in Islamabad."""
    author_note: Prose | None = None
    """What is known, and not, about who wrote it. Example: The byline and the note at the end spell the name differently."""
    issued_basis: DateBasis
    """How the date is known: stated in the source, in its address, or inferred. Example: inferred"""
    issued_because: Prose
    """What the date rests on. Example: It speaks of a meeting of 14 October 2014 as fresh news."""
    issued_within: Date | None = None
    """The hard bounds of the date, as an interval. Example: 2014-10-14/2014-12-31"""
    link_note: Text | None = None
    """What a reader must know before following the link; shown beside it. Example: The page prints the date on which it was fetched, 18 July 2024."""
    archive: Archive | None = None
    """A kept copy, where one is known. Example: {url: https://web.archive.org/…, date: 2015-03-10}"""
    reprint_of: Prose | None = None
    """What is known of an earlier publication. Example: A reprint; the first publication is not established."""
    state: Standing | None = None
    """Only where the source no longer stands as published. Example: {is: retracted, since: 2026-12-01, because: The outlet took it back.}"""
    entities: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """Outlet, publisher and author as entities of the register. Example: [russia-direct]"""
    seen: Text
    """How we saw it. Example: private copy; a stored copy of the page confirmed outlet and address"""
    copy: Copy
    """The private copy. Example: {sha256: …, paragraphs: 25, words: 1380}"""
    descriptor: Descriptor
    """What bears on its quality. Example: {what: …, who: …, for_whom: …, interests: …, method: …, limits: …, reliability: …}"""

    @property
    def not_before(self) -> date:
        """The earliest day on which it can have been written: the date's own, or the hard bound where that is later."""
        earliest = self.record.issued.earliest
        return max(earliest, self.issued_within.earliest) if self.issued_within else earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """An error of the source, as printed, with what is known."""

    __pydantic_config__ = STRICT
    at: At
    """Where. Example: 7"""
    printed: Text
    """The source's words, as few as will do. Example: in July this year"""
    known: Prose
    """What is known instead, and how. Example: The stabbing was on 5 April 2022."""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that show it. Example: [tasnim-2022]"""
    claims: Annotated[tuple[ClaimId, ...], ONE_OR_MANY] = ()
    """The brief's claims that it touches. Example: [c12]"""
