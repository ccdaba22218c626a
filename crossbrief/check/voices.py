"""Rules on who speaks: a relayed voice has the author's stance, an accusation has what stands against it."""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.check.ids import FiledBrief
from crossbrief.problem import Problem
from crossbrief.schema.claim import Claim
from crossbrief.schema.coding import Coding


def chains(brief: FiledBrief) -> Iterator[Problem]:
    """The author is not written; the outlet speaks for itself; every other voice carries the author's stance."""
    for n, claim in enumerate(brief.record.claims):
        roles = [link.as_ for link in claim.voice]
        if "author" in roles:
            yield brief.document.problem(
                ("claims", n, "voice", roles.index("author"), "as"),
                "author-in-voice",
                f"claim `{claim.id}` names the author in its voice",
                "leave the author out, and all of `voice:` where nobody else speaks: every chain begins with the author",
            )
            continue
        if "outlet" in roles and len(roles) > 1:
            yield brief.document.problem(
                ("claims", n, "voice", roles.index("outlet"), "as"),
                "outlet-in-chain",
                f"claim `{claim.id}` has the outlet among several voices; the outlet relays nobody",
                "leave the outlet out, or make it the only voice",
            )
            continue
        relayed = bool(roles) and roles != ["outlet"]
        if relayed and claim.stance is None:
            yield Problem(
                brief.document.key("claims", n, "voice"),
                "stance-missing",
                f"claim `{claim.id}` relays a voice without the author's stance",
                "add `stance: relays`, or endorses, distances or rejects with the words that show it",
            )
        if not relayed and claim.stance is not None:
            yield Problem(
                brief.document.key("claims", n, "stance"),
                "stance-without-voice",
                f"claim `{claim.id}` has a stance but relays nobody",
                "add `voice: {who: …, as: …}` with who speaks, or take the stance out",
            )
        if claim.stance and claim.stance.is_ != "relays" and not claim.stance.shown_by:
            yield brief.document.problem(
                ("claims", n, "stance"),
                "stance-unshown",
                f"`{claim.stance.is_}` is said without what shows it",
                "write `{is: " + claim.stance.is_ + ", shown_by: …}` with the author's words, or `relays`",
            )


def accusations(brief: FiledBrief) -> Iterator[Problem]:
    """An accusation says what stands against it, or that nothing was found; so may a declaration, such as a claim of responsibility."""
    for n, claim in enumerate(brief.record.claims):
        if claim.accuses and claim.denial is None:
            yield Problem(
                brief.document.key("claims", n, "accuses"),
                "accusation-alone",
                f"claim `{claim.id}` accuses, and nothing says what stands against it",
                "add `denial: {is: denied, text: …}` with who denies it, where and when, or `denial: none-found`",
            )
        if claim.denial and not claim.accuses and claim.class_ != "declaration":
            yield Problem(
                brief.document.key("claims", n, "denial"),
                "denial-of-nothing",
                f"claim `{claim.id}` has a denial but accuses nobody and declares nothing",
                "add `accuses:`, or take it out",
            )
        elif claim.denial and claim.denial.is_ != "none-found" and not (claim.denial.text or claim.denial.claims):
            yield brief.document.problem(
                ("claims", n, "denial"),
                "denial-unshown",
                f"`{claim.denial.is_}` is said without who says so, where and when",
                "write `{is: " + claim.denial.is_ + ", text: …}`, or name `claims:` that say it",
            )


def stands(brief: FiledBrief) -> Iterator[Problem]:
    """A coding has stands or is silent; one stand at most is the author's; each cites claims of its own voice."""
    voices = {str(claim.id): claim for claim in brief.record.claims}
    for question, coding in brief.record.codings.items():
        loc = ("codings", question)
        if bool(coding.stands) == bool(coding.silent):
            found = "both `stands` and `silent`" if coding.stands else "neither `stands` nor `silent`"
            yield Problem(
                brief.document.key(*loc),
                "coding-unclear",
                f"the coding of `{question}` has {found}; expected one of the two",
                "write `stands: [{positions: …, claims: …}]` with each answer and the claims that carry it, or `silent: {nearest: none}`",
            )
        differing = list(_differing(coding, voices))
        authors = [n for n, stand in enumerate(coding.stands) if stand.voice == "author"]
        if len(authors) > 1 and not {n for n, _, _ in differing} & set(authors):
            yield brief.document.problem(
                (*loc, "stands", authors[1], "voice"),
                "author-twice",
                f"the author answers `{question}` twice",
                "join the two, or give the second its speaker; a move within the article is a `shift`",
            )
        for n, m, spoken in differing:
            stand = coding.stands[n]
            yield brief.document.problem(
                (*loc, "stands", n, "claims", m),
                "voice-differs",
                f"claim `{stand.claims[m]}` is spoken by `{spoken}`, but this answer is given to `{stand.voice}`",
                f"cite a claim of `{stand.voice}`, or write `voice: {spoken}` in an answer of its own",
            )


def _differing(coding: Coding, voices: dict[str, Claim]) -> Iterator[tuple[int, int, str]]:
    """The first claim of each other voice that a stand cites: stand, claim, voice."""
    for n, stand in enumerate(coding.stands):
        told = {str(stand.voice)}
        for m, claim in enumerate(voices.get(ident) for ident in stand.claims):
            if claim is None or any(link.as_ == "author" for link in claim.voice):
                continue
            spoken = str(claim.voice[-1].who) if claim.voice else "author"
            spoken = "outlet" if [link.as_ for link in claim.voice] == ["outlet"] else spoken
            endorsed = claim.stance is not None and claim.stance.is_ == "endorses"
            if spoken not in told and not (stand.voice == "author" and endorsed):
                told.add(spoken)
                yield n, m, spoken


RULES = (chains, accusations, stands)
