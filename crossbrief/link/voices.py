"""Whose voice is heard in a claim, and which voices more than one source passes on.

In: a claim, or a loaded corpus. Out: the id of the actor that speaks last in the claim's chain. What an official says is
his state's word, and a speaker without a name is heard as the actor that the brief says he speaks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from crossbrief.link.names import records
from crossbrief.link.roots import state_of
from crossbrief.load import Loaded
from crossbrief.problem import Problem
from crossbrief.schema.claim import Claim
from crossbrief.schema.registers import Entity

CHANGE_WORDS = 4
"""The most words of what changed in short: a verdict that stands under the voice's name."""


def heard_as(claim: Claim, entities: Mapping[str, Entity]) -> str:
    """The actor whose voice a claim passes on; empty where it is the author's, the outlet's or nobody's that is known."""
    if not claim.voice or claim.voice[0].as_ == "outlet":
        return ""
    last = claim.voice[-1]
    ident = last.who.entity or last.speaks_for
    return state_of(ident, entities) if ident else ""


def speaks(ident: str, claim: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether an actor speaks last in a claim's chain, itself or through somebody who speaks for it."""
    return bool(claim.voice) and (claim.voice[-1].who.entity == ident or heard_as(claim, entities) == ident)


def problems(loaded: Loaded) -> Iterator[Problem]:
    """What changed in a voice over time is told only of one that two sources or more pass on, and in short in a few words."""
    entities = {str(one.id): one for one in records(loaded, "entities")}
    if not any(one.over_time for one in entities.values()):
        return
    heard: dict[str, set[str]] = defaultdict(set)
    for brief in loaded.briefs:
        for claim in brief.record.claims:
            heard[heard_as(claim, entities)].add(brief.slug)
    filed = loaded.registers["entities"]
    for n, entity in enumerate(entities.values()):
        if entity.over_time and len(heard[entity.id]) < 2:
            sources = "1 source" if heard[entity.id] else "no source"
            yield filed.document.problem(
                ("entities", n, "over_time"),
                "voice-not-recurring",
                f"`over_time` tells what changed in the words of `{entity.id}`, which {sources} passes on",
                "take it out; it is for a voice that two sources or more pass on, under its own name or through "
                "somebody who speaks for it",
            )
        words = (entity.over_time.in_short or "").split() if entity.over_time else []
        if len(words) > CHANGE_WORDS:
            yield filed.document.problem(
                ("entities", n, "over_time", "in_short"),
                "change-too-long",
                f"the change in short has {len(words)} words; expected {CHANGE_WORDS} at most",
                "say whether it is the same and, where not, in what it differs; the rest stands in `text:`",
            )
