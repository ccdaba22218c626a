"""The Publication Manual of the American Psychological Association, 7th edition: the list of references, and the text.

In: a work, and where it is wanted a pinpoint. Out: runs. The forms follow the CSL style "APA Style 7th edition". Titles
keep the capitals of their records in the list, and have headline capitals in the text, where they stand for an author.
"""

from __future__ import annotations

from crossbrief.locator import Locator
from crossbrief.reference import dates, names, pinpoints
from crossbrief.reference.runs import Run, Runs, italic, joined, marked, merged, roman, sentence_case
from crossbrief.reference.titles import headline, set_title
from crossbrief.reference.works import BOOKISH, PERIODICAL, WEB, address_words, genre_words
from crossbrief.schema.source import Work

_KINDS = {"broadcast": "broadcast", "interview": "interview", "post": "online post"}
"""What a work is called in brackets that calls itself nothing."""


def reference(work: Work, *, reprint: bool = False, address: bool = True) -> Runs:
    """An entry of the list of references. Example: Asatrian, G. (ca. 2024, May). *A title* [Opinion article]."""
    title, kind = _title(work), _kind(work, reprint=reprint)
    when = roman(f"({_date(work)})")
    lead = roman(names.apa_full(work.author)) if work.author else _publishing_site(work)
    if _kind_after_container(work):
        head, kind_of_whole = ([lead, when, title] if lead else [title, when]), kind
    else:
        whole = (*title, *_spaced(kind)) if lead else title
        head, kind_of_whole = ([lead, when, whole] if lead else [title, when, kind]), ()
    said = joined([*head, *_carried(work, kind_of_whole)], ".")
    found = roman(address_words(work) if address else "")
    return merged((*marked(said, "."), *_spaced(found)))


def in_text(work: Work, at: Locator | None = None) -> Runs:
    """A citation in the text. Example: (Asatrian, ca. 2024, para. 7)"""
    lead = roman(names.apa_short(work.author)) if work.author else _publishing_site(work)
    lead = lead or set_title(work, quoted=not _is_whole(work), capitals=True)
    when = roman(dates.about(dates.year(work.issued), work.issued))
    return merged((Run("("), *joined([lead, when, roman(pinpoints.apa(at))], ","), Run(")")))


def _spaced(runs: Runs) -> Runs:
    return (Run(" "), *runs) if runs else ()


def _is_whole(work: Work) -> bool:
    """True where the work stands by itself, so that its title and not its container's is italic."""
    return work.type in WEB or not work.container_title


def _title(work: Work) -> Runs:
    title = set_title(work, quoted=False, capitals=False)
    return title if _is_whole(work) else roman("".join(run.text for run in title))


def _date(work: Work) -> str:
    if work.type in (*BOOKISH, "article-journal"):
        return dates.about(dates.year(work.issued), work.issued)
    day = dates.rest(work.issued)
    return dates.about(", ".join(part for part in (dates.year(work.issued), day) if part), work.issued)


def _kind(work: Work, *, reprint: bool) -> Runs:
    """What the work is, in brackets. Example: [Opinion article]"""
    words = genre_words(work, reprint=reprint) or _KINDS.get(work.type, "")
    return roman(f"[{sentence_case(words)}]" if words else "")


def _kind_after_container(work: Work) -> bool:
    return work.type in ("report", "speech", "document") and bool(work.container_title)


def _publishing_site(work: Work) -> Runs:
    """The publisher of a web page that names no author."""
    return roman(work.publisher or "" if work.type == "webpage" else "")


def _carried(work: Work, kind: Runs) -> list[Runs]:
    """What carries the work: the periodical, or the book and its publisher, or the site."""
    publisher = roman(work.publisher or "")
    if work.type in PERIODICAL:
        return [_periodical(work), publisher if work.type == "interview" else ()]
    if work.type in WEB:
        led_by_publisher = not work.author and work.type == "webpage"
        return [() if led_by_publisher else publisher, roman(headline(work.container_title or "", work.language))]
    if not work.container_title:
        return [publisher]
    within = (Run("In "), *italic(work.container_title), *roman(_numbers(work)), *_spaced(kind))
    return [within, publisher]


def _periodical(work: Work) -> Runs:
    """Example: *Outlet*, *10*(3), 5–26"""
    issue = f"({work.issue})" if work.issue else ""
    numbers = (*italic(work.volume or ""), *roman(issue))
    pages = roman(pinpoints.page_range(work.page or "", shorten=False))
    return joined([italic(headline(work.container_title or "", work.language)), numbers, pages], ",")


def _numbers(work: Work) -> str:
    """Example: (Vol. 10, Issue 3, pp. 5–26)"""
    if work.type in ("broadcast", "speech"):
        return ""
    pages = pinpoints.page_range(work.page or "", shorten=False)
    several = "–" in pages or "," in pages
    said = [
        f"Vol. {work.volume}" if work.volume else "",
        f"Issue {work.issue}" if work.issue else "",
        f"{'pp.' if several else 'p.'} {pages}" if pages else "",
    ]
    words = ", ".join(part for part in said if part)
    return f" ({words})" if words else ""
