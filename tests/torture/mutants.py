"""Change one thing in load, check, link or verify and see whether a test fails: `python -m tests.torture.mutants COUNT`.

In: how many of the changes that mutmut can make to try, drawn with a fixed seed; which modules and which tests is in
pyproject.toml. Out: a line for each change that no test noticed, with its diff in `.torture/mutants/survivors.txt`, and
the share of those that were.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".torture" / "mutants"
MUTMUT = str(Path(sys.executable).parent / "mutmut")
PARTS = ("crossbrief", "templates", "briefs", "bench", "docs", "requirements", "tests")
FILES = ("build.py", "pyproject.toml", "Makefile", "README.md", "CHANGELOG.md")
SEED = 9
_SPINNING = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
SURVIVED, NO_TESTS = 0, 33
"""mutmut's exit codes of a change that no test noticed, and of one in code that no test reached."""


@dataclass(frozen=True)
class Tried:
    """What came of the sample."""

    count: int
    of: int
    """How many changes there are to draw from."""
    killed: int
    survivors: tuple[str, ...]


def tried(count: int, modules: Sequence[str] = (), tests: Sequence[str] = ()) -> Tried:
    """Try a sample of the changes in some modules (all four stages unless told) by some of the tests."""
    lay(only_mutate=modules, pytest_add_cli_args_test_selection=tests)
    make()
    everyone = codes()
    sample = drawn(everyone, count)
    run(*sample)
    found = {name: code for name, code in codes().items() if name in set(sample) and code is not None}
    survivors = tuple(name for name, code in found.items() if code in (SURVIVED, NO_TESTS) and not noticed(name))
    shown = "\n".join(mutmut("show", name).stdout for name in survivors)
    (WORK / "survivors.txt").write_text(shown, encoding="utf-8")
    return Tried(len(found), len(everyone), len(found) - len(survivors), survivors)


def drawn(names: Iterable[str], count: int) -> list[str]:
    """So many of the names, by their sums with the seed: an edit of one function draws no other changes of any other."""
    return sorted(sorted(names, key=lambda name: hashlib.sha256(f"{SEED} {name}".encode()).digest())[:count])


def lay(**lists: Sequence[str]) -> None:
    """Lay a copy of what the tests need, so that nothing is changed in the working tree; some of mutmut's lists shorter there.

    The cases of links are left out: mutmut copies what they lead to.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    left_out = shutil.ignore_patterns("__pycache__", "node_modules", "symbolic-link*")
    for part in PARTS:
        shutil.copytree(ROOT / part, WORK / part, ignore=left_out)
    for file in FILES:
        shutil.copy(ROOT / file, WORK / file)
    settings = WORK / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    for name, values in lists.items():
        if values:
            text, found = re.subn(rf"(?m)^{name} = \[[^]]*\]", f"{name} = {json.dumps(values)}", text)
            assert found == 1, name
    settings.write_text(text, encoding="utf-8")


def make() -> None:
    """Let mutmut make all changes; it has no command that does so and tries none, so it is ended where it begins to."""
    with subprocess.Popen([MUTMUT, "run"], cwd=WORK, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if "files mutated" in line:
                break
        process.terminate()


def run(*names: str) -> None:
    """Try the changes of these names, one after the other: `make torture` has other work for the other processors."""
    done = mutmut("run", "--max-children", "1", *names)
    if done.returncode:
        told = [line for line in done.stdout.splitlines() if line[:1] not in _SPINNING]
        raise RuntimeError("\n".join(told)[-4000:] + done.stderr)


def noticed(name: str) -> bool:
    """Whether any test fails of a change beside those that mutmut has tried, which are those that reach it.

    What a fixture makes once for all tests, the site of the bundled corpus, mutmut sets down to the first test that asks for it.
    """
    kept = json.loads((WORK / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    seconds = kept["duration_by_test"]
    tried = kept["tests_by_mangled_function_name"].get(name.rpartition("__mutmut_")[0], ())
    left = sorted(set(seconds).difference(tried), key=lambda test: float(seconds[test]))
    if not left:
        return False
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-o", "tmp_path_retention_policy=failed", *left],
        cwd=WORK / "mutants",
        env={**os.environ, "MUTANT_UNDER_TEST": name},
        capture_output=True,
        check=False,
    )
    return done.returncode == pytest.ExitCode.TESTS_FAILED


def mutmut(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run mutmut; by one hash seed, for it keeps the tests of a change in a set, and tries them in the order of that."""
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run([MUTMUT, *arguments], cwd=WORK, env=env, capture_output=True, text=True, check=False)


def codes() -> dict[str, int | None]:
    """The exit code of each change; None where it was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted((WORK / "mutants").rglob("*.meta")):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def main(count: int) -> None:
    result = tried(count)
    print("\n".join(result.survivors))
    print(Counter(name.split(".x")[0] for name in result.survivors))
    print(f"{result.killed} of {result.count} killed, drawn of {result.of} with seed {SEED}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
