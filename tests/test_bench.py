"""The benchmark's made-up corpora are sound, the same every time, and of the shape that they promise."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from bench import corpus
from bench.chance import ENTITIES, sentence
from bench.plain_yaml import as_yaml
from crossbrief import pipeline
from crossbrief.stats import stats
from crossbrief.yamlfile import Document, parse_yaml


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "corpus"
    corpus.write(5, 1, folder)
    return folder


def test_a_made_corpus_has_no_problem_and_builds(made: Path, tmp_path: Path) -> None:
    read = pipeline.inspect(made)
    assert not isinstance(read, list), [str(one) for one in read]
    assert stats(read)["briefs"] == 5
    built = pipeline.build(made, tmp_path / "site")
    assert not isinstance(built, list)
    assert (tmp_path / "site" / "index.html").is_file()


def test_one_seed_gives_the_same_corpus_every_time(made: Path, tmp_path: Path) -> None:
    corpus.write(5, 1, tmp_path / "again")
    first, again = ({one.relative_to(root): one.read_bytes() for one in root.rglob("*.yaml")} for root in (made, tmp_path / "again"))  # fmt: skip
    assert first == again


def test_another_seed_gives_another_corpus() -> None:
    assert list(corpus.briefs(2, 1)) != list(corpus.briefs(2, 2))


def test_a_brief_has_claims_codings_and_entities_as_promised() -> None:
    for _, brief in islice(corpus.briefs(1000, 1), 50):
        assert 15 <= len(brief["claims"]) <= 25
        assert len(brief["codings"]) == 16
        named = {entity for claim in brief["claims"] for entity in claim["entities"]}
        assert len(named) <= 6 and named <= set(ENTITIES)


def test_no_sentence_comes_twice() -> None:
    assert len({sentence(number, "Now") for number in range(20_000)}) == 20_000


@pytest.mark.parametrize("text", ["no", "a, b", "https://press.example/1", "a: b", "word " * 60, "# x", "{y}", "2004-01-01"])  # fmt: skip
def test_every_text_reads_back_as_it_was(text: str) -> None:
    record = {"one": {"text": text.strip(), "list": [text.strip(), {"deep": text.strip()}]}}
    read = parse_yaml(as_yaml(record), "made.yaml")
    assert isinstance(read, Document)
    assert read.root.plain == record


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["--briefs", "5", "--out", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err
