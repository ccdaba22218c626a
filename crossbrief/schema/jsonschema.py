"""The JSON Schema of a file, for editors: completion and help as an author types.

In: the type of a file. Out: a JSON Schema (2020-12) in which each field has its meaning and an example.
"""

from __future__ import annotations

from typing import Any

from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import FILES


def kinds() -> tuple[str, ...]:
    """What a schema can be asked for: the brief, and each register."""
    return ("brief", *FILES)


def json_schema(kind: str = "brief") -> dict[str, Any]:
    """The schema of one kind of file, its `properties` at the top."""
    from pydantic import TypeAdapter

    record = Brief if kind == "brief" else FILES[kind]
    schema = TypeAdapter(record).json_schema(by_alias=True)
    for part in (schema, *schema.get("$defs", {}).values()):
        for field in part.get("properties", {}).values():
            meaning, mark, example = str(field.get("description", "")).partition(" Example: ")
            if mark:
                field["description"], field["examples"] = meaning, [example]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
