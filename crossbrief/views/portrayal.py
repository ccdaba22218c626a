"""How one source portrays an actor: how many claims, whose, what it does in them, and what it is called.

Counts stand first, so that one sentence does not look like a view; the claims themselves are one click away.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
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


def concerning(ident: str, corpus: Corpus) -> list[LinkedClaim]:
    """The claims of all sources that concern an entity, in date order; not those in which it only speaks or is told."""
    key = EntityId(ident)
    using = claims_using("entities", ident, corpus)
    return [c for c in using if key in c.claim.entities or key in c.claim.as_named]


def portrayal(ident: str, claims: Sequence[LinkedClaim], brief: LinkedBrief, corpus: Corpus, t: Strings) -> Portrayal:
    """How a source portrays an entity, from the claims that concern it and those in which it speaks."""
    key = EntityId(ident)
    relayed = sum(1 for one in claims if one.relayed)
    count = t.count("claims", len(claims)) + (
        t.count("passed_on_all" if relayed == len(claims) else "passed_on", relayed) if relayed else ""
    )
    spoken = sum(1 for one in brief.claims.values() if speaks(ident, one.claim, corpus.entities))
    accusing = [one for one in brief.claims.values() if key in one.claim.accuses]
    told = sum(1 for one in claims if one.claim.recommendation and one.claim.recommendation.addressee.entity == ident)
    foreseen = sum(1 for one in claims if one.claim.forecast)
    parts = [t.count(word, n) for word, n in (("speaks_in", spoken), ("told_in", told), ("foreseen_in", foreseen)) if n]
    if accusing:
        parts.append(t("accused_in", count=len(accusing), by=_accusers(accusing, t)))
    named = dict.fromkeys(one.claim.as_named[key] for one in claims if key in one.claim.as_named)
    return Portrayal(count, tuple(parts), tuple(named))


def _accusers(accusing: list[LinkedClaim], t: Strings) -> str:
    names = list(dict.fromkeys(one.speakers[-1].name if one.relayed else t("author_inside") for one in accusing))
    return t.listing(names) if len(names) <= ACCUSERS else t.count("voices_counted", len(names))
