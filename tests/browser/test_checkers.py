"""What other programs say of the files: the Nu checker of their HTML, stylelint of the stylesheets; and what a page weighs.

The checkers are locked in `package-lock.json` and installed by `make browser`; none is part of the program.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.test_pages import one_of_each_kind
from tests.conftest import ROOT

HERE = Path(__file__).parent
CHECKERS = HERE / "node_modules"


def nu(files: Path, *options: str) -> list[str]:
    """The errors that the Nu checker finds in the pages of a folder, or with `--css` in a stylesheet."""
    command = ["java", "-jar", str(CHECKERS / "vnu-jar/build/dist/vnu.jar"), "--errors-only", *options]
    done = subprocess.run([*command, "--format", "gnu", str(files)], capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


@pytest.mark.short
def test_the_nu_checker_finds_no_error_on_any_page(site: Path) -> None:
    assert nu(site, "--skip-non-html") == []


@pytest.mark.short
def test_the_nu_checker_finds_no_error_in_the_stylesheet(site: Path) -> None:
    """But that it does not know `paint-order`, of SVG 2 and of CSS, which every engine does: the ground behind a chart's words."""
    assert [line for line in nu(site / addresses.STYLE, "--css") if "“paint-order” doesn't exist" not in line] == []


@pytest.mark.short
def test_the_nu_checker_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!DOCTYPE html><html lang="en"><title>x</title><p><table></table id>')
    assert any("error" in line for line in nu(tmp_path, "--skip-non-html"))
    (tmp_path / "style.css").write_text("a { colr: red }")
    assert any("error" in line for line in nu(tmp_path / "style.css", "--css"))


def stylelint(*files: Path) -> list[str]:
    """What stylelint finds in the stylesheets, by the standard rules but for the two that `stylelint.json` sets: rules stand
    here by what they are about, and layers decide between them; the names of fonts are names."""
    command = ["npx", "--prefix", HERE, "stylelint", "--config", HERE / "stylelint.json", "--formatter", "unix", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2), done.stderr  # 2: it found something
    return [line for line in done.stderr.splitlines() if line.endswith(("[error]", "[warning]"))]


@pytest.mark.short
def test_stylelint_finds_no_error_in_the_stylesheets() -> None:
    assert stylelint(*sorted((ROOT / "templates/styles").glob("*.css")), ROOT / "crossbrief/live/live.css") == []


@pytest.mark.short
def test_stylelint_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("a {\n  colr: red;\n}\n", encoding="utf-8")
    assert any("property-no-unknown" in line for line in stylelint(tmp_path / "style.css"))


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


LIMIT = 30_000
"""Bytes, packed by brotli at its best, of a page with its stylesheets and icon: all that is loaded to be read."""


def packed(raw: bytes) -> int:
    program = shutil.which("brotli")
    assert program, "brotli is missing; on Debian: apt-get install brotli"
    return len(subprocess.run([program, "-q", "11", "-c"], input=raw, capture_output=True, check=True).stdout)


@pytest.mark.short
def test_a_page_with_all_that_is_loaded_to_read_it_weighs_under_30_kilobytes(
    bundled: Built, tell: Callable[[str], None]
) -> None:
    """The scripts of the search and of the copy buttons are not needed to read; neither are counted."""
    shared = {path: packed(bundled.files[path]) for path in (addresses.STYLE, addresses.ICON)}
    heavy = {path: raw for path, raw in bundled.files.items() if path.endswith(".html") and len(raw) > 50_000}
    assert len(heavy) > 5
    weights = {
        path: packed(raw) + sum(weight for name, weight in shared.items() if name.encode() in raw)
        for path, raw in heavy.items()
    }
    heaviest = max(weights, key=lambda path: weights[path])
    tell(f"heaviest to read, packed by brotli: {weights[heaviest]:,} bytes, {heaviest}")
    assert {path: weight for path, weight in weights.items() if weight >= LIMIT} == {}
