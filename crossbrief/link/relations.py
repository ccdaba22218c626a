"""Rules on what we draw across sources: relations, forecasts' bands and judgements."""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.link.names import records
from crossbrief.load import Loaded
from crossbrief.problem import Problem, nearest
from crossbrief.schema.registers import Comparable, Judgement
from crossbrief.vocabulary import LIKELIHOOD_STANDARDS

NEEDS_EVIDENCE = ("refutes", "confirms", "corrects")


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Every relation, band or judgement that its rule does not allow."""
    yield from _relations(loaded)
    yield from _bands(loaded)
    yield from _judgements(loaded)


def _differences(comparable: Comparable) -> int:
    return [comparable.actor, comparable.place, comparable.time, comparable.measure].count("different")


def _relations(loaded: Loaded) -> Iterator[Problem]:
    filed = loaded.registers.get("relations")
    for n, relation in enumerate(records(loaded, "relations")):
        assert filed is not None
        loc = ("relations", n)
        same = relation.from_.slug == relation.to.slug
        if same != (relation.type == "in-tension"):
            message = (
                f"relation `{relation.id}` joins claims of one source"
                if same
                else f"relation `{relation.id}` is in tension between two sources"
            )
            yield filed.document.problem(
                (*loc, "type"),
                "tension-across",
                message,
                "`in-tension` is for two claims of one source, and nothing else is",
            )
        if relation.from_ == relation.to:
            yield filed.document.problem(
                (*loc, "to"),
                "relation-to-itself",
                f"relation `{relation.id}` joins a claim to itself",
                "name another claim",
            )
        if relation.type in NEEDS_EVIDENCE and not relation.references:
            yield filed.document.problem(
                (*loc, "type"),
                "relation-unsupported",
                f"`{relation.type}` needs evidence from outside",
                "add `references:`, or choose disputes, qualifies, agrees or updates",
            )
        if relation.type == "disputes" and _differences(relation.comparable) >= 2:
            yield filed.document.problem(
                (*loc, "comparable"),
                "incomparable",
                f"relation `{relation.id}` disputes, but the two differ in {_differences(relation.comparable)} ways",
                "choose `qualifies` or `updates`, or look again at what is comparable",
            )


def _bands(loaded: Loaded) -> Iterator[Problem]:
    standard = LIKELIHOOD_STANDARDS[loaded.site.record.likelihood_standard]
    bands = {band.id: band for band in standard.bands}
    for brief in loaded.briefs:
        for n, claim in enumerate(brief.record.claims):
            if not claim.forecast or claim.forecast.band is None:
                continue
            loc = ("claims", n, "forecast", "band")
            band = bands.get(claim.forecast.band)
            wording = " ".join(one.words.lower() for one in claim.wording)
            if band is None:
                yield brief.document.problem(
                    loc,
                    "unknown-band",
                    f"`{claim.forecast.band}` is no term of {standard.name}",
                    nearest(claim.forecast.band, bands, among="terms"),
                )
            elif not any(word in wording for word in band.words):
                yield brief.document.problem(
                    loc,
                    "band-not-worded",
                    f"the source's recorded wording is not “{band.words[0]}”",
                    "give the wording under `wording:`, or take the band out: then none is stated",
                )


def _judgements(loaded: Loaded) -> Iterator[Problem]:
    filed = loaded.registers.get("judgements")
    values = {
        question.id: "values" in question.settled_by and "evidence" not in question.settled_by
        for question in records(loaded, "questions")
    }
    standard = LIKELIHOOD_STANDARDS[loaded.site.record.likelihood_standard]
    for n, judgement in enumerate(records(loaded, "judgements")):
        assert filed is not None
        for code, message, help in _judgement(
            judgement, values.get(judgement.question, False), [b.id for b in standard.bands]
        ):
            yield filed.document.problem(("judgements", n), code, f"judgement `{judgement.id}` {message}", help)


def _judgement(judgement: Judgement, by_values: bool, bands: list[str]) -> Iterator[tuple[str, str, str]]:
    if bool(judgement.text) == bool(judgement.not_judged):
        yield (
            "judgement-unclear",
            "must have a `text` or be `not_judged`, one of the two",
            "write the judgement, or the reason why there is none",
        )
        return
    if judgement.not_judged:
        return
    if by_values:
        yield (
            "judgement-of-values",
            "answers a question that is settled by values",
            "write `not_judged:` with that as its reason",
        )
    if judgement.confidence is None:
        yield "judgement-incomplete", "has no `confidence`", "add `confidence: {level: …, because: …}`"
    if (judgement.on == "matter") != (judgement.likelihood is not None):
        yield (
            "judgement-incomplete",
            "has a likelihood only where it is on the matter itself, and then always",
            "add `likelihood:` or take it out, or change `on:`",
        )
    if judgement.likelihood and judgement.likelihood.band not in bands:
        yield (
            "unknown-band",
            f"has a likelihood `{judgement.likelihood.band}`, no term of the site's standard",
            nearest(judgement.likelihood.band, bands, among="terms"),
        )
    if not judgement.support:
        yield "judgement-incomplete", "names no claim in its support", "add `support:`"
