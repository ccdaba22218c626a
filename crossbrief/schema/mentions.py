"""Find every mention of a record in another, by the types of the fields.

In: a record. Out: each value that names another record, with its place. The plan of where such values can stand is
made once for each type.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from crossbrief.schema.base import ClaimId, ClaimRef, EntityId, EventId, MeasureId, Prose, QuestionId, ReferenceId, Who
from crossbrief.yamlfile import Loc

NAMING = (EntityId, EventId, MeasureId, QuestionId, ReferenceId, ClaimRef, Who)


def mentions(record: Any, loc: Loc = ()) -> Iterator[tuple[Any, Loc]]:
    """Every value in a record that names another record, and where it stands."""
    return values(record, NAMING, loc)


def prose(record: Any) -> Iterator[tuple[Any, Loc]]:
    """Every text in a record that is Markdown and so can hold links."""
    return values(record, (Prose,), ())


def claim_ids(record: Any) -> Iterator[tuple[Any, Loc]]:
    """Every mention of a claim of the same brief."""
    return values(record, (ClaimId,), ())


def values(record: Any, kinds: tuple[Any, ...], loc: Loc) -> Iterator[tuple[Any, Loc]]:
    """Every value of one of `kinds` in a record, and where it stands."""
    found: list[tuple[Any, Loc]] = []
    _collect(record, _plans(kinds), loc, found)
    return iter(found)


def _collect(record: Any, plans: _Plans, loc: Loc, found: list[tuple[Any, Loc]]) -> None:
    """Add to `found`; every record of a corpus passes here several times, so there is no generator within a generator."""
    kind = type(record)
    if kind is tuple:
        for n, one in enumerate(record):
            _collect(one, plans, (*loc, n), found)
    elif kind is dict:
        for key, value in record.items():
            if plans[type(key)] is None:
                found.append((key, (*loc, key)))
            _collect(value, plans, (*loc, key), found)
    elif (plan := plans[kind]) is None:
        found.append((record, loc))
    else:
        for field, key in plan:
            value = getattr(record, field)
            if value is not None and value != ():
                _collect(value, plans, (*loc, key), found)


class _Plans(dict[type, "tuple[tuple[str, str], ...] | None"]):
    """By type the fields that can hold a value of some kinds; None for these kinds themselves."""

    def __init__(self, kinds: tuple[Any, ...]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, kind: type) -> tuple[tuple[str, str], ...] | None:
        self[kind] = None if issubclass(kind, self._kinds) else _plan(kind, self._kinds)
        return self[kind]


_plans = cache(_Plans)


@cache
def _plan(record: Any, kinds: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    """The fields of a type that can hold a value of `kinds`, with their YAML keys."""
    if not dataclasses.is_dataclass(record):
        return ()
    alias = getattr(record, "__pydantic_config__", {}).get("alias_generator", str)
    hints = typing.get_type_hints(record)
    return tuple((f.name, alias(f.name)) for f in dataclasses.fields(record) if _can_hold(hints[f.name], kinds))


@cache
def _can_hold(hint: Any, kinds: tuple[Any, ...]) -> bool:
    arguments = typing.get_args(hint)
    if arguments and typing.get_origin(hint) is not typing.Literal:
        return any(_can_hold(argument, kinds) for argument in arguments)
    if not isinstance(hint, type):
        return False
    return issubclass(hint, kinds) or bool(_plan(hint, kinds))
