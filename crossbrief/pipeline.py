"""The whole flow: load, check, link, render, publish.

In: the folder of a corpus. Out: a published site and its counts, or every problem at once and nothing written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crossbrief.check import check
from crossbrief.link import link
from crossbrief.link.corpus import Corpus
from crossbrief.load import load
from crossbrief.problem import Problem
from crossbrief.proof import prove
from crossbrief.publish import publish, refusal
from crossbrief.render import TemplateProblem, render
from crossbrief.strings import MissingWords, Strings, load_strings


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made."""

    corpus: Corpus
    files: dict[str, bytes]


def read(root: Path) -> Corpus | list[Problem]:
    """The corpus under `root`, loaded, checked and linked; or every problem of all its files."""
    loaded = load(root / "briefs")
    if isinstance(loaded, list):
        return loaded
    problems = check(loaded)
    linked = link(loaded)
    if isinstance(linked, list):
        return problems + linked
    return problems or linked


def make(root: Path) -> Built | list[Problem]:
    """The corpus and every file of its site, in memory; or the problems."""
    corpus, words = read(root), load_strings(root / "templates")
    problems = [*(corpus if isinstance(corpus, list) else []), *([words] if isinstance(words, Problem) else [])]
    if isinstance(corpus, list) or not isinstance(words, Strings):
        return problems
    try:
        return Built(corpus, dict(render(corpus, words, root / "templates")))
    except (TemplateProblem, MissingWords) as error:
        return [error.problem]


def build(root: Path, out: Path) -> Built | list[Problem]:
    """Make the site and publish it to `out`; with any problem nothing is written."""
    in_the_way = refusal(out)
    if in_the_way:
        return [in_the_way]
    built = make(root)
    if isinstance(built, Built):
        done = publish(built.files.items(), out)
        return [done] if isinstance(done, Problem) else built
    return built


def inspect(root: Path) -> Corpus | list[Problem]:
    """Everything that a build would do but publish, and then the rendered pages read for claims without speakers."""
    built, words = make(root), load_strings(root / "templates")
    if not isinstance(built, Built) or not isinstance(words, Strings):
        return built if isinstance(built, list) else []
    return list(prove(built.corpus, words, built.files.items())) or built.corpus
