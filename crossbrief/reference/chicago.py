"""The Chicago Manual of Style, 18th edition: notes, bibliography, and author-date.

In: a work, and where it is wanted a pinpoint. Out: runs. The forms follow the CSL styles "Chicago Manual of Style 18th
edition", notes and bibliography, and author-date. After its author and title a work says the same in every form, in
groups: a group is parted by commas inside, and from the next one by a comma in a note and by a point in a list. A work
without an author begins with its title; in a list an article of a magazine or newspaper begins with the periodical, and
a web page with its publisher or site, which is then not said again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from crossbrief.locator import Locator
from crossbrief.reference import dates, names, pinpoints
from crossbrief.reference.runs import Run, Runs, italic, joined, marked, merged, roman, sentence_case
from crossbrief.reference.titles import MEMO, headline, set_title
from crossbrief.reference.works import BOOKISH, NEWS, PERIODICAL, WEB, address_words, genre_words
from crossbrief.schema.source import Work

Form = Literal["note", "bibliography", "author-date"]
Groups = list[list[Runs]]


def note(
    work: Work, at: Locator | None = None, *, reprint: bool = False, address: str | None = None, end: str = "."
) -> Runs:
    """A full note; it runs on where `end` is empty. An `address` takes the place of the work's own.

    Example: Georgi Asatrian, “A Title,” opinion article, [May 2024?], para. 7.
    """
    return _closed([noted(work, reprint=reprint, address=address)(at)], ",", end)


def noted(work: Work, *, reprint: bool = False, address: str | None = None) -> Callable[[Locator | None], Runs]:
    """Full notes on a work by their pinpoints, none of them closed; what is the same in all of them is made once.

    In a periodical that is no news the place stands within the head, in any other work after it.
    """
    last = roman(address_words(work) if address is None else address)
    apart, within = not _is_numbered(work), work.type in PERIODICAL and work.type not in NEWS
    head = () if within else merged(_head(work, "", reprint=reprint))

    def pinpointed(at: Locator | None) -> Runs:
        place = pinpoints.chicago(at)
        begun = _head(work, place, reprint=reprint) if within else head
        return joined([begun, roman(place if apart else ""), last], ",")

    return pinpointed


@lru_cache(maxsize=MEMO)
def _head(work: Work, place: str, *, reprint: bool) -> Runs:
    """A note as far as it is the same for all claims of a work; of a numbered periodical the place stands in it."""
    lead = roman(names.chicago_full(work.author, first_inverted=False) if work.author else "")
    groups = _groups(work, "note", place, reprint=reprint)
    if work.type in BOOKISH:
        *groups, made = groups
        head = joined([lead, _title(work), *_flat(groups)], ",")
        return (*head, Run(" ("), *joined(made, ","), Run(")"))
    return joined([lead, _title(work), *_flat(groups)], ",")


def short_note(work: Work, at: Locator | None = None) -> Runs:
    """A later note on the same work. Example: Asatrian, “A Title,” para. 7."""
    lead = roman(names.chicago_short(work.author)) if work.author else _carrier(work)
    return _closed([lead, _title(work), roman(pinpoints.chicago(at))], ",", ".")


def bibliography(work: Work, *, reprint: bool = False, address: bool = True) -> Runs:
    """An entry of a bibliography. Example: Asatrian, Georgi. “A Title.” Opinion article. [May 2024?]."""
    groups = _groups(work, "bibliography", "", reprint=reprint)
    return _entry([_lead(work), _title(work)], groups, work, address=address)


def author_date(work: Work, *, reprint: bool = False, address: bool = True) -> Runs:
    """An entry of an author-date list. Example: Asatrian, Georgi. [2024?]. “A Title.” Opinion article. May."""
    lead, title, when = _lead(work), _title(work), roman(_year(work))
    groups = _groups(work, "author-date", "", reprint=reprint)
    return _entry([lead, when, title] if lead else [title, when], groups, work, address=address)


def in_text(work: Work, at: Locator | None = None) -> Runs:
    """An author-date citation in the text. Example: (Asatrian [2024?], para. 7)"""
    lead = roman(names.chicago_short(work.author)) if work.author else _carrier(work, broadcast=True) or _title(work)
    place = pinpoints.chicago(at)
    return merged((Run("("), *lead, Run(f" {_year(work)}"), *roman(place and f", {place}"), Run(")")))


def _entry(head: list[Runs], groups: Groups, work: Work, *, address: bool) -> Runs:
    after = [_capital(joined(group, ",")) for group in groups]
    return _closed([*head, *after, roman(address_words(work) if address else "")], ".", ".")


def _closed(parts: list[Runs], mark: str, end: str) -> Runs:
    return merged(marked(joined(parts, mark), end))


def _flat(groups: Groups) -> list[Runs]:
    return [part for group in groups for part in group]


def _capital(runs: Runs) -> Runs:
    return (Run(sentence_case(runs[0].text), runs[0].italic), *runs[1:]) if runs else ()


def _year(work: Work) -> str:
    return dates.bracketed(dates.year(work.issued), work.issued)


def _title(work: Work) -> Runs:
    always_quoted = (*WEB, "interview", "speech", "document")
    quoted = work.type in always_quoted or (bool(work.container_title) and work.type != "book")
    return set_title(work, quoted=quoted, capitals=True)


def _container(work: Work) -> Runs:
    words = headline(work.container_title or "", work.language)
    return roman(words) if work.type in WEB else italic(words)


def _with_place(work: Work) -> Runs:
    """A periodical with the place that tells it from its namesakes. Example: The Nation (Lahore)"""
    container = _container(work)
    return (*container, *roman(f" ({work.publisher_place})" if container and work.publisher_place else ""))


def _publisher(work: Work) -> Runs:
    return roman(work.publisher or work.publisher_place or "")


def _carrier(work: Work, *, broadcast: bool = False) -> Runs:
    """What stands for the author where none is known: the periodical, or the publisher or site of a web page."""
    if work.type == "webpage":
        return roman(work.publisher or "") or _container(work)
    return _container(work) if work.type in NEWS or (broadcast and work.type == "broadcast") else ()


def _lead(work: Work) -> Runs:
    """What an entry of a list begins with; nothing where it begins with the title."""
    if work.author:
        return roman(names.chicago_full(work.author, first_inverted=True))
    return _with_place(work) if work.type in NEWS else _carrier(work, broadcast=True)


def _groups(work: Work, form: Form, place: str, *, reprint: bool) -> Groups:
    """What is said after author and title."""
    genre = roman(genre_words(work, reprint=reprint))
    carrier = () if form == "note" or work.author else _carrier(work, broadcast=True)
    container = () if carrier and carrier == _container(work) else _container(work)
    date = roman(_date(work, form))
    if work.type in PERIODICAL:
        return [[genre], _periodical(work, form, place, whole=not carrier)]
    if work.type in WEB:
        return [[genre], [container, () if carrier == _publisher(work) else _publisher(work), date]]
    if work.type == "broadcast":
        return [[genre], [container], _aired(work, date)]
    within = (Run("in "), *container) if container else ()
    after_container = within and work.type in ("report", "speech", "document")
    return [*([[within, genre]] if after_container else [[genre], [within]]), [_publisher(work), date]]


def _date(work: Work, form: Form) -> str:
    """The date as a form says it: the year alone of a book or a report; without the year where that stands before."""
    if form == "author-date":
        return "" if work.type in BOOKISH else dates.rest(work.issued)
    return dates.bracketed(dates.whole(work.issued, "year" if work.type in BOOKISH else "day"), work.issued)


def _aired(work: Work, date: Runs) -> list[Runs]:
    """When and where a broadcast was aired; one that has an address is rather published."""
    if address_words(work):
        return [_publisher(work), date]
    aired = (Run("aired "), *date) if date else ()
    channel = _publisher(work)
    return [aired, (Run("on "), *channel) if channel else ()]


def _is_numbered(work: Work) -> bool:
    return work.type in PERIODICAL and work.type not in NEWS and bool(work.volume or work.issue)


def _periodical(work: Work, form: Form, place: str, *, whole: bool) -> list[Runs]:
    """Where in a periodical an article stands. Examples: *Outlet* 10, no. 3 (2014): 5–26; *Outlet*, October 5, 2014"""
    pages = pinpoints.page_range(work.page or "", shorten=True) if work.type not in NEWS else ""
    if _is_numbered(work):
        return [(*_with_place(work), *roman(_numbers(work, form, place or pages)))]
    publisher = roman(work.publisher or "") if work.type in ("post-weblog", "interview") else ()
    container = _with_place(work) if whole else ()
    return [container, publisher, roman(_date(work, form)), roman("" if place else pages)]


def _numbers(work: Work, form: Form, place: str) -> str:
    """Volume, issue, date and place in the periodical."""
    both = work.volume and work.issue
    if form == "author-date":
        when = "" if both else dates.rest(work.issued, "month")
        issue = f" ({work.issue})" if both else f", no. {work.issue}" if work.issue else ""
    else:
        when = dates.bracketed(dates.whole(work.issued, "year" if both else "month"), work.issued)
        issue = f", no. {work.issue}" if work.issue else ""
    volume = f" {work.volume}" if work.volume else ""
    return f"{volume}{issue}{f' ({when})' if when else ''}{f': {place}' if place else ''}"
