"""The wheel of a commit is the same bytes wherever it is made."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.torture.table import Tell

from_a_commit = pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None or shutil.which("make") is None,
    reason="a wheel is made from a commit, with git and make",
)


def wheel(folder: Path, umask: int, *before: str, **environment: str) -> Path:
    """The wheel that `make wheel` makes in a clone in `folder`."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], umask=umask, check=True)
    if umask == 0o077:
        (clone / "crossbrief/problem.py").chmod(0o755)  # and what stands there, not committed, makes no difference
        (clone / "crossbrief/left_behind.py").write_text("", encoding="utf-8")
    # The packages are those that run this test, so that make has nothing to set up.
    command = [*before, "make", "--no-print-directory", "-o", f"{sys.prefix}/.tested", f"VENV={sys.prefix}", "wheel"]
    around = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        command, cwd=clone, umask=umask, env={**around, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (made,) = (clone / "dist").glob("*.whl")
    assert done.stdout == f"{hashlib.sha256(made.read_bytes()).hexdigest()}  {made.name}\n"
    return made


@from_a_commit
def test_the_wheel_of_a_commit_is_the_same_bytes_wherever_it_is_made(tmp_path: Path, told: Tell) -> None:
    far = tmp_path / "a much longer path"
    later = ["faketime", "2031-02-03 04:05:06"] if shutil.which("faketime") else []
    one = wheel(tmp_path / "near", 0o022, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = wheel(far, 0o077, *later, PYTHONHASHSEED="4711", TZ="Asia/Karachi", LC_ALL="C.UTF-8")
    sums = {hashlib.sha256(made.read_bytes()).hexdigest() for made in (one, other)}
    assert len(sums) == 1
    assert held(one) == committed()
    told("the wheel under another umask, time, zone, path, hash seed", "2 wheels", f"{len(sums)} sum")


def held(made: Path) -> set[str]:
    with zipfile.ZipFile(made) as packed:
        return {name for name in packed.namelist() if ".dist-info/" not in name}


def committed() -> set[str]:
    """The files of the package in the last commit, by the names that a wheel gives them."""
    command = ["git", "ls-tree", "-r", "--name-only", "HEAD", "crossbrief", "templates"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {re.sub("^templates/", "crossbrief/default_templates/", path) for path in done.stdout.splitlines()}


def test_every_dependency_is_locked_with_its_sum_and_installed_by_it() -> None:
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        text = re.sub(r"\\\n|#.*", " ", file.read_text(encoding="utf-8"))
        for line in filter(None, map(str.strip, text.splitlines())):
            assert re.fullmatch(r"[\w.-]+==[\w.]+( +--hash=sha256:[0-9a-f]{64})+", line), f"{file.name}: {line}"
    installs = [line for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines() if "pip install" in line]
    held = [line for line in installs if "--require-hashes --no-deps -r $<" in line]
    assert [line for line in installs if line not in held] == [line for line in installs if "pip-tools" in line]
    assert len(held) == len(list((ROOT / "requirements").glob("*.txt")))
