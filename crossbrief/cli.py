"""The command line: build, check, verify and stats.

In: arguments. Out: an exit code: 0 done, 1 problems in the corpus (nothing was written), 2 the command was wrong.
Problems go to standard error, results to standard output.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

from crossbrief import pipeline
from crossbrief.lock import FILE as LOCK_FILE
from crossbrief.problem import Problem, report
from crossbrief.stats import stats


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Run one verb in the corpus at `root` (the current folder unless told); the exit code."""
    options = _parser().parse_args(arguments)
    here = root or Path.cwd()
    verb = {"build": _build, "check": _check, "stats": _stats, "verify": _verify}[options.verb or "build"]
    return verb(options, here)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crossbrief",
        description="Check the briefs and build the site that compares them.",
        epilog="Exit codes: 0 done; 1 problems in the corpus, and nothing was written; 2 the command was wrong.",
    )
    parser.set_defaults(out=None, format="text")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the site goes (site/ unless told)")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    build = verbs.add_parser("build", help="build the site (the default)")
    build.add_argument(
        "--out", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where the site goes (site/ unless told)"
    )
    verbs.add_parser("check", help="find every problem and write nothing")
    proof = verbs.add_parser("verify", help="prove every anchor against the private copies")
    proof.add_argument("--sources", type=Path, metavar="DIR", required=True, help="the folder with the private copies")
    proof.add_argument("--date", metavar="YYYY-MM-DD", help="the day to write down (today unless told)")
    counts = verbs.add_parser("stats", help="count what the corpus holds")
    counts.add_argument(
        "--format", choices=["text", "json"], default="text", help="text (the default) or one JSON object"
    )
    return parser


def _build(options: argparse.Namespace, root: Path) -> int:
    began = time.perf_counter()
    out = options.out or root / "site"
    built = pipeline.build(root, out.absolute())
    if isinstance(built, list):
        return _problems(built, f"{out.name}/ was not changed.")
    counts = stats(built.corpus)
    pages = sum(1 for path in built.files if path.endswith(".html"))
    seconds = time.perf_counter() - began
    made = ", ".join(
        _counted(number, one)
        for number, one in (
            (counts["briefs"], "brief"),
            (counts["claims"], "claim"),
            (counts["citations"], "citation"),
            (pages, "page"),
        )
    )
    print(f"{made} in {seconds:.2f} seconds; open {_shown(out)}/index.html")
    return 0


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" + ("" if number == 1 else "s")


def _shown(folder: Path) -> str:
    """A folder as the person at the terminal would name it."""
    return os.path.relpath(folder) if folder.absolute().is_relative_to(Path.cwd()) else str(folder)


def _check(options: argparse.Namespace, root: Path) -> int:
    corpus = pipeline.inspect(root)
    if isinstance(corpus, list):
        return _problems(corpus, "")
    counts = stats(corpus)
    print(f"no problems in {_counted(counts['briefs'], 'brief')} with {_counted(counts['claims'], 'claim')}")
    return 0


def _stats(options: argparse.Namespace, root: Path) -> int:
    corpus = pipeline.read(root)
    if isinstance(corpus, list):
        return _problems(corpus, "")
    counts = stats(corpus)
    if options.format == "json":
        print(json.dumps(counts, indent=2))
    else:
        width = max(len(str(count)) for count in counts.values())
        print("\n".join(f"{count:>{width}}  {name.replace('_', ' ')}" for name, count in counts.items()))
    return 0


def _verify(options: argparse.Namespace, root: Path) -> int:
    if not options.sources.is_dir():
        print(f"crossbrief verify: there is no folder {options.sources}", file=sys.stderr)
        return 2
    day = options.date or datetime.date.today().isoformat()
    found = pipeline.prove_anchors(root, options.sources, day)
    if isinstance(found, list):
        return _problems(found, "The lock was not changed.")
    counts = Counter(one.verdict for one in found.verdicts)
    if found.lock is None:
        print(f"{counts['same']} anchors stand in copies that are not those of the records; the lock was not changed")
        return 0
    print(
        f"{_counted(counts['same'], 'anchor')} of {_counted(len(found.lock.sources), 'source')} stand in their places; {LOCK_FILE} is written"
    )
    return 0


def _problems(problems: list[Problem], closing: str) -> int:
    print(report(problems) + (f". {closing}" if closing else ""), file=sys.stderr)
    return 1
