"""The voices page: who speaks inside the sources, how often, named or not, in what role; and the cast."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from crossbrief import addresses
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.link.roots import state_of
from crossbrief.strings import Strings
from crossbrief.views.common import ClaimLine, Link, MarkView, claim_lines, claims_using, mark_view
from crossbrief.vocabulary import ROLES, label

NAMELESS = ("unnamed-expert", "collective", "unattributed", "media", "detainee")


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """Of one source: how many claims are the author's own, the outlet's, relayed from a named voice, from a nameless one."""

    mark: MarkView
    total: str
    parts: tuple[tuple[str, int], ...]
    """What, and how many claims."""
    sentence: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """One speaker over all sources."""

    id: str
    name: str
    address: str
    roles: str
    sources: tuple[MarkView, ...]
    count: str
    through: str
    also: str
    """Of a state: the persons and bodies that speak for it under their own names."""
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class VoicesView:
    """The page of voices."""

    shares: tuple[VoiceShare, ...]
    heads: tuple[str, ...]
    voices: tuple[VoiceView, ...]


def voices_view(corpus: Corpus, t: Strings) -> VoicesView:
    """Who speaks, in each source and over all."""
    spoken: dict[str, list[LinkedClaim]] = {}
    for linked in corpus.claims.values():
        if linked.relayed:
            spoken.setdefault(linked.speakers[-1].key, []).append(linked)
    order = sorted(spoken.items(), key=lambda item: (-len(item[1]), item[1][0].speakers[-1].name))
    heads = tuple(t(f"voice_{kind}") for kind in ("own", "outlet", "named", "nameless"))
    return VoicesView(
        tuple(_share(brief, corpus, t) for brief in corpus.briefs),
        heads,
        tuple(_voice(key, claims, n, corpus, t) for n, (key, claims) in enumerate(order, start=1)),
    )


def kind_of_voice(linked: LinkedClaim) -> str:
    """own, outlet, named or nameless: by the one who speaks last in the chain."""
    if not linked.speakers:
        return "own"
    if not linked.relayed:
        return "outlet"
    last = linked.speakers[-1]
    return "nameless" if last.role in NAMELESS and last.entity is None else "named"


def _share(brief: LinkedBrief, corpus: Corpus, t: Strings) -> VoiceShare:
    counts = Counter(kind_of_voice(linked) for linked in brief.claims.values())
    parts = tuple((t(f"voice_{kind}"), counts[kind]) for kind in ("own", "outlet", "named", "nameless"))
    total = len(brief.claims)
    relayed = counts["named"] + counts["nameless"]
    sentence = t("voices_share", relayed=relayed, total=total, nameless=counts["nameless"])
    return VoiceShare(mark_view(brief.mark, corpus), str(total), parts, sentence)


def _voice(key: str, claims: list[LinkedClaim], number: int, corpus: Corpus, t: Strings) -> VoiceView:
    last = claims[0].speakers[-1]
    slugs = {linked.slug for linked in claims}
    through = dict.fromkeys(speaker.name for linked in claims for speaker in linked.speakers[:-1])
    roles = dict.fromkeys(label(ROLES, linked.speakers[-1].role) for linked in claims)
    return VoiceView(
        id=f"voice_{number}",
        name=last.name,
        address=addresses.entity(last.entity.id) if last.entity else "",
        roles=t.listing(list(roles)),
        sources=tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs if brief.slug in slugs),
        count=t.count("claims", len(claims)),
        through=t.listing(list(through)),
        also=t.listing(_also(key, corpus)),
        claims=claim_lines(claims, corpus, t),
    )


def _also(key: str, corpus: Corpus) -> list[str]:
    spoken = (linked.speakers[-1].entity for linked in corpus.claims.values() if linked.relayed)
    return sorted({one.name for one in spoken if one and one.id != key and state_of(one.id, corpus.entities) == key})


@dataclass(frozen=True, slots=True)
class CastEntry:
    """An entity in the cast: its name, description's first words, and how many claims of which sources concern it."""

    link: Link
    short: str
    description: str
    sources: tuple[MarkView, ...]
    count: str


@dataclass(frozen=True, slots=True)
class CastGroup:
    """Entities of one kind, by name."""

    kind: str
    entries: tuple[CastEntry, ...]


def cast_view(corpus: Corpus, t: Strings) -> tuple[CastGroup, ...]:
    """Every entity that a source speaks of, by kind."""
    groups = []
    for kind in ("armed-group", "state", "organisation", "person", "outlet", "place"):
        entries = []
        for entity in sorted(corpus.entities.values(), key=lambda one: (one.sort or one.name).casefold()):
            claims = claims_using("entities", entity.id, corpus)
            if entity.kind == kind and claims:
                slugs = {linked.slug for linked in claims}
                marks = tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs if brief.slug in slugs)
                entries.append(
                    CastEntry(
                        Link(entity.name, addresses.entity(entity.id)),
                        entity.short or "",
                        entity.description or "",
                        marks,
                        t.count("claims", len(claims)),
                    )
                )
        if entries:
            groups.append(CastGroup(t(f"entities_{kind.replace('-', '_')}"), tuple(entries)))
    return tuple(groups)
