"""Rules on codings: every question that could be asked is coded in every published brief, and as the question allows."""

from __future__ import annotations

from collections.abc import Iterator

from crossbrief.link.names import records
from crossbrief.load import Filed, Loaded
from crossbrief.problem import Problem, closest, nearest
from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import Question


def in_scope(question: Question, brief: Brief) -> bool:
    """Whether the question could be asked when the source was written."""
    return question.askable is None or question.askable.meets(brief.source.record.issued)


def problems(loaded: Loaded) -> Iterator[Problem]:
    """Every coding that is missing or that its question does not allow."""
    questions = {str(question.id): question for question in records(loaded, "questions")}
    known = {ident: [str(one.id) for one in question.positions] for ident, question in questions.items()}
    for brief in loaded.briefs:
        coded = brief.record.codings
        meant = {closest(ident, questions) for ident in coded if ident not in questions}
        askable = [ident for ident, question in questions.items() if in_scope(question, brief.record)]
        missing = [ident for ident in askable if ident not in coded and ident not in meant]
        if missing and brief.record.status == "published":
            several = len(missing) > 1
            positions = [f"`{position.id}`" for position in questions[missing[0]].positions]
            stands = (
                f"`stands: [{{positions: {positions[0].strip('`')}, claims: …}}]` (positions: {', '.join(positions)})"
            )
            yield Problem(
                brief.document.key("codings"),
                "not-coded",
                f"question{'s' * several} {', '.join(f'`{ident}`' for ident in missing)} {'are' if several else 'is'} not coded in this brief",
                f"add `{missing[0]}:` under `codings:` with {stands}, or `silent: {{nearest: none}}`; or write `status: draft`",
            )
        for ident, question in questions.items():
            if ident in coded and ident not in askable:
                askable_when, issued = question.askable, brief.record.source.record.issued
                yield Problem(
                    brief.document.key("codings", ident),
                    "out-of-scope",
                    f"`{ident}` can be asked only {askable_when and askable_when.in_words}, and the source is of {issued.in_words}",
                    "take the coding out; the site says that it is out of scope",
                )
        yield from _positions(brief, questions, known)


def _positions(brief: Filed[Brief], questions: dict[str, Question], known: dict[str, list[str]]) -> Iterator[Problem]:
    for ident, coding in brief.record.codings.items():
        question = questions.get(ident)
        if question is None:
            continue
        for n, stand in enumerate(coding.stands):
            loc = ("codings", ident, "stands", n, "positions")
            for m, position in enumerate(stand.positions):
                if position not in known[ident]:
                    yield brief.document.problem(
                        (*loc, m),
                        "unknown-position",
                        f"`{position}` is no position of `{ident}`",
                        nearest(position, known[ident], "position", "positions"),
                    )
            for position, claims in stand.claims_for.items():
                if position not in stand.positions:
                    yield Problem(
                        brief.document.key("codings", ident, "stands", n, "claims_for", position),
                        "unknown-position",
                        f"`{position}` is not among the positions of this answer",
                        nearest(position, stand.positions, "position", "its positions"),
                    )
                for m, claim in enumerate(claims):
                    if claim not in stand.claims:
                        yield brief.document.problem(
                            ("codings", ident, "stands", n, "claims_for", position, m),
                            "unknown-claim",
                            f"`{claim}` is not among the claims of this answer",
                            nearest(claim, stand.claims, "claim", "its claims") + "; or name it in `claims:` too",
                        )
            if question.choose == "one" and len(stand.positions) > 1:
                yield brief.document.problem(
                    loc,
                    "too-many-positions",
                    f"`{ident}` takes one position of a voice, and here are {len(stand.positions)}",
                    "choose one; say what qualifies it under `because:`",
                )
