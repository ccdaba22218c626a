"""After a kill at any moment, a full disk, an I/O error or two builds at once, the site is the old one or the new one, whole."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from crossbrief import hold
from crossbrief.problem import Problem
from crossbrief.publish import Published, publish
from tests.torture.faults import DONE, FAULTS, KILLED, PROBLEM, TRACEBACK, in_a_child, publish_with_fault, tree
from tests.torture.table import Tell

OLD = {"index.html": b"old", "gone/index.html": b"gone", "same.txt": b"same"}
NEW = {"index.html": b"new", "a/b/index.html": b"added", "same.txt": b"same"}
NEXT = {"index.html": b"next"}


def trees(folder: Path, *sites: dict[str, bytes]) -> list[dict[str, str] | None]:
    """The tree that each site gives when it is published where nothing was."""
    found = []
    for n, files in enumerate(sites):
        assert isinstance(publish(files.items(), folder / f"as-{n}"), Published)
        found.append(tree(folder / f"as-{n}"))
    return found


def lay(out: Path, files: dict[str, bytes] | None) -> None:
    """Let nothing but `files` stand at `out`, published without a fault."""
    shutil.rmtree(out.parent)
    out.parent.mkdir()
    if files is not None:
        assert isinstance(publish(files.items(), out), Published)


def beside(out: Path) -> set[str]:
    return {one.name for one in out.parent.iterdir()} - {out.name}


def try_every_step(
    folder: Path, first: dict[str, bytes] | None, second: dict[str, bytes], fault: str, exchange: bool = True
) -> Counter[str]:
    """Publish `second` over `first` once for each step that can fail, and read what stands after each."""
    out = folder / "held" / "site"
    out.parent.mkdir()
    after, last = trees(folder, second, NEXT)
    counts: Counter[str] = Counter()
    for k in range(1, 100_000):
        lay(out, first)
        before = tree(out)
        met = publish_with_fault(second.items(), out, k, fault, exchange)
        if not met.failed:
            break
        stands = tree(out)
        expected = {DONE: [after], PROBLEM: [before], KILLED: [before, after]}[met.code]
        if not exchange and stands is None and before is not None:  # killed between the two renames
            counts["no site for a moment"] += 1
        else:
            counts["mixed"] += stands not in expected
            assert not counts["mixed"], f"{fault} at step {k}: exit code {met.code}"
        assert beside(out) <= {".site-build"}, f"{fault} at step {k}"
        assert in_a_child(lambda: DONE if isinstance(publish(NEXT.items(), out), Published) else PROBLEM) == DONE
        assert tree(out) == last, f"the build after {fault} at step {k}"
        assert beside(out) == set()
        counts["steps"] = k
        counts["old" if stands == before else "new"] += 1
    assert counts["old"] >= 10
    return counts


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("first", [OLD, None], ids=["over a site", "where nothing is"])
def test_a_site_is_old_or_new_whichever_step_fails(
    tmp_path: Path, first: dict[str, bytes] | None, fault: str, told: Tell
) -> None:
    counts = try_every_step(tmp_path, first, NEW, fault)
    told(
        f"{fault} at every step of a publication of 3 files, {'over a site' if first else 'where nothing is'}",
        f"{counts['steps']} steps",
        f"{counts['mixed']} mixed; {counts['old']} old, {counts['new']} new",
    )


def test_without_an_exchange_a_kill_between_two_renames_is_the_only_gap(tmp_path: Path) -> None:
    assert try_every_step(tmp_path, OLD, NEW, "kill", exchange=False)["no site for a moment"] == 1


@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
def test_without_an_exchange_an_error_leaves_a_whole_site(tmp_path: Path, fault: str) -> None:
    assert try_every_step(tmp_path, OLD, NEW, fault, exchange=False)["no site for a moment"] == 0


def test_two_builders_at_once_leave_one_whole_site(tmp_path: Path, long: bool, told: Tell) -> None:
    rounds = 100 if long else 5
    out = tmp_path / "held" / "site"
    out.parent.mkdir()
    one, other = trees(tmp_path, OLD, NEW)
    won: Counter[str] = Counter()
    for _ in range(rounds):
        children = [start(files, out) for files in (OLD, NEW)]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        assert codes == [DONE, DONE]
        stands = tree(out)
        won["mixed"] += stands not in (one, other)
        assert not won["mixed"]
        won["first" if stands == one else "second"] += 1
        assert beside(out) == set()
    told(
        "two builders racing",
        f"{rounds} rounds",
        f"{won['mixed']} mixed; the first was last {won['first']} times, the second {won['second']}",
    )


def test_there_is_a_site_at_every_moment_of_a_build(tmp_path: Path, long: bool, told: Tell) -> None:
    out = tmp_path / "site"
    publish(OLD.items(), out)
    looks, none = 0, 0
    for n in range(50 if long else 5):
        child = start(OLD if n % 2 else NEW, out)
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            looks, none = looks + 1, none + (not (out / "index.html").is_file())
    told("a reader looks during builds", f"{looks:,} looks", f"{none} without a site")
    assert none == 0


def test_a_second_build_that_waited_in_vain_says_who_is_building(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(OLD.items(), out)
    before = tree(out)
    with hold.hold(out):
        refused = publish(NEW.items(), out, patience=0)
    assert isinstance(refused, Problem)
    assert (refused.code, refused.message) == (
        "output-held",
        f"another build (process {os.getpid()}) is writing `site/`",
    )
    assert tree(out) == before
    assert isinstance(publish(NEW.items(), out, patience=0), Published)


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    out = tmp_path / "site"
    child = os.fork()
    if child == 0:
        with hold.hold(out):
            time.sleep(60)
    while not (hold.room_of(out) / hold.IGNORE).is_file():
        time.sleep(0.01)
    assert isinstance(publish(NEW.items(), out, patience=0), Problem)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert isinstance(publish(NEW.items(), out, patience=0), Published)
    assert beside(out) == set()


def test_what_a_killed_build_leaves_is_ignored_by_git(tmp_path: Path) -> None:
    with hold.hold(tmp_path / "site") as room:
        assert (room / ".gitignore").read_text() == "*\n"


def start(files: dict[str, bytes], out: Path) -> int:
    child = os.fork()
    if child == 0:
        code = TRACEBACK
        try:
            code = DONE if isinstance(publish(files.items(), out), Published) else PROBLEM
        finally:
            os._exit(code)
    return child
