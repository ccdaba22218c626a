"""The feeds by the rules of RFC 4287, the site map, robots.txt and the metadata of cards, where the site has an address."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from crossbrief import pipeline, sitemap
from crossbrief.addresses import absolute

BASE = "https://example.org/lanes"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FEEDS = ["feed.xml", "corrections/feed.xml"]
CORRECTIONS = """crossbrief: 1
corrections:
  - {id: older, date: 2026-11-22, what: The year of the count & its "source"., why: A reader saw it., affected: [2020-gazette#c1]}
  - {id: newer, date: 2026-11-23, what: A name., why: It was <misspelt>.}
"""


def made(root: Path, base: str = BASE) -> pipeline.Built:
    site = root / "briefs/registers/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + f"base_address: {base}\n", encoding="utf-8")
    (root / "briefs/registers/corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    found = pipeline.make(root)
    assert isinstance(found, pipeline.Built), "\n\n".join(map(str, found))
    return found


@pytest.fixture
def built(lanes: Path) -> pipeline.Built:
    return made(lanes)


def faults(raw: bytes) -> list[str]:
    """What RFC 4287 says MUST be and is not. The numbers are its sections."""
    found: list[str] = []

    def must(holds: object, rule: str) -> None:
        if not holds:
            found.append(rule)

    feed = ET.fromstring(raw)
    must(feed.tag == f"{ATOM}feed", "2: the document is a feed")
    entries = feed.findall(f"{ATOM}entry")
    once = {"generator", "icon", "logo", "id", "rights", "subtitle", "title", "updated", "published", "summary", "content", "source"}  # fmt: skip
    for holder in (feed, *entries):
        names = [child.tag.removeprefix(ATOM) for child in holder]
        for name in ("id", "title", "updated"):
            must(names.count(name) == 1, f"4.1.1, 4.1.2: exactly one {name}")
        must(all(names.count(name) <= 1 for name in once), "4.1.1, 4.1.2: no more than one of each")
        links = [dict(link.attrib) for link in holder.findall(f"{ATOM}link")]
        kinds = [(one.get("type"), one.get("hreflang")) for one in links if one.get("rel", "alternate") == "alternate"]
        must(len(kinds) == len(set(kinds)), "4.1.1, 4.1.2: one alternate of a type and language")
        must(all(urlsplit(one["href"]).scheme for one in links), "4.2.7.1: a link has an address")
        must(
            all(re.fullmatch(r"[\w.+-]+/[\w.+-]+", one["type"]) for one in links if "type" in one),
            "4.2.7.3: a media type",
        )
        ident = holder.findtext(f"{ATOM}id") or ""
        must(urlsplit(ident).scheme and not re.search(r"\s", ident), "4.2.6: an id is an IRI")
        for name in ("updated", "published"):
            text = holder.findtext(f"{ATOM}{name}")
            must(
                text is None or (MOMENT.fullmatch(text) and dt.datetime.fromisoformat(text)),
                "3.3: a date is of RFC 3339",
            )
        for name in ("title", "subtitle", "rights", "summary"):
            for text in holder.findall(f"{ATOM}{name}"):
                must(text.get("type", "text") in ("text", "html", "xhtml"), "3.1.1: the type of a text")
                must(text.get("type", "text") != "text" or not list(text), "3.1.1.1: plain text has no elements in it")
        for person in holder.findall(f"{ATOM}author"):
            must(len(person.findall(f"{ATOM}name")) == 1, "3.2.1: a person has one name")
        must(all(child.tag.startswith("{") for child in holder), "6.4: every element has a namespace")
    authored = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        must(authored or entry.find(f"{ATOM}author") is not None, "4.1.1: an author of the feed or of the entry")
        linked = any(link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link"))
        must(linked or entry.find(f"{ATOM}content") is not None, "4.1.2: content or an alternate link")
    idents = [entry.findtext(f"{ATOM}id") for entry in entries]
    must(len(idents) == len(set(idents)), "4.1.1: no two entries of one id, which all have one date here")
    return found


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_every_rule(built: pipeline.Built, path: str) -> None:
    assert faults(built.files[path]) == []


def test_a_feed_that_breaks_a_rule_is_found_out(built: pipeline.Built) -> None:
    good = built.files["feed.xml"].decode("utf-8")
    for before, after, rule in [
        ("<id>https", "<id>not an address ", "4.2.6"),
        ("T00:00:00Z", "", "3.3"),
        ("<author>\n<name>Example Readers</name>\n</author>", "<author></author>", "3.2.1"),
        ("<title>Lanes in print</title>", "", "4.1.1"),
        ("<title>Lanes in print</title>", "<title>a<b/></title>", "3.1.1.1"),
    ]:
        assert before in good
        assert any(fault.startswith(rule) for fault in faults(good.replace(before, after, 1).encode())), rule


def test_the_newest_review_is_first_and_dates_are_those_of_the_records(lanes: Path) -> None:
    herald = lanes / "briefs/2021-herald.yaml"
    text = herald.read_text(encoding="utf-8")
    herald.write_text(re.sub(r"reviewed_on: .*", "reviewed_on: 2026-12-24", text), encoding="utf-8")
    feed = ET.fromstring(made(lanes).files["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        f"{BASE}/briefs/2021-herald/",
        f"{BASE}/briefs/2020-gazette/",
    ]
    assert entries[0].findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated") == "2026-12-24T00:00:00Z"
    assert entries[0].findtext(f"{ATOM}published") == "2026-11-21T00:00:00Z"


def test_corrections_lead_into_the_log(built: pipeline.Built) -> None:
    entries = ET.fromstring(built.files["corrections/feed.xml"]).findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        f"{BASE}/corrections/#newer",
        f"{BASE}/corrections/#older",
    ]
    assert entries[0].findtext(f"{ATOM}summary") == "It was <misspelt>."
    assert 'id="newer"' in built.files["corrections/index.html"].decode("utf-8")


def test_a_site_without_corrections_has_their_feed_all_the_same(lanes: Path) -> None:
    site = lanes / "briefs/registers/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + f"base_address: {BASE}/\n", encoding="utf-8")
    found = pipeline.make(lanes)
    assert isinstance(found, pipeline.Built)
    raw = found.files["corrections/feed.xml"]
    assert faults(raw) == []
    assert ET.fromstring(raw).findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"


def test_without_an_address_there_is_no_feed_and_no_site_map(lanes: Path) -> None:
    found = pipeline.make(lanes)
    assert isinstance(found, pipeline.Built)
    assert not {"feed.xml", "corrections/feed.xml", "sitemap.xml", "robots.txt"} & found.files.keys()
    home = found.files["index.html"].decode("utf-8")
    for absent in ("atom+xml", "og:url", 'rel="canonical"'):
        assert absent not in home


def test_the_site_map_has_every_page_that_is_one(built: pipeline.Built) -> None:
    urls = ET.fromstring(built.files["sitemap.xml"]).findall(f"{MAP}url")
    listed = {one.findtext(f"{MAP}loc") for one in urls}
    pages = {path for path in built.files if path.endswith(".html")} - {"404.html", "briefs/2021-old-herald/index.html"}
    assert listed == {absolute(path, BASE) for path in pages}
    dated = {one.findtext(f"{MAP}loc"): one.findtext(f"{MAP}lastmod") for one in urls if one.find(f"{MAP}lastmod") is not None}  # fmt: skip
    assert dated == {f"{BASE}/briefs/{slug}/": "2026-11-21" for slug in ("2020-gazette", "2021-herald")}
    assert built.files["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}/sitemap.xml\n"


def test_a_long_site_map_stands_in_parts(built: pipeline.Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "PAGES", 2)
    files = dict(sitemap.sitemap(["index.html", "a/index.html", "b/index.html"], built.corpus))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "robots.txt"]
    parts = [one.text for one in ET.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]
    assert parts == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]


def test_an_address_may_end_with_a_slash_or_not(lanes: Path) -> None:
    page = made(lanes, BASE + "/").files["briefs/2020-gazette/index.html"].decode("utf-8")
    assert f'<link rel="canonical" href="{BASE}/briefs/2020-gazette/">' in page


def test_every_page_has_what_a_card_shows(built: pipeline.Built) -> None:
    for path, raw in built.files.items():
        if path.endswith(".html") and 'http-equiv="refresh"' not in raw.decode("utf-8"):
            page = raw.decode("utf-8")
            for name in ("og:site_name", "og:title", "og:description", "og:type"):
                assert re.search(rf'<meta property="{name}" content="[^"]+">', page), f"{path}: {name}"
            assert '<meta name="twitter:card" content="summary">' in page
    brief = built.files["briefs/2020-gazette/index.html"].decode("utf-8")
    assert '<meta property="og:type" content="article">' in brief
    assert f'<meta property="og:url" content="{BASE}/briefs/2020-gazette/">' in brief


def test_the_feeds_are_named_where_a_reader_looks_for_them(built: pipeline.Built) -> None:
    home = built.files["index.html"].decode("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" title="Lanes in print" href="feed.xml">' in home
    assert '<a href="feed.xml">Feed</a>' in home
