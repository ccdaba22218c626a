"""A bar on the terminal while work takes more than a second.

In: what is being done, and how far it is. Out: one line on standard error, written over and taken away at the end;
nothing at all where standard error is no terminal. The clock is read only to show it.
"""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self, TextIO

PATIENCE, EVERY = 1.0, 0.2
"""Seconds until the line is shown, and between two looks at it."""
_ERASE = "\r\033[K"
_WIDTH = 24
"""Of the bar, in characters."""


class Progress:
    """Shows, as long as it is open, how far the work is and how long it has taken."""

    def __init__(self, doing: str, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self._doing, self._stream, self._patience = doing, stream or sys.stderr, patience
        self._begun, self._of = 0, 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True) if self._stream.isatty() else None

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def tell(self, begun: int, of: int) -> None:
        """So many of so many parts of the work have been begun."""
        self._begun, self._of = begun, of

    def _show(self) -> None:
        began = time.monotonic()
        if self._done.wait(self._patience):
            return
        while True:
            self._stream.write(f"{_ERASE}{self._doing}: {bar(self._begun, self._of)}{time.monotonic() - began:.0f} s")
            self._stream.flush()
            if self._done.wait(EVERY):
                break
        self._stream.write(_ERASE)
        self._stream.flush()


def bar(begun: int, of: int) -> str:
    """How far some work is. Empty as long as that is not known. Example: [############............]  50 %"""
    if not of:
        return ""
    full = _WIDTH * begun // of
    return f"[{'#' * full}{'.' * (_WIDTH - full)}] {100 * begun // of:3} %, "
