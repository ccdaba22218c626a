"""An entity's page: who it is, what each source calls it, says of it and has it say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.facts import MENTIONING, fact
from crossbrief.link.roots import state_of
from crossbrief.link.voices import speaks
from crossbrief.schema.registers import Entity
from crossbrief.strings import Strings
from crossbrief.views.common import (
    COLUMNS,
    SAMPLE,
    ClaimLine,
    Link,
    MarkView,
    Ours,
    Sample,
    claim_lines,
    claims_using,
    entity_link,
    mark_view,
    references,
    sample,
    uses,
)
from crossbrief.views.leaves import Leaf
from crossbrief.views.matrix import MatrixView, matrix_view
from crossbrief.views.portrayal import Portrayal, concerned, portrayal, portrayed

SOURCES_A_LEAF = 30
"""The most sources that a page goes through claim by claim."""


@dataclass(frozen=True, slots=True)
class BySource:
    """How one source portrays the entity: in counts, by its own names for it, and claim by claim."""

    mark: MarkView
    portrayal: Portrayal
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
    asked: MatrixView | None
    """The questions about it over all sources; None where there are none, and on further leaves."""
    about: tuple[BySource, ...]
    """The sources on this leaf."""
    says: Sample
    through: str
    """Who speaks for it, in words; empty where it speaks under its own name only."""
    accused: Sample
    root_of: Sample
    events: tuple[Link, ...]
    first: bool
    """Whether this is the first leaf, which has all but the further sources."""


def sources_on(ident: str, corpus: Corpus) -> list[LinkedBrief]:
    """The sources with a claim that concerns an entity, in date order."""
    return [corpus.briefs[corpus.order[slug]] for slug in concerned(corpus, ident)]


def entity_view(entity: Entity, leaf: Leaf[LinkedBrief], corpus: Corpus, t: Strings) -> EntityView:
    """A leaf of one entity's page."""
    ident = entity.id
    deeds = deeds_of(corpus, ident) if leaf.first else Deeds((), (), (), ())
    of_kind: dict[str, list[str]] = defaultdict(list)
    for use in uses("entities", ident, corpus):
        of_kind[use.kind].append(use.id)
    asked = [corpus.questions[one] for one in of_kind["questions"]]
    return EntityView(
        id=ident,
        name=entity.name,
        person=entity.kind == "person",
        kind=t(f"entity_{entity.kind.replace('-', '_')}"),
        description=Ours(entity.description) if entity.description else None,
        since=entity.since.in_words if entity.since else "",
        variants=tuple((one.text, one.lang or "") for one in entity.variants),
        part_of=tuple(entity_link(corpus.entities[one]) for one in entity.part_of),
        parts=tuple(entity_link(corpus.entities[one]) for one in of_kind["entities"]),
        references=references(entity.references, corpus),
        asked=matrix_view(asked, corpus, t) if asked and leaf.first else None,
        about=tuple(_by_source(ident, brief, corpus, t) for brief in leaf.entries),
        says=sample(deeds.says, corpus, t),
        through=t.listing(deeds.through),
        accused=sample(deeds.accused, corpus, t),
        root_of=sample(deeds.root_of, corpus, t),
        events=tuple(Link(corpus.events[one].name, addresses.event(one)) for one in of_kind["events"][:SAMPLE]),
        first=leaf.first,
    )


@dataclass(frozen=True, slots=True)
class Deeds:
    """What an entity does in the claims of all sources, by their addresses."""

    says: tuple[str, ...]
    """Under its own name or through those who speak for it, as the sources have them."""
    through: tuple[str, ...]
    """The names under which others speak for it, a dozen at most."""
    accused: tuple[str, ...]
    root_of: tuple[str, ...]
    """Figures that go back to it, and that it does not give itself."""


@fact(*MENTIONING)
def deeds_of(corpus: Corpus, ident: str) -> Deeds:
    """What an entity does."""
    using, says = claims_using("entities", ident, corpus), said_by(ident, corpus)
    said = {one.address for one in says}
    through = dict.fromkeys(one.speakers[-1].name for one in says if one.speakers[-1].key != ident)
    rooted = (one for one in using if one.claim.quantity and str(one.claim.quantity.root.who) == ident)
    return Deeds(
        tuple(one.address for one in says),
        tuple(through)[:COLUMNS],
        tuple(one.address for one in using if ident in one.claim.accuses),
        tuple(one.address for one in rooted if one.address not in said),
    )


def said_by(ident: str, corpus: Corpus) -> list[LinkedClaim]:
    """The claims in which an entity speaks, under its own name or through those who speak for it, as the sources have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for voice in (ident, *_within(ident, corpus)):
        for one in claims_using("entities", voice, corpus):
            if speaks(ident, one.claim, corpus.entities):
                found[one.slug].append(one.address)
    briefs = (corpus.briefs[corpus.order[slug]] for slug in sorted(found, key=corpus.order.__getitem__))
    return [one for brief in briefs for one in brief.claims.values() if one.address in found[brief.slug]]


def _within(ident: str, corpus: Corpus) -> Iterator[str]:
    """The entities that speak for a state."""
    for use in uses("entities", ident, corpus):
        if use.kind == "entities" and state_of(use.id, corpus.entities) != use.id:
            yield use.id
            yield from _within(use.id, corpus)


def _by_source(ident: str, brief: LinkedBrief, corpus: Corpus, t: Strings) -> BySource:
    claims = brief.claims
    own = [claims[one] for one in portrayed(corpus, brief.slug, ident).claims]
    return BySource(mark_view(brief.mark, corpus), portrayal(ident, brief.slug, corpus, t), claim_lines(own, corpus, t))
