"""Two sources side by side: what they share, where they part, the sharpest difference, what came of their forecasts."""

from __future__ import annotations

import html
import re

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.compare import PAIRS_A_SOURCE, TIED, pair_view, pairs, sharpest
from crossbrief.views.forecast import RESOLVED, ledger, section_of
from crossbrief.views.matrix import CellView, StandView
from crossbrief.views.relation import AT_ODDS
from crossbrief.views.verdict import verdict_of
from tests.rendered import page


def stand(*positions: str, speaker: str = "") -> StandView:
    return StandView(positions, positions, speaker, "", False, "", "", ())


def cell(*stands: StandView, kind: str = "answered") -> CellView:
    return CellView(None, kind, stands, "", "", "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (cell(stand("a")), cell(stand("a")), "same"),
        (cell(stand("a")), cell(stand("b")), "apart"),
        (cell(stand("a", "b")), cell(stand("b")), "overlap"),
        (cell(stand("a"), stand("b", speaker="X")), cell(stand("b")), "apart"),
        (cell(stand("a", speaker="X")), cell(stand("a")), "same"),
        (cell(stand("b", speaker="X")), cell(stand("a"), stand("b", speaker="Y")), "overlap"),
        (cell(kind="silent"), cell(stand("a")), "one-answers"),
    ],
)
def test_two_cells_stand_to_each_other_author_by_author_or_voice_by_voice(
    one: CellView, other: CellView, verdict: str
) -> None:
    assert verdict_of(one, other) == verdict


def test_what_a_pair_shares_only_through_others_is_said_to_be_so(bundled: Built) -> None:
    shown = page(bundled, addresses.pair("2015-sismec", "2022-islamabad-journalist"))
    [row] = re.findall(
        r'<tr id="[^"]*" data-verdict="relayed">.*?taliban-as-partner.*?</tr>', shown.replace("\n", " ")
    )[-1:]
    assert "not by both authors, but through voices that they relay" in row
    assert row.partition("</th>")[2].count('class="shared"') == 3, "Russia and China in one, the chiefs in the other"
    apart = shown.partition('id="section_relayed"')[2].partition("</section>")[0]
    assert "taliban-as-partner" in apart
    assert "taliban-as-partner" not in shown.partition('id="section_shared"')[2].partition("</section>")[0]


def test_a_pair_opens_with_what_both_authors_share_and_each_leads_to_its_row(bundled: Built) -> None:
    shown = page(bundled, addresses.pair("2015-sismec", "2022-islamabad-journalist"))
    opening, rest = shown.partition("</header>\n<nav")[::2]
    found = re.findall(r'<a href="#(pair_[a-z-]+)">([^<]+)</a> \(([^)]+)\)', opening)
    assert ("pair_recruits", "former Taliban", "where recruits come from") in found
    section = rest.partition('id="section_shared"')[2].partition("</section>")[0]
    assert [ident for ident, *_ in found] == re.findall(r'<tr id="([^"]+)"', section)


def test_the_answers_that_two_sources_share_stand_first_and_are_marked(bundled: Built, words: Strings) -> None:
    for one, other in pairs(bundled.corpus):
        for group in pair_view(one, other, bundled.corpus, words).groups:
            for row in group.rows:
                marked = [[stand.shared for stand in cell.stands] for cell in (row.first, row.second)]
                assert all(one == sorted(one, reverse=True) for one in marked)
                assert all(any(one) for one in marked) == (group.id in ("shared", "relayed"))


def test_a_shared_position_stands_with_its_own_claims_and_the_others_apart(bundled: Built, words: Strings) -> None:
    one, other = bundled.corpus.briefs[0], bundled.corpus.briefs[-1]
    rows = [row for group in pair_view(one, other, bundled.corpus, words).groups for row in group.rows]
    [threatened] = [row for row in rows if row.id == "threatened-places"]
    shared, rest, *_ = threatened.first.stands
    assert (shared.positions, [claim.id for claim in shared.claims]) == (
        ("Russia", "the West"),
        ["c19", "c20", "c25", "c50"],
    )
    assert (shared.shared, rest.shared, rest.speaker) == (True, False, "")
    assert not {*shared.positions} & {*rest.positions}
    assert "c32" in [claim.id for claim in rest.claims], "what Turkey is threatened with"


def test_a_pair_parts_shares_or_leaves_to_one_each_question_once(bundled: Built, words: Strings) -> None:
    for one, other in pairs(bundled.corpus):
        view = pair_view(one, other, bundled.corpus, words)
        asked = [row.question.address for group in view.groups for row in group.rows]
        answered = {
            addresses.question(ident) for brief in (one, other) for ident, c in brief.codings.items() if c and c.stands
        }
        assert sorted(asked) == sorted(answered)
        at_odds = [relation.type_id in AT_ODDS for relation in view.relations]
        assert at_odds == sorted(at_odds, reverse=True)


def test_all_pairs_have_a_page_up_to_twelve_sources(bundled: Built) -> None:
    count = len(bundled.corpus.briefs)
    assert len(pairs(bundled.corpus)) == count * (count - 1) // 2
    for one, other in pairs(bundled.corpus):
        assert addresses.pair(one.slug, other.slug) in bundled.files


def test_above_twelve_only_pairs_with_a_relation_have_a_page(large: Built) -> None:
    corpus = large.corpus
    chosen = pairs(corpus)
    related = {frozenset((one.from_.slug, one.to.slug)) for one in corpus.relations.values()}
    assert chosen
    assert all(frozenset((one.slug, other.slug)) in related for one, other in chosen)
    for brief in corpus.briefs:
        assert sum(brief.slug in (one.slug, other.slug) for one, other in chosen) <= PAIRS_A_SOURCE


def test_a_pair_opens_with_the_question_on_which_the_two_stand_farthest_apart(bundled: Built, words: Strings) -> None:
    found = {}
    for one, other in pairs(bundled.corpus):
        view = pair_view(one, other, bundled.corpus, words)
        tied = view.sharpest.facing if view.sharpest else ()
        found[one.mark.year, other.mark.year] = [facing.question.address.split("/")[1] for facing in tied]
        parted = [row.question for group in view.groups for row in group.rows if row.verdict_id == "apart"]
        assert all(facing.question in parted for facing in (*tied, *view.policy))
    assert found["2014", "2024"] == ["is-and-afghan-taliban", "is-aims", "russia-part"], "as far apart on all three"
    assert found["2014", "2015"][0] == "taliban-as-partner", (
        "of two whole axes the one on which we read them as at odds"
    )
    assert "the two ends of the question's axis" in html.unescape(
        page(bundled, "compare/2014-russia-direct--2024-asatrian/index.html")
    )


def test_a_pair_opens_too_with_what_each_would_have_done_where_they_part_on_it(bundled: Built, words: Strings) -> None:
    first, last = (bundled.corpus.briefs[n] for n in (0, -1))
    [remedy] = pair_view(first, last, bundled.corpus, words).policy
    assert remedy.question.words == "What should be done, and by whom?"
    assert not {*remedy.first[0].positions} & {*remedy.second[0].positions}
    shown = page(bundled, addresses.pair(first.slug, last.slug))
    opening = shown.partition('<div class="sharpest">')[2].partition("</header>")[0]
    assert opening.count(remedy.question.words) == 1
    assert words("sharpest_policy") in opening


def test_of_many_questions_as_far_apart_a_few_are_shown_and_the_others_named(bundled: Built, words: Strings) -> None:
    one, other = bundled.corpus.briefs[0], bundled.corpus.briefs[-1]
    groups = pair_view(one, other, bundled.corpus, words).groups
    rows = [row for group in groups for row in group.rows if row.id == "is-aims"]
    found = sharpest(rows * 5, (), bundled.corpus, words)
    assert found
    assert (len(found.facing), len(found.also)) == (TIED, 5 - TIED)


def test_two_sources_without_an_ordered_question_apart_have_no_sharpest_difference(bundled: Built) -> None:
    assert "sharpest" in page(bundled, "compare/2015-sismec--2024-asatrian/index.html")
    one, other = pairs(bundled.corpus)[0]
    groups = pair_view(one, other, bundled.corpus, bundled.words).groups
    rows = [row for group in groups for row in group.rows if row.verdict_id != "apart"]
    assert sharpest(rows, (), bundled.corpus, bundled.words) is None


def test_a_pair_shows_what_came_of_the_forecasts_of_both(bundled: Built) -> None:
    for one, other in pairs(bundled.corpus):
        shown = page(bundled, addresses.pair(one.slug, other.slug))
        linked = re.findall(r'href="../../forecasts/index.html#foreseen_([^"]+)_(c\d+)"', shown)
        resolved = [
            (linked.slug, linked.claim.id)
            for linked in ledger(bundled.corpus)
            if linked.slug in (one.slug, other.slug) and linked.claim.forecast.outcome.is_ in RESOLVED
        ]
        assert sorted(linked) == sorted(resolved)


def test_a_pair_is_summed_up_without_what_it_has_none_of(bundled: Built, words: Strings) -> None:
    """And what came of schedules and pledges stands apart from what came of forecasts."""
    for one, other in pairs(bundled.corpus):
        view = pair_view(one, other, bundled.corpus, words)
        assert f" {words.number(0)} " not in view.summary
        groups = [(group.heading, group.apart) for group in view.outcomes]
        assert len(groups) == len(set(groups))
        for group in view.outcomes:
            claims = [
                bundled.corpus.claims[entry.id.removeprefix("foreseen_").replace("_", "#")] for entry in group.entries
            ]
            assert {section_of(claim) == "scheduled" for claim in claims} == {group.apart == words("ledger_scheduled")}
