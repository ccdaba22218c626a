"""The matrix: it equals its CSV, its links lead to the claims in the order of the article, and a large corpus counts by period."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.strings import Strings
from crossbrief.views.common import COLUMNS
from crossbrief.views.matrix import Count, matrix_view, periods, row_words
from tests.rendered import page, table


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


def test_a_row_says_how_the_sources_stand(words: Strings) -> None:
    count = Count(3, 0, 1, Counter({"a": 2, "b": 1}), Counter())
    assert row_words(count, words) == "Two positions among three sources that answer; one does not address it"


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


def test_on_a_brief_s_page_the_answers_of_the_others_keep_their_speaker_and_the_sign_of_the_implied(
    bundled: Built, words: Strings
) -> None:
    """As the matrix of each other source has them, so that none looks more certain than it is at home."""
    rows = matrix_view(bundled.corpus.questions.values(), bundled.corpus, words).rows
    for n, linked in enumerate(bundled.corpus.briefs):
        shown = page(bundled, addresses.brief(linked.slug))
        lists = re.findall(r'<ul class="others">(.*?)</ul>', shown, re.DOTALL)
        answered = [row for row in rows if row.cells[n].stands]
        assert len(lists) == len(answered) > 5
        for row, found in zip(answered, lists, strict=True):
            stands = [one for m, cell in enumerate(row.cells) if m != n for one in cell.stands]
            assert found.count("∴ ") == sum(one.implied for one in stands)
            assert found.count(": ") == sum(bool(one.speaker) for one in stands)
