"""What the tests share: the tiny corpus of lanes, the site of the repository built once, the switches."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from bench import corpus
from crossbrief import pipeline
from crossbrief.environment import Environment
from crossbrief.strings import Strings, load_strings
from crossbrief.templates import templates_of

ROOT = Path(__file__).resolve().parents[1]
LANES = ROOT / "tests" / "corpora" / "lanes"


def compile_once() -> None:
    """Let a template be compiled once in a process, whatever many sites its tests make: half of the time of a small one.

    What comes of it depends on the text and its names alone. A template that can't be compiled fails each time anew.
    """
    anew, known = Environment.compile, {}

    def compiled(
        self: Environment, source: str, name: str | None = None, filename: str | None = None, **more: bool
    ) -> Any:
        wanted = (source, name, filename, *more.items())
        if wanted not in known:
            known[wanted] = anew(self, source, name, filename, **more)
        return known[wanted]

    Environment.compile = compiled


compile_once()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected files anew; then read the diff")
    parser.addoption("--torture", action="store_true", help="try everything in tests/torture, not the short form")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def lanes(tmp_path: Path) -> Path:
    """A copy of the tiny corpus, with the templates of the repository, for a test to change."""
    root = tmp_path / "corpus"
    shutil.copytree(LANES, root)
    return root


@pytest.fixture(scope="session")
def words() -> Strings:
    found = load_strings(templates_of(ROOT))
    assert isinstance(found, Strings)
    return found


@pytest.fixture(scope="session")
def bundled() -> pipeline.Built:
    """The bundled corpus and every file of its site, in memory."""
    built = pipeline.make(ROOT)
    assert isinstance(built, pipeline.Built), "\n\n".join(map(str, built))
    return built


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    """A made-up corpus of so many sources that every page takes its large form."""
    root = tmp_path_factory.mktemp("large") / "corpus"
    corpus.write(60, 1, root)
    built = pipeline.make(root)
    assert isinstance(built, pipeline.Built), "\n\n".join(map(str, built))
    return built
