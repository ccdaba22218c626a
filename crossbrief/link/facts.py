"""Facts over all briefs: what a function finds in the whole corpus, found once and remembered.

In: a linked corpus, and what the fact is asked of. Out: plain values, such as addresses, slugs and counts. A page that asks for
a fact depends on the fact and not on all that was gone through to find it (`told.py`); the few claims that it shows, it looks
up by their addresses. What finds a fact says at what in the briefs it looks, so that after an edit of something else it need not
be found again to know that it is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, TypeVar

from crossbrief.schema.brief import Brief

T = TypeVar("T")
Corpus = Any
"""That of `link.corpus`, which holds its facts."""
Kinds = frozenset[str]
"""Of what a brief holds: a field of its record by its name, and `text` for the texts of the claims, which `claims` is without."""
TEXT = "text"
EVERY_KIND: Kinds = frozenset((TEXT, *(one.name for one in fields(Brief))))
MENTIONING = EVERY_KIND - {TEXT}
"""Where a record can be mentioned by its id."""
_FINDERS: dict[str, Callable[..., Any]] = {}
_FINDERS_IN_A_BRIEF: set[str] = set()
_LOOKED_AT: dict[str, Kinds] = {}


class Facts:
    """The facts of one corpus that were asked for."""

    def __init__(self) -> None:
        self._corpus, self._found = None, dict[tuple[str, ...], Any]()

    def of(self, corpus: Corpus, name: str, *key: str) -> Any:
        """A fact by the name of what finds it; raises KeyError where there is nothing of that name."""
        if corpus is not self._corpus:  # or it is a copy of one with something replaced
            self._corpus, self._found = corpus, {}
        if (name, *key) not in self._found:
            self._found[name, *key] = _FINDERS[name](corpus, *key)
        return self._found[name, *key]


def fact(*kinds: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Makes of what finds a fact, a function of the corpus and some words, one that finds it once.

    It looks at these kinds of things in the briefs, and at what is common to all briefs.
    """

    def known_once(find: Callable[..., T]) -> Callable[..., T]:
        name = name_of(find)
        _FINDERS[name], _LOOKED_AT[name] = find, frozenset(kinds)

        @wraps(find)
        def known(corpus: Corpus, *key: str) -> T:
            found: T = corpus.facts.of(corpus, name, *key)
            return found

        return known

    return known_once


def fact_of_a_brief(*kinds: str) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """The same for what is found in one brief, the slug of which comes first among the words; the others are not looked at."""

    def known_once(find: Callable[..., T]) -> Callable[..., T]:
        _FINDERS_IN_A_BRIEF.add(name_of(find))
        return fact(*kinds)(find)

    return known_once


def within_a_brief(name: str) -> bool:
    """Whether what finds the facts of this name looks at one brief only."""
    return name in _FINDERS_IN_A_BRIEF


def looked_at(name: str) -> Kinds:
    """At what in the briefs it is looked to find the facts of this name; at all where there is nothing of that name any more."""
    return _LOOKED_AT.get(name, EVERY_KIND)


def name_of(find: Callable[..., object]) -> str:
    """By what a finder is known."""
    return f"{find.__module__}.{find.__qualname__}"
