"""Prove every anchor against the private copies, and write down what was proved.

In: a loaded corpus, a folder with the private copies, today's date. Out: a verdict on each anchor and, where all stand, a new
lock. Against a copy that differs from the one in the record an anchor is the same, moved, edited or gone; nothing is ever
re-anchored here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crossbrief.fragment import Span, fragment
from crossbrief.frozen import dataclass
from crossbrief.load import Filed, Loaded
from crossbrief.lock import Lock, Proof, SourceProof
from crossbrief.passage import PrivateCopy, bracketed, divide, find_copy, in_lines, passage, place_text, words_of
from crossbrief.problem import Place
from crossbrief.quotation import count
from crossbrief.schema.brief import Brief
from crossbrief.schema.claim import Citation

SAME, MOVED, EDITED, GONE, NO_COPY, MISCOUNTED = "same", "moved", "edited", "gone", "no copy", "miscounted"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one anchor, or of a whole source for which there is no copy."""

    slug: str
    claim: str
    place: Place
    verdict: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Every verdict, the copies, and the lock that follows where all anchors stand in the copies that the records name."""

    verdicts: tuple[Verdict, ...]
    copies: dict[str, PrivateCopy]
    """By slug, for each brief that has one."""
    lock: Lock | None
    others: tuple[str, ...] = ()
    """The slugs of those whose copy is another than the one that the record names."""


def verify(loaded: Loaded, sources: Path, today: str) -> Verified:
    """Prove all anchors; the lock is None unless every one is the same and every copy is the one that its record names."""
    old = loaded.lock
    lock = Lock(old.salt or secrets.token_hex(16), dict(old.sources))
    verdicts: list[Verdict] = []
    copies: dict[str, PrivateCopy] = {}
    others: list[str] = []
    for brief in loaded.briefs:
        file = find_copy(sources, brief.record.source.copy.sha256)
        exact = file is not None
        named = sources / f"{brief.slug}.txt"
        file = file or (named if named.is_file() and not named.is_symlink() else None)
        if file is None:
            place = brief.document.at("source", "copy", "sha256")
            verdicts.append(
                Verdict(brief.slug, "", place, NO_COPY, f"no file with this sum, and none named {brief.slug}.txt")
            )
            continue
        copy = copies[brief.slug] = divide(file.read_text(encoding="utf-8"), brief.record.source.copy)
        others += [] if exact else [brief.slug]
        verdicts += _verdicts(brief, copy, old)
        if exact:
            verdicts += _miscounted(brief, copy)
            lock.sources[brief.slug] = _prove(brief, copy, lock, old, today)
    sound = not others and all(one.verdict == SAME for one in verdicts)
    slugs = {brief.slug for brief in loaded.briefs}
    kept = Lock(lock.salt, {slug: one for slug, one in lock.sources.items() if slug in slugs})
    return Verified(tuple(verdicts), copies, kept if sound else None, tuple(others))


def _miscounted(brief: Filed[Brief], copy: PrivateCopy) -> Iterator[Verdict]:
    """What the record says of its copy's length, where that is not so: pages print it, and every paragraph is to be accounted for."""
    said = brief.record.source.copy
    for key, expected, found in (
        ("paragraphs", said.paragraphs, len(copy.paragraphs)),
        ("words", said.words, copy.words),
    ):
        if expected != found:
            place = brief.document.at("source", "copy", key)
            yield Verdict(brief.slug, "", place, MISCOUNTED, f"the copy has {found} {key}; expected {expected}")


def _verdicts(brief: Filed[Brief], copy: PrivateCopy, old: Lock) -> list[Verdict]:
    found = []
    for n, claim in enumerate(brief.record.claims):
        for m, citation in enumerate(claim.citation):
            place = brief.document.at("claims", n, "citation", m, "start")
            proof = old.proof(brief.slug, claim.id, m + 1)
            if proof and proof.anchor != old.hash_of(citation):
                proof = None
            verdict, detail = judge(citation, copy, proof, old)
            found.append(Verdict(brief.slug, claim.id, place, verdict, detail))
    return found


def judge(citation: Citation, copy: PrivateCopy, proof: Proof | None, lock: Lock) -> tuple[str, str]:
    """What became of an anchor, in a word and in a few: by its old proof where there is one, else by its phrases alone."""
    here = passage(citation, copy)
    if here is not None and (proof is None or lock.hash(here) == proof.passage):
        return SAME, ""
    elsewhere = [
        (name, text[one[0] : one[1]])
        for name, text in _places(citation, copy)
        if (one := bracketed(citation, text)) is not None
    ]
    if proof:
        moved = [name for name, one in elsewhere if lock.hash(one) == proof.passage]
        if moved:
            return MOVED, f"the passage now stands in {moved[0]}"
        if here is not None or elsewhere:
            return EDITED, "its phrases stand, but what they bracket was changed"
    elif elsewhere:
        return MOVED, f"its phrases stand in {elsewhere[0][0]}"
    return GONE, "its phrases do not stand here in order"


def _places(citation: Citation, copy: PrivateCopy) -> Iterator[tuple[str, str]]:
    """Where to look for the anchor: each place and, where it runs over several paragraphs, as many that follow one another."""
    yield from copy.places()
    several = len(citation.at.paragraphs)
    if several > 1:
        for n in range(len(copy.paragraphs) - several + 1):
            yield f"paragraphs {n + 1}–{n + several}", " ".join(copy.paragraphs[n : n + several])


def _prove(brief: Filed[Brief], copy: PrivateCopy, lock: Lock, old: Lock, today: str) -> SourceProof:
    anchors: dict[str, Proof] = {}
    for claim in brief.record.claims:
        for number, citation in enumerate(claim.citation, start=1):
            text = place_text(citation, copy)
            where = bracketed(citation, text)
            if where is None:
                continue
            found = text[where[0] : where[1]]
            before = old.proof(brief.slug, claim.id, number)
            made = Proof(
                lock.hash_of(citation),
                lock.hash(found),
                *where,
                len(words_of(found)),
                today,
                _directive(citation, copy) if brief.record.source.record.url else "",
            )
            if before and (before.anchor, before.passage) == (made.anchor, made.passage):
                made = replace(made, proved=before.proved)
            anchors[f"{claim.id}.{number}"] = made
    places = {name: lock.hash(text) for name, text in copy.places()}
    document = lock.hash("\n".join(text for _, text in copy.places()))
    quoted = count(brief.record, copy, (one.fragment for one in anchors.values()), lock, today)
    known = old.sources.get(brief.slug)
    if known and known.quoted and replace(quoted, counted=known.quoted.counted) == known.quoted:
        quoted = known.quoted
    return SourceProof(document, places, copy.words, anchors, quoted)


def _directive(citation: Citation, copy: PrivateCopy) -> str:
    """The directive of a link to the passage on a page that holds the copy's lines; empty where none leads there."""
    first, *others = (Span(*one) for one in in_lines(citation, copy))
    return fragment(copy.lines, first, others[-1] if others else None).directive
