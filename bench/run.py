"""Measure our build beside its peers on the same content: cold, without a change, and after one edit.

In: a size and the peers. Out: medians and ratios, ours over theirs, as a table or one JSON object. Every run is a fresh
process; the tools take turns within each round, each round beginning with another, so that what the machine does
meanwhile falls on all alike.

    python bench/run.py --size 1000 --peer hugo --json
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# The root is on the path from here on, so that the file runs by itself.
from bench import install, tools
from bench.measure import Run, run
from bench.pages import Page, edited, pages
from bench.tools import OURS, Ours, Tool

SEED = 1
STEPS = ("cold", "same", "edit")
"""From nothing; again without a change; again after one claim's text was changed."""
PAGEFIND = "pagefind"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - memory where there is such a folder, so that no disk is measured


@dataclass(frozen=True, slots=True)
class Median:
    """The medians of several runs of one step."""

    wall: float
    cpu: float
    peak: float
    written: float
    files: float


Measured = dict[str, dict[str, Median]]
"""By tool and step."""


def measure(size: int, found: Sequence[Tool], rounds: int, search: bool = True) -> Measured:
    """Build `size` briefs with every tool, `rounds` times each step."""
    made = list(pages(size, SEED))
    runs: dict[str, dict[str, list[Run]]] = {tool.name: {} for tool in found}
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as work:
        folders = {tool.name: Path(work) / tool.name for tool in found}
        for tool in found:
            folders[tool.name].mkdir()
            tool.write(made, size, SEED, folders[tool.name])
        for turn in range(rounds):
            first = turn % len(found)
            for tool in (*found[first:], *found[:first]):
                _round(tool, made[-1], folders[tool.name], turn, runs[tool.name], search)
    return {name: {step: _median(some) for step, some in steps.items()} for name, steps in runs.items()}


def _round(tool: Tool, page: Page, folder: Path, turn: int, runs: dict[str, list[Run]], search: bool) -> None:
    out, source = tool.out(folder), tool.source(page, folder)
    for gone in (out, *tool.caches(folder)):
        shutil.rmtree(gone, ignore_errors=True)
    for step in STEPS:
        if step == "edit":
            source.write_text(edited(source.read_text(encoding="utf-8"), turn), encoding="utf-8")
        runs.setdefault(step, []).append(run(tool.command(folder), folder, out))
    if search and not tool.has_search:
        index = [str(install.NODE / "node_modules" / ".bin" / PAGEFIND), "--site", str(out), "--silent"]
        runs.setdefault("search", []).append(run(index, folder, out / PAGEFIND))


def _median(runs: list[Run]) -> Median:
    columns = zip(*(asdict(one).values() for one in runs), strict=True)
    return Median(*(statistics.median(column) for column in columns))


def compared(size: int, peer: str, version: str, measured: Measured, rounds: int) -> dict[str, Any]:
    """Ours beside one peer: the ratios of wall time, ours over theirs, and what both took."""
    ours, theirs = measured[OURS], measured[peer]
    ratios = {f"{step}_ratio": round(ours[step].wall / theirs[step].wall, 3) for step in STEPS}
    return {
        "size": size,
        "peer": peer,
        "version": version,
        "rounds": rounds,
        **ratios,
        "ours": {step: asdict(one) for step, one in ours.items()},
        "theirs": {step: asdict(one) for step, one in theirs.items()},
    }


def machine() -> str:
    """What the figures were measured on."""
    where = SHARED_MEMORY if SHARED_MEMORY.is_dir() else Path(tempfile.gettempdir())
    return f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, work folder in {where}"


def table(size: int, measured: Measured, rounds: int) -> str:
    """The medians and ratios as Markdown."""
    ours = measured[OURS]
    lines = [
        f"### {size:,} briefs, medians of {rounds}",
        "",
        "| tool | step | wall s | CPU s | peak MB | written MB | files | ours / theirs |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, steps in measured.items():
        for step, one in steps.items():
            ratio = f"{ours[step].wall / one.wall:.2f}" if name != OURS and step in ours else ""
            lines.append(
                f"| {name} | {step} | {one.wall:.2f} | {one.cpu:.2f} | {one.peak / 1e6:.0f} | {one.written / 1e6:.2f} | {one.files:.0f} | {ratio} |"
            )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Install what is missing, measure, print."""
    names = ("hugo", "eleventy", "pelican", "mkdocs")
    parser = argparse.ArgumentParser(description="Measure our build beside its peers on the same content.")
    parser.add_argument("--size", type=int, default=100, metavar="N", help="how many briefs (100 unless told)")
    parser.add_argument("--peer", action="append", choices=names, help="one peer; may be given again (all unless told)")
    parser.add_argument("--rounds", type=int, metavar="N", help="runs of each step (5; 3 from 10,000 briefs)")
    parser.add_argument("--no-search", action="store_true", help="leave the peers' search index out")
    parser.add_argument("--json", action="store_true", help="print JSON: one object, or a list for several peers")
    options = parser.parse_args(arguments)
    install.install()
    rounds = options.rounds or (3 if options.size >= 10_000 else 5)
    wanted, known = options.peer or names, tools.peers()
    measured = measure(options.size, [Ours(), *(known[name] for name in wanted)], rounds, not options.no_search)
    if options.json:
        found = [compared(options.size, name, install.VERSIONS[name], measured, rounds) for name in wanted]
        print(json.dumps(found[0] if len(found) == 1 else found, indent=1))
        return 0
    versions = ", ".join(f"{name} {version}" for name, version in sorted(install.VERSIONS.items()))
    print(f"{machine()}; {versions}\n\n{table(options.size, measured, rounds)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
