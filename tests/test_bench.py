"""The benchmark's made-up corpora are sound and the same every time, and its comparison measures what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from bench import corpus, run, tools
from bench.chance import ENTITIES, sentence
from bench.measure import Failed
from bench.measure import run as measure_one
from bench.pages import Page, edited, pages
from bench.plain_yaml import as_yaml
from crossbrief import inspection, pipeline
from crossbrief.stats import stats
from crossbrief.yamlfile import Document, parse_yaml


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "corpus"
    corpus.write(5, 1, folder)
    return folder


def test_a_made_corpus_has_no_problem_and_builds(made: Path, tmp_path: Path) -> None:
    read = inspection.inspect(made)
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
    assert read.plain == record


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["--briefs", "5", "--out", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err


@dataclass(frozen=True)
class Stub:
    """A tool that copies its one file to its output."""

    name: str
    has_search: bool = True

    def write(self, made: Iterable[Page], total: int, seed: int, folder: Path) -> None:
        for page in made:
            self.source(page, folder).write_text(page.claims[0].text)

    def command(self, folder: Path) -> list[str]:
        code = "import pathlib; out = pathlib.Path('out'); out.mkdir(exist_ok=True); (out / 'a').write_text('four')"
        return [sys.executable, "-c", code]

    def out(self, folder: Path) -> Path:
        return folder / "out"

    def caches(self, folder: Path) -> list[Path]:
        return []

    def source(self, page: Page, folder: Path) -> Path:
        return folder / f"{page.slug}.md"


def test_the_comparison_gives_ratios_and_what_both_took() -> None:
    measured = run.measure(5, [Stub("crossbrief"), Stub("stub")], rounds=2)
    found = json.loads(json.dumps(run.compared(5, "stub", "1.0", measured, 2)))
    assert {"size", "peer", "version", "rounds", "cold_ratio", "same_ratio", "edit_ratio", "ours", "theirs"} == set(
        found
    )
    assert found["cold_ratio"] == round(found["ours"]["cold"]["wall"] / found["theirs"]["cold"]["wall"], 3)
    assert found["theirs"]["edit"]["written"] == 4 and found["theirs"]["edit"]["files"] == 1
    assert found["theirs"]["cold"]["cpu"] > 0 and found["theirs"]["cold"]["peak"] > 1_000_000
    assert "| stub | edit |" in run.table(5, measured, 2)


def test_a_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no such content"):
        measure_one([sys.executable, "-c", "raise SystemExit('no such content')"], tmp_path, tmp_path / "out")


def test_every_peer_gets_every_claim_tag_and_link(tmp_path: Path) -> None:
    made = list(pages(8, 1))
    titles = {page.slug: page.title for page in made}
    for page in made:
        assert 3 <= len(page.tags) <= 6 and len(page.links) == 5 and page.slug not in page.links
    for form in tools.MARKDOWN.values():
        text = " ".join(form(made[0], titles).split())
        assert all(one.text in text for one in made[0].claims)
        assert all(tag in text for tag in made[0].tags) and all(slug in text for slug in made[0].links)


def test_an_edit_changes_one_claim_of_one_file_and_every_edit_another(made: Path, tmp_path: Path) -> None:
    first = next(pages(5, 1))
    source = tools.Ours().source(first, made)
    text = source.read_text(encoding="utf-8")
    once = edited(text, 0)
    assert sum(a != b for a, b in zip(text.split("\n"), once.split("\n"), strict=True)) == 1
    assert edited(once, 1) != once
    with pytest.raises(ValueError, match="no claim"):
        edited("nothing", 0)
