"""The command line: one command with verbs, a module each.

In: arguments. Out: an exit code: 0 done, 1 problems in the corpus (nothing was written), 2 the command was wrong.
Problems go to standard error, results to standard output.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from crossbrief.cli.arguments import parser
from crossbrief.cli.console import WRONG, broken_off

VERBS = {
    name: name.replace("-", "_")
    for name in (
        "build",
        "check",
        "verify",
        "verify-site",
        "links",
        "stats",
        "serve",
        "init",
        "new",
        "schema",
        "template",
    )
}
"""Each verb and its module, which is imported when it is asked for: no verb waits for what another needs."""


def main(arguments: list[str] | None = None, root: Path | None = None) -> int:
    """Run one verb in the corpus at `root` (the current folder unless told); the exit code."""
    options = parser().parse_args(arguments)
    try:
        verb = import_module(f"crossbrief.cli.{VERBS[options.verb or 'build']}")
        done: int = verb.run(options, root or Path.cwd())
        sys.stdout.flush()
    except ModuleNotFoundError as error:
        if str(error.name).startswith("crossbrief"):
            raise
        print(
            f"this Python has no package `{error.name}`, which Crossbrief needs; in a clone run `make` and use "
            "`.venv/bin/python build.py`, elsewhere install Crossbrief with pip",
            file=sys.stderr,
        )
        return WRONG
    except OSError as error:  # a closed pipe, a full disk under the output: what was done stands
        return broken_off(error)
    return done
