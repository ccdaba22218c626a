"""Text in runs: what is italic and what is not, and how points and commas stand beside closing quotation marks.

In: parts of a reference. Out: one row of runs. By the American rule that both styles follow, a point or a comma stands
inside a closing quotation mark; no point follows a point, a question mark or an exclamation mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from crossbrief.frozen import dataclass

_CLOSING = "”’"
_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a reference: its text, and whether it is set in italics."""

    text: str
    italic: bool = False


Runs = tuple[Run, ...]


def roman(text: str) -> Runs:
    """Upright text as runs; nothing where there is no text."""
    return (Run(text),) if text else ()


def italic(text: str) -> Runs:
    """Italic text as runs; nothing where there is no text."""
    return (Run(text, italic=True),) if text else ()


def plain(runs: Runs) -> str:
    """The runs as plain text."""
    return "".join(run.text for run in runs)


def marked(runs: Runs, mark: str) -> Runs:
    """The runs with a point or a comma at their end. Example: `“A title”` and `.` give `“A title.”`"""
    if not runs or not mark:
        return runs
    *before, last = runs
    core = last.text.rstrip(_CLOSING)
    if mark == "." and core.endswith(_ENDS):
        return runs
    if core != last.text:
        return (*before, Run(core + mark + last.text[len(core) :], last.italic))
    return (*before, last, Run(mark))


def joined(parts: Iterable[Runs], mark: str) -> Runs:
    """Parts in a row with a point or a comma and a space between them; empty parts fall out."""
    row: Runs = ()
    for part in parts:
        if part:
            row = (*marked(row, mark), Run(" "), *part) if row else part
    return row


def merged(runs: Runs) -> Runs:
    """The same text with neighbours of one kind as one run."""
    row: list[Run] = []
    for run in runs:
        if row and row[-1].italic == run.italic:
            row[-1] = Run(row[-1].text + run.text, run.italic)
        elif run.text:
            row.append(run)
    return tuple(row)


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
