"""The shape of a printed problem: place, code and message, the line with carets under it, the help."""

from __future__ import annotations

import pytest

from crossbrief.problem import Place, Problem, closest, nearest, quoted, report


def printed(place: Place, help: str = "do this") -> list[str]:
    return str(Problem(place, "some-code", "something is wrong", help)).split("\n")


def test_a_problem_shows_its_line_with_carets_under_the_place() -> None:
    assert printed(Place("briefs/a.yaml", 41, 15, 3, "    claims: [c91]")) == [
        "briefs/a.yaml:41:15: error[some-code]: something is wrong",
        "   |",
        "41 |     claims: [c91]",
        "   |               ^^^",
        "   = help: do this",
    ]


def test_the_gutter_is_as_wide_as_the_number_of_the_line() -> None:
    assert [line[:6] for line in printed(Place("a.yaml", 1000, 1, 1, "x: y"))[1:]] == [
        "     |",
        "1000 |",
        "     |",
        "     =",
    ]


def test_a_problem_without_a_line_shows_place_and_help_alone() -> None:
    assert printed(Place("briefs/registers/site.yaml")) == [
        "briefs/registers/site.yaml:1:1: error[some-code]: something is wrong",
        "  = help: do this",
    ]


def test_a_line_of_white_space_is_not_shown() -> None:
    assert len(printed(Place("a.yaml", 3, 1, 1, "   \t"))) == 2


def test_a_problem_without_help_ends_with_the_carets() -> None:
    assert printed(Place("a.yaml", 1, 1, 1, "x: y"), help="")[-1] == "  | ^"


def test_carets_stand_under_text_that_is_indented_with_tabs() -> None:
    assert printed(Place("a.yaml", 2, 3, 4, "\t\tmark: x"))[2:4] == ["2 | \t\tmark: x", "  | \t\t^^^^"]


@pytest.mark.parametrize(
    ("col", "width", "carets"),
    [(7, 10_000, "^^^^"), (7, 2, "^^"), (7, 0, "^"), (10, 5, "^"), (11, 5, "^"), (12, 5, "^")],
)
def test_carets_end_with_the_line_and_there_is_always_one(col: int, width: int, carets: str) -> None:
    assert printed(Place("a.yaml", 1, col, width, "mark: text  "))[3] == "  | " + " " * (col - 1) + carets


@pytest.mark.parametrize("unseen", ["\x07", "\x1b", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff"])
def test_a_character_that_could_turn_the_message_about_is_shown_as_a_mark(unseen: str) -> None:
    problem = Problem(
        Place("a.yaml", 1, 7, 3, f"mark: a{unseen}b"), "some-code", f"`a{unseen}b` is wrong", f"not {unseen}"
    )
    assert unseen not in str(problem)
    assert str(problem).count("\ufffd") == 3


def test_a_message_stays_in_one_line() -> None:
    problem = Problem(Place("a.yaml"), "some-code", "`a\nb` is wrong", "do\nthis")
    assert str(problem) == "a.yaml:1:1: error[some-code]: `a b` is wrong\n  = help: do this"


def test_problems_are_reported_by_place_once_each_and_counted() -> None:
    one, other = Place("b.yaml", 9, 1), Place("a.yaml", 10, 1)
    problems = [
        Problem(one, "z", "last"),
        Problem(other, "y", "second"),
        Problem(other, "x", "first"),
        Problem(one, "z", "last"),
    ]
    assert report(problems).split("\n\n") == [
        "a.yaml:10:1: error[x]: first",
        "a.yaml:10:1: error[y]: second",
        "b.yaml:9:1: error[z]: last",
        "3 errors in 2 files",
    ]
    assert report(problems[:1]).endswith("\n\n1 error in 1 file")


def test_lines_sort_by_number_and_not_by_digits() -> None:
    problems = [Problem(Place("a.yaml", line), "x", "m") for line in (10, 9, 100)]
    assert [problem.place.line for problem in sorted(problems)] == [9, 10, 100]


def test_help_names_the_likeliest_word_and_then_what_there_is() -> None:
    assert (
        nearest("judgment", ["judgement", "forecast"], among="classes")
        == "did you mean `judgement`? classes: `judgement`, `forecast`"
    )


def test_help_lists_fourteen_at_most_and_counts_the_rest() -> None:
    assert nearest("x", [f"c{n}" for n in range(1, 15)]).endswith("`c13`, `c14`")
    assert nearest("x", [f"c{n}" for n in range(1, 17)]).endswith("`c13`, `c14` and 2 more")


def test_help_says_that_there_is_nothing_to_choose_from() -> None:
    assert nearest("x", [], "measure") == "there is no measure yet to choose from"


def test_a_word_that_is_far_off_is_not_suggested() -> None:
    assert closest("content_licence", ["bottom_line", "mark"]) is None


def test_a_text_is_quoted_in_one_line_and_cut_short() -> None:
    assert quoted("one\n  two") == "`one two`"
    assert quoted("a" * 50) == f"`{'a' * 39}…`"
