"""Write the two pages of documentation that come of the sources: `reference.md` and `problems.md`.

In: the schema's types with their docstrings, and the cases under tests/cases. Out: Markdown. `make docs` runs it; a test holds
that both pages are as it would write them.
"""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossbrief.schema import base
from crossbrief.schema.brief import Brief
from crossbrief.schema.docs import field_docs, field_types
from crossbrief.schema.jsonschema import json_schema, kinds
from crossbrief.schema.registers import FILES, RECORDS
from tests.test_cases import CASES
from tests.test_codes import WITHOUT_CASE, codes

HERE = Path(__file__).resolve().parent
WRITTEN_BY = "<!-- Written by docs/generate.py; `make docs` writes it anew. -->"
_WORDS = {str: "text", bool: "yes or no", int: "whole number", float: "number"}


def reference() -> str:
    """Every key of every file, from the types of the schema."""
    parts = [
        "# Reference: every key of every file",
        WRITTEN_BY,
        "Each file begins with `crossbrief: 1`. A key marked * must be there. How dates, places and other values are\n"
        "written stands [at the end](#how-values-are-written). The same is shown by an editor with a YAML language server, and printed\n"
        "as a JSON Schema by `crossbrief schema` and `crossbrief schema KIND`.",
        "Files: " + ", ".join(f"[`{file}`](#{_anchor(title)})" for file, title, _ in _files()) + ".",
    ]
    seen: set[type] = set()
    for _, title, record in _files():
        parts += [f"## {title}", *_record(record)]
        for one in _below(record):
            if one not in seen:
                seen.add(one)
                parts += [f"### {_title(one)}", *_record(one)]
    parts += ["## How values are written", *_values()]
    return "\n\n".join(parts) + "\n"


def problems() -> str:
    """Every code that a problem can bear, with the whole message of an example."""
    shown = [code for code in sorted(codes()) if code not in WITHOUT_CASE]
    parts = [
        "# Every problem, with an example",
        WRITTEN_BY,
        f"{len(codes())} codes. A problem names its place, what was found and what was expected, and its help a way out. An error keeps\n"
        "the site from being built; a warning is advice, which `check --strict` gives. The examples are of the tiny corpus under\n"
        "`tests/corpora/lanes`; each stands under `tests/cases` with the mistake that leads to it.",
        *(f"## {code}\n\n```\n{_example(code)}\n```" for code in shown),
        "## Codes without an example here",
        "\n".join(
            ["| code | why |", "|---|---|", *(f"| `{code}` | {why} |" for code, why in sorted(WITHOUT_CASE.items()))]
        ),
    ]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[Path, str]:
    """The text of each page by its file."""
    return {HERE / "reference.md": reference(), HERE / "problems.md": problems()}


def _files() -> Iterator[tuple[str, str, type]]:
    """Each kind of file: its path, the heading of its part, its type."""
    yield "briefs/SLUG.yaml", "A brief", Brief
    for name, record in FILES.items():
        yield f"briefs/registers/{name}.yaml", f"The register {name}", record


def _below(record: type) -> Iterator[type]:
    """The types that a type's fields lead to, in the order of the fields, each before those below it."""
    for hint in field_types(record).values():
        for one in _types(hint):
            yield one
            yield from _below(one)


def _types(hint: Any) -> Iterator[type]:
    """The record types in an annotation."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hasattr(hint, "__pydantic_config__"):
        yield hint
    for one in typing.get_args(hint):
        yield from _types(one)


def _record(record: type) -> Iterator[str]:
    yield " ".join((record.__doc__ or "").split())
    hints = field_types(record, extras=True)
    lines = ["| key | value | meaning | example |", "|---|---|---|---|"]
    for key, doc in field_docs(record).items():
        meaning, example = doc.meaning, doc.example
        if not meaning:  # the lists of the registers, and the keys that every file has
            kept = RECORDS.get(key)
            meaning = " ".join((kept.__doc__ or "").split()) if kept else field_docs(Brief)[key].meaning
            example = "" if kept else field_docs(Brief)[key].example
        must = " *" if doc.required else ""
        lines.append(
            f"| `{key}`{must} | {_value(hints[key])} | {_cell(meaning)} | {f'`{_cell(example)}`' if example else ''} |"
        )
    yield "\n".join(lines)


def _value(hint: Any) -> str:
    """What is written for a field, in words."""
    hint = (
        next(one for one in typing.get_args(hint) if one is not type(None))
        if type(None) in typing.get_args(hint)
        else hint
    )
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        keys = [mark.key for mark in arguments[1:] if isinstance(mark, base.Shorthand) and mark.key]
        value = _value(arguments[0]) + "".join(f", or its `{key}` alone" for key in keys)
        return value.replace("list: ", "one or a list: ", 1) if base.ONE_OR_MANY in arguments[1:] else value
    if origin is typing.Literal:
        return ", ".join(f"`{word}`" for word in arguments)
    if origin is tuple:
        return f"list: {_value(arguments[0])}"
    if origin is dict:
        return f"mapping: {_value(arguments[0])} to {_value(arguments[1])}"
    if dataclasses.is_dataclass(hint) and hasattr(hint, "__pydantic_config__"):
        return f"[{_title(hint).lower()}](#{_anchor(_title(hint))})"
    return _WORDS.get(hint) or _title(hint).lower()


def _values() -> Iterator[str]:
    """The types whose value is written as one text."""
    lines = ["| value | what it is | how it is written |", "|---|---|---|"]
    told = {
        name: part.get("patternErrorMessage", "")
        for kind in kinds()
        for name, part in json_schema(kind)["$defs"].items()
    }
    for one in sorted(_used(), key=lambda one: one.__name__):
        form = next((told[kind.__name__] for kind in one.__mro__ if told.get(kind.__name__)), "")
        lines.append(f"| {_title(one).lower()} | {_cell(' '.join((one.__doc__ or '').split()))} | {_cell(form)} |")
    yield "\n".join(lines)


def _used() -> set[type]:
    found: set[type] = set()
    waiting: list[Any] = [
        one for _, _, record in _files() for kind in (record, *_below(record)) for one in field_types(kind).values()
    ]
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if isinstance(hint, type) and issubclass(hint, base.Parsed):
            found.add(hint)
    return found


def _title(record: type) -> str:
    """A type's name in words. Example: ForecastRecord is Forecast record"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", record.__name__).capitalize()


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _example(code: str) -> str:
    """The whole message of the case that is named for a code, or of the first whose name begins with it."""
    cases = sorted(
        [*CASES.parent.glob(f"*/{code}"), *CASES.parent.glob(f"*/{code}-*")], key=lambda case: (case.name, case.parent)
    )
    for case in cases:
        for one in (case / "expected.txt").read_text(encoding="utf-8").split("\n\n"):
            if f"[{code}]: " in one:
                return one.rstrip("\n")
    raise LookupError(code)


if __name__ == "__main__":
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
