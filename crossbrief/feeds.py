"""The feeds: new and reviewed briefs, and corrections, as Atom (RFC 4287).

In: a linked corpus whose settings name its address. Out: paths and bytes; nothing without an address, because every id in
a feed is a whole address, and permanent. Dates are those of the records, never of the build: a brief is published on
the day it was coded and updated on the day it was last read against its source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.markdown import plain
from crossbrief.schema.site import Site
from crossbrief.strings import Strings
from crossbrief.views.corrections import newest_first

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
"""The most entries of a feed; readers keep what they have seen."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the page that it leads to, what it says, by whom, and when."""

    path: str
    title: str
    summary: str
    author: str
    published: dt.date
    updated: dt.date


def feeds(corpus: Corpus, t: Strings) -> Iterator[tuple[str, bytes]]:
    """The feed of briefs and the feed of corrections."""
    site = corpus.site
    if site.base_address:
        title = t("feed_corrections", site=site.title)
        yield addresses.FEED, _feed(addresses.FEED, site.title, addresses.HOME, _briefs(corpus), site, t)
        yield (
            addresses.CORRECTIONS_FEED,
            _feed(addresses.CORRECTIONS_FEED, title, addresses.CORRECTIONS, _corrections(corpus), site, t),
        )


def _briefs(corpus: Corpus) -> list[Entry]:
    """The briefs, the newest review first."""
    entries = []
    for linked in corpus.briefs:
        brief = linked.brief
        coded = brief.coded_on.earliest
        entries.append(
            Entry(
                addresses.brief(linked.slug),
                f"{linked.mark.words}: {brief.source.record.title}",
                plain(brief.bottom_line),
                brief.coder,
                coded,
                max(coded, brief.reviewed_on.earliest),
            )
        )
    return sorted(sorted(entries, key=lambda one: one.path), key=lambda one: one.updated, reverse=True)


def _corrections(corpus: Corpus) -> list[Entry]:
    """The log of corrections, newest first."""
    return [
        Entry(
            addresses.correction(one.id), one.what, one.why, corpus.site.publisher, one.date.earliest, one.date.earliest
        )
        for one in newest_first(corpus)
    ]


def _feed(path: str, title: str, page: str, entries: list[Entry], site: Site, t: Strings) -> bytes:
    """A feed with its newest entries; without any, it is as old as the last review of the site."""
    base = site.base_address or ""
    shown = entries[:ENTRIES]
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": site.language})
    add(feed, "id", addresses.absolute(path, base))
    add(feed, "title", title)
    add(feed, "subtitle", site.subtitle)
    add(feed, "updated", _moment(max((one.updated for one in shown), default=site.reviewed_on.earliest)))
    _link(feed, "self", addresses.absolute(path, base), "application/atom+xml")
    _link(feed, "alternate", addresses.absolute(page, base), "text/html")
    _person(feed, site.publisher)
    add(feed, "rights", t("foot_licence", licence=site.content_licence))
    for one in shown:
        entry = ET.SubElement(feed, "entry")
        add(entry, "id", addresses.absolute(one.path, base))
        add(entry, "title", one.title)
        add(entry, "published", _moment(one.published))
        add(entry, "updated", _moment(one.updated))
        _link(entry, "alternate", addresses.absolute(one.path, base), "text/html")
        _person(entry, one.author)
        add(entry, "summary", one.summary)
    return as_xml(feed)


def as_xml(root: ET.Element) -> bytes:
    """The document in UTF-8, one element a line."""
    ET.indent(root, "")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def add(parent: ET.Element, name: str, text: str) -> None:
    """An element of text, last in its parent."""
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind})


def _person(parent: ET.Element, name: str) -> None:
    add(ET.SubElement(parent, "author"), "name", name)


def _moment(day: dt.date) -> str:
    """A day as a moment of RFC 3339: its first in UTC, since records know days only."""
    return f"{day.isoformat()}T00:00:00Z"
