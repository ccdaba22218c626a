"""The coding: one source's cell for one question. Answered, or silent; out of scope is computed from the question."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Literal

from crossbrief.frozen import dataclass
from crossbrief.schema.base import AT_LEAST_ONE, ONE_OR_MANY, STRICT, ClaimId, Id, Nearest, StandVoice, Text, keyed
from crossbrief.schema.claim import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One answer by one voice, with the claims that carry it."""

    __pydantic_config__ = STRICT
    positions: Annotated[tuple[Id, ...], AT_LEAST_ONE, ONE_OR_MANY]
    """The question's positions that this voice takes. Example: [competing]"""
    voice: StandVoice = StandVoice("author")
    """Whose answer it is: `author`, `outlet`, an entity's id, or a name with a capital letter or a space. Example: zamir-kabulov"""
    manner: Literal["explicit", "implied"] = "explicit"
    """Whether the voice says it or it follows from what the voice says. Example: implied"""
    claims: Annotated[tuple[ClaimId, ...], AT_LEAST_ONE, ONE_OR_MANY]
    """The brief's claims that carry it. Example: [c3, c9]"""
    claims_for: dict[Id, Annotated[tuple[ClaimId, ...], ONE_OR_MANY]] = field(default_factory=dict)
    """Of an answer with several positions: which of its claims carry which; a position left out has all of them. Example: {competing: c3, at-war: [c3, c9]}"""
    stance: Annotated[Stance | None, keyed("is")] = None
    """How the author stands to a relayed voice. Example: relays"""
    wording: Text | None = None
    """The hedge or boost on the answer, in the source's words, six at most. Example: very possibly"""
    because: Text | None = None
    """Why these words are read as this position, where a reader might ask. Example: It says that they fought and that the Taliban won."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The source was read for the question and does not address it."""

    __pydantic_config__ = STRICT
    nearest: Nearest
    """The closest places, or `none`. Example: 4-5"""
    because: Text | None = None
    """What stands there instead. Example: It speaks of the Pakistani Taliban only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A move of one voice within the article."""

    __pydantic_config__ = STRICT
    voice: StandVoice = StandVoice("author")
    """Whose answer moves. Example: author"""
    text: Text
    """From what to what. Example: It begins by asking whether the union is real and ends by calling it rather likely."""
    claims: Annotated[tuple[ClaimId, ...], ONE_OR_MANY]
    """The claims before and after. Example: [c6, c19]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One source's answer to one question, or its silence."""

    __pydantic_config__ = STRICT
    stands: tuple[Stand, ...] = ()
    """The answers, by voice; at most one is the author's. Example: [{positions: merging, claims: [c1]}]"""
    silent: Silence | None = None
    """In place of stands: the source does not address the question. Example: {nearest: none}"""
    shift: Shift | None = None
    """A move within the article. Example: {text: …, claims: [c6, c19]}"""
