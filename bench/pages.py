"""The content that every tool gets: the made-up briefs, reduced to what all of them can show.

In: how many briefs, and a seed. Out: a page for each brief, with its claims, 3 to 6 of 40 tags and 5 links; and the one
edit that is measured. A tool's own module writes it in the tool's own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.chance import chance, slug_of
from bench.corpus import briefs
from bench.words import OPENINGS

LINKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A claim as every tool shows it: its id, class, speaker, text, paragraph and anchor."""

    id: str
    kind: str
    speaker: str
    text: str
    at: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Page:
    """A brief as every tool shows it."""

    slug: str
    title: str
    author: str
    outlet: str
    issued: str
    bottom_line: str
    claims: tuple[Line, ...]
    tags: tuple[str, ...]
    links: tuple[str, ...]
    """The slugs of other briefs."""


def pages(total: int, seed: int) -> Iterator[Page]:
    """Every brief as a page."""
    for number, (slug, brief) in enumerate(briefs(total, seed)):
        record = brief["source"]["record"]
        rng = chance(seed, "links", number)
        others = rng.sample(range(total), min(LINKS + 1, total))
        yield Page(
            slug=slug,
            title=record["title"],
            author=f"{record['author'][0]['given']} {record['author'][0]['family']}",
            outlet=record["container-title"],
            issued=record["issued"],
            bottom_line=brief["bottom_line"],
            claims=tuple(
                Line(
                    one["id"],
                    one["class"],
                    one["voice"]["who"] if "voice" in one else "",
                    one["text"],
                    one["citation"]["at"],
                    one["citation"]["start"],
                    one["citation"].get("end", ""),
                )
                for one in brief["claims"]
            ),
            tags=tuple(sorted({entity for one in brief["claims"] for entity in one["entities"]})),
            links=tuple(slug_of(other, seed) for other in others if other != number)[:LINKS],
        )


_OPENING = re.compile(re.escape(OPENINGS["judgement"]).replace(",", "( \\w+)?,"))
_WORDS = ("here", "now", "again", "anew", "alone", "still", "too", "yet")


def edited(text: str, times: int) -> str:
    """A tool's file after so many edits: each changes one word of its first claim, which is a judgement."""
    changed, found = _OPENING.subn(f"{OPENINGS['judgement'][:-1]} {_WORDS[times % len(_WORDS)]},", text, count=1)
    if not found:
        raise ValueError("the file holds no claim to edit")
    return changed
