"""The command line: one command with verbs, a module each.

In: arguments. Out: an exit code: 0 done, 1 problems in the corpus (nothing was written), 2 the command was wrong.
Problems go to standard error, results to standard output.
"""

from __future__ import annotations

import sys
from pathlib import Path

from crossbrief.cli import build, check, init, new, schema, serve, stats, verify, verify_site
from crossbrief.cli.arguments import parser
from crossbrief.cli.console import broken_off

VERBS = {
    "build": build.run,
    "check": check.run,
    "verify": verify.run,
    "verify-site": verify_site.run,
    "stats": stats.run,
    "serve": serve.run,
    "init": init.run,
    "new": new.run,
    "schema": schema.run,
}


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Run one verb in the corpus at `root` (the current folder unless told); the exit code."""
    options = parser().parse_args(arguments)
    try:
        done = VERBS[options.verb or "build"](options, root or Path.cwd())
        sys.stdout.flush()
    except OSError as error:  # a closed pipe, a full disk under the output: what was done stands
        return broken_off(error)
    return done
