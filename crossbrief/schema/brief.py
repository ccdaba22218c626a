"""The brief: our summary of one source. One file; the file's name is the slug."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import (
    AT_LEAST_ONE,
    ONE_OR_MANY,
    STRICT,
    At,
    ClaimId,
    Date,
    Id,
    Language,
    Prose,
    QuestionId,
    ReferenceId,
    Text,
)
from crossbrief.schema.claim import Claim
from crossbrief.schema.coding import Coding
from crossbrief.schema.source import Slip, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """A paragraph that no claim cites, and why that is right."""

    __pydantic_config__ = STRICT
    at: At
    """Which. Example: 6"""
    because: Text
    """Why. Example: It asks two questions and answers neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Our own comment, always set apart from what the source says."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent within the brief. Example: n1"""
    on: Annotated[tuple[ClaimId, ...], ONE_OR_MANY] = ()
    """The claims it is about; none where it is about the whole. Example: [c3]"""
    text: Prose
    """The comment. Example: Moscow denied such an agreement two days after the meeting."""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that it rests on. Example: [ria-2014-10-16]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredClaim:
    """A claim that was taken back; its address stays and says so."""

    __pydantic_config__ = STRICT
    id: Id
    """The id it had. Example: c12"""
    on: Date
    """When it was taken back. Example: 2026-11-21"""
    because: Text
    """Why. Example: It was two claims in two voices."""
    see: Annotated[tuple[ClaimId, ...], ONE_OR_MANY] = ()
    """The claims that took its place. Example: [c40, c41]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Our summary of one source; it holds only what that source says, and our notes on it."""

    __pydantic_config__ = STRICT
    crossbrief: Literal["1"]
    """The version of this schema. Example: 1"""
    status: Literal["draft", "published"] = "published"
    """A draft is checked and shown by `serve`, and kept out of the site that is built. Example: published"""
    mark: Text
    """The short name beside the year that stands for the source everywhere; it claims nothing unknown. Example: Russia Direct"""
    aliases: tuple[Id, ...] = ()
    """Slugs that this brief had before; their addresses lead here. Example: [2014-old-title]"""
    lang: Language | None = None
    """The language of the brief where it is not the site's. Example: en"""
    coder: Text
    """Who summarised the source. Example: Crossbrief editors"""
    coded_on: Date
    """When. Example: 2026-11-21"""
    reviewed_on: Date
    """When it was last read against the source. Example: 2026-11-21"""
    reviewer: Text | None = None
    """Who read it then. Example: a second reader"""
    produced_with: Text | None = None
    """Machine help in making it, said plainly. Example: Drafted with a language model and read against the source by it and by others."""
    source: Source
    """The published article. Example: {record: …, issued_basis: inferred, …}"""
    bottom_line: Prose
    """The brief in two or three sentences. Example: The author expects the two movements to unite and asks for a common war on them."""
    before_you_rely: tuple[Text, Text]
    """Two lines on what it is and what to distrust first. Example: [No author is named., The opening fact was denied two days later.]"""
    claims: Annotated[tuple[Claim, ...], AT_LEAST_ONE]
    """What the source says, in the order in which it says it. Example: [{id: c1, class: forecast, text: …, citation: …}]"""
    excused: tuple[Excuse, ...] = ()
    """Paragraphs that no claim cites. Example: [{at: 6, because: It only asks.}]"""
    codings: dict[QuestionId, Coding] = field(default_factory=dict)
    """By question: the source's stands, or its silence. Example: {is-strength-trend: {silent: {nearest: none}}}"""
    notes: tuple[Note, ...] = ()
    """Our comments. Example: [{id: n1, on: c3, text: …}]"""
    slips: tuple[Slip, ...] = ()
    """Errors of the source, as printed. Example: [{at: 5, printed: in July this year, known: …}]"""
    retired: tuple[RetiredClaim, ...] = ()
    """Claims that were taken back. Example: [{id: c12, on: 2026-11-21, because: …}]"""
