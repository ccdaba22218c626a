"""The JSON Schema of a file, for editors: completion and help as an author types.

In: the type of a file. Out: a JSON Schema (2020-12) in which each field has its meaning and an example.
"""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from crossbrief.schema.brief import Brief
from crossbrief.schema.docs import field_docs, field_types
from crossbrief.schema.registers import FILES


def kinds() -> tuple[str, ...]:
    """What a schema can be asked for: the brief, and each register."""
    return ("brief", *FILES)


def json_schema(kind: str = "brief") -> dict[str, Any]:
    """The schema of one kind of file, its `properties` at the top."""
    from pydantic import TypeAdapter

    record = Brief if kind == "brief" else FILES[kind]
    schema = TypeAdapter(record).json_schema(by_alias=True)
    _explain(schema, record)
    for name, part in schema.get("$defs", {}).items():
        found = next((one for one in reached(record) if one.__name__ == name), None)
        if found:
            _explain(part, found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _explain(part: dict[str, Any], record: type) -> None:
    part["description"] = " ".join((record.__doc__ or "").split())
    for key, doc in field_docs(record).items():
        field = part["properties"][key]
        if doc.meaning:
            field["description"], field["examples"] = doc.meaning, [doc.example]


def reached(record: type) -> list[type]:
    """Every type of the schema that a type's fields lead to, itself first."""
    found: dict[type, None] = {}
    waiting: list[Any] = [record]
    while waiting:
        hint = waiting.pop()
        waiting += typing.get_args(hint)
        if (
            isinstance(hint, type)
            and dataclasses.is_dataclass(hint)
            and hasattr(hint, "__pydantic_config__")
            and hint not in found
        ):
            found[hint] = None
            waiting += field_types(hint).values()
    return list(found)
