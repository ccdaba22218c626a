"""No run of a source's words stands in the site outside quotations and names, whatever kind of file it is in."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.leaks import BY_CHANCE, Excused, excused, folded_words, leaks, texts
from crossbrief.passage import PrivateCopy, fold
from crossbrief.problem import Problem
from tests.test_quotation import changed, copy_of
from tests.test_verify import corpus, verify

__all__ = ["corpus"]

COPIED = "Of the vote she says the Council knew better than anybody in the whole of the town"
COPIES = {
    "2020-gazette": PrivateCopy(
        ("A first one is here.", fold(f"Well. {COPIED}, “it seems”.")),
        {("title", 1): "Nine or ten words of a title may well stand here"},
    )
}
NOTHING = Excused(frozenset(), {})


def found(path: str, text: str | bytes, allowed: Excused = NOTHING) -> list[Problem]:
    return list(leaks([(path, text.encode() if isinstance(text, str) else text)], COPIES, allowed))


def words(number: int) -> str:
    return " ".join(COPIED.split()[:number])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("note.html", "<p>We add:\n{}.</p>"),
        ("attribute.html", '<p>\n<img alt="{}"></p>'),
        ("single.html", "<p>\n<img alt='{}' /></p>"),
        ("description.html", '\n<meta name="description" content="{}">'),
        ("comment.html", "<p>\n<!-- <b>taken</b> from it: {} --></p>"),
        ("script.html", '<script type="application/ld+json">\n{{"text": "{}\\u2026"}}</script>'),
        ("chart.svg", "<svg><title>Chart</title>\n<text><tspan>{}</tspan></text></svg>"),
        ("table.csv", 'id,text\n1,"{}"\n'),
        ("data.json", '{{"a": "b",\n"text": "\\n{}\\n"}}'),
        ("search.js", "var a = 1\nif(a<2)f('{}')"),
        ("feed.xml", "<feed>\n<content type='html'>&lt;p&gt;{}&lt;/p&gt;</content></feed>"),
        ("page.css", "p\n{{content: '{}'}}"),
        ("list.bib", "@misc\n{{x, note = {{{}}}}}"),
        ("broken.html", '<p>\n<a title="never closed>{}</p>'),
    ],
)
def test_a_copied_sentence_is_found_in_every_kind_of_file(path: str, text: str) -> None:
    [problem] = found(path, text.format(COPIED))
    assert (problem.place.path, problem.place.line, problem.code) == (path, 2, "copied-words")
    assert "17 words in a row here are those of paragraph 2 of `2020-gazette`" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        COPIED.upper(),
        COPIED.replace(" ", "\u00a0"),
        COPIED.replace(" ", "\n  "),
        COPIED.replace("the Council", "<em>the</em> <a href='x'>Coun<b>cil</b></a>"),
        COPIED.replace("vote", "vo\u00adte"),
        COPIED.replace("vote", "vo&shy;te"),
        COPIED.replace(" ", "&nbsp;"),
        COPIED.replace(" she", ", she —"),
        f"{COPIED}, 'it seems'",
        f'<a href="https://example.org/#:~:text={COPIED.replace(" ", "%20")}">x</a>',
        json.dumps({"html": f"<p>{COPIED.replace('Council', '<b>Council</b>')}</p>"}),
    ],
)
def test_no_way_of_writing_hides_it(text: str) -> None:
    assert found("page.html", text)


def test_it_is_found_in_a_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "site.db") as database:
        database.execute("CREATE TABLE claims (id TEXT, text TEXT, n REAL)")
        database.executemany(
            "INSERT INTO claims VALUES (?, ?, ?)", [("c1", "A word.", 1.5), ("c2", f"… {COPIED}", 2.25)]
        )
    assert found("site.db", (tmp_path / "site.db").read_bytes())


def test_eight_words_are_chance_and_nine_are_not() -> None:
    for begin in range(5):
        assert not found("a.html", f"{'One ' * begin}{words(BY_CHANCE)} and so on")
        assert found("a.html", f"{'One ' * begin}{words(BY_CHANCE + 1)} and so on")


def test_a_title_is_no_text_of_the_source() -> None:
    assert not found("a.html", "Nine or ten words of a title may well stand here")


def test_a_declared_quotation_excuses_itself_and_no_longer_run() -> None:
    allowed = Excused(frozenset(), {"2020-gazette": frozenset({folded_words(words(10))})})
    assert not found("a.html", f"We quote “{words(10)}” here", allowed)
    assert found("a.html", f"We quote {words(11)} here", allowed)
    assert found("a.html", words(10), Excused(frozenset(), {"2021-herald": frozenset({folded_words(words(10))})}))


def test_a_name_counts_as_one_word() -> None:
    allowed = Excused(frozenset({folded_words("the vote she"), folded_words("Council")}), {})
    assert not found("a.html", words(10), allowed)
    assert found("a.html", words(11), allowed)


def test_the_first_file_is_named_and_the_others_are_counted() -> None:
    [problem] = leaks([("a.html", b"x"), ("b.html", COPIED.encode()), ("c.html", COPIED.encode())], COPIES, NOTHING)
    assert problem.place.path == "b.html"
    assert "here and in 1 other file are" in problem.message


def test_a_line_of_what_is_read_is_that_line_of_the_file() -> None:
    page = '<p\nclass="a">one<b>\ntwo</b>\n\n<i title="x\ny">three</i> &lt;b&gt;four'
    for text in texts(page):
        assert text.count("\n") == page.count("\n")
    outside, *_ = texts(page)
    assert [n for n, line in enumerate(outside.split("\n")) if line.split()] == [1, 2, 5]


def test_a_sentence_copied_into_a_note_stops_verify(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(
        corpus,
        "The count is of *one* weekday",
        "The count is of *one* weekday, and by her count some four thousand cars go through on a weekday",
    )
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert re.search(
        r"^briefs/2020-gazette\.yaml:91:46: error\[copied-words\]: 12 words in a row here, in `text` of note `n1`, are those of "
        r"paragraph 2 of `2020-gazette`, copied into \d+ files of the site; expected 8 at most outside declared quotations and names$",
        shown,
        re.MULTILINE,
    ), shown
    assert "The lock was not changed" in shown
    assert not (corpus / "briefs/anchors.lock.json").exists()


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        (
            "_partials/slips.html",
            "<p>It lay, she adds, in a drawer. The mayor thinks that by Christmas</p>",
            "briefs/2020-gazette/index.html",
        ),
        (
            "static/icon.svg",
            "<svg><desc>It lay, she adds, in a drawer. The mayor thinks that by Christmas</desc></svg>",
            "static/icon.svg",
        ),
    ],
)
def test_a_sentence_copied_into_a_template_stops_verify(
    corpus: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, path: str
) -> None:
    file = corpus / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(f"{path}:")
    assert "error[copied-words]: 13 words in a row here" in shown


def test_a_sentence_copied_into_a_claim_is_found_in_the_tables(corpus: Path) -> None:
    brief = changed(
        corpus,
        "text: Traffic in Mill Street is slower",
        "text: Traffic crawls along Mill Street all day, and it has done so",
    )
    built = pipeline.make(corpus)
    assert isinstance(built, pipeline.Built)
    copies = {"2020-gazette": copy_of(brief)}
    tables = {path: raw for path, raw in built.files.items() if path.endswith(".csv")}
    assert "data/claims.csv" in tables
    [problem] = leaks(tables.items(), copies, excused(built.corpus, copies))
    assert problem.place.path == "briefs/2020-gazette/claims.csv"
    assert problem.place.line > 1


def test_a_quotation_in_our_own_text_is_held_to_the_limit(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(corpus, "It rests on one weekday.", "It has “some four thousand cars go through on a weekday”, once.")
    assert verify(corpus) == 1
    shown = capsys.readouterr().err
    assert "error[quotation-too-long]: these are 9 words of the source's in a row; expected 8 at most" in shown
    assert shown.count("error[") == 1
