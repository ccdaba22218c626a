"""The ledger of forecasts: each stands in it once, and each resolved one in a line of the digest that leads to its record."""

from __future__ import annotations

import html
import re

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.forecast import RESOLVED, forecasts, ledger, ledger_view
from tests.rendered import page, table, whole


def test_the_ledger_holds_every_forecast_once(bundled: Built, words: Strings) -> None:
    view = ledger_view(whole(ledger(bundled.corpus)), bundled.corpus, words)
    entries = [entry.claim.address for section in view.sections for entry in section.entries]
    assert sorted(entries) == sorted(addresses.claim(one.address) for one in forecasts(bundled.corpus))
    assert len(table(bundled, "forecasts")) == len(entries)
    assert f"The sources hold {len(entries)} forecasts" in view.summary
    counts = {section.id: len(section.entries) for section in view.sections}
    assert f"{counts['scheduled']} are schedules or pledges" in view.summary
    assert f"Of the others {counts['resolved']} could be resolved" in view.summary


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
