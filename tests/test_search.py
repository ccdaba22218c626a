"""The search: its index is sound, reproducible and small; what it finds, folded, by name and by beginning; its ranking."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import statistics
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from crossbrief.attribution import accusation_away, lead
from crossbrief.cache import Cache
from crossbrief.pipeline import Built
from crossbrief.publish import publish
from crossbrief.search.index import BLOCK, DIGITS, LISTED, MOST, packed, script, search_files, shards
from crossbrief.search.pieces import Maker, Piece
from crossbrief.search.records import Block
from crossbrief.search.tokens import words
from crossbrief.strings import Strings
from tests.conftest import ROOT
from tests.lookup import Lookup, data

LARGEST = 60_000
SCRIPTS = [ROOT / "templates" / path for path in ("static/lookup.js", "static/search.js")]


@pytest.fixture(scope="module")
def lookup(bundled: Built) -> Lookup:
    return Lookup(bundled.files)


@pytest.fixture(scope="module")
def records(lookup: Lookup) -> dict[int, dict[str, object]]:
    """Every record of the index by its number."""
    found = {}
    for path in lookup.files:
        block = re.fullmatch(r"search/records/(\d+)\.js", path)
        if block:
            first = int(block[1]) * lookup.block
            found |= {n: lookup.record(n) for n in range(first, first + len(data(lookup.files[path])["rows"]))}
    return found


def addresses_of(lookup: Lookup, query: str) -> list[str]:
    return [str(lookup.record(number)["address"]) for number in lookup.search(query)]


# The index


def test_the_index_put_together_of_kept_pieces_is_the_same(
    bundled: Built, words: Strings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = list[Block](), Maker.piece

    def counted(maker: Maker, block: Block) -> Piece:
        made.append(block)
        return make(maker, block)

    monkeypatch.setattr(Maker, "piece", counted)
    first = dict(search_files(bundled.corpus, words, Cache(tmp_path)))
    assert len(made) == len(bundled.corpus.briefs) + 2
    assert dict(search_files(bundled.corpus, words, Cache(tmp_path))) == first
    assert len(made) == len(bundled.corpus.briefs) + 4  # questions and entities are of no brief
    assert first.items() <= bundled.files.items()
    one, *rest = bundled.corpus.briefs
    changed = replace(bundled.corpus, briefs=(replace(one, sum="another"), *rest))
    assert dict(search_files(changed, words, Cache(tmp_path))) == first
    assert [block.mark and block.mark.year for block in made[-3:]] == [one.mark.year, None, None]
    assert dict(search_files(replace(changed, common="another"), words, Cache(tmp_path))) == first
    assert len(made) == 2 * len(bundled.corpus.briefs) + 9


def test_the_index_is_the_same_bytes_every_time(bundled: Built, words: Strings) -> None:
    one, two = (dict(search_files(bundled.corpus, words, Cache())) for _ in range(2))
    assert one == two
    assert one.items() <= bundled.files.items()


def test_every_shard_is_small(bundled: Built) -> None:
    sizes = {path: len(raw) for path, raw in bundled.files.items() if re.match(r"search/.*\.js", path)}
    assert len(sizes) > 3
    assert max(sizes.values()) < LARGEST, sizes


def test_the_longest_lists_fit_their_shards_at_ten_thousand_briefs() -> None:
    records = 10_000 * BLOCK
    spread = range(0, records, records // MOST)
    assert len(packed(spread, [63] * len(spread))) < LARGEST * 2 // 3
    spread = range(0, records, records // LISTED)
    assert len(packed(spread)) < LARGEST


def test_a_shard_ends_before_it_grows_too_long() -> None:
    rows = [[f"w{n:05}", "A" * 900] for n in range(200)]
    made = list(shards(rows))
    assert [row for shard in made for row in shard] == rows
    assert len(made) > 3
    assert max(len(json.dumps(shard)) for shard in made) < LARGEST


def test_a_shard_is_inert_whatever_stands_in_it() -> None:
    hostile = "</script><!--\u2028\u2029&'\"\\`${x}"
    path, raw = script("records/0", {"rows": [hostile]})
    assert path == "search/records/0.js"
    assert not re.search(rb"[<>&]|\xe2\x80[\xa8\xa9]", raw)
    assert data(raw) == {"rows": [hostile]}


def test_postings_are_distances_with_weights() -> None:
    assert packed([0], [5]) == DIGITS[0] + DIGITS[5]
    assert packed([31]) == DIGITS[31]
    assert packed([32]) == DIGITS[33] + DIGITS[0]


def test_every_claim_is_found_by_its_own_words_and_lands_on_itself(bundled: Built, lookup: Lookup) -> None:
    missed = []
    for address, linked in bundled.corpus.claims.items():
        slug, _, ident = address.partition("#")
        if f"briefs/{slug}/index.html#{ident}" not in addresses_of(lookup, linked.claim.text)[:3]:
            missed.append(address)
    assert not missed


def test_every_result_lands_on_something_that_is_there(bundled: Built, records: dict[int, dict[str, object]]) -> None:
    for record in records.values():
        path, _, fragment = str(record["address"]).partition("#")
        assert path in bundled.files
        assert not fragment or f'id="{fragment}"' in bundled.files[path].decode("utf-8"), record["address"]


def test_no_claim_stands_in_the_index_without_its_speaker_and_what_follows_an_accusation(
    bundled: Built, words: Strings, records: dict[int, dict[str, object]]
) -> None:
    by_address = {record["address"]: record for record in records.values()}
    needing = [one for one in bundled.corpus.claims.values() if one.needs_speaker]
    assert needing
    for linked in needing:
        record = by_address[f"briefs/{linked.slug}/index.html#{linked.claim.id}"]
        assert record["lead"] == lead(linked, words) != ""
        assert record["after"] == accusation_away(linked, words)
    texts = {linked.claim.text for linked in needing}
    assert not [record for record in records.values() if not record["lead"] and record["text"] in texts]


def test_a_query_loads_few_files(lookup: Lookup) -> None:
    for query in ("Pakistan", "Daesh", "fighters from Syria", "taliban talks with moscow"):
        lookup.loaded.clear()
        lookup.search(query)
        assert len(set(lookup.loaded)) <= 5 * len(query.split())


# What is found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye’s 10,000 men", ["turkiye", "10000", "men"]),
        ("don't; the Taliban's", ["don", "the", "taliban"]),
        ("IS-K and Al-Qaida", ["is", "k", "and", "al", "qaida"]),
        ("Straße Łódź Ærø Gül’ın", ["strasse", "lodz", "aero", "gul", "ın".replace("ı", "i")]),
        ("ﬁrst ½ Ⅻ", ["first", "1", "2", "xii"]),
        ("Владимир Путин, СНГ", ["владимир", "путин", "снг"]),
        ("القَاعِدة طالبان كابل", ["القاعدة", "طالبان", "کابل"]),
        ("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", ["οδυσσευσ", "οδυσσευσ"]),
        ("東京 2024", ["東", "京", "2024"]),
        ("_ – « » …", []),
    ],
)
def test_words_are_folded(text: str, folded: list[str]) -> None:
    assert words(text) == folded


def test_every_name_of_an_entity_finds_its_page_first_and_the_same_claims(bundled: Built, lookup: Lookup) -> None:
    for entity in bundled.corpus.entities.values():
        concerned = set(lookup.facet("entity", entity.id))
        bearers = {one for one in bundled.corpus.entities.values() for name in names(one) if name in names(entity)}
        for name in [entity.name, *(variant.text for variant in entity.variants)]:
            found = lookup.search(name + " ")
            assert concerned <= set(found), f"{name} does not find {entity.id}"
            pages = {f"entities/{one.id}/index.html" for one in bearers}
            assert lookup.record(found[0])["address"] in pages, f"{name}: {lookup.record(found[0])['address']}"


def names(entity: object) -> set[str]:
    return {" ".join(words(one)) for one in (entity.name, *(variant.text for variant in entity.variants))}  # type: ignore[attr-defined]


def test_name_variants_find_each_other(lookup: Lookup) -> None:
    one, two, capital = (
        {one for one in addresses_of(lookup, query) if one.startswith("briefs/") and "#" in one}
        for query in ("Daesh ", "داعش ", "IS ")
    )
    assert one == two <= capital
    assert len(one) > 50


def test_a_name_in_capitals_is_not_the_word(lookup: Lookup) -> None:
    assert set(lookup.search("IS ")) < set(lookup.search("is "))


def test_the_beginning_of_the_last_word_is_enough_while_it_is_typed(lookup: Lookup) -> None:
    whole = lookup.search("recommendation gerasimov ")
    assert set(lookup.search("recommendation geras")) == set(whole)
    assert not lookup.search("geras ")
    assert set(lookup.search("Daesh ")) <= set(lookup.search("Daes"))


def test_accents_and_quotation_marks_make_no_difference(lookup: Lookup) -> None:
    assert lookup.search("Türkiye ") == lookup.search("turkiye ") == lookup.search("“TURKIYE” ")
    assert lookup.search("10,000 ") == lookup.search("10000 ") != []


def test_a_search_can_be_narrowed_by_every_facet(bundled: Built, lookup: Lookup) -> None:
    corpus = bundled.corpus
    for address, linked in corpus.claims.items():
        slug, _, ident = address.partition("#")
        number = next(n for n in lookup.search(linked.claim.text) if lookup.record(n)["address"].endswith(f"{slug}/index.html#{ident}"))  # fmt: skip
        pairs = lookup.record(number)["facets"]
        assert ("source", slug) in pairs
        assert ("year", linked.source.year) in pairs
        assert ("class", linked.claim.class_) in pairs
        assert ("voice", linked.speakers[-1].role if linked.speakers else "author") in pairs
        for facet, value in pairs:
            assert number in lookup.facet(facet, value)
    assert not lookup.facet("class", "rumour")


# The ranking, beside SQLite's


def queries(built: Built) -> list[str]:
    """Two or three words of every fourth claim, spread over it, that are no names."""
    known = {word for entity in built.corpus.entities.values() for name in names(entity) for word in name.split()}
    made = []
    for linked in list(built.corpus.claims.values())[::4]:
        plain = list(dict.fromkeys(word for word in words(linked.claim.text) if len(word) > 3 and word not in known))
        if len(plain) > 2:
            made.append(" ".join(plain[:: max(1, len(plain) // 2)][: 2 + len(made) % 2]) + " ")
    return made + [f"{word} " for word in ("fighters", "border", "war", "talks", "army", "attack", "support", "leaders", "union", "strength")]  # fmt: skip


@pytest.fixture(scope="module")
def fts5(records: dict[int, dict[str, object]], bundled: Built) -> sqlite3.Connection:
    """The same records, folded in the same way, in SQLite's full-text index with its own ranking."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE record USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')")
    for number, record in records.items():
        text = " ".join(words(f"{record['lead']} {record['text']} {hidden(str(record['address']), bundled)}"))
        connection.execute("INSERT INTO record (rowid, words) VALUES (?, ?)", (number + 1, text))
    return connection


def hidden(address: str, built: Built) -> str:
    """The words by which a page is found that a result does not show: other names, authors, positions."""
    kind, slug = address.split("/")[:2]
    if kind == "entities":
        return " ".join(variant.text for variant in built.corpus.entities[slug].variants)
    if kind == "questions" and "#" not in address:
        return " ".join(one.label for one in built.corpus.questions[slug].positions)
    if kind == "briefs" and "#" not in address:
        brief = next(one for one in built.corpus.briefs if one.slug == slug)
        authors = (one.literal or f"{one.given or ''} {one.family}" for one in brief.brief.source.record.author)
        return " ".join([brief.mark.words, *authors])
    return ""


def test_the_same_records_are_found_as_by_sqlite_and_ranked_much_alike(
    bundled: Built, lookup: Lookup, fts5: sqlite3.Connection
) -> None:
    """The mean overlap of the first five is 0.95 or more, and so is the mean Kendall tau over all pairs that SQLite ranks apart."""
    asked = queries(bundled)
    assert len(asked) >= 40
    overlaps, taus = [], []
    for query in asked:
        ours = lookup.search(query)
        match = " AND ".join(f'"{word}"' for word in words(query))
        rows = fts5.execute("SELECT rowid - 1, rank FROM record WHERE record MATCH ? ORDER BY rank, rowid", (match,))
        theirs = {number: round(rank, 9) for number, rank in rows}
        assert set(ours) == set(theirs), query
        first = list(theirs)[:5]
        overlaps.append(len(set(ours[:5]) & set(first)) / len(first))
        signs = [
            1 if theirs[one] < theirs[other] else -1
            for n, one in enumerate(ours)
            for other in ours[n + 1 :]
            if theirs[one] != theirs[other]
        ]
        taus += [sum(signs) / len(signs)] if signs else []
    assert statistics.mean(overlaps) >= 0.95
    assert statistics.mean(taus) >= 0.95


# The scripts


def test_the_scripts_are_small() -> None:
    assert sum(len(path.read_bytes()) for path in SCRIPTS) < 10_000


def test_the_scripts_make_no_markup_and_ask_nobody() -> None:
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        for left_out in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "Function(", "fetch", "XMLHttp", "http", "import(", "localStorage", "cookie"):  # fmt: skip
            assert left_out not in text, f"{path.name}: {left_out}"


def test_only_the_search_page_has_these_scripts_and_its_policy_lets_no_other_make_one(bundled: Built) -> None:
    for path, raw in bundled.files.items():
        if path.endswith(".html"):
            page = raw.decode("utf-8")
            found = re.findall(r'<script src="\.\./static/((?:lookup|search)\.js)" defer></script>', page)
            assert found == (["lookup.js", "search.js"] if path == "search/index.html" else []), path
            assert "script-src 'self';" in page
            assert "require-trusted-types-for 'script'; trusted-types crossbrief\"" in page


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not at hand, so the script is tested by its twin alone")
def test_the_script_finds_what_its_twin_finds(bundled: Built, lookup: Lookup, tmp_path: Path) -> None:
    publish(bundled.files.items(), tmp_path / "site")
    entities = [name for entity in bundled.corpus.entities.values() for name in (entity.name, *(one.text for one in entity.variants))]  # fmt: skip
    asked = [*queries(bundled), *entities, "Daes", "IS", "is", "geras", "US policy", "tehrik-e-taliban", "", "xyzzy", "10,000 f"]  # fmt: skip
    texts = [*entities, "Türkiye’s 10,000 men", "ﬁrst ½ Ⅻ İı", "القَاعِدة طالبان كابل", "Ὀδυσσεύς", "東京 2024", "Straße"]
    texts += [linked.claim.text for linked in bundled.corpus.claims.values()]
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "lookup.mjs"), str(tmp_path / "site")],
        input=json.dumps({"queries": asked, "texts": texts}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    seen = json.loads(done.stdout)
    assert seen["words"] == [words(text) for text in texts]
    for query, found in zip(asked, seen["found"], strict=True):
        assert found == lookup.search(query), query
