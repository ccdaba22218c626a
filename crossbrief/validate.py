"""Turn a document into a record of the schema, or say in our words what keeps it from being one.

In: a Document and the type of its record. Out: the record, or problems. pydantic does the work; it is imported
here only, when something has to be validated. Its error paths become places in the file.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

from crossbrief.compose import Node
from crossbrief.problem import Problem, Refused, closest, nearest, quoted
from crossbrief.schema.base import Parsed, Prose, Text
from crossbrief.schema.docs import field_docs, type_at
from crossbrief.yamlfile import Document, Loc

R = TypeVar("R")
SCHEMA_VERSION = "1"
MAX_PROBLEMS, MAX_LISTED = 200, 50_000
"""How many problems of a file are shown, and with how many it is no brief at all: to list more fills the memory."""
_UNKNOWN = "unexpected_keyword_argument"
_SINGULAR = {"entities": "entity", "aliases": "alias"}


def validate(document: Document, record: type[R]) -> R | list[Problem]:
    """The record that the document holds, or the problems that the schema finds in it."""
    from pydantic import ValidationError

    plain = document.plain
    if not isinstance(plain, dict) or plain.get("crossbrief") != SCHEMA_VERSION:
        return [_version_problem(document)]
    kind: Any = record
    try:
        return _validator(kind).validate_python(plain)  # type: ignore[no-any-return]
    except ValidationError as error:
        many = error.error_count()
        errors = error.errors(include_url=False) if many <= MAX_LISTED else []
    return [*_problems(document, record, errors[:MAX_PROBLEMS]), *_unshown(document, many)]


def _problems(document: Document, record: type, errors: list[Any]) -> list[Problem]:
    missing = [one["loc"] for one in errors if one["type"] == "missing"]
    homes = {one["loc"]: _home(one["loc"], missing) for one in errors if one["type"] == _UNKNOWN}
    meant = set(homes.values())
    told = [one for one in errors if one["type"] != "missing" or one["loc"] not in meant]
    return list(dict.fromkeys(_problem(document, record, one, homes.get(one["loc"])) for one in told))


def _unshown(document: Document, many: int) -> Iterator[Problem]:
    """A file that is wrong throughout is not told mistake by mistake: that would take minutes, and nobody reads it."""
    if many > MAX_PROBLEMS:
        listed = f"more than the {MAX_PROBLEMS} shown" if many <= MAX_LISTED else "too many to show"
        help = "mend the first of them, or see whether it is the file that you mean"
        yield document.problem((), "too-many-problems", f"the schema finds {many} problems here, {listed}", help)


@cache
def _validator(record: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(record)


def _version_problem(document: Document) -> Problem:
    """A file that does not begin with a version that we know is not read further."""
    root = document.root
    if root.empty:
        message = "the file holds only comments" if any(map(str.strip, document.lines)) else "the file is empty"
        return document.problem((), "empty-file", message, f"begin it with `crossbrief: {SCHEMA_VERSION}`")
    if not isinstance(root.value, dict):
        return document.problem(
            (),
            "wrong-type",
            f"the file holds {_found(root)}; expected keys with values",
            f"begin it with `crossbrief: {SCHEMA_VERSION}`",
        )
    if "crossbrief" not in root.value:
        return document.problem(
            (),
            "missing-version",
            "the file does not say which version of the schema it follows",
            f"begin it with `crossbrief: {SCHEMA_VERSION}`",
        )
    version = root.value["crossbrief"]
    return Problem(
        document.key("crossbrief") if version.empty else document.at("crossbrief"),
        "unknown-version",
        f"`crossbrief` holds {_found(version)}; expected `{SCHEMA_VERSION}`, the version that this Crossbrief knows",
        f"write `crossbrief: {SCHEMA_VERSION}`, or install the Crossbrief that the file was written for",
    )


def _home(loc: Loc, missing: list[Loc]) -> Loc | None:
    """Where a key that is misspelt or out of place should have stood, so that one slip is not two problems."""
    beside = closest(str(loc[-1]), [str(one[-1]) for one in missing if one[:-1] == loc[:-1]])
    elsewhere = [one for one in missing if one[-1] == loc[-1]]
    return (*loc[:-1], beside) if beside else elsewhere[0] if len(elsewhere) == 1 else None


def _problem(document: Document, record: type, error: Any, home: Loc | None) -> Problem:
    kind, loc = error["type"], error["loc"]
    is_key = kind != _UNKNOWN and loc[-1:] == ("[key]",)
    loc = loc[:-1] if is_key else loc
    if kind == "missing" and isinstance(loc[-1], str):
        return _missing(document, record, loc)
    if kind == _UNKNOWN:
        return _unknown_key(document, record, loc, home)
    node = document.find(loc)
    place = document.key(*loc) if is_key else document.at(*loc)
    if node.empty and not is_key:
        return _empty(document, record, document.shown(loc))
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, Refused):
        return Problem(place, refused.code, refused.message, refused.help)
    if kind == "literal_error":
        words = [str(word) for word in typing.get_args(type_at(record, loc))]
        found = node.value if isinstance(node.value, str) else error["input"]
        return Problem(
            place,
            "unknown-word",
            f"`{_last_key(document.shown(loc))}` can't be {_quoted(found)}",
            nearest(str(found), words, among="it is one of"),
        )
    whole = loc[:-1] if kind == "missing" else loc
    expected = _expected(type_at(record, whole), kind)
    found = f"a list of {len(node.value)}" if "list of" in expected and isinstance(node.value, list) else _found(node)
    shown = document.shown(loc)
    what = f"item {shown[-1] + 1} of `{_last_key(shown)}`" if isinstance(shown[-1], int) else f"`{shown[-1]}`"
    message = f"{what} holds {found}; expected {expected}"
    return Problem(place, "wrong-type", message, _way_out(record, whole, node, expected))


def _empty(document: Document, record: type, loc: Loc) -> Problem:
    if isinstance(loc[-1], int):
        node, key = document.find(loc), _last_key(loc)
        place = document.place(node.line, node.col - 1)
        return Problem(place, "empty-value", f"item {loc[-1] + 1} of `{key}` is empty", "write a value, or take it out")
    doc = _doc(record, loc)
    example = f", for example `{loc[-1]}: {doc.example}`" if doc and doc.example else ""
    help = f"write one{example}" if doc and doc.required and example else f"write one{example}, or take the key out"
    return Problem(document.key(*loc), "empty-value", f"`{loc[-1]}` has no value after it", help)


def _missing(document: Document, record: type, loc: Loc) -> Problem:
    key = str(loc[-1])
    doc = _doc(record, loc)
    help = f"add `{key}:` with its records under it, or take the file out"
    if doc and doc.meaning:
        help = f"add it ({doc.meaning[0].lower()}{doc.meaning[1:].rstrip('.')}); for example `{key}: {doc.example}`"
    parent = document.shown(loc[:-1])
    place = document.key(*parent) if parent and isinstance(parent[-1], str) else document.at(*parent)
    return Problem(place, "missing-key", f"{_thing(document, loc[:-1])} has no `{key}`", help)


def _unknown_key(document: Document, record: type, loc: Loc, home: Loc | None) -> Problem:
    place, key = document.key(*loc), str(loc[-1])
    message = f"{_thing(document, loc[:-1])} can't have a key {quoted(key)}"
    help = nearest(key, _known(record, loc), among="keys here")
    if home and home[:-1] != loc[:-1]:
        help = f"it belongs to {_thing(document, home[:-1])}: check the indentation"
    elif document.find(loc).empty and place.text[: place.col - 1].rstrip().endswith(","):
        help = "inside `{ }` a comma ends a text: put the text with the comma in quotation marks"
    return Problem(place, "unknown-key", message, help)


def _known(record: type, loc: Loc) -> list[str]:
    owner = type_at(record, loc[:-1])
    return list(field_docs(owner)) if dataclasses.is_dataclass(owner) and isinstance(owner, type) else []


def _last_key(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "the file")


def _thing(document: Document, loc: Loc) -> str:
    """What stands at `loc`, as an author would call it. Example: `citation` of claim `c3`"""
    named, last, key = "", "the file", ""
    for node, step in document.walk(document.shown(loc)):
        if isinstance(step, str):
            key, last = step, f"`{step}`"
        elif isinstance(step, int) and isinstance(node.value, dict):
            one = _SINGULAR.get(key, key.removesuffix("s"))
            ident = node.value.get("id")
            last = f"{one} `{ident.value}`" if ident and isinstance(ident.value, str) else f"{one} {step + 1}"
            if ident:
                named = last
    return last if last == named or not named else f"{last} of {named}"


def _found(node: Node) -> str:
    if node.empty:
        return "nothing"
    if isinstance(node.value, dict):
        return "keys with values"
    if isinstance(node.value, list):
        return "a list"
    return _quoted(node.value)


def _quoted(value: Any) -> str:
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return "a list"
    return quoted(str(value))


def _expected(hint: Any, kind: str) -> str:
    if hint is int or kind.startswith("int"):
        return "a whole number"
    if hint is float or kind.startswith("float"):
        return "a number"
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)
        return f"a list of {len(inner)}" if len(inner) > 1 and inner[1] is not Ellipsis else "a list"
    if isinstance(hint, type) and issubclass(hint, Parsed):
        return "a text"
    return "keys with values" if typing.get_origin(hint) is dict or dataclasses.is_dataclass(hint) else "a text"


def _way_out(record: type, loc: Loc, node: Node, expected: str) -> str:
    """An example of the key, and what most often makes a value of the wrong kind."""
    hint, kind = "", type_at(record, loc)
    if isinstance(kind, type) and issubclass(kind, Text | Prose):
        with_colon = isinstance(node.value, dict)
        hint = f"put a text {'with `: ` in it' if with_colon else 'that begins with `[`'} in quotation marks"
    elif expected.startswith("a list") and isinstance(node.value, dict):
        hint = "begin each item with `- `"
    return "; ".join(filter(None, (_example(record, loc), hint))) or f"write {expected}"


def _doc(record: type, loc: Loc) -> Any:
    owner = type_at(record, loc[:-1])
    if dataclasses.is_dataclass(owner) and isinstance(owner, type):
        return field_docs(owner).get(str(loc[-1]))
    return None


def _example(record: type, loc: Loc) -> str:
    while loc and not isinstance(loc[-1], str):
        loc = loc[:-1]
    doc = _doc(record, loc) if loc else None
    return f"for example `{loc[-1]}: {doc.example}`" if doc and doc.example else ""
