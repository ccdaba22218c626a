"""Whatever stands in a field, and whatever becomes of a line, there are problems, each inside its file, or a site."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbrief import pipeline
from crossbrief.yamlfile import Document, Loc, lines_of, read_yaml
from tests.conftest import LANES, ROOT
from tests.torture.inject import put
from tests.torture.table import Tell
from tests.torture.targets import holds

CHANGES = ("remove", "double", "move", "swap", "deeper", "cut")
SECONDS = 300
"""How long the long form of each of two tests goes on with each of two corpora: ten minutes for each test."""
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="-:#[]{}<>|&*!%@`'\"\\, \n\tacé١א", max_size=12),
    st.sampled_from(["no", "~", "0123", "2014-13-01", "1e999", "..", "c1", "a" * 5000, "[x](claim:#c1)", "\ud800"]),
)


@pytest.fixture(scope="module", params=["tiny", "bundled"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus to change; each test leaves it as it was."""
    if request.param == "bundled" and not request.config.getoption("--torture"):
        pytest.skip("the short form tries the tiny corpus")
    made = tmp_path_factory.mktemp("corpus")
    shutil.copytree((LANES if request.param == "tiny" else ROOT) / "briefs", made / "briefs")
    return made


def files_of(root: Path) -> list[Path]:
    return sorted((root / "briefs").rglob("*.yaml"))


def outcome(root: Path, file: Path, raw: bytes) -> str:
    """What a build says of the corpus with the file's bytes replaced: `site`, or the code of the first problem."""
    before = file.read_bytes()
    file.write_bytes(raw)
    try:
        found = pipeline.make(root)
        if isinstance(found, pipeline.Built):
            return "site"
        assert found
        for problem in found:
            at = root / problem.place.path
            held = at.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff") if at.is_file() else ""
            holds(problem, lines_of(held))
        return min(found).code
    finally:
        file.write_bytes(before)


def go_on(drawn: st.SearchStrategy[Any], act: Callable[[Any], None], long: bool) -> None:
    """Try a few examples, or as many as there is time for."""

    @settings(max_examples=100 if long else 12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(drawn)
    def some(example: Any) -> None:
        act(example)

    until = time.monotonic() + (SECONDS if long else 0)
    some()
    while time.monotonic() < until:
        some()


def told_as(tell: Tell, what: str, counts: Counter[str]) -> None:
    others = counts.total() - counts["site"]
    tell(
        what,
        f"{counts.total():,} corpora",
        f"{counts['site']:,} sites, {others:,} with {len(counts) - 1} kinds of problem",
    )


def test_any_text_in_any_field_gives_problems_or_a_site(root: Path, long: bool, told: Tell) -> None:
    values = {file: read_yaml(file, "") for file in files_of(root)}
    places = [(file, loc) for file, one in values.items() if isinstance(one, Document) for loc in leaves(one.plain)]
    counts: Counter[str] = Counter()

    def act(example: tuple[tuple[Path, Loc], str]) -> None:
        (file, loc), text = example
        document = read_yaml(file, "")
        assert isinstance(document, Document)
        value = document.plain
        put(value, loc, text)
        counts[outcome(root, file, json.dumps(value, indent=1).encode())] += 1

    go_on(st.tuples(st.sampled_from(places), TEXTS), act, long)
    told_as(told, f"any text in any of {len(places)} fields", counts)


def leaves(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    """The place of every text."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*loc, step))
    else:
        yield loc


def test_a_file_with_a_line_changed_gives_problems_or_a_site(root: Path, long: bool, told: Tell) -> None:
    texts = {file: file.read_text(encoding="utf-8").split("\n") for file in files_of(root)}
    places = [(file, n) for file, lines in texts.items() for n in range(len(lines))]
    counts: Counter[str] = Counter()

    def act(example: tuple[tuple[Path, int], str, int]) -> None:
        (file, at), change, to = example
        lines = list(texts[file])
        to %= len(lines)
        if change in ("remove", "move"):
            line = lines.pop(at)
            lines[to:to] = [line] if change == "move" else []
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        elif change == "deeper":
            lines[at] = " " * (1 + to % 4) + lines[at]
        else:
            lines[at] = lines[at][: to % (len(lines[at]) + 1)]
        counts[outcome(root, file, "\n".join(lines).encode())] += 1

    go_on(st.tuples(st.sampled_from(places), st.sampled_from(CHANGES), st.integers(0, 10_000)), act, long)
    told_as(told, f"any of {len(places)} lines removed, doubled, moved, cut", counts)
