"""What other programs say of the pages: axe-core of their accessibility, the Nu checker of their HTML; and what they weigh.

Both checkers are locked in `package-lock.json` and installed by `make browser`; neither is part of the program. That they
find nothing is a floor: by its makers' word axe sees less than half of what can go wrong.
"""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.test_pages import one_of_each_kind, pages

CHECKERS = Path(__file__).parent / "node_modules"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READERS = [(scheme, width) for scheme in ("light", "dark") for width in (320, 1280)]
REVIEWED = {"nonBmp", "shortTextContent"}
"""Where axe can't judge the contrast of a lone sign or digit: it has the colour of its text, which tests/test_style.py holds."""
Found = dict[str, str]
"""A rule and a page, and the first element that breaks the rule there."""


def axe(page: Page, place: str) -> tuple[Found, Found]:
    """What breaks a rule on the page as it stands; and where axe can't say, unless it is reviewed."""
    page.evaluate((CHECKERS / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } })", RULES)
    broken: Found = {}
    unsure: Found = {}
    for found, findings in ((broken, result["violations"]), (unsure, result["incomplete"])):
        for one in findings:
            nodes = [node for node in one["nodes"] if found is broken or not reviewed(node)]
            if nodes:
                found[f"{one['id']} on {place}"] = f"{len(nodes)} times, first {nodes[0]['html'][:120]}"
    return broken, unsure


def reviewed(node: dict[str, Any]) -> bool:
    checks = [*node["any"], *node["all"], *node["none"]]
    return all((one["data"] or {}).get("messageKey") in REVIEWED for one in checks)


def walk(paths: list[str], address: str, page: Page) -> tuple[Found, Found]:
    """What axe finds on the pages, and on those with citations once more with one open."""
    broken: Found = {}
    unsure: Found = {}
    for path in paths:
        page.goto(address + path)
        seen = [axe(page, path)]
        if page.locator("button.cite").count() > 2:
            page.locator("button.cite").nth(2).click()
            seen.append(axe(page, f"{path} with a citation open"))
        for one, other in seen:
            broken |= one
            unsure |= other
    return broken, unsure


@pytest.mark.short
def test_axe_finds_nothing_on_one_page_of_each_kind(
    bundled: Built, address: str, new_page: Open, tell: Callable[[str], None]
) -> None:
    """Light and dark, narrow and wide are shared out among the kinds; the whole tier tries all on all."""
    broken: Found = {}
    for n, (scheme, width) in enumerate(READERS):
        page = new_page(scheme=scheme, width=width)
        found, unsure = walk(one_of_each_kind(bundled)[n :: len(READERS)], address, page)
        broken |= found
        for where, what in unsure.items():
            tell(f"axe can't say ({scheme}, {width}): {where}: {what}")
    assert broken == {}


@pytest.mark.parametrize(("scheme", "width"), READERS)
def test_axe_finds_nothing_on_any_page(bundled: Built, address: str, new_page: Open, scheme: str, width: int) -> None:
    broken, _ = walk(pages(bundled), address, new_page(scheme=scheme, width=width))
    assert broken == {}


@pytest.mark.short
def test_axe_would_find_a_missing_label_and_a_faint_word(new_page: Open) -> None:
    page = new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p style="color: #ccc">faint</p><input></main>')
    broken, _ = axe(page, "here")
    assert {"label on here", "color-contrast on here"} <= set(broken)


def nu(folder: Path) -> list[str]:
    """The errors that the Nu checker finds in the pages of a folder."""
    command = ["java", "-jar", str(CHECKERS / "vnu-jar/build/dist/vnu.jar"), "--errors-only", "--skip-non-html"]
    done = subprocess.run([*command, "--format", "gnu", str(folder)], capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


@pytest.mark.short
def test_the_nu_checker_finds_no_error_on_any_page(site: Path) -> None:
    assert nu(site) == []


@pytest.mark.short
def test_the_nu_checker_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="en"><title>x</title><p><table></table id>')
    assert any("error" in line for line in nu(tmp_path))


@pytest.mark.short
def test_a_page_loads_nothing_but_files_of_the_site_and_its_weight_is_told(
    bundled: Built, address: str, new_page: Open, tell: Callable[[str], None]
) -> None:
    """The weights are bytes of the page with everything that it loads: decoded, and each file packed by gzip at its best."""
    page = new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(address)))
    tell(f"{'bytes':>9} {'gzip':>9} {'of them scripts':>16}  page")
    for path in one_of_each_kind(bundled):
        loaded.clear()
        page.goto(address + path, wait_until="networkidle")
        files = {name: bundled.files[name] for name in {path, *loaded}}
        packed = {name: len(gzip.compress(raw, mtime=0)) for name, raw in files.items()}
        scripts = sum(len(raw) for name, raw in files.items() if name.endswith(".js"))
        tell(f"{sum(map(len, files.values())):>9,} {sum(packed.values()):>9,} {scripts:>16,}  {path}")
