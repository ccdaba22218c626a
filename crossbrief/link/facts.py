"""Facts over all briefs: what a function finds in the whole corpus, found once and remembered.

In: a linked corpus, and what the fact is asked of. Out: plain values, such as addresses, slugs and counts. A page that asks for
a fact depends on the fact and not on all that was gone through to find it (`told.py`); the few claims that it shows, it looks
up by their addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")
Corpus = Any
"""That of `link.corpus`, which holds its facts."""
_FINDERS: dict[str, Callable[..., Any]] = {}
_FINDERS_IN_A_BRIEF: set[str] = set()


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


def fact_of_a_brief(find: Callable[..., T]) -> Callable[..., T]:
    """The same for what is found in one brief, the slug of which comes first among the words; the others are not looked at."""
    _FINDERS_IN_A_BRIEF.add(name_of(find))
    return fact(find)


def within_a_brief(name: str) -> bool:
    """Whether what finds the facts of this name looks at one brief only."""
    return name in _FINDERS_IN_A_BRIEF


def name_of(find: Callable[..., object]) -> str:
    """By what a finder is known."""
    return f"{find.__module__}.{find.__qualname__}"


def fact(find: Callable[..., T]) -> Callable[..., T]:
    """What finds a fact: a function of the corpus and some words, as one that finds it once."""
    name = name_of(find)
    _FINDERS[name] = find

    @wraps(find)
    def known(corpus: Corpus, *key: str) -> T:
        found: T = corpus.facts.of(corpus, name, *key)
        return found

    return known
