"""The schemas that editors complete from take what `load` takes, and refuse what its schema refuses."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import typing
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crossbrief.cli import main
from crossbrief.problem import Refused
from crossbrief.schema import base
from crossbrief.schema.brief import Brief
from crossbrief.schema.jsonschema import FOLDER, files, json_schema, kinds, reached
from crossbrief.schema.registers import FILES
from crossbrief.validate import validate
from crossbrief.yamlfile import Document, read_yaml
from tests.conftest import LANES, ROOT
from tests.test_cases import CASES, apply

SOUND = sorted(
    [
        *(ROOT / "briefs").rglob("*.yaml"),
        *(ROOT / "tests" / "corpora").rglob("*.yaml"),
        *(ROOT / "crossbrief" / "skeleton" / "briefs").rglob("*.yaml"),
    ]
)
BEYOND = {
    "bad-date-day": "no pattern knows the leap years",
    "bad-hash": "an editor takes 64 digits for a number, whose digits no pattern can count",
    "bad-date-order": "a pattern can't compare two dates",
    "bad-locator-order": "a pattern can't compare two numbers",
}
"""Mistakes that the schema of the records finds and no JSON Schema can say."""


class EditorsYaml(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, in which dates and `no` are texts."""


EditorsYaml.yaml_implicit_resolvers = {}
for kind, pattern, first in (
    ("null", r"null|Null|NULL|~|", ["n", "N", "~", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    EditorsYaml.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{pattern})$"), first)
EditorsYaml.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
EditorsYaml.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(kind))


def kind_of(file: Path) -> str:
    return file.stem if file.parent.name == "registers" else "brief"


def in_editor(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), EditorsYaml)


def changed_files(case: Path, root: Path) -> list[Path]:
    """The files of a corpus that a case changes and an editor can read."""
    shutil.copytree(LANES, root, dirs_exist_ok=True)
    before = {file: file.read_bytes() for file in root.rglob("*.yaml")}
    apply(case, root)
    files = [file for file in root.rglob("*.yaml") if file.is_file() and not file.is_symlink()]
    return sorted(file for file in files if file.read_bytes() != before.get(file))


def refused_by_load(file: Path) -> bool | None:
    """Whether the schema of the records refuses a file; None where it is not YAML that load reads at all."""
    document = read_yaml(file, file.name)
    if not isinstance(document, Document):
        return None
    record: Any = Brief if kind_of(file) == "brief" else FILES.get(file.stem)
    return isinstance(validate(document, record), list) if record else None


@pytest.mark.parametrize("kind", kinds())
def test_a_schema_is_sound_by_both_drafts_that_editors_know(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))
    jsonschema.Draft7Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("file", SOUND, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_sound_file_has_nothing_marked_in_the_editor(file: Path) -> None:
    assert [one.message for one in validator(kind_of(file)).iter_errors(in_editor(file))] == []


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_the_editor_marks_a_file_where_its_schema_is_broken_and_only_there(case: Path, tmp_path: Path) -> None:
    for file in changed_files(case, tmp_path):
        refused = refused_by_load(file)
        if refused is not None:
            marked = not validator(kind_of(file)).is_valid(in_editor(file))
            assert marked == (refused and case.name not in BEYOND), file.name


def test_what_is_beyond_the_editor_is_a_case() -> None:
    assert {case.name for case in CASES.iterdir()} >= BEYOND.keys()


def examples() -> list[tuple[str, str, Any]]:
    found = []
    for kind in kinds():
        schema = json_schema(kind)
        for name, part in [(kind, schema), *schema["$defs"].items()]:
            for key, field in part.get("properties", {}).items():
                found += [(f"{name}.{key}", kind, (field, one)) for one in field.get("examples", ())]
    return list({name: (name, kind, one) for name, kind, one in found}.values())


@pytest.mark.parametrize(("kind", "part"), [one[1:] for one in examples()], ids=[one[0] for one in examples()])
def test_the_example_of_a_key_is_one(kind: str, part: Any) -> None:
    field, example = part
    if "…" not in json.dumps(example, ensure_ascii=False):
        assert validator(kind).evolve(schema={**field, "$defs": validator(kind).schema["$defs"]}).is_valid(example)


def parsed_types() -> list[type]:
    waiting, found = [base.Parsed], []
    while waiting:
        waiting += (made := waiting.pop().__subclasses__())
        found += made
    return [one for one in dict.fromkeys(found) if one is not base.Shared]


TEXTS = st.one_of(
    st.text(max_size=30),
    st.text("0123456789-~?%/.X, ", max_size=12),
    st.text("abcz09-#, ", max_size=12),
    st.from_regex(
        r"(title|caption|page|timestamp|section|paragraph)? ?[0-9:]{0,6}([-–,] ?[0-9]{1,3})?", fullmatch=True
    ),
    st.from_regex(r"https?://[a-z@:/?.]{0,9}", fullmatch=True),
    st.dates().map(str),
)


@pytest.mark.parametrize("kind", parsed_types(), ids=lambda kind: kind.__name__)
@settings(deadline=None)
@example(text="section 0,0")
@example(text="HTTP://0")
@given(text=TEXTS)
def test_a_text_that_load_takes_is_taken_in_the_editor(kind: typing.Any, text: str) -> None:
    try:
        kind.read(text)
    except Refused:
        return
    schema = validator("brief").schema
    named = next(one.__name__ for one in kind.__mro__ if one.__name__ in schema["$defs"])
    jsonschema.validate(text, schema["$defs"][named])


def test_no_two_types_share_a_name() -> None:
    types = {one for kind in kinds() for one in reached(Brief if kind == "brief" else FILES[kind])}
    names = sorted(one.__name__ for one in types)
    assert [one for one, other in itertools.pairwise(names) if one == other] == []


def test_the_schema_files_of_the_bundled_corpus_are_fresh() -> None:
    folder = ROOT / "briefs" / FOLDER
    assert {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} == files()


@pytest.mark.parametrize("file", sorted((ROOT / "briefs").rglob("*.yaml")), ids=lambda file: file.name)
def test_each_file_of_the_bundled_corpus_names_its_schema_first(file: Path) -> None:
    first = file.read_text(encoding="utf-8").split("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    assert (file.parent / named[1]).resolve() == ROOT / "briefs" / FOLDER / f"{kind_of(file)}.json"


def test_schemas_are_written_beside_the_briefs_and_printed(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--write"], root=lanes) == 0
    assert capsys.readouterr().out.startswith("11 schemas written to ")
    for kind in kinds():
        assert main(["schema", kind], root=lanes) == 0
        assert capsys.readouterr().out == (lanes / "briefs" / FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    assert main(["check"], root=lanes) == 0


def test_schemas_are_written_only_where_briefs_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--write"], root=tmp_path) == 2
    assert "there is no folder" in capsys.readouterr().err
