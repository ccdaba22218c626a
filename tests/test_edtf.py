"""Dates in EDTF, levels 0 and 1: what they can mean, how they read, and what is refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief.edtf import FIRST, LAST, Edtf
from crossbrief.problem import Refused

DAYS = [
    ("2014", "2014-01-01", "2014-12-31", "2014"),
    ("0001", "0001-01-01", "0001-12-31", "0001"),
    ("9999", "9999-01-01", "9999-12-31", "9999"),
    ("2014-10", "2014-10-01", "2014-10-31", "October 2014"),
    ("2015-02", "2015-02-01", "2015-02-28", "February 2015"),
    ("2016-02", "2016-02-01", "2016-02-29", "February 2016"),
    ("2014-10-06", "2014-10-06", "2014-10-06", "6 October 2014"),
    ("2016-02-29", "2016-02-29", "2016-02-29", "29 February 2016"),
    ("2014~", "2014-01-01", "2014-12-31", "about 2014"),
    ("2014-10~", "2014-10-01", "2014-10-31", "about October 2014"),
    ("2017-12-28?", "2017-12-28", "2017-12-28", "28 December 2017 (uncertain)"),
    ("2014%", "2014-01-01", "2014-12-31", "about 2014 (uncertain)"),
    ("201X", "2010-01-01", "2019-12-31", "2010s"),
    ("19XX", "1900-01-01", "1999-12-31", "1900–1999"),
    ("2014-XX", "2014-01-01", "2014-12-31", "a month of 2014"),
    ("2014-10-XX", "2014-10-01", "2014-10-31", "October 2014"),
    ("2014-XX-XX", "2014-01-01", "2014-12-31", "a month of 2014"),
    ("2014-21", "2014-03-01", "2014-05-31", "spring 2014"),
    ("2014-22", "2014-06-01", "2014-08-31", "summer 2014"),
    ("2014-23~", "2014-09-01", "2014-11-30", "about autumn 2014"),
    ("2014-24", "2014-12-01", "2014-12-31", "winter 2014"),
]
INTERVALS = [
    ("2014/2024", "2014-01-01", "2024-12-31", "2014 to 2024"),
    ("2014/2014", "2014-01-01", "2014-12-31", "2014 to 2014"),
    ("2014-10-14/2014-12", "2014-10-14", "2014-12-31", "14 October 2014 to December 2014"),
    ("2014~/2015-06?", "2014-01-01", "2015-06-30", "about 2014 to June 2015 (uncertain)"),
    ("2015/..", "2015-01-01", "9999-12-31", "from 2015"),
    ("2015/", "2015-01-01", "9999-12-31", "from 2015"),
    ("../2015", "0001-01-01", "2015-12-31", "until 2015"),
    ("/2015", "0001-01-01", "2015-12-31", "until 2015"),
    ("../..", "0001-01-01", "9999-12-31", "at an unknown time"),
]
BAD = [
    *("", " ", "14", "14 October 2014", "October 2014", "16.10.2014", "10/16/2014", "2014/10/16", "today"),
    *("2014-1", "2014-10-6", "2014-", "2014-10-16-", "20141016", "2014-10-16T10:00", "2014 ", "2014\n", "٢٠١٤"),
    *("2014-00", "2014-13", "2014-20", "2014-25", "2014-10-00", "2014-10-32", "2014-11-31", "2015-02-29", "2014-21-03"),
    *("0000", "00XX", "000X", "2X14", "XXXX", "2014-X1", "2014-XX-05", "2014-1X"),
    *("-0044", "y20140", "Y-17", "2014?-10", "2014-~10", "{2014,2015}", "[2014..2016]", "2014~~", "2014S2"),
    *("/", "2014//2015", "2014/2013", "2014-10-16/2014-10-15", "2014/2013-12-31", "../0000", "2014/then"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "in_words"), DAYS + INTERVALS)
def test_a_date_has_its_bounds_and_its_words(text: str, earliest: str, latest: str, in_words: str) -> None:
    date = Edtf.parse(text)
    assert (date.text, date.earliest.isoformat(), date.latest.isoformat()) == (text, earliest, latest)
    assert date.in_words == in_words


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_date_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Edtf.parse(text)
    assert refused.value.code == "bad-date"
    assert refused.value.help


@pytest.mark.parametrize(("text", "is_interval"), [("2014", False), ("2014/2024", True), ("2015/..", True)])
def test_an_interval_knows_that_it_is_one(text: str, is_interval: bool) -> None:
    assert Edtf.parse(text).interval is is_interval


@pytest.mark.parametrize(
    ("text", "inexact"),
    [("2014-10", False), ("201X", False), ("2014-10~", True), ("2014?", True), ("2014/2015%", True)],
)
def test_a_doubt_that_the_author_marks_is_kept(text: str, inexact: bool) -> None:
    assert Edtf.parse(text).inexact is inexact


@pytest.mark.parametrize(
    ("one", "other", "share_a_day"),
    [
        ("2014", "2014-10-16", True),
        ("2014-10", "2014-11", False),
        ("2014-10-31/2014-11-01", "2014-11", True),
        ("2021/..", "2020-12-31", False),
        ("2021/..", "202X", True),
        ("../2019", "2019-12", True),
        ("../..", "0001", True),
    ],
)
def test_two_dates_meet_where_they_can_share_a_day(one: str, other: str, share_a_day: bool) -> None:
    assert Edtf.parse(one).meets(Edtf.parse(other)) is share_a_day
    assert Edtf.parse(other).meets(Edtf.parse(one)) is share_a_day


def test_open_ends_reach_to_the_ends_of_time() -> None:
    assert Edtf.parse("../..").earliest == FIRST == dt.date.min
    assert Edtf.parse("../..").latest == LAST == dt.date.max
    assert Edtf.parse("../2015").year == 2015


@given(st.one_of(st.text(max_size=24), st.text("0123456789X-/.~?% ", max_size=24)))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = Edtf.parse(text)
    except Refused as refused:
        assert refused.code == "bad-date"
    else:
        assert date.earliest <= date.latest


DATE = r"(\d{4}|\d{3}X|\d{2}XX)(-(0\d|1[0-2]|2[1-4]|XX)(-([0-2]\d|3[01]|XX))?)?[?~%]?"


@given(st.from_regex(re.compile(rf"{DATE}(/({DATE}|\.\.)?)?", re.ASCII), fullmatch=True))
def test_the_earliest_day_of_a_date_is_never_after_its_latest(text: str) -> None:
    try:
        date = Edtf.parse(text)
    except Refused:
        return
    assert date.earliest <= date.latest
    assert date.meets(date)
    assert date.in_words
    assert date.earliest.year <= date.year <= date.latest.year
