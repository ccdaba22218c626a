"""Put texts into the text fields of a corpus, wherever the schema knows one, and build its site.

The fields are found by walking the files beside the schema's types. A text that a field does not take, by its type or by
a rule of check or link, is put back to what stood there, so that what is built holds all the others.
"""

from __future__ import annotations

import copy
import dataclasses
import json
import shutil
import typing
from pathlib import Path
from typing import Any

from crossbrief import pipeline
from crossbrief.problem import Problem, Refused
from crossbrief.schema.base import Language, Prose, Text, WebAddress
from crossbrief.schema.brief import Brief
from crossbrief.schema.docs import field_types, type_at
from crossbrief.schema.registers import FILES
from crossbrief.yamlfile import Document, Loc, Node, parse_yaml, read_yaml

WRITTEN_FREELY = (Text, Prose, WebAddress, Language)


@dataclasses.dataclass(frozen=True)
class Field:
    """A text in a file of the corpus."""

    path: str
    loc: Loc
    type: Any
    name: str
    """The record's type and the key. Example: Claim.text"""


class Corpus:
    """The files of a corpus as plain values, and the text fields in them."""

    def __init__(self, root: Path) -> None:
        self.values: dict[str, Any] = {}
        self.fields: list[Field] = []
        for file in sorted((root / "briefs").rglob("*.yaml")):
            path = file.relative_to(root).as_posix()
            document = read_yaml(file, path)
            assert isinstance(document, Document)
            record = FILES[file.stem] if file.parent.name == "registers" else Brief
            self.values[path] = document.plain
            if file.stem == "site":  # any text may make a source's quotations many; that is not what is tried here
                self.values[path]["quotation"] = {"words": "99999", "percent": "100", "longest": "9999"}
            self.fields += _fields(document.root, (), record, path)

    def build(self, texts: dict[Field, str], folder: Path) -> tuple[pipeline.Built, dict[Field, str]]:
        """The site with the texts in their fields, and those of them that the fields took."""
        taken = {field: text for field, text in texts.items() if _reads(field.type, text)}
        for _ in range(12):
            written = {path: copy.deepcopy(value) for path, value in self.values.items()}
            for field, text in taken.items():
                put(written[field.path], field.loc, text)
            _lay(written, folder)
            built = pipeline.make(folder)
            if isinstance(built, pipeline.Built):
                return built, taken
            refused = self._at_fault(built, folder, taken)
            assert refused, "\n\n".join(map(str, built))
            taken = {field: text for field, text in taken.items() if field not in refused}
        raise AssertionError("some text is refused again and again")

    @staticmethod
    def _at_fault(problems: list[Problem], folder: Path, taken: dict[Field, str]) -> set[Field]:
        """The changed fields that problems are placed at; where a problem stands elsewhere, those of its file."""
        refused: set[Field] = set()
        for problem in problems:
            mine = [field for field in taken if field.path == problem.place.path]
            document = parse_yaml((folder / problem.place.path).read_text(encoding="utf-8"), problem.place.path)
            assert isinstance(document, Document)
            refused |= {field for field in mine if document.find(field.loc).line == problem.place.line} or set(mine)
            if not mine:
                refused |= {field for field in taken if field.path.startswith("briefs/registers/")}
        return refused


def _fields(node: Node, loc: Loc, record: type, path: str) -> list[Field]:
    if isinstance(node.value, dict):
        return [one for key, inner in node.value.items() for one in _fields(inner, (*loc, key), record, path)]
    if isinstance(node.value, list):
        return [one for n, inner in enumerate(node.value) for one in _fields(inner, (*loc, n), record, path)]
    kind = type_at(record, _in_full(record, loc))
    named = [step for step in loc if isinstance(step, str)]
    return [Field(path, loc, kind, f"{record.__name__}.{'.'.join(named)}")] if kind in WRITTEN_FREELY else []


def _in_full(record: type, loc: Loc) -> Loc:
    """The place in the schema of a value whose list of one was written without its dash."""
    full: Loc = ()
    for step in (*loc, None):
        if typing.get_origin(type_at(record, full)) is tuple and not isinstance(step, int):
            full = (*full, 0)
        full = full if step is None else (*full, step)
    return full


def free_fields() -> set[str]:
    """Every key of the schema whose value is written freely. Example: Claim.text"""
    return {f"{record.__name__}.{key}" for record, keys in _records().items() for key in keys}


def _records() -> dict[type, list[str]]:
    found: dict[type, list[str]] = {}

    def read(hint: Any, record: type | None, key: str) -> None:
        if hint in WRITTEN_FREELY and record:
            found[record].append(key)
        elif isinstance(hint, type) and dataclasses.is_dataclass(hint) and hasattr(hint, "__pydantic_config__"):
            if hint not in found:
                found[hint] = []
                for name, inner in field_types(hint).items():
                    read(inner, hint, name)
        else:
            for inner in typing.get_args(hint):
                read(inner, record, key)

    for record in (Brief, *FILES.values()):
        read(record, None, "")
    return found


def _reads(kind: Any, text: str) -> bool:
    try:
        kind.read(text)
    except Refused:
        return False
    return True


def put(value: Any, loc: Loc, text: str) -> None:
    """Let a text stand at a place of a value."""
    for step in loc[:-1]:
        value = value[step]
    value[loc[-1]] = text


def _lay(values: dict[str, Any], folder: Path) -> None:
    """Write the corpus as JSON, which is YAML, a value on each line."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, value in values.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_as_yaml(json.dumps(value, indent=1, ensure_ascii=False)), encoding="utf-8")


def _as_yaml(text: str) -> str:
    """What a YAML file may not hold as it stands is written by its escape; the schema is then what refuses it."""
    return "".join(one if one == "\n" or one.isprintable() else f"\\U{ord(one):08x}" for one in text)
