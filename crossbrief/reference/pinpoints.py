"""Where in a work a passage stands, as each style abbreviates it.

In: a Locator (CSL's terms: paragraph, page, section, timestamp; and named parts, for which the styles have no term and
which keep their own words). Out: text. Example: `4, 7-8` is "paras. 4, 7–8".
"""

from __future__ import annotations

from itertools import groupby

from crossbrief.locator import Locator, Spot

_CHICAGO = {
    "paragraph": ("para. ", "paras. "),
    "page": ("", ""),
    "section": ("sec. ", "secs. "),
    "timestamp": ("at ", "at "),
}
_APA = {
    "paragraph": ("para. ", "paras. "),
    "page": ("p. ", "pp. "),
    "section": ("Section ", "Sections "),
    "timestamp": ("", ""),
}


def chicago(locator: Locator | None) -> str:
    """A pinpoint in Chicago; page ranges are shortened. Example: 112–18"""
    return _pinpoint(locator, _CHICAGO, shorten=True)


def apa(locator: Locator | None) -> str:
    """A pinpoint in APA; page ranges are whole. Example: pp. 112–118"""
    return _pinpoint(locator, _APA, shorten=False)


def page_range(text: str, *, shorten: bool) -> str:
    """Pages as printed, with a dash for a hyphen; shortened by Chicago's rule (9.63) where the style wants it."""
    return ", ".join(_pages(piece.strip(), shorten=shorten) for piece in text.split(","))


def _pages(text: str, *, shorten: bool) -> str:
    first, dash, last = text.replace("–", "-").partition("-")
    if not dash:
        return text
    return f"{first.strip()}–{_shortened(first.strip(), last.strip()) if shorten else last.strip()}"


def _shortened(first: str, last: str) -> str:
    """The second number of a range: its changed part, of two digits at least but after the first ten of a hundred."""
    if not (first.isdecimal() and last.isdecimal() and len(first) == len(last) > 2) or first.endswith("00"):
        return last
    same = next((n for n in range(len(first)) if first[n] != last[n]), len(first) - 1)
    at_least = 1 if first[-2] == "0" else 2
    return last[min(same, len(last) - at_least) :]


def _pinpoint(locator: Locator | None, terms: dict[str, tuple[str, str]], *, shorten: bool) -> str:
    if locator is None:
        return ""
    groups = groupby(locator.spots, key=lambda spot: "" if spot.is_part else spot.label)
    return ", ".join(_group(label, list(spots), terms, shorten=shorten) for label, spots in groups)


def _group(label: str, spots: list[Spot], terms: dict[str, tuple[str, str]], *, shorten: bool) -> str:
    if not label:
        return ", ".join(spot.words for spot in spots)
    several = len(spots) > 1 or spots[0].first != spots[0].last
    ranges = (spot.first if spot.first == spot.last else f"{spot.first}-{spot.last}" for spot in spots)
    return terms[label][several] + ", ".join(_pages(one, shorten=shorten and label == "page") for one in ranges)
