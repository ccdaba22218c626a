"""Records and texts on their way into a brief: each file of `records/` beside what is taken of it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbrief.intake import read_record
from crossbrief.intake.article import article_of
from crossbrief.intake.draft import draft, slug_of
from crossbrief.intake.item import Record, Unreadable
from crossbrief.passage import fold, words_of
from crossbrief.schema.source import Work
from crossbrief.validate import _validator
from crossbrief.yamlfile import Document, parse_yaml
from tests.conftest import ROOT

RECORDS = ROOT / "tests" / "records"
FILES = sorted(file for file in RECORDS.iterdir() if not file.name.endswith(".expected.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_record_is_taken_as_far_as_it_goes(file: Path, update: bool) -> None:
    record = read_record(file.read_text(encoding="utf-8"))
    found = json.dumps(dataclasses.asdict(record) | {"slug": slug_of(record)}, indent=1, ensure_ascii=False) + "\n"
    expected = file.with_name(f"{file.name}.expected.json")
    if update:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_taken_of_a_record_stands_in_the_draft_and_is_sound(file: Path) -> None:
    record = read_record(file.read_text(encoding="utf-8"))
    document = parse_yaml(draft(record, None, "2026-11-21"), "")
    assert isinstance(document, Document)
    written = document.plain["source"]["record"]
    assert {key: text for key, text in written.items() if text and key != "author"} == record.fields
    assert tuple(written.get("author", ())) == record.authors
    if record.fields.keys() >= {"language", "issued"}:
        _validator(Work).validate_python(written)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not CSL-JSON, BibTeX or RIS"),
        ("A letter.", "it is not CSL-JSON, BibTeX or RIS"),
        ("[]", "it holds no record"),
        ("[1]", "it is JSON, but holds no CSL items"),
        ('{"type": "book",\n', "it is not JSON in line 2"),
        ('[{"type": "book"}, {"type": "book"}]', "it holds 2 records; expected one"),
        ("@book{a, title = {One}}\n@book{b, title = {Two}}", "it holds 2 records; expected one"),
        ("@book{a,\n title = {One},\n", "an entry is not closed in line 2"),
        ("@book{a,\n title = {One\n", "a `{` is not closed in line 2"),
        ('@book{a,\n title = "One\n', "a quotation mark is not closed in line 2"),
        ("@book{a, title = , }", "a value is missing in line 1"),
        ("@comment{nothing}", "it holds no record"),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_record(text)
    assert str(refused.value) == why


@settings(deadline=None)
@given(
    st.one_of(
        st.text("@{}\"=,\\#& \nabTYER-'0", max_size=80).map("@a{b, ".__add__),
        st.text(),
        st.text().map("TY  - ".__add__),
    )
)
def test_any_text_is_a_record_or_refused(text: str) -> None:
    try:
        record = read_record(text)
    except Unreadable:
        return
    assert isinstance(parse_yaml(draft(record, None, "2026-11-21"), ""), Document)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "container-title", "publisher", "volume", "URL", "language", "DOI", "type"]),
        st.text(),
    ),
    st.lists(st.dictionaries(st.sampled_from(["family", "given", "literal"]), st.text())),
)
def test_any_item_gives_a_draft_that_is_yaml_and_holds_what_was_taken(
    item: dict[str, str], authors: list[dict[str, str]]
) -> None:
    record = read_record(json.dumps([{**item, "author": authors}]))
    document = parse_yaml(draft(record, None, "2026-11-21"), "")
    assert isinstance(document, Document), document
    written = document.plain["source"]["record"]
    assert {key: text for key, text in written.items() if text and key != "author"} == record.fields
    assert tuple(written.get("author", ())) == record.authors


def test_a_slug_is_the_year_and_what_tells_something_of_the_title() -> None:
    def slug(title: str, issued: str = "2024-05-03") -> str:
        return slug_of(Record({"type": "book", "title": title, "issued": issued}, (), ()))

    assert slug("The evening ferry is worth keeping") == "2024-evening-ferry-worth-keeping"
    assert slug("Où est l’École de Tromsø ?") == "2024-ou-est-lecole-tromso"
    assert slug("The A to the Of") == "2024-the-a-to-the-of"
    assert slug("Паром") == "2024"
    assert slug("", "") == ""
    assert len(slug("incomprehensibility " * 9)) <= 60


def test_an_article_has_a_line_for_each_paragraph() -> None:
    article = article_of("\ufeffA title\r\n\r\nOne two.\r\nThree.\r\n\r\n  Four.  \n", "a title")
    assert article.lines == ("A title", "One two. Three.", "Four.")
    assert article.paragraphs == ("One two. Three.", "Four.")
    assert article.words == 6
    assert article.text == "A title\nOne two. Three.\nFour.\n"
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()
    assert article.numbered.split("\n\n")[1:] == [
        "   1        title  A title",
        "   2            1  One two. Three.",
        "   3            2  Four.\n",
    ]


def test_the_line_that_names_the_author_of_the_record_is_no_paragraph() -> None:
    def parts(line: str, *authors: str) -> tuple[str, ...]:
        return article_of(f"A title\n{line}\n\nOne two.\n\nThree.\n", "A title", authors).parts

    assert parts("By Edna Moss", "Moss") == ("title", "author-line")
    assert parts("EDNA MOSS, Valley Tribune, 14 September 2022", "Moss") == ("title", "author-line")
    assert parts("Moss grows on the depot's roof.", "Moss") == ("title",)
    assert parts("By Edna Moss", "Mos") == ("title",)
    assert parts("By Edna Moss") == ("title",)
    assert article_of("By Edna Moss\n\nOne two.\n", "", ("Moss",)).parts == ("author-line",)


def test_a_title_is_not_joined_to_the_line_below_it() -> None:
    article = article_of("A title\nThe first line\nand the next.\n\nTwo.\n", "A title")
    assert article.lines == ("A title", "The first line and the next.", "Two.")


def test_an_article_with_long_lines_has_a_paragraph_for_each_line() -> None:
    long = "word " * 40
    article = article_of(f"{long}\nSecond.\n\nThird.\n")
    assert article.paragraphs == (long.strip(), "Second.", "Third.")


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("14 March 2025", True),
        ("March 14, 2025", True),
        ("Friday, 14 March 2025", True),
        ("2025-03-14", True),
        ("May 2025", True),
        ("The strike of May 2025", False),
        ("2025", False),
        ("On 14 March 2025 the harbour closed.", False),
    ],
)
def test_a_date_alone_after_the_title_is_furniture(line: str, dated: bool) -> None:
    article = article_of(f"A harbour\n{line}\nThe first paragraph.\nThe second.", "A harbour")
    assert article.dated == dated
    assert len(article.paragraphs) == 3 - dated
    assert article.words == 2 + 5 + (0 if dated else len(words_of(fold(line))))
    text = draft(Record({}, (), ()), article, "2026-11-21")
    assert ("    furniture:\n      - {lines: 2, what: the date}\n" in text) == dated
