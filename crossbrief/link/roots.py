"""Who stands behind a claim or a work in the end, so that one voice heard twice is not counted as two.

In: a claim and its source, or a reference. Out: the key of its root: of a figure the root that is recorded, else the
last speaker, else the author; a person or body that speaks for a state counts as that state. Two works of one author
have one root.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crossbrief.link.corpus import LinkedClaim
from crossbrief.link.names import records
from crossbrief.load import Loaded
from crossbrief.problem import Problem
from crossbrief.schema.base import Who
from crossbrief.schema.claim import Claim
from crossbrief.schema.registers import Entity, Reference
from crossbrief.schema.source import Source

SAYING_THE_SAME = ("supports", "agrees", "confirms")
"""The relations that make another claim a further mention of the same thing."""
CONFIRMED = "1"


def state_of(ident: str, entities: Mapping[str, Entity]) -> str:
    """The state that a person or a state's body speaks for; any other entity speaks for itself."""
    entity = entities[ident]
    for parent in entity.part_of:
        if entity.kind in ("person", "organisation") and entities[parent].kind == "state":
            return state_of(parent, entities)
    return ident


def root_of_author(slug: str, source: Source) -> str:
    """Who what the author of a source says goes back to."""
    authors = " and ".join(name.full for name in source.record.author)
    return authors.casefold() or slug


def root_of_claim(claim: Claim, author: str, entities: Mapping[str, Entity]) -> str:
    """Who the claim goes back to; `author` is the root of its author."""
    if claim.quantity:
        return _key(claim.quantity.root.who, entities)
    if claim.voice:
        return _key(claim.voice[-1].who, entities)
    return author


def root_of_reference(reference: Reference, entities: Mapping[str, Entity]) -> str:
    """Who an outside work goes back to: the root recorded, else its author, else who carries or publishes it."""
    if reference.root:
        return _key(reference.root, entities)
    record = reference.record
    authors = " and ".join(name.full for name in record.author)
    return (authors or record.container_title or record.publisher or reference.id).casefold()


def shared_roots(claims: Iterable[LinkedClaim], roots: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """By measure and root: the slugs of the sources that have such a figure, in the order of the claims."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for linked in claims:
        quantity = linked.claim.quantity
        if quantity and quantity.measure and not quantity.victims:
            found[quantity.measure, roots[linked.address]][linked.slug] = None
    return {key: tuple(slugs) for key, slugs in found.items()}


def _key(who: Who, entities: Mapping[str, Entity]) -> str:
    return state_of(who.entity, entities) if who.entity else str(who).casefold()


def problems(loaded: Loaded) -> Iterator[Problem]:
    """A claim that is graded as confirmed by others (Admiralty 1) has two independent roots at least."""
    graded = [
        (brief, n, claim, claim.credibility)
        for brief in loaded.briefs
        for n, claim in enumerate(brief.record.claims)
        if claim.credibility and claim.credibility.grade == CONFIRMED
    ]
    if not graded:
        return
    entities = {str(one.id): one for one in records(loaded, "entities")}
    works = {str(one.id): one for one in records(loaded, "references")}
    root = {
        f"{brief.slug}#{claim.id}": root_of_claim(claim, author, entities)
        for brief, author in ((one, root_of_author(one.slug, one.record.source)) for one in loaded.briefs)
        for claim in brief.record.claims
    }
    same: dict[str, set[str]] = defaultdict(set)
    for relation in records(loaded, "relations"):
        if relation.type in SAYING_THE_SAME:
            same[relation.from_].add(relation.to)
            same[relation.to].add(relation.from_)
    for brief, n, claim, credibility in graded:
        address = f"{brief.slug}#{claim.id}"
        mentions = [root[one] for one in (address, *sorted(same[address]))]
        mentions += [root_of_reference(works[ident], entities) for ident in credibility.references]
        if len(set(mentions)) < 2:
            count = "1 mention" if len(mentions) == 1 else f"{len(mentions)} mentions"
            yield brief.document.problem(
                ("claims", n, "credibility", "grade"),
                "credibility-unconfirmed",
                f"claim `{claim.id}` is graded as confirmed, but has {count} with 1 independent root",
                "name a work with another root in `references:`, draw a relation to such a claim, or choose another grade",
            )
