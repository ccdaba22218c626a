"""Make a corpus of any size: briefs like the bundled ones in shape, with words of their own, sound by every check.

In: how many briefs, and a seed. Out: records as plain dicts and lists, or a folder that the build takes for its root.
One seed and number give the same bytes everywhere. The work grows with the number of briefs and nothing else: a brief
is made from the seed and its own number alone.

    python bench/corpus.py --briefs 1000 --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# The root is on the path from here on, so that the file runs by itself.
from bench import words
from bench.chance import (
    DAY,
    ENTITIES,
    Record,
    chance,
    claims_of,
    events,
    references,
    sentence,
    slug_of,
    some_claim,
)  # fmt: skip
from bench.plain_yaml import as_yaml
from bench.registers import MEASURES, registers

CLASSES = {
    "stated-fact": 36, "judgement": 22, "forecast": 14, "estimate": 10, "declaration": 8, "recommendation": 7, "assumption": 3,
}  # fmt: skip
"""How often a class comes, in a hundred."""


def briefs(total: int, seed: int) -> Iterator[tuple[str, Record]]:
    """Every brief with its slug, one at a time."""
    for number in range(total):
        yield slug_of(number, seed), _brief(number, total, seed)


def write(total: int, seed: int, out: Path) -> None:
    """Write the corpus to `out`, which the build then takes for its root."""
    folder = out / "briefs"
    (folder / "registers").mkdir(parents=True)
    for name, record in registers(total, seed):
        (folder / "registers" / f"{name}.yaml").write_text(as_yaml({"crossbrief": "1"} | record), encoding="utf-8")
    for slug, record in briefs(total, seed):
        (folder / f"{slug}.yaml").write_text(as_yaml(record), encoding="utf-8")


def _phrase(rng: Random) -> str:
    return " ".join((rng.choice(words.ADJECTIVES), rng.choice(words.THINGS), rng.choice(words.PHRASES).split()[0]))


def _brief(number: int, total: int, seed: int) -> Record:
    rng, slug, size = chance(seed, "brief", number), slug_of(number, seed), claims_of(number, seed)
    entities = rng.sample(ENTITIES, rng.randint(3, 6))
    claims = [_claim(number, n, size, entities, total, seed, rng) for n in range(size)]
    return {
        "crossbrief": "1",
        "mark": f"{rng.choice(words.OUTLETS)} {number + 1}",
        "coder": "A coder",
        "coded_on": DAY,
        "reviewed_on": DAY,
        "source": _source(number, slug, size, rng),
        "bottom_line": sentence(number * 100 + 90, "The author holds that") + " " + sentence(number * 100 + 91, "It adds that"),
        "before_you_rely": ["It rests on one author's word.", "Its figures have no stated method."],
        "claims": claims,
        "excused": [{"at": str(size + 1), "because": "It thanks the reader and says nothing more."}],
        "codings": {f"question-{n}": _coding(claims, rng) for n in range(len(words.QUESTIONS))},
        "notes": [_note(number, n, size, total, seed, rng) for n in range(1, 3)],
    }  # fmt: skip


def _source(number: int, slug: str, size: int, rng: Random) -> Record:
    title = f"{rng.choice(words.ADJECTIVES).capitalize()} {rng.choice(words.THINGS)} and the {rng.choice(words.THINGS)} of {rng.choice(words.PLACES)}"
    return {
        "record": {
            "type": rng.choice(("article-newspaper", "article-magazine", "webpage", "report")),
            "title": title,
            "author": [{"family": rng.choice(words.FAMILY), "given": rng.choice(words.GIVEN)}],
            "container-title": rng.choice(words.OUTLETS),
            "issued": f"{slug[:4]}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
            "URL": f"https://press.example/{slug}",
            "language": "en",
        },
        "issued_basis": "stated",
        "issued_because": "The page prints the day.",
        "seen": "private copy",
        "copy": {
            "sha256": hashlib.sha256(slug.encode()).hexdigest(),
            "paragraphs": str(size + 1),
            "words": str(size * 60),
        },
        "descriptor": {
            "what": "A signed article in a paper of the region.",
            "who": f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)} writes; officials are quoted.",
            "for_whom": "Readers of the paper and those who trade on the river.",
            "interests": "None is declared.",
            "method": "Interviews and one table.",
            "limits": "It gives no count of its own.",
            "reliability": {
                "grade": rng.choice("CDF"),
                "because": f"The paper printed {number % 7} corrections in the year.",
                "as_of": DAY,
            },
        },
    }


def _claim(number: int, n: int, size: int, entities: list[str], total: int, seed: int, rng: Random) -> Record:
    kind = rng.choices(tuple(CLASSES), tuple(CLASSES.values()))[0] if n else "judgement"
    claim: Record = {
        "id": f"c{n + 1}",
        "class": kind,
        "text": sentence(number * 100 + n, words.OPENINGS[kind]),
        "citation": {"at": str(n + 1), "start": _phrase(rng)} | ({"end": _phrase(rng)} if rng.random() < 0.8 else {}),
    }
    if n and rng.random() < 0.35:
        claim |= _voice(entities, rng)
    if rng.random() < 0.4:
        claim["wording"] = dict(zip(("words", "does"), rng.choice(words.WORDINGS), strict=True))
    if n and rng.random() < 0.06:
        claim |= {"accuses": entities[0], "denial": "none-found"}
    claim["entities"] = sorted(rng.sample(entities, rng.randint(1, 3)))
    if rng.random() < 0.1:
        claim["as_named"] = {claim["entities"][0]: "the powers that be"}
    if rng.random() < 0.1:
        claim["events"] = f"event-{rng.randrange(events(total))}"
    if kind == "estimate" or (kind == "stated-fact" and rng.random() < 0.3):
        claim["quantity"] = _quantity(rng)
    if kind == "forecast":
        claim["forecast"] = _forecast(number, n, total, seed, rng)
    if kind == "recommendation":
        claim["recommendation"] = {"modality": rng.choice(("must", "should", "could")), "addressee": entities[-1]}
    if kind == "stated-fact" and rng.random() < 0.2:
        claim["credibility"] = {"grade": rng.choice("2346"), "because": "No other source at hand speaks of it."}
    if n + 1 < size and rng.random() < 0.1:
        claim["read_with"] = f"c{n + 2}"
    return claim


def _voice(entities: list[str], rng: Random) -> Record:
    """A relayed voice: an entity, or a person by name alone, with the author's stance."""
    named = f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}"
    who, role = rng.choice(((rng.choice(entities), "official"), (named, "named-expert"), (named, "official")))
    stance = rng.choice(("relays", "relays", "relays", {"is": "endorses", "shown_by": "as is well known"}))
    return {"voice": {"who": who, "as": role, "form": rng.choice(("verbatim", "paraphrase"))}, "stance": stance}


def _quantity(rng: Random) -> Record:
    thing, size = rng.randrange(MEASURES), rng.randint(2, 900) * 10
    bounds = rng.choice(
        (
            {"form": "about", "best": str(size)},
            {"form": "more-than", "low": str(size)},
            {"form": "range", "low": str(size), "high": str(size * 2)},
            {"form": "verbal", "in_words": "several hundred"},
        )
    )
    who = f"{rng.choice(words.GIVEN)} {rng.choice(words.FAMILY)}"
    measured = {"measure": f"measure-{thing}"} if bounds["form"] != "verbal" else {}
    return bounds | {"counts": f"units of the {words.THINGS[thing]}", "unit": "units", "as_of": str(rng.randint(2004, 2024)), "root": {"who": who, "basis": "stated"}} | measured  # fmt: skip


def _forecast(number: int, n: int, total: int, seed: int, rng: Random) -> Record:
    outcome: Record = {"is": "open", "because": "Nothing at hand settles it.", "judged_on": DAY}
    kind = rng.choice(("open", "open", "cannot-be-judged", "came-true", "did-not", "partly"))
    if kind in ("came-true", "did-not", "partly"):
        outcome |= {"references": f"reference-{rng.randrange(references(total))}"}
        outcome |= {"claims": some_claim(rng.randrange(total), seed, rng)}
    if kind in ("came-true", "partly"):
        outcome["mechanism"] = rng.choice(("as-argued", "otherwise", "not-shown"))
    record: Record = {
        "event": sentence(number * 100 + 50 + n, "It comes about that"),
        "modality": rng.choice(("possible", "expected", "certain")),
        "basis": rng.choice(("schedule", "pledge", "trend", "argument", "none")),
        "horizon": "none stated",
        "criterion": "A count by the commission shows it.",
        "outcome": outcome | {"is": kind},
    }
    if rng.random() < 0.3:
        record["if"] = {"text": "The talks of the ministers fail.", "status": "unclear"}
    return record


def _coding(claims: list[Record], rng: Random) -> Record:
    """An answer by the author, sometimes one of a relayed voice as well, or silence."""
    if rng.random() < 0.35:
        return {"silent": {"nearest": rng.choice(("none", "1", "2-3"))}}
    own = [one["id"] for one in claims if "voice" not in one]
    spoken = [one for one in claims if "voice" in one]
    stands = [
        {
            "positions": rng.choice(words.POSITIONS).replace(" ", "-"),
            "claims": sorted(rng.sample(own, min(2, len(own)))),
        }
    ]
    if spoken and rng.random() < 0.3:
        one = rng.choice(spoken)
        stands.append({
            "positions": rng.choice(words.POSITIONS).replace(" ", "-"), "voice": one["voice"]["who"],
            "manner": "implied", "claims": [one["id"]], "stance": "relays",
        })  # fmt: skip
    return {"stands": stands}


def _note(number: int, n: int, size: int, total: int, seed: int, rng: Random) -> Record:
    """A comment with links to a claim of the same brief, a claim of another and an entity, as authors write them."""
    here, there = f"c{rng.randint(1, size)}", some_claim(rng.randrange(total), seed, rng)
    entity = rng.choice(ENTITIES)
    text = f"Set beside [the claim there]({there}), what stands [here](#{here}) speaks of [one body](entity:{entity}) only."
    return {"id": f"n{n}", "on": [here], "text": text, "references": f"reference-{rng.randrange(references(total))}"}


def main(arguments: list[str] | None = None) -> int:
    """Make one corpus; refuse a folder that is there already."""
    parser = argparse.ArgumentParser(description="Make a corpus of any size that the build takes for its root.")
    parser.add_argument("--briefs", type=int, required=True, metavar="N", help="how many briefs")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another corpus (1 unless told)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make")
    options = parser.parse_args(arguments)
    if options.out.exists():
        print(f"bench/corpus.py: {options.out} is there already; name another folder", file=sys.stderr)
        return 2
    write(options.briefs, options.seed, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
