"""What linking needs of a record, gathered in one walk through it.

In: a record. Out: what it names, where its Markdown leads, and how much its brief quotes. All of it depends on the record alone,
so it is kept with it.
"""

from __future__ import annotations

from typing import Any

from crossbrief.frozen import dataclass
from crossbrief.markdown import targets
from crossbrief.quotation import declared, longest, plain_sum
from crossbrief.schema.base import Prose
from crossbrief.schema.brief import Brief
from crossbrief.schema.mentions import NAMING, values
from crossbrief.yamlfile import Loc


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in a record."""

    named: tuple[tuple[Any, Loc], ...] = ()
    """Each value that names a record, and where it stands."""
    links: tuple[tuple[str, str, Loc], ...] = ()
    """Each link in Markdown to a thing of the corpus: the register or `claims`, the id, and where the text stands."""
    words: int = 0
    """Of a brief: the words of all phrases that it says are its source's."""
    longest: int = 0
    """The words of the longest of them."""


def gather(record: Any) -> Gathered:
    """All of it."""
    found = list(values(record, (*NAMING, Prose), ()))
    named = tuple((value, loc) for value, loc in found if not isinstance(value, Prose))
    links = tuple(
        (register, ident, loc) for text, loc in found if isinstance(text, Prose) for register, ident in targets(text)
    )
    if not isinstance(record, Brief):
        return Gathered(named, links)
    return Gathered(named, links, plain_sum(record), longest(declared(record)))
