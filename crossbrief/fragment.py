"""A link to a passage of a page: the text directive (`#:~:text=`) whose first match is that passage, or why there is none.

In: a page as the texts of its blocks in order (what a `<p>` or a heading holds, entities resolved), and where in them the
passage begins and ends. Out: the directive with the least context that makes its first match the passage.

The search is that of WICG's Text Fragments (https://wicg.github.io/scroll-to-text-fragment/): `prefix-,start,end,-suffix`, each
a stretch of whole words within one block; letters are compared at the primary strength of Unicode's collation, which sees
neither case nor accent; white space alone may part the prefix from the start and the end from the suffix; the first
match in the document wins. Browsers differ in the rest, so the proof leans to the safe side twice: what might match
elsewhere is judged by a folding and by word bounds coarser than any browser's, and our own words are cut only where
every browser sees a bound. Scripts outside those of `_KNOWN` are refused: their folding and their words are not known here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import quote

from crossbrief.frozen import dataclass

IN_A_ROW = 8
"""How many words a term and its context may have together: the link quotes no more of a text than it must."""

_SINGLES = dict.fromkeys("‘’‚‛‹›′`´׳", "'")
_DOUBLES = dict.fromkeys("“”„‟«»″״", '"')
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")
_MARKS = str.maketrans({**_SINGLES, **_DOUBLES, **_DASHES})
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ґ": "г"}
    | {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ", "ۥ": "و", "ۦ": "ي"}
    | {"ʣ": "dz", "ʦ": "ts", "ƾ": "ts", "ͺ": "ι", "ٴ": "ء", "·": "", "ـ": ""}
)
"""What the primary strength equates beyond compatibility, case and marks, for the scripts of `_KNOWN`."""
_KNOWN = "[\\W\\d_\u0000-\u02af\u0370-\u052f\u0591-\u06ff\u0750-\u077f\u1e00-\u1fff\ufb00-\ufb4f]"
"""A mark, a digit, or a letter of Latin, Greek, Cyrillic, Hebrew or Arabic."""
_INSIDE = frozenset("'’‘.,:;·․‧…\"”״")
"""Marks that do not divide a word when a letter or a digit stands on either side (UAX 29, and a few more to be safe)."""
_COLLAPSED = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one block: the block's number from 0, and two offsets in code points."""

    block: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """The directive, or why there is none; the other is empty."""

    directive: str
    """Percent-encoded. Example: text=said%20by-,the%20Council,in%20a%20drawer"""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a directive asks for; all but the start may be missing."""

    start: Span
    end: Span | None = None
    prefix: Span | None = None
    suffix: Span | None = None


def fragment(blocks: Sequence[str], first: Span, last: Span | None = None) -> Fragment:
    """The directive for the passage that begins with the words at `first` and ends with those at `last`.

    Without `last` the passage is `first` alone. The spans may be cut anywhere; they are widened to whole words.
    """
    whole = _whole(blocks, first, last)
    if whole is None:
        return Fragment("", "there is no word to look for")
    if not all(_known(char) for one in whole if one for char in _text(blocks, one)):
        return Fragment("", "it is in a script whose folding and word bounds are not known here")
    page = _Page(blocks)
    for terms in _with_context(blocks, *whole):
        if page.first_match(terms) == (page.place(terms.start)[0], page.place(terms.end or terms.start)[1]):
            return Fragment(_directive(blocks, terms))
    return Fragment("", f"its words stand elsewhere before it, and {IN_A_ROW} in a row do not tell the two apart")


def at_passage(address: str, directive: str) -> str:
    """A page's address with a directive; one that names a place on the page keeps it."""
    return f"{address}{'' if '#' in address else '#'}:~:{directive}"


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """A character as it is compared: several, or none."""
    parts = unicodedata.normalize("NFKD", char.translate(_MARKS).translate(_LETTERS))
    kept = "".join(one for one in parts if unicodedata.category(one) not in ("Mn", "Mc", "Me", "Cf", "Cc"))
    digits = "".join(one if (digit := unicodedata.digit(one, None)) is None else str(digit) for one in kept.casefold())
    return "".join(" " if one.isspace() else one for one in digits.translate(_MARKS).translate(_LETTERS))


@lru_cache(maxsize=4096)
def _known(char: str) -> bool:
    return re.match(_KNOWN, char) is not None


class _Page:
    """A page as a search sees it: one folded text, its blocks parted by line feeds, and each character's place in it."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self.text = ""
        self._places: list[list[int]] = []
        self._inside: set[int] = set()
        """The places in the text that are surely inside a word."""
        pieces: list[str] = []
        length = 0
        for block in blocks:
            places: list[int] = []
            last, joins = "\n", False
            for char in block:
                places.append(length)
                piece = " " if char in "\t\n\r\f" else _fold(char)
                if piece == " " and last in (" ", "\n"):
                    continue
                if piece:
                    letter = _is_letter(char)
                    self._inside |= {*range(length + (not (joins and letter)), length + len(piece))}
                    pieces.append(piece)
                    length += len(piece)
                    last, joins = piece[-1], letter
                elif not _is_mark(char):
                    joins = False
            self._places.append([*places, length])
            pieces.append("\n")
            length += 1
        self.text = "".join(pieces)

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span begins and ends in the folded text."""
        places = self._places[span.block]
        return places[span.begin], places[span.end]

    def first_match(self, terms: _Terms) -> tuple[int, int] | None:
        """Where the first match begins and ends, by the steps of the specification; None where there is none."""
        start, end, prefix, suffix = (
            self.text[slice(*self.place(one))].strip() if one else ""
            for one in (terms.start, terms.end, terms.prefix, terms.suffix)
        )
        at = 0
        while True:
            if prefix:
                before = self._find(prefix, at, begins=True)
                if before < 0:
                    return None
                at = before + 1
                begin = self._after_space(before + len(prefix))
                if not self.text.startswith(start, begin):
                    continue
            else:
                begin = self._find(start, at, begins=True, ends=bool(end or not suffix))
                if begin < 0:
                    return None
                at = begin + 1
            finish = self._finish(begin + len(start), end, suffix)
            if finish >= 0:
                return begin, finish

    def _finish(self, at: int, end: str, suffix: str) -> int:
        """Where a match ends whose start ends at `at`; -1 where none does."""
        while True:
            if end:
                found = self._find(end, at, begins=True, ends=not suffix)
                if found < 0:
                    return -1
                at = found + len(end)
            if not suffix or self._follows(suffix, at):
                return at
            if not end:
                return -1

    def _follows(self, suffix: str, at: int) -> bool:
        begin = self._after_space(at)
        return self.text.startswith(suffix, begin) and self._bound(begin + len(suffix))

    def _find(self, term: str, at: int, begins: bool = False, ends: bool = False) -> int:
        """The first place of a term from `at`, where asked at a word's beginning and at a word's end; -1 where there is none."""
        while (at := self.text.find(term, at)) >= 0:
            if (not begins or self._bound(at)) and (not ends or self._bound(at + len(term))):
                return at
            at += 1
        return -1

    def _bound(self, at: int) -> bool:
        """Whether some browser may see a word's bound here."""
        return at not in self._inside

    def _after_space(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \n":
            at += 1
        return at


def _is_letter(char: str) -> bool:
    """Whether the character is a letter or digit that no browser parts from another such."""
    return (unicodedata.category(char)[0] == "L" or unicodedata.category(char) == "Nd") and _known(char)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char == "\u00ad"


def _in_word(char: str) -> bool:
    """Whether the character may belong to a word: next to it our own words are not cut."""
    return unicodedata.category(char)[0] in "LNM" or unicodedata.category(char) in ("Pc", "Cf")


def _sure(text: str, at: int) -> bool:
    """Whether every browser sees a word's bound here."""
    if at <= 0 or at >= len(text) or text[at - 1].isspace() or text[at].isspace():
        return True
    if _in_word(text[at - 1]) == _in_word(text[at]):
        return False
    if text[at - 1] in _INSIDE:
        return at == 1 or text[at - 2].isspace()
    return text[at] not in _INSIDE or at + 1 == len(text) or not _in_word(text[at + 1])


def _widened(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The words that a stretch touches, without the marks around them; None where it touches none."""
    while begin < end and not _in_word(text[begin]):
        begin += 1
    while begin < end and not _in_word(text[end - 1]):
        end -= 1
    if not any(char.isalnum() for char in text[begin:end]):
        return None
    while not _sure(text, begin):
        begin -= 1
    while not _sure(text, end):
        end += 1
    return begin, end


def _whole(blocks: Sequence[str], first: Span, last: Span | None) -> tuple[Span, Span | None] | None:
    """Both spans widened to words; one span where nothing but marks parts them. None where there is no word."""
    begin = _widened(blocks[first.block], first.begin, first.end)
    end = _widened(blocks[last.block], last.begin, last.end) if last else None
    if begin is None or (last and end is None):
        return None
    if last is None or end is None:
        return Span(first.block, *begin), None
    between = blocks[first.block][begin[1] : end[0]]
    if last.block == first.block and not any(_in_word(char) for char in between):
        return Span(first.block, min(begin[0], end[0]), max(begin[1], end[1])), None
    return Span(first.block, *begin), Span(last.block, *end)


def _with_context(blocks: Sequence[str], first: Span, last: Span | None) -> Iterator[_Terms]:
    """The terms without context, then with one word of it, then with two, and so on; what stands before goes first.

    Words of a neighbouring block come last of all, since a page may show more between two blocks than we know of.
    """
    room = IN_A_ROW - _words(_text(blocks, first)) if last is None else 2 * IN_A_ROW
    for across in (False, True):
        befores = list(_before(blocks, first, last, across))
        afters = list(_after(blocks, last or first, first if last else None, across))
        for words in range(1 + max(0, min(room, len(befores) + len(afters) - 2))):
            for behind in range(words + 1):
                if words - behind < len(befores) and behind < len(afters):
                    (begun, prefix), (ended, suffix) = befores[words - behind], afters[behind]
                    if last is None:
                        begun = Span(first.block, begun.begin, ended.end)
                    yield _Terms(begun, ended if last else None, prefix, suffix)


def _before(blocks: Sequence[str], span: Span, last: Span | None, across: bool) -> Iterator[tuple[Span, Span | None]]:
    """The span with no prefix, then with one of one word, of two; each reaches up to the span.

    At the beginning of a block the span itself grows instead, as far as to `last`; or, `across` blocks, the prefix is the end
    of the block before, and the span takes in the marks before it.
    """
    yield span, None
    text, room = blocks[span.block], max(0, IN_A_ROW - _words(_text(blocks, span)))
    if any(map(str.isalnum, text[: span.begin])):
        for at in islice(filter(lambda at: _begins_word(text, at), range(span.begin - 1, -1, -1)), room):
            yield span, Span(span.block, at, span.begin)
    elif not across:
        limit = last.begin if last and last.block == span.block else len(text) if last else span.end
        for at in islice(filter(lambda at: _ends_word(text, at), range(span.end + 1, limit + 1)), room):
            yield Span(span.block, span.begin, at), None
    else:
        whole = Span(span.block, len(text) - len(text.lstrip()), span.end)
        block = next((n for n in range(span.block - 1, -1, -1) if blocks[n].strip()), -1)
        text = blocks[block] if block >= 0 else ""
        for at in islice(filter(lambda at: _begins_word(text, at), range(len(text) - 1, -1, -1)), room):
            yield whole, Span(block, at, len(text))


def _after(blocks: Sequence[str], span: Span, first: Span | None, across: bool) -> Iterator[tuple[Span, Span | None]]:
    """The span with no suffix, then with one of one word, of two; as `_before`, the other way round."""
    yield span, None
    text, room = blocks[span.block], max(0, IN_A_ROW - _words(_text(blocks, span)))
    if any(map(str.isalnum, text[span.end :])):
        for at in islice(filter(lambda at: _ends_word(text, at), range(span.end + 1, len(text) + 1)), room):
            yield span, Span(span.block, span.end, at)
    elif not across:
        limit = first.end if first and first.block == span.block else 0 if first else span.begin
        for at in islice(filter(lambda at: _begins_word(text, at), range(span.begin - 1, limit - 1, -1)), room):
            yield Span(span.block, at, span.end), None
    else:
        whole = Span(span.block, span.begin, len(text.rstrip()))
        block = next((n for n in range(span.block + 1, len(blocks)) if blocks[n].strip()), -1)
        text = blocks[block] if block >= 0 else ""
        for at in islice(filter(lambda at: _ends_word(text, at), range(1, len(text) + 1)), room):
            yield whole, Span(block, 0, at)


def _begins_word(text: str, at: int) -> bool:
    return text[at].isalnum() and (at == 0 or not _in_word(text[at - 1])) and _sure(text, at)


def _ends_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and (at == len(text) or not _in_word(text[at])) and _sure(text, at)


def _words(text: str) -> int:
    return sum(1 for at in range(len(text)) if _begins_word(text, at))


def _text(blocks: Sequence[str], span: Span) -> str:
    """A stretch as it is laid out: a run of white space is one space, and there is none at the ends, no-break spaces included."""
    return _COLLAPSED.sub(" ", blocks[span.block][span.begin : span.end]).strip()


def _directive(blocks: Sequence[str], terms: _Terms) -> str:
    parts = [f"{_encoded(_text(blocks, terms.prefix))}-"] if terms.prefix else []
    parts += [_encoded(_text(blocks, one)) for one in (terms.start, terms.end) if one]
    parts += [f"-{_encoded(_text(blocks, terms.suffix))}"] if terms.suffix else []
    return "text=" + ",".join(parts)


def _encoded(term: str) -> str:
    """A term with everything encoded that is no letter or digit of ASCII; the hyphen too, which would mark context."""
    return quote(term, safe="").replace("-", "%2D")
