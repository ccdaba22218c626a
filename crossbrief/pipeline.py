"""The whole flow: load, check, link, render, publish.

In: the folder of a corpus. Out: a published site and its counts, or every problem at once and nothing written.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from crossbrief.check import check
from crossbrief.check.quotation import too_long
from crossbrief.leaks import excused, leaks
from crossbrief.link import link
from crossbrief.link.corpus import Corpus
from crossbrief.lint import lint
from crossbrief.load import Loaded, load
from crossbrief.lock import FILE as LOCK_FILE
from crossbrief.lock import as_json
from crossbrief.problem import Problem
from crossbrief.proof import prove
from crossbrief.publish import publish, refusal
from crossbrief.quotation import in_prose
from crossbrief.render import TemplateProblem, render
from crossbrief.strings import MissingWords, Strings, load_strings
from crossbrief.templates import templates_of, unknown
from crossbrief.verify import Verdict, Verified, verify

File = tuple[str, bytes]
Watch = Callable[[Iterator[File]], Iterator[File]]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    corpus: Corpus
    words: Strings
    files: dict[str, bytes]
    in_one_step: bool = True
    """False where the published site could not take the place of the old one in one step."""


def read(root: Path) -> Corpus | list[Problem]:
    """The corpus under `root`, loaded, checked and linked; or every problem of all its files."""
    loaded = load(root / "briefs")
    return loaded if isinstance(loaded, list) else _sound(loaded)


def _sound(loaded: Loaded) -> Corpus | list[Problem]:
    problems = check(loaded)
    linked = link(loaded)
    if isinstance(linked, list):
        return problems + linked
    return problems or linked


@contextmanager
def unswept() -> Iterator[None]:
    """Keep Python from looking for cycles: a build makes next to none, and what it makes lives until it ends."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def make(root: Path, watch: Watch = iter) -> Built | list[Problem]:
    """The corpus and every file of its site, in memory; or the problems. The files pass through `watch` as they are made."""
    with unswept():
        return _made(root, read(root), watch)


def _made(root: Path, corpus: Corpus | list[Problem], watch: Watch = iter) -> Built | list[Problem]:
    templates = templates_of(root)
    words, problems = load_strings(templates), list(unknown(templates))
    problems += corpus if isinstance(corpus, list) else []
    problems += [words] if isinstance(words, Problem) else []
    if problems or isinstance(corpus, list) or isinstance(words, Problem):
        return problems
    try:
        return Built(corpus, words, dict(watch(render(corpus, words, templates))))
    except (TemplateProblem, MissingWords) as error:
        return [error.problem]


def build(root: Path, out: Path, watch: Watch = iter) -> Built | list[Problem]:
    """Make the site and publish it to `out`; with any problem nothing is written."""
    in_the_way = refusal(out)
    if in_the_way:
        return [in_the_way]
    built = make(root, watch)
    if isinstance(built, Built):
        done = publish(built.files.items(), out)
        return [done] if isinstance(done, Problem) else replace(built, in_one_step=done.in_one_step)
    return built


def inspect(root: Path, watch: Watch = iter, *, strict: bool = False) -> Corpus | list[Problem]:
    """Everything that a build would do but publish, and then the rendered pages read for claims without speakers.

    With `strict` a corpus without problems is read once more for advice on tradecraft.
    """
    built = make(root, watch)
    if isinstance(built, list):
        return built
    problems = list(prove(built.corpus, built.words, built.files.items()))
    if strict and not problems:
        loaded = load(root / "briefs")
        problems = loaded if isinstance(loaded, list) else lint(loaded, built.files.items())
    return problems or built.corpus


def prove_anchors(root: Path, sources: Path, day: str) -> Verified | list[Problem]:
    """Prove every anchor against the private copies in `sources`, look for their words in the site, and write the lock.

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
    built = _made(root, _sound(replace(loaded, lock=verified.lock or loaded.lock)))
    if isinstance(built, list):
        return built
    copied = list(leaks(built.files.items(), verified.copies, excused(built.corpus, verified.copies)))
    if copied:
        return copied
    if verified.lock:
        (root / "briefs" / LOCK_FILE).write_text(as_json(verified.lock), encoding="utf-8")
    return verified


def _as_problem(one: Verdict) -> Problem:
    code = f"anchor-{one.verdict}".replace(" ", "-")
    if not one.claim:
        return Problem(
            one.place,
            "no-private-copy",
            f"there is no private copy of `{one.slug}`: {one.detail}",
            "put it into the folder, or take the brief out",
        )
    help = "read the passage again, mend the claim and its anchor by hand, and verify again; nothing is moved by itself"
    return Problem(one.place, code, f"the anchor of claim `{one.claim}` is {one.verdict}: {one.detail}", help)
