"""What several pages show: marks of sources, links, claims away from home, Markdown of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossbrief import addresses
from crossbrief.attribution import accusation_away, lead
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedClaim, SourceMark, Use
from crossbrief.locator import Locator
from crossbrief.markdown import plain
from crossbrief.schema.base import Prose
from crossbrief.schema.registers import Entity
from crossbrief.schema.source import Archive, Work
from crossbrief.strings import Strings
from crossbrief.vocabulary import CLAIM_CLASSES, label

COLUMNS = 12
"""The most sources, or periods, that stand beside one another; more take the large form."""
LEAF = 120
"""The most entries of a list on one page; a longer list has several."""
SAMPLE = 40
"""The most claims of a list that is beside the matter of its page; `COLUMNS` in the large form."""
HUES = 8
"""How many colours the stylesheet has for sources; the ninth source has the first colour again."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a site path."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """The mark of a source: year, short name, its page and the number of its colour."""

    year: str
    name: str
    address: str
    hue: int
    draft: bool
    """Whether the brief is one, which no build shows."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Markdown of ours, with the brief whose claims its short links mean."""

    text: Prose
    slug: str = ""


@dataclass(frozen=True, slots=True)
class KeptView:
    """A kept copy of what a link leads to, as Robust Links has it."""

    original: str
    url: str
    day: str
    """When it was kept, as YYYY-MM-DD; empty where that is not known to the day."""
    words: str
    """Example: Kept copy of 10 March 2015"""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim away from home: always with its source's mark, and its speaker where that is not the author."""

    mark: MarkView
    address: str
    lead: str
    text: str
    accusation: str
    denial: Ours | None
    """What stands against an accusation or a declaration, where it is more than a word."""
    class_label: str
    place: str
    """With the claim's id, as in the matrix. Example: ¶ 4–5 c14"""
    note: str
    """The address of our first note on it, which stands with the claim at home; empty where there is none."""
    companions: tuple[ClaimLine, ...]
    """The claims that it must be read with."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A claim that carries an answer, as a small link: its paragraph and its id."""

    id: str
    words: str
    """Example: ¶ 7 c26; a second claim of the same paragraph says its id only"""
    address: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The first claims of a list that may be long, and how many are left out, in words."""

    lines: tuple[ClaimLine, ...]
    rest: str


def mark_view(mark: SourceMark, corpus: Corpus) -> MarkView:
    """The mark with its colour, which follows the source's place in time."""
    return MarkView(mark.year, mark.name, addresses.brief(mark.slug), corpus.order[mark.slug] % HUES + 1, mark.draft)


def kept_view(archive: Archive | None, work: Work, t: Strings) -> KeptView | None:
    """The kept copy of a work's page; None where none is known."""
    if archive is None:
        return None
    day = archive.date.text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", archive.date.text) else ""
    return KeptView(work.url or "", archive.url, day, t("kept_copy", date=archive.date.in_words))


def claim_line(linked: LinkedClaim, corpus: Corpus, t: Strings, with_companions: bool = True) -> ClaimLine:
    """A claim as it stands on any page but its own brief's."""
    linked = linked.whole
    denial = linked.claim.denial
    beside = linked.claim.read_with if with_companions else ()
    others = [corpus.claims[f"{linked.slug}#{ident}"] for ident in beside]
    return ClaimLine(
        mark=mark_view(linked.source, corpus),
        address=addresses.claim(linked.address),
        lead=lead(linked, t),
        text=linked.claim.text,
        accusation=accusation_away(linked, t),
        denial=Ours(denial.text, linked.slug) if denial and denial.text else None,
        class_label=label(CLAIM_CLASSES, linked.claim.class_),
        place=place_of(linked),
        note=addresses.brief(linked.slug, f"note_{linked.notes[0].id}") if linked.notes else "",
        companions=tuple([claim_line(other, corpus, t, with_companions=False) for other in others]),
    )


def claim_lines(linked: list[LinkedClaim], corpus: Corpus, t: Strings) -> tuple[ClaimLine, ...]:
    """Claims away from home in the order given, each once: one that stands as another's companion does not stand again."""
    lines: list[ClaimLine] = []
    shown: set[str] = set()
    for one in linked:
        line = claim_line(one, corpus, t)
        if line.address in shown:
            continue
        shown.add(line.address)
        if line.companions:
            line = replace(line, companions=tuple(one for one in line.companions if one.address not in shown))
            shown.update(one.address for one in line.companions)
        lines.append(line)
    return tuple(lines)


def sample(addresses: Sequence[str], corpus: Corpus, t: Strings) -> Sample:
    """The first of some claims, and how many more there are."""
    size = COLUMNS if is_large(corpus) else SAMPLE
    lines = claim_lines([corpus.claims[one] for one in addresses[:size]], corpus, t)
    rest = len(addresses) - size
    return Sample(lines, t.count("more_claims", rest) if rest > 0 else "")


def places(linked: LinkedClaim) -> str:
    """Where a claim stands in its source, short. Example: ¶ 4–5, 8"""
    cited = linked.claim.citation
    if len(cited) == 1:
        return cited[0].at.short
    return Locator("", tuple(dict.fromkeys(s for one in cited for s in one.at.spots))).short


def place_of(linked: LinkedClaim) -> str:
    """A claim as a small link calls it, away from home. Example: ¶ 4–5 c14"""
    return f"{places(linked)}\u00a0{linked.claim.id}"


def carriers(claims: Iterable[LinkedClaim]) -> tuple[Carrier, ...]:
    """Small links to some claims of one source; a place is named before the first of its claims."""
    found = []
    before = ""
    for linked in claims:
        place = places(linked)
        ident = linked.claim.id
        words = ident if place == before else f"{place}\u00a0{ident}"
        found.append(Carrier(ident, words, addresses.claim(linked.address)))
        before = place
    return tuple(found)


def is_large(corpus: Corpus) -> bool:
    """Whether there are too many sources to set all beside one another."""
    return len(corpus.briefs) > COLUMNS


def entity_link(entity: Entity) -> Link:
    """An entity's name and page."""
    return Link(entity.name, addresses.entity(entity.id))


def relation_address(ident: str, from_: str, corpus: Corpus) -> str:
    """Where a relation stands: on the page that gathers them while that is one page, else with the claim it begins at."""
    return addresses.relation(ident) if len(corpus.relations) <= LEAF else addresses.claim(from_)


def references(idents: tuple[str, ...], corpus: Corpus) -> tuple[Link, ...]:
    """Outside works, named short: author or container, and year."""
    return tuple(Link(reference_words(ident, corpus), work_address(ident, corpus)) for ident in idents)


def work_address(ident: str, corpus: Corpus) -> str:
    """Where an outside work stands: in the bibliography while that is one page, else on a page of its own."""
    return addresses.reference(ident) if len(corpus.references) <= LEAF else addresses.work(ident)


def reference_words(ident: str, corpus: Corpus) -> str:
    """An outside work in a few words. Example: Dawn, 4 October 2014"""
    record = corpus.references[ident].record
    who = record.author[0].literal or record.author[0].family if record.author else None
    return f"{record.container_title or who or record.publisher or record.title}, {record.issued.in_words}"


def claims_using(register: str, ident: str, corpus: Corpus) -> list[LinkedClaim]:
    """The claims that mention a record, in date order."""
    return [corpus.claims[f"{use.slug}#{use.id}"] for use in uses(register, ident, corpus) if use.kind == "claim"]


def uses(register: str, ident: str, corpus: Corpus) -> tuple[Use, ...]:
    """Every place that mentions a record, briefs by date first."""
    return corpus.uses.get((register, ident), ())


def marks_using(register: str, ident: str, corpus: Corpus) -> tuple[MarkView, ...]:
    """The marks of the sources with a claim that mentions a record, in date order."""
    slugs = dict.fromkeys(use.slug for use in uses(register, ident, corpus) if use.kind == "claim")
    return tuple(mark_view(corpus.briefs[corpus.order[slug]].mark, corpus) for slug in slugs)


def short(text: str, words: int) -> str:
    """The first words of a text without marks, for descriptions."""
    all_words = plain(text).split()
    return " ".join(all_words[:words]) + ("…" if len(all_words) > words else "")
