"""Rules on places: they exist in the source, anchors are short, every paragraph is cited or excused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from crossbrief.check.ids import FiledBrief
from crossbrief.lock import Lock
from crossbrief.passage import words_of
from crossbrief.problem import Problem
from crossbrief.schema.base import At
from crossbrief.yamlfile import Loc

ANCHOR_WORDS = (3, 6)
_LINES = re.compile(r"([1-9]\d{0,8})(?:\s*[-–]\s*([1-9]\d{0,8}))?", re.ASCII)


def _places(brief: FiledBrief) -> Iterator[tuple[At, Loc]]:
    record = brief.record
    for n, claim in enumerate(record.claims):
        for m, citation in enumerate(claim.citation):
            yield citation.at, ("claims", n, "citation", m, "at")
    for n, excuse in enumerate(record.excused):
        yield excuse.at, ("excused", n, "at")
    for n, slip in enumerate(record.slips):
        yield slip.at, ("slips", n, "at")
    for question, coding in record.codings.items():
        if coding.silent:
            yield coding.silent.nearest, ("codings", question, "silent", "nearest")


def places_exist(brief: FiledBrief) -> Iterator[Problem]:
    """A paragraph's number is one that the source has, and so is a part's."""
    copy = brief.record.source.copy
    have = Counter(part.part for part in copy.parts)
    for at, loc in _places(brief):
        beyond = [n for n in at.paragraphs if n > copy.paragraphs]
        if beyond:
            yield brief.document.problem(
                loc,
                "place-outside",
                f"there is no paragraph {beyond[0]}; the source has {copy.paragraphs}",
                "count the paragraphs again, without furniture and parts",
            )
        for part, number in at.parts:
            if number > have[part]:  # type: ignore[index]
                yield brief.document.problem(
                    loc,
                    "place-outside",
                    f"the source's record has no {part} {number}",
                    "add the part with its line under `source: copy: parts:`",
                )


def coverage(brief: FiledBrief) -> Iterator[Problem]:
    """Every paragraph is cited by a claim or excused with a reason, and none is both; told once all places exist."""
    record = brief.record
    cited = {n for claim in record.claims for citation in claim.citation for n in citation.at.paragraphs}
    excused = {n for excuse in record.excused for n in excuse.at.paragraphs}
    count, told = record.source.copy.paragraphs, cited | excused
    gaps = pairwise((0, *sorted(told), count + 1)) if max(told, default=0) <= count else ()
    for before, after in gaps:
        if after - before > 1:
            several = after - before > 2
            at = f"{before + 1}-{after - 1}" if several else f"{before + 1}"
            yield Problem(
                brief.document.key("claims"),
                "uncovered-paragraph",
                f"paragraph{'s' * several} {at} {'are' if several else 'is'} neither cited by a claim nor excused",
                f"add a claim, or `{{at: {at}, because: …}}` under `excused:`",
            )
    for n, excuse in enumerate(record.excused):
        both = sorted(cited & set(excuse.at.paragraphs))
        if both:
            yield brief.document.problem(
                ("excused", n, "at"),
                "excused-but-cited",
                f"paragraph {both[0]} is excused, but a claim cites it",
                f"take paragraph {both[0]} out of the excuse",
            )


def anchors(brief: FiledBrief) -> Iterator[Problem]:
    """A phrase of an anchor has three to six words."""
    low, high = ANCHOR_WORDS
    for n, claim in enumerate(brief.record.claims):
        for m, citation in enumerate(claim.citation):
            for key, phrase in (("start", citation.start), ("end", citation.end)):
                count = len(words_of(phrase or ""))
                if phrase is not None and not low <= count <= high:
                    yield brief.document.problem(
                        ("claims", n, "citation", m, key),
                        "anchor-length",
                        f"the anchor's `{key}` has {count} word{'s' * (count != 1)}; expected {low} to {high}",
                        f"give {low} to {high} words as printed; where the passage is short, leave `end:` out",
                    )


def changed_since_proof(brief: FiledBrief, lock: Lock) -> Iterator[Problem]:
    """An anchor that was proved still reads as it did then."""
    for n, claim in enumerate(brief.record.claims):
        for m, citation in enumerate(claim.citation):
            proof = lock.proof(brief.slug, claim.id, m + 1)
            if proof and proof.anchor != lock.hash_of(citation):
                message = f"the anchor of claim `{claim.id}` was changed after it was proved on {proof.proved}"
                help = "run `verify --sources DIR` with the private copies, or take the change back"
                yield brief.document.problem(("claims", n, "citation", m, "start"), "anchor-changed", message, help)


def furniture(brief: FiledBrief) -> Iterator[Problem]:
    """Furniture is named by line, and no line is furniture and a part at once."""
    copy = brief.record.source.copy
    parts = {part.line for part in copy.parts}
    for n, one in enumerate(copy.furniture):
        loc = ("source", "copy", "furniture", n, "lines")
        found = _LINES.fullmatch(one.lines)
        if not found:
            yield brief.document.problem(
                loc, "bad-lines", f"`{one.lines}` is not a line or a range of lines", "write `3` or `45-51`"
            )
            continue
        first, last = int(found[1]), int(found[2] or found[1])
        twice = sorted(line for line in parts if first <= line <= last)
        if twice:
            message = f"line {twice[0]} is given as furniture here, and under `parts:` as a part"
            yield brief.document.problem(loc, "line-twice", message, "keep it in one of the two")


RULES = (places_exist, coverage, anchors, furniture)
