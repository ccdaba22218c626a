"""Rules on what we draw across sources: relations, forecasts' bands and judgements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossbrief.link.names import records
from crossbrief.load import Loaded
from crossbrief.problem import Problem
from crossbrief.schema.registers import Comparable, Judgement
from crossbrief.vocabulary import LIKELIHOOD_STANDARDS, LikelihoodStandard

REASON_WORDS = 12
"""The most words of a relation's reason in short: two lines of a table."""
NEEDS_EVIDENCE = ("refutes", "confirms", "corrects")


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Every relation, band or judgement that its rule does not allow."""
    yield from _relations(loaded)
    if not loaded.lost.settings:
        yield from _bands(loaded)
        yield from _judgements(loaded)


def _differences(comparable: Comparable) -> list[str]:
    return [key for key in ("actor", "place", "time", "measure") if getattr(comparable, key) == "different"]


def _relations(loaded: Loaded) -> Iterator[Problem]:
    filed = loaded.registers.get("relations")
    for n, relation in enumerate(records(loaded, "relations")):
        assert filed is not None
        loc = ("relations", n)
        if relation.from_ == relation.to:
            yield filed.document.problem(
                (*loc, "to"),
                "relation-to-itself",
                f"relation `{relation.id}` joins a claim to itself",
                "name another claim in `from:` or `to:`",
            )
            continue
        same = relation.from_.slug == relation.to.slug
        if same != (relation.type == "in-tension"):
            joined = "two claims of one source" if same else "claims of two sources"
            yield filed.document.problem(
                (*loc, "type"),
                "tension-across",
                f"relation `{relation.id}` is of type `{relation.type}` but joins {joined}",
                "name a claim of another source, or choose `in-tension`"
                if same
                else "choose another type, or name a claim of the same source",
            )
        if relation.type in NEEDS_EVIDENCE and not relation.references:
            yield filed.document.problem(
                (*loc, "type"),
                "relation-unsupported",
                f"relation `{relation.id}` is of type `{relation.type}` but names no evidence from outside",
                "add `references:`, or choose disputes, qualifies, agrees or updates",
            )
        words = (relation.in_short or "").split()
        if len(words) > REASON_WORDS:
            yield filed.document.problem(
                (*loc, "in_short"),
                "reason-too-long",
                f"the reason in short has {len(words)} words; expected {REASON_WORDS} at most",
                "keep what sets the two apart; the whole stands in `because:`",
            )
        different = _differences(relation.comparable)
        if relation.type == "disputes" and len(different) >= 2:
            yield filed.document.problem(
                (*loc, "comparable"),
                "incomparable",
                f"relation `{relation.id}` disputes, but the two claims differ in {' and '.join(different)}",
                "choose `qualifies` or `updates`, or look again at what is comparable",
            )


def _terms(bands: Iterable[str]) -> str:
    """The terms to choose from. None is proposed: the word with the nearest letters may mean the opposite."""
    return f"its terms: {', '.join(f'`{band}`' for band in bands)}"


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
                    f"{_terms(bands)}; or take `band:` out",
                )
            elif worded_band(wording, standard) != band.id:
                yield brief.document.problem(
                    loc,
                    "band-not-worded",
                    f"no wording recorded from the source says “{band.words[0]}”",
                    "give the source's words as `wording: {words: …, does: hedges}`, or take `band:` out",
                )


def worded_band(wording: str, standard: LikelihoodStandard) -> str | None:
    """The band whose term stands in the wording; of terms within one another (likely, very likely) the longest."""
    found = [
        (len(word), band.id)
        for band in standard.bands
        for word in band.words
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", wording)
    ]
    return max(found)[1] if found else None


def _judgements(loaded: Loaded) -> Iterator[Problem]:
    filed = loaded.registers.get("judgements")
    values = {
        question.id: "values" in question.settled_by and "evidence" not in question.settled_by
        for question in records(loaded, "questions")
    }
    standard = LIKELIHOOD_STANDARDS[loaded.site.record.likelihood_standard]
    for n, judgement in enumerate(records(loaded, "judgements")):
        assert filed is not None
        bands = [band.id for band in standard.bands]
        for key, code, message, help in _judgement(
            judgement, values.get(judgement.question, False), standard.name, bands
        ):
            place = filed.document.at("judgements", n, *([key] if key else []))
            yield Problem(place, code, f"judgement `{judgement.id}` {message}", help)


def _judgement(
    judgement: Judgement, by_values: bool, standard: str, bands: list[str]
) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with a judgement: the key concerned, the code, the message, the help."""
    if bool(judgement.text) == bool(judgement.not_judged):
        found = "both a `text` and `not_judged`" if judgement.text else "neither a `text` nor `not_judged`"
        yield (
            "",
            "judgement-unclear",
            f"has {found}; expected one of the two",
            "write the judgement, or the reason why there is none",
        )
        return
    if judgement.not_judged:
        return
    if by_values:
        help = "take `text:` out, and write `not_judged:` with that as its reason"
        yield "text", "judgement-of-values", "answers a question that is settled by values", help
        return
    if judgement.confidence is None:
        yield (
            "",
            "judgement-incomplete",
            "has no `confidence`",
            "add `confidence: {level: …, because: …}`; the level is high, moderate or low",
        )
    if judgement.on == "matter" and judgement.likelihood is None:
        help = f"add `likelihood:` with a term of {standard} ({', '.join(bands)}), or write `on: comparison`"
        yield "on", "judgement-incomplete", "is on the matter itself but has no likelihood", help
    if judgement.on == "comparison" and judgement.likelihood is not None:
        help = "take it out, or write `on: matter`"
        yield "likelihood", "judgement-incomplete", "is on the comparison of texts, which has no likelihood", help
    elif judgement.likelihood and judgement.likelihood.band not in bands:
        message = f"has a likelihood `{judgement.likelihood.band}`, which is no term of {standard}"
        yield "likelihood", "unknown-band", message, _terms(bands)
    if not judgement.support:
        yield (
            "",
            "judgement-incomplete",
            "names no claim in its support",
            "add `support:` with the claims that speak for it",
        )
