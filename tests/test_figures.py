"""Figures and the timeline: what is drawn equals the table and the CSV; what conflicts stands apart from what seems to."""

from __future__ import annotations

import html
import re

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.common import Ours
from crossbrief.views.event import dated
from crossbrief.views.figures import figures_view
from crossbrief.views.quantity import FigureView, against, bounds, figures, nice
from crossbrief.views.timeline import timeline_chart, timeline_view
from tests.rendered import charts, digits, page, table, whole


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
    for linked, quantity in figures(bundled.corpus):
        if bounds(quantity):
            given = [value for value in (quantity.low, quantity.high, quantity.best) if value is not None]
            assert digits(shown[linked.address])[: len(given)] == given, linked.address


def test_only_figures_of_one_measure_share_an_axis(bundled: Built, words: Strings) -> None:
    measures = {linked.address: quantity.measure for linked, quantity in figures(bundled.corpus)}
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
    doubted = [one.address for one, _ in figures(bundled.corpus) if against(one, bundled.corpus, words)]
    assert shown.count("from outside</span>") == len(doubted)


def test_it_is_told_whether_a_figure_is_denied_disputed_doubted_or_contradicted(bundled: Built, words: Strings) -> None:
    hows = {one.claim.place: [a.how for a in one.against] for one in contradicted(bundled, words)}
    assert hows["¶\u00a014\u00a0c21"] == ["denied"], "by the Pentagon"
    assert hows["¶\u00a03\u00a0c10"] == ["disputed"], "one of them is denied, the others are not"
    assert hows["¶\u00a016\u00a0c25"] == ["doubted", "doubted"], "with the claim that it is read with"
    assert hows["¶\u00a023\u00a0c45"] == ["contradicted"]


def test_an_outside_work_stands_once_beside_a_figure(bundled: Built, words: Strings) -> None:
    [*_, outside] = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).matched
    assert all(one.works and len(one.works) == len(set(one.works)) for one in outside.matches)


def test_figures_held_against_each_other_say_in_short_why(bundled: Built, words: Strings) -> None:
    [odds, seeming, _] = figures_view(whole(figures(bundled.corpus)), bundled.corpus, words).matched
    shown = html.unescape(page(bundled, addresses.FIGURES))
    for one in odds.matches:
        assert one.verdict == bundled.corpus.relations[one.relation].in_short
        assert f"{one.verdict} <a" in shown
    assert [one.verdict.partition(":")[0].partition(";")[0] for one in seeming.matches] == [
        "different time",
        "different measure",
    ]


def test_what_a_figure_counts_is_told_once_in_the_table_and_an_accusation_each_time(bundled: Built) -> None:
    shown = page(bundled, addresses.FIGURES)
    table = html.unescape(shown.partition('<table class="glance matched">')[2].partition("</table>")[0])
    entries = re.findall(r'href="\.\./briefs/([^"]*)">[^<]*</a> <span class="row-words">(.*?)</span>', table)
    claims = {address: bundled.corpus.claims[address.replace("/index.html", "")] for address, _ in entries}
    assert len(entries) > len(claims) + 3
    for address, linked in claims.items():
        assert linked.claim.quantity
        told = [linked.claim.quantity.counts in words for one, words in entries if one == address]
        assert told == [True] + [False] * (len(told) - 1), address
        assert all("accuses" in words for one, words in entries if one == address and linked.claim.accuses), address


def contradicted(built: Built, words: Strings) -> tuple[FigureView, ...]:
    return figures_view(whole(figures(built.corpus)), built.corpus, words).contradicted


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
    [one] = against(attacks, bundled.corpus, words)
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


@pytest.mark.parametrize(("value", "top"), [(11500, 12000), (5, 6), (4600, 6000), (0.3, 0.32), (40, 40), (0, 4)])
def test_an_axis_ends_at_a_value_that_reads_well(value: float, top: float) -> None:
    assert nice(value) == pytest.approx(top)
    assert nice(value) >= value
