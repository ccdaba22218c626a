"""Where in a source a passage stands: paragraph, page, section or timestamp (CSL's locator terms), or a named part.

An author writes `7`, `4-5`, `4, 7-8`, `page 12`, `section 2.1`, `timestamp 00:12:30`, `standfirst` or `caption 2`.
A bare number is a paragraph. Parts (title, standfirst, caption, heading, author-line) have no paragraph number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crossbrief.frozen import dataclass
from crossbrief.problem import Refused, quoted

LABELS = ("paragraph", "page", "section", "timestamp")
PARTS = ("title", "standfirst", "caption", "heading", "author-line")
_SPOT = re.compile(r"(?:(?P<word>[a-z-]+)(?:\s+(?P<of>\S+))?|(?P<bare>\d+(?:\s*[-–]\s*\d+)?))", re.ASCII)
_NUMBER = r"[1-9]\d{0,5}"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*[-–]\s*({_NUMBER}))?", re.ASCII)
_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:-(?:\d{1,2}:)?\d{1,2}:\d{2})?", re.ASCII)
_HELP = "write `7`, `4-5`, `4, 7-8`, `page 12`, `section 2.1`, `timestamp 00:12:30`, `standfirst` or `caption 2`"


@dataclass(frozen=True, slots=True)
class Spot:
    """One stretch of a source: a label and a range, or a part and which one of its kind."""

    label: str
    first: str
    last: str

    @property
    def is_part(self) -> bool:
        return self.label in PARTS

    @property
    def words(self) -> str:
        """As a reader sees it. Example: paragraphs 4-5"""
        if self.is_part:
            return self.label.replace("-", " ") + (f" {self.first}" if self.first != "1" else "")
        return f"{self.label} {self.first}" if self.first == self.last else f"{self.label}s {self.numbers}"

    @property
    def numbers(self) -> str:
        """Without the label. Example: 4–5"""
        return self.first if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Locator:
    """The places of one citation, in the order that the author wrote them."""

    text: str
    spots: tuple[Spot, ...]

    def __str__(self) -> str:
        """As written."""
        return self.text

    @property
    def words(self) -> str:
        return ", ".join(spot.words for spot in self.spots)

    @property
    def short(self) -> str:
        """For the margin; paragraphs in a row have one sign. Example: ¶ 4–5, 8"""
        found, before = [], ""
        for spot in self.spots:
            if spot.label == "paragraph":
                found.append(spot.numbers if before == "paragraph" else f"¶\u00a0{spot.numbers}")
            else:
                found.append(spot.words)
            before = spot.label
        return ", ".join(found)

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """Every paragraph number that the places cover."""
        numbers: list[int] = []
        for spot in self.spots:
            if spot.label == "paragraph":
                numbers += range(int(spot.first), int(spot.last) + 1)
        return tuple(numbers)

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """Every part named, with its number among the parts of its kind."""
        return tuple((spot.label, int(spot.first)) for spot in self.spots if spot.is_part)

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Locator:
        """The places that `text` names; raises Refused where it names none."""
        spots: list[Spot] = []
        label = "paragraph"
        for piece in text.split(","):
            found = _SPOT.fullmatch(piece.strip())
            if not found:
                raise Refused("bad-locator", f"{quoted(text)} names no place in a source", _HELP)
            if found["bare"]:
                spots.append(_labelled(label, found["bare"], text))
                continue
            label = found["word"]
            if label in PARTS:
                number = found["of"] or "1"
                if not re.fullmatch(_NUMBER, number, re.ASCII):
                    message = f"{quoted(piece)} does not say by a number which {label}"
                    raise Refused("bad-locator", message, f"write `{label}`, or `{label} 2` for the second")
                spots.append(Spot(label, number, number))
                label = "paragraph"
            elif label in LABELS and found["of"]:
                spots.append(_labelled(label, found["of"], text))
            else:
                raise Refused("bad-locator", f"{quoted(text)} names no place in a source", _HELP)
        return cls(text, tuple(spots))


def _labelled(label: str, value: str, text: str) -> Spot:
    if label == "timestamp":
        if not _TIME.fullmatch(value):
            raise Refused("bad-locator", f"{quoted(text)} gives no time", "write `timestamp 00:12:30`")
        return Spot(label, value, value)
    if label == "section":
        return Spot(label, value, value)
    return _ranged(label, value, text)


def _ranged(label: str, value: str, text: str) -> Spot:
    found = _RANGE.fullmatch(value)
    if not found:
        raise Refused("bad-locator", f"{quoted(text)} names no place in a source", _HELP)
    first, last = found[1], found[2] or found[1]
    if int(last) < int(first):
        raise Refused("bad-locator", f"{quoted(text)} ends before it begins", "put the smaller number first")
    if int(last) - int(first) > 10_000:
        raise Refused("bad-locator", f"{quoted(text)} runs over more than 10000 {label}s", "write a shorter range")
    return Spot(label, first, last)
