"""The same input gives the same bytes and modes, whatever the machine is like."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crossbrief.cache import FOLDER
from tests.conftest import LANES, ROOT
from tests.torture.faults import tree
from tests.torture.table import Tell

BACKWARDS = """
import os, runpy, sys
listed, scanned = os.listdir, os.scandir
class Scanned:
    def __init__(self, found): self.found = iter(found)
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.listdir = lambda *where: sorted(listed(*where), reverse=True)
os.scandir = lambda *where: Scanned(sorted(scanned(*where), key=lambda one: one.name, reverse=True))
sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(os.path.abspath(sys.argv[0]))
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs a program for which every folder is listed from its end."""
VARIATIONS = (
    *("clock", "time zone", "locale", "hash seed", "umask", "working directory", "checkout path", "file order"),
    "number of processors",
)


def checkout(folder: Path, corpus: Path) -> Path:
    """A copy of the program with a corpus, as a clone would be."""
    for name in ("crossbrief", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)
    shutil.copytree(corpus / "briefs", folder / "briefs")
    return folder


def site(root: Path, folder: Path, varied: set[str], edited: bool = False) -> dict[str, str] | None:
    """The tree that a build of the checkout without a cache gives where the named things are not as they were.

    Where it is `edited`, a build with nothing varied comes before it, of another text; the one that is varied finds its site
    and its cache.
    """
    if "checkout path" in varied:
        root = shutil.copytree(root, folder / ("a much longer path, with spaces and ü " * 3) / "x")
    out = folder / "-".join(sorted(varied) or ["plain"]).replace(" ", "_")
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    if edited:
        file = sorted((root / "briefs").glob("*.yaml"))[-1]
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("bottom_line: ", "bottom_line: At first, ", 1), encoding="utf-8")
        build(root, out, set())
        file.write_text(text, encoding="utf-8")
        before = {one.stat().st_ino for one in out.rglob("*") if one.is_file()}
        build(root, out, varied)
        if "clock" not in varied:  # the times of the files seem other than they were, and everything is made again
            assert before & {one.stat().st_ino for one in out.rglob("*") if one.is_file()}, "nothing was carried over"
    else:
        build(root, out, varied)
    return tree(out)


def differing(one: dict[str, str] | None, other: dict[str, str] | None) -> int:
    """How many files and folders are not the same in both, bytes and mode."""
    assert one and other
    return sum(one.get(path) != other.get(path) for path in one | other)


def build(root: Path, out: Path, varied: set[str]) -> None:
    command = [sys.executable, "build.py", "--out", str(out)]
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "UTC", "PYTHONDONTWRITEBYTECODE": "1"}
    if "working directory" in varied:
        command[1] = str(root / "build.py")
    if "file order" in varied:
        command[1:1] = ["-c", BACKWARDS]
    if "number of processors" in varied:
        command = ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *command]
    if "clock" in varied:
        command = ["faketime", "2031-02-03 04:05:06", *command]
    if "time zone" in varied:
        environment["TZ"] = "Asia/Karachi"
    if "locale" in varied:  # one that knows no letters but ASCII, with nothing done to help it
        environment |= {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if "hash seed" in varied:
        environment["PYTHONHASHSEED"] = "4711"
    done = subprocess.run(
        command,
        cwd="/" if "working directory" in varied else root,
        env=environment,
        umask=0o077 if "umask" in varied else 0o022,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def needs(varied: str) -> None:
    program = {"clock": "faketime", "number of processors": "taskset"}.get(varied)
    if program and shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str] | None]:
    """A checkout of the tiny corpus, and its site as it is built with nothing varied."""
    folder = tmp_path_factory.mktemp("plain")
    root = checkout(folder / "checkout", LANES)
    return root, site(root, folder, set())


@pytest.mark.parametrize("edited", [False, True], ids=["from nothing", "after an edit"])
@pytest.mark.parametrize("varied", [*({one} for one in VARIATIONS), set(VARIATIONS)], ids=[*VARIATIONS, "all together"])
def test_the_site_is_the_same_whatever_the_machine_is_like(
    plain: tuple[Path, dict[str, str] | None], tmp_path: Path, varied: set[str], edited: bool, long: bool, told: Tell
) -> None:
    for one in varied:
        needs(one)
    if edited and len(varied) == 1 and not long:
        pytest.skip("in the short form an edit is tried with everything varied")
    root, expected = plain
    count = differing(site(root, tmp_path, varied, edited), expected)
    told(
        f"reproducible, tiny corpus, {'one edit with a cache' if edited else 'without a cache'}",
        f"{{builds}} builds: {len(VARIATIONS)} variations together" + (" and each alone" if long else ""),
        f"{{differ}} of {len(expected or ())} files and folders differ",
        {"builds": 1, "differ": count},
    )
    assert count == 0


def test_the_bundled_site_is_the_same_whatever_the_machine_is_like(tmp_path: Path, long: bool, told: Tell) -> None:
    root = checkout(tmp_path / "checkout", ROOT)
    expected, counts = site(root, tmp_path, set()), Counter[str]()
    for varied in (*({one} for one in VARIATIONS if long), set(VARIATIONS)):
        for one in varied:
            needs(one)
        for edited in (False, True) if long else (False,):
            counts["builds"] += 1
            counts["differ"] += differing(site(root, tmp_path / f"{counts['builds']}", varied, edited), expected)
            assert not counts["differ"], varied
    told(
        "reproducible, bundled corpus",
        f"{counts['builds']} builds: {len(VARIATIONS)} variations together" + (" and each alone" if long else ""),
        f"{counts['differ']} of {len(expected or ())} files and folders differ",
    )


def test_the_program_that_turns_file_order_about_does_so(tmp_path: Path) -> None:
    """A variation that varies nothing would hold anything."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    shown = tmp_path / "shown.py"
    shown.write_text("import os, pathlib\nprint(os.listdir('.'), [p.name for p in pathlib.Path().glob('*')])")
    done = subprocess.run(
        [sys.executable, "-c", BACKWARDS, str(shown)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['shown.py', 'b', 'a'] ['shown.py', 'b', 'a']\n"
