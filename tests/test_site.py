"""The bundled site and one of many sources, page by page: every link and id resolves, the HTML is sound, no claim stands without its speaker."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from markupsafe import escape

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.proof import prove
from crossbrief.strings import Strings

VOID = {"meta", "link", "br", "img", "hr", "input"}
IDREFS = ("popovertarget", "aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")


class Reader(HTMLParser):
    """What a test needs of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            if tag in ("p", "h1", "h2", "h3") and "p" in self.open:
                self.faults.append(f"<{tag}> stands inside <p>")
            if tag in ("div", "ul", "ol", "dl", "table", "section", "aside", "details") and "p" in self.open:
                self.faults.append(f"<{tag}> stands inside <p>")
            if tag in ("a", "button") and ("a" in self.open or "button" in self.open):
                self.faults.append(f"<{tag}> stands inside a link or a button")
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing, line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if attrs.get("id")]


@pytest.fixture(scope="session", params=["bundled", "large"])
def built(request: pytest.FixtureRequest) -> Built:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found


@pytest.fixture(scope="session")
def read(built: Built) -> dict[str, Reader]:
    return {path: Reader(raw.decode("utf-8")) for path, raw in built.files.items() if path.endswith(".html")}


def test_every_tag_is_closed_and_in_its_place(read: dict[str, Reader]) -> None:
    faults = [f"{path}: {fault}" for path, page in read.items() for fault in page.faults]
    assert not faults, faults[:10]


def test_every_internal_link_and_fragment_resolves(built: Built, read: dict[str, Reader]) -> None:
    ids = {path: set(page.ids()) for path, page in read.items()}
    broken = []
    for path, page in read.items():
        for tag, attrs in page.tags:
            link = attrs.get("href") or attrs.get("src")
            if link is None or urlsplit(link).scheme:
                continue
            assert not link.startswith("//"), link
            target, _, fragment = unquote(link).partition("#")
            if path == addresses.NOT_FOUND and target:
                assert target.startswith("/"), f"the 404 page links relatively: {link}"
                full = target[1:]
            else:
                full = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
            if full not in built.files or (fragment and fragment not in ids.get(full, set())):
                broken.append(f"{path}: <{tag}> {link}")
    assert not broken, broken[:10]


def test_links_name_the_file_so_that_the_site_reads_from_disk(read: dict[str, Reader]) -> None:
    for path, page in read.items():
        for _, attrs in page.tags:
            link = attrs.get("href") or ""
            if not urlsplit(link).scheme:
                assert not urlsplit(link).path.endswith("/"), f"{path}: {link}"


def test_no_id_stands_twice_and_every_id_reference_resolves(read: dict[str, Reader]) -> None:
    for path, page in read.items():
        twice = [one for one, count in Counter(page.ids()).items() if count > 1]
        assert not twice, f"{path}: {twice}"
        ids = set(page.ids())
        for tag, attrs in page.tags:
            for name in IDREFS:
                for ident in (attrs.get(name) or "").split():
                    assert ident in ids, f"{path}: <{tag} {name}={ident}>"


def test_every_page_has_one_h1_its_landmarks_a_language_and_a_skip_link(read: dict[str, Reader]) -> None:
    for path, page in read.items():
        tags = [tag for tag, _ in page.tags]
        assert tags.count("h1") == 1, path
        for landmark in ("main", "header", "footer", "nav"):
            assert landmark in tags, f"{path} has no <{landmark}>"
        assert tags.count("main") == 1
        assert dict(page.tags)["html"]["lang"] == "en"
        assert any(attrs.get("class") == "skip" for _, attrs in page.tags)
        assert any(tag == "link" and attrs.get("rel") == "icon" for tag, attrs in page.tags)
        title = page.tags[[tag for tag, _ in page.tags].index("title")]
        assert title


def test_headings_go_down_one_level_at_a_time(read: dict[str, Reader]) -> None:
    for path, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        for before, after in itertools.pairwise(levels):
            assert after <= before + 1, f"{path}: h{after} after h{before}"


def test_no_page_has_a_script_a_handler_or_the_style_of_an_element_in_it_and_only_a_brief_its_stylesheet(
    read: dict[str, Reader],
) -> None:
    for path, page in read.items():
        for tag, attrs in page.tags:
            assert tag != "style" or path.startswith("briefs/"), path
            data_block = attrs.get("type") == "application/ld+json"
            assert tag != "script" or data_block or ("src" in attrs and "defer" in attrs), path
            for name in attrs:
                assert name != "style", f"{path}: <{tag} style>"
                assert not name.startswith("on"), f"{path}: <{tag} {name}>"


def test_pages_ask_nothing_of_a_third_party(read: dict[str, Reader]) -> None:
    for path, page in read.items():
        for tag, attrs in page.tags:
            if tag in ("link", "img", "script", "iframe", "source"):
                assert not urlsplit(attrs.get("href") or attrs.get("src") or "").netloc, path
            if tag == "a" and urlsplit(attrs.get("href") or "").scheme:
                assert attrs.get("rel") == "noopener", f"{path}: {attrs}"


def test_every_claim_has_its_address(built: Built, read: dict[str, Reader]) -> None:
    for address in built.corpus.claims:
        path, _, fragment = addresses.claim(address).partition("#")
        assert fragment in read[path].ids(), address


def test_no_claim_that_relays_or_accuses_stands_without_its_speaker(built: Built, words: Strings) -> None:
    assert not list(prove(built.corpus, words, built.files.items()))


def test_a_claim_without_its_speaker_would_be_found(bundled: Built, words: Strings) -> None:
    linked = next(one for one in bundled.corpus.claims.values() if one.needs_speaker)
    bare = f"<p>{linked.claim.text.replace('&', '&amp;')}</p>".replace("'", "&#39;").replace('"', "&#34;").encode()
    [problem] = prove(bundled.corpus, words, [("planted.html", bare)])
    assert problem.code == "claim-without-speaker"


def test_every_claim_without_its_speaker_is_found_wherever_it_stands(bundled: Built, words: Strings) -> None:
    needing = [one for one in bundled.corpus.claims.values() if one.needs_speaker]
    page = "".join(f'<p title="{escape(one.claim.text)}">He said: {escape(one.claim.text)}</p>' for one in needing)
    found = list(prove(bundled.corpus, words, [("planted.html", page.encode())]))
    assert Counter(one.message.split("`")[1] for one in found) == {one.address: 2 for one in needing}


def test_a_foreign_run_says_its_language_and_direction(built: Built, read: dict[str, Reader]) -> None:
    if not any(one.lang for entity in built.corpus.entities.values() for one in entity.variants):
        pytest.skip("this corpus has no foreign names")
    foreign = [variant for entity in built.corpus.entities.values() for variant in entity.variants if variant.lang]
    for variant in foreign:
        assert any(
            attrs.get("lang") == variant.lang and attrs.get("dir") == "auto"
            for path, page in read.items()
            if path.startswith("entities/")
            for _, attrs in page.tags
        ), variant
