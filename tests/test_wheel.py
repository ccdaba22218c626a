"""The wheel, installed in an empty environment, does its work outside of the repository."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.cli import VERBS
from crossbrief.schema.jsonschema import as_text, json_schema
from tests.conftest import LANES, ROOT

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
OFFLINE = ["--no-index", "--no-deps"]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, as installed; what it requires is read from the environment of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    tree, made, environment = folder / "tree", folder / "made", folder / "environment"
    for part in ("crossbrief", "templates"):
        shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, tree / part)
    run(*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", str(made), str(tree), cwd=folder)
    venv.create(environment)
    python = environment / "bin" / "python"
    (wheel,) = made.iterdir()
    run(*PIP, "--python", str(python), "install", *OFFLINE, str(wheel), cwd=folder)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "required.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    shutil.rmtree(tree)
    return environment / "bin" / "crossbrief"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    shutil.copytree(LANES, tmp_path / "corpus")
    return tmp_path / "corpus"


def run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_builds_the_same_site(installed: Path, corpus: Path) -> None:
    told = run(str(installed), "build", cwd=corpus)
    assert told.startswith("2 briefs, 6 claims")
    built = pipeline.make(corpus)
    assert isinstance(built, pipeline.Built)
    for path, raw in built.files.items():
        assert (corpus / "site" / path).read_bytes() == raw, path


def test_the_wheel_checks_counts_and_prints_schemas(installed: Path, corpus: Path) -> None:
    assert run(str(installed), "check", cwd=corpus) == "no problems in 2 briefs with 6 claims\n"
    assert json.loads(run(str(installed), "stats", "--format", "json", cwd=corpus))["claims"] == 6
    assert run(str(installed), "schema", cwd=corpus) == as_text(json_schema())
    assert run(str(installed), "--version", cwd=corpus).startswith("crossbrief ")


def test_the_wheel_has_every_verb(installed: Path, corpus: Path) -> None:
    told = run(str(installed), "--help", cwd=corpus)
    assert all(verb in told for verb in VERBS)


def test_the_wheel_copies_a_template_to_be_changed(installed: Path, corpus: Path) -> None:
    before = run(str(installed), "check", cwd=corpus)
    for name in ("home.html", "strings.yaml"):
        assert "/default_templates/" in run(str(installed), "template", name, cwd=corpus)
        assert (corpus / "templates" / name).read_bytes() == (ROOT / "templates" / name).read_bytes()
    assert run(str(installed), "check", cwd=corpus) == before


def test_the_wheel_makes_a_corpus_that_names_it_and_builds_and_is_served(installed: Path, tmp_path: Path) -> None:
    run(str(installed), "init", "new", cwd=tmp_path)
    assert run(str(installed), "check", "--strict", cwd=tmp_path / "new") == "no problems in 1 brief with 7 claims\n"
    (named,) = re.findall(r"(?m)^\./wheels/.*\.whl$", (tmp_path / "new/requirements.txt").read_text(encoding="utf-8"))
    again = installed.parents[1] / "bin" / "python"
    run(*PIP, "--python", str(again), "install", *OFFLINE, "--force-reinstall", named, cwd=tmp_path / "new")
    run(str(installed), "verify", "--sources", "private", cwd=tmp_path / "new")
    assert run(str(installed), "build", cwd=tmp_path / "new").startswith("1 brief, 7 claims")
    with subprocess.Popen(
        [installed, "serve", "--port", "0"], cwd=tmp_path / "new", stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            address = process.stdout.readline().split()[1].rstrip(";")
            with urllib.request.urlopen(f"{address}__crossbrief/live.js", timeout=60) as answer:
                assert b"location.reload" in answer.read()
        finally:
            process.kill()
    run(str(installed), "new", "2024-next", "--text", "private/2024-evening-ferry.txt", cwd=tmp_path / "new")
    assert "paragraphs: 7" in (tmp_path / "new" / "briefs" / "2024-next.yaml").read_text(encoding="utf-8")
