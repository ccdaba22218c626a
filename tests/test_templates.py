"""A corpus overrides a template, a stylesheet or the words of the interface by their path, and only that."""

from __future__ import annotations

import gc
import hashlib
import re
import shutil
from base64 import b64encode
from pathlib import Path

from crossbrief import pipeline
from crossbrief.cache import Cache
from crossbrief.problem import report
from crossbrief.render import contents
from crossbrief.templates import STYLE, Templates, templates_of
from crossbrief.timings import Timings
from tests.conftest import ROOT


def site(root: Path) -> dict[str, bytes]:
    built = pipeline.make(root)
    assert isinstance(built, pipeline.Built), report(built)
    return built.files


def put(root: Path, name: str, text: str) -> None:
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def default(name: str) -> str:
    return (ROOT / "templates" / name).read_text(encoding="utf-8")


def test_a_corpus_without_templates_gets_the_default_site(lanes: Path) -> None:
    before = site(lanes)
    shutil.copytree(ROOT / "templates", lanes / "templates")
    assert site(lanes) == before


def test_one_template_changes_its_pages_and_no_others(lanes: Path) -> None:
    before = site(lanes)
    put(lanes, "home.html", default("home.html").replace("{{ site.subtitle }}", "{{ site.subtitle }}!"))
    after = site(lanes)
    assert [path for path in after if after[path] != before[path]] == ["index.html"]


def test_a_stylesheet_and_the_words_of_the_interface_can_be_replaced(lanes: Path) -> None:
    before = site(lanes)
    put(lanes, "styles/print.css", "p { color: black; }\n")
    put(lanes, "strings.yaml", "questions: Asked\n")
    after = site(lanes)
    assert after.keys() == before.keys()
    assert after["static/site.css"].endswith(b"p{color:black;}")
    assert after["static/site.css"] != before["static/site.css"]
    assert b"Asked" in after["index.html"]


def test_the_style_of_a_brief_stands_in_its_page_is_let_in_by_its_sum_and_can_not_end_its_element(lanes: Path) -> None:
    put(lanes, "styles/tokens.css", 'a::after { content: "</style><b>\0é"; }\r\n@media\rprint { a { color: red } }')
    for path, raw in site(lanes).items():
        if path.endswith(".html"):
            page = raw.decode("utf-8")
            (known,) = re.findall(r"style-src 'self' 'sha256-([^']*)'", page)
            styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
            assert len(styles) == (path.startswith("briefs/") and "stylesheet" not in page)
            for style in styles:
                assert style.startswith('a::after{content:"<\\/style><b>\ufffdé";}') and "\r" not in style
                assert known == b64encode(hashlib.sha256(style.encode()).digest()).decode()


def test_a_template_can_include_a_part_of_its_own(lanes: Path) -> None:
    put(lanes, "_partials/greeting.html", "<p>Good day.</p>\n")
    put(
        lanes,
        "home.html",
        default("home.html").replace("{{ site.subtitle }}", '{% include "_partials/greeting.html" %}'),
    )
    assert b"<p>Good day.</p>" in site(lanes)["index.html"]


def test_a_file_that_takes_the_place_of_none_is_told(lanes: Path) -> None:
    put(lanes, "hoem.html", "never seen")
    put(lanes, ".cache", "passed over")
    found = pipeline.make(lanes)
    assert isinstance(found, list)
    assert len(found) == 1
    assert str(found[0]).startswith(
        "templates/hoem.html:1:1: error[unknown-template]: `hoem.html` takes the place of no file of the site's templates\n"
        "  = help: did you mean `home.html`? files that can be replaced: "
    )


def test_a_mistake_in_a_default_template_that_an_override_brings_out_is_placed(lanes: Path) -> None:
    put(lanes, "_partials/marks.html", "{{ nothing.at.all }}\n")
    found = pipeline.make(lanes)
    assert isinstance(found, list)
    assert [(one.code, one.place.path) for one in found] == [("template", "templates/_partials/marks.html")]


def test_the_served_stylesheet_is_without_what_no_browser_reads_but_keeps_its_texts(lanes: Path) -> None:
    put(
        lanes,
        "styles/tokens.css",
        '/* why\n   so */\n.a .b > i:hover,\n.c/**/.d {\n  content: "/* kept */  \\"";\n\n  /* why */\n  margin: 0 /* so */ auto;\n}\n',
    )
    style = templates_of(lanes).style(STYLE).decode("utf-8")
    assert style.startswith('.a .b > i:hover,.c.d{content:"/* kept */  \\"";margin:0  auto;}')
    assert "/*" not in style.replace("/* kept */", "")


def test_the_sum_of_the_templates_is_of_the_words_of_both_folders(tmp_path: Path) -> None:
    folders = (tmp_path / "own", tmp_path / "defaults")
    sums = []
    for own, default in (("a", "b"), ("c", "b"), ("a", "c"), ("b", "a")):
        for folder, text in zip(folders, (own, default), strict=True):
            folder.mkdir(exist_ok=True)
            (folder / "strings.yaml").write_text(text, encoding="utf-8")
        sums.append(Templates(folders).sum())
    assert len(set(sums)) == 4


def test_what_a_page_showed_is_let_go_without_a_search_for_cycles(lanes: Path) -> None:
    site = pipeline.site_of(lanes, lambda: pipeline.read(lanes))
    assert isinstance(site, pipeline.Site)
    things = contents(site.corpus, site.words, site.templates, Timings(), Cache()).things
    left = []
    with pipeline.unswept():
        for _ in range(
            8
        ):  # what is kept for the next page is made the first time, what fills the instances of a type later
            gc.collect()
            assert all(list(thing.make()) for thing in things)
            left.append(gc.collect())
    assert min(left) == 0


def test_what_is_imported_without_its_page_serves_every_page(lanes: Path) -> None:
    put(
        lanes,
        "_partials/own.html",
        "{% set word = 'macro' %}{% macro one() %}{% include '_partials/inner.html' %}{% endmacro %}",
    )
    put(lanes, "_partials/inner.html", "said by a {{ word }}")
    for name in ("home.html", "method.html"):
        text = default(name).replace(
            "{% block main %}", "{% block main %}{% from '_partials/own.html' import one %}{{ one() }}"
        )
        put(lanes, name, text)
    after = site(lanes)
    assert [path for path in after if b"said by a macro" in after[path]] == ["index.html", "method/index.html"]
