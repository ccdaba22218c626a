"""Dates of publication, from EDTF to what each style prints.

In: an EDTF date of levels 0 and 1. Out: American date words, whole or in the two parts that author-date styles want:
the year, and the rest of the date. `~`, `?` and `%` all become the style's one mark of doubt, as in CSL. Where digits are
unknown the date says as much as is known: `201X` is "2010s", `20XX` "2000–2099", `2014-XX` "2014".
"""

from __future__ import annotations

from typing import Literal

from crossbrief.edtf import MONTHS, Day, Edtf
from crossbrief.frozen import dataclass

_SEASONS = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
Precision = Literal["year", "month", "day"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of one day, in words: the year, the month or season, the day of the month."""

    year: str
    month: str = ""
    day: str = ""

    @property
    def rest(self) -> str:
        return " ".join(part for part in (self.month, self.day) if part)

    @property
    def whole(self) -> str:
        if not self.month:
            return self.year
        return f"{self.rest}, {self.year}" if self.day else f"{self.rest} {self.year}"


def whole(date: Edtf, to: Precision = "day") -> str:
    """The date as far as wanted. Examples: October 5, 2014; October 5–9, 2014; 2014–2016"""
    first, last = _ends(date, to)
    if first is None:
        return f"until {last.whole}" if last else "n.d."
    if last is None:
        return f"{first.whole}–"
    if first.year != last.year:
        return f"{first.whole}–{last.whole}"
    if first == last:
        return first.whole
    return f"{_span(first, last)}{',' if last.day else ''} {first.year}"


def year(date: Edtf) -> str:
    """The year or years alone. Example: 2014–2016"""
    return whole(date, to="year")


def rest(date: Edtf, to: Precision = "day") -> str:
    """The date without its year. Example: October 5–9"""
    first, last = _ends(date, to)
    return _span(first, last) if first and last else ""


def bracketed(words: str, date: Edtf) -> str:
    """Chicago's mark of doubt. Example: [October 2014?]"""
    return f"[{words}?]" if date.inexact else words


def about(words: str, date: Edtf) -> str:
    """APA's mark of doubt. Example: ca. 2014"""
    return f"ca. {words}" if date.inexact else words


def _span(first: _Known, last: _Known) -> str:
    """Two dates without their years, what they share said once."""
    if first == last:
        return first.rest
    if first.year == last.year and first.month == last.month and first.day and last.day:
        return f"{first.rest}–{last.day}"
    return "–".join(part for part in (first.rest, last.rest) if part)


def _ends(date: Edtf, to: Precision) -> tuple[_Known | None, _Known | None]:
    """Both ends of the date, which are the same where it is no interval; None for an end that is open or unknown."""
    if date.start and not date.interval and date.start.text[2:4] == "XX":
        century = date.start.text[:2]
        return _Known(f"{century}00"), _Known(f"{century}99")
    return _known(date.start, to), _known(date.end, to)


def _known(day: Day | None, to: Precision) -> _Known | None:
    if day is None:
        return None
    year, month, number, *_ = (*day.text.rstrip("?~%").split("-"), "XX", "XX")
    year = f"{year[:3]}0s" if year.endswith("X") else year
    if month == "XX" or to == "year":
        return _Known(year)
    words = _SEASONS.get(int(month)) or MONTHS[int(month) - 1]
    return _Known(year, words, "" if number == "XX" or to == "month" else str(int(number)))
