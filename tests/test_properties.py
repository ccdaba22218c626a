"""Whatever an author does to a brief, there are placed problems or there is a site; never a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbrief import pipeline
from crossbrief.problem import Problem
from crossbrief.yamlfile import Document, parse_yaml
from tests.conftest import LANES

GAZETTE = (LANES / "briefs/2020-gazette.yaml").read_text(encoding="utf-8")
LINES = GAZETTE.split("\n")
NASTY = [
    "<script>alert(1)</script>",
    "]]>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "\u202e",
    "a\u0301",
    "”",
    "'\"><img src=x>",
    "=1+1",
    "𝔘𝔫𝔦",
    "[x](javascript:alert(1))",
    "نص عربي",
    "-->",
]


def made(brief: str) -> pipeline.Built | list[Problem]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(LANES / "briefs", root / "briefs")
        (root / "briefs/2020-gazette.yaml").write_text(brief, encoding="utf-8", newline="")
        built = pipeline.make(root)
        if isinstance(built, list):
            for problem in built:
                file = root / problem.place.path
                if file.is_file():
                    assert 1 <= problem.place.line <= len(file.read_text(encoding="utf-8").split("\n"))
        return built


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["remove", "double", "swap", "indent"]))
def test_a_brief_with_a_line_changed_gives_problems_or_a_site(at: int, change: str) -> None:
    lines = list(LINES)
    if change == "remove":
        del lines[at]
    elif change == "double":
        lines.insert(at, lines[at])
    elif change == "indent":
        lines[at] = " " + lines[at]
    else:
        other = (at + 1) % len(lines)
        lines[at], lines[other] = lines[other], lines[at]
    made("\n".join(lines))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(NASTY),
    st.sampled_from(
        [
            "Traffic in Mill Street is slower",
            "A short report",
            "Quillby Gazette",
            "she says the Council",
            "the lights are retimed",
            "four thousand carts",
        ]
    ),
)
def test_hostile_text_in_a_field_is_shown_as_text(text: str, place: str) -> None:
    built = made(
        GAZETTE.replace(place, "TEXT " + text.replace("'", "’").replace('"', "”") + " end of it", 1).replace(
            "TEXT", "x"
        )
    )
    if isinstance(built, pipeline.Built):
        for path, raw in built.files.items():
            if path.endswith(".html"):
                page = raw.decode("utf-8")
                assert "<script>" not in page
                assert "<img" not in page
                assert 'href="javascript' not in page
                assert " 49 " not in page


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_document_or_one_placed_problem(text: str) -> None:
    found = parse_yaml(text, "briefs/x.yaml")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert isinstance(found, Document) or 1 <= found.place.line <= len(lines)
