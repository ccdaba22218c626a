"""Places in a source: what an author may write, what a reader sees, which paragraphs are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief.locator import LABELS, PARTS, Locator
from crossbrief.problem import Refused
from crossbrief.schema.base import Nearest

GOOD = [
    ("7", "paragraph 7", "¶\u00a07", (7,), ()),
    ("4-5", "paragraphs 4–5", "¶\u00a04–5", (4, 5), ()),
    ("4–6", "paragraphs 4–6", "¶\u00a04–6", (4, 5, 6), ()),
    ("4 - 5", "paragraphs 4–5", "¶\u00a04–5", (4, 5), ()),
    ("5-5", "paragraph 5", "¶\u00a05", (5,), ()),
    ("4, 7-8", "paragraph 4, paragraphs 7–8", "¶\u00a04, 7–8", (4, 7, 8), ()),
    ("8,4", "paragraph 8, paragraph 4", "¶\u00a08, 4", (8, 4), ()),
    ("paragraph 3", "paragraph 3", "¶\u00a03", (3,), ()),
    ("page 12", "page 12", "page 12", (), ()),
    ("page 12-13", "pages 12–13", "pages 12–13", (), ()),
    ("page 12, 14", "page 12, page 14", "page 12, page 14", (), ()),
    ("section 2.1", "section 2.1", "section 2.1", (), ()),
    ("timestamp 00:12:30", "timestamp 00:12:30", "timestamp 00:12:30", (), ()),
    ("timestamp 12:30-13:05", "timestamp 12:30-13:05", "timestamp 12:30-13:05", (), ()),
    ("standfirst", "standfirst", "standfirst", (), (("standfirst", 1),)),
    ("caption 2", "caption 2", "caption 2", (), (("caption", 2),)),
    ("author-line", "author line", "author line", (), (("author-line", 1),)),
    ("title, 1", "title, paragraph 1", "title, ¶\u00a01", (1,), (("title", 1),)),
    (
        "page 3, standfirst, 5",
        "page 3, standfirst, paragraph 5",
        "page 3, standfirst, ¶\u00a05",
        (5,),
        (("standfirst", 1),),
    ),
]
BAD = [
    *(
        "",
        " ",
        ",",
        "4,",
        ",4",
        "0",
        "00",
        "07",
        "-3",
        "3-",
        "3-2",
        "1-20000",
        "4.5",
        "4-5-6",
        "9999999",
        "1" * 5000,
        "٣",
    ),
    *(
        "three",
        "third paragraph",
        "p. 3",
        "¶ 4",
        "paragraph",
        "page",
        "section",
        "timestamp",
        "pages 3",
        "Page 3",
        "none",
    ),
    *("page three", "page 0", "caption two", "caption 0", "caption ²", "title first", "standfirst 1 2", "footnote 3"),
    *("timestamp 12", "timestamp 00:12:30, 3", "timestamp noon"),
]


@pytest.mark.parametrize(("text", "words", "short", "paragraphs", "parts"), GOOD)
def test_a_place_reads_and_counts_as_it_should(
    text: str, words: str, short: str, paragraphs: tuple[int, ...], parts: tuple[tuple[str, int], ...]
) -> None:
    place = Locator.parse(text)
    assert (place.text, place.words, place.short) == (text, words, short)
    assert (place.paragraphs, place.parts) == (paragraphs, parts)


@pytest.mark.parametrize("text", BAD)
def test_what_names_no_place_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Locator.parse(text)
    assert refused.value.code == "bad-locator"
    assert refused.value.help
    assert len(refused.value.message) < 200


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_cited_without_a_number(part: str) -> None:
    assert Locator.parse(part).parts == ((part, 1),)


def test_only_the_nearest_place_of_a_silence_may_be_none() -> None:
    assert Nearest.read("none").spots == ()
    assert Nearest.read("4-5").paragraphs == (4, 5)


@given(
    st.one_of(
        st.text(max_size=24),
        st.lists(st.sampled_from([*LABELS, *PARTS, *"0123459", "²", " ", "-", "–", ",", ":", "."])).map("".join),
    )
)
def test_any_text_is_a_place_or_refused(text: str) -> None:
    try:
        place = Locator.parse(text)
    except Refused as refused:
        assert refused.code == "bad-locator"
    else:
        assert place.words
        assert place.short
        assert all(number > 0 for number in place.paragraphs)
        assert all(number > 0 for _, number in place.parts)
