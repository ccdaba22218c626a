"""What every verb says at the terminal: counts, folders, problems, colour.

Results go to standard output, problems to standard error. Colour is for a terminal only, and not where NO_COLOR is
set to anything (https://no-color.org) or TERM is `dumb`.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from crossbrief.problem import UNSEEN, Problem, report

DONE, PROBLEMS, WRONG = 0, 1, 2
"""Exit codes: done; problems in the corpus; the command was wrong."""
_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = (f"\033[{code}m" for code in ("1", "1;31", "1;33", "1;34", "0"))
_HEAD = re.compile(r"^(?P<place>[^\s:]\S*?:\d+:\d+:) (?P<level>error|warning)(?P<code>\[[\w-]+\])", re.MULTILINE)
_PICTURE = re.compile(r"^(?P<gutter> *\d* \|| *= help:)(?P<pad> *)(?P<carets>\^*)", re.MULTILINE)


def problems(found: list[Problem], closing: str = "") -> int:
    """Show every problem, then what it means for the output; the exit code."""
    written = report(found) + (f". {closing}" if closing else "")
    print(coloured(written) if in_colour(sys.stderr) else written, file=sys.stderr)
    return PROBLEMS


def wrong(verb: str, message: str) -> int:
    """Say why a command can't be done as it was given; the exit code."""
    print(f"crossbrief {verb}: {message}", file=sys.stderr)
    return WRONG


def broken_off(error: OSError) -> int:
    """Say what the system would not do, where that is no problem in a file; the exit code."""
    sys.stdout = None  # else Python tries to write once more at its end
    with suppress(OSError):
        why = (error.strerror or "unknown error").lower()
        print(f"crossbrief: {error.filename or 'standard output'}: {why}", file=sys.stderr)
    return PROBLEMS


def in_colour(stream: TextIO) -> bool:
    """Whether to write colour to a stream."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str) -> str:
    """A report in colour: the place bold, the code by its weight, the picture's frame blue and its carets as the code."""

    def head(found: re.Match[str]) -> str:
        weight = _RED if found["level"] == "error" else _YELLOW
        return f"{_BOLD}{found['place']}{_PLAIN} {weight}{found['level']}{found['code']}{_PLAIN}"

    def picture(found: re.Match[str]) -> str:
        carets = f"{_RED}{found['carets']}{_PLAIN}" if found["carets"] else ""
        return f"{_BLUE}{found['gutter']}{_PLAIN}{found['pad']}{carets}"

    return _PICTURE.sub(picture, _HEAD.sub(head, text))


def counted(number: int, one: str) -> str:
    """A number of things. Example: 3 briefs"""
    return f"{number} {one}" + ("" if number == 1 else "s")


def kept_out(drafts: int) -> str:
    """What follows a count of briefs where some are drafts, so that nobody looks for them in the site."""
    return f"; {counted(drafts, 'draft')} kept out of the site" if drafts else ""


def shown(folder: Path) -> str:
    """A folder as the person at the terminal would name it."""
    return os.path.relpath(folder) if folder.absolute().is_relative_to(Path.cwd()) else str(folder)


def writable(text: str) -> str:
    """A text that any stream takes and no terminal obeys, whatever a file is called."""
    return UNSEEN.sub("\ufffd", text)
