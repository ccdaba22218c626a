"""A build runs no program, opens no connection and writes nowhere but where the site goes; `check` writes nothing.

The kernel is asked, through strace: what a library does on the way counts too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.corpus import write as write_corpus
from tests.conftest import LANES, ROOT
from tests.torture.table import Tell

PROGRAMS = "execve,execveat"
CONNECTIONS = "socket,socketpair,connect,bind,listen,accept,accept4,sendto,sendmsg,sendmmsg"
OPENED = "open,openat,openat2,creat"
CHANGED = (
    "mkdir,mkdirat,mknod,mknodat,link,linkat,symlink,symlinkat,rename,renameat,renameat2,unlink,unlinkat,rmdir,"
    "truncate,chmod,fchmodat,fchmodat2,chown,lchown,fchownat,utimensat,setxattr,lsetxattr,removexattr,lremovexattr,mount"
)
KNOWN = "?"
"""strace passes over a call that the machine's kind of processor has not, where its name begins so."""
LINE = re.compile(r"\d+ +(?P<name>\w+)\((?P<arguments>.*?)(\) += (?P<result>-?\d+)| <unfinished)")
PATHS = re.compile(r'(?:(?:\d+|AT_FDCWD)<(?P<folder>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
"""A path, and with -y the folder that it begins in where the call names one by its descriptor."""

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@dataclass(frozen=True)
class Traced:
    """What a command asked the kernel for."""

    calls: list[tuple[str, str, str]]
    """Name, arguments, result."""
    code: int

    def named(self, names: str) -> list[tuple[str, str, str]]:
        return [one for one in self.calls if one[0] in names.split(",")]

    def written(self, root: Path) -> set[str]:
        """Every path that was opened for writing or changed; those in the corpus from its root on."""
        found = [
            one for one in self.named(OPENED) if re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|creat", " ".join(one))
        ]
        paths = {
            os.path.normpath(Path(root, one["folder"] or "", one["path"]))
            for call in (*found, *self.named(CHANGED))
            for one in PATHS.finditer(call[1])
        }
        return {path.removeprefix(f"{root}/") for path in paths}


def traced(root: Path, trace: Path, *arguments: str, **environment: str) -> Traced:
    calls = ",".join(KNOWN + name for names in (PROGRAMS, CONNECTIONS, OPENED, CHANGED) for name in names.split(","))
    done = subprocess.run(
        [
            "strace",
            "-f",
            "-y",
            "-qq",
            "-s",
            "4096",
            "-o",
            str(trace),
            "-e",
            f"trace={calls}",
            sys.executable,
            "build.py",
            *arguments,
        ],
        cwd=root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    found = [LINE.match(line) for line in trace.read_text(encoding="utf-8").splitlines()]
    return Traced([(one["name"], one["arguments"], one["result"] or "") for one in found if one], done.returncode)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the program, without byte code, and of the tiny corpus."""
    return checkout_of(LANES, tmp_path / "checkout")


def checkout_of(corpus: Path, root: Path) -> Path:
    for name in ("crossbrief", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", root)
    shutil.copytree(corpus / "briefs", root / "briefs")
    return root


@pytest.mark.parametrize("corpus", [LANES, ROOT, None], ids=["the tiny corpus", "the bundled corpus", "100 briefs"])
def test_a_build_runs_no_program_opens_no_connection_and_writes_only_the_site(
    corpus: Path | None, tmp_path: Path, told: Tell, request: pytest.FixtureRequest
) -> None:
    """One whose database is larger than what SQLite keeps of it in memory too: it would have a temporary file elsewhere."""
    if corpus is None:
        write_corpus(100, 1, corpus := tmp_path / "many")
    root, counts = checkout_of(corpus, tmp_path / "checkout"), Counter[str]()
    for _ in ("the first build", "a build over a site"):
        done = traced(root, tmp_path / "trace")
        assert done.code == 0
        counts["programs"] += len(done.named(PROGRAMS)) - 1  # the first is Python itself
        counts["connections"] += len(done.named(CONNECTIONS))
        counts["writes elsewhere"] += len(elsewhere(done.written(root)))
        assert counts.total() == counts["calls"], counts
        assert any(path.startswith(".site-build/tree/") for path in done.written(root)), "else nothing was seen"
        counts["calls"] += len(done.calls)
        brief = sorted((root / "briefs").glob("*.yaml"))[0]
        brief.write_text(brief.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    told(
        f"builds of {request.node.callspec.id}",
        f"{counts['calls']:,} system calls",
        ", ".join(f"{counts[one]} {one}" for one in ("programs", "connections", "writes elsewhere")),
    )


def elsewhere(written: set[str]) -> set[str]:
    """The paths that are neither the site, the hidden folder where it is made nor the cache."""
    return {path for path in written if path.split("/")[0] not in ("site", ".site-build", ".crossbrief-cache")}


@pytest.mark.parametrize("verb", [["check", "--strict"], ["stats"]])
def test_what_only_reads_runs_no_program_opens_no_connection_and_writes_nothing(
    checkout: Path, tmp_path: Path, verb: list[str]
) -> None:
    done = traced(checkout, tmp_path / "trace", *verb)
    assert done.code in (0, 1)
    assert len(done.named(PROGRAMS)) == 1
    assert done.named(CONNECTIONS) == []
    assert done.written(checkout) == set()


def test_verify_writes_the_lock_and_nothing_else(checkout: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "build.py", "init", "new"], cwd=checkout, capture_output=True, check=True)
    new = checkout / "new"
    shutil.copy(ROOT / "build.py", new)
    done = traced(new, tmp_path / "trace", "verify", "--sources", "private", PYTHONPATH=str(checkout))
    assert done.code == 0
    assert len(done.named(PROGRAMS)) == 1
    assert done.named(CONNECTIONS) == []
    assert done.written(new) == {"briefs/anchors.lock.json", "briefs/.anchors.lock.json.new"}
    assert not (new / "briefs" / ".anchors.lock.json.new").exists()


def test_all_that_python_itself_writes_is_its_byte_code(checkout: Path, tmp_path: Path) -> None:
    """Beside the modules, where they may be written to; `PYTHONDONTWRITEBYTECODE=1` keeps it from that."""
    done = traced(checkout, tmp_path / "trace", PYTHONDONTWRITEBYTECODE="")
    assert done.code == 0
    code = {path for path in elsewhere(done.written(checkout)) if "__pycache__" in Path(path).parts}
    assert code
    assert elsewhere(done.written(checkout)) == code


def test_a_program_that_does_all_of_it_is_seen(tmp_path: Path) -> None:
    """A trace that sees nothing would hold anything."""
    (tmp_path / "build.py").write_text(
        "import os, socket, subprocess\n"
        "socket.socket().close()\n"
        "subprocess.run(['true'])\n"
        "open('written', 'w').close()\n"
        "os.symlink('a', 'linked')\n",
        encoding="utf-8",
    )
    done = traced(tmp_path, tmp_path / "trace")
    assert len(done.named(PROGRAMS)) > 1
    assert done.named(CONNECTIONS)
    assert {"written", "linked"} <= done.written(tmp_path)
