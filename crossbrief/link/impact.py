"""What of ours rests on what: the way back from a source, a claim or a reference to what would fall with it.

In: a loaded corpus, everything in it named rightly. Out: under each claim and reference the judgements, relations and
outcomes that rest on it; and problems where one of those has not been gone through since something under it was
corrected, disputed or retracted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from crossbrief.edtf import Edtf
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Resting
from crossbrief.link.names import records
from crossbrief.load import Loaded
from crossbrief.problem import Problem
from crossbrief.schema.claim import ForecastRecord
from crossbrief.schema.standing import Standing
from crossbrief.yamlfile import Document, Loc

Key = tuple[str, str]
"""A register, or `claims`, and the id or address in it."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """Something of ours with all that it rests on, and when it was last gone through."""

    resting: Resting
    on: tuple[Key, ...]
    reviewed: Edtf | None
    document: Document
    loc: Loc
    called: str
    review_key: str


def impact(loaded: Loaded, drawn: Collection[str]) -> dict[Key, tuple[Resting, ...]]:
    """By claim or reference: what rests on it directly; of relations only those in `drawn`, by id."""
    found: dict[Key, dict[Resting, None]] = defaultdict(dict)
    for ground in _grounds(loaded):
        if ground.resting.kind == "relations" and ground.resting.id not in drawn:
            continue
        for key in ground.on:
            found[key][ground.resting] = None
    return {key: tuple(resting) for key, resting in found.items()}


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Everything of ours that rests on what no longer stands, and was not gone through since."""
    fallen = _fallen(loaded)
    if not fallen:
        return
    for ground in _grounds(loaded):
        for key in ground.on:
            name, standing = fallen.get(key, ("", None))
            if standing is None or (ground.reviewed and ground.reviewed.latest >= standing.since.earliest):
                continue
            yield ground.document.problem(
                ground.loc,
                "review-needed",
                f"{ground.called} rests on {name}, {standing.is_} since {standing.since.in_words}, and was not gone through since",
                f"read it again, mend it or let it stand, and write `{ground.review_key}: {standing.since.text}` or a later day",
            )
            break


def _fallen(loaded: Loaded) -> dict[Key, tuple[str, Standing]]:
    """Claims and references that no longer stand, by themselves, by their source or by an assumption that they rely on."""
    found: dict[Key, tuple[str, Standing]] = {}
    for assumption in records(loaded, "assumptions"):
        if assumption.state:
            name = f"assumption `{assumption.id}`"
            found |= {("claims", str(ref)): (name, assumption.state) for ref in assumption.relied_on_by}
    for brief in loaded.briefs:
        state = brief.record.source.state
        for claim in brief.record.claims:
            address = f"{brief.slug}#{claim.id}"
            if state:
                found["claims", address] = (f"the source `{brief.slug}`", state)
            if claim.state:
                found["claims", address] = (f"claim `{address}`", claim.state)
    for one in records(loaded, "references"):
        if one.state:
            found["references", str(one.id)] = (f"reference `{one.id}`", one.state)
    return found


def _grounds(loaded: Loaded) -> Iterator[_Ground]:
    for name, called in (("judgements", "judgement"), ("relations", "relation")):
        filed = loaded.registers.get(name)
        for n, one in enumerate(records(loaded, name)):
            assert filed is not None
            claims = (*one.support, *one.contrary) if name == "judgements" else (one.from_, one.to)
            on = _keys(claims, one.references)
            resting = Resting(name, str(one.id))
            yield _Ground(
                resting, on, one.reviewed, filed.document, (name, n, "id"), f"{called} `{one.id}`", "reviewed"
            )
    for brief in loaded.briefs:
        for n, claim in enumerate(brief.record.claims):
            if claim.forecast:
                yield _Ground(
                    Resting("outcomes", f"{brief.slug}#{claim.id}"),
                    _outcome_keys(claim.forecast),
                    claim.forecast.outcome.judged_on,
                    brief.document,
                    ("claims", n, "forecast", "outcome", "judged_on"),
                    f"the outcome of claim `{claim.id}`",
                    "judged_on",
                )


def _outcome_keys(forecast: ForecastRecord) -> tuple[Key, ...]:
    parts = (forecast.outcome, *((forecast.if_,) if forecast.if_ else ()))
    return tuple(key for part in parts for key in _keys(part.claims, part.references))


def _keys(claims: tuple[str, ...], references: tuple[str, ...]) -> tuple[Key, ...]:
    return (*(("claims", str(ref)) for ref in claims), *(("references", str(ident)) for ident in references))
