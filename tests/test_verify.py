"""Anchors are proved against the private copy, loudly: the same, moved, edited or gone, and never put elsewhere by themselves."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.cli import main
from crossbrief.lock import FILE as LOCK_FILE
from crossbrief.passage import (
    fold,
    words_of,
)
from crossbrief.pipeline import Built
from crossbrief.verify import EDITED, GONE, SAME

ARTICLE = """New lanes slow Mill Street

Everybody knows that traffic crawls along Mill Street all day, and it has done so since the ribbon fell in the rain.
By her count some four thousand cars go through on a weekday. Of the vote she says the Council knew better.
It lay, she adds, in a drawer. The mayor thinks that by Christmas it will be forgotten, lights and all.
"""


@pytest.fixture
def corpus(lanes: Path) -> Path:
    """The tiny corpus with one brief whose private copy is at hand."""
    for name in ("2021-herald.yaml", "registers/relations.yaml", "registers/judgements.yaml"):
        (lanes / "briefs" / name).unlink()
    copies = lanes / "copies"
    copies.mkdir()
    (copies / "article.txt").write_text(ARTICLE, encoding="utf-8")
    brief = lanes / "briefs/2020-gazette.yaml"
    sum_of = hashlib.sha256(ARTICLE.encode()).hexdigest()
    brief.write_text(brief.read_text().replace("0" * 64, sum_of).replace("words: 240", "words: 68"))
    questions = lanes / "briefs/registers/questions.yaml"
    questions.write_text(questions.read_text().replace("askable: 2021/..", "askable: 2025/.."))
    settings = lanes / "briefs/registers/site.yaml"  # an article as short as this one is quoted for a third of it
    settings.write_text(settings.read_text() + "quotation: {percent: 60}\n")
    return lanes


def verify(root: Path, *more: str) -> int:
    return main(["verify", "--sources", str(root / "copies"), *more], root=root)


def differing(root: Path, text: str) -> None:
    """Another state of the article in place of the copy that the record names."""
    (root / "copies/article.txt").unlink()
    (root / "copies/2020-gazette.txt").write_text(text, encoding="utf-8")


def test_a_first_proof_writes_the_lock_and_the_page_says_when(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(corpus, "--date", "2026-11-20") == 0
    assert "4 anchors of 1 source stand in their places" in capsys.readouterr().out
    built = pipeline.make(corpus)
    assert isinstance(built, Built)
    assert "verified 20 November 2026" in built.files["briefs/2020-gazette/index.html"].decode()


def test_an_anchor_that_was_never_proved_is_shown_as_such(corpus: Path) -> None:
    built = pipeline.make(corpus)
    assert isinstance(built, Built)
    assert "not verified against the article" in built.files["briefs/2020-gazette/index.html"].decode()


def test_verifying_again_changes_no_byte(corpus: Path) -> None:
    verify(corpus, "--date", "2026-11-20")
    before = (corpus / "briefs/anchors.lock.json").read_bytes()
    assert verify(corpus, "--date", "2027-01-01") == 0
    assert (corpus / "briefs/anchors.lock.json").read_bytes() == before


def test_the_lock_holds_no_word_of_an_article_that_has_no_address(corpus: Path) -> None:
    with_address(corpus, "")
    verify(corpus)
    lock = (corpus / "briefs/anchors.lock.json").read_text().lower()
    assert not [word for word in words_of(ARTICLE) if len(word) > 5 and word.lower() in lock]
    assert {one["fragment"] for one in anchors_of(corpus).values()} == {""}


def anchors_of(root: Path) -> dict[str, dict[str, str]]:
    """What the lock holds of the one brief's anchors."""
    return dict(json.loads((root / "briefs/anchors.lock.json").read_text())["sources"]["2020-gazette"]["anchors"])


def test_the_lock_holds_a_salted_sum_of_the_whole_copy_and_of_each_of_its_places(corpus: Path) -> None:
    verify(corpus)
    lock = json.loads((corpus / "briefs/anchors.lock.json").read_text())
    title, *paragraphs = (fold(line) for line in ARTICLE.splitlines() if line)
    places = {f"paragraph {n}": text for n, text in enumerate(paragraphs, start=1)} | {"title 1": title}

    def summed(text: str) -> str:
        return hashlib.sha256(f"{lock['salt']}\n{text}".encode()).hexdigest()[:32]

    source = lock["sources"]["2020-gazette"]
    assert source["paragraphs"] == {name: summed(text) for name, text in places.items()}
    assert source["document"] == summed("\n".join(places.values()))


def with_address(root: Path, address: str) -> None:
    """Give the source another address, or none."""
    brief = root / "briefs/2020-gazette.yaml"
    text, count = re.subn(r"(?m)^    URL: .*\n", f"    URL: {address}\n" if address else "", brief.read_text(), count=1)
    assert count == 1
    brief.write_text(text)


def test_a_source_with_an_address_is_linked_to_at_its_passages(corpus: Path) -> None:
    with_address(corpus, "https://example.org/lanes")
    verify(corpus)
    built = pipeline.make(corpus)
    assert isinstance(built, Built)
    page = built.files["briefs/2020-gazette/index.html"].decode()
    link = "https://example.org/lanes#:~:text=traffic%20crawls%20along%20Mill,since%20the%20ribbon%20fell"
    assert f'<a class="at-source" rel="noopener" href="{link}">' in page
    elsewhere = [path for path, raw in built.files.items() if b":~:text" in raw and not path.startswith("briefs/")]
    assert elsewhere == []


def test_the_words_of_the_lock_are_those_of_the_anchors_and_a_few_beside_them(corpus: Path) -> None:
    doubled = ARTICLE.replace("Mill Street\n", "Mill Street: traffic crawls along Mill\n", 1)
    (corpus / "copies/article.txt").write_text(doubled, encoding="utf-8")
    brief = corpus / "briefs/2020-gazette.yaml"
    sums = [hashlib.sha256(text.encode()).hexdigest() for text in (ARTICLE, doubled)]
    brief.write_text(brief.read_text().replace(*sums).replace("words: 68", "words: 72"))
    assert verify(corpus) == 0
    lock = json.loads((corpus / "briefs/anchors.lock.json").read_text())
    anchors = lock["sources"]["2020-gazette"]["anchors"]
    made = anchors["c1.1"]["fragment"]
    assert made == "text=that-,traffic%20crawls%20along%20Mill,since%20the%20ribbon%20fell"
    assert [key for key, one in anchors.items() if re.search("-,|,-", one["fragment"])] == ["c1.1"]


def test_a_lock_from_before_the_links_still_reads_and_gets_them_with_its_dates_kept(corpus: Path) -> None:
    verify(corpus, "--date", "2026-11-20")
    file = corpus / "briefs/anchors.lock.json"
    now = file.read_text()
    old = json.loads(now)
    for one in old["sources"]["2020-gazette"]["anchors"].values():
        assert one.pop("fragment")
    file.write_text(json.dumps(old))
    built = pipeline.make(corpus)
    assert isinstance(built, Built)
    assert b":~:text" not in built.files["briefs/2020-gazette/index.html"]
    verify(corpus, "--date", "2027-01-01")
    assert file.read_text() == now


def test_an_address_with_a_place_on_the_page_keeps_it(corpus: Path) -> None:
    with_address(corpus, "https://example.org/lanes#text")
    verify(corpus)
    built = pipeline.make(corpus)
    assert isinstance(built, Built)
    assert b'href="https://example.org/lanes#text:~:text=' in built.files["briefs/2020-gazette/index.html"]


def test_a_build_without_the_copies_trusts_the_lock(corpus: Path) -> None:
    verify(corpus)
    (corpus / "copies/article.txt").unlink()
    assert isinstance(pipeline.make(corpus), Built)


def test_an_anchor_changed_since_its_proof_is_an_error(corpus: Path) -> None:
    verify(corpus, "--date", "2026-11-20")
    brief = corpus / "briefs/2020-gazette.yaml"
    brief.write_text(brief.read_text().replace("start: traffic crawls along Mill", "start: knows that traffic crawls"))
    problems = pipeline.make(corpus)
    assert isinstance(problems, list)
    [problem] = problems
    assert problem.code == "anchor-changed"
    assert "2026-11-20" in problem.message
    assert verify(corpus, "--date", "2026-11-22") == 0
    assert isinstance(pipeline.make(corpus), Built)
    lock = json.loads((corpus / "briefs/anchors.lock.json").read_text())
    days = {key: proof["proved"] for key, proof in lock["sources"]["2020-gazette"]["anchors"].items()}
    assert days["c1.1"] == "2026-11-22"
    assert days["c2.1"] == "2026-11-20"


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        ("all day, and it has done so", "all day, and it had done so", EDITED),
        ("Everybody knows", "Nobody says", SAME),
        ("“", '"', SAME),
        ("traffic crawls along", "traffic flows along", GONE),
    ],
)
def test_a_differing_copy_gives_a_verdict(
    corpus: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, verdict: str
) -> None:
    verify(corpus)
    lock = (corpus / "briefs/anchors.lock.json").read_bytes()
    differing(corpus, ARTICLE.replace(old, new))
    assert verify(corpus) == (0 if verdict == SAME else 1)
    shown = capsys.readouterr()
    assert verdict == SAME or f"error[anchor-{verdict}]: the anchor of claim `c1` is {verdict}" in shown.err
    assert (corpus / "briefs/anchors.lock.json").read_bytes() == lock


def test_a_paragraph_that_moved_is_said_to_have_moved(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verify(corpus)
    title, blank, first, *rest = ARTICLE.split("\n")
    differing(corpus, "\n".join([title, blank, *rest[:2], first]))
    assert verify(corpus) == 1
    assert "the passage now stands in paragraph 3" in capsys.readouterr().err


def test_a_passage_that_moved_and_was_changed_is_said_to_have_been_edited(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its phrases stand in another paragraph alone, and not around the words that were proved."""
    verify(corpus)
    title, blank, first, *rest = ARTICLE.replace("all day, and it has done so", "all day, and it had done so").split(
        "\n"
    )
    differing(corpus, "\n".join([title, blank, *rest[:2], first]))
    assert verify(corpus) == 1
    assert "error[anchor-edited]: the anchor of claim `c1` is edited" in capsys.readouterr().err


def test_a_passage_over_two_paragraphs_that_moved_is_said_to_have_moved(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = corpus / "briefs/2020-gazette.yaml"
    text = brief.read_text(encoding="utf-8")
    over = "citation: {at: 2-3, start: some four thousand, end: in a drawer}"
    brief.write_text(text.replace("citation: {at: 2, start: some four thousand cars}", over))
    assert verify(corpus) == 0, capsys.readouterr().err
    title, blank, *three = ARTICLE.rstrip("\n").split("\n")
    differing(corpus, "\n".join([title, blank, "A line that is new and long enough to be a paragraph.", *three]))
    assert verify(corpus) == 1
    assert "the passage now stands in paragraphs 3–4" in capsys.readouterr().err


def test_a_missing_copy_is_named(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "copies/article.txt").unlink()
    assert verify(corpus) == 1
    told = capsys.readouterr().err
    assert f"{place_of(corpus, 'sha256: ')}: error[no-private-copy]: there is no private copy of `2020-gazette`" in told


def test_what_became_of_an_anchor_is_told_at_its_start(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verify(corpus)
    differing(corpus, "Nothing of it is left.\n")
    assert verify(corpus) == 1
    told = capsys.readouterr().err
    assert f"{place_of(corpus, 'start: ')}: error[anchor-gone]: the anchor of claim `c1` is gone" in told


def test_of_two_anchors_of_a_claim_the_one_that_is_gone_is_told_at_its_own_start(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brief = corpus / "briefs/2020-gazette.yaml"
    one = "{at: 2, start: some four thousand cars}"
    text = brief.read_text(encoding="utf-8")
    assert text.count(one) == 1
    brief.write_text(text.replace(one, f"[{one}, {{at: 2, start: some five thousand cars}}]"), encoding="utf-8")
    assert verify(corpus) == 1
    told = capsys.readouterr().err
    assert f"{place_of(corpus, 'cars}, {at: 2, start: ')}: error[anchor-gone]: the anchor of claim `c2` is gone" in told


def place_of(root: Path, key: str) -> str:
    """Where the first value of a key begins in the brief."""
    lines = (root / "briefs/2020-gazette.yaml").read_text(encoding="utf-8").split("\n")
    number, line = next((n, line) for n, line in enumerate(lines, start=1) if key in line)
    return f"briefs/2020-gazette.yaml:{number}:{line.index(key) + len(key) + 1}"


def test_a_folder_that_is_not_there_is_a_wrong_command(corpus: Path) -> None:
    assert main(["verify", "--sources", str(corpus / "nowhere")], root=corpus) == 2


@pytest.mark.parametrize(
    ("key", "right", "wrong", "told"),
    [
        ("paragraphs", 3, 4, "the copy has 3 paragraphs; expected 4"),
        ("words", 68, 86, "the copy has 68 words; expected 86"),
    ],
)
def test_the_counts_of_a_record_are_those_of_its_copy(
    corpus: Path, capsys: pytest.CaptureFixture[str], key: str, right: int, wrong: int, told: str
) -> None:
    brief = corpus / "briefs/2020-gazette.yaml"
    brief.write_text(brief.read_text().replace(f"    {key}: {right}\n", f"    {key}: {wrong}\n"))
    assert verify(corpus) == 1
    said = capsys.readouterr().err
    assert f"{place_of(corpus, f'    {key}: ')}: error[copy-miscounted]: {told}" in said
    assert not (corpus / "briefs" / LOCK_FILE).exists()
