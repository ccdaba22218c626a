"""A directive leads to its passage and to no other, with no more context than it needs; an independent search is the judge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbrief.fragment import IN_A_ROW, Fragment, Span, at_passage, fragment

Match = tuple[tuple[int, int], tuple[int, int]]
"""Block and offset of the beginning and of the end."""


def key(text: str) -> str:
    """The text as the judge compares it; made without looking at how the generator does it."""
    plain = unicodedata.normalize(
        "NFD", text.replace("’", "'").replace("“", '"').replace("”", '"').replace("\u00a0", " ")
    )
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf")).casefold()
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in plain)


def ends_of(text: str, begin: int, term: str) -> Iterator[int]:
    """Where a stretch ends that begins at `begin` and reads as the term."""
    for end in range(begin + 1, min(len(text), begin + 2 * len(term) + 2) + 1):
        if key(text[begin:end]) == key(term):
            yield end


def bound(text: str, at: int, joiners: str) -> bool:
    """Whether a word may begin or end here; a joiner between letters or digits does not part them."""
    if at in (0, len(text)):
        return True
    word = [char.isalnum() or unicodedata.category(char) in ("Mn", "Cf") for char in text]
    if word[at - 1] and word[at]:
        return False
    joined = f"[{joiners}]" if joiners else "(?!)"
    return not (
        (re.match(joined, text[at]) and word[at - 1] and at + 1 < len(text) and word[at + 1])
        or (re.match(joined, text[at - 1]) and word[at] and at > 1 and word[at - 2])
    )


def parse(directive: str) -> tuple[str, str, str, str]:
    """Start, end, prefix and suffix; those that are missing are empty."""
    parts = directive.removeprefix("text=").split(",")
    prefix = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if parts[-1].startswith("-") else ""
    start, end = parts if len(parts) == 2 else (parts[0], "")
    return unquote(start), unquote(end), unquote(prefix), unquote(suffix)


def first_match(blocks: list[str], terms: tuple[str, str, str, str], joiners: str) -> Match | None:
    """The first match in the document, found by trying every place for every term."""
    start, end, prefix, suffix = terms
    begins = [(b, at) for b, text in enumerate(blocks) for at in range(len(text))]

    def matches(term: str, place: tuple[int, int], begin: bool, close: bool) -> Iterator[tuple[int, int]]:
        b, at = place
        if not begin or bound(blocks[b], at, joiners):
            for stop in ends_of(blocks[b], at, term):
                if not close or bound(blocks[b], stop, joiners):
                    yield b, stop

    def after_space(place: tuple[int, int]) -> tuple[int, int] | None:
        return next((one for one in begins if one >= place and not blocks[one[0]][one[1]].isspace()), None)

    def closed(place: tuple[int, int]) -> bool:
        following = after_space(place) if suffix else None
        return not suffix or bool(following and any(matches(suffix, following, False, True)))

    for place in begins:
        starts = [place]
        if prefix:
            starts = [one for stop in matches(prefix, place, True, False) if (one := after_space(stop))]
        for one in starts:
            for stop in matches(start, one, not prefix, bool(end or not suffix)):
                if not end and closed(stop):
                    return one, stop
                for other in begins if end else ():
                    for last in matches(end, other, True, not suffix) if other >= stop else ():
                        if closed(last):
                            return one, last
    return None


WORDS = """
the The council Council vote votes vote, café cafe résumé well-known well known U.S. don’t don't it’s 5,000 000 (so “no” no
and/or a,b R&D 50% naïve x_y vote. vote— —vote co\u00adop coop ١٢ 12 الحزب حِزب حزب، العامل שלום שָׁלוֹם אל־שלום
""".split()  # noqa: SIM905 - read as what a page says
PARAGRAPH = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "\u00a0"])), min_size=1, max_size=9
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[list[str], Span, Span | None]:
    """A page of a few words said again and again, and a passage cut anywhere in it."""
    blocks = ["".join(f"{word}{gap}" for word, gap in draw(PARAGRAPH)).rstrip() for _ in range(draw(st.integers(1, 4)))]
    spans = []
    for _ in range(draw(st.integers(1, 2))):
        block = draw(st.integers(0, len(blocks) - 1))
        begin = draw(st.integers(0, len(blocks[block]) - 1))
        spans.append(Span(block, begin, draw(st.integers(begin + 1, min(len(blocks[block]), begin + 16)))))
    first, last = min(spans, key=lambda one: (one.block, one.begin)), max(spans, key=lambda one: (one.block, one.end))
    return blocks, first, last if len(spans) == 2 and first != last else None


def in_its_words(text: str, one: int, other: int) -> bool:
    """Whether the two offsets lie in the same word, or only marks part them."""
    between = text[min(one, other) : max(one, other)]
    return not any(char.isalnum() for char in between) or not re.search(r"\s", between.strip("—“”() \u00a0"))


@settings(deadline=None)
@given(passages())
def test_the_first_match_is_the_passage(case: tuple[list[str], Span, Span | None]) -> None:
    blocks, first, last = case
    made = fragment(blocks, first, last)
    if not made.directive:
        assert made.reason
        return
    for joiners in ("", ".'’_,"):
        found = first_match(blocks, parse(made.directive), joiners)
        assert found, made
        (block, begin), (other, end) = found
        assert (block, other) == (first.block, (last or first).block), made
        assert in_its_words(blocks[block], begin, first.begin), made
        assert in_its_words(blocks[other], end, (last or first).end), made


@settings(deadline=None)
@given(passages())
def test_no_word_of_context_could_be_left_out(case: tuple[list[str], Span, Span | None]) -> None:
    """Words of another block are tried with the marks at the edge, which alone might do; those cases are left aside."""
    blocks, first, last = case
    made = fragment(blocks, first, last)
    if not made.directive:
        return
    start, end, prefix, suffix = parse(made.directive)
    wanted = first_match(blocks, (start, end, prefix, suffix), "")
    if prefix and start[0].isalnum():
        fewer = with_words(prefix.partition(" ")[2])
        assert first_match(blocks, (start, end, fewer, suffix), "") != wanted, made
    if suffix and (end or start)[-1].isalnum():
        fewer = with_words(suffix.rpartition(" ")[0])
        assert first_match(blocks, (start, end, prefix, fewer), "") != wanted, made


def with_words(context: str) -> str:
    return context if any(map(str.isalnum, context)) else ""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=12, unique_by=lambda word: key(word).strip("—“”().,")),
    st.data(),
)
def test_what_stands_there_once_needs_no_context(said: list[str], data: st.DataObject) -> None:
    text = " ".join(f"{word}{n}z" for n, word in enumerate(said))
    begin = data.draw(st.integers(0, len(text) - 1))
    made = fragment([text], Span(0, begin, len(text)))
    assert parse(made.directive)[2:] == ("", ""), made


def link(blocks: list[str], start: str, end: str = "", block: int = 0, last: int = 0, nth: int = 1) -> Fragment:
    """The fragment for the `nth` time that `start` stands in its block, and the first time after it that `end` does."""
    begin = -1
    for _ in range(nth):
        begin = blocks[block].index(start, begin + 1)
    first = Span(block, begin, begin + len(start))
    if not end:
        return fragment(blocks, first)
    finish = blocks[last].index(end, first.end if last == block else 0)
    return fragment(blocks, first, Span(last, finish, finish + len(end)))


@pytest.mark.parametrize(
    ("blocks", "arguments", "directive"),
    [
        (["One vote. Two votes."], {"start": "vote"}, "text=vote"),
        (["One vote. Two votes."], {"start": "votes"}, "text=votes"),
        (["One vote. Two votes."], {"start": "ote", "end": "ote"}, "text=vote,votes"),
        (["One vote. Two votes."], {"start": "ote", "end": "wo"}, "text=vote.%20Two"),
        (["A vote, the vote."], {"start": "vote", "nth": 2}, "text=the-,vote"),
        (["Vote, vote."], {"start": "vote"}, "text=Vote%2C-,vote"),
        (["No vote.", "No vote now."], {"start": "vote", "block": 1}, "text=vote,-now"),
        (["He said no.", "The vote.", "She said yes.", "The vote."], {"start": "The vote", "block": 3}, "text=yes.-,The%20vote"),
        (["The vote was lost.", "The vote was won by one."], {"start": "The vote", "block": 1, "end": "by one", "last": 1}, "text=The%20vote%20was%20won,by%20one"),
        (["Oh.", "So it ended.", "And so it ended."], {"start": "Oh", "end": "it ended", "last": 2}, "text=Oh,And%20so%20it%20ended"),
        (["a b x c d", "b y c e"], {"start": "b", "block": 1, "end": "c", "last": 1}, "text=b%20y,c"),
        (["x café", "y cafe"], {"start": "cafe", "block": 1}, "text=y-,cafe"),
        (["well\u00adbeing first", "wellbeing"], {"start": "wellbeing", "block": 1}, "text=first-,wellbeing"),
        (["a well-known, R&D-led plan"], {"start": "well-known, R&D-led"}, "text=well%2Dknown%2C%20R%26D%2Dled"),
        (["“No,” he said"], {"start": "“No,”"}, "text=No"),
        (["it isn’t so"], {"start": "isn"}, "text=isn%E2%80%99t"),
        (["قال الحزب", "قال العامل"], {"start": "قال", "block": 1}, "text=%D9%82%D8%A7%D9%84,-%D8%A7%D9%84%D8%B9%D8%A7%D9%85%D9%84"),
        (["a b, c d. B, c, a e"], {"start": "B", "end": "a"}, "text=d.-,B,a"),
        (["the same", "the same"], {"start": "the same", "block": 1}, "text=same-,the%20same"),
        (["two  spaces\nand a line"], {"start": "two  spaces\nand"}, "text=two%20spaces%20and"),
        (["begin here", "", "end there"], {"start": "begin", "end": "there", "last": 2}, "text=begin,there"),
    ],
)  # fmt: skip
def test_examples(blocks: list[str], arguments: dict[str, int | str], directive: str) -> None:
    assert link(blocks, **arguments) == Fragment(directive)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("blocks", "arguments", "reason"),
    [
        (["a – b"], {"start": "–"}, "no word"),
        (["北京是首都"], {"start": "首都"}, "a script"),
        ([f"{'x ' * 20}start", f"{'x ' * 20}start"], {"start": "start", "block": 1}, f"{IN_A_ROW} in a row"),
        (["so so so so so so so so so so so so so"], {"start": "so", "nth": 9}, f"{IN_A_ROW} in a row"),
    ],
)
def test_where_no_directive_is_sure_the_reason_is_given(
    blocks: list[str], arguments: dict[str, int | str], reason: str
) -> None:
    made = link(blocks, **arguments)  # type: ignore[arg-type]
    assert not made.directive
    assert reason in made.reason


def test_an_address_keeps_the_place_that_it_names() -> None:
    assert at_passage("https://example.org/a", "text=b") == "https://example.org/a#:~:text=b"
    assert at_passage("https://example.org/a#c", "text=b") == "https://example.org/a#c:~:text=b"
