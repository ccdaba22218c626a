"""What is the same for every verb: exit codes, help, colour on a terminal only."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crossbrief.cli import VERBS, main
from crossbrief.cli.check import as_annotation
from crossbrief.cli.progress import Progress, bar
from crossbrief.problem import Place, Problem
from tests.conftest import ROOT

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(root: Path, *arguments: str, **environment: str) -> str:
    """What a command writes to a terminal, its line ends as in a file."""
    ours, theirs = pty.openpty()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from crossbrief.cli import main; sys.exit(main())"
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=root,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**inherited, "TERM": "xterm", **environment},
    ):
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            written += piece
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def broken(lanes: Path) -> Path:
    file = lanes / "briefs" / "2020-gazette.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("class: stated-fact", "class: fact"), encoding="utf-8")
    return lanes


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_says_what_it_does_and_how_it_exits(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Exit codes: 0 done; 1 problems in the corpus" in told


def test_the_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    for verb in VERBS:
        assert re.search(rf"(?m)^    {verb}\s", told), verb


def test_a_terminal_gets_colour(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = on_a_terminal(broken, "check")
    assert main(["check"], root=broken) == 1
    plain = capsys.readouterr().err
    assert "\x1b[1;31merror[unknown-word]\x1b[0m" in written
    assert ESCAPES.sub("", written) == plain


@pytest.mark.parametrize("switch", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_asks_for_none_gets_no_colour(broken: Path, switch: dict[str, str]) -> None:
    assert "\x1b" not in on_a_terminal(broken, "check", **switch)


def test_check_gives_every_problem_as_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"], root=broken) == 1
    written = capsys.readouterr()
    assert json.loads(written.out) == [
        {
            "path": "briefs/2020-gazette.yaml",
            "line": 60,
            "column": 12,
            "width": 4,
            "level": "error",
            "code": "unknown-word",
            "message": "`class` can't be `fact`",
            "help": "it is one of: `stated-fact`, `estimate`, `assumption`, `judgement`, `forecast`, "
            "`recommendation`, `declaration`",
        }
    ]
    assert written.err == ""


def test_check_gives_an_empty_list_where_all_is_well(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"], root=lanes) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_gives_every_problem_as_an_annotation(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github"], root=broken) == 1
    assert capsys.readouterr().out == (
        "::error file=briefs/2020-gazette.yaml,line=60,col=12,title=unknown-word::`class` can't be `fact`"
        "%0Ahelp: it is one of: `stated-fact`, `estimate`, `assumption`, `judgement`, `forecast`, `recommendation`, "
        "`declaration`\n"
    )


def test_an_annotation_can_t_be_ended_by_what_it_holds() -> None:
    place = Place("briefs/a,b:100%.yaml", 2, 3)
    problem = Problem(place, "bad-id", "100% of it\r\n::error::no", "one: two, three", "warning")
    assert as_annotation(problem) == (
        "::warning file=briefs/a%2Cb%3A100%25.yaml,line=2,col=3,title=bad-id"
        "::100%25 of it%0D%0A::error::no%0Ahelp: one: two, three"
    )


class Terminal(io.StringIO):
    """A terminal that tells when something was written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.written.set()


def test_long_work_is_shown_on_a_terminal_and_leaves_no_trace() -> None:
    terminal = Terminal()
    with Progress("building", terminal, patience=0) as progress:
        progress.tell(5, 10)
        assert terminal.written.wait(30)
    assert re.search(r"\r\x1b\[Kbuilding: (\[#{12}\.{12}\]  50 %, )?\d+ s", terminal.getvalue())
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_the_bar_fills_from_nothing_to_all() -> None:
    assert bar(0, 0) == ""
    assert bar(0, 7) == f"[{'.' * 24}]   0 %, "
    assert bar(7, 7) == f"[{'#' * 24}] 100 %, "
    assert bar(1, 3) == f"[{'#' * 8}{'.' * 16}]  33 %, "


def test_short_work_shows_nothing_on_a_terminal() -> None:
    terminal = Terminal()
    with Progress("building", terminal, patience=600):
        pass
    assert terminal.getvalue() == ""


def test_work_shows_nothing_where_there_is_no_terminal() -> None:
    plain = io.StringIO()
    with Progress("building", plain, patience=0):
        pass
    assert plain.getvalue() == ""


def test_a_python_without_the_packages_is_told_what_to_do() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "build.py", "stats"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert re.fullmatch(
        r"this Python has no package `[\w-]+`, which Crossbrief needs; in a clone run `make` .*\n", done.stderr
    )
    assert done.stdout == ""
