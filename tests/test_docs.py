"""The documentation is of this program: pages that come of the sources are fresh, and what the others name is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from crossbrief import __version__
from crossbrief.cli import VERBS
from crossbrief.cli.arguments import parser
from docs.generate import pages
from tests.conftest import ROOT
from tests.test_codes import codes

DOCS = ROOT / "docs"
WRITTEN = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(DOCS.glob("*.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
]


@pytest.mark.parametrize("name", ["reference.md", "problems.md"])
def test_a_page_that_comes_of_the_sources_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[DOCS / name], "run `make docs`"


def test_every_code_of_a_problem_is_explained() -> None:
    text = (DOCS / "problems.md").read_text(encoding="utf-8")
    assert {*re.findall(r"(?m)^## ([a-z0-9-]+)$", text), *re.findall(r"(?m)^\| `([a-z0-9-]+)` \|", text)} == codes()


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(file: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for address in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, fragment = address.partition("#")
        if address.startswith("https://"):
            continue
        target = file.parent / path if path else file
        assert target.exists(), f"{file.name}: {address}"
        if fragment:
            headings = re.findall(r"(?m)^#+ (.*)$", target.read_text(encoding="utf-8"))
            anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert fragment in anchors, f"{file.name}: {address}"


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(file: Path) -> None:
    if file.name in ("problems.md", "reference.md"):  # they name files of other corpora
        return
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = set(re.findall(r"`((?:crossbrief|docs|tests|bench|examples|templates|requirements|\.ci)/[\w/.\-]*)`", text))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_architecture_names_every_module_and_package() -> None:
    rows = re.findall(r"(?m)^\| \w[^|]* \| (`.*?`) \|", (DOCS / "architecture.md").read_text(encoding="utf-8"))
    named = re.findall(r"`([\w/.]+)`", " ".join(rows))
    there = {file.name for file in (ROOT / "crossbrief").glob("*.py")} - {"__init__.py"}
    there |= {f"{one.name}/" for one in (ROOT / "crossbrief").iterdir() if one.is_dir() and one.name != "__pycache__"}
    assert sorted(named) == sorted(there), "give each module and package its place in the table of docs/architecture.md"


def test_the_picture_of_the_architecture_is_said_in_words() -> None:
    picture = ET.parse(DOCS / "architecture.svg").getroot()
    assert picture.get("aria-labelledby") == "t d"
    said = {one.get("id"): one.text or "" for one in picture}
    assert said["t"]
    for stage in ("load", "check", "link", "render", "publish"):
        assert stage in said["d"].lower()


def test_the_citation_is_of_this_version_and_names_nobody_who_is_not() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert citation["authors"] == [{"name": "The Crossbrief developers"}]


GUIDE = (DOCS / "writing-a-brief.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "examples" / "bridge-street"


def test_the_guide_prints_the_article_that_it_codes() -> None:
    (printed,) = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    assert printed == (EXAMPLE / "texts" / "2021-on-foot.txt").read_text(encoding="utf-8")


def test_every_piece_of_yaml_in_the_guide_stands_in_its_brief() -> None:
    brief = (EXAMPLE / "briefs" / "2021-on-foot.yaml").read_text(encoding="utf-8")
    pieces = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert len(pieces) > 10
    assert [piece for piece in pieces if piece not in brief] == []


def test_every_command_of_the_guide_is_one_of_the_program() -> None:
    written = re.findall(r"`crossbrief ([^`]+)`", GUIDE) + re.findall(r"(?m)^crossbrief (.*)$", GUIDE)
    verbs = {parser().parse_args(shlex.split(line)).verb for line in written}
    assert {"new", "check", "verify", "serve"} <= verbs <= VERBS.keys()
