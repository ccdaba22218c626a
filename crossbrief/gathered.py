"""What linking needs of a record, gathered in one walk through it.

In: a record. Out: what it names, where its Markdown leads, and how much its brief quotes. All of it depends on the record alone,
so it is kept with it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from crossbrief.frozen import dataclass
from crossbrief.markdown import targets
from crossbrief.quotation import declared
from crossbrief.schema.base import ClaimRef, EntityId, EventId, MeasureId, Prose, QuestionId, ReferenceId, Who
from crossbrief.schema.brief import Brief
from crossbrief.schema.mentions import NAMING, values
from crossbrief.yamlfile import Loc

REGISTER_OF: dict[type, str] = {
    EntityId: "entities",
    EventId: "events",
    MeasureId: "measures",
    QuestionId: "questions",
    ReferenceId: "references",
}


Name = tuple[str, str]
"""What is named: the register or `claims`, and the id."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in a record."""

    named: tuple[tuple[tuple[str, str], tuple[Name, ...]], ...] = ()
    """Each part of a brief, its kind and id, with what it names, each once. Where in the file that stands is found again where it
    has to be told.
    """
    links: tuple[tuple[str, str, Loc], ...] = ()
    """Each link in Markdown to a thing of the corpus: the register or `claims`, the id, and where the text stands."""
    words: int = 0
    """Of a brief: the words of all phrases that it says are its source's."""
    longest: int = 0
    """The words of the longest of them."""


def gather(record: Any) -> Gathered:
    """All of it."""
    found = list(values(record, (*NAMING, Prose), ()))
    parts: dict[tuple[str, str], dict[Name, None]] = defaultdict(dict)
    once: dict[Name, Name] = {}  # a brief names a few things again and again
    for value, loc in found:
        name = None if isinstance(value, Prose) else name_of(value)
        if name:
            parts[_part(record, loc)][once.setdefault(name, name)] = None
    named = tuple((part, tuple(names)) for part, names in parts.items())
    links = tuple(
        (register, ident, loc) for text, loc in found if isinstance(text, Prose) for register, ident in targets(text)
    )
    if not isinstance(record, Brief):
        return Gathered(named, links)
    lengths = [phrase.length for phrase in declared(record)]
    return Gathered(named, links, sum(lengths), max(lengths, default=0))


def name_of(value: Any) -> Name | None:
    """What a value names; None where it is a speaker's name in words."""
    if isinstance(value, Who):
        entity = value.entity
        return ("entities", entity) if entity else None
    return ("claims" if isinstance(value, ClaimRef) else REGISTER_OF[type(value)], value)


def _part(record: Any, loc: Loc) -> tuple[str, str]:
    """Which part of a brief a mention stands in: a claim, a note, a slip, a coding, or the source's record."""
    kind = str(loc[0])
    if not isinstance(record, Brief):
        return "", ""
    if kind == "claims":
        return "claim", record.claims[int(loc[1])].id
    if kind == "notes":
        return "note", record.notes[int(loc[1])].id
    if kind == "slips":
        return "slip", str(int(loc[1]) + 1)
    if kind == "codings":
        return "coding", cast(str, loc[1])
    return "source", ""
