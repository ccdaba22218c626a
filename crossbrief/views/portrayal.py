"""How one source portrays an actor: how many claims, whose, what it does in them, and what it is called.

Counts stand first, so that one sentence does not look like a view; the claims themselves are one click away.
"""

from __future__ import annotations

from collections import Counter

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import MENTIONING, fact, fact_of_a_brief
from crossbrief.link.voices import speaks
from crossbrief.schema.base import EntityId
from crossbrief.strings import Strings
from crossbrief.views.common import claims_using

ACCUSERS = 4
"""How many accusers are named; of more the number is given."""


@dataclass(frozen=True, slots=True)
class Portrayal:
    """One source on one actor."""

    count: str
    """Example: 9 claims, 3 of them passed on"""
    parts: tuple[str, ...]
    """What the actor does in the source. Example: speaks in 2; accused in 1, by the author"""
    named: tuple[str, ...]
    """The source's own names for it, where they are not ours."""


def claims_on(ident: str, brief: LinkedBrief) -> list[LinkedClaim]:
    """The claims of a source that concern an entity, in the order of the text."""
    key = EntityId(ident)
    return [c for c in brief.claims.values() if key in c.claim.entities or key in c.claim.as_named]


@fact(*MENTIONING)
def concerned(corpus: Corpus, ident: str) -> dict[str, int]:
    """By source, in date order, how many claims concern an entity; not those in which it only speaks or is told."""
    key = EntityId(ident)
    using = claims_using("entities", ident, corpus)
    return Counter(c.slug for c in using if key in c.claim.entities or key in c.claim.as_named)


@dataclass(frozen=True, slots=True)
class Portrayed:
    """What an entity does in one source."""

    claims: tuple[str, ...]
    """The ids of those that concern it, in the order of the text."""
    relayed: int
    spoken: int
    told: int
    foreseen: int
    accused: int
    accusers: tuple[str, ...]
    """By name; the author is an empty one."""
    named: tuple[str, ...]


@fact_of_a_brief("claims")
def portrayed(corpus: Corpus, slug: str, ident: str) -> Portrayed:
    """What a source has of an entity, in the claims that concern it and in those in which it speaks."""
    brief, key = corpus.briefs[corpus.order[slug]], EntityId(ident)
    own = claims_on(ident, brief)
    accusing = [one for one in brief.claims.values() if key in one.claim.accuses]
    advised = (one.claim.recommendation for one in own)
    return Portrayed(
        claims=tuple(str(one.claim.id) for one in own),
        relayed=sum(1 for one in own if one.relayed),
        spoken=sum(1 for one in brief.claims.values() if speaks(ident, one.claim, corpus.entities)),
        told=sum(1 for one in advised if one and one.addressee.entity == ident),
        foreseen=sum(1 for one in own if one.claim.forecast),
        accused=len(accusing),
        accusers=tuple(dict.fromkeys(one.speakers[-1].name if one.relayed else "" for one in accusing)),
        named=tuple(dict.fromkeys(one.claim.as_named[key] for one in own if key in one.claim.as_named)),
    )


@fact_of_a_brief("claims")
def actors(corpus: Corpus, slug: str) -> dict[str, int]:
    """The entities that a source's claims concern, each with how many."""
    claims = corpus.briefs[corpus.order[slug]].claims.values()
    return Counter(
        ident for one in claims for ident in dict.fromkeys(map(str, (*one.claim.entities, *one.claim.as_named)))
    )


def portrayal(ident: str, slug: str, corpus: Corpus, t: Strings) -> Portrayal:
    """How a source portrays an entity."""
    found = portrayed(corpus, slug, ident)
    passed_on = "passed_on_all" if found.relayed == len(found.claims) else "passed_on"
    count = t.count("claims", len(found.claims)) + (t.count(passed_on, found.relayed) if found.relayed else "")
    counts = (("speaks_in", found.spoken), ("told_in", found.told), ("foreseen_in", found.foreseen))
    parts = [t.count(word, n) for word, n in counts if n]
    if found.accused:
        parts.append(t("accused_in", count=found.accused, by=_accusers(found.accusers, t)))
    return Portrayal(count, tuple(parts), found.named)


def _accusers(names: tuple[str, ...], t: Strings) -> str:
    told = [name or t("author_inside") for name in names]
    return t.listing(told) if len(told) <= ACCUSERS else t.count("voices_counted", len(told))
