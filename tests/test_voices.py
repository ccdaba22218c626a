"""Voices: who speaks in several sources, where, and what changed."""

from __future__ import annotations

import re

from crossbrief import addresses
from crossbrief.link.voices import heard_as
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.entity import said_by
from crossbrief.views.matrix import tally
from crossbrief.views.question import question_view
from crossbrief.views.recurring import recurring
from tests.rendered import page, whole


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


def test_the_page_of_voices_opens_with_what_changed_of_each_and_with_every_place(
    bundled: Built, words: Strings
) -> None:
    shown = page(bundled, addresses.VOICES)
    table = re.search(r'<table class="glance matched voices-glance">.*?</table>', shown, re.DOTALL)
    assert table
    rows = re.findall(r'<tr><th scope="row">.*?</tr>', table[0], re.DOTALL)
    told = [one for one in bundled.corpus.entities.values() if one.over_time]
    found = recurring(bundled.corpus, words)
    assert sorted(one.id.removeprefix("recurring_") for one in found) == sorted(one.id for one in told)
    for row, voice in zip(rows, found, strict=True):
        assert voice.changed
        assert f'<span class="outcome">{voice.changed}</span>' in row
        for source in voice.sources:
            assert all(f'href="../{claim.address}">{claim.words}</a>' in row for claim in source.claims)
            assert all(name in row for name, _ in source.speakers)
    assert "Zamir Kabulov</span>" in rows[0], "who speaks for a state is named"
    assert shown.index(table[0]) < shown.index('<article class="recurring"')


def test_a_voice_of_which_nothing_more_is_known_leads_to_its_own_page(bundled: Built, words: Strings) -> None:
    shown = page(bundled, addresses.VOICES)
    for one in recurring(bundled.corpus, words):
        more = bool(one.matters or one.relations)
        assert (f'<article class="recurring" id="{one.id}">' in shown) == more
        target = f"#{one.id}" if more else f"../{one.voice.address}"
        assert f'<tr><th scope="row"><a href="{target}">' in shown


def test_an_answer_that_is_implied_is_marked_so_where_a_voice_speaks_twice(bundled: Built, words: Strings) -> None:
    times = [t for one in recurring(bundled.corpus, words) for matter in one.matters for t in matter.answers.times]
    assert {time.implied for time in times} == {True, False}
    shown = page(bundled, addresses.VOICES)
    assert shown.count("∴</abbr> <strong>") == sum(time.implied for time in times)
