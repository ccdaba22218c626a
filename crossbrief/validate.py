"""Turn a document into a record of the schema, or say in our words what keeps it from being one.

In: a Document and the type of its record. Out: the record, or problems. pydantic does the work; it is imported
here only, when something has to be validated. Its error paths become places in the file.
"""

from __future__ import annotations

import dataclasses
import difflib
import typing
from functools import cache
from typing import Any, TypeVar

from crossbrief.problem import Problem, Refused, nearest
from crossbrief.schema.docs import field_docs, type_at
from crossbrief.yamlfile import Document, Loc, Node

R = TypeVar("R")
SCHEMA_VERSION = "1"
_SINGULAR = {"entities": "entity", "aliases": "alias"}


def validate(document: Document, record: type[R]) -> R | list[Problem]:
    """The record that the document holds, or every problem that the schema finds in it."""
    from pydantic import ValidationError

    early = _version_problem(document)
    if early:
        return [early]
    try:
        kind: Any = record
        return _validator(kind).validate_python(document.root.plain)  # type: ignore[no-any-return]
    except ValidationError as error:
        errors = error.errors(include_url=False)
        misspelt = {loc for one in errors if (loc := _meant(record, one))}
        problems = [
            _problem(document, record, one) for one in errors if one["type"] != "missing" or one["loc"] not in misspelt
        ]
        return list(dict.fromkeys(problems))


@cache
def _validator(record: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(record)


def _version_problem(document: Document) -> Problem | None:
    """A file that does not begin with a version that we know is not read further."""
    root = document.root
    if root.empty:
        return document.problem((), "empty-file", "the file is empty", f"begin it with `crossbrief: {SCHEMA_VERSION}`")
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
    if root.value["crossbrief"].value != SCHEMA_VERSION:
        return document.problem(
            ("crossbrief",),
            "unknown-version",
            f"`crossbrief: {root.value['crossbrief'].value}` is not a version that this Crossbrief knows",
            f"write `crossbrief: {SCHEMA_VERSION}`, or install the Crossbrief that the file was written for",
        )
    return None


def _meant(record: type, error: Any) -> Loc | None:
    """Where a misspelt key should have stood, so that one slip is not also reported as a missing key."""
    if error["type"] != "unexpected_keyword_argument":
        return None
    loc: Loc = error["loc"]
    close = difflib.get_close_matches(str(loc[-1]), _known(record, loc), n=1)
    return (*loc[:-1], close[0]) if close else None


def _problem(document: Document, record: type, error: Any) -> Problem:
    kind, loc = error["type"], tuple(step for step in error["loc"] if step != "[key]")
    if kind == "missing":
        return _missing(document, record, loc)
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return _unknown_key(document, record, loc)
    node = document.find(loc)
    is_key = "[key]" in error["loc"]
    place = document.key(*loc) if is_key else document.at(*loc)
    if node.empty and not is_key:
        return Problem(
            document.key(*loc),
            "empty-value",
            f"`{_last_key(loc)}` has nothing after it",
            "write a value, or take the key out",
        )
    refused = error.get("ctx", {}).get("error")
    if isinstance(refused, Refused):
        return Problem(place, refused.code, refused.message, refused.help)
    if kind == "literal_error":
        words = [str(word) for word in typing.get_args(type_at(record, loc))]
        found = node.value if isinstance(node.value, str) else error["input"]
        return Problem(
            place,
            "unknown-word",
            f"`{_last_key(loc)}` can't be {_quoted(found)}",
            nearest(str(found), words, among="it is one of"),
        )
    expected = _expected(type_at(record, loc), kind)
    return Problem(
        place, "wrong-type", f"`{_last_key(loc)}` holds {_found(node)}; expected {expected}", _example(record, loc)
    )


def _missing(document: Document, record: type, loc: Loc) -> Problem:
    key = str(loc[-1])
    doc = _doc(record, loc)
    help = (
        f"{doc.meaning[0].lower()}{doc.meaning[1:].rstrip('.')}; for example `{key}: {doc.example}`"
        if doc and doc.meaning
        else f"add `{key}:`"
    )
    return document.problem(loc[:-1], "missing-key", f"{_thing(document, loc[:-1])} has no `{key}`", help)


def _unknown_key(document: Document, record: type, loc: Loc) -> Problem:
    help = nearest(str(loc[-1]), _known(record, loc), among="keys here")
    return Problem(
        document.key(*loc), "unknown-key", f"{_thing(document, loc[:-1])} can't have a key `{loc[-1]}`", help
    )


def _known(record: type, loc: Loc) -> list[str]:
    owner = type_at(record, loc[:-1])
    return list(field_docs(owner)) if dataclasses.is_dataclass(owner) and isinstance(owner, type) else []


def _last_key(loc: Loc) -> str:
    return next((str(step) for step in reversed(loc) if isinstance(step, str)), "the file")


def _thing(document: Document, loc: Loc) -> str:
    """What stands at `loc`, as an author would call it. Example: `citation` of claim `c3`"""
    named, last, key = "", "the file", ""
    for node, step in document.walk(loc):
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
    text = " ".join(str(value).split())
    return f"`{text if len(text) <= 40 else text[:39] + '…'}`"


def _expected(hint: Any, kind: str) -> str:
    if hint is int or kind.startswith("int"):
        return "a whole number"
    if hint is float or kind.startswith("float"):
        return "a number"
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)
        return f"a list of {len(inner)}" if len(inner) > 1 and inner[1] is not Ellipsis else "a list"
    if typing.get_origin(hint) is dict or dataclasses.is_dataclass(hint):
        return "keys with values"
    return "a text"


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
