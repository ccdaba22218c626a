"""The index of the search in shards: which records have which words, and what a result shows.

In: a linked corpus. Out: paths and bytes, each a classic script that only hands data to `crossbriefSearch`.

- `search/index.js`: the first key of each shard of words, the table of letters, the digits, the size of a block.
- `search/words/N.js`: rows in the order of their keys. A word's row is [word, postings, unit, whether they are cut, bearers]:
  of a name, also of several words, the entities that bear it, each with its unit and the
  record of its own page. The row of a value of a facet is
  [":entity:is-khorasan:0", postings, in how many rows they stand].
- `search/records/N.js`: at most `BLOCK` records of one source; the number of a record is N * BLOCK + its place.

Records are ranked by BM25 (Robertson and Zaragoza, 2009) with its usual constants. What a word weighs in a record is in
the postings, in 64 steps; a step is worth the row's unit, which has the word's rarity, log(1 + (N - n + 0.5) / (n + 0.5)).
A word in more than `MOST` records keeps those in which it weighs most; it then adds to the rank, and a record may lack it
where a rarer word is asked for too. So a query loads one shard for each word and the blocks of what it shows, however
large the corpus is.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import Any

from crossbrief import addresses
from crossbrief.cache import Cache
from crossbrief.inert import inert_json
from crossbrief.link.corpus import Corpus
from crossbrief.search.pieces import BLOCK, Maker, Piece, pieces
from crossbrief.search.records import labels, other_blocks
from crossbrief.search.tokens import ALSO, words
from crossbrief.strings import Strings

K1, B = 1.2, 0.75
"""How soon a repeated word counts no more, and how far a long record is held against it: the values of SQLite and Lucene."""
STEPS = 63
MOST = 8_192
LISTED = 24_576
"""The longest list of a facet in one row."""
SHARD = 32_768
"""A shard is closed when it has this many bytes, so that none is longer than this and one row (under 28 kB)."""
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Bearer = tuple[str, float, int]
"""Of a name: the entity, what it is worth to concern it, the record of its own page."""


def search_files(corpus: Corpus, t: Strings, cache: Cache) -> Iterator[tuple[str, bytes]]:
    """Every shard of the index."""
    names, lengths = _names(corpus), array("Q")
    postings: dict[str, array[int]] = defaultdict(_longs)
    listed: dict[str, array[int]] = defaultdict(_longs)
    landing: dict[str, int] = {}
    maker, number = Maker(labels(corpus), names), 0

    def add(piece: Piece, base: int) -> Iterator[tuple[str, bytes]]:
        for n, shown in enumerate(piece.shown, start=base // BLOCK):
            yield _script(f"records/{n}", shown)
        first = base << 20
        for word, posted in piece.words.items():
            postings[word].extend([first + one for one in posted])
        for facet, found in piece.facets.items():
            listed[f":{facet}"].extend([base + one for one in found])
        lengths.extend(piece.lengths)

    for piece in pieces(maker, corpus, t, cache):
        yield from add(piece, number * BLOCK)
        number += len(piece.shown)
    for block in other_blocks(corpus, t):
        piece = maker.piece(block)
        yield from add(piece, number * BLOCK)
        landing |= {record.address: n for n, record in enumerate(block.records, start=number * BLOCK)}
        number += len(piece.shown)
    bearers = {
        name: [_bearer(one, listed, landing, len(lengths)) for one in sorted(borne)] for name, borne in names.items()
    }
    rows = [*_words(postings, bearers, lengths), *_listed(listed)]
    rows.sort(key=lambda row: row[0].encode("utf-16-be"))  # the order in which JavaScript compares
    starts = []
    for n, shard in enumerate(shards(rows)):
        starts.append(shard[0][0])
        yield script(f"words/{n}", shard)
    yield script("index", {"starts": starts, "letters": ALSO, "digits": DIGITS, "block": BLOCK})


def script(name: str, data: Any) -> tuple[str, bytes]:
    """A shard as a classic script: one call with a name and JSON in which nothing can end the script or the line."""
    return _script(name, inert_json(data))


def _script(name: str, inert: str) -> tuple[str, bytes]:
    return addresses.search(name), f'crossbriefSearch("{name}",{inert});\n'.encode()


def shards(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """The rows in runs of about `SHARD` bytes; a run ends before the row that would make it longer."""
    run: list[list[Any]] = []
    size = 0
    for row in rows:
        length = len(json.dumps(row, ensure_ascii=False).encode())
        if run and size + length > SHARD:
            yield run
            run, size = [], 0
        run.append(row)
        size += length
    if run:
        yield run


def packed(numbers: Sequence[int], weights: Sequence[int] | None = None, before: int = -1) -> str:
    """Rising numbers as their distances less one, in base 32 with a mark on every digit but the last; then the weight."""
    steps = zip(numbers, (before, *numbers), strict=False)
    if weights is None:
        return "".join([_distances[number - last - 1] for number, last in steps])
    return "".join(
        [_distances[number - last - 1] + DIGITS[weight] for (number, last), weight in zip(steps, weights, strict=True)]
    )


class _Distances(dict[int, str]):
    """A distance in digits; most are short and come back."""

    def __missing__(self, distance: int) -> str:
        digits, rest = [DIGITS[distance & 31]], distance
        while rest := rest >> 5:
            digits.append(DIGITS[32 | rest & 31])
        self[distance] = "".join(reversed(digits))
        return self[distance]


_distances = _Distances()


def _longs() -> array[int]:
    return array("Q")


def _names(corpus: Corpus) -> dict[str, set[str]]:
    """Every name of an entity, folded, and the entities that bear it."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in corpus.entities.values():
        for name in (entity.name, entity.short or "", *(variant.text for variant in entity.variants)):
            folded = " ".join(words(name))
            if folded:
                found[folded].add(str(entity.id))
    return found


def _bearer(ident: str, listed: dict[str, array[int]], landing: dict[str, int], records: int) -> Bearer:
    return ident, _rarity(len(listed[f":entity:{ident}"]), records), landing[addresses.entity(ident)]


def _words(
    postings: dict[str, array[int]], bearers: dict[str, list[Bearer]], lengths: array[int]
) -> Iterator[list[Any]]:
    """The row of every word of a record and of every name."""
    weights = _Weights(sum(lengths) / max(1, len(lengths)))
    for word in postings.keys() | bearers.keys():
        found = postings.get(word) or _longs()
        many = len(found)
        if many > MOST:
            found = array("Q", sorted(sorted(found, key=lambda one: -weights[one & 0xFFFFF])[:MOST]))
        unit = round(_rarity(many, len(lengths)) * (K1 + 1) / STEPS, 5)
        row = [
            word,
            packed([one >> 20 for one in found], [weights[one & 0xFFFFF] for one in found]),
            unit,
            int(many > MOST),
        ]
        yield [*row, bearers[word]] if word in bearers else row


def _rarity(having: int, records: int) -> float:
    """What it is worth to have what so many of the records have; never below nought."""
    return round(log(1 + (records - having + 0.5) / (having + 0.5)), 4)


class _Weights(dict[int, int]):
    """What a word weighs in a record before its rarity, in steps; by how often it stands there and the record's length, as in
    the postings.
    """

    def __init__(self, average: float) -> None:
        super().__init__()
        self._average = average

    def __missing__(self, often_and_length: int) -> int:
        times, length = often_and_length >> 10, often_and_length & 1023
        self[often_and_length] = round(times / (times + K1 * (1 - B + B * length / self._average)) * STEPS)
        return self[often_and_length]


def _listed(listed: dict[str, array[int]]) -> Iterator[list[Any]]:
    """The rows of every value of a facet."""
    for key, found in listed.items():
        parts = range(0, len(found), LISTED)
        for part, first in enumerate(parts):
            before = found[first - 1] if first else -1
            yield [f"{key}:{part}", packed(found[first : first + LISTED], before=before), len(parts)]
