"""Rules on quotation: no phrase of a source is longer, and no source is quoted more, than the settings allow.

What a brief quotes in all is counted against the private copy by `verify`, and the lock keeps the number. Of a source that
was never proved it is the plain sum of its phrases, which counts a word as often as it is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crossbrief.check.claims import WORDING_WORDS
from crossbrief.check.ids import FiledBrief
from crossbrief.check.places import ANCHOR_WORDS
from crossbrief.load import Loaded
from crossbrief.problem import Problem
from crossbrief.quotation import Phrase, declared
from crossbrief.schema.site import QuotationLimits

OF_CLAIMS = max(ANCHOR_WORDS[1], WORDING_WORDS)
"""What the rules on anchors and wording allow a claim's phrase; they tell of a longer one."""


def within_limits(brief: FiledBrief, loaded: Loaded) -> Iterator[Problem]:
    """The phrases that a brief declares, each alone and all together."""
    limits, proof = loaded.site.record.quotation, loaded.lock.sources.get(brief.slug)
    if brief.gathered.longest > limits.longest:
        phrases = [one for one in declared(brief.record) if one.loc[0] != "claims" or one.length <= OF_CLAIMS]
        yield from too_long(brief, phrases, limits)
    quoted = proof.quoted.words if proof and proof.quoted else brief.gathered.words
    words = proof.words if proof else brief.record.source.copy.words
    most = min(limits.words, words * limits.percent // 100)
    if quoted > most:
        yield brief.document.problem(
            ("source", "copy", "words"),
            "quotation-budget",
            f"{quoted} words of this source's {words} are quoted; expected {most} at most "
            f"({limits.words} words and {limits.percent} per cent of a source)",
            "shorten anchors and recorded wording, or give the sense in your own words; then run `verify`, "
            "which counts a word once that is quoted twice",
        )


def too_long(brief: FiledBrief, phrases: Iterable[Phrase], limits: QuotationLimits) -> Iterator[Problem]:
    """Each phrase that has more words in a row than the settings allow."""
    for phrase in phrases:
        if phrase.length > limits.longest:
            yield brief.document.problem(
                phrase.loc,
                "quotation-too-long",
                f"these are {phrase.length} words of the source's in a row; expected {limits.longest} at most",
                "keep the words that matter most, or give the sense in your own words",
            )
