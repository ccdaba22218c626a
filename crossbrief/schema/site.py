"""The settings of the site: `briefs/registers/site.yaml`."""

from __future__ import annotations

from typing import Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import STRICT, Date, Id, Language, Prose, Text, WebAddress
from crossbrief.schema.source import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLimits:
    """How much of one source may be quoted, anchors included."""

    __pydantic_config__ = STRICT
    words: int = 400
    """Words in all. Example: 400"""
    percent: int = 25
    """Share of the source's words, in per cent. Example: 25"""
    longest: int = 8
    """Words in a row. Example: 8"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """A word that our own text leaves to the sources' speech."""

    __pydantic_config__ = STRICT
    words: tuple[Text, ...]
    """The word in its forms; found whole, in any case, outside quotation marks. Example: [terrorist, terrorists]"""
    instead: Text
    """What to write. Example: armed group, attack, fighters"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Featured:
    """Two sources that are worth reading side by side."""

    __pydantic_config__ = STRICT
    pair: tuple[Id, Id]
    """The slugs of the two briefs. Example: [2014-russia-direct, 2024-asatrian]"""
    because: Text
    """Why. Example: One fears that the two movements unite, the other asks for help from one against the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The settings of the site."""

    __pydantic_config__ = STRICT
    title: Text
    """The name of the site. Example: Khorasan in print"""
    subtitle: Text
    """What it is, in one line. Example: Five articles of 2014-2024 compared claim by claim"""
    introduction: Prose
    """What a newcomer reads first. Example: Five articles, read claim by claim."""
    language: Language = Language("en")
    """The language of the pages. Example: en"""
    base_address: WebAddress | None = None
    """Where the site will stand, with its path; needed for feeds, the sitemap and the 404 page. Example: https://example.org/briefs/"""
    publisher: Text
    """Who publishes the site. Example: Institute of Example Studies"""
    editors: tuple[Name, ...] = ()
    """Who answers for it. Example: [{literal: The editors}]"""
    corrections_to: Text
    """Where to ask for a correction: an e-mail or web address. Example: corrections@example.org"""
    content_licence: Text
    """Under what licence our own words stand. Example: CC BY 4.0"""
    reviewed_on: Date
    """When the comparing pages and registers were last gone through. Example: 2026-11-21"""
    produced_with: Prose
    """Who summarised the sources and how, machine help included. Example: Written by hand from private copies."""
    likelihood_standard: Literal["icd-203", "phia"] = "icd-203"
    """The standard that likelihood words are taken from. Example: icd-203"""
    quotation: QuotationLimits = QuotationLimits()
    """How much may be quoted. Example: {words: 400, percent: 25, longest: 8}"""
    avoid: tuple[Avoided, ...] = ()
    """Words that stand in our own text only inside quotation marks. Example: [{words: [admits, reveals], instead: says}]"""
    featured: tuple[Featured, ...] = ()
    """Pairs of sources that the site puts first, each with its reason. Example: [{pair: [2014-a, 2024-b], because: They part on most.}]"""
    source_summary: Prose | None = None
    """The state of the whole base of sources: strengths, weaknesses, gaps (ICD 206). Example: Five opinion pieces; none reports from the ground."""
    gaps: tuple[Text, ...] = ()
    """What is missing from all the sources. Example: [No Afghan civilian speaks in any of them.]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile(Site):
    """`site.yaml`: the settings, with the schema version."""

    crossbrief: Literal["1"]
    """The version of this schema. Example: 1"""
