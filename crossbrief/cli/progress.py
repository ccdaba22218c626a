"""A line on the terminal while work takes more than a second.

In: what is being done, and the files as they are made. Out: one line on standard error, written over and taken away
at the end; nothing at all where standard error is no terminal. The clock is read only to show it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self, TextIO, TypeVar

T = TypeVar("T")
PATIENCE, EVERY = 1.0, 0.2
"""Seconds until the line is shown, and between two looks at it."""
_ERASE = "\r\033[K"


class Progress:
    """Shows, as long as it is open, how many files are made and how long it has taken."""

    def __init__(self, doing: str, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self._doing, self._stream, self._patience = doing, stream or sys.stderr, patience
        self._made = 0
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

    def watch(self, files: Iterable[T]) -> Iterator[T]:
        """The same files, counted as they pass."""
        for file in files:
            self._made += 1
            yield file

    def _show(self) -> None:
        began = time.monotonic()
        if self._done.wait(self._patience):
            return
        while True:
            files = f", {self._made:,} files made" if self._made else ""
            self._stream.write(f"{_ERASE}{self._doing}: {time.monotonic() - began:.0f} s{files}")
            self._stream.flush()
            if self._done.wait(EVERY):
                break
        self._stream.write(_ERASE)
        self._stream.flush()
