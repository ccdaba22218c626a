"""Jobs shared among processes give what one process gives, in its order, and its first failure."""

from __future__ import annotations

import errno
import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from bench import corpus
from crossbrief import pipeline
from crossbrief.problem import Problem
from crossbrief.publish import publish_made
from crossbrief.workers import Lost, meanwhile, share
from tests.test_build import tree

PROCESSES = [1, 2, 5]


def squared(number: int) -> tuple[int, int]:
    time.sleep(0.001)
    return number * number, os.getpid()


def failing(number: int, wrong: tuple[int, ...]) -> int:
    if number in wrong:
        raise ValueError(f"job {number}")
    time.sleep(0.001)
    return number


@pytest.mark.parametrize("processes", PROCESSES)
def test_results_stand_in_the_order_of_the_jobs(processes: int) -> None:
    found = share([partial(squared, n) for n in range(40)], processes)
    assert [one for one, _ in found] == [n * n for n in range(40)]
    assert len({process for _, process in found}) <= processes
    assert_no_child_is_left()


def test_there_may_be_nothing_to_do() -> None:
    assert share([], 4) == []


@pytest.mark.parametrize("processes", PROCESSES)
def test_the_first_failure_is_told_whoever_met_it(processes: int) -> None:
    for wrong in ((7, 8, 9), (0, 39), (39,)):
        with pytest.raises(ValueError, match=f"^job {wrong[0]}$"):
            share([partial(failing, n, wrong) for n in range(40)], processes)
        assert_no_child_is_left()


def test_a_failure_that_can_not_be_handed_over_is_told_in_words() -> None:
    here = os.getpid()

    class Odd(Exception):
        pass

    def odd() -> None:
        if os.getpid() != here:
            raise Odd("at sea")
        time.sleep(0.02)

    with pytest.raises(RuntimeError, match="Odd: at sea"):
        share([odd] * 20, 2)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_job_that_is_done_meanwhile_gives_its_result_when_it_is_asked_for(processes: int) -> None:
    with meanwhile(partial(squared, 7), processes) as found:
        result, process = found()
    assert result == 49
    assert (process == os.getpid()) == (processes == 1)
    with pytest.raises(ValueError, match=r"^job 3$"), meanwhile(partial(failing, 3, (3,)), processes) as failed:
        failed()
    assert_no_child_is_left()


def test_a_job_that_is_done_meanwhile_ends_with_its_block() -> None:
    with pytest.raises(KeyError), meanwhile(partial(time.sleep, 60), 2):
        raise KeyError("something else")
    with meanwhile(partial(time.sleep, 60), 2):
        pass
    with pytest.raises(Lost, match="signal 9"), meanwhile(partial(die_elsewhere, os.getpid()), 2) as lost:
        lost()
    assert_no_child_is_left()


def test_a_process_that_is_ended_by_force_is_told_and_nobody_waits_for_it() -> None:
    with pytest.raises(Lost, match="signal 9"):
        share([partial(die_elsewhere, os.getpid())] * 20, 2)
    assert_no_child_is_left()


def test_a_process_that_is_ended_by_force_while_a_site_is_made_is_a_problem_and_the_old_site_stands(
    tmp_path: Path,
) -> None:
    out = tmp_path / "site"
    assert not isinstance(publish_made(lambda folder: {}, out), Problem)

    def make(folder: Path) -> dict[str, str]:
        share([partial(die_elsewhere, os.getpid())] * 20, 2)
        return {}

    found = publish_made(make, out)
    assert isinstance(found, Problem)
    assert found.code == "output-not-written"
    assert "a process that made a part of it was ended (signal 9)" in found.message
    assert sorted(one.name for one in tmp_path.iterdir()) == ["site"]


def die_elsewhere(parent: int) -> None:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.02)


def test_a_site_is_the_same_whether_one_process_makes_it_or_three(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    corpus.write(12, 1, root)
    for processes in (1, 3):
        done = pipeline.build(root, tmp_path / str(processes), processes=processes)
        assert not isinstance(done, list), done
    assert tree(tmp_path / "1") == tree(tmp_path / "3")


def test_a_mistake_in_a_template_is_the_same_problem_however_many_processes_there_are(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    corpus.write(12, 1, root)
    (root / "templates").mkdir()
    (root / "templates" / "pair.html").write_text("{{ view.nothing }}", encoding="utf-8")
    (root / "templates" / "event.html").write_text("{{ view.nothing }}", encoding="utf-8")
    one, three = (pipeline.build(root, tmp_path / "site", processes=n) for n in (1, 3))
    assert isinstance(one, list)
    assert one == three
    assert [problem.code for problem in one] == ["template"]
    assert not (tmp_path / "site").exists()


def assert_no_child_is_left() -> None:
    with pytest.raises(ChildProcessError) as none:
        os.waitpid(-1, os.WNOHANG)
    assert none.value.errno == errno.ECHILD


@pytest.mark.parametrize("processes", [1, 3])
def test_how_far_the_jobs_are_is_told_rising(processes: int) -> None:
    told: list[tuple[int, int]] = []
    share([partial(squared, n) for n in range(40)], processes, lambda begun, of: told.append((begun, of)))
    assert told == sorted(told)
    assert {of for _, of in told} <= {40}
    assert processes > 1 or len(told) == 40
