"""Relations: each with its reason and how comparable the two claims are; at both its ends, and gathered by question."""

from __future__ import annotations

from itertools import groupby

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.schema.registers import Comparable, Relation
from crossbrief.strings import Strings
from crossbrief.views.common import ClaimLine, Link, claim_line, references, relation_address
from crossbrief.views.leaves import Leaf
from crossbrief.vocabulary import INVERSE_RELATIONS, RELATION_TYPES, label

AT_ODDS = ("disputes", "disagrees", "refutes")


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation as it stands on its own: both claims, in the order in which it reads."""

    id: str
    type: str
    type_id: str
    first: ClaimLine
    second: ClaimLine
    because: str
    comparable: str
    drawn: str
    question: Link | None
    references: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """A relation seen from one of its claims: what it does to the other, or the other to it."""

    words: str
    other: ClaimLine
    because: str
    comparable: str
    drawn: str
    address: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations that bear on one question, or on none."""

    question: Link | None
    relations: tuple[RelationView, ...]


def relation_view(relation: Relation, corpus: Corpus, t: Strings) -> RelationView:
    """One relation."""
    question = corpus.questions[relation.question] if relation.question else None
    return RelationView(
        id=relation.id,
        type=label(RELATION_TYPES, relation.type),
        type_id=relation.type,
        first=claim_line(corpus.claims[relation.from_], corpus, t),
        second=claim_line(corpus.claims[relation.to], corpus, t),
        because=relation.because,
        comparable=comparable_words(relation.comparable, t),
        drawn=drawn_words(relation, t),
        question=Link(question.text, addresses.question(question.id)) if question else None,
        references=references(relation.references, corpus),
    )


def comparable_words(comparable: Comparable, t: Strings) -> str:
    """How comparable two claims are. Example: same actor, near in place, different time, same measure"""
    parts = [
        t(f"comparable_{key}", how=t(f"how_{getattr(comparable, key)}"))
        for key in ("actor", "place", "time", "measure")
    ]
    return ", ".join(parts)


def drawn_words(relation: Relation, t: Strings) -> str:
    """Who draws the relation, and that the sources do not cite each other where we do."""
    if relation.drawn_by == "source":
        return t("drawn_by_source")
    if relation.type == "in-tension":
        return t("drawn_in_tension")
    return t("drawn_at_odds") if relation.type in AT_ODDS else t("drawn_by_us")


def ends(address: str, corpus: Corpus, t: Strings) -> tuple[RelationEnd, ...]:
    """The relations of one claim, seen from it."""
    found = []
    for relation in corpus.relations_of.get(address, ()):
        outward = relation.from_ == address
        words = label(RELATION_TYPES, relation.type) if outward else INVERSE_RELATIONS[relation.type]
        other = corpus.claims[relation.to if outward else relation.from_]
        found.append(
            RelationEnd(
                words,
                claim_line(other, corpus, t),
                relation.because,
                comparable_words(relation.comparable, t),
                drawn_words(relation, t),
                relation_address(relation.id, relation.from_, corpus),
            )
        )
    return tuple(found)


def by_question(corpus: Corpus) -> list[Relation]:
    """Every relation in the order of its page: by question in the order of the questions; those that bear on none last."""
    order = {ident: n for n, ident in enumerate(corpus.questions)}
    return sorted(corpus.relations.values(), key=lambda one: order.get(one.question or "", len(order)))


def relations_view(leaf: Leaf[Relation], corpus: Corpus, t: Strings) -> tuple[RelationGroup, ...]:
    """A leaf of the relations, by question."""
    groups = []
    for _, own in groupby(leaf.entries, key=lambda one: one.question):
        views = tuple(relation_view(one, corpus, t) for one in own)
        groups.append(RelationGroup(views[0].question, views))
    return tuple(groups)
