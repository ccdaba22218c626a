"""What `templates/static/lookup.js` does, in Python: the index is read and ranked from its shards alone.

In: the rendered files of a site. Out: numbers of records, best first. The tests of the index use it; one of them holds
it to the script itself wherever Node is at hand.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from crossbrief.search.tokens import _parted, words

Found = dict[int, float]


def data(raw: bytes) -> Any:
    """What a shard hands over."""
    called = re.fullmatch(r'crossbriefSearch\("[a-z/0-9]+",(.*)\);\n', raw.decode("utf-8"), re.DOTALL)
    assert called, raw[:60]
    return json.loads(called[1])


class Lookup:
    """The index of a site."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        index = data(files["search/index.js"])
        self.starts, self.digits, self.block = index["starts"], index["digits"], index["block"]
        self.loaded: dict[str, Any] = {}

    def load(self, name: str) -> Any:
        if name not in self.loaded:
            self.loaded[name] = data(self.files[f"search/{name}.js"])
        return self.loaded[name]

    def record(self, number: int) -> dict[str, Any]:
        """What a result shows of one record."""
        block = self.load(f"records/{number // self.block}")
        address, lead, text, after, detail, facets = block["rows"][number % self.block]
        pairs = [tuple(block["values"][n][:2]) for n in facets]
        return {"mark": block["mark"], "address": address, "lead": lead, "text": text, "after": after, "detail": detail, "facets": pairs}  # fmt: skip

    def search(self, query: str) -> list[int]:
        asked, bare = words(query), _parted(query)
        clauses: list[tuple[Found, bool]] = []
        while len(clauses) < len(asked):
            taken, bearers = self._named(asked[len(clauses) :])
            written = bare[len(clauses) : len(clauses) + taken]
            alone = bearers and "".join(written).isupper() and "".join(written).isalpha()
            for word in written if alone else asked[len(clauses) : len(clauses) + taken]:
                going_on = len(clauses) == len(asked) - 1 and len(word) > 2 and not query[-1].isspace()
                found, cut = self._having(word, going_on)
                self._add_named(found, bearers, 1 / taken)
                clauses.append((found, cut))
        counted = [found for found, cut in clauses if not cut] or [found for found, _ in clauses]
        scores: Found = {}
        for found, _ in clauses:
            for record, score in found.items():
                scores[record] = scores.get(record, 0) + score
        best = [record for record in scores if all(record in found for found in counted)]
        return sorted(best, key=lambda record: (-scores[record], record))

    def facet(self, name: str, value: str) -> Found:
        text, part, parts = "", 0, 1
        while part < parts:
            rows = self._rows(f":{name}:{value}:{part}")
            parts, part = rows[0][2] if rows else 0, part + 1
            text += rows[0][1] if rows else ""
        return self._unpacked(text, weighted=False)

    def _rows(self, first: str, last: str | None = None) -> list[Any]:
        last = first if last is None else last
        shard, end = (max(0, bisect_right(self.starts, key) - 1) for key in (first, last))
        rows = [row for n in range(shard, min(end, shard + 3) + 1) for row in self.load(f"words/{n}")]
        return [row for row in rows if first <= row[0] <= last]

    def _unpacked(self, text: str, weighted: bool) -> Found:
        found, at, record = {}, 0, -1
        while at < len(text):
            distance, digit = 0, 32
            while digit & 32:
                digit = self.digits.index(text[at])
                distance, at = distance * 32 + (digit & 31), at + 1
            record += distance + 1
            found[record] = float(self.digits.index(text[at])) if weighted else 1.0
            at += weighted
        return found

    def _having(self, word: str, going_on: bool) -> tuple[Found, bool]:
        found: Found = {}
        any_cut = False
        for key, text, unit, cut, *bearers in self._rows(word, word + "\uffff" if going_on else word):
            _add(found, self._unpacked(text, weighted=True), unit if key == word else unit / 2)
            if going_on:
                self._add_named(found, bearers[0] if bearers else [], 0.5)
            any_cut = any_cut or bool(cut)
        return found, any_cut

    def _add_named(self, found: Found, bearers: list[Any], share: float) -> None:
        for entity, unit, page in bearers:
            _add(found, self.facet("entity", entity) | {page: 99}, unit * share)

    def _named(self, asked: list[str]) -> tuple[int, list[Any]]:
        for length in range(min(len(asked), 8), 0, -1):
            rows = self._rows(" ".join(asked[:length]))
            if rows and len(rows[0]) > 4:
                return length, rows[0][4]
        return 1, []


def _add(found: Found, more: Found, unit: float) -> None:
    for record, weight in more.items():
        found[record] = max(found.get(record, 0), weight * unit)
