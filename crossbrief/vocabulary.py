"""The fixed words of the schema and what each means: the method page and the JSON Schema are made from here.

Each vocabulary is a tuple of terms in the order in which a reader meets them. The literal types beside the
schema's fields name the same words; a test holds the two equal.
"""

from __future__ import annotations

from crossbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary: what an author writes, what a reader sees, what it means."""

    id: str
    label: str
    meaning: str


CLAIM_CLASSES = (
    Term(
        "stated-fact",
        "stated as fact",
        "One observation or document could check it. Put as established by whoever speaks; not vouched for by us.",
    ),
    Term("estimate", "estimate", "It holds an amount, or a trend in one."),
    Term("assumption", "assumption", "It is not argued for, and another claim would fall without it."),
    Term("judgement", "judgement", "It weighs, explains, compares, or ascribes a motive or a cause."),
    Term("forecast", "forecast", "It is about a time after the writing."),
    Term("recommendation", "recommendation", "It tells somebody what to do."),
    Term(
        "declaration",
        "declaration",
        "The point is that an actor put it on record: a pledge, threat, denial, offer or claim of responsibility. The saying is reported, not its truth.",
    ),
)
ROLES = (
    Term("author", "the author", "Whoever wrote the source, named or not."),
    Term("outlet", "the outlet", "The publication itself, in a headline, standfirst or caption."),
    Term("official", "official", "A person who speaks for a state or one of its bodies."),
    Term("government", "government", "A state or one of its bodies, without a named person."),
    Term("armed-group", "armed group", "A group under arms, or its spokesman."),
    Term("named-expert", "named expert", "A named person who is quoted for what they know."),
    Term("unnamed-expert", "unnamed expert", "Experts without a name. Never the root of a figure or a fact."),
    Term("media", "media", "News media, named or not, that the source cites."),
    Term("publication", "publication", "A report, study or document that the source cites."),
    Term("detainee", "detainee", "A person in custody. That the statement was coerced can't be excluded."),
    Term("collective", "collective", "A body of opinion: the region, the participants, observers."),
    Term("unattributed", "unattributed", "Somebody whom the source does not name at all."),
)
FORMS = (
    Term("verbatim", "quoted", "The source gives the speaker's words."),
    Term("paraphrase", "paraphrased", "The source gives the speaker's sense in its own words."),
)
STANCES = (
    Term("endorses", "endorses", "The author takes the speaker's side, and the words show it."),
    Term("relays", "relays", "The author passes it on without a mark for or against."),
    Term("distances", "keeps a distance", "The author marks a doubt, and the words show it."),
    Term("rejects", "rejects", "The author says that it is wrong."),
)
HEDGING = (
    Term("hedges", "hedges", "The words make the claim weaker."),
    Term("boosts", "boosts", "The words make the claim stronger."),
)
QUANTITY_FORMS = (
    Term("exact", "exactly", "One figure, given as exact."),
    Term("about", "about", "One figure, given as near."),
    Term("more-than", "more than", "A lower bound; the true figure is open above it."),
    Term("at-least", "at least", "A lower bound, included."),
    Term("range", "from … to", "Two bounds."),
    Term("verbal", "in words", "An amount in words, without a figure."),
    Term("trend", "a trend", "A rise or a fall, without a figure."),
)
FORECAST_MODALITIES = (
    Term("possible", "possible", "It may happen."),
    Term("expected", "expected", "It is more likely than not, or simply foreseen."),
    Term("certain", "certain", "It will happen."),
    Term(
        "imagined",
        "imagined",
        "A scenario drawn up to be looked at; in the ledger only where a likelihood is attached elsewhere.",
    ),
)
FORECAST_BASES = (
    Term("schedule", "a schedule", "A date already set by somebody."),
    Term("pledge", "a pledge", "Somebody promised it."),
    Term("trend", "a trend", "What has been happening goes on."),
    Term("argument", "an argument", "Reasons are given."),
    Term("expertise", "expertise", "Somebody is cited as one who knows."),
    Term("none", "none given", "No basis is given."),
)
OUTCOMES = (
    Term("came-true", "came true", "It happened as said."),
    Term("did-not", "did not come true", "The time passed, or the opposite happened."),
    Term("partly", "came true in part", "A part of it happened."),
    Term("condition-not-met", "its condition never came", "It was tied to a condition that did not arise."),
    Term("open", "open", "It can still be settled."),
    Term("cannot-be-judged", "cannot be judged", "It is too vague, or nothing at hand shows it."),
)
RELATION_TYPES = (
    Term("supports", "supports", "Gives reasons or evidence for the other (CiTO supports)."),
    Term("agrees", "agrees with", "Says the same on its own account (CiTO agreesWith)."),
    Term("disputes", "disputes", "Can't be true together with the other (CiTO disputes)."),
    Term("disagrees", "disagrees with", "Differs on what is good or ought to be done (CiTO disagreesWith)."),
    Term("qualifies", "qualifies", "Limits the other in scope or strength (CiTO qualifies)."),
    Term("updates", "updates", "Says how the same matter stood later (CiTO updates)."),
    Term("refutes", "refutes", "Shows with outside evidence that the other is wrong (CiTO refutes)."),
    Term("confirms", "confirms", "Shows with outside evidence that the other was right (CiTO confirms)."),
    Term("corrects", "corrects", "Puts an error of the other right, with outside evidence (CiTO corrects)."),
    Term("in-tension", "is in tension with", "Sits badly beside another claim of the same source."),
)
INVERSE_RELATIONS = {
    "supports": "is supported by",
    "agrees": "agrees with",
    "disputes": "is disputed by",
    "disagrees": "disagrees with",
    "qualifies": "is qualified by",
    "updates": "is updated by",
    "refutes": "is refuted by",
    "confirms": "is confirmed by",
    "corrects": "is corrected by",
    "in-tension": "is in tension with",
}
"""How a relation reads from its other end."""
RELIABILITY = (
    Term(
        "A",
        "completely reliable",
        "No doubt of authenticity, trustworthiness or competency; a history of complete reliability.",
    ),
    Term("B", "usually reliable", "Minor doubt; a history of mostly valid information."),
    Term("C", "fairly reliable", "Doubt; has provided valid information."),
    Term("D", "not usually reliable", "Significant doubt; has provided valid information."),
    Term(
        "E", "unreliable", "Lacking in authenticity, trustworthiness or competency; a history of invalid information."
    ),
    Term("F", "cannot be judged", "No basis to judge by. Unknown, not bad."),
)
CREDIBILITY = (
    Term("1", "confirmed by other sources", "Confirmed by independent sources; logical; consistent."),
    Term("2", "probably true", "Not confirmed; logical; consistent with what else is known."),
    Term("3", "possibly true", "Not confirmed; reasonably logical; agrees with some of what is known."),
    Term("4", "doubtful", "Not confirmed; possible but not logical; nothing else on the subject."),
    Term("5", "improbable", "Not confirmed; not logical; contradicted by other information."),
    Term("6", "cannot be judged", "No basis to judge by. Unknown, not bad."),
)
CONFIDENCE = (
    Term(
        "high",
        "high confidence",
        "Sound argument and good, consistent sources; few gaps and assumptions. Not a certainty.",
    ),
    Term(
        "moderate",
        "moderate confidence",
        "Credibly sourced and plausible, but too little or too thinly corroborated for more.",
    ),
    Term("low", "low confidence", "Fragmentary or poorly corroborated, or serious concerns with the sources."),
)


@dataclass(frozen=True, slots=True)
class Band:
    """A likelihood term of a named standard: its words, and the percentages that the standard gives them."""

    id: str
    words: tuple[str, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LikelihoodStandard:
    """A published scale of likelihood words. Terms of one are never relabelled into another's bands."""

    id: str
    name: str
    bands: tuple[Band, ...]


ICD_203 = LikelihoodStandard(
    "icd-203",
    "ICD 203",
    (
        Band("almost-no-chance", ("almost no chance", "remote"), 1, 5),
        Band("very-unlikely", ("very unlikely", "highly improbable"), 5, 20),
        Band("unlikely", ("unlikely", "improbable", "improbably"), 20, 45),
        Band("roughly-even-chance", ("roughly even chance", "roughly even odds"), 45, 55),
        Band("likely", ("likely", "probable", "probably"), 55, 80),
        Band("very-likely", ("very likely", "highly probable"), 80, 95),
        Band("almost-certain", ("almost certain", "almost certainly", "nearly certain"), 95, 99),
    ),
)
PHIA = LikelihoodStandard(
    "phia",
    "PHIA probability yardstick",
    (
        Band("remote-chance", ("remote chance",), 0, 5),
        Band("highly-unlikely", ("highly unlikely",), 10, 20),
        Band("unlikely", ("unlikely",), 25, 35),
        Band("realistic-possibility", ("realistic possibility",), 40, 50),
        Band("likely", ("likely", "probable", "probably"), 55, 75),
        Band("highly-likely", ("highly likely",), 80, 90),
        Band("almost-certain", ("almost certain",), 95, 100),
    ),
)
LIKELIHOOD_STANDARDS = {standard.id: standard for standard in (ICD_203, PHIA)}
LIKELIHOOD_SOURCES = {
    "icd-203": "Intelligence Community Directive 203, Analytic Standards (2 January 2015)",
    "phia": "Professional Head of Intelligence Assessment, probability yardstick (24 March 2025)",
}


def label(terms: tuple[Term, ...], id: str) -> str:
    """What a reader sees for a word of a vocabulary; raises KeyError for any other."""
    for term in terms:
        if term.id == id:
            return term.label
    raise KeyError(id)
