"""After a kill, a full disk or an I/O error at any step of a whole build, full or of one edit, the site is the old or the new one.

Of one edit: the site and the cache of an earlier build are there, and files that the edit does not touch get a second name in
the new tree. The steps are those of all processes of the build; whichever comes to the step fails or dies.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from crossbrief import pipeline, unchanged, workers
from crossbrief.cache import FOLDER
from crossbrief.cli import main
from tests.conftest import ROOT
from tests.torture.faults import DONE, FAULTS, KILLED, PROBLEM, TRACEBACK, Met, below, in_a_child, tree, with_fault
from tests.torture.pieces import Piece
from tests.torture.table import Tell

WATCHED = (
    "open",
    "write",
    "mkdir",
    "chmod",
    "rename",
    "link",
    "remove",
    "rmdir",
    "truncate",
    "fsync",
    "syncfs",
    "exchange",
)
"""What a build of one edit does to the disk: each of these, else the injector has lost sight of it."""
CALLS = "write,fsync,syncfs,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,rmdir,chmod,ftruncate"
SIGNS = {"signal=SIGKILL": "kill", "error=EIO": "EIO", "error=ENOSPC": "ENOSPC"}
OF_EACH = 12
"""So many of each call are made to fail through the kernel, spread over the build; through Python it is every one."""
TEXTS = ("as fast as it ever was.", "as fast as it has ever been.")
FOUND = "{mixed} mixed or missing, {wrong after} wrong after it; {old} old, {new} new"


class Corpus:
    """A corpus that has one of two states, the site that each gives from nothing, and what stands at `site`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.out, self.state = root, root / "site", 0
        self.nowhere = os.open(os.devnull, os.O_WRONLY)
        self.file = root / "briefs" / "2021-herald.yaml"
        self.sites = []
        for _ in TEXTS:
            assert not isinstance(pipeline.build(root, folder / f"clean-{self.state}", processes=1), list)
            self.sites.append(tree(folder / f"clean-{self.state}"))
            self.edit()
        assert self.sites[0] != self.sites[1]

    def edit(self) -> None:
        """Go over to the other state."""
        text = self.file.read_text(encoding="utf-8")
        self.state = 1 - self.state
        fresh = self.root / "edited"
        fresh.write_text(text.replace(TEXTS[1 - self.state], TEXTS[self.state]), encoding="utf-8")
        fresh.replace(self.file)  # as editors do: a build that reads meanwhile reads the one or the other

    def build(self) -> int:
        """The exit code of a build in this process, with nothing shown."""
        os.dup2(self.nowhere, 1)
        return main([], self.root)

    def build_alone(self) -> int:
        """The same in one process, which is quicker where each processor has a test to run."""
        for module in (workers, pipeline, unchanged):
            module.processors = lambda: 1  # type: ignore[attr-defined]
        return self.build()

    def beside(self) -> set[str]:
        return {one.name for one in self.root.iterdir()} - {"briefs", "site", FOLDER, "build.py", "crossbrief"}

    @contextmanager
    def unwritten(self) -> Iterator[None]:
        """No file of the site that stands is written into meanwhile, whatever name it has or loses."""
        files = {path: os.open(path, os.O_RDONLY) for path in below(self.out)}
        before = {path: about(file) for path, file in files.items()}
        yield
        for path, file in files.items():
            assert about(file) == before[path], f"{path} was written into"
            os.close(file)


def about(file: int) -> tuple[int, bytes]:
    """The mode of an open file, and what stands in it; nothing about a folder."""
    known = os.fstat(file)
    return (known.st_mode, os.pread(file, known.st_size + 1, 0)) if stat.S_ISREG(known.st_mode) else (0, b"")


def build_with_fault(corpus: Corpus, k: int, fault: str, incremental: bool, ended: Counter[str]) -> Met:
    """Edit, and build with a fault at step k; then without. How the first ended; counts what stood after each."""
    before, after = corpus.sites[corpus.state], corpus.sites[1 - corpus.state]
    if not incremental:
        shutil.rmtree(corpus.root / FOLDER, ignore_errors=True)
    corpus.edit()
    with corpus.unwritten():
        met = with_fault(corpus.build, k, fault)
        stands = tree(corpus.out)
        expected = {DONE: [after], PROBLEM: [before], KILLED: [before, after]}[met.code]
        ended["steps"] += met.failed
        ended["mixed" if stands not in expected else "new" if stands == after else "old"] += 1
        left = corpus.beside() - {".site-build"}
        right = in_a_child(corpus.build_alone) == DONE and tree(corpus.out) == after and corpus.beside() == set()
        ended["wrong after"] += not right or left != set()
        assert right and stands in expected and not left, f"{fault} at step {k}: exit code {met.code}"
    return met


@pytest.mark.pieces(1, 4)
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("incremental", [False, True], ids=["full", "of one edit"])
def test_a_whole_build_leaves_the_old_site_or_the_new_whichever_step_fails(
    lanes: Path, tmp_path: Path, fault: str, incremental: bool, piece: Piece, long: bool, told: Tell
) -> None:
    corpus, ended = Corpus(lanes, tmp_path), Counter[str]()
    assert in_a_child(corpus.build) == DONE
    steps = build_with_fault(corpus, 0, fault, incremental, Counter()).steps
    if incremental:
        assert set(steps) == set(WATCHED)
    every = range(1, steps.total() + 1)
    for k in piece.part(every if long else every[:: len(every) // 5]):
        met = build_with_fault(corpus, k, fault, incremental, ended)
        ended["tried"] += 1
        ended["carried over"] += met.steps["link"] > 0
    told(
        f"{fault} at every step of a whole build, {'one edit' if incremental else 'full'}",
        "{steps} of {tried} steps",
        FOUND,
        ended,
    )
    assert ended["old"] and (ended["new"] or not long)
    assert not incremental or ended["carried over"] > ended["steps"] / 3, "else it was no build of one edit"


def begun(act: Callable[[], int]) -> int:
    """The id of a forked process that does `act`."""
    child = os.fork()
    if child == 0:
        code = TRACEBACK
        try:
            code = act()
        finally:
            os._exit(code)
    return child


def test_two_whole_builds_at_once_with_one_cache_leave_one_whole_site(
    lanes: Path, tmp_path: Path, long: bool, told: Tell
) -> None:
    """Between the two the corpus is edited; no record that either leaves misleads the build after them."""
    corpus, chance, rounds, ended = Corpus(lanes, tmp_path), Random(1), 100 if long else 4, Counter[str]()
    assert in_a_child(corpus.build) == DONE
    for n in range(rounds):
        one = begun(corpus.build)
        time.sleep(chance.random() / 4)
        corpus.edit()
        other = begun(corpus.build)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in (one, other)]
        assert codes == [DONE, DONE], f"round {n}"
        stands = tree(corpus.out)
        ended["mixed" if stands not in corpus.sites else "new" if stands == corpus.sites[corpus.state] else "old"] += 1
        assert in_a_child(corpus.build) == DONE, f"the build after round {n}"
        ended["wrong after"] += tree(corpus.out) != corpus.sites[corpus.state] or corpus.beside() != set()
    told("two whole builds racing, an edit between, one cache", f"{rounds} rounds", FOUND, ended)
    assert not ended["mixed"] + ended["wrong after"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("fault", SIGNS)
def test_a_whole_program_that_fails_at_a_system_call_leaves_a_whole_site(
    lanes: Path, tmp_path: Path, fault: str, long: bool, told: Tell
) -> None:
    """The same through the kernel, for the program as it is run, one edit: in each process the k-th of a call fails."""
    corpus, ended = Corpus(lanes, tmp_path), Counter[str]()
    shutil.copy(ROOT / "build.py", lanes)
    (lanes / "crossbrief").symlink_to(ROOT / "crossbrief")
    assert program(lanes).returncode == 0
    corpus.edit()
    program(lanes, "-o", str(tmp_path / "trace"), "-e", f"trace={known(CALLS)}")
    lines = (tmp_path / "trace").read_text(encoding="utf-8").splitlines()
    called = Counter(line.split("(")[0].split()[-1] for line in lines if "(" in line and "resumed" not in line)
    assert {"write", "link", "renameat2", "syncfs", "unlinkat"} <= set(called)
    for name, many in called.items() if long else [(one, called[one]) for one in ("write", "link", "renameat2")]:
        for k in range(1, many + 1, -(-many // OF_EACH)) if long else [(many + 1) // 2]:
            before, after = corpus.sites[corpus.state], corpus.sites[1 - corpus.state]
            corpus.edit()
            with corpus.unwritten():
                done = program(lanes, "-o", "/dev/null", "-e", f"trace={name}", "-e", f"inject={name}:{fault}:when={k}")
                stands = tree(corpus.out)
                where = f"{fault} at {name} {k}: {done.stderr}"
                ended["mixed" if stands not in (before, after) else "new" if stands == after else "old"] += 1
                assert "Traceback" not in done.stderr, where
                assert corpus.beside() <= {".site-build"}, where
                ended["wrong after"] += in_a_child(corpus.build_alone) != DONE or tree(corpus.out) != after
                assert not ended["mixed"] + ended["wrong after"] and corpus.beside() == set(), where
    told(
        f"{SIGNS[fault]} at a system call of the program, one edit",
        f"{ended.total()} builds, of {called.total()} calls",
        FOUND,
        ended,
    )


def program(lanes: Path, *strace: str) -> subprocess.CompletedProcess[str]:
    """Run `build.py`, under strace where that is told anything."""
    command = [*(["strace", "-f", "-qq", "--seccomp-bpf", *strace] if strace else []), sys.executable, "build.py"]
    return subprocess.run(command, cwd=lanes, capture_output=True, text=True, check=False)


def known(calls: str) -> str:
    """strace passes over a call that the machine's kind of processor has not, where its name begins so."""
    return ",".join(f"?{name}" for name in calls.split(","))
