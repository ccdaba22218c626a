"""Tell what is read of a corpus while something is made from it.

In: a linked corpus. Out: the same corpus, told whenever something is looked up in it; and of each thing that is made from
it, the names of what it read, with a sum of all that stands under them. What stands in registers and settings, and which
briefs there are, is not watched: it is common to everything that is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, SupportsIndex, TypeVar, overload

from crossbrief.link.corpus import Corpus, LinkedBrief

R = TypeVar("R")
Name = tuple[str, ...]
"""What was read: a brief by its slug, a fact over all briefs by the corpus' field and key, or everything."""
EVERYTHING: Name = ("everything",)
_FACTS = ("uses", "impact", "shared_roots")
"""What the corpus knows over all briefs, by a key; a fact is the same where its value is."""


def brief(slug: str) -> Name:
    """The name of a brief with all that is in it."""
    return "brief", slug


class Reading:
    """A corpus under watch."""

    def __init__(self, corpus: Corpus) -> None:
        self._plain, self._seen, self._sums = corpus, set[Name](), dict[Name, str]()
        facts: dict[str, Any] = {
            field: _Told(getattr(corpus, field), self._of_fact(field), self._see) for field in _FACTS
        }
        self.corpus = replace(
            corpus,
            briefs=_Briefs(corpus.briefs).told(self._see),
            claims=_Told(corpus.claims, _of_claim, self._see),
            roots=_Told(corpus.roots, _of_claim, self._see),
            **facts,
        )

    def of(self, make: Callable[[], R]) -> tuple[R, set[Name]]:
        """What is made, and the names of what was read meanwhile."""
        before, self._seen = self._seen, set()
        try:
            return make(), self._seen
        finally:
            self._seen = before

    def sum_of(self, names: Iterable[Name]) -> str:
        """A sum of all that stands under the names."""
        return hashlib.sha256("\n".join(map(self._sum, sorted(names))).encode()).hexdigest()

    def _see(self, name: Name) -> None:
        self._seen.add(name)

    def _sum(self, name: Name) -> str:
        if name not in self._sums:
            self._sums[name] = hashlib.sha256(self._text(name).encode()).hexdigest()
        return self._sums[name]

    def _text(self, name: Name) -> str:
        if name == EVERYTHING:
            return "\n".join(one.sum for one in self._plain.briefs)
        kind, *key = name
        if kind != "brief":
            return repr(getattr(self._plain, kind).get(tuple(key)))
        [slug] = key
        at = self._plain.order.get(slug)
        return "" if at is None else self._plain.briefs[at].sum

    @staticmethod
    def _of_fact(field: str) -> Callable[[tuple[str, ...]], Name]:
        return lambda key: (field, *key)


def _of_claim(address: str) -> Name:
    return brief(address.partition("#")[0])


class _Told(dict[Any, Any]):
    """A mapping that tells what is looked up in it; of what goes through it, that it was everything."""

    def __init__(self, plain: dict[Any, Any], name: Callable[[Any], Name], tell: Callable[[Name], None]) -> None:
        super().__init__(plain)
        self._name, self._tell = name, tell

    def __getitem__(self, key: Any) -> Any:
        self._tell(self._name(key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self._tell(self._name(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._tell(self._name(key))
        return super().__contains__(key)

    def __len__(self) -> int:
        self._tell(EVERYTHING)
        return super().__len__()

    def __iter__(self) -> Iterator[Any]:
        self._tell(EVERYTHING)
        return super().__iter__()

    def keys(self) -> Any:
        self._tell(EVERYTHING)
        return super().keys()

    def values(self) -> Any:
        self._tell(EVERYTHING)
        return super().values()

    def items(self) -> Any:
        self._tell(EVERYTHING)
        return super().items()


class _Briefs(tuple[LinkedBrief, ...]):
    """The same for the row of briefs; how many there are is no secret."""

    _tell: Callable[[Name], None]

    def told(self, tell: Callable[[Name], None]) -> _Briefs:
        self._tell = tell
        return self

    def __iter__(self) -> Iterator[LinkedBrief]:
        self._tell(EVERYTHING)
        return super().__iter__()

    @overload
    def __getitem__(self, at: SupportsIndex) -> LinkedBrief: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[LinkedBrief, ...]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> LinkedBrief | tuple[LinkedBrief, ...]:
        found = super().__getitem__(at)
        for one in (found,) if isinstance(found, LinkedBrief) else found:
            self._tell(brief(one.slug))
        return found
