"""Dates in EDTF (ISO 8601-2:2019), levels 0 and 1: what an author writes in, what sorts and prints out.

Taken: year, month, day; `?` uncertain, `~` approximate, `%` both; `X` for unknown digits from the right;
seasons 21-24; intervals with `..` for open and nothing for unknown. Not taken: times of day, years outside
0001-9999, level 2. Source: https://www.loc.gov/standards/datetime/ (levels 0 and 1).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from crossbrief.frozen import dataclass
from crossbrief.problem import Refused, quoted

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English whatever the locale, of which `calendar.month_name` asks."""
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_HELP = "write a date as `2014`, `2014-10` or `2014-10-16`, with `~` after it for about and `?` for unsure"
FIRST, LAST = dt.date.min, dt.date.max


@dataclass(frozen=True, slots=True)
class Day:
    """One EDTF date (not an interval) with the earliest and latest day that it can mean."""

    text: str
    earliest: dt.date
    latest: dt.date
    mark: str

    @property
    def approximate(self) -> bool:
        return self.mark in "~%" and self.mark != ""

    @property
    def uncertain(self) -> bool:
        return self.mark in "?%" and self.mark != ""

    @property
    def in_words(self) -> str:
        """The date as a reader sees it, its doubt kept. Example: `2014-10~` gives "about October 2014"."""
        parts = self.text.rstrip("?~%").split("-")
        year = parts[0].replace("X", "·")
        if parts[0].endswith("XX"):
            year = f"{parts[0][:2]}00–{parts[0][:2]}99"
        elif parts[0].endswith("X"):
            year = f"{parts[0][:3]}0s"
        words = year
        if len(parts) > 1 and parts[1] != "XX":
            month = int(parts[1])
            words = f"{_SEASONS.get(month) or MONTHS[month - 1]} {year}"
            if len(parts) > 2 and parts[2] != "XX":
                words = f"{int(parts[2])} {words}"
        elif len(parts) > 1:
            words = f"a month of {year}"
        return ("about " if self.approximate else "") + words + (" (uncertain)" if self.uncertain else "")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval, kept as written; `earliest` and `latest` bound it, open ends at the ends of time."""

    text: str
    start: Day | None
    end: Day | None
    interval: bool

    def __str__(self) -> str:
        """As written."""
        return self.text

    @property
    def earliest(self) -> dt.date:
        return self.start.earliest if self.start else FIRST

    @property
    def latest(self) -> dt.date:
        return self.end.latest if self.end else LAST

    @property
    def year(self) -> int:
        """The first year that the date can mean."""
        return self.start.earliest.year if self.start else self.latest.year

    @property
    def inexact(self) -> bool:
        """True where the author marked a doubt with `~`, `?` or `%`."""
        return any(day is not None and day.mark for day in (self.start, self.end))

    @property
    def in_words(self) -> str:
        """The date as a reader sees it."""
        if not self.interval:
            assert self.start is not None
            return self.start.in_words
        if self.start and self.end:
            return f"{self.start.in_words} to {self.end.in_words}"
        if self.start:
            return f"from {self.start.in_words}"
        return f"until {self.end.in_words}" if self.end else "at an unknown time"

    def meets(self, other: Edtf) -> bool:
        """True where the two can share a day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Edtf:
        """The date that `text` means; raises Refused where it is not EDTF of level 0 or 1."""
        if "/" not in text:
            day = _day(text)
            return cls(text, day, day, interval=False)
        ends = text.split("/")
        if len(ends) != 2 or ends == ["", ""]:
            raise Refused(
                "bad-date", f"{quoted(text)} is not an interval", "write `2014/2024`, or `2015/..` where it is open"
            )
        start, end = (None if e in ("", "..") else _day(e) for e in ends)
        if start and end and end.latest < start.earliest:
            raise Refused("bad-date", f"{quoted(text)} ends before it begins", "put the earlier date before the `/`")
        return cls(text, start, end, interval=True)


def _day(text: str) -> Day:
    found = _DATE.fullmatch(text)
    if not found:
        raise Refused("bad-date", f"{quoted(text)} is not a date in EDTF", _HELP)
    year, month, day = found["year"], found["month"], found["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low == 0:
        raise Refused("bad-date", f"`{text}` is no year that a date can have", "years run from 0001 to 9999")
    if month == "XX" and day not in (None, "XX"):
        raise Refused("bad-date", f"`{text}` knows the day but not the month", _HELP)
    first, last = 1, 12
    if month not in (None, "XX"):
        number = int(month)
        if number in _SEASON_MONTHS and day is None:
            first, last = _SEASON_MONTHS[number]
        elif 1 <= number <= 12:
            first = last = number
        else:
            raise Refused(
                "bad-date",
                f"`{text}` names month {month}, which does not exist",
                "months run from 01 to 12; the seasons 21 to 24 have no day",
            )
    length = calendar.monthrange(high, last)[1]
    if day in (None, "XX"):
        return Day(text, dt.date(low, first, 1), dt.date(high, last, length), found["mark"])
    if not 1 <= int(day) <= length:
        raise Refused("bad-date", f"`{text}` names day {day}, which does not exist", f"that month has {length} days")
    return Day(text, dt.date(low, first, int(day)), dt.date(high, last, int(day)), found["mark"])
