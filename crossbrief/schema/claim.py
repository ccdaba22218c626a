"""The claim: one thing that a source says, in our words, and everything that is recorded about it."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import (
    AT_LEAST_ONE,
    ONE_OR_MANY,
    STRICT,
    At,
    ClaimId,
    ClaimRef,
    Date,
    EntityId,
    EventId,
    Id,
    MeasureId,
    Prose,
    ReferenceId,
    Text,
    Who,
    keyed,
)
from crossbrief.schema.standing import Standing

ClaimClass = Literal["stated-fact", "estimate", "assumption", "judgement", "forecast", "recommendation", "declaration"]
Role = Literal[
    "author", "outlet", "official", "government", "armed-group", "named-expert", "unnamed-expert",
    "media", "publication", "detainee", "collective", "unattributed",
]  # fmt: skip
Form = Literal["verbatim", "paraphrase"]
StanceKind = Literal["endorses", "relays", "distances", "rejects"]
QuantityForm = Literal["exact", "about", "more-than", "at-least", "range", "verbal", "trend"]
ForecastModality = Literal["possible", "expected", "certain", "imagined"]
ForecastBasis = Literal["schedule", "pledge", "trend", "argument", "expertise", "none"]
OutcomeKind = Literal["came-true", "did-not", "partly", "condition-not-met", "open", "cannot-be-judged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One use of the source at a place: the locator, and the anchor that brackets the passage.

    The anchor is a start phrase and an end phrase of three to six words each, as printed; a passage of under
    twelve words or so has a start phrase only. Together they are at most half of the passage.
    """

    __pydantic_config__ = STRICT
    at: At
    """Where: paragraph, page, section, timestamp or part. Example: 4-5"""
    start: Text
    """The passage's first words, as printed. Example: the bulk of ISIS fighters"""
    end: Text | None = None
    """The passage's last words, as printed. Example: are getting no response"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLink:
    """One speaker in a claim's voice. The author is the first link of every chain and is not written."""

    __pydantic_config__ = STRICT
    who: Who
    """An entity's id, or in the source's sense a name with a capital letter or a space. Example: valery-gerasimov"""
    as_: Role
    """In what role the speaker appears. Example: official"""
    form: Form = "paraphrase"
    """Whether the source gives words or sense. Example: verbatim"""
    route: Text | None = None
    """How the words came to the author. Example: an interview, reported by RT"""
    speaks_for: EntityId | None = None
    """Of a speaker without a name: the actor whose voice the source makes it. Example: afghan-taliban"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How the author stands to a voice that the author relays."""

    __pydantic_config__ = STRICT
    is_: StanceKind
    """Which stance. Example: endorses"""
    shown_by: Text | None = None
    """The author's words that show it, verbatim, six at most. Example: that is a fact"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The source's own words that weaken or strengthen the claim, verbatim, six at most."""

    __pydantic_config__ = STRICT
    words: Text
    """The words. Example: increasingly likely"""
    does: Literal["hedges", "boosts"]
    """What they do. Example: hedges"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """What stands against an accusation or a declaration: a denial, counter-evidence, or that we have found none."""

    __pydantic_config__ = STRICT
    is_: Literal["denied", "disputed", "none-found"]
    """Whether the accused or the evidence speaks against it. Example: none-found"""
    text: Prose | None = None
    """Who denies or disputes it, where and when. Example: Uzbekistan denied the attack on the day."""
    claims: Annotated[tuple[ClaimRef, ...], ONE_OR_MANY] = ()
    """Claims of the corpus that speak against it. Example: [2022-violence#c4]"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that speak against it. Example: [rferl-2022-termez]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Who or what a figure or a fact ultimately comes from."""

    __pydantic_config__ = STRICT
    who: Who
    """An entity's id, or a name with a capital letter or a space. Example: zamir-kabulov"""
    basis: Literal["stated", "inferred"] = "stated"
    """Whether the source says so or we conclude it. Example: stated"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The figure in a claim: form, bounds, unit, time, what it counts, its root."""

    __pydantic_config__ = STRICT
    form: QuantityForm
    """How the figure is given. Example: more-than"""
    counts: Text
    """What is counted, and where. Example: Islamic State fighters in Afghanistan"""
    unit: Text
    """What one of it is. Example: fighters"""
    measure: MeasureId | None = None
    """The measure it belongs to; only figures of one measure share an axis. Example: is-fighters-afghanistan"""
    low: float | None = None
    """Lower bound. Example: 10000"""
    high: float | None = None
    """Upper bound. Example: 5000"""
    best: float | None = None
    """The one figure, where one is given. Example: 12000"""
    in_words: Text | None = None
    """A verbal amount or a trend, in the source's few words or ours. Example: several dozen"""
    as_of: Date | None = None
    """The moment that the figure is for. Example: 2017-12-23"""
    over: Date | None = None
    """The span that the figure is for. Example: 2015/2024"""
    victims: bool = False
    """Whether it counts the dead or the hurt: such a figure stands with its claim and event only, never in a table or chart. Example: true"""
    root: Annotated[Root, keyed("who")]
    """Who stands behind it. Example: {who: zamir-kabulov, basis: stated}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a forecast hangs on, and whether it came about."""

    __pydantic_config__ = STRICT
    text: Text
    """The condition. Example: The Taliban retake Kabul."""
    relation: Literal["if", "unless", "only-if", "counterfactual"] = "if"
    """How the forecast hangs on it. Example: unless"""
    status: Literal["met", "not-met", "partly", "unclear"]
    """Whether it came about. Example: met"""
    because: Text | None = None
    """Why we say so. Example: The 2022 and 2024 sources both date the takeover to August 2021."""
    claims: Annotated[tuple[ClaimRef, ...], ONE_OR_MANY] = ()
    """Claims of the corpus that the status rests on. Example: [2022-violence#c2]"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that the status rests on. Example: [crisis-group-2022]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a forecast, judged from what and when. No score is made of it."""

    __pydantic_config__ = STRICT
    is_: OutcomeKind
    """What came of it. Example: did-not"""
    because: Text
    """Why we say so. Example: Three later sources describe the two as fighting each other."""
    in_short: Text | None = None
    """The same in eight words at most, for the tables of resolved forecasts. Example: The two fought each other"""
    mechanism: Literal["as-argued", "otherwise", "not-shown"] | None = None
    """Whether it came about in the way that was argued; only where it came true, wholly or in part. Example: otherwise"""
    judged_on: Date
    """When we judged. Example: 2026-11-21"""
    claims: Annotated[tuple[ClaimRef, ...], ONE_OR_MANY] = ()
    """Claims of the corpus that bear on it. Example: [2024-asatrian#c14]"""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that it is judged from. Example: [crisis-group-2022]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRecord:
    """What a forecast says will happen, on what condition, by when, how surely; and what came of it."""

    __pydantic_config__ = STRICT
    event: Text
    """What is to happen. Example: The Islamic State and the Taliban join forces."""
    in_short: Text | None = None
    """The same in ten words at most with its hedge and its condition, for the digest of resolved forecasts; its speaker stands before it. Example: The two may join forces"""
    if_: Condition | None = None
    """The condition, where there is one. Example: {text: The Taliban retake Kabul., status: met}"""
    modality: ForecastModality
    """How the source puts it. Example: expected"""
    basis: ForecastBasis
    """What the source rests it on. Example: argument"""
    horizon: Text
    """By when, as the source says it, or `none stated`. Example: by the end of this year"""
    until: Date | None = None
    """The same as a date. Example: 2014-12-31"""
    criterion: Text
    """What would show that it came about. Example: A joint command or joint operations."""
    band: Id | None = None
    """The term of the site's likelihood standard; only where the source's wording is a term of it. Example: likely"""
    likelihood_of: Annotated[tuple[ClaimId, ...], ONE_OR_MANY] = ()
    """Claims of this brief whose likelihood this claim states. Example: [c14]"""
    outcome: Outcome
    """What came of it. Example: {is: open, because: It has no date., judged_on: 2026-11-21}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What somebody is told to do."""

    __pydantic_config__ = STRICT
    modality: Literal["must", "should", "could"]
    """How strongly. Example: could"""
    addressee: Who
    """Who is told; an entity's id, or a name with a capital letter or a space. Example: The international community"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """Our grade of one stated fact or estimate (Admiralty, 1-6), apart from its source's reliability."""

    __pydantic_config__ = STRICT
    grade: Literal["1", "2", "3", "4", "5", "6"]
    """The figure. Example: 4"""
    because: Text
    """The reason, shown before the figure. Example: Denied by the ministry named; nothing else on it."""
    references: Annotated[tuple[ReferenceId, ...], ONE_OR_MANY] = ()
    """Outside works that it rests on. Example: [rferl-2022-termez]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that the source says, in our words."""

    __pydantic_config__ = STRICT
    id: Id
    """Permanent within the brief. Example: c7"""
    class_: ClaimClass
    """What kind of statement it is; the first that fits of: recommendation, forecast, declaration, estimate, assumption, stated-fact or judgement. Example: judgement"""
    text: Text
    """A whole sentence in our words, without its speaker, who is shown before it. Example: Most of the fighters who leave Syria go to Libya."""
    citation: Annotated[tuple[Citation, ...], AT_LEAST_ONE, ONE_OR_MANY]
    """Where the source says it. Example: {at: 7, start: the bulk of ISIS fighters}"""
    voice: Annotated[tuple[VoiceLink, ...], ONE_OR_MANY] = ()
    """Who speaks, from the author outwards; left out where the author does. Example: [{who: valery-gerasimov, as: official, form: paraphrase}]"""
    stance: Annotated[Stance | None, keyed("is")] = None
    """How the author stands to a relayed voice. Example: relays"""
    wording: Annotated[tuple[Wording, ...], ONE_OR_MANY] = ()
    """The source's hedges and boosts. Example: [{words: increasingly likely, does: hedges}]"""
    loaded: Annotated[tuple[Text, ...], ONE_OR_MANY] = ()
    """The source's vilifying or movement language, recorded and not used by us. Example: [Islamic Terrorist International]"""
    accuses: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """Entities that the claim charges with a wrong. Example: [united-states]"""
    denial: Annotated[Denial | None, keyed("is")] = None
    """What stands against the accusation, or against a declaration. Example: none-found"""
    entities: Annotated[tuple[EntityId, ...], ONE_OR_MANY] = ()
    """Entities that the claim is about. Example: [islamic-state, libya]"""
    as_named: dict[EntityId, Text] = field(default_factory=dict)
    """The source's own name for an entity, where it differs from ours. Example: {islamic-state: ISIS}"""
    events: Annotated[tuple[EventId, ...], ONE_OR_MANY] = ()
    """Events that the claim mentions. Example: [paris-meeting-2014]"""
    quantity: Quantity | None = None
    """The figure in it. Example: {form: verbal, counts: fighters in training, unit: fighters, in_words: hundreds, as_of: 2017-12, root: valery-gerasimov}"""
    forecast: ForecastRecord | None = None
    """The forecast record; required of every forecast. Example: {event: …, modality: possible, basis: none, horizon: none stated, criterion: …, outcome: {is: open, because: …, judged_on: 2026-11-21}}"""
    recommendation: Recommendation | None = None
    """Strength and addressee; required of every recommendation. Example: {modality: should, addressee: The international community}"""
    credibility: Credibility | None = None
    """Our grade of a stated fact or an estimate. Example: {grade: 6, because: Nothing else at hand speaks of it.}"""
    read_with: Annotated[tuple[ClaimId, ...], ONE_OR_MANY] = ()
    """Claims of this brief without which this one misleads; always shown together. Example: [c8]"""
    state: Standing | None = None
    """Only where the claim no longer stands in the source. Example: {is: corrected, since: 2026-12-01, because: The author gave another figure.}"""
    lang: Text | None = None
    """The language of this text where it is not the site's. Example: ru"""
