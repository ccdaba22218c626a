"""Private copies are divided and folded by the rule, and an anchor brackets one passage in its place."""

from __future__ import annotations

from crossbrief.passage import PrivateCopy, divide, fold, in_lines, passage, words_of
from crossbrief.schema.base import At, Sha256, Text
from crossbrief.schema.claim import Citation
from crossbrief.schema.source import Copy, Furniture, PartLine

TEXT = "A title\n\n\u00a0\nFirst paragraph has some words – and more.\nPage date\nSecond breaks\noff in the middle of things.\nComment form\nLeave a reply"
COPY = Copy(
    sha256=Sha256("0" * 64),
    paragraphs=3,
    words=0,
    parts=(PartLine(line=1, part="title"),),
    furniture=(Furniture(lines=Text("5"), what=Text("date")), Furniture(lines=Text("8-9"), what=Text("form"))),
)


def cite(at: str, start: str, end: str | None = None) -> Citation:
    return Citation(at=At.parse(at), start=Text(start), end=Text(end) if end else None)


def test_paragraphs_are_the_lines_that_are_neither_empty_nor_furniture_nor_parts() -> None:
    copy = divide(TEXT, COPY)
    assert copy.paragraphs == (
        "First paragraph has some words-and more.",
        "Second breaks",
        "off in the middle of things.",
    )
    assert copy.parts == {("title", 1): "A title"}


def test_quotation_marks_dashes_and_spaces_fold() -> None:
    assert fold("“It’s\u00a0so  – yes”") == fold('"It\'s so-yes"')


def test_an_anchor_brackets_its_passage() -> None:
    copy = divide(TEXT, COPY)
    assert (
        passage(cite("1", "First paragraph has", "words - and more"), copy) == "First paragraph has some words-and more"
    )


def test_an_anchor_may_cross_the_paragraphs_of_a_range() -> None:
    assert passage(cite("2-3", "Second breaks off", "middle of things"), divide(TEXT, COPY)) is not None


def test_phrases_are_found_in_the_lines_as_they_stand() -> None:
    copy = divide(TEXT, COPY)
    assert copy.lines[1:3] == ("First paragraph has some words – and more.", "Page date")

    def stand(citation: Citation) -> list[str]:
        return [copy.lines[line][begin:end] for line, begin, end in in_lines(citation, copy)]

    assert stand(cite("1", "First paragraph has", "words - and more")) == ["First paragraph has", "words – and more"]
    assert stand(cite("1", "words-and")) == ["words – and"]
    assert stand(cite("title", "A title")) == ["A title"]
    assert stand(cite("2-3", "Second breaks off in", "of things")) == ["Second breaks", "off in", "of things"]
    assert stand(cite("2", "A title")) == []


def test_a_phrase_in_another_paragraph_is_not_found() -> None:
    copy = divide(TEXT, COPY)
    assert passage(cite("2", "First paragraph has"), copy) is None
    assert passage(cite("1", "has some words", "First paragraph has"), copy) is None


def test_a_part_is_cited_by_its_name() -> None:
    assert passage(cite("title", "A title"), divide(TEXT, COPY)) == "A title"


def test_words_are_counted_with_their_apostrophes_and_full_stops_inside() -> None:
    assert words_of("U.S. troops’ 2.5 per-cent") == ["U.S", "troops", "2.5", "per", "cent"]


def test_a_phrase_stands_as_whole_words() -> None:
    copy = PrivateCopy(("Streets and the Street of the mill, Street's end.",), {})
    for start, end, found in (
        ("Street", None, "Street"),
        ("the Street", "mill", "the Street of the mill"),
        ("the mil", None, None),
        ("treet of", None, None),
        ("the mill, Street", None, "the mill, Street"),
        (", Street's", "end.", ", Street's end."),
    ):
        citation = Citation(at=At.read("1"), start=Text(start), end=Text(end) if end else None)
        assert passage(citation, copy) == found, start
