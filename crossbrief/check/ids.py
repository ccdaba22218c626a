"""Rules on ids inside one file: each stands once, and each that is referred to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crossbrief.load import Filed
from crossbrief.problem import Problem, nearest
from crossbrief.schema.brief import Brief
from crossbrief.schema.mentions import claim_ids
from crossbrief.yamlfile import Document, Loc

FiledBrief = Filed[Brief]


def _repeated(document: Document, found: Iterable[tuple[str, Loc]]) -> Iterator[Problem]:
    first: dict[str, Loc] = {}
    for ident, loc in found:
        if ident in first:
            yield document.problem(
                loc,
                "duplicate-id",
                f"`{ident}` is taken; it stands first in line {document.at(*first[ident]).line}",
                "give this one a new id; ids are permanent, so keep the older",
            )
        else:
            first[ident] = loc


def repeated_ids(brief: FiledBrief) -> Iterator[Problem]:
    """Claims and retired claims share one set of ids; notes have their own."""
    record = brief.record
    claims = [(str(claim.id), ("claims", n, "id")) for n, claim in enumerate(record.claims)]
    claims += [(str(one.id), ("retired", n, "id")) for n, one in enumerate(record.retired)]
    yield from _repeated(brief.document, claims)
    yield from _repeated(brief.document, [(str(note.id), ("notes", n, "id")) for n, note in enumerate(record.notes)])


def repeated_in_register(name: str, register: Filed[Any]) -> Iterator[Problem]:
    """Ids within a register, and of positions within a question."""
    records = getattr(register.record, name)
    if not records or not hasattr(records[0], "id"):
        return
    yield from _repeated(register.document, [(str(one.id), (name, n, "id")) for n, one in enumerate(records)])
    if name == "questions":
        for n, question in enumerate(records):
            positions = [(str(p.id), (name, n, "positions", m, "id")) for m, p in enumerate(question.positions)]
            yield from _repeated(register.document, positions)


def unknown_claims(brief: FiledBrief) -> Iterator[Problem]:
    """A claim that is referred to stands in the brief; told once no two claims share an id."""
    known = [str(claim.id) for claim in brief.record.claims]
    held = set(known)
    if len(held) < len(known):
        return
    for ident, loc in claim_ids(brief.record):
        if ident not in held:
            what = f"the answer to `{loc[1]}` cites" if loc[0] == "codings" else f"`{_key(loc)}` names"
            message = f"{what} claim `{ident}`, which this brief does not have"
            yield brief.document.problem(loc, "unknown-claim", message, nearest(ident, known, "claim", "claims here"))


def _key(loc: Loc) -> str:
    return next(step for step in reversed(loc) if isinstance(step, str))


RULES = (repeated_ids, unknown_claims)
