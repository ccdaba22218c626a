"""Say a work in one line, as a bibliography does (Chicago, author-title-container-date order).

In: a record in CSL's field names. Out: runs of text with their role, so that a template can set titles in italics.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossbrief.schema.source import Name, Work
from crossbrief.strings import Strings

WHOLE = ("book", "report", "document")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a formatted entry: its text, and whether it is a title that is set in italics."""

    text: str
    italic: bool = False


def author_words(names: tuple[Name, ...], t: Strings, inverted: bool = True) -> str:
    """The authors in a row, the first by family name. Example: Asatrian, Georgi"""
    shown = [name.sort if inverted and n == 0 else name.full for n, name in enumerate(names)]
    return t.listing(shown)


def entry(work: Work, t: Strings) -> tuple[Run, ...]:
    """A bibliography entry, without its address."""
    runs: list[Run] = []
    if work.author:
        runs.append(Run(_stopped(author_words(work.author, t)) + " "))
    whole = work.type in WHOLE
    title = _stopped(work.title)
    runs += [Run(title, italic=True)] if whole else [Run(f"“{title}”")]
    tail = [part for part in (work.genre,) if part and not whole]
    if tail:
        runs.append(Run(" " + _stopped(tail[0][0].upper() + tail[0][1:])))
    if work.container_title:
        runs += [Run(" "), Run(work.container_title, italic=True)]
        runs.append(
            Run(
                "".join(
                    f" {label}{value}" for label, value in (("", work.volume), (t("issue_no"), work.issue)) if value
                )
            )
        )
    publisher = ": ".join(part for part in (work.publisher_place, work.publisher) if part)
    closing = [part for part in (publisher, work.issued.in_words) if part]
    pages = f": {work.page}" if work.page else ""
    runs.append(Run((", " if work.container_title else " ") + ", ".join(closing) + pages + "."))
    return tuple(run for run in runs if run.text)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else text + "."
