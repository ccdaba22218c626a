"""Go through a corpus and its site for more than a build asks: what the pages say, and what stands in the private copies.

In: the folder of a corpus; for anchors, the folder of the copies. Out: the corpus, or every problem. Only the lock is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crossbrief.check.quotation import too_long
from crossbrief.leaks import excused, leaks
from crossbrief.link.corpus import Corpus
from crossbrief.lint import lint
from crossbrief.load import Loaded, load
from crossbrief.lock import write_lock
from crossbrief.pipeline import made, make, sound
from crossbrief.problem import Problem
from crossbrief.proof import prove
from crossbrief.quotation import in_prose
from crossbrief.strings import own_words
from crossbrief.timings import Timings
from crossbrief.verify import MISCOUNTED, NO_COPY, Verdict, Verified, verify
from crossbrief.whence import whence
from crossbrief.workers import Tell, untold
from crossbrief.yamlfile import Document


def inspect(root: Path, tell: Tell = untold, *, strict: bool = False) -> Corpus | list[Problem]:
    """Everything that a build would do but publish, and then the rendered pages read for claims without speakers.

    With `strict` a corpus without problems is read once more for advice on tradecraft.
    """
    built = make(root, tell)
    if isinstance(built, list):
        return built
    problems = list(prove(built.corpus, built.words, built.files.items()))
    if strict and not problems:
        loaded = load(root / "briefs")
        problems = loaded if isinstance(loaded, list) else lint(loaded, built.files.items())
    return problems or built.corpus


def prove_anchors(root: Path, sources: Path, day: str) -> Verified | list[Problem]:
    """Prove every anchor against the private copies in `sources`, look for their words in the site, drafts and all, and
    write the lock.

    Or what does not stand in its place, what is quoted beyond the limits, and what was copied.
    """
    loaded = load(root / "briefs")
    if isinstance(loaded, list):
        return loaded
    verified = verify(loaded, sources, day)
    wrong = [_as_problem(one) for one in verified.verdicts if one.verdict != "same"]
    wrong += [
        problem
        for brief in loaded.briefs
        if brief.slug in verified.copies
        for problem in too_long(
            brief, in_prose(brief.record, verified.copies[brief.slug]), loaded.site.record.quotation
        )
    ]
    if wrong:
        return wrong
    built = made(root, sound(replace(loaded, lock=verified.lock or loaded.lock), Timings(), drafts=True))
    if isinstance(built, list):
        return built
    allowed, written = excused(built.corpus, verified.copies), whence(_written(loaded, root))
    copied = list(leaks(built.files.items(), verified.copies, allowed, written))
    if copied:
        return copied
    if verified.lock:
        write_lock(root / "briefs", verified.lock)
    return verified


def _written(loaded: Loaded, root: Path) -> Iterator[Document]:
    """Every file of the author's that has words in the site."""
    yield from (one.document for one in (*loaded.briefs, *loaded.registers.values(), loaded.site))
    words = own_words(root)
    if words:
        yield words


def _as_problem(one: Verdict) -> Problem:
    code = f"anchor-{one.verdict}".replace(" ", "-")
    if one.verdict == NO_COPY:
        return Problem(
            one.place,
            "no-private-copy",
            f"there is no private copy of `{one.slug}`: {one.detail}",
            "put it into the folder, or take the brief out",
        )
    if one.verdict == MISCOUNTED:
        help = "write that number, and see that each paragraph is cited or excused; `parts` and `furniture` say which lines are none"
        return Problem(one.place, "copy-miscounted", one.detail, help)
    help = "read the passage again, mend the claim and its anchor by hand, and verify again; nothing is moved by itself"
    return Problem(one.place, code, f"the anchor of claim `{one.claim}` is {one.verdict}: {one.detail}", help)
