"""Rules on what a claim records: by its class, of its figure, of its forecast and the wording it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.check.ids import FiledBrief
from crossbrief.passage import words_of
from crossbrief.problem import Problem
from crossbrief.schema.claim import Claim, Quantity
from crossbrief.schema.docs import field_docs
from crossbrief.yamlfile import Loc

WORDING_WORDS = 6
EVENT_WORDS = 10
REASON_WORDS = 8
"""The most words of a forecast and of its outcome in short: a line of a table, so that many are read in a minute."""
_NAMELESS = ("experts", "named experts", "unnamed experts", "observers", "sources")
_BOUND_KEYS = ("low", "high", "best", "in_words")
_BOUNDS = {
    "exact": {"best"},
    "about": {"best"},
    "more-than": {"low"},
    "at-least": {"low"},
    "range": {"low", "high"},
    "verbal": {"in_words"},
    "trend": {"in_words"},
}


def records_by_class(brief: FiledBrief) -> Iterator[Problem]:
    """A forecast, a recommendation and an estimate carry their records; no other class carries the first two."""
    for n, claim in enumerate(brief.record.claims):
        needs = {"forecast": "forecast", "recommendation": "recommendation", "estimate": "quantity"}.get(claim.class_)
        misfits = [key for key in ("forecast", "recommendation") if claim.class_ != key and getattr(claim, key)]
        if needs and not misfits and getattr(claim, needs) is None:
            example = field_docs(Claim)[needs].example
            yield brief.document.problem(
                ("claims", n, "class"),
                "record-missing",
                f"claim `{claim.id}` is of class `{claim.class_}` but has no `{needs}`",
                f"add one, for example `{needs}: {example}`; or choose another class",
            )
        for key in misfits:
            yield Problem(
                brief.document.key("claims", n, key),
                "record-out-of-class",
                f"claim `{claim.id}` is of class `{claim.class_}` but has a `{key}`",
                f"make it `class: {key}`, or take the record out",
            )


def credibility_of_information(brief: FiledBrief) -> Iterator[Problem]:
    """Admiralty credibility grades information: a stated fact or an estimate, nothing else."""
    for n, claim in enumerate(brief.record.claims):
        if claim.credibility and claim.class_ not in ("stated-fact", "estimate"):
            yield Problem(
                brief.document.key("claims", n, "credibility"),
                "credibility-of-opinion",
                f"claim `{claim.id}` is of class `{claim.class_}`, which has no credibility grade",
                "take it out; only stated facts and estimates are graded 1 to 6",
            )


def short_wording(brief: FiledBrief) -> Iterator[Problem]:
    """The source's words are recorded in six at most."""
    for n, claim in enumerate(brief.record.claims):
        found: list[tuple[str, Loc]] = [
            (one.words, ("claims", n, "wording", m, "words")) for m, one in enumerate(claim.wording)
        ]
        found += [(words, ("claims", n, "loaded", m)) for m, words in enumerate(claim.loaded)]
        found += [(words, ("claims", n, "as_named", entity)) for entity, words in claim.as_named.items()]
        if claim.stance and claim.stance.shown_by:
            found.append((claim.stance.shown_by, ("claims", n, "stance", "shown_by")))
        for words, loc in found:
            if len(words_of(words)) > WORDING_WORDS:
                yield brief.document.problem(
                    loc,
                    "wording-too-long",
                    f"these are {len(words_of(words))} words of the source's; expected {WORDING_WORDS} at most",
                    "keep the words that matter most",
                )


def quantity_bounds(brief: FiledBrief) -> Iterator[Problem]:
    """A figure has the bounds of its form and no others, a time, and a root that is more than nameless experts."""
    for n, claim in enumerate(brief.record.claims):
        if claim.quantity:
            yield from _quantity(brief, claim, claim.quantity, ("claims", n, "quantity"))


def _quantity(brief: FiledBrief, claim: Claim, quantity: Quantity, loc: Loc) -> Iterator[Problem]:
    given = {key for key in _BOUND_KEYS if getattr(quantity, key) is not None}
    wanted = _BOUNDS[quantity.form]
    if quantity.form not in ("verbal", "trend"):
        given.discard("in_words")
    if given != wanted:
        both, here = (" and ".join(f"`{key}`" for key in _BOUND_KEYS if key in keys) for keys in (wanted, given))
        yield brief.document.problem(
            (*loc, "form"),
            "quantity-bounds",
            f"a figure of form `{quantity.form}` has {both} and no other bound; this one has {here or 'none'}",
            f"give {both}, or choose another form",
        )
    elif quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        message = f"`low` is {quantity.low:g}, which is above `high`, {quantity.high:g}"
        yield brief.document.problem((*loc, "low"), "quantity-bounds", message, "let the two change places")
    if (quantity.as_of is None) == (quantity.over is None):
        found = "both `as_of` and `over`" if quantity.over else "neither `as_of` nor `over`"
        yield Problem(
            brief.document.key(*loc),
            "quantity-time",
            f"the figure of claim `{claim.id}` has {found}; expected one of the two",
            "give `as_of:` for a moment, such as `2022-09`, or `over:` for a span, such as `2015/2024`",
        )
    if quantity.root.who.lower().startswith(_NAMELESS):
        yield brief.document.problem(
            (*loc, "root"),
            "nameless-root",
            f"`{quantity.root.who}` can't be the root of a figure",
            "name the author or the body that the figure comes from, with `basis: inferred` where the source does not say",
        )


def read_together(brief: FiledBrief) -> Iterator[Problem]:
    """A claim is not read with itself."""
    for n, claim in enumerate(brief.record.claims):
        if claim.id in claim.read_with:
            yield brief.document.problem(
                ("claims", n, "read_with"),
                "read-with-itself",
                f"claim `{claim.id}` is read with itself; expected another claim",
                "name the claim without which this one misleads",
            )


def forecasts(brief: FiledBrief) -> Iterator[Problem]:
    """An outcome follows from its condition and its evidence; a scenario counts only where a likelihood is attached."""
    attached = {other for claim in brief.record.claims if claim.forecast for other in claim.forecast.likelihood_of}
    for n, claim in enumerate(brief.record.claims):
        forecast = claim.forecast
        if not forecast:
            continue
        loc: Loc = ("claims", n, "forecast")
        outcome = forecast.outcome
        if forecast.modality == "imagined" and claim.id not in attached and not forecast.likelihood_of:
            yield brief.document.problem(
                (*loc, "modality"),
                "scenario-alone",
                f"claim `{claim.id}` is an imagined scenario to which no likelihood is attached",
                "make it a judgement, or name it in the `likelihood_of:` of the claim that gives its likelihood",
            )
        if forecast.if_ and forecast.if_.relation == "counterfactual":
            yield brief.document.problem(
                (*loc, "if", "relation"),
                "counterfactual-forecast",
                "a counterfactual about past or present is not a forecast",
                "make the claim a judgement and take the forecast record out",
            )
        found = "the one here was met" if forecast.if_ else "the forecast has none"
        if outcome.is_ == "condition-not-met" and (forecast.if_ is None or forecast.if_.status == "met"):
            yield brief.document.problem(
                (*loc, "outcome", "is"),
                "outcome-without-condition",
                f"the outcome says that a condition never came, but {found}",
                "write `if:` with its text and `status: not-met`, or choose another outcome",
            )
        roots = {ref.slug for ref in outcome.claims}
        if outcome.is_ in ("came-true", "did-not") and not outcome.references and len(roots) < 2:
            yield brief.document.problem(
                (*loc, "outcome", "is"),
                "outcome-unsupported",
                f"`{outcome.is_}` needs an outside reference or claims of two sources, and has neither",
                "add `references:` or `claims:`, or say `open` or `cannot-be-judged`",
            )
        if outcome.is_ in ("came-true", "partly") and outcome.mechanism is None:
            yield brief.document.problem(
                (*loc, "outcome", "is"),
                "outcome-mechanism",
                f"`{outcome.is_}` does not say by what mechanism",
                "add `mechanism:` with `as-argued`, `otherwise` or `not-shown`",
            )
        if outcome.is_ not in ("came-true", "partly") and outcome.mechanism is not None:
            yield Problem(
                brief.document.key(*loc, "outcome", "mechanism"),
                "outcome-mechanism",
                f"`{outcome.is_}` has no mechanism; only what came true, wholly or in part, has one",
                "take `mechanism:` out, or choose another outcome",
            )


def forecasts_in_short(brief: FiledBrief) -> Iterator[Problem]:
    """A forecast and the reason of its outcome, where they are given in short too, can be taken in at a glance.

    Words are what space divides: IS-K and 10,000 are one each.
    """
    for n, claim in enumerate(brief.record.claims):
        event = claim.forecast.in_short if claim.forecast else None
        count = len((event or "").split())
        if count > EVENT_WORDS:
            yield brief.document.problem(
                ("claims", n, "forecast", "in_short"),
                "event-too-long",
                f"the forecast in short has {count} words; expected {EVENT_WORDS} at most",
                "keep what is to happen with its hedge and its condition; the whole stands in `text:`",
            )
        reason = claim.forecast.outcome.in_short if claim.forecast else None
        count = len((reason or "").split())
        if count > REASON_WORDS:
            yield brief.document.problem(
                ("claims", n, "forecast", "outcome", "in_short"),
                "reason-too-long",
                f"the reason in short has {count} words; expected {REASON_WORDS} at most",
                "keep what decided the matter; the whole stands in `because:`",
            )


RULES = (
    records_by_class,
    credibility_of_information,
    short_wording,
    quantity_bounds,
    read_together,
    forecasts,
    forecasts_in_short,
)
