"""What a brief quotes from its source, and how much of the source that is.

In: a brief; for the exact count also the private copy. Out: each phrase of the source with its place in the file, and
the number of distinct words of the copy that the phrases cover. Names are no quotations: what is recorded `as_named`, the
title of the source, its byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from crossbrief.frozen import dataclass
from crossbrief.locator import Locator
from crossbrief.lock import Lock, Quoted
from crossbrief.passage import PrivateCopy, Stretch, bracketed, fold, stretches, text_at, texts_of, words_of
from crossbrief.schema.base import Prose, Text
from crossbrief.schema.brief import Brief
from crossbrief.schema.claim import Citation
from crossbrief.schema.mentions import values
from crossbrief.yamlfile import Loc

_IN_MARKS = re.compile('[“"]([^“”"]+)[”"]')
_NAMES = ("as_named", "record", "byline")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the source as they stand in a brief."""

    loc: Loc
    words: str

    @property
    def length(self) -> int:
        return len(words_of(self.words))


def anchor_phrases(brief: Brief) -> Iterator[Phrase]:
    """The phrases of the anchors."""
    for n, claim in enumerate(brief.claims):
        for m, citation in enumerate(claim.citation):
            yield Phrase(("claims", n, "citation", m, "start"), citation.start)
            if citation.end is not None:
                yield Phrase(("claims", n, "citation", m, "end"), citation.end)


def marked_phrases(brief: Brief) -> Iterator[Phrase]:
    """The phrases that the brief records as the source's words: wording, loaded words, what shows a stance, slips."""
    for n, claim in enumerate(brief.claims):
        yield from (Phrase(("claims", n, "wording", m, "words"), one.words) for m, one in enumerate(claim.wording))
        yield from (Phrase(("claims", n, "loaded", m), words) for m, words in enumerate(claim.loaded))
        if claim.stance and claim.stance.shown_by:
            yield Phrase(("claims", n, "stance", "shown_by"), claim.stance.shown_by)
    for question, coding in brief.codings.items():
        for n, stand in enumerate(coding.stands):
            loc: Loc = ("codings", question, "stands", n)
            if stand.wording:
                yield Phrase((*loc, "wording"), stand.wording)
            if stand.stance and stand.stance.shown_by:
                yield Phrase((*loc, "stance", "shown_by"), stand.stance.shown_by)
    yield from (Phrase(("slips", n, "printed"), slip.printed) for n, slip in enumerate(brief.slips))


def declared(brief: Brief) -> Iterator[Phrase]:
    """Every phrase that the brief says is its source's."""
    yield from anchor_phrases(brief)
    yield from marked_phrases(brief)


def longest(phrases: Iterable[Phrase]) -> int:
    """How many words the longest of some phrases has."""
    return max((phrase.length for phrase in phrases), default=0)


def phrases_hash(brief: Brief, lock: Lock) -> str:
    """The hash that changes when a phrase does that the brief says is its source's."""
    return lock.hash("\n".join(phrase.words for phrase in declared(brief)))


def in_prose(brief: Brief, copy: PrivateCopy) -> Iterator[Phrase]:
    """Every phrase of two words or more in quotation marks in our own text that stands in the copy.

    A single word stands in most texts, and in marks is as often a word spoken of as one quoted.
    """
    text = text_at(None, copy)
    theirs = {phrase.loc for phrase in declared(brief)}
    names = {fold(name).lower() for claim in brief.claims for name in claim.as_named.values()}
    for value, loc in values(brief, (Text, Prose), ()):
        if loc not in theirs and not any(key in _NAMES for key in loc):
            for found in _IN_MARKS.finditer(value):
                words = fold(found[1]).lower()
                if len(words_of(words)) > 1 and words not in names and _find(words, text) >= 0:
                    yield Phrase(loc, found[1])


def quoted_words(brief: Brief, copy: PrivateCopy) -> int:
    """How many distinct words of the copy the brief quotes: a word that two phrases share counts once.

    An anchor covers its words in its place; any other phrase covers its first occurrence in the places of its claim or
    slip, or else in the whole copy.
    """
    covered: set[_Word] = set()
    for claim in brief.claims:
        for citation in claim.citation:
            covered |= _anchor_words(citation, copy)
    for phrase in (*marked_phrases(brief), *in_prose(brief, copy)):
        covered |= next(filter(None, (_words_at(at, phrase.words, copy) for at in _near(brief, phrase.loc))), set())
    return sum(1 for (kind, _), _ in covered if kind != "title")


def count(brief: Brief, copy: PrivateCopy, directives: Iterable[str], lock: Lock, today: str) -> Quoted:
    """What the brief quotes, with the words that the links to its passages hold beside those of the anchors."""
    beside = sum(map(words_beside, directives))
    phrases = (*declared(brief), *in_prose(brief, copy))
    return Quoted(quoted_words(brief, copy) + beside, longest(phrases), phrases_hash(brief, lock), today)


def words_beside(directive: str) -> int:
    """How many words of the source a link to a passage holds beside those of the anchor: its prefix and its suffix."""
    terms = directive.removeprefix("text=").split(",")
    return sum(len(words_of(unquote(one))) for one in terms if one.startswith("-") or one.endswith("-"))


_Word = tuple[Stretch, int]
"""A word of the copy: its paragraph or part, and its number there."""


def _anchor_words(citation: Citation, copy: PrivateCopy) -> set[_Word]:
    text = text_at(citation.at, copy)
    found = bracketed(citation, text)
    if found is None:
        return set()
    begin, finish = found
    before = len(words_of(text[:begin]))
    inside = _words(citation.at, copy)[before : before + len(words_of(text[begin:finish]))]
    last = len(inside) - len(words_of(citation.end or ""))
    return {*inside[: len(words_of(citation.start))], *inside[last:]}


def _words_at(at: Locator | None, phrase: str, copy: PrivateCopy) -> set[_Word]:
    """The words of the phrase's first occurrence at a place; none where it does not stand there."""
    text = text_at(at, copy)
    start = _find(phrase, text)
    before = len(words_of(text[: max(0, start)]))
    return set(_words(at, copy)[before : before + len(words_of(phrase))]) if start >= 0 else set()


def _words(at: Locator | None, copy: PrivateCopy) -> list[_Word]:
    """Every word at a place, in order; of the whole copy where no place is given."""
    texts = texts_of(copy)
    return [(stretch, n) for stretch in stretches(at, copy) for n in range(len(words_of(texts[stretch])))]


def _near(brief: Brief, loc: Loc) -> Iterator[Locator | None]:
    """The places to look for a phrase in, the likeliest first, the whole copy last."""
    if loc[0] == "claims":
        yield from (citation.at for citation in brief.claims[int(loc[1])].citation)
    elif loc[0] == "slips":
        yield brief.slips[int(loc[1])].at
    yield None


def _find(phrase: str, text: str) -> int:
    """Where the phrase begins in the text as whole words, in any case; -1 where it does not."""
    found = re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", text, re.IGNORECASE)
    return found.start() if found else -1
