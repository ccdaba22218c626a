"""What people come for, done without a script: read, cite, open a citation, follow a link back, find an entity, print.

The same list in three engines; at the root of a host, below it, and from disk.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from crossbrief import addresses
from crossbrief.link.corpus import LinkedBrief
from crossbrief.pipeline import Built
from tests.browser import engines
from tests.browser.engines import PATIENCE, Reader
from tests.browser.serving import serve
from tests.browser.test_print import bare

ENGINES = ("Chromium", "Firefox", "WebKitGTK")
SHORT = [("Chromium", "below the root"), ("Firefox", "below the root")]
"""What the short form tries: a sub-path, where a link that is not relative breaks."""


def everywhere(*names: str) -> pytest.MarkDecorator:
    """The engines, each in the three places."""
    tried = [(name, place) for name in names for place in ("at the root", "below the root", "from disk")]
    return pytest.mark.parametrize(
        ("reader", "where"),
        [pytest.param(*one, marks=pytest.mark.short if one in SHORT else ()) for one in tried],
        indirect=True,
        scope="module",
    )


@pytest.fixture(scope="module")
def reader(
    request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    started = {
        "Chromium": lambda: engines.chromium(chromium),
        "Firefox": lambda: engines.firefox(tmp_path_factory.mktemp("profile")),
        "WebKitGTK": engines.webkit,
    }
    with started[request.param]() as one:
        yield one


@pytest.fixture(scope="module")
def where(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    if request.param == "from disk":
        yield site.as_uri() + "/"
    elif request.param == "at the root":
        with serve(site) as address:
            yield address
    else:
        above = tmp_path_factory.mktemp("above")
        (above / "repo").symlink_to(site)
        with serve(above) as address:
            yield f"{address}repo/"


@pytest.fixture
def brief(bundled: Built) -> LinkedBrief:
    return bundled.corpus.briefs[0]


def follow(reader: Reader, link: str, there: str) -> None:
    """Click the link, and be where `there` is shown. WebKitGTK may lose a click on a page that has only just come."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if reader.shown(link):
            reader.click(link)
        for _ in range(40):
            if reader.shown(there):
                return
            time.sleep(0.05)
    pytest.fail(f"{link} did not lead to {there}")


@everywhere(*ENGINES)
def test_read_a_claim(reader: Reader, where: str, bundled: Built, brief: LinkedBrief) -> None:
    """From the first page to a brief, and there its first claim. What only a script makes is not there."""
    address = addresses.brief(brief.slug)
    reader.open(where + addresses.HOME)
    assert bundled.corpus.site.title in reader.text("main h1")
    follow(reader, f'main a[href^="{address}"]', "article.brief")
    ident, claim = next(iter(brief.claims.items()))
    assert reader.text(f"#{ident} .said") == claim.claim.text
    assert not reader.shown("button.copy")


@everywhere(*ENGINES)
def test_cite_the_page_and_its_source(reader: Reader, where: str, bundled: Built, brief: LinkedBrief) -> None:
    reader.open(where + addresses.brief(brief.slug))
    assert not reader.shown(".cite-forms[open]")  # WebKitGTK's driver says of what is folded away that it's shown
    reader.click(".cite-forms summary")
    assert reader.shown(".cite-forms[open] [data-copy]")
    forms = bare(reader.text(".cite-forms"))
    assert bare(bundled.corpus.site.publisher) in forms
    assert bare(brief.brief.source.record.title) in forms


@everywhere(*ENGINES)
def test_open_a_citation_by_a_click(reader: Reader, where: str, brief: LinkedBrief) -> None:
    ident, claim = next(iter(brief.claims.items()))
    reader.open(where + addresses.brief(brief.slug))
    assert not reader.shown(f"#cite_{ident}")
    reader.click(f"#{ident} button.cite")
    assert reader.shown(f"#cite_{ident}")
    assert bare(claim.claim.citation[0].start) in bare(reader.text(f"#cite_{ident}"))
    reader.click(f"#cite_{ident} button.close")
    assert not reader.shown(f"#cite_{ident}")


@everywhere(*ENGINES)
def test_open_a_citation_by_the_keyboard_and_be_back_by_escape(reader: Reader, where: str, brief: LinkedBrief) -> None:
    ident = list(brief.claims)[1]
    reader.open(where + addresses.brief(brief.slug))
    reader.press("Enter", on=f"#{ident} button.cite")
    assert reader.shown(f"#cite_{ident}")
    reader.press("Escape")
    assert not reader.shown(f"#cite_{ident}")
    assert reader.focused("popovertarget") == f"cite_{ident}"


@everywhere(*ENGINES)
def test_follow_a_link_back(reader: Reader, where: str, bundled: Built) -> None:
    """From a claim to one of another source that it is related to, at home; there the same relation leads back."""
    ends = next(
        ends
        for one in bundled.corpus.relations.values()
        for ends in [[bundled.corpus.claims[address] for address in (one.from_, one.to)]]
        if ends[0].slug != ends[1].slug and ends[0].claim.id != ends[1].claim.id
    )
    reader.open(where + addresses.brief(ends[0].slug))
    for here, there in (ends, ends[::-1]):
        fold = f"#{here.claim.id} details.relations"
        reader.click(f"{fold} summary")
        link = f'{fold}[open] a.place[href="../{there.slug}/index.html#{there.claim.id}"]'
        follow(reader, link, f"#{there.claim.id}:target")


@everywhere(*ENGINES)
def test_find_an_entity(reader: Reader, where: str, bundled: Built) -> None:
    """By the menu, in the cast and in the index that the search page is without its script; then a claim about it, at home."""
    ident, entity = next(iter(bundled.corpus.entities.items()))
    for index in (addresses.CAST, addresses.SEARCH):
        reader.open(where + addresses.HOME)
        follow(reader, f'.site-head nav a[href="{index}"]', f'main a[href$="{addresses.entity(ident)}"]')
        assert not reader.shown("form.search")
        follow(reader, f'main a[href$="{addresses.entity(ident)}"]', "a.place")
        assert reader.text("h1") == entity.name
    follow(reader, "a.place", ".claim:target")


@everywhere(*ENGINES)
def test_print(reader: Reader, where: str, brief: LinkedBrief) -> None:
    reader.open(where + addresses.brief(brief.slug))
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=reader.paper(), capture_output=True, check=True)
    text = bare(done.stdout.decode("utf-8"))
    for linked in brief.claims.values():
        assert bare(linked.claim.text) in text, linked.address
        for citation in linked.claim.citation:
            assert bare(citation.start) in text, linked.address
