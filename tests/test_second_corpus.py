"""Another corpus, of three invented briefs on another subject: every kind of page, and nothing of the bundled one in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from crossbrief import pipeline
from tests.conftest import LANES

PAGES = [
    "index.html", "404.html", "search/index.html", "bibliography/index.html", "method/index.html", "voices/index.html", "cast/index.html", "slips/index.html",
    "questions/index.html", "questions/lanes-effect/index.html", "briefs/2020-gazette/index.html", "entities/quillby/index.html",
    "events/lanes-opened/index.html", "compare/index.html", "compare/2020-gazette--2022-courier/index.html", "relations/index.html",
    "forecasts/index.html", "figures/index.html", "timeline/index.html", "coverage/index.html", "names/index.html", "assumptions/index.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    root = tmp_path_factory.mktemp("three")
    shutil.copytree(LANES, root, dirs_exist_ok=True)
    shutil.copytree(LANES.parent / "lanes-third", root, dirs_exist_ok=True)
    found = pipeline.make(root)
    assert isinstance(found, pipeline.Built), "\n\n".join(map(str, found))
    return found


def test_it_has_every_kind_of_page(built: pipeline.Built) -> None:
    assert set(PAGES) <= set(built.files)


def test_nothing_of_the_bundled_corpus_is_in_it(built: pipeline.Built, bundled: pipeline.Built) -> None:
    text = "".join(raw.decode("utf-8") for path, raw in built.files.items() if path.endswith((".html", ".csv", ".js")))
    names = {entity.name for entity in bundled.corpus.entities.values()} | {
        brief.mark.name for brief in bundled.corpus.briefs
    }
    assert not {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}


def test_two_figures_of_one_measure_and_one_root_are_drawn_and_said_so(built: pipeline.Built) -> None:
    figures = built.files["figures/index.html"].decode("utf-8")
    assert figures.count('class="bar-dot"') == 1
    assert figures.count('class="bar-end"') == 2
    assert "same root as in 2022 Courier" in figures
    assert "same root as in 2020 Gazette" in figures


def test_a_corpus_without_forecasts_figures_relations_or_questions_has_no_page_for_them(lanes: Path) -> None:
    (lanes / "briefs/2020-gazette.yaml").unlink()
    for register in ("relations", "judgements", "questions"):
        (lanes / f"briefs/registers/{register}.yaml").unlink()
    herald = lanes / "briefs/2021-herald.yaml"
    text = herald.read_text(encoding="utf-8")
    herald.write_text(text[: text.index("codings:")], encoding="utf-8")
    found = pipeline.make(lanes)
    assert isinstance(found, pipeline.Built), "\n\n".join(map(str, found))
    for kind in ("forecasts", "figures", "relations", "questions", "compare", "assumptions", "names"):
        assert f"{kind}/index.html" not in found.files
        assert f"{kind}/index.html" not in found.files["index.html"].decode("utf-8")


def test_a_position_that_nobody_takes_is_said_on_the_home_page(built: pipeline.Built) -> None:
    for path in ("index.html", "coverage/index.html"):
        said = built.files[path].decode("utf-8").partition('id="section_gaps"')[2]
        assert "faster" in said
        assert "slower" not in said.partition("</section>")[0]


def test_the_home_page_leads_straight_to_what_the_corpus_has(built: pipeline.Built, lanes: Path) -> None:
    ways = built.files["index.html"].decode("utf-8").partition("Straight to an answer")[2].partition("</nav>")[0]
    assert re.findall(r'href="([a-z]+)/index.html"', ways) == ["compare", "figures", "forecasts", "voices"]
    gazette = lanes / "briefs/2020-gazette.yaml"
    text = gazette.read_text(encoding="utf-8")
    start, end = text.index("  - id: c4"), text.index("codings:")
    gazette.write_text(text[:start] + text[end:], encoding="utf-8")
    found = pipeline.make(lanes)
    assert isinstance(found, pipeline.Built), "\n\n".join(map(str, found))
    assert "forecasts/index.html" not in found.files["index.html"].decode("utf-8")
