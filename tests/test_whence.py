"""What `verify` finds copied is placed where an author wrote it, whatever file that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbrief.leaks import folded_words
from crossbrief.problem import Problem
from crossbrief.whence import called, whence
from crossbrief.yamlfile import Document, parse_yaml
from tests.test_quotation import changed
from tests.test_verify import corpus, verify

__all__ = ["corpus"]

COPIED = "by her count some four thousand cars go through on a weekday"


def document(text: str) -> Document:
    found = parse_yaml(text, "briefs/a.yaml")
    assert not isinstance(found, Problem), found
    return found


def places(text: str, words: str = COPIED) -> list[tuple[int, int, str]]:
    found = whence([document(text)])(folded_words(words))
    return [(one.place.line, one.place.col, one.called) for one in found]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"text: We say, {COPIED}.\n", (1, 15)),
        (f"text: {COPIED.upper()}\n", (1, 7)),
        (f"text: >-\n  We say,\n  {COPIED[:17]}\n  {COPIED[18:]}\n", (3, 3)),
        (f'text: "We say \\u2014 {COPIED}"\n', (1, 22)),
        (f"text: We say **{COPIED[:12]}** {COPIED[13:]}\n", (1, 16)),
        (f"text: We say [{COPIED[:12]}](a.yaml#c1 'so') {COPIED[13:]}\n", (1, 7)),
        (f"text: We say {COPIED.replace('some', 'so&shy;me')}\n", (1, 7)),
        (f"text: '{COPIED}, it''s said'\n", (1, 8)),
        (f"text: It is at https://example.org/#:~:text={COPIED.replace(' ', '%20')}\n", (1, 7)),
    ],
)
def test_words_are_found_however_they_are_written(text: str, place: tuple[int, int]) -> None:
    assert places(text) == [(*place, "`text`")]


def test_an_apostrophe_of_either_kind_is_found_in_its_place() -> None:
    assert places("text: 'the mayor''s count is not the mayor’s own'\n", "not the mayor's own") == [(1, 30, "`text`")]


def test_every_text_that_holds_them_is_told() -> None:
    text = f"bottom_line: It says {COPIED}.\nclaims:\n- id: c7\n  text: {COPIED}\n"
    assert places(text) == [(1, 22, "`bottom_line`"), (4, 9, "`text` of claim `c7`")]


def test_words_that_only_two_texts_have_together_were_written_nowhere() -> None:
    assert places(f"bottom_line: {COPIED[:12]}\ntext: {COPIED[13:]}\n") == []
    assert places(f"text: {COPIED}s\n") == []


@pytest.mark.parametrize(
    ("loc", "name"),
    [
        (("bottom_line",), "`bottom_line`"),
        (("entities", 0, "variants", 0, "text"), "`text` of entity `somebody`"),
        (("entities", 0, "needs", 0), "`needs` of entity `somebody`"),
        (("codings", "cause", "stands", 0, "because"), "`because`"),
    ],
)
def test_a_text_is_called_by_its_key_and_its_record(loc: tuple[str | int, ...], name: str) -> None:
    text = (
        "bottom_line: a\nentities:\n- id: somebody\n  variants: [{text: b}]\n  needs: [c]\n"
        "codings: {cause: {stands: [{because: d}]}}\n"
    )
    assert called(document(text), loc) == name


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("briefs/registers/site.yaml", "introduction: ", "introduction: {} ", "4:15: "),
        ("briefs/registers/questions.yaml", "A count on the same", "{}. A count on the same", "14:19: "),
        ("templates/strings.yaml", "cast_lead: Whom", "cast_lead: {}. Whom", "19:12: "),
    ],
)
def test_a_sentence_copied_into_any_file_is_placed_in_it(
    corpus: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, line: str
) -> None:
    path = corpus / file
    if not path.is_file():
        path.parent.mkdir()
        path.write_text((Path(__file__).parents[1] / file).read_text(encoding="utf-8"), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new.format(COPIED), 1), encoding="utf-8")
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(f"{file}:{line}error[copied-words]: 12 words in a row here, in `")
    assert shown.count("error[") == 1, shown


def test_a_draft_is_read_before_it_is_published(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(corpus, "It rests on one weekday.", f"It rests on one, {COPIED}.")
    changed(corpus, "mark: ", "status: draft\nmark: ")
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("briefs/2020-gazette.yaml:37:22: error[copied-words]: 12 words")


def test_a_part_of_what_is_told_is_told_of_other_texts_only(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(corpus, "It rests on one weekday.", f"It rests on one, {COPIED}.")
    changed(corpus, "The count is of *one* weekday", f"The count: {COPIED[13:]}".replace(":", ""))
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert "gazette.yaml:36:22: error[copied-words]: 12 words in a row here, in `before_you_rely`, are" in shown
    assert "gazette.yaml:91:15: error[copied-words]: 10 words in a row here, in `text` of note `n1`, are" in shown
    assert shown.count("error[") == 2, shown
