"""Make the registers of a corpus: relations, events and references grow with the briefs, the rest does not.

In: how many briefs, and a seed. Out: each register's name and its records.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from bench import words
from bench.chance import DAY, ENTITIES, Record, chance, entity_id, events, references, some_claim

MOST_RELATIONS, RELATIONS_A_PAIR = 2400, 4
"""A register is one file of at most 1 MiB, which holds some 3,000 relations."""
MEASURES = 8


def registers(total: int, seed: int) -> Iterator[tuple[str, Record]]:
    """Every register with its name."""
    yield "site", _site()
    yield "questions", {"questions": [_question(n) for n in range(len(words.QUESTIONS))]}
    yield "entities", {"entities": _entities()}
    yield "events", {"events": [_event(n, seed) for n in range(events(total))]}
    yield "references", {"references": [_reference(n, seed) for n in range(references(total))]}
    yield "measures", {"measures": [_measure(n) for n in range(MEASURES)]}
    if total > 1:
        yield "relations", {"relations": list(_relations(total, seed))}
    yield "judgements", {"judgements": [_judgement(n, total, seed) for n in range(len(words.QUESTIONS))]}
    yield "assumptions", {"assumptions": [_assumption(n, total, seed) for n in range(12)]}


def _site() -> Record:
    return {
        "title": "Rivers in print",
        "subtitle": "Made-up articles on an invented region",
        "introduction": "Articles that nobody wrote, on a region that is on no map, compared claim by claim.",
        "language": "en",
        "publisher": "Nobody",
        "corrections_to": "corrections@press.example",
        "content_licence": "CC0 1.0",
        "reviewed_on": DAY,
        "produced_with": "Made by a program from a list of words.",
        "avoid": [{"words": ["admits", "reveals"], "instead": "says"}, {"words": ["regime"], "instead": "government"}],
    }


def _question(n: int) -> Record:
    return {
        "id": f"question-{n}",
        "text": words.QUESTIONS[n],
        "short": f"matter {n + 1}",
        "of": [ENTITIES[n]],
        "kind": "is",
        "choose": "one",
        "scale": "ordered",
        "positions": [
            {"id": label.replace(" ", "-"), "label": label, "meaning": f"It is {label}."} for label in words.POSITIONS
        ],
        "would_settle": "A count by a stated method, made twice.",
    }


def _measure(n: int) -> Record:
    return {"id": f"measure-{n}", "name": f"Size of the {words.THINGS[n]}", "unit": "units"}


def _entities() -> list[Record]:
    kinds = [*["state"] * 12, *["place"] * 8, *["organisation"] * 12, *["person"] * 8]
    names = (*words.PLACES, *words.BODIES, *words.PERSONS)
    return [
        {"id": entity_id(name), "name": name, "kind": kind, "description": f"One of the {kind}s of the region."}
        for name, kind in zip(names, kinds, strict=True)
    ]


def _event(n: int, seed: int) -> Record:
    rng = chance(seed, "event", n)
    return {
        "id": f"event-{n}",
        "name": f"Meeting {n + 1} on the {rng.choice(words.THINGS)}",
        "date": f"{rng.randint(2003, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        "date_basis": "stated in a source",
        "entities": sorted(rng.sample(ENTITIES, 2)),
    }


def _reference(n: int, seed: int) -> Record:
    rng = chance(seed, "reference", n)
    record = {
        "type": "webpage",
        "title": f"Minutes {n + 1} on the {rng.choice(words.THINGS)}",
        "container-title": rng.choice(words.OUTLETS),
        "issued": f"{rng.randint(2005, 2025)}-{rng.randint(1, 12):02d}",
        "URL": f"https://minutes.example/{n + 1}",
        "language": "en",
    }
    return {"id": f"reference-{n}", "record": record, "seen": "a stored copy"}


def _relations(total: int, seed: int) -> Iterator[Record]:
    """About one a brief, four to a pair of sources, so that pairs have pages as in a grown corpus."""
    numbers = count(1)
    for pair in range(max(1, min(total, MOST_RELATIONS) // RELATIONS_A_PAIR)):
        rng = chance(seed, "pair", pair)
        first, second = rng.sample(range(total), 2)
        for number in (next(numbers) for _ in range(RELATIONS_A_PAIR)):
            yield {
                "id": f"r{number}",
                "type": rng.choice(("supports", "agrees", "disputes", "disagrees", "qualifies", "updates")),
                "from": some_claim(first, seed, rng),
                "to": some_claim(second, seed, rng),
                "because": f"Both speak of the {rng.choice(words.THINGS)}, and only the second gives a ground.",
                "comparable": {"actor": "same", "place": "near", "time": "different", "measure": "near"},
                "question": f"question-{rng.randrange(len(words.QUESTIONS))}",
            }


def _judgement(n: int, total: int, seed: int) -> Record:
    rng = chance(seed, "judgement", n)
    return {
        "id": f"kj-{n}",
        "question": f"question-{n}",
        "on": "comparison",
        "text": "The sources part over the ground and agree on the season.",
        "confidence": {"level": "low", "because": "Few of them name a root."},
        "support": sorted({some_claim(rng.randrange(total), seed, rng) for _ in range(3)}),
        "contrary": sorted({some_claim(rng.randrange(total), seed, rng) for _ in range(2)}),
    }


def _assumption(n: int, total: int, seed: int) -> Record:
    rng = chance(seed, "assumption", n)
    return {
        "id": f"assumption-{n}",
        "text": f"That the {words.THINGS[n]} stay as they are is taken for granted.",
        "relied_on_by": sorted({some_claim(rng.randrange(total), seed, rng) for _ in range(4)}),
    }
