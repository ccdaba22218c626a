"""The command as a person runs it: what it prints, its exit codes, what stands afterwards, and that bytes repeat."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(root / "build.py"), *arguments],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> dict[str, str]:
    """Every file's sum and mode."""
    return {
        file.relative_to(folder).as_posix(): f"{hashlib.sha256(file.read_bytes()).hexdigest()} {file.stat().st_mode:o}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def checkout(lanes: Path) -> Path:
    """The tiny corpus as a checkout: with `build.py` and the package beside it."""
    shutil.copy(ROOT / "build.py", lanes)
    (lanes / "crossbrief").symlink_to(ROOT / "crossbrief")
    return lanes


def test_a_build_ends_with_one_line_that_says_what_was_made(checkout: Path) -> None:
    done = run(checkout)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    [line] = done.stdout.splitlines()
    assert line.startswith("2 briefs, 6 claims, 6 citations, ")
    assert line.endswith("seconds; open site/index.html")
    assert (checkout / "site" / "index.html").is_file()


def test_timings_are_told_beside_the_result_when_they_are_asked_for(checkout: Path) -> None:
    done = run(checkout, "--timings")
    stages = [line.split(" s  ")[1] for line in done.stderr.splitlines() if not line.endswith(".html")]
    assert [one for one in stages if not one.startswith(" ")] == [
        "load", "check", "link", "compile", "carry over", "wait", "exports", "views", "render", "search", "publish",
    ]  # fmt: skip
    assert len(done.stdout.splitlines()) == 1


def test_the_folder_of_the_site_keeps_its_gitkeep(checkout: Path) -> None:
    run(checkout)
    assert (checkout / "site" / ".gitkeep").read_bytes() == b""


def test_two_builds_give_the_same_bytes_and_modes(checkout: Path) -> None:
    assert run(checkout, "--out", "one", PYTHONHASHSEED="1", TZ="Asia/Karachi").returncode == 0
    assert run(checkout, "build", "--out", "two", PYTHONHASHSEED="2", TZ="UTC", LC_ALL="C").returncode == 0
    assert tree(checkout / "one") == tree(checkout / "two")


def test_the_bundled_corpus_builds_to_the_same_bytes_twice(tmp_path: Path) -> None:
    for name, seed in (("one", "3"), ("two", "4")):
        done = run(ROOT, "--out", str(tmp_path / name), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_with_a_problem_nothing_is_written_and_the_last_good_site_stands(checkout: Path) -> None:
    assert run(checkout).returncode == 0
    before = tree(checkout / "site")
    brief = checkout / "briefs" / "2020-gazette.yaml"
    brief.write_text(brief.read_text().replace("class: judgement", "class: judgment"))
    done = run(checkout)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "briefs/2020-gazette.yaml:40:12: error[unknown-word]" in done.stderr
    assert done.stderr.endswith("1 error in 1 file. site/ was not changed.\n")
    assert tree(checkout / "site") == before


def test_a_page_that_is_no_longer_made_is_gone_after_the_next_build(checkout: Path) -> None:
    run(checkout)
    assert (checkout / "site/briefs/2021-herald/index.html").is_file()
    (checkout / "briefs/2021-herald.yaml").unlink()
    for register in ("relations", "judgements"):
        (checkout / f"briefs/registers/{register}.yaml").unlink()
    assert run(checkout).returncode == 0
    assert not (checkout / "site/briefs/2021-herald").exists()


def test_nothing_is_left_beside_the_site(checkout: Path) -> None:
    before = {one.name for one in checkout.iterdir()}
    run(checkout)
    run(checkout)
    assert {one.name for one in checkout.iterdir()} - before <= {"site", ".crossbrief-cache"}


def test_a_folder_with_files_of_others_is_never_touched(checkout: Path) -> None:
    mine = checkout / "papers"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine")
    done = run(checkout, "--out", "papers")
    assert done.returncode == 1
    assert "output-not-ours" in done.stderr
    assert [file.name for file in mine.iterdir()] == ["thesis.txt"]


def test_the_manifest_holds_the_sum_of_every_file(checkout: Path) -> None:
    run(checkout)
    site = checkout / "site"
    listed = dict(reversed(line.split("  ", 1)) for line in (site / "SHA256SUMS").read_text().splitlines())
    found = {path: sums.split()[0] for path, sums in tree(site).items() if path != "SHA256SUMS"}
    assert listed == found


def test_a_draft_is_checked_but_stays_out_of_the_site(checkout: Path) -> None:
    herald = checkout / "briefs/2021-herald.yaml"
    herald.write_text(herald.read_text().replace("mark: Herald", "mark: Herald\nstatus: draft"))
    (checkout / "briefs/registers/judgements.yaml").unlink()
    done = run(checkout)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 brief")
    assert done.stdout.endswith("; 1 draft kept out of the site\n")
    assert run(checkout, "check").stdout == "no problems in 1 brief with 4 claims; 1 draft kept out of the site\n"
    pages = "".join(file.read_text() for file in (checkout / "site").rglob("*.html"))
    assert "Herald" not in pages


def test_an_alias_leads_to_its_brief(checkout: Path) -> None:
    run(checkout)
    moved = (checkout / "site/briefs/2021-old-herald/index.html").read_text()
    assert 'content="0; url=../2021-herald/index.html"' in moved


def test_a_withdrawn_claim_keeps_an_address_that_says_so(checkout: Path) -> None:
    gazette = checkout / "briefs/2020-gazette.yaml"
    gazette.write_text(
        gazette.read_text() + "retired:\n  - {id: c9, on: 2026-11-01, because: It was two claims., see: [c1, c2]}\n"
    )
    run(checkout)
    page = (checkout / "site/briefs/2020-gazette/index.html").read_text()
    assert re.search(r'<li id="c9">.*withdrawn 1 November 2026: It was two claims.*#c1', page, re.DOTALL)


def test_check_writes_nothing_and_says_that_all_is_well(checkout: Path) -> None:
    done = run(checkout, "check")
    assert (done.returncode, done.stdout) == (0, "no problems in 2 briefs with 6 claims\n")
    assert not (checkout / "site").exists()


def test_stats_prints_one_object_of_counts(checkout: Path) -> None:
    counts = json.loads(run(checkout, "stats", "--format", "json").stdout)
    assert counts == {
        "briefs": 2,
        "claims": 6,
        "citations": 6,
        "questions": 2,
        "codings": 4,
        "answers": 3,
        "key_judgements": 2,
        "relations": 1,
        "quantities": 1,
        "forecasts": 1,
        "assumptions": 0,
        "entities": 3,
        "events": 1,
        "references": 1,
    }


def test_a_wrong_command_exits_2_and_says_how_it_is_used(checkout: Path) -> None:
    done = run(checkout, "biuld")
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_mistake_in_a_template_is_placed_in_the_template(checkout: Path) -> None:
    shutil.copytree(ROOT / "templates", checkout / "templates")
    home = checkout / "templates/home.html"
    home.write_text(home.read_text().replace("{{ site.subtitle }}", "{{ site.subtitel }}"))
    done = run(checkout)
    assert done.returncode == 1
    assert "templates/home.html:7:1: error[template]" in done.stderr
    assert "Traceback" not in done.stderr


def test_words_that_a_template_asks_for_and_nobody_has_are_named_in_it(checkout: Path) -> None:
    shutil.copytree(ROOT / "templates", checkout / "templates")
    home = checkout / "templates/home.html"
    home.write_text(home.read_text().replace("{{ site.subtitle }}", '{{ t("good_day") }}'))
    done = run(checkout)
    assert done.returncode == 1
    assert "templates/home.html:7:1: error[template]: the words of `good_day` are missing" in done.stderr


def test_an_output_that_can_not_be_printed_to_is_no_traceback(checkout: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "build.py"], cwd=checkout, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "crossbrief: standard output: no space left on device\n")
    assert (checkout / "site" / "index.html").is_file()
