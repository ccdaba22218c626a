"""What the browser tier shares: the site on a loopback server, Chromium started once, pages as a reader would have them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from crossbrief.pipeline import Built
from crossbrief.publish import publish
from tests.browser.serving import serve

ARGUMENTS = [
    "--no-sandbox",  # Chromium's own sandbox does not start for root, and this is a machine for tests
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
Open = Callable[..., Page]


_FOUND = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FOUND] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in terminalreporter.config.stash[_FOUND]:
        terminalreporter.write_line(line)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """A function that prints a line when all tests are done: what a person should look at, and no test can judge."""
    return request.config.stash[_FOUND].append


@pytest.fixture(scope="session")
def site(bundled: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundled site."""
    folder = tmp_path_factory.mktemp("served") / "site"
    publish(bundled.files.items(), folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the bundled site is served, with a slash at its end."""
    with serve(site) as where:
        yield where


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "Chromium is missing; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Open]:
    """A function that gives an empty page: `new_page(scheme="dark", width=320, scripts=False)`; `forced` gives it the reader's own colours."""
    contexts = []

    def make(
        scheme: str = "light", width: int = 1280, scripts: bool = True, height: int = 900, forced: bool = False
    ) -> Page:
        context = chromium.new_context(
            color_scheme=scheme,  # type: ignore[arg-type]
            viewport={"width": width, "height": height},
            forced_colors="active" if forced else "none",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
