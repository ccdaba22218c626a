"""Share jobs among processes of this machine.

In: jobs without arguments, and how many processes. Out: their results in the order of the jobs, or the exception of the
first job, in that order, that failed: what is told does not depend on how many processes there were. The others are
forked from this one, which works along; they see all that it holds and hand back only what a job returns. Jobs are
handed out through a pipe of their numbers, so that a process that is ended by force leaves no lock and nobody waiting.
"""

from __future__ import annotations

import errno
import os
import pickle
import signal
import struct
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

R = TypeVar("R")
_NUMBER = struct.Struct("=H")
MOST_JOBS = 1 << 15
"""Their numbers have to fit into a pipe, which holds 64 KiB on Linux."""


Tell = Callable[[int, int], None]
"""Is told how many of how many jobs have been begun."""


def untold(begun: int, of: int) -> None:
    """Nobody wants to know."""


class Lost(ChildProcessError):
    """A process that worked along was ended by force."""

    def __init__(self, status: int) -> None:
        how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"code {os.WEXITSTATUS(status)}"
        super().__init__(errno.ECHILD, f"a process that made a part of it was ended ({how})")


def processors() -> int:
    """How many processes can work at once; one where the system can't fork."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(jobs: Sequence[Callable[[], R]], processes: int, tell: Tell = untold) -> list[R]:
    """Do every job, telling how far they are; raises what the first job raised that failed, and Lost."""
    processes = min(processes, len(jobs))
    if processes < 2 or len(jobs) > MOST_JOBS:
        return list(map(_told(jobs, tell), range(len(jobs))))
    numbers = _queue(len(jobs))
    helpers = [_fork(jobs, numbers) for _ in range(processes - 1)]
    done: dict[int, Any] = {}
    failed: dict[int, BaseException] = {}
    try:
        _work(_told(jobs, tell), numbers, done, failed)
    except BaseException:  # the person at the terminal ended it
        for child, _ in helpers:
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(numbers)
        lost = _gather(helpers, done, failed)
    if failed:
        raise failed[min(failed)]
    if lost:
        raise Lost(lost)
    return [done[n] for n in range(len(jobs))]


@contextmanager
def meanwhile(job: Callable[[], R], processes: int) -> Iterator[Callable[[], R]]:
    """Do a job in another process meanwhile; gives what waits for its end and has its result, or raises what it raised, or Lost.

    With one process the job is done when it is asked for. Where nobody has asked by the end of the block, it is ended by force.
    """
    if processes < 2:
        yield job
        return
    numbers = _queue(1)
    helpers = [_fork([job], numbers)]
    os.close(numbers)

    def result() -> R:
        done: dict[int, R] = {}
        failed: dict[int, BaseException] = {}
        lost = _gather(helpers, done, failed)
        helpers.clear()
        if failed:
            raise failed[0]
        if lost:
            raise Lost(lost)
        return done[0]

    try:
        yield result
    finally:
        for child, _ in helpers:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


@contextmanager
def beside(job: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Do a job in another process meanwhile; gives what waits for its end.

    It is one that saves time and no more: with one processor it is not done, and how it ended is not asked. Where nobody has
    waited for it by the end of the block, it is ended by force.
    """
    if processors() < 2:
        yield lambda: None
        return
    child = _forked()
    if not child:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            job()
        finally:
            os._exit(0)
    waiting = [child]

    def wait() -> None:
        while waiting:
            os.waitpid(waiting.pop(), 0)

    try:
        yield wait
    finally:
        for left in waiting:
            os.kill(left, signal.SIGKILL)
        wait()


def _forked() -> int:
    with warnings.catch_warnings():  # Python 3.12 warns of threads; ours only write to the terminal, and no helper does
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _queue(many: int) -> int:
    """The end of a pipe from which each number below `many` can be read once, by whoever comes first."""
    numbers, write = os.pipe()
    os.set_blocking(write, False)
    os.write(write, b"".join(_NUMBER.pack(n) for n in range(many)))
    os.close(write)
    return numbers


def _fork(jobs: Sequence[Callable[[], R]], numbers: int) -> tuple[int, int]:
    """Another process at work on the jobs: its id, and where its results can be read."""
    read, write = os.pipe()
    parent = os.getpid()
    child = _forked()
    if child:
        os.close(write)
        return child, read
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is told, and ends the others
        os.close(read)
        done: dict[int, R] = {}
        failed: dict[int, BaseException] = {}
        _work(lambda number: jobs[number](), numbers, done, failed, parent)
        with os.fdopen(write, "wb") as results:
            results.write(_handed_back(done, failed))
        code = 0
    finally:
        os._exit(code)


def _told(jobs: Sequence[Callable[[], R]], tell: Tell) -> Callable[[int], R]:
    """Does the job of a number; they are begun in their order, so that its number tells how far all are."""

    def do(number: int) -> R:
        tell(number, len(jobs))
        return jobs[number]()

    return do


def _work(
    do: Callable[[int], R],
    numbers: int,
    done: dict[int, R],
    failed: dict[int, BaseException],
    parent: int | None = None,
) -> None:
    """Do jobs until there is none left; a helper whose parent is gone stops."""
    while raw := os.read(numbers, _NUMBER.size):
        if parent is not None and os.getppid() != parent:
            return
        [number] = _NUMBER.unpack(raw)
        try:
            done[number] = do(number)
        except Exception as error:
            failed[number] = error
            while os.read(numbers, 1 << 16):  # what comes after it need not be done; what came before is in hand
                pass


def _handed_back(done: dict[int, Any], failed: dict[int, BaseException]) -> bytes:
    try:
        return pickle.dumps((done, failed))
    except Exception:
        told = {n: RuntimeError(f"{type(error).__name__}: {error}") for n, error in failed.items()}
        return pickle.dumps((done, told))


def _gather(helpers: list[tuple[int, int]], done: dict[int, Any], failed: dict[int, BaseException]) -> int:
    """Add what the helpers hand back once they have ended; the status of one that was ended by force, else 0."""
    lost = 0
    for child, read in helpers:
        with os.fdopen(read, "rb") as results:
            raw = results.read()
        _, status = os.waitpid(child, 0)
        if status:
            lost = status
            continue
        theirs, wrong = pickle.loads(raw)  # noqa: S301 - from a process of our own, through a pipe
        done |= theirs
        failed |= wrong
    return lost
