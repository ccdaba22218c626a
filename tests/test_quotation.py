"""What a brief quotes is counted against the private copy, each word once, and held to the limits in the settings."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from crossbrief import pipeline
from crossbrief.gathered import gather
from crossbrief.load import Loaded, load
from crossbrief.passage import PrivateCopy, divide
from crossbrief.problem import Problem
from crossbrief.quotation import declared, in_prose, quoted_words, words_beside
from crossbrief.schema.brief import Brief
from crossbrief.views.method import method_view
from tests.test_verify import ARTICLE, corpus, verify

__all__ = ["corpus"]


def changed(root: Path, old: str, new: str) -> Brief:
    """The brief of the tiny corpus after an edit."""
    file = root / "briefs/2020-gazette.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return brief_of(root)


def brief_of(root: Path) -> Brief:
    loaded = load(root / "briefs")
    assert isinstance(loaded, Loaded), loaded
    return loaded.briefs[0].record


def copy_of(brief: Brief) -> PrivateCopy:
    return divide(ARTICLE, brief.source.copy)


def told(root: Path) -> list[Problem]:
    found = pipeline.make(root)
    return found if isinstance(found, list) else []


def test_every_phrase_that_a_brief_says_is_the_sources_is_found_with_its_place(corpus: Path) -> None:
    brief = brief_of(corpus)
    assert [phrase.words for phrase in declared(brief)] == [
        "traffic crawls along Mill",
        "since the ribbon fell",
        "some four thousand cars",
        "she says the Council",
        "in a drawer",
        "by Christmas it will",
        "plainly",
        "very likely",
        "four thousand carts",
    ]
    assert (gather(brief).longest, gather(brief).words) == (4, 29)


def test_a_word_that_two_phrases_share_counts_once(corpus: Path) -> None:
    brief = brief_of(corpus)
    assert quoted_words(brief, copy_of(brief)) == 23
    brief = changed(corpus, "words: plainly", "words: crawls along Mill Street all")
    assert quoted_words(brief, copy_of(brief)) == 25


def test_a_phrase_that_stands_twice_covers_the_place_of_its_claim(corpus: Path) -> None:
    brief = changed(corpus, "words: very likely", "words: the")
    before = quoted_words(brief, copy_of(brief))
    brief = changed(corpus, "words: the,", "words: says the Council,")
    assert quoted_words(brief, copy_of(brief)) == before - 1


def test_a_name_is_no_quotation(corpus: Path) -> None:
    brief = changed(corpus, "at: 2, start: some four thousand cars", "at: title, start: New lanes slow")
    assert quoted_words(brief, copy_of(brief)) == 23 - 4
    brief = changed(corpus, "town-council: the town hall", "town-council: The mayor")
    assert quoted_words(brief, copy_of(brief)) == 23 - 4


def test_a_phrase_in_marks_in_our_own_text_counts_where_it_stands_in_the_copy(corpus: Path) -> None:
    brief = changed(
        corpus, "It rests on one weekday.", "It says “go through on a weekday” and “no such thing”, and “Mill”."
    )
    [phrase] = in_prose(brief, copy_of(brief))
    assert (phrase.loc, phrase.words) == (("before_you_rely", 0), "go through on a weekday")
    assert quoted_words(brief, copy_of(brief)) == 23 + 5


def test_the_words_that_a_link_holds_beside_the_anchor_count() -> None:
    assert words_beside("text=said%20by-,the%20Council,in%20a%20drawer,-she%20adds%20it") == 5
    assert words_beside("text=the%20Council,in%20a%20drawer") == 0
    assert words_beside("") == 0


def test_the_lock_keeps_the_number_and_a_build_without_copies_trusts_it(corpus: Path) -> None:
    assert verify(corpus) == 0
    assert proof_in(corpus)["quoted"]["words"] == 23
    changed(corpus, "words: 68", "words: 50")
    assert told(corpus) == []
    limit(corpus, "percent: 30")
    [problem] = told(corpus)
    assert problem.code == "quotation-budget"
    assert problem.message.startswith("23 words of this source's 68 are quoted; expected 20 at most")


def statement(root: Path) -> dict[str, str]:
    """The only row of the quotation statement, as the file and the method page have it alike."""
    made = pipeline.make(root)
    assert isinstance(made, pipeline.Built), made
    [row] = csv.DictReader(io.StringIO(made.files["data/quotation.csv"].decode("utf-8")))
    page = made.files["method/index.html"].decode("utf-8")
    [shown] = re.findall(r'<tr><th scope="row"><a class="mark.*?</tr>', page)
    cells = re.findall(r"<td>(?:<span[^>]*>[^<]*</span> )?([^<]*)</td>", shown)
    assert cells[:4] == [row["quoted"], row["words"], f"{float(row['percent']):.1f}", row["longest"]]
    return row | {"shown": cells[4]}


def test_the_statement_says_what_was_counted_and_when_and_what_was_not(corpus: Path) -> None:
    row = statement(corpus)
    assert (row["quoted"], row["words"], row["percent"], row["longest"], row["counted"]) == (
        "29",
        "68",
        "42.6",
        "4",
        "",
    )
    assert row["shown"] == "not yet; the sum of its phrases"
    assert verify(corpus, "--date", "2026-11-20") == 0
    row = statement(corpus)
    assert (row["quoted"], row["percent"], row["counted"]) == ("23", "33.8", "2026-11-20")
    assert row["shown"] == "20 November 2026"
    before = (corpus / "briefs/anchors.lock.json").read_bytes()
    assert verify(corpus, "--date", "2026-11-21") == 0
    assert (corpus / "briefs/anchors.lock.json").read_bytes() == before
    changed(corpus, "words: plainly", "words: crawls")
    assert statement(corpus)["counted"] == ""
    assert verify(corpus, "--date", "2026-11-21") == 0
    row = statement(corpus)
    assert (row["quoted"], row["counted"]) == ("23", "2026-11-21")


def test_the_longest_run_in_the_statement_may_stand_in_our_own_text(corpus: Path) -> None:
    changed(corpus, "It rests on one weekday.", "It says “some four thousand cars go through”.")
    assert verify(corpus) == 0
    assert statement(corpus)["longest"] == "6"


def test_more_sources_than_a_page_holds_are_summed_up_beside_the_file_that_has_them(
    bundled: pipeline.Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = method_view(bundled.corpus, bundled.words).quoted
    monkeypatch.setattr("crossbrief.views.method.LEAF", 4)
    short = method_view(bundled.corpus, bundled.words).quoted
    assert whole and short
    assert (len(whole.rows), len(short.rows)) == (5, 0)
    most = max(brief.quotation.words for brief in bundled.corpus.briefs)
    assert whole.summary == short.summary
    assert f"is {most} words" in short.summary
    assert short.table.address in bundled.files


def test_a_lock_without_the_number_still_reads_and_the_plain_sum_stands_for_it(corpus: Path) -> None:
    assert verify(corpus) == 0
    file = corpus / "briefs/anchors.lock.json"
    lock = json.loads(file.read_text(encoding="utf-8"))
    lock["sources"]["2020-gazette"]["quoted"] = 23
    file.write_text(json.dumps(lock), encoding="utf-8")
    limit(corpus, "percent: 40")
    [problem] = told(corpus)
    assert problem.message.startswith("29 words of this source's 68 are quoted; expected 27 at most")


@pytest.mark.parametrize(("limits", "most"), [("words: 22", "22"), ("percent: 33", "22")])
def test_a_source_at_its_limit_is_sound_and_one_word_more_is_not(corpus: Path, limits: str, most: str) -> None:
    assert verify(corpus) == 0
    limit(corpus, limits)
    [problem] = told(corpus)
    assert f"expected {most} at most" in problem.message
    changed(corpus, "end: since the ribbon fell", "end: the ribbon fell")
    limit(corpus, "percent: 40")
    assert verify(corpus) == 0
    limit(corpus, limits)
    assert told(corpus) == []


def limit(root: Path, limits: str) -> None:
    """Other limits in the settings."""
    file = root / "briefs/registers/site.yaml"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("quotation:")]
    if "percent" not in limits:
        limits += ", percent: 100"
    file.write_text("\n".join([*kept, f"quotation: {{{limits}}}", ""]), encoding="utf-8")


def proof_in(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "briefs/anchors.lock.json").read_text(encoding="utf-8"))
    return found["sources"]["2020-gazette"]  # type: ignore[no-any-return]
