"""`datapackage.json`, against what Data Package 2.0 and Table Schema ask for, and the data page beside it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from typing import Any

import pytest

from crossbrief import pipeline
from crossbrief.pipeline import Built
from tests.conftest import LANES

NAME = re.compile(r"[a-z0-9._-]+")
TYPES = {"string", "number", "integer", "boolean", "date", "list", "array"}
CONSTRAINTS = {"required", "enum"}


@pytest.fixture(scope="module", params=["bundled", "lanes"])
def built(request: pytest.FixtureRequest, bundled: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    if request.param == "bundled":
        return bundled
    root = tmp_path_factory.mktemp("three")
    for part in (LANES, LANES.parent / "lanes-third"):
        shutil.copytree(part, root, dirs_exist_ok=True)
    made = pipeline.make(root)
    assert isinstance(made, Built)
    return made


@pytest.fixture(scope="module")
def package(built: Built) -> dict[str, Any]:
    return json.loads(built.files["data/datapackage.json"])


def test_it_has_what_the_standard_asks_of_a_package(built: Built, package: dict[str, Any]) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert NAME.fullmatch(package["name"])
    assert package["title"] == built.corpus.site.title
    for licence in package["licenses"]:
        assert re.fullmatch(r"[-a-zA-Z0-9._]+", licence["name"])
        assert licence["title"] == built.corpus.site.content_licence
    assert all(one["title"] for one in package["contributors"])
    assert [one["title"] for one in package["sources"]] == [b.brief.source.record.title for b in built.corpus.briefs]
    assert not {"created", "version"} & package.keys()


def test_it_names_every_file_beside_it_with_its_size_and_sum(built: Built, package: dict[str, Any]) -> None:
    beside = {path.removeprefix("data/") for path in built.files if path.startswith("data/")} - {
        "index.html",
        "datapackage.json",
    }
    assert {one["path"] for one in package["resources"]} == beside
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names))
    for one in package["resources"]:
        raw = built.files[f"data/{one['path']}"]
        assert NAME.fullmatch(one["name"])
        assert one["bytes"] == len(raw)
        assert one["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert ("encoding" in one) == (one["format"] != "sqlite")


def test_the_schema_of_each_table_is_that_of_its_rows(built: Built, package: dict[str, Any]) -> None:
    tables = {one["name"]: one for one in package["resources"] if one.get("type") == "table"}
    assert tables
    read = {
        name: list(csv.DictReader(io.StringIO(built.files[f"data/{one['path']}"].decode(), newline="")))
        for name, one in tables.items()
    }
    for name, one in tables.items():
        schema = one["schema"]
        fields = {field["name"]: field for field in schema["fields"]}
        assert list(read[name][0]) == list(fields)
        assert one["description"]
        for field in fields.values():
            assert field["type"] in TYPES
            assert field["description"]
            constraints = field.get("constraints", {})
            assert constraints.keys() <= CONSTRAINTS
            for row in read[name]:
                cell = row[field["name"]]
                assert cell or not constraints.get("required"), (name, field["name"])
                assert not cell or cell in constraints.get("enum", [cell])
                assert field["type"] != "date" or re.fullmatch(r"(\d{4}-\d\d-\d\d)?", cell)
                assert field["type"] != "integer" or re.fullmatch(r"-?\d*", cell)
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in read[name]]
        assert len(keys) == len(set(keys))
        for foreign in schema.get("foreignKeys", ()):
            reference = foreign["reference"]
            there = {tuple(row[key] for key in reference["fields"]) for row in read[reference["resource"] or name]}
            for row in read[name]:
                named = tuple(row[key] for key in foreign["fields"])
                assert named in there or named == ("",)


def test_the_data_page_lists_every_file_of_the_corpus_with_its_rows(built: Built, package: dict[str, Any]) -> None:
    page = built.files["data/index.html"].decode()
    for one in package["resources"]:
        assert f'href="{one["path"]}"' in page
        assert not one.get("description") or one["description"].replace("'", "&#39;") in page
    assert 'href="datapackage.json"' in page
    rows = len(json.loads(built.files["data/claims.json"]))
    assert f"{rows} rows" in page
    for brief in built.corpus.briefs:
        assert f'href="../briefs/{brief.slug}/index.html"' in page


def test_each_brief_lists_its_own_files(built: Built) -> None:
    for brief in built.corpus.briefs:
        page = built.files[f"briefs/{brief.slug}/index.html"].decode()
        own = {path.rpartition("/")[2] for path in built.files if path.startswith(f"briefs/{brief.slug}/")} - {
            "index.html"
        }
        assert {"brief.json", "source.bib", "claims.csv"} <= own
        assert all(f'href="{name}" download' in page for name in own)
        assert 'href="../../data/index.html"' in page


def test_every_text_file_ends_with_a_line_end_and_holds_no_escape_of_a_letter(built: Built) -> None:
    for path, raw in built.files.items():
        if path.endswith((".csv", ".json", ".bib", ".ris")):
            assert raw.endswith(b"\n"), path
            assert not re.search(rb"\\u(?!00[01])[0-9a-f]{4}", raw), path
