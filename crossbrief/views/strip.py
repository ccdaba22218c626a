"""The strip of a source: every part that a claim cites and every paragraph, in order, with its claims or why it has none.

In: a linked brief. Out: places. Each citation is gone through once, so that a strip costs what its citations cover.
"""

from __future__ import annotations

from collections import defaultdict

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import LinkedBrief
from crossbrief.locator import PARTS, Locator, Spot
from crossbrief.views.common import Link

Stretch = tuple[str, int]
"""A paragraph or a part: its kind and its number within the kind. Example: ("paragraph", 7)"""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place of the source: the claims that cite it, or why none does."""

    id: str
    short: str
    """Example: ¶ 7"""
    claims: tuple[Link, ...]
    excuse: str


def strip(linked: LinkedBrief) -> tuple[PlaceView, ...]:
    """The parts that are cited or excused, by kind, and then every paragraph."""
    claims: dict[Stretch, dict[str, Link]] = defaultdict(dict)
    for one in linked.claims.values():
        link = Link(one.claim.id, addresses.claim(one.address))
        for citation in one.claim.citation:
            for stretch in _stretches(citation.at):
                claims[stretch][one.claim.id] = link
    excuses = {stretch: one.because for one in linked.brief.excused for stretch in _stretches(one.at)}
    parts = sorted(
        {one for one in (*claims, *excuses) if one[0] != "paragraph"}, key=lambda one: (PARTS.index(one[0]), one[1])
    )
    paragraphs = [("paragraph", n) for n in range(1, linked.brief.source.copy.paragraphs + 1)]
    return tuple(
        PlaceView(
            f"place_{kind}_{n}",
            _short(kind, n),
            tuple(claims[kind, n].values()) if (kind, n) in claims else (),
            excuses.get((kind, n), ""),
        )
        for kind, n in (*parts, *paragraphs)
    )


def _stretches(at: Locator) -> list[Stretch]:
    return [*(("paragraph", n) for n in at.paragraphs), *at.parts]


def _short(kind: str, n: int) -> str:
    return Locator("", (Spot(kind, str(n), str(n)),)).short
