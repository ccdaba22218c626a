"""The tables of the site as CSV: the same rows as the pages show, for other tools.

In: a linked corpus. Out: paths and bytes (RFC 4180, UTF-8, line feeds). A claim stands in its attributed form only. A cell
that a spreadsheet would run as a formula is led by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from crossbrief import addresses
from crossbrief.attribution import accusation_away, attributed, chain_words
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.strings import Strings
from crossbrief.views.claim import forecast_view, quantity_view
from crossbrief.views.common import places
from crossbrief.views.matrix import row_view
from crossbrief.views.quantity import bounds, quantified

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian keyboards with it (OWASP, CSV injection)."""
Row = tuple[str, ...]


def tables(corpus: Corpus, t: Strings) -> Iterator[tuple[str, bytes]]:
    """Every table that the corpus has rows for."""
    found = {
        "matrix": _matrix(corpus, t),
        "claims": _claims(corpus, t),
        "relations": _relations(corpus),
        "forecasts": _forecasts(corpus, t),
        "quantities": _quantities(corpus, t),
        "timeline": _timeline(corpus),
    }
    for name, rows in found.items():
        listed = list(rows)
        if len(listed) > 1:
            yield addresses.table(name), as_csv(listed)


def as_csv(rows: Iterable[Row]) -> bytes:
    """Rows as CSV; the first is the head."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(tuple(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row) for row in rows)
    return text.getvalue().encode("utf-8")


def _matrix(corpus: Corpus, t: Strings) -> Iterator[Row]:
    yield ("question", "source", "cell", "positions", "voice", "manner", "wording", "claims", "nearest")
    for row in (row_view(question, corpus.briefs, corpus, t) for question in corpus.questions.values()):
        ident = row.question.address.split("/")[1]
        for cell in row.cells:
            source = cell.mark.address.split("/")[1]
            for stand in cell.stands:
                manner = "implied" if stand.implied else "explicit"
                claims = " ".join(link.words for link in stand.claims)
                positions = " ".join(stand.position_ids)
                yield (
                    ident,
                    source,
                    "answered",
                    positions,
                    stand.speaker or "author",
                    manner,
                    stand.wording,
                    claims,
                    "",
                )
            if not cell.stands:
                yield (ident, source, cell.kind, "", "", "", "", "", cell.nearest)


def _voice(linked: LinkedClaim, t: Strings) -> str:
    return chain_words(linked.speakers, t) if linked.speakers else t("the_author")


def _claims(corpus: Corpus, t: Strings) -> Iterator[Row]:
    yield ("claim", "source", "class", "voice", "stance", "place", "accuses", "attributed_form")
    for address, linked in corpus.claims.items():
        claim = linked.claim
        stance = claim.stance.is_ if claim.stance else ""
        accuses = " ".join(claim.accuses)
        yield (
            address,
            linked.slug,
            claim.class_,
            _voice(linked, t),
            stance,
            places(linked),
            accuses,
            attributed(linked, t),
        )


def _relations(corpus: Corpus) -> Iterator[Row]:
    yield ("relation", "type", "from", "to", "question", "actor", "place", "time", "measure", "drawn_by", "because")
    for one in corpus.relations.values():
        near = one.comparable
        yield (
            one.id, one.type, one.from_, one.to, one.question or "", near.actor, near.place, near.time, near.measure, one.drawn_by, one.because,
        )  # fmt: skip


def _forecasts(corpus: Corpus, t: Strings) -> Iterator[Row]:
    yield ("claim", "voice", "event", "condition", "condition_status", "modality", "basis", "horizon", "wording", "likelihood", "outcome", "mechanism", "because", "judged_on")  # fmt: skip
    for address, linked in corpus.claims.items():
        forecast = linked.claim.forecast
        if forecast:
            view = forecast_view(forecast, linked.slug, corpus, t)
            wording = "; ".join(one.words for one in linked.claim.wording)
            status = forecast.if_.status if forecast.if_ else ""
            yield (
                address, _voice(linked, t), forecast.event, view.condition, status, forecast.modality, forecast.basis, forecast.horizon,
                wording, view.band, forecast.outcome.is_, forecast.outcome.mechanism or "", forecast.outcome.because, forecast.outcome.judged_on.text,
            )  # fmt: skip


def _quantities(corpus: Corpus, t: Strings) -> Iterator[Row]:
    yield (
        "claim",
        "measure",
        "form",
        "low",
        "high",
        "figure",
        "counts",
        "as_of",
        "over",
        "voice",
        "accuses",
        "root",
        "root_basis",
    )
    for linked, quantity in quantified(corpus):
        low, high = (_number(value) for value in bounds(quantity) or (None, None))
        view = quantity_view(quantity, corpus, t)
        as_of, over = (date.text if date else "" for date in (quantity.as_of, quantity.over))
        yield (
            linked.address, quantity.measure or "", quantity.form, low, high, view.figure, quantity.counts, as_of, over,
            _voice(linked, t), accusation_away(linked, t), view.root, quantity.root.basis,
        )  # fmt: skip


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value != int(value) else str(int(value))


def _timeline(corpus: Corpus) -> Iterator[Row]:
    yield ("date", "kind", "what", "id")
    rows = [(b.brief.source.record.issued, "publication", b.brief.source.record.title, b.slug) for b in corpus.briefs]
    rows += [(event.date, "event", event.name, event.id) for event in corpus.events.values()]
    for date, kind, what, ident in sorted(rows, key=lambda row: (row[0].earliest, row[3])):
        yield (date.text, kind, what, ident)
