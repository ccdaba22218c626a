"""What the index needs of the records of one source: the shards that show them, and which of them have which words.

In: a corpus and the cache. Out: a piece for each brief, in date order. It depends on the brief, on what is common to all and on
the words of the interface, and is kept under a sum of these, so that after an edit of one brief one piece is made.
"""

from __future__ import annotations

import marshal
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from crossbrief.cache import Cache, key_of
from crossbrief.frozen import dataclass
from crossbrief.inert import inert_json
from crossbrief.link.corpus import Corpus
from crossbrief.search.records import Block, Record, block_of
from crossbrief.search.tokens import capitals, words
from crossbrief.strings import Strings

BLOCK = 64
"""So many records are shown from one file."""
MOST = 1023
"""A word that stands in a record more often, and a record of more words, count as this."""
_KIND = "search"


@dataclass(frozen=True, slots=True)
class Piece:
    """Records by their numbers within it, from 0."""

    shown: list[str]
    """What results show of them, as JSON, `BLOCK` of them in each."""
    lengths: list[int]
    """How many words each has."""
    words: dict[str, list[int]]
    """By word its postings: the number of a record, how often the word stands in it and how many words it has, in 10 bits each."""
    facets: dict[str, list[int]]
    """By `facet:value`: the numbers of the records."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes pieces."""

    labels: Mapping[str, Mapping[str, str]]
    """What a reader sees for the values of a facet, where that is not the value itself."""
    names: Mapping[str, object]
    """The folded names of entities: of these, capitals are told from the same word in small letters."""

    def piece(self, block: Block) -> Piece:
        """The piece of a block of records."""
        starts = range(0, len(block.records), BLOCK)
        shown = [inert_json(self._shown(block, block.records[first : first + BLOCK])) for first in starts]
        made = Piece(shown, [], defaultdict(list), defaultdict(list))
        for number, record in enumerate(block.records):
            found = words(f"{record.lead} {record.text} {record.also}")
            shouted = (word for word in capitals(f"{record.lead} {record.text}") if word.lower() in self.names)
            length = min(len(found), MOST)
            posting, postings = number << 20 | length, made.words
            for word, times in Counter((*found, *shouted)).items():
                postings[word].append(posting | (times if times < MOST else MOST) << 10)
            for facet, value in record.facets:
                made.facets[f"{facet}:{value}"].append(number)
            made.lengths.append(length)
        return made

    def _shown(self, block: Block, part: tuple[Record, ...]) -> dict[str, Any]:
        """What results show of these records, and the words for the values of their facets."""
        pairs = {pair: n for n, pair in enumerate(dict.fromkeys(pair for record in part for pair in record.facets))}
        mark = block.mark and [f"{block.mark.year} {block.mark.name}", block.mark.address, block.mark.hue]
        values = [[facet, value, self.labels.get(facet, {}).get(value, value)] for facet, value in pairs]
        rows = [
            [one.address, one.lead, one.text, one.after, one.detail, [pairs[pair] for pair in one.facets]]
            for one in part
        ]
        return {"mark": mark, "values": values, "rows": rows}


def pieces(maker: Maker, corpus: Corpus, t: Strings, cache: Cache) -> Iterator[Piece]:
    """The piece of each brief, made or kept."""
    common = key_of(corpus.common, t.sum)
    for brief in corpus.briefs:
        key = key_of(common, brief.slug, brief.sum, brief.proofs)
        kept = cache.get(_KIND, key)
        if kept is None:
            piece = maker.piece(block_of(brief, corpus, t))
            cache.put(_KIND, key, marshal.dumps([piece.shown, piece.lengths, dict(piece.words), dict(piece.facets)]))
        else:
            piece = Piece(*marshal.loads(kept))  # noqa: S302 - sealed by a sum, of this Python, and four times as fast as JSON
        yield piece
    cache.sweep(_KIND)
