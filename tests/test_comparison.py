"""The comparing pages: what is drawn equals the table and the CSV; verdicts, pairs, voices and the ledger count rightly."""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar
from xml.etree import ElementTree

import pytest

from crossbrief import addresses
from crossbrief.link.voices import heard_as
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS, Ours
from crossbrief.views.compare import PAIRS_A_SOURCE, pair_view, pairs, sharpest, verdict_of
from crossbrief.views.entity import said_by
from crossbrief.views.event import dated
from crossbrief.views.figures import figures_view
from crossbrief.views.forecast import RESOLVED, forecasts, ledger, ledger_view
from crossbrief.views.leaves import Leaf, leaves
from crossbrief.views.matrix import CellView, Count, StandView, matrix_view, periods, row_words, tally, unsaid
from crossbrief.views.overview import coverage_view
from crossbrief.views.portrayal import claims_on
from crossbrief.views.quantity import against, bounds, figures, nice, quantified
from crossbrief.views.question import question_view
from crossbrief.views.recurring import recurring
from crossbrief.views.relation import AT_ODDS
from crossbrief.views.timeline import timeline_chart, timeline_view

T = TypeVar("T")
NUMBER = re.compile(r"\d[\d,]*")


def table(built: Built, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.files[addresses.table(name)].decode("utf-8"))))


def page(built: Built, path: str) -> str:
    return built.files[path].decode("utf-8")


def charts(built: Built, path: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page(built, path), re.DOTALL)]


def digits(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def test_the_figures_drawn_are_those_of_the_table_and_the_csv(bundled: Built, words: Strings) -> None:
    rows = {row["claim"]: row for row in table(bundled, "quantities")}
    drawn = {}
    for chart in charts(bundled, addresses.FIGURES):
        for link in chart.iter("a"):
            address = link.attrib["href"].removeprefix("../briefs/").replace("/index.html", "")
            drawn[address] = (link.attrib["data-low"], link.attrib["data-high"])
    assert drawn
    for address, (low, high) in drawn.items():
        best = rows[address]["best"]
        assert float(best or rows[address]["low"]) == float(low)
        assert (
            (best or rows[address]["high"]) == "" if not high else float(best or rows[address]["high"]) == float(high)
        )
    cells = re.findall(
        r'<td><a href="\.\./briefs/([^"]+)">(.*?)</a> <span class="tag">', page(bundled, addresses.FIGURES)
    )
    shown = {href.replace("/index.html", ""): figure for href, figure in cells}
    assert shown.keys() == rows.keys()
    for linked, quantity in quantified(bundled.corpus):
        if bounds(quantity):
            given = [value for value in (quantity.low, quantity.high, quantity.best) if value is not None]
            assert digits(shown[linked.address])[: len(given)] == given, linked.address


def test_only_figures_of_one_measure_share_an_axis(bundled: Built, words: Strings) -> None:
    measures = {linked.address: quantity.measure for linked, quantity in quantified(bundled.corpus)}
    for measure in figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).measures:
        if measure.chart:
            for bar in measure.chart.bars:
                slug, _, claim = bar.address.removeprefix("briefs/").partition("/index.html#")
                assert measures[f"{slug}#{claim}"] == measure.id


def test_a_chart_has_title_description_links_and_its_citation_inside(bundled: Built) -> None:
    found = charts(bundled, addresses.FIGURES) + charts(bundled, addresses.TIMELINE)
    assert len(found) >= 2
    for chart in found:
        assert chart.findtext("title")
        assert chart.findtext("desc")
        assert bundled.corpus.site.title in "".join(chart.itertext())
        assert all(link.get("aria-label") or "".join(link.itertext()).strip() for link in chart.iter("a"))
        assert not any("style" in node.attrib for node in chart.iter())


def test_a_lower_bound_is_drawn_open_and_a_range_with_two_ends(bundled: Built, words: Strings) -> None:
    for measure in figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).measures:
        for bar in measure.chart.bars if measure.chart else ():
            assert (bar.kind == "open") == (bar.high is None)
            assert bar.x1 <= bar.x2


def test_the_timeline_shows_what_its_list_and_its_csv_hold(bundled: Built, words: Strings) -> None:
    view = timeline_view(whole(dated(bundled.corpus)), bundled.corpus, words)
    chart = view.chart
    assert chart
    rows = table(bundled, "timeline")
    assert {row["id"] for row in rows if row["kind"] == "publication"} == {
        p.address.split("/")[1] for p in chart.publications
    }
    listed = {line.address for year in view.chronology for line in year.lines}
    assert {event.address for event in chart.events} <= listed
    assert {addresses.event(row["id"]) for row in rows if row["kind"] == "event"} <= listed
    assert [one.x for one in chart.publications] == sorted(one.x for one in chart.publications)


def test_the_stretch_without_a_source_is_drawn(bundled: Built, words: Strings) -> None:
    [gap] = timeline_chart(bundled.corpus, words).gaps
    assert "2018–2021" in gap.words


def test_the_matrix_equals_its_csv(bundled: Built, words: Strings) -> None:
    rows = table(bundled, "matrix")
    view = matrix_view(bundled.corpus.questions.values(), bundled.corpus, words)
    assert len(view.rows) == 16
    cells = [cell for row in view.rows for cell in row.cells]
    assert len(rows) == sum(max(1, len(cell.stands)) for cell in cells)
    home = page(bundled, addresses.HOME)
    for row in view.rows:
        assert row.words in home


def test_every_link_of_a_cell_leads_to_a_claim_that_exists(bundled: Built, words: Strings) -> None:
    for row in matrix_view(bundled.corpus.questions.values(), bundled.corpus, words).rows:
        for cell in row.cells:
            for stand in cell.stands:
                for link in stand.claims:
                    slug, _, ident = link.address.removeprefix("briefs/").partition("/index.html#")
                    assert f"{slug}#{ident}" in bundled.corpus.claims


def test_the_links_of_a_cell_stand_in_the_order_of_the_article_and_name_its_paragraphs(
    bundled: Built, words: Strings
) -> None:
    rows = matrix_view(bundled.corpus.questions.values(), bundled.corpus, words).rows
    for stand in (stand for row in rows for cell in row.cells for stand in cell.stands):
        slug = stand.claims[0].address.split("/")[1]
        claims = [bundled.corpus.claims[f"{slug}#{link.id}"] for link in stand.claims]
        in_file = list(bundled.corpus.claims)
        assert [claim.address for claim in claims] == sorted((one.address for one in claims), key=in_file.index)
        named = [claim.claim.citation[0].at.short for claim in claims]
        shown = [link.words for link in stand.claims]
        assert all(
            words.startswith(place)
            for words, place, before in zip(shown, named, ["", *named], strict=False)
            if place != before
        )
    assert any(
        link.words == "c27" for row in rows for cell in row.cells for stand in cell.stands for link in stand.claims
    )


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
    [row] = re.findall(r'<tr data-verdict="relayed">.*?taliban-as-partner.*?</tr>', shown.replace("\n", " "))[-1:]
    assert "not by both authors, but through voices that they relay" in row
    assert row.partition("</th>")[2].count('class="shared"') == 3, "Russia and China in one, the chiefs in the other"
    apart = shown.partition('id="section_relayed"')[2].partition("</section>")[0]
    assert "taliban-as-partner" in apart
    assert "taliban-as-partner" not in shown.partition('id="section_shared"')[2].partition("</section>")[0]


def test_the_answers_that_two_sources_share_stand_first_and_are_marked(bundled: Built, words: Strings) -> None:
    for one, other in pairs(bundled.corpus):
        for group in pair_view(one, other, bundled.corpus, words).groups:
            for row in group.rows:
                marked = [[stand.shared for stand in cell.stands] for cell in (row.first, row.second)]
                assert all(one == sorted(one, reverse=True) for one in marked)
                assert all(any(one) for one in marked) == (group.id in ("shared", "relayed"))


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


def test_a_row_says_how_the_sources_stand(words: Strings) -> None:
    count = Count(3, 0, 1, Counter({"a": 2, "b": 1}), Counter())
    assert row_words(count, words) == "Two positions among three sources that answer; one does not address it"


def test_all_pairs_have_a_page_up_to_twelve_sources(bundled: Built) -> None:
    count = len(bundled.corpus.briefs)
    assert len(pairs(bundled.corpus)) == count * (count - 1) // 2
    for one, other in pairs(bundled.corpus):
        assert addresses.pair(one.slug, other.slug) in bundled.files


def whole(entries: Sequence[T]) -> Leaf[T]:
    """A list on one leaf."""
    return next(leaves("index.html", entries, str, max(1, len(entries))))


def test_above_twelve_only_pairs_with_a_relation_have_a_page(large: Built) -> None:
    corpus = large.corpus
    chosen = pairs(corpus)
    related = {frozenset((one.from_.slug, one.to.slug)) for one in corpus.relations.values()}
    assert chosen
    assert all(frozenset((one.slug, other.slug)) in related for one, other in chosen)
    for brief in corpus.briefs:
        assert sum(brief.slug in (one.slug, other.slug) for one, other in chosen) <= PAIRS_A_SOURCE


def test_above_twelve_sources_the_matrix_counts_by_period(large: Built, words: Strings) -> None:
    corpus = large.corpus
    view = matrix_view(corpus.questions.values(), corpus, words)
    assert view.sources == ()
    assert 1 < len(view.periods) <= COLUMNS
    for question, tallies in zip(corpus.questions.values(), view.tallies, strict=True):
        counted: Counter[str] = Counter()
        for period in tallies:
            counted.update({one.position: one.own for one in period if one.own})
        stands = (coding.stands for brief in corpus.briefs if (coding := brief.codings.get(question.id)))
        authors = Counter(
            label
            for found in stands
            for label in {
                p.label for s in found if s.voice == "author" for p in question.positions if p.id in s.positions
            }
        )
        assert counted == authors, question.id


def test_the_large_form_is_laid_out(large: Built) -> None:
    text = page(large, addresses.QUESTIONS)
    assert '<span class="tally">' in text
    assert 2 < text.count('<th scope="col">') <= COLUMNS + 1


@pytest.mark.parametrize(
    ("years", "spans"),
    [([2014, 2024], 11), ([1990, 2024], 12), ([2020], 1), ([1900, 2024], 12)],
)
def test_periods_are_equal_and_at_most_twelve(years: list[int], spans: int) -> None:
    found = periods(years)
    assert len(found) == spans
    assert found[0][0] == min(years)
    assert found[-1][1] == max(years)


def test_coverage_counts_the_claims_on_an_actor_as_its_own_page_and_the_pairs_do(
    bundled: Built, words: Strings
) -> None:
    corpus = bundled.corpus
    rows = {row.topic.address: row for row in coverage_view(corpus, words).actors}
    assert len(rows) > 10
    for entity in corpus.entities.values():
        row = rows.get(addresses.entity(entity.id))
        for cell, brief in zip(row.cells if row else (), corpus.briefs, strict=False):
            own = claims_on(entity.id, brief)
            assert cell.words == (words.count("claims", len(own)) if own else words("nothing_near")), entity.id


def test_positions_that_nobody_takes_stand_in_a_sentence_under_their_question(bundled: Built, words: Strings) -> None:
    found = [one for one in unsaid(bundled.corpus) if one.positions]
    assert found
    for path in (addresses.HOME, addresses.COVERAGE):
        shown = html.unescape(page(bundled, path)).replace("\u00a0", " ")
        for one in found:
            if one.answered:
                said = words("untaken_sentence", positions=words.listing_or(one.positions))
                assert said in shown
                assert shown.rindex(one.question.words, 0, shown.rindex(said)) > 0


def test_the_ledger_holds_every_forecast_once(bundled: Built, words: Strings) -> None:
    view = ledger_view(whole(ledger(bundled.corpus)), bundled.corpus, words)
    entries = [entry.claim.address for section in view.sections for entry in section.entries]
    assert sorted(entries) == sorted(addresses.claim(one.address) for one in forecasts(bundled.corpus))
    assert len(table(bundled, "forecasts")) == len(entries)
    assert f"The sources hold {len(entries)} forecasts" in view.summary
    counts = {section.id: len(section.entries) for section in view.sections}
    assert f"{counts['scheduled']} are schedules or pledges" in view.summary
    assert f"Of the others {counts['resolved']} could be resolved" in view.summary


def test_every_relation_stands_at_both_its_ends_and_on_the_page_of_all(bundled: Built) -> None:
    assert bundled.corpus.relations
    gathered = page(bundled, addresses.RELATIONS)
    for relation in bundled.corpus.relations.values():
        assert f'id="{relation.id}"' in gathered
        for end in (relation.from_, relation.to):
            assert f"relations/index.html#{relation.id}" in page(bundled, addresses.brief(end.slug))


def test_positions_in_no_order_run_down_and_the_sources_across(bundled: Built, large: Built, words: Strings) -> None:
    for question in bundled.corpus.questions.values():
        count = tally(question, bundled.corpus.briefs)
        view = question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words)
        assert bool(view.by_position) == (question.scale == "unordered")
        for n, row in enumerate(view.by_position):
            assert row.position.id == question.positions[n].id
            assert row.takers == tuple(source.cells[n].takers for source in view.dots)
            assert row.position.taken == any(row.takers)
    loose = replace(next(iter(large.corpus.questions.values())), scale="unordered")
    view = question_view(loose, whole(large.corpus.briefs), tally(loose, large.corpus.briefs), large.corpus, words)
    assert not view.by_position, "too many sources to run across"


def test_a_voice_that_speaks_twice_is_shown_with_both_its_answers(bundled: Built, words: Strings) -> None:
    question = bundled.corpus.questions["is-strength-trend"]
    count = tally(question, bundled.corpus.briefs)
    view = question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words)
    [russia] = [voice for voice in view.twice if voice.name == "Russia"]
    assert [(one.mark.year, one.name) for one in russia.times] == [("2017", "Zamir Kabulov"), ("2022", "Russia")]
    assert all(one.claims for one in russia.times)


def test_a_voice_in_several_sources_stands_with_all_of_them(bundled: Built, words: Strings) -> None:
    found = {one.voice.words: one for one in recurring(bundled.corpus, words)}
    russia = found["Russia"]
    assert [source.mark.year for source in russia.sources] == ["2014", "2015", "2017", "2022"]
    speakers = dict(russia.sources[2].speakers)
    assert [claim.id for claim in speakers["Zamir Kabulov"]] == ["c24", "c25", "c34", "c26"]
    assert len(russia.sources[2].claims) == 13
    counted = russia.matters[0]
    assert [one.words for one in counted.answers.times] == ["more than 10,000 fighters", "more than 6,000 fighters"]
    assert counted.answers.words == words("twice_figure_differs")
    assert "gaining" in {time.words for matter in russia.matters for time in matter.answers.times}
    assert all(one.over_time for one in found.values()), "what changed is said of each"
    assert [(r.first.mark.year, r.type_id, r.second.mark.year) for r in russia.relations] == [
        ("2022", "updates", "2017")
    ]
    assert all(len(one.sources) > 1 for one in found.values())
    taliban = found["Afghan Taliban"]
    assert [(source.mark.year, [name for name, _ in source.speakers]) for source in taliban.sources] == [
        ("2022", ["Afghan Taliban"]),
        ("2024", ["Senior Taliban sources"]),
    ]
    assert taliban.relations
    shown = page(bundled, addresses.VOICES)
    assert all(f'href="../{claim.address}"' in shown for source in russia.sources for claim in source.claims)


def test_what_is_said_for_a_state_stands_on_its_page(bundled: Built, words: Strings) -> None:
    corpus = bundled.corpus
    for voice in recurring(corpus, words):
        ident = voice.id.removeprefix("recurring_")
        said = [claim.address for claim in said_by(ident, corpus)]
        assert said == [one.address for one in corpus.claims.values() if heard_as(one.claim, corpus.entities) == ident]
    shown = page(bundled, addresses.entity("russia"))
    says = shown.partition('id="section_says"')[2].partition("</section>")[0]
    assert "Vyacheslav Volodin, Vladimir Putin, Valery Gerasimov and Zamir Kabulov" in says
    assert [one.address for one in said_by("vladimir-putin", corpus)], "an official has a page of his own words too"


def test_figures_at_odds_stand_apart_from_those_that_only_seem_so(bundled: Built, words: Strings) -> None:
    view = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words)
    assert view.conflicting
    assert view.seeming
    groups = (view.conflicting, view.seeming, view.alike)
    types = [{relation.type_id for relation in group} for group in groups]
    assert not types[0] & types[1]
    assert not (types[0] | types[1]) & types[2]


def test_a_figure_that_outside_works_contradict_is_shown_apart_with_them(bundled: Built, words: Strings) -> None:
    view = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words)
    found = {
        one.claim.address.split("/")[1] + "#" + one.claim.address.partition("#")[2]: one for one in view.contradicted
    }
    assert {"2014-russia-direct#c45", "2017-monthly-interaction#c21"} <= set(found)
    assert "2024-asatrian#c14" not in found, "two sources at odds are no contradiction from outside"
    assert all(against.references for one in found.values() for against in one.against)
    shown = page(bundled, addresses.FIGURES)
    apart = shown.partition('id="section_contradicted"')[2].partition("</section>")[0]
    assert apart.count("<article") == len(found)
    doubted = [one.address for one, _ in quantified(bundled.corpus) if against(one, bundled.corpus)]
    assert shown.count(words("figure_contradicted")) == len(doubted)


def test_figures_that_are_read_together_are_contradicted_in_one_entry(bundled: Built, words: Strings) -> None:
    view = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words)
    of = [one.claim.place for one in view.contradicted] + [a.of for one in view.contradicted for a in one.against]
    [kabulov] = [one for one in view.contradicted if one.claim.place.endswith("c25")]
    assert [one.of for one in kabulov.against] == ["", "¶\u00a016\u00a0c34"]
    assert len([one for one in of if one.endswith("c34")]) == 1, "its companion has no second entry"


def test_an_estimate_that_outside_counts_dispute_stands_among_those_they_qualify(
    bundled: Built, words: Strings
) -> None:
    attacks = bundled.corpus.claims["2024-asatrian#c29"]
    [one] = against(attacks, bundled.corpus)
    assert one.references
    assert one.known == Ours(attacks.claim.denial.text, attacks.slug)  # type: ignore[union-attr,arg-type]


def test_the_page_of_figures_opens_with_all_that_conflict_or_seem_to(bundled: Built, words: Strings) -> None:
    view = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words)
    odds, seeming, outside = view.matched
    assert [one.relation for one in odds.matches] == [one.id for one in view.conflicting]
    assert [one.relation for one in seeming.matches] == [one.id for one in view.seeming]
    assert tuple(one.first for one in outside.matches) == view.contradicted
    assert words("figures_one_root") in next(one.verdict for one in seeming.matches if one.relation == "r15")
    shown = page(bundled, addresses.FIGURES)
    glance = shown.partition('<table class="glance matched">')[2].partition("</table>")[0]
    assert shown.index('<table class="glance matched">') < shown.index("<svg")
    for match in (*odds.matches, *seeming.matches):
        for side in (match.first, match.second):
            assert side
            assert f'href="../{side.claim.address}">{side.claim.place}</a>' in glance
        assert f'href="#{match.relation}"' in glance
        assert f'id="{match.relation}"' in shown


def test_a_figure_held_against_one_on_a_chart_is_named_beside_it(bundled: Built, words: Strings) -> None:
    for measure in figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).measures:
        for one, other in measure.apart:
            assert measure.chart
            assert other != measure.name
            assert one.claim.address not in {bar.address for bar in measure.chart.bars}
    measures = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).measures
    [fighters] = [one for one in measures if one.apart]
    assert [one.claim.place for one, _ in fighters.apart] == ["¶\u00a03\u00a0c14"]


def test_a_lower_bound_ends_in_an_arrow_and_no_line_of_the_grid_meets_words(bundled: Built) -> None:
    for drawn in charts(bundled, addresses.FIGURES):
        lines = [one for one in drawn.iter("line") if one.get("class") == "grid"]
        words_at = [float(one.get("y", "")) for one in drawn.iter("text")]
        assert lines
        for line in lines:
            top, bottom = float(line.get("y1", "")), float(line.get("y2", ""))
            assert not any(top - 3 < at < bottom + 10 for at in words_at)
        for link in drawn.iter("a"):
            assert bool(link.get("data-high")) != any(one.get("class") == "bar-arrow" for one in link.iter("path"))


def test_a_resolved_forecast_stands_at_a_glance_and_leads_to_its_reason(bundled: Built) -> None:
    shown = page(bundled, addresses.FORECASTS)
    glance = re.search(r'<table class="glance matched">.*?</table>', shown, re.DOTALL)
    assert glance
    entries = re.findall(r'id="foreseen_[^"]+" data-outcome="([^"]+)"', shown)
    here = re.findall(r'id="foreseen_[^"]+" data-outcome="([^"]+)"', glance[0])
    assert here == [one for one in entries if one in RESOLVED][: len(here)]
    assert here == sorted(here, key=RESOLVED.index), "in the order in which the page's first sentence counts them"
    assert len(here) > 10
    assert [int(n) for n in re.findall(r"</span> \((\d+)\)</th>", glance[0])] == [here.count(one) for one in RESOLVED]
    assert glance[0].count("<details>") >= len(here), "each unfolds where it stands"


def test_a_forecast_whose_condition_never_came_does_not_say_that_it_came(bundled: Built) -> None:
    for linked in forecasts(bundled.corpus):
        forecast = linked.claim.forecast
        if forecast and forecast.outcome.is_ == "condition-not-met":
            assert forecast.if_
            assert forecast.if_.status == "not-met", linked.address


def test_every_resolved_forecast_says_in_short_why(bundled: Built) -> None:
    shown = page(bundled, addresses.FORECASTS)
    outcomes = [one.claim.forecast.outcome for one in forecasts(bundled.corpus) if one.claim.forecast]
    resolved = [outcome for outcome in outcomes if outcome.is_ in RESOLVED]
    assert all(outcome.in_short for outcome in resolved)
    assert all(outcome.references or outcome.claims for outcome in resolved)
    at_a_glance = re.search(r'<table class="glance matched">.*?</table>', shown, re.DOTALL)
    assert at_a_glance
    assert sum(html.escape(one.in_short or "", quote=False) in at_a_glance[0] for one in resolved) > 10


def test_a_pair_opens_with_the_question_on_which_the_two_stand_farthest_apart(bundled: Built, words: Strings) -> None:
    found = {}
    for one, other in pairs(bundled.corpus):
        view = pair_view(one, other, bundled.corpus, words)
        found[one.mark.year, other.mark.year] = view.sharpest and view.sharpest.question.address.split("/")[1]
        parted = [row.question for group in view.groups for row in group.rows if row.verdict_id == "apart"]
        assert view.sharpest is None or view.sharpest.question in parted
    assert found["2014", "2024"] == "is-and-afghan-taliban"
    first, last = (bundled.corpus.briefs[n] for n in (0, -1))
    ends = pair_view(first, last, bundled.corpus, words).sharpest
    assert ends
    assert "How far do its aims reach?" in [one.words for one in ends.also], "it is as far apart there"
    assert found["2014", "2015"] == "taliban-as-partner", "of two whole axes the one on which we read them as at odds"
    assert "the two ends of the question's axis" in html.unescape(
        page(bundled, "compare/2014-russia-direct--2024-asatrian/index.html")
    )


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
            for linked in forecasts(bundled.corpus)
            if linked.slug in (one.slug, other.slug) and linked.claim.forecast.outcome.is_ in RESOLVED
        ]
        assert sorted(linked) == sorted(resolved)


def test_a_judgement_never_joins_likelihood_and_confidence_in_one_sentence(bundled: Built) -> None:
    for judgement in bundled.corpus.judgements.values():
        for sentence in re.split(r"(?<=[.!?])\s", judgement.text or ""):
            assert not (re.search(r"\b(likely|unlikely|probabl)", sentence) and "confidence" in sentence), judgement.id


def test_every_judgement_shows_contrary_evidence_or_that_there_is_none(bundled: Built, words: Strings) -> None:
    assert {judgement.question for judgement in bundled.corpus.judgements.values()} == set(bundled.corpus.questions)
    for question in bundled.corpus.questions.values():
        shown = page(bundled, addresses.question(question.id))
        count = tally(question, bundled.corpus.briefs)
        for judgement in question_view(question, whole(bundled.corpus.briefs), count, bundled.corpus, words).judgements:
            assert judgement.not_judged or judgement.support.claims
            assert judgement.not_judged or judgement.contrary.claims or words("contrary_none") in shown


@pytest.mark.parametrize(("value", "top"), [(11500, 12000), (5, 6), (4600, 6000), (0.3, 0.32), (40, 40), (0, 4)])
def test_an_axis_ends_at_a_value_that_reads_well(value: float, top: float) -> None:
    assert nice(value) == pytest.approx(top)
    assert nice(value) >= value


def test_what_no_source_says_is_gathered_by_question(bundled: Built, words: Strings) -> None:
    shown, home = (page(bundled, path) for path in (addresses.COVERAGE, addresses.HOME))
    found = {one.question.address: one for one in unsaid(bundled.corpus)}
    for question in bundled.corpus.questions.values():
        rows = [row for row in table(bundled, "stands") if row["question"] == question.id]
        taken = {ident for row in rows for ident in row["positions"].split()}
        one = found[addresses.question(question.id)]
        assert one.positions == tuple(each.label for each in question.positions if each.id not in taken)
        assert words.listing_or(one.positions) in html.unescape(home)
        assert one.not_covered in html.unescape(shown)
    assert sum(bool(one.positions) for one in found.values()) > 5


def test_the_page_of_voices_opens_with_what_changed_of_each(bundled: Built) -> None:
    shown = page(bundled, addresses.VOICES)
    table = re.search(r'<table class="glance matched voices-glance">.*?</table>', shown, re.DOTALL)
    assert table
    told = [one for one in bundled.corpus.entities.values() if one.over_time]
    assert len(told) > 3
    assert sorted(re.findall(r'<tr><td><a href="#recurring_([\w-]+)">', table[0])) == sorted(one.id for one in told)
    assert shown.index(table[0]) < shown.index('<article class="recurring"')
