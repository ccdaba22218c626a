"""A page is the same wherever it is read: at the root of a host, below it, behind nginx, from disk. It asks no other host and breaks
no policy, neither its own nor the one that nginx sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from tests.browser.conftest import Open
from tests.browser.serving import serve, watch
from tests.browser.test_pages import one_of_each_kind
from tests.test_hosting import nginx

pytestmark = pytest.mark.short
SHOWN = (
    "() => [document.body.innerText, getComputedStyle(document.body).fontFamily, document.documentElement.scrollHeight]"
)


@pytest.fixture(scope="module")
def places(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of the same folder, each with a slash at its end."""
    folder = tmp_path_factory.mktemp("places")
    (folder / "repo").symlink_to(site)
    (folder / "www/corpus").mkdir(parents=True)
    (folder / "www/corpus/site").symlink_to(site)
    site.parent.chmod(0o755)
    with ExitStack() as servers:
        yield {
            "at the root": servers.enter_context(serve(site)),
            "below the root": servers.enter_context(serve(folder)) + "repo/",
            "behind nginx": f"http://127.0.0.1:{servers.enter_context(nginx(folder, folder))}/",
            "from disk": site.as_uri() + "/",
        }


def test_a_page_of_each_kind_shows_the_same_and_loads_the_same_files_of_its_own_host_everywhere(
    bundled: Built, places: dict[str, str], new_page: Open
) -> None:
    pages = {place: new_page() for place in places}
    heard = {place: watch(page, places[place]) for place, page in pages.items()}
    asked: list[str] = []
    for page in pages.values():
        page.on("request", lambda request: asked.append(request.url))
    for path in one_of_each_kind(bundled):
        seen = {}
        for place, address in places.items():
            if path == addresses.NOT_FOUND and place in ("below the root", "from disk"):
                continue  # it is served at any depth, so that its links begin at the base address: a root unless one is set
            asked.clear()
            pages[place].goto(address + path)
            files = {
                url.removeprefix(address) for url in asked if not url.endswith(addresses.ICON)
            }  # it comes when it may
            seen[place] = (sorted(files), pages[place].evaluate(SHOWN))
        assert len({str(one) for one in seen.values()}) == 1, (path, seen)
    assert heard == {place: [] for place in places}
