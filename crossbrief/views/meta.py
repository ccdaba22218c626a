"""What programs read of a page: the tags by which Zotero saves it, schema.org, and COinS for the bibliography.

In: a linked brief. Out: names and contents of `meta` elements, a JSON-LD object, a context object. A brief's page is a
report of ours and says so; it carries no COinS, which would win over the tags and hide the report (zotero/translators
1823). The bibliography has a COinS for each source. Verdicts and ratings are nowhere: a claim that we summarise is not
ours to rate.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from crossbrief import addresses
from crossbrief.edtf import Edtf
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief
from crossbrief.markdown import plain
from crossbrief.schema.site import Site
from crossbrief.schema.source import Name, Work
from crossbrief.strings import Strings
from crossbrief.views.cite import public, report_of

ZOTERO_TYPES = {
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "post-weblog": "blogPost",
    "webpage": "webpage",
    "report": "report",
    "chapter": "bookSection",
    "book": "book",
    "broadcast": "tvBroadcast",
    "interview": "interview",
    "speech": "presentation",
    "post": "forumPost",
    "document": "document",
}
"""What Zotero calls the types of CSL."""
SCHEMA_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "post-weblog": "BlogPosting",
    "webpage": "WebPage",
    "report": "Report",
    "chapter": "Chapter",
    "book": "Book",
    "post": "SocialMediaPosting",
}
"""What schema.org calls them; any other is a CreativeWork."""


@dataclass(frozen=True, slots=True)
class PageMeta:
    """The `meta` elements of a brief's page, and its JSON-LD."""

    tags: tuple[tuple[str, str], ...]
    linked: dict[str, Any]


def page_meta(brief: LinkedBrief, corpus: Corpus, t: Strings) -> PageMeta:
    """What programs read of a brief's page."""
    site, report = corpus.site, report_of(brief, corpus.site, t)
    abstract = plain(brief.brief.bottom_line)
    return PageMeta(_tags(report, site, abstract), _linked(brief, report, site, abstract))


def _tags(report: Work, site: Site, abstract: str) -> tuple[tuple[str, str], ...]:
    day = exact_date(report.issued)
    told = (
        ("z:itemType", "report"),
        ("citation_title", report.title),
        *(("citation_author", _inverted(name)) for name in report.author),
        ("citation_publication_date", day),
        ("citation_technical_report_institution", site.publisher),
        ("citation_language", report.language),
        ("citation_public_url", report.url or ""),
        ("citation_abstract", abstract),
        ("dcterms.title", report.title),
        *(("dcterms.creator", _inverted(name)) for name in report.author),
        ("dcterms.issued", day),
        ("dcterms.publisher", site.publisher),
        ("dcterms.language", report.language),
        ("dcterms.isPartOf", site.title),
        ("dcterms.license", site.content_licence),
        ("dcterms.abstract", abstract),
    )
    return tuple((name, content) for name, content in told if content)


def _inverted(name: Name) -> str:
    """A name as the tags have it, the family's first. A body's ends in a comma, as a family name without a given one:
    without it Zotero takes the last word for the family's. Both tags have it, for Zotero adds a name that differs."""
    return f"{name.literal}," if name.literal else name.sort


def _linked(brief: LinkedBrief, report: Work, site: Site, abstract: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        **_known(
            name=report.title,
            url=report.url,
            author=[_agent(name) for name in report.author],
            publisher={"@type": "Organization", "name": site.publisher},
            datePublished=exact_date(report.issued),
            inLanguage=report.language,
            abstract=abstract,
            isPartOf=_known(
                **{"@type": "WebSite"}, name=site.title, url=public(addresses.HOME, site)
            ),
            isBasedOn=_source(brief.brief.source.record),
        ),
    }  # fmt: skip


def _source(work: Work) -> dict[str, Any]:
    carrier = {"@type": "CreativeWork", "name": work.container_title} if work.container_title else None
    return {
        "@type": SCHEMA_TYPES.get(work.type, "CreativeWork"),
        **_known(
            name=work.title,
            url=work.url,
            author=[_agent(name) for name in work.author],
            publisher={"@type": "Organization", "name": work.publisher} if work.publisher else None,
            datePublished=exact_date(work.issued),
            inLanguage=work.language,
            isPartOf=carrier,
        ),
    }


def _agent(name: Name) -> dict[str, str]:
    """A name with a family name is a person's; a literal one is taken for a body's, as in CSL."""
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    return {"@type": "Person", **_known(name=name.full, familyName=name.family, givenName=name.given)}


def _known(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def exact_date(date: Edtf) -> str:
    """As much of a date as ISO 8601 can say without doubt: where digits are unknown, what stands before them."""
    day = date.start or date.end
    known = [part for part in (day.text.rstrip("?~%").split("-") if day else []) if "X" not in part]
    if len(known) > 1 and int(known[1]) > 12:
        known = known[:1]
    return "-".join(known)


def coins(work: Work) -> str:
    """A work as a context object (NISO Z39.88) for the `title` of a `span.Z3988`, in the way that Zotero reads any type."""
    told = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", ZOTERO_TYPES[work.type]),
        ("rft.title", work.title),
        ("rft.source", work.container_title),
        ("rft.publisher", work.publisher),
        ("rft.place", work.publisher_place),
        ("rft.volume", work.volume),
        ("rft.issue", work.issue),
        ("rft.pages", work.page),
        ("rft.date", exact_date(work.issued)),
        ("rft.identifier", work.url),
        ("rft_id", f"info:doi/{work.doi}" if work.doi else None),
        ("rft.language", work.language),
    ]
    for n, name in enumerate(work.author):
        if name.literal:
            told.append(("rft.aucorp", name.literal))
        elif n == 0:
            told += [("rft.aulast", name.family), ("rft.aufirst", name.given)]
        else:
            told.append(("rft.au", name.full))
    return "&".join(f"{key}={quote(value, safe='')}" for key, value in told if value)
