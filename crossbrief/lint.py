"""Advice on tradecraft: what a sound corpus could do better, after ICD 203 and 206.

In: a loaded corpus without problems, and its rendered files. Out: warnings. A rule is a function from the corpus to
warnings; it speaks only of what an editor can judge in the line it points at, and rather misses a case than names ten
that are none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

from crossbrief import addresses
from crossbrief.check.words import QUOTED, own_texts
from crossbrief.load import Filed, Loaded
from crossbrief.problem import Place, Problem
from crossbrief.vocabulary import LIKELIHOOD_STANDARDS
from crossbrief.yamlfile import Document, Loc

HEDGES = (
    "may", "might", "could", "perhaps", "possibly", "maybe", "presumably", "apparently", "seemingly", "arguably",
    "likely", "unlikely", "probably", "probable", "improbable",
)  # fmt: skip
_TARGET = re.compile(r"\]\([^)]*\)")
"""The address in a Markdown link, which is no word of ours."""
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_HREF = re.compile(r'href="([^"]+)"')


def lint(loaded: Loaded, files: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Every warning, by the rules in their order."""
    found = [warning for rule in RULES for warning in rule(loaded)]
    return [*found, *claims_alone(loaded, files)]


def one_sided_judgements(loaded: Loaded) -> Iterator[Problem]:
    """A key judgement names what speaks against it: claims, or another reading of the same texts (ICD 203)."""
    for register, n, judgement in _records(loaded, "judgements"):
        if judgement.text and not judgement.contrary and not judgement.alternatives:
            yield warning(
                register.document.at("judgements", n, "id"),
                "no-contrary-evidence",
                f"judgement `{judgement.id}` names nothing that speaks against it",
                "list claims that do under `contrary:`, or another reading of the texts under `alternatives:`",
            )


def hedges_in_our_voice(loaded: Loaded) -> Iterator[Problem]:
    """A key judgement on the matter is stated plainly; how likely it is stands apart, in the terms of the standard
    (ICD 203). A judgement on the comparison tells the sources' hedges and is not read for them.
    """
    hedge = _any_of(HEDGES)
    for register, n, judgement in _records(loaded, "judgements"):
        for found in hedge.finditer(_ours(judgement.text or "") if judgement.on == "matter" else ""):
            yield warning(
                _word(register.document, ("judgements", n, "text"), found[0]),
                "hedge-in-our-voice",
                f"`{found[0]}` hedges judgement `{judgement.id}` in our own words",
                "say it plainly, and how likely it is in `likelihood:`; quote the word where it is a source's",
            )


def likelihood_with_confidence(loaded: Loaded) -> Iterator[Problem]:
    """No sentence holds both how likely a thing is and how sure we are of it (ICD 203).

    The reason of a confidence is read as one sentence with its level.
    """
    bands = LIKELIHOOD_STANDARDS[loaded.site.record.likelihood_standard].bands
    term = _any_of(sorted((words for band in bands for words in band.words), key=len, reverse=True))
    for document, loc, text in _judging_texts(loaded):
        for sentence in _SENTENCE_END.split(_ours(text)):
            found = term.search(sentence)
            if found and ("confidence" in loc or _CONFIDENCE.search(sentence)):
                yield warning(
                    _word(document, loc, found[0]),
                    "likelihood-with-confidence",
                    f"`{found[0]}` states a likelihood in one sentence with a confidence",
                    "make two sentences of it, or keep the likelihood in `likelihood:`",
                )


def loaded_words(loaded: Loaded) -> Iterator[Problem]:
    """What a claim records as loaded language stands in no text of ours about that source, but between quotation marks."""
    for brief in loaded.briefs:
        phrases = {str(phrase).lower() for claim in brief.record.claims for phrase in claim.loaded}
        if not phrases:
            continue
        pattern = _any_of(sorted(phrases, key=len, reverse=True), re.IGNORECASE)
        for loc, text in own_texts(brief.document.root):
            for word in dict.fromkeys(found[0] for found in pattern.finditer(_ours(text))):
                yield warning(
                    _word(brief.document, loc, word),
                    "loaded-word",
                    f"`{word}` is recorded as the source's loaded language and stands in our own words",
                    "say it neutrally, or put it in quotation marks",
                )


def missing_summaries(loaded: Loaded) -> Iterator[Problem]:
    """The whole base of sources is described once, and for each question that a source answers (ICD 206)."""
    if loaded.site.record.source_summary is None:
        yield warning(
            loaded.site.document.key("title"),
            "no-source-summary",
            "the settings do not say how good the sources are as a whole",
            "add `source_summary:` with their strengths, weaknesses and gaps",
        )
    answered = {ident for brief in loaded.briefs for ident, one in brief.record.codings.items() if one.stands}
    for register, n, question in _records(loaded, "questions"):
        if question.id in answered and question.source_summary is None:
            yield warning(
                register.document.at("questions", n, "id"),
                "no-source-summary",
                f"question `{question.id}` does not say how good the sources are that answer it",
                "add `source_summary:` with who speaks, how many roots there are and how old they are",
            )


def overdue_outcomes(loaded: Loaded) -> Iterator[Problem]:
    """A forecast whose time was over when the corpus was last gone through is judged, or said to be past judging."""
    reviewed = loaded.site.record.reviewed_on
    for brief in loaded.briefs:
        for n, claim in enumerate(brief.record.claims):
            forecast = claim.forecast
            if not forecast or not forecast.until or forecast.outcome.is_ != "open":
                continue
            if forecast.until.latest < reviewed.earliest:
                yield warning(
                    brief.document.at("claims", n, "forecast", "outcome", "is"),
                    "outcome-overdue",
                    f"forecast `{claim.id}` is of the time until {forecast.until.in_words}, the settings were `reviewed_on` "
                    f"{reviewed.in_words}, and its outcome is still `open`",
                    "look it up and judge it again, or say `cannot-be-judged` where nothing at hand shows it",
                )


RULES = (
    one_sided_judgements,
    hedges_in_our_voice,
    likelihood_with_confidence,
    loaded_words,
    missing_summaries,
    overdue_outcomes,
)


def claims_alone(loaded: Loaded, files: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """A claim is reached from some page other than its brief's: a question, an entity, an event, another brief."""
    reached = {target for path, raw in files if path.endswith(".html") for target in _targets(path, raw)}
    for brief in loaded.briefs:
        if brief.record.status != "published":
            continue
        for n, claim in enumerate(brief.record.claims):
            if addresses.brief(brief.slug, claim.id) not in reached:
                yield warning(
                    brief.document.at("claims", n, "id"),
                    "claim-alone",
                    f"no page but its own brief's leads to claim `{claim.id}`",
                    "name it in a coding or a relation, or give it the entities or events that it is about",
                )


def warning(place: Place, code: str, message: str, help: str) -> Problem:
    """Advice, placed like a problem."""
    return Problem(place, code, message, help, "warning")


def _records(loaded: Loaded, name: str) -> Iterator[tuple[Filed[Any], int, Any]]:
    """The records of a register with their places in it; none where the register has no file."""
    register = loaded.registers.get(name)
    for n, record in enumerate(getattr(register.record, name) if register else ()):
        assert register
        yield register, n, record


def _judging_texts(loaded: Loaded) -> Iterator[tuple[Document, Loc, str]]:
    """Every text in which we judge: key judgements with their reasons and alternatives, and notes."""
    for register, n, judgement in _records(loaded, "judgements"):
        at: Loc = ("judgements", n)
        for key in ("text", "not_judged"):
            yield register.document, (*at, key), getattr(judgement, key) or ""
        for m, other in enumerate(judgement.alternatives):
            yield register.document, (*at, "alternatives", m), other
        if judgement.confidence:
            yield register.document, (*at, "confidence", "because"), judgement.confidence.because
    for brief in loaded.briefs:
        for n, note in enumerate(brief.record.notes):
            yield brief.document, ("notes", n, "text"), note.text


def _any_of(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", flags)


def _ours(text: str) -> str:
    """A text with what is quoted in it, and the addresses of its links, blanked out."""
    for theirs in (QUOTED, _TARGET):
        text = theirs.sub(lambda found: " " * len(found[0]), text)
    return text


def _word(document: Document, loc: Loc, word: str) -> Place:
    """The place of a word, or of several in a row, in the text at `loc`, outside of what `_ours` blanks out."""
    over_lines = r"\s+".join(map(re.escape, word.split()))
    return document.word(loc, rf"\b{over_lines}\b", f"{QUOTED.pattern}|{_TARGET.pattern}")


def _targets(path: str, raw: bytes) -> Iterator[str]:
    """What a page links to on other pages, as paths from the root of the site."""
    folder = posixpath.dirname(path)
    for href in set(_HREF.findall(raw.decode("utf-8"))):
        target = posixpath.normpath(posixpath.join(folder, href))
        if "#" in target and target.split("#")[0] != path:
            yield target
