"""Tell what is read of a corpus while something is made from it, and what of it differs from the corpus of before.

In: a linked corpus. Out: the same corpus, told whenever something is looked up in it; and of each thing that is made from
it, the names of what it read. What stands in registers and settings, and which briefs there are with their marks, is not
watched: it is common to everything that is made.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, TypeVar

from crossbrief.link.corpus import Corpus
from crossbrief.schema.brief import Brief, Note
from crossbrief.schema.claim import Claim
from crossbrief.told import ADDRESSES, EVERYTHING, Name, Told, ToldBrief, ToldClaims, ToldFacts, brief, of_a_brief

R = TypeVar("R")
Read = str
"""What was read, in one text, of which there are a hundred a brief: the slug of the brief that it is of, the rest of its name, and
of a fact its sum.
"""
_BETWEEN = "\x7f"
"""Stands in no text of an author."""
MANY = 2000
"""What reads more than so many things has read everything."""
_FACTS = ("uses", "impact", "shared_roots")
"""What linking found over all briefs, by a key."""
_DIGITS = 32
_NOTHING = "-"
"""The sum of a fact that there is not."""
_FIELDS = tuple(one.name for one in fields(Brief))
_BUT_TEXT = attrgetter(*(one.name for one in fields(Claim) if one.name != "text"))


class Reading:
    """A corpus under watch."""

    def __init__(self, corpus: Corpus) -> None:
        self.plain, self._seen, self._sums = corpus, set[Name](), dict[Name, str]()
        self._noted: dict[Name, Read] = {}
        found: dict[str, Any] = {field: Told(getattr(corpus, field), self._see, _fact(field)) for field in _FACTS}
        self.corpus = replace(
            corpus,
            briefs=tuple(ToldBrief(one, self._see) for one in corpus.briefs),
            claims=ToldClaims(corpus.claims, self._see, ADDRESSES),
            roots=Told(corpus.roots, self._see, _of_claim),
            facts=ToldFacts(corpus, self._see),
            **found,
        )

    def of(self, make: Callable[[], R]) -> tuple[R, set[Name]]:
        """What is made, and the names of what was read meanwhile."""
        before, self._seen = self._seen, set()
        try:
            made = make()
            whole = {name[1] for name in self._seen if name[0] == "brief"}
            return made, {name for name in self._seen if name[0] == "brief" or of_a_brief(name) not in whole}
        finally:
            self._seen = before

    def sum_of(self, name: Name) -> str:
        """A sum of the value of a fact; empty for what stands in a brief, which is told by `differing`."""
        if name not in self._sums:
            self._sums[name] = self._sum(*name)
        return self._sums[name]

    def _sum(self, kind: str, *key: str) -> str:
        plain = self.plain
        if kind == "fact":
            value = plain.facts.of(plain, *key)
        elif kind == "found":
            slug, name, *rest = key
            value = plain.facts.of(plain, name, slug, *rest)
        elif kind in _FACTS:
            value = getattr(plain, kind).get(key)
        elif kind == ADDRESSES[0]:
            value = list(plain.claims)
        elif kind == EVERYTHING[0]:
            value = [(one.sum, one.proofs) for one in plain.briefs]
        else:
            return ""
        return hashlib.sha256(repr(value).encode()).hexdigest()[:_DIGITS] if value is not None else _NOTHING

    def noted(self, name: Name) -> Read:
        """What was read, the same text each time: many things have read the same, and keep it until the end."""
        if name not in self._noted:
            slug = of_a_brief(name)
            rest = (name[0], *name[2:]) if slug else name
            self._noted[name] = _BETWEEN.join((slug, *rest, self.sum_of(name)))
        return self._noted[name]

    def _see(self, name: Name) -> None:
        self._seen.add(name)


def begun(*slugs: str) -> tuple[str, ...]:
    """How the texts of what was read in some briefs begin; with an empty slug, those of facts."""
    return tuple(slug + _BETWEEN for slug in slugs)


def parted(read: Read) -> tuple[Name, str]:
    """The name of what was read, and of a fact its sum."""
    slug, kind, *rest, sum = read.split(_BETWEEN)
    return (kind, slug, *rest) if slug else (kind, *rest), sum


def differing(slug: str, before: Brief, now: Brief) -> Iterator[Name]:
    """The names of what is not the same in two states of one brief."""
    yield brief(slug)
    parts = {field for field in _FIELDS if getattr(before, field) != getattr(now, field)}
    yield from (("part", slug, field) for field in parts)
    at_source = "source" in parts  # its address stands with each claim, and its date says what could be asked
    old, new = _claims(before), _claims(now)
    changed = [ident for ident in {**old, **new} if at_source or old.get(ident) != new.get(ident)]
    yield from (("claim", slug, ident) for ident in changed)
    if changed:
        yield "claims", slug
    if list(old) != list(new):
        yield "ids", slug
        yield "claims", slug
    texts = {str(one.id): one.text for one in before.claims}
    yield from (("text", slug, str(one.id)) for one in now.claims if texts.get(str(one.id)) != one.text)
    if at_source or list(before.codings) != list(now.codings):
        yield "asked", slug
    for ident in {**before.codings, **now.codings}:
        if at_source or before.codings.get(ident) != now.codings.get(ident):
            yield "coding", slug, str(ident)


def _claims(brief: Brief) -> dict[str, tuple[Any, list[Note]]]:
    """Each claim but for its text, with the notes that stand with it."""
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in brief.notes:
        for ident in note.on:
            notes[ident].append(note)
    return {str(claim.id): (_BUT_TEXT(claim), notes[claim.id]) for claim in brief.claims}


def _fact(field: str) -> Callable[[tuple[str, ...]], Name]:
    return lambda key: (field, *key)


def _of_claim(address: str) -> Name:
    slug, _, ident = address.partition("#")
    return "claim", slug, ident
