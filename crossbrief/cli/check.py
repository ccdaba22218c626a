"""`check`: find every problem and write nothing. In: a corpus. Out: all its problems at once, or that there are none.

As text problems go to standard error; as JSON or as annotations they are the result and go to standard output.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from crossbrief import inspection
from crossbrief.cli.console import DONE, PROBLEMS, counted, kept_out, problems, writable
from crossbrief.cli.progress import Progress
from crossbrief.problem import Problem
from crossbrief.stats import stats


def run(options: argparse.Namespace, root: Path) -> int:
    """Check the corpus at `root`."""
    with Progress("checking") as progress:
        corpus = inspection.inspect(root, progress.tell, strict=options.strict)
    found = sorted(set(corpus)) if isinstance(corpus, list) else []
    if options.format == "json":
        print(writable(json.dumps([as_record(problem) for problem in found], indent=2, ensure_ascii=False)))
    elif options.format == "github":
        print(writable("".join(f"{as_annotation(problem)}\n" for problem in found)), end="")
    elif found:
        return problems(found)
    else:
        assert not isinstance(corpus, list)
        counts = stats(corpus)
        briefs, claims = counted(counts["briefs"], "brief"), counted(counts["claims"], "claim")
        print(f"no problems in {briefs} with {claims}{kept_out(len(corpus.drafts))}")
    return PROBLEMS if found else DONE


def as_record(problem: Problem) -> dict[str, str | int]:
    """A problem as JSON: lines and columns from 1, the width in characters."""
    at = problem.place
    return {
        "path": at.path,
        "line": at.line,
        "column": at.col,
        "width": at.width,
        "level": problem.level,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }


def as_annotation(problem: Problem) -> str:
    """A problem as a workflow command, which GitHub Actions shows beside the line.

    Escaped as the runner reads it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    at, text = problem.place, problem.message
    if problem.help:
        text += f"\nhelp: {problem.help}"
    given = {"file": at.path, "line": str(at.line), "col": str(at.col), "title": problem.code}
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in given.items())
    return f"::{problem.level} {properties}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    """A text with the characters that would end it, and the per cent sign, in per-cent notation."""
    return "".join(f"%{ord(char):02X}" if char in f"%\r\n{more}" else char for char in text)
