"""Where the pages are, for machines that look for them: sitemap.xml (sitemaps.org) and robots.txt.

In: the paths of the pages, in their order, and the settings. Out: paths and bytes; nothing without an address. A page has
a date only where a record gives one: a brief, the day of its last review.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from crossbrief import addresses
from crossbrief.feeds import add, as_xml
from crossbrief.link.corpus import Corpus

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = 50_000
"""The most pages that one file may list; of more there are several, and sitemap.xml lists those."""


def sitemap(paths: Iterable[str], corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """The site map, in parts where it is long, and robots.txt, which names it."""
    base = corpus.site.base_address
    if not base:
        return
    reviewed = {addresses.brief(one.slug): one.brief.reviewed_on.earliest for one in corpus.briefs}
    every = list(paths)
    parts = [every[first : first + PAGES] for first in range(0, len(every), PAGES)]
    for n, part in enumerate(parts):
        urls = ET.Element("urlset", {"xmlns": SITEMAPS})
        for path in part:
            url = ET.SubElement(urls, "url")
            add(url, "loc", addresses.absolute(path, base))
            if path in reviewed:
                add(url, "lastmod", reviewed[path].isoformat())
        yield addresses.SITEMAP if len(parts) == 1 else addresses.sitemap_part(n + 1), as_xml(urls)
    if len(parts) > 1:
        index = ET.Element("sitemapindex", {"xmlns": SITEMAPS})
        for n in range(len(parts)):
            add(ET.SubElement(index, "sitemap"), "loc", addresses.absolute(addresses.sitemap_part(n + 1), base))
        yield addresses.SITEMAP, as_xml(index)
    yield (
        addresses.ROBOTS,
        f"User-agent: *\nAllow: /\n\nSitemap: {addresses.absolute(addresses.SITEMAP, base)}\n".encode(),
    )
