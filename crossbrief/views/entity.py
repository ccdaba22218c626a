"""An entity's page: who it is, what each source calls it, says of it and has it say."""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.schema.base import EntityId
from crossbrief.schema.registers import Entity
from crossbrief.strings import Strings
from crossbrief.views.common import ClaimLine, Link, MarkView, Ours, claim_lines, entity_link, mark_view, references


@dataclass(frozen=True, slots=True)
class BySource:
    """One source's claims that concern the entity, and its own names for it."""

    mark: MarkView
    count: str
    named: tuple[str, ...]
    about: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything on an entity's page."""

    id: str
    name: str
    kind: str
    person: bool
    description: Ours | None
    since: str
    variants: tuple[tuple[str, str], ...]
    """Name and language (empty where it is the site's)."""
    part_of: tuple[Link, ...]
    parts: tuple[Link, ...]
    references: tuple[Link, ...]
    about: tuple[BySource, ...]
    says: tuple[ClaimLine, ...]
    accused: tuple[ClaimLine, ...]
    root_of: tuple[ClaimLine, ...]
    events: tuple[Link, ...]
    questions: tuple[Link, ...]


def entity_view(entity: Entity, corpus: Corpus, t: Strings) -> EntityView:
    """The page of one entity."""
    ident = entity.id
    every = list(corpus.claims.values())
    accused = [c for c in every if ident in c.claim.accuses]
    says = [c for c in every if c.speakers and c.speakers[-1].key == ident]
    root_of = [c for c in every if c.claim.quantity and str(c.claim.quantity.root.who) == str(ident) and c not in says]
    return EntityView(
        id=ident,
        name=entity.name,
        person=entity.kind == "person",
        kind=t(f"entity_{entity.kind.replace('-', '_')}"),
        description=Ours(entity.description) if entity.description else None,
        since=entity.since.in_words if entity.since else "",
        variants=tuple((one.text, one.lang or "") for one in entity.variants),
        part_of=tuple(entity_link(corpus.entities[one]) for one in entity.part_of),
        parts=tuple(entity_link(one) for one in corpus.entities.values() if ident in one.part_of),
        references=references(entity.references, corpus),
        about=_by_source(ident, every, corpus, t),
        says=claim_lines(says, corpus, t),
        accused=claim_lines(accused, corpus, t),
        root_of=claim_lines(root_of, corpus, t),
        events=tuple(
            Link(one.name, addresses.event(one.id)) for one in corpus.events.values() if ident in one.entities
        ),
        questions=tuple(
            Link(one.text, addresses.question(one.id)) for one in corpus.questions.values() if ident in one.of
        ),
    )


def _by_source(ident: str, every: list[LinkedClaim], corpus: Corpus, t: Strings) -> tuple[BySource, ...]:
    found = []
    for brief in corpus.briefs:
        own = [
            c
            for c in every
            if c.slug == brief.slug and (ident in c.claim.entities or EntityId(ident) in c.claim.as_named)
        ]
        if own:
            named = tuple(
                dict.fromkeys(c.claim.as_named[EntityId(ident)] for c in own if EntityId(ident) in c.claim.as_named)
            )
            found.append(
                BySource(mark_view(brief.mark, corpus), t.count("claims", len(own)), named, claim_lines(own, corpus, t))
            )
    return tuple(found)
