"""The schema's own documentation: what each field means, and an example, read from the source of its type."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import textwrap
import typing
from functools import cache
from typing import Any

from crossbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """What the author needs to know of one key."""

    key: str
    meaning: str
    example: str
    required: bool


@cache
def field_docs(record: type) -> dict[str, FieldDoc]:
    """The docs of a record type's fields by YAML key, in the order of the type; inherited fields come first."""
    found: dict[str, FieldDoc] = {}
    alias = record.__pydantic_config__["alias_generator"]  # type: ignore[attr-defined]
    strings = _docstrings(record)
    for field in dataclasses.fields(record):
        meaning, _, example = strings.get(field.name, "").partition(" Example: ")
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        key = alias(field.name)
        found[key] = FieldDoc(key, meaning, example, required)
    return found


def _docstrings(record: type) -> dict[str, str]:
    strings: dict[str, str] = {}
    for cls in reversed(record.__mro__):
        if not dataclasses.is_dataclass(cls):
            continue
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
        except (OSError, TypeError):
            continue
        definition = tree.body[0]
        assert isinstance(definition, ast.ClassDef)
        for one, following in itertools.pairwise(definition.body):
            text = following.value if isinstance(following, ast.Expr) else None
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(text, ast.Constant):
                strings[one.target.id] = " ".join(str(text.value).split())
    return strings


@cache
def field_types(record: type, *, extras: bool = False) -> dict[str, Any]:
    """The annotations of a record type's fields by YAML key; with `extras` with what marks short forms."""
    alias = record.__pydantic_config__["alias_generator"]  # type: ignore[attr-defined]
    hints = typing.get_type_hints(record, include_extras=extras)
    return {alias(field.name): hints[field.name] for field in dataclasses.fields(record)}


def type_at(record: type, loc: tuple[str | int, ...]) -> Any:
    """The type that the schema expects at `loc` inside a record; None where the schema knows no such place."""
    here: Any = record
    for step in loc:
        here = _unwrapped(here)
        arguments = typing.get_args(here)
        if dataclasses.is_dataclass(here) and isinstance(here, type):
            here = field_types(here).get(str(step))
        elif typing.get_origin(here) is dict:
            here = arguments[1]
        elif typing.get_origin(here) is tuple:
            here = arguments[0]
        else:
            return None
    return _unwrapped(here)


def _unwrapped(hint: Any) -> Any:
    """A hint without its `| None`."""
    arguments = [a for a in typing.get_args(hint) if a is not type(None)]
    if type(None) in typing.get_args(hint) and len(arguments) == 1:
        return arguments[0]
    return hint
