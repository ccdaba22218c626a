"""Each page loads quietly: nothing in the console, nothing against the policy, nothing from another host."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.serving import serve, watch

SCRIPTS = pytest.mark.parametrize("scripts", [False, True], ids=["scripts-off", "scripts-on"])


def pages(built: Built) -> list[str]:
    return [path for path in built.files if path.endswith(".html")]


def one_of_each_kind(built: Built) -> list[str]:
    """The first page of each kind; the kind is the first folder and how deep the page lies in it."""
    kinds: dict[tuple[str, int], str] = {}
    for path in pages(built):
        kinds.setdefault((path.split("/")[0], path.count("/")), path)
    return list(kinds.values())


def complaints(paths: list[str], address: str, new_page: Open, scripts: bool) -> list[str]:
    page = new_page(scripts=scripts)
    seen = watch(page, address)
    found = []
    for path in paths:
        page.goto(address + path)
        found += [f"{path}: {one}" for one in seen]
        seen.clear()
    return found


@pytest.mark.short
@SCRIPTS
def test_one_page_of_each_kind_loads_quietly(bundled: Built, address: str, new_page: Open, scripts: bool) -> None:
    paths = one_of_each_kind(bundled)
    assert len(paths) > 20
    assert complaints(paths, address, new_page, scripts) == []


@SCRIPTS
def test_every_page_loads_quietly(bundled: Built, address: str, new_page: Open, scripts: bool) -> None:
    assert complaints(pages(bundled), address, new_page, scripts) == []


@pytest.mark.short
@SCRIPTS
def test_no_page_is_wider_than_a_narrow_screen(bundled: Built, address: str, new_page: Open, scripts: bool) -> None:
    page = new_page(width=320, scripts=scripts)
    wide = []
    for path in one_of_each_kind(bundled):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{path}: {width}")
    assert wide == []


@pytest.mark.short
def test_a_page_that_is_not_quiet_would_be_noticed(tmp_path: Path, new_page: Open) -> None:
    (tmp_path / "loud.html").write_text(
        "<!DOCTYPE html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src *\"><style>p{}</style>"
        "<img src=http://elsewhere.invalid/x.png><img src=missing.png>",
        encoding="utf-8",
    )
    with serve(tmp_path) as address:
        found = "\n".join(complaints(["loud.html"], address, new_page, scripts=True))
    assert "violates the following Content Security Policy" in found
    assert "other host: http://elsewhere.invalid/x.png" in found
    assert f"404: {address}missing.png" in found
