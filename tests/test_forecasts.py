"""The ledger of forecasts: each stands in it once, and each resolved one in a line of the digest that leads to its record."""

from __future__ import annotations

import html
import re
from pathlib import Path

from crossbrief import addresses, pipeline
from crossbrief.attribution import lead
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.forecast import RESOLVED, ledger, ledger_view, section_of
from tests.rendered import page, table, whole


def test_the_ledger_holds_every_forecast_once(bundled: Built, words: Strings) -> None:
    view = ledger_view(whole(ledger(bundled.corpus)), bundled.corpus, words)
    entries = [entry.claim.address for section in view.sections for entry in section.entries]
    assert sorted(entries) == sorted(addresses.claim(one.address) for one in ledger(bundled.corpus))
    assert len(table(bundled, "forecasts")) == len(entries)
    assert f"The sources hold {len(entries)} forecasts" in view.summary
    counts = {section.id: len(section.entries) for section in view.sections}
    assert f"{counts['scheduled']} are schedules or pledges" in view.summary
    assert f"Of the others {counts['resolved']} could be resolved" in view.summary


def digest(built: Built) -> str:
    found = re.search(r'<table class="glance matched digest">.*?</table>', page(built, addresses.FORECASTS), re.DOTALL)
    assert found
    return found[0]


def test_a_resolved_forecast_stands_in_a_line_that_leads_to_its_claim_and_its_record(bundled: Built) -> None:
    shown = page(bundled, addresses.FORECASTS)
    rows = re.findall(r"<tr data-outcome.*?</tr>", digest(bundled))
    resolved = [one for one in ledger(bundled.corpus) if section_of(one) == "resolved"]
    for row, linked in zip(rows, resolved, strict=True):
        ident = f"foreseen_{linked.slug}_{linked.claim.id}"
        assert f'href="../{addresses.claim(linked.address)}"' in row
        assert f'href="#{ident}"' in row
        assert f'<article class="ledger-entry" id="{ident}"' in shown, "in full further down"
        assert not linked.speakers or f"{lead(linked, bundled.words)}:</span>" in html.unescape(row), (
            "it says who speaks"
        )
    assert len(rows) > 10


def test_the_digest_stands_in_the_order_in_which_the_first_sentence_counts(bundled: Built) -> None:
    shown = re.findall(r'<tr data-outcome="([^"]+)"', digest(bundled))
    assert shown == sorted(shown, key=RESOLVED.index)
    counts = [int(n) for n in re.findall(r"</span> \((\d+)\)</th>", digest(bundled))]
    assert counts == [shown.count(one) for one in RESOLVED]


def test_the_digest_is_read_in_a_minute(bundled: Built) -> None:
    words = [
        word
        for one in ledger(bundled.corpus)
        if section_of(one) == "resolved" and one.claim.forecast
        for text in (lead(one, bundled.words), one.claim.forecast.in_short, one.claim.forecast.outcome.in_short)
        for word in (text or "").split()
    ]
    assert len(words) <= 220, "under a minute for one who reads 240 words in it"


def test_a_forecast_without_a_short_form_stands_in_the_words_of_its_claim(lanes: Path) -> None:
    gazette = lanes / "briefs/2020-gazette.yaml"
    came = "outcome: {is: did-not, because: It took till March., references: minutes-2020, judged_on: 2026-11-21}"
    text, count = re.subn(r"outcome: \{is: open.*", came, gazette.read_text(encoding="utf-8"))
    assert count == 1
    gazette.write_text(text, encoding="utf-8")
    built = pipeline.make(lanes)
    assert isinstance(built, Built), "\n\n".join(map(str, built))
    [row] = re.findall(r"<tr data-outcome.*?</tr>", digest(built))
    assert "Traffic will be back to normal by Christmas.</a>" in row
    assert "<td>It took till March.</td>" in row


def test_a_forecast_whose_condition_never_came_does_not_say_that_it_came(bundled: Built) -> None:
    for linked in ledger(bundled.corpus):
        forecast = linked.claim.forecast
        if forecast and forecast.outcome.is_ == "condition-not-met":
            assert forecast.if_
            assert forecast.if_.status == "not-met", linked.address


def test_every_resolved_forecast_has_its_event_and_its_reason_in_short(bundled: Built) -> None:
    records = [one.claim.forecast for one in ledger(bundled.corpus) if one.claim.forecast]
    resolved = [one for one in records if one.outcome.is_ in RESOLVED]
    shown = html.unescape(digest(bundled))
    assert all(one.in_short and one.outcome.in_short for one in resolved)
    assert all(one.outcome.references or one.outcome.claims for one in resolved)
    assert all(
        f"{one.in_short}</a>" in shown and f"<td>{one.outcome.in_short}</td>" in shown
        for one in resolved
        if one.basis not in ("schedule", "pledge")
    )
