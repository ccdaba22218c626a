"""What the makers of records share: chance that hangs on nothing but the seed, sentences, and which claims there are.

In: a seed and a number. Out: the same thing every time, whatever was made before it.
"""

from __future__ import annotations

from math import prod
from random import Random
from typing import Any

from bench import words

Record = dict[str, Any]

DAY = "2026-11-21"
CLAIMS = (15, 25)
"""The fewest and the most claims of a brief."""
_SLOTS = (words.ADJECTIVES, words.THINGS, words.VERBS, words.ADJECTIVES, words.THINGS, words.PHRASES, words.PLACES)
_SENTENCES = prod(map(len, _SLOTS))
_STRIDE = 4_555_430_887
"""It shares no factor with the number of sentences, so that neighbours differ and no sentence comes twice."""


def chance(seed: int, *about: object) -> Random:
    """Chance that depends on the seed and on what it is for, so that no record hangs on the one before it."""
    return Random("/".join(map(str, (seed, *about))))  # noqa: S311 - reproducible on purpose


def sentence(number: int, opening: str) -> str:
    """The sentence of a number; no two numbers below 7 billion share one."""
    rest, parts = (number * _STRIDE) % _SENTENCES, []
    for slot in _SLOTS:
        rest, digit = divmod(rest, len(slot))
        parts.append(slot[digit])
    first, thing, verb, second, other, phrase, place = parts
    return f"{opening} the {first} {thing} of {place} {verb} the {second} {other} {phrase}."


def slug_of(number: int, seed: int) -> str:
    """The slug of a brief: its year, its subject and its number."""
    rng = chance(seed, "slug", number)
    return f"{rng.randint(2004, 2024)}-{rng.choice(words.THINGS).replace(' ', '-')}-{number + 1:05d}"


def claims_of(number: int, seed: int) -> int:
    """How many claims a brief has."""
    return chance(seed, "claims", number).randint(*CLAIMS)


def some_claim(number: int, seed: int, rng: Random) -> str:
    """The address of one claim of a brief."""
    return f"{slug_of(number, seed)}#c{rng.randint(1, claims_of(number, seed))}"


def entity_id(name: str) -> str:
    """The id of an entity by its name."""
    return name.lower().replace(" ", "-")


ENTITIES = tuple(map(entity_id, (*words.PLACES, *words.BODIES, *words.PERSONS)))
"""The ids of the forty entities."""


def events(total: int) -> int:
    """How many events a corpus of `total` briefs has."""
    return 5 + total // 10


def references(total: int) -> int:
    """How many outside works a corpus of `total` briefs rests on."""
    return 10 + total // 5
