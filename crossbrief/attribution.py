"""Who says it: the lead that stands before a claim, and the form of a claim that travels alone.

In: a linked claim. Out: words. A claim that relays a voice or accuses never stands without its lead; these functions
are the only makers of it, and `proof.py` looks for it in everything that is rendered.
"""

from __future__ import annotations

from crossbrief.link.corpus import LinkedClaim, Speaker
from crossbrief.strings import Strings


def chain_words(speakers: tuple[Speaker, ...], t: Strings) -> str:
    """The chain from the one who speaks inwards to the author. Example: Pakistan and Iran, as told by Volodin"""
    first, *inner = reversed(speakers)
    return first.name + "".join(t("as_told_by", name=_inside(speaker, t)) for speaker in inner)


def _inside(speaker: Speaker, t: Strings) -> str:
    """A speaker's name inside a sentence; an entity's name stays as it is."""
    name = speaker.name
    plain = speaker.entity is None and name.split()[0] in t.words("lower_inside")
    return name[0].lower() + name[1:] if plain else name


def lead(linked: LinkedClaim, t: Strings) -> str:
    """Who speaks, for the place before the claim's text; empty where the author speaks and accuses nobody."""
    if linked.speakers:
        return t("the_outlet") if linked.speakers[0].role == "outlet" else chain_words(linked.speakers, t)
    return t("the_author") if linked.accused else ""


def lead_away(linked: LinkedClaim, t: Strings) -> str:
    """The lead of a claim away from its brief: always a speaker, and the source."""
    return t("in_source", who=lead(linked, t) or t("the_author"), source=linked.source.words)


def accusation(linked: LinkedClaim, t: Strings) -> str:
    """What follows an accusation everywhere: whom, and that it is not established here; so too a contested declaration."""
    if not linked.accused:
        return t("declared") if linked.claim.denial else ""
    return t("accuses", names=t.listing([entity.name for entity in linked.accused]))


def accusation_away(linked: LinkedClaim, t: Strings) -> str:
    """The same away from the brief, where what stands against it must be in the same view."""
    if not linked.claim.denial:
        return accusation(linked, t)
    against = t(f"denial_{linked.claim.denial.is_.replace('-', '_')}")
    return t("accuses_and", accusation=accusation(linked, t), against=against)


def attributed(linked: LinkedClaim, t: Strings) -> str:
    """The attributed form: speaker, source, text, and the mark of an accusation, in one line of plain text."""
    line = f"{lead_away(linked, t)}: {linked.claim.text}"
    return f"{line} [{accusation_away(linked, t)}]" if accusation(linked, t) else line
