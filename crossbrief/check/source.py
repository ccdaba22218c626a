"""Rules on the source's record: a supplied title is bracketed, a date lies within its bounds, names are whole."""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.check.ids import FiledBrief
from crossbrief.problem import Problem


def title_basis(brief: FiledBrief) -> Iterator[Problem]:
    """Square brackets stand around a title that we supply, and around no other."""
    source = brief.record.source
    bracketed = source.record.title.startswith("[") and source.record.title.endswith("]")
    loc = ("source", "record", "title")
    if source.title_basis == "supplied" and not bracketed:
        yield brief.document.problem(
            loc,
            "supplied-title",
            "this title is said to be supplied by us, but has no square brackets",
            'write it as `"[A title]"`, or take `title_basis: supplied` out',
        )
    if source.title_basis == "printed" and bracketed:
        yield brief.document.problem(
            loc,
            "supplied-title",
            "this title is in square brackets, but is not said to be supplied by us",
            "add `title_basis: supplied` under `source:`, or take the brackets out",
        )


def date_bounds(brief: FiledBrief) -> Iterator[Problem]:
    """The date to print lies within its hard bounds."""
    source = brief.record.source
    within = source.issued_within
    if within and not (
        within.earliest <= source.record.issued.latest and source.record.issued.earliest <= within.latest
    ):
        yield brief.document.problem(
            ("source", "record", "issued"),
            "date-outside-bounds",
            f"`{source.record.issued.text}` lies outside `issued_within: {within.text}`",
            "put one of the two right",
        )


def names(brief: FiledBrief) -> Iterator[Problem]:
    """An author has a family name or a literal name, and not both."""
    for n, name in enumerate(brief.record.source.record.author):
        if bool(name.literal) == bool(name.family):
            yield brief.document.problem(
                ("source", "record", "author", n),
                "name-incomplete",
                f"this name has {'both' if name.literal else 'neither'} `family` {'and' if name.literal else 'nor'} `literal`; expected one of the two",
                "write `{family: Asatrian, given: Georgi}` or `{literal: International Crisis Group}`",
            )


RULES = (title_basis, date_bounds, names)
