"""The lock: what `verify` proved of the anchors, so that a build without the private copies still knows it.

In: `briefs/anchors.lock.json`, which is committed. Out: for each citation, when it was proved, or that it never was. It
holds salted hashes, offsets and counts of words, and of a source's words only those of the links to its passages: the
anchors, which the briefs hold too, and where these stand twice in the source a few words beside them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, field
from pathlib import Path

from crossbrief.frozen import dataclass
from crossbrief.problem import Place, Problem
from crossbrief.schema.claim import Citation

FILE = "anchors.lock.json"
NORMALISER = "1"
"""Changes when `passage.fold` does; proofs by another normaliser do not count."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One anchor that was found in its place."""

    anchor: str
    """Salted hash of the locator and the two phrases: tells whether they were changed since."""
    passage: str
    """Salted hash of the folded passage."""
    start: int
    """Where the passage begins in the folded text of its place, in code points."""
    end: int
    words: int
    proved: str
    """The day, as YYYY-MM-DD."""
    fragment: str = ""
    """The text directive that leads to the passage on the source's page; empty where the source has no address, or
    where no directive was found whose first match is the passage."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a brief quotes of its source, as it was counted."""

    words: int
    """Distinct words of the source; one that is quoted twice counts once."""
    longest: int
    """Words in a row, in the longest phrase."""
    phrases: str
    """Salted hash of the phrases that the brief declares: tells whether they were changed since."""
    counted: str
    """The day, as YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class SourceProof:
    """The proofs of one source."""

    document: str
    """Salted hash of the folded paragraphs and parts."""
    paragraphs: dict[str, str]
    """Salted hash of each paragraph, by number, and of each part, by name."""
    words: int
    anchors: dict[str, Proof]
    """By the claim's id, a full stop, and the number of the citation within it, from 1."""
    quoted: Quoted | None = None
    """None where an older lock does not say."""

    def proof(self, claim: str, number: int) -> Proof | None:
        """The proof of a claim's citation, from 1; None where there is none."""
        return self.anchors.get(f"{claim}.{number}")


@dataclass(frozen=True, slots=True)
class Lock:
    """Everything that was proved, by slug."""

    salt: str
    sources: dict[str, SourceProof] = field(default_factory=dict)

    def hash(self, text: str) -> str:
        """A salted hash of a text, so that a short one cannot be guessed from a table."""
        return hashlib.sha256(f"{self.salt}\n{text}".encode()).hexdigest()[:32]

    def hash_of(self, citation: Citation) -> str:
        """The hash that changes when the locator or a phrase of an anchor does."""
        return self.hash("\n".join((citation.at.text, citation.start, citation.end or "")))

    def proof(self, slug: str, claim: str, number: int) -> Proof | None:
        """The proof of a claim's citation, from 1; None where there is none."""
        source = self.sources.get(slug)
        return source.proof(claim, number) if source else None


def read_lock(folder: Path) -> Lock | Problem:
    """The lock in a folder of briefs; an empty one where there is none."""
    file = folder / FILE
    if not file.exists():
        return Lock("")
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        sources = {
            slug: SourceProof(
                **{
                    **one,
                    "anchors": {key: Proof(**proof) for key, proof in one["anchors"].items()},
                    "quoted": Quoted(**one["quoted"]) if isinstance(one.get("quoted"), dict) else None,
                }
            )
            for slug, one in raw["sources"].items()
        }
        return Lock(raw["salt"], sources) if raw["normaliser"] == NORMALISER else Lock(raw["salt"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        place = Place(f"{folder.name}/{FILE}")
        return Problem(
            place,
            "broken-lock",
            "the lock of the anchors can't be read",
            "take it back from the last commit, or delete it and run `verify` again",
        )


def as_json(lock: Lock) -> str:
    """The lock as it is committed: sorted, a line for each value, so that a change reads well in a diff."""
    sources = {slug: asdict(one) for slug, one in sorted(lock.sources.items())}
    return (
        json.dumps({"normaliser": NORMALISER, "salt": lock.salt, "sources": sources}, indent=1, sort_keys=True) + "\n"
    )


def write_lock(folder: Path, lock: Lock) -> None:
    """Put the lock into a folder of briefs, in one step: whoever stops it leaves the old one whole."""
    fresh = folder / f".{FILE}.new"
    fresh.write_text(as_json(lock), encoding="utf-8")
    fresh.replace(folder / FILE)
