"""Find what a site has in common with the private copies: runs of words that are nobody's quotation.

In: the rendered files, the private copies, what is excused, what can tell where an author wrote some words. Out: a problem for
each run of more than BY_CHANCE words that a file shares with a copy, where it was written, or else in the file. Every kind of file is read in the same way: its text without the tags, and what stands in the tags
(attributes, comments) by itself; escapes of HTML, of JSON and of addresses are resolved first. What is not understood is
read as text, so nothing is passed over.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import unquote

from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.passage import PrivateCopy, fold, spans_of, unified, words_of
from crossbrief.problem import Place, Problem
from crossbrief.quotation import declared, in_prose
from crossbrief.yamlfile import Loc

BY_CHANCE = 8
"""So many words in a row two texts may share; more are taken for copied."""
_FACTS = ("title", "author-line")
"""Parts of a source that are no text of its own kind but who wrote it and what it is called."""
_BLOCK = (BY_CHANCE + 2) // 2
"""Words looked up at once: any longer run holds a whole block that begins at a multiple of this number."""
_TAG = re.compile(r"<!--.*?-->|<[!?/a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL)
_IN_WORDS = re.compile(r"</?(?:b|em|i|mark|strong|sub|sup|wbr)\b")
"""Tags that may stand inside a word."""
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|([\"'/\\]))")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DEPTH = 3
"""How deep markup may be escaped inside markup."""

Words = tuple[str, ...]
Text = tuple[str, Loc]
"""A text of an author: the path of its file, and where it stands there."""


@dataclass(frozen=True, slots=True)
class Excused:
    """What files and copies may share, in folded words."""

    names: frozenset[Words]
    """Names and titles: inside a longer run each counts as one word."""
    quotes: Mapping[str, frozenset[Words]]
    """By slug: what the brief declares as quoted from its source; it excuses itself and nothing beside it."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where an author wrote some words."""

    text: Text
    place: Place
    called: str
    """The text that they stand in. Example: `text` of claim `c3`"""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a copy that a file has too."""

    slug: str
    place: str
    begin: int
    end: int

    def holds(self, other: _Run) -> bool:
        """Whether the other is a part of this one."""
        same = (self.slug, self.place) == (other.slug, other.place)
        return same and self.begin <= other.begin and other.end <= self.end


def excused(corpus: Corpus, copies: Mapping[str, PrivateCopy]) -> Excused:
    """Names and variants of entities, titles and bylines of the sources, titles of references, and declared quotations."""
    names: list[str] = [reference.record.title for reference in corpus.references.values()]
    for entity in corpus.entities.values():
        names += [entity.name, *(variant.text for variant in entity.variants)]
    quotes: dict[str, frozenset[Words]] = {}
    for linked in corpus.briefs:
        source = linked.brief.source
        names += [source.record.title, source.byline or ""]
        names += [name for claim in linked.brief.claims for name in claim.as_named.values()]
        phrases = [*declared(linked.brief), *in_prose(linked.brief, copies[linked.slug])]
        quotes[linked.slug] = frozenset(folded_words(phrase.words) for phrase in phrases)
    return Excused(frozenset(map(folded_words, names)) - {()}, quotes)


def folded_words(text: str) -> Words:
    """The words of a text as they are compared."""
    return tuple(words_of(fold(text).lower()))


def leaks(
    files: Iterable[tuple[str, bytes]],
    copies: Mapping[str, PrivateCopy],
    allowed: Excused,
    written: Callable[[Words], list[Written]] = lambda words: [],
) -> Iterator[Problem]:
    """Each run of a copy that a file holds and nothing excuses: how long it is, whence it comes, and where it was `written`;
    where nobody wrote it in one piece, the first file that has it. Of a run that is told no part is told of the same text,
    nor one that nobody wrote: files cut texts.
    """
    index = _Index(copies)
    found: dict[_Run, dict[str, int]] = defaultdict(dict)
    for path, raw in files:
        for text in texts(raw.decode("utf-8", "replace")):
            for run, at in index.runs(words_of(text)):
                if run not in found and _is_excused(
                    index.words(run), allowed.names, allowed.quotes.get(run.slug, frozenset())
                ):
                    continue
                found[run].setdefault(path, text.count("\n", 0, spans_of(text)[at][0]) + 1)
    told: dict[_Run, set[Text]] = {}
    for run, lines in sorted(found.items(), key=lambda one: one[0].begin - one[0].end):
        around = next((one for one in told if one.holds(run)), None)
        known = told[around] if around else set()
        places = [one for one in written(index.words(run)) if one.text not in known]
        told[run] = known | {one.text for one in places}
        if places:
            yield from (_written(run, one, len(lines)) for one in places)
        elif not around:
            yield _rendered(run, lines)


def _written(run: _Run, where: Written, files: int) -> Problem:
    copied = f"copied into {files} file{'s' * (files != 1)} of the site"
    return _problem(run, where.place, f"here, in {where.called}, are those of {run.place} of `{run.slug}`, {copied}")


def _rendered(run: _Run, lines: dict[str, int]) -> Problem:
    path, *others = lines
    more = f" and in {len(others)} other {'file' if len(others) == 1 else 'files'}" if others else ""
    return _problem(run, Place(path, lines[path]), f"here{more} are those of {run.place} of `{run.slug}`")


def _problem(run: _Run, place: Place, found: str) -> Problem:
    return Problem(
        place,
        "copied-words",
        f"{run.end - run.begin} words in a row {found}; expected {BY_CHANCE} at most outside declared quotations and names",
        "say it in your own words, or quote a few of them in quotation marks",
    )


def texts(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """What a file says, lower-cased for comparing: its text, and apart from it what stands inside its tags.

    Each keeps the file's line feeds, so that a line of it is that line of the file.
    """
    outside, inside, at = [], [], 0
    for tag in _TAG.finditer(text):
        before, lines = text[at : tag.start()], "\n" * tag[0].count("\n")
        outside += [before, lines or ("" if _IN_WORDS.match(tag[0]) else " ")]
        inside += ["\n" * before.count("\n"), tag[0][1:-1], " "]
        at = tag.end()
    outside.append(text[at:])
    for part in ("".join(outside), "".join(inside)):
        plain = _resolved(part)
        if depth > 1 and plain != part and _TAG.search(plain):
            yield from texts(plain, depth - 1)
        else:
            yield unified(_UNSEEN.sub("", plain)).lower()


def _resolved(text: str) -> str:
    """The text without the escapes of HTML, JSON and addresses."""
    text = html.unescape(text) if "&" in text else text
    text = _ESCAPED.sub(_unescaped, text) if "\\" in text else text
    return unquote(text) if "%20" in text else text


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[3] or " "


class _Index:
    """The copies' words, and where each block of them stands."""

    def __init__(self, copies: Mapping[str, PrivateCopy]) -> None:
        self._texts = {
            (slug, place): words_of(text.lower())
            for slug, copy in copies.items()
            for place, text in copy.places()
            if place.split()[0] not in _FACTS
        }
        self._blocks: dict[Words, list[tuple[str, str, int]]] = defaultdict(list)
        for (slug, place), words in self._texts.items():
            for n in range(len(words) - _BLOCK + 1):
                self._blocks[tuple(words[n : n + _BLOCK])].append((slug, place, n))

    def words(self, run: _Run) -> Words:
        return tuple(self._texts[run.slug, run.place][run.begin : run.end])

    def runs(self, words: list[str]) -> Iterator[tuple[_Run, int]]:
        """Every run of more than BY_CHANCE words that the copies have too, as long as it goes, and where it begins here."""
        told = set()
        for n in range(0, len(words) - _BLOCK + 1, _BLOCK):
            for slug, place, m in self._blocks.get(tuple(words[n : n + _BLOCK]), ()):
                theirs = self._texts[slug, place]
                before, after = 0, _BLOCK
                while before < min(n, m) and words[n - before - 1] == theirs[m - before - 1]:
                    before += 1
                while max(n - len(words), m - len(theirs)) + after < 0 and words[n + after] == theirs[m + after]:
                    after += 1
                one = (_Run(slug, place, m - before, m + after), n - before)
                if before + after > BY_CHANCE and one not in told:
                    told.add(one)
                    yield one


def _is_excused(run: Words, names: frozenset[Words], quotes: frozenset[Words]) -> bool:
    """Whether names and quotations cover the whole run, or it is short once each name counts as one word."""
    covered = {n for begin, end in _within(run, names | quotes) for n in range(begin, end)}
    if len(covered) == len(run):
        return True
    length, last = len(run), 0
    for begin, end in _within(run, names):
        if begin >= last:
            length, last = length - (end - begin - 1), end
    return length <= BY_CHANCE


def _within(run: Words, phrases: frozenset[Words]) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a run: by their beginning, the longest first."""
    for begin in range(len(run)):
        yield from ((begin, end) for end in range(len(run), begin, -1) if run[begin:end] in phrases)
