"""The JSON Schema of a file, for editors: completion and help as an author types.

In: the name of a kind of file. Out: a JSON Schema (2020-12, and sound as draft 7, which older editors read) in which
each field has its meaning and an example. It takes what `load` takes, short forms included. An editor reads `2014` as
a number where `load` reads text, so a text may be a number too. What no pattern can say is left to `check`: dates that
do not exist or end before they begin, and everything that one value says of another.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Annotated, Any

from crossbrief.locator import PARTS
from crossbrief.schema import base
from crossbrief.schema.brief import Brief
from crossbrief.schema.docs import field_docs, field_types
from crossbrief.schema.registers import FILES, RECORDS
from crossbrief.yamlfile import Document, parse_yaml

FOLDER = "schema"
"""Where the schemas stand in the folder of briefs, so that the first line of each file can name its own."""
_UNSEEN = r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
_DAY_31, _DAY_30, _DAY_29 = (rf"(?:0[1-9]|[12]\d|{last}|XX)" for last in ("3[01]", "30", "XX"))
_MONTHS = rf"(?:0[13578]|1[02])(?:-{_DAY_31})?|(?:0[469]|11)(?:-{_DAY_30})?|02(?:-{_DAY_29})?|2[1-4]|XX(?:-XX)?"
_DATE = rf"(?!000[0X]|00XX)(?:\d{{4}}|\d{{3}}X|\d{{2}}XX)(?:-(?:{_MONTHS}))?[?~%]?"
_NUMBER = r"[1-9]\d{0,5}"
_RANGE = rf"{_NUMBER}(?:\s*[-–]\s*{_NUMBER})?"
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_SPOT = (
    rf"\s*(?:{_RANGE}|(?:paragraph|page)\s+{_NUMBER}(?:[-–]{_NUMBER})?|section\s+[^\s,]+(?:\s*,\s*\d+(?:\s*[-–]\s*\d+)?)*"
    rf"|timestamp\s+{_TIME}(?:-{_TIME})?|(?:{'|'.join(PARTS)})(?:\s+{_NUMBER})?)\s*"
)
_AT = rf"{_SPOT}(?:,{_SPOT})*"
_YES_OR_NO = (
    "^(?:[Yy](?:[Ee][Ss])?|[Nn][Oo]?|[Oo](?:[Nn]|[Ff]{2})|[Tt](?:[Rr][Uu][Ee])?|[Ff](?:[Aa][Ll][Ss][Ee])?|[01])$"
)
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"


def _text(pattern: str, expected: str, *numbers: str, **more: Any) -> dict[str, Any]:
    """The schema of a value that is written as one text; `numbers` are what an editor may take such a text for."""
    kinds: Any = ["string", *numbers] if numbers else "string"
    return {"type": kinds, "pattern": f"^(?:{pattern})$", "patternErrorMessage": expected, **more}


_PARSED: dict[type, dict[str, Any]] = {
    base.Date: _text(
        rf"{_DATE}|(?!/$)(?:{_DATE}|\.\.)?/(?:{_DATE}|\.\.)?",
        "a date is written as `2014`, `2014-10` or `2014-10-16`, with `~` after it for about and `?` for unsure",
        "integer", minimum=1, maximum=9999,
    ),
    base.Nearest: _text(rf"none|{_AT}", "write `7`, `4-5`, `4, 7-8`, `standfirst` or `none`", "integer", minimum=1, maximum=999_999),
    base.At: _text(_AT, "write `7`, `4-5`, `4, 7-8`, `page 12`, `standfirst` or `caption 2`", "integer", minimum=1, maximum=999_999),
    base.Text: _text(
        rf"\s*(?:[^\s{_UNSEEN}]|\s+(?=\S)){{1,2000}}\s*",
        "expected a text of 2000 characters at most, without characters that can't be seen",
        "number", "boolean",
    ),
    base.Prose: _text(
        rf"[^{_UNSEEN}]*[^\s{_UNSEEN}][^{_UNSEEN}]*", "expected a text without characters that can't be seen",
        "number", "boolean", maxLength=20_000,
    ),
    base.Id: _text(_NAME, "an id has lower-case letters, digits and single hyphens, 80 at most", "integer", "boolean",
        minimum=0, maxLength=80),
    base.ClaimRef: _text(rf"{_NAME}#{_NAME}", "a claim's address is the brief's slug, `#` and the claim's id"),
    base.WebAddress: _text(
        r"https?://(?![^/?#]*@)[^\s<>\"\\^`{|}/?#]+(?:[/?#][^\s<>\"\\^`{|}]*)?",
        "write the whole address, beginning with https:// or http://",
    ),
    base.Sha256: _text(r"[0-9a-f]{64}", "a SHA-256 sum has 64 digits and letters a to f", "number"),
    base.Language: _text(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", "write the language's tag, such as `en`, `en-GB` or `ur`"),
}  # fmt: skip
"""What each type that an author writes as one text takes; a type without an entry is read as the one it is made from."""
_PLAIN: dict[type, dict[str, Any]] = {
    bool: {
        "anyOf": [
            {"type": "boolean"},
            {"enum": [0, 1]},
            {"type": "string", "pattern": _YES_OR_NO},
        ]
    },
    int: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[+-]?\d+$"}]},
    float: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$"}]},
}


def kinds() -> tuple[str, ...]:
    """What a schema can be asked for: the brief, and each register."""
    return ("brief", *FILES)


def json_schema(kind: str = "brief") -> dict[str, Any]:
    """The schema of one kind of file, its `properties` at the top."""
    record = Brief if kind == "brief" else FILES[kind]
    parts = {one.__name__: _object(one) for one in reached(record)[1:]}
    texts = {kind.__name__: schema for kind, schema in _PARSED.items()}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_object(record)}
    written = json.dumps([schema, parts])
    used = {name: text for name, text in texts.items() if f'"#/$defs/{name}"' in written}
    return {**schema, "$defs": dict(sorted({**parts, **used}.items()))}


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it is printed and written."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def files() -> dict[str, str]:
    """The schema files of a corpus: the text of each by its name."""
    return {f"{kind}.json": as_text(json_schema(kind)) for kind in kinds()}


def _object(record: type) -> dict[str, Any]:
    """The schema of a record: each key with its type, its meaning and an example."""
    hints, docs = field_types(record, extras=True), field_docs(record)
    properties = {key: {**_value(hint), **_help(record, key)} for key, hint in hints.items()}
    return {
        "type": "object",
        "description": " ".join((record.__doc__ or "").split()),
        "properties": properties,
        "required": [key for key, doc in docs.items() if doc.required],
        "additionalProperties": False,
    }


def _help(record: type, key: str) -> dict[str, Any]:
    doc = field_docs(record)[key]
    if not doc.meaning and key in RECORDS:
        return {"description": " ".join((RECORDS[key].__doc__ or "").split())}
    doc = doc if doc.meaning else field_docs(Brief)[key]
    return {"description": doc.meaning, "examples": [_example(record, key, doc.example)]}


def _example(record: type, key: str, written: str) -> Any:
    """An example as a value: what is written where a text is expected, else what it means in YAML."""
    hint = field_types(record)[key]
    if isinstance(hint, type) and issubclass(hint, str):
        return written
    document = parse_yaml(written, "")
    return document.plain if isinstance(document, Document) else written


def _value(hint: Any) -> dict[str, Any]:
    """The schema of a value by the annotation of its field."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        schema = _value(arguments[0])
        for one in arguments[1:]:
            schema = _marked(arguments[0], schema, one)
        return schema
    if type(None) in arguments:
        return _value(next(one for one in arguments if one is not type(None)))
    if origin is typing.Literal:
        return {"enum": [*(int(word) for word in arguments if word.isdigit()), *arguments]}
    if origin is tuple:
        bounds = {} if arguments[-1] is Ellipsis else {"minItems": len(arguments), "maxItems": len(arguments)}
        return {"type": "array", "items": _value(arguments[0])} | bounds
    if origin is dict:
        return {"type": "object", "propertyNames": _value(arguments[0]), "additionalProperties": _value(arguments[1])}
    named = next((one for one in hint.__mro__ if one in _PARSED), hint)
    return _PLAIN.get(hint) or {"$ref": f"#/$defs/{named.__name__}"}


def _marked(hint: Any, schema: dict[str, Any], mark: Any) -> dict[str, Any]:
    """The schema of a field that carries metadata: at least one, or a short form beside the full one."""
    if isinstance(mark, base.AtLeastOne):
        return {**schema, "minItems": 1}
    if not mark.key:
        return {"anyOf": [schema, schema["items"]]}
    record = next(one for one in (hint, *typing.get_args(hint)) if dataclasses.is_dataclass(one))
    return {"anyOf": [schema, _value(field_types(typing.cast(type, record), extras=True)[mark.key])]}


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
