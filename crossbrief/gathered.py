"""What linking needs of a record, gathered in one walk through it.

In: a record. Out: what it names, where its Markdown leads, and how much its brief quotes. All of it depends on the record alone,
so it is kept with it.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in a record."""

    named: tuple[tuple[str, str, str, str], ...] = ()
    """What is named, the register or `claims` and the id, and what of a brief names it: its kind and id, each pair once. Where in
    the file that stands is found again where it has to be told.
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
    naming = [(name_of(value), loc) for value, loc in found if not isinstance(value, Prose)]
    named = tuple(dict.fromkeys((*name, *_part(record, loc)) for name, loc in naming if name))
    links = tuple(
        (register, ident, loc) for text, loc in found if isinstance(text, Prose) for register, ident in targets(text)
    )
    if not isinstance(record, Brief):
        return Gathered(named, links)
    lengths = [phrase.length for phrase in declared(record)]
    return Gathered(named, links, sum(lengths), max(lengths, default=0))


def name_of(value: Any) -> tuple[str, str] | None:
    """What a value names: the register or `claims`, and the id; None where it is a speaker's name in words."""
    if isinstance(value, Who):
        return ("entities", value.entity) if value.entity else None
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
