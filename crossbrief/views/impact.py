"""What rests on a source, a claim or an assumption, how many roots a thing has, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterable

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedClaim, Resting
from crossbrief.link.roots import SAYING_THE_SAME
from crossbrief.schema.standing import Standing
from crossbrief.strings import Strings
from crossbrief.views.common import Link, references, relation_address

KINDS = ("judgements", "relations", "outcomes")


@dataclass(frozen=True, slots=True)
class StateView:
    """What became of something after we had read it."""

    words: str
    """Example: retracted since 1 December 2026"""
    because: str
    references: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RestingView:
    """Everything of one kind that rests on something."""

    words: str
    """How many. Example: two judgements"""
    links: tuple[Link, ...]


def state_view(state: Standing | None, corpus: Corpus, t: Strings) -> StateView | None:
    """How something stands; None while it stands as published."""
    if state is None:
        return None
    words = t(f"state_{state.is_}", date=state.since.in_words)
    return StateView(words, state.because, references(state.references, corpus))


def resting_on(claims: Iterable[str], corpus: Corpus, t: Strings) -> tuple[RestingView, ...]:
    """What rests on any of the claims, by kind, each once, in the order of the registers and of time."""
    found = dict.fromkeys(one for address in claims for one in corpus.impact.get(("claims", address), ()))
    return _views(found, corpus, t)


def resting_links(address: str, corpus: Corpus, t: Strings) -> tuple[Link, ...]:
    """The judgements and outcomes that rest on a claim; its relations are shown with it."""
    found = corpus.impact.get(("claims", address), ())
    return tuple(_link(one.kind, one.id, corpus, t) for one in found if one.kind != "relations")


def corroboration(linked: LinkedClaim, corpus: Corpus, t: Strings) -> str:
    """How often a thing is said and how many independent roots that has. Example: 4 mentions, 2 independent roots"""
    related = (one for one in corpus.relations_of.get(linked.address, ()) if one.type in SAYING_THE_SAME)
    others = (corpus.claims[one.to if one.from_ == linked.address else one.from_] for one in related)
    mentions = dict.fromkeys((linked.address, *(one.address for one in others)))
    if len(mentions) < 2:
        return ""
    return roots_words(mentions, corpus, t)


def roots_words(addresses: Iterable[str], corpus: Corpus, t: Strings) -> str:
    """So many claims, so many roots, in words."""
    roots = [corpus.roots[address] for address in addresses]
    mentions, independent = t.count("mentions", len(roots)), t.count("independent_roots", len(set(roots)))
    return t("mentions_and_roots", mentions=mentions, roots=independent)


def _views(found: Iterable[Resting], corpus: Corpus, t: Strings) -> tuple[RestingView, ...]:
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for one in found:
        by_kind[one.kind].append(one.id)
    views = []
    for kind, ids in by_kind.items():
        if ids:
            links = tuple(_link(kind, ident, corpus, t) for ident in ids)
            views.append(RestingView(t.count(f"resting_{kind}", len(ids)), links))
    return tuple(views)


def _link(kind: str, ident: str, corpus: Corpus, t: Strings) -> Link:
    if kind == "judgements":
        judgement = corpus.judgements[ident]
        question = corpus.questions[judgement.question]
        return Link(t("resting_judgement", question=question.short), addresses.question(question.id, ident))
    if kind == "relations":
        return Link(ident, relation_address(ident, corpus.relations[ident].from_, corpus))
    linked = corpus.claims[ident]
    return Link(t("resting_outcome", source=linked.source.words, id=linked.claim.id), addresses.claim(ident))
