"""Bytes made up by a fuzzer that sees what they reach do no harm; those that once did are tried each time."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.torture.table import Tell
from tests.torture.targets import TARGETS

FINDS = sorted((Path(__file__).parent / "finds").glob("*/*"))


@pytest.mark.parametrize("find", FINDS, ids=lambda find: f"{find.parent.name}-{find.name}")
def test_what_a_fuzzer_once_found_does_no_harm(find: Path) -> None:
    TARGETS[find.parent.name](find.read_bytes())


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed; make torture has it")
@pytest.mark.parametrize("target", TARGETS)
def test_a_fuzzer_finds_nothing_that_fails(target: str, long: bool, told: Tell) -> None:
    seconds = 600 if long else 10
    command = [sys.executable, "-m", "tests.torture.fuzz", target, str(seconds), str(ROOT / ".torture/fuzz" / target)]
    before = failed(target)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    runs = re.findall(r"Done (\d+) runs in (\d+) second", done.stderr)
    assert runs, done.stderr[-4000:]
    told(
        f"fuzzing, {target}", f"{int(runs[0][0]):,} inputs in {runs[0][1]} s", f"{len(failed(target) - before)} failed"
    )


def failed(target: str) -> set[Path]:
    """The inputs that the fuzzer has kept for having failed, taken too long or too much memory."""
    return {one for kind in ("crash", "timeout", "oom") for one in (ROOT / ".torture/fuzz" / target).glob(f"{kind}-*")}
