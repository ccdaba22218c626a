"""Rules between files: slugs are unique, and everything that is named exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from crossbrief.gathered import name_of
from crossbrief.load import Filed, Loaded, Lost
from crossbrief.problem import Place, Problem, nearest
from crossbrief.schema.base import ClaimRef, Who
from crossbrief.schema.mentions import mentions
from crossbrief.schema.registers import RECORDS
from crossbrief.yamlfile import Document, Loc

_ONE = {"entities": "entity"}
Names = dict[str, None]
"""Names in the order of the files, quickly found."""


def records(loaded: Loaded, register: str) -> tuple[Any, ...]:
    """The records of a register, none where it has no file."""
    filed = loaded.registers.get(register)
    return getattr(filed.record, register) if filed else ()


def one_of(register: str) -> str:
    """What one record of a register is called. Example: entity"""
    return _ONE.get(register, register.removesuffix("s"))


def known_ids(loaded: Loaded) -> dict[str, Names]:
    """The ids that each register holds; registers whose records have no id hold none."""
    return {name: dict.fromkeys(str(getattr(one, "id", "")) for one in records(loaded, name)) for name in RECORDS}


def claim_addresses(loaded: Loaded) -> Names:
    """The address of every claim of every brief."""
    return dict.fromkeys(f"{brief.slug}#{claim.id}" for brief in loaded.briefs for claim in brief.record.claims)


def slugs(loaded: Loaded) -> Iterator[Problem]:
    """A slug names one brief; an alias is no slug or alias of another."""
    first = {brief.slug: brief.document.path for brief in reversed(loaded.briefs)}
    for brief in loaded.briefs:
        if first[brief.slug] != brief.document.path:
            yield Problem(
                Place(brief.document.path),
                "slug-taken",
                f"the slug `{brief.slug}` is taken by {first[brief.slug]}",
                "rename one of the files; slugs are unique over all folders",
            )
        for n, alias in enumerate(brief.record.aliases):
            if alias in first:
                yield brief.document.problem(
                    ("aliases", n),
                    "slug-taken",
                    f"the alias `{alias}` is taken by {first[alias]}",
                    "take it out of one of the two",
                )
            first.setdefault(alias, brief.document.path)


def dangling(loaded: Loaded) -> Iterator[Problem]:
    """Every id that is named in a brief or a register is the id of a record, or may be that of one that could not be read."""
    known = known_ids(loaded)
    addresses, lost = claim_addresses(loaded), loaded.lost
    for filed in (*loaded.briefs, *loaded.registers.values()):
        yield from _links(filed, known, addresses, lost)
        named = chain.from_iterable(names for _, names in filed.gathered.named)
        if not all(ident in (addresses if register == "claims" else known[register]) for register, ident in named):
            yield from _missing(filed, known, addresses, lost)


def _missing(filed: Filed[Any], known: dict[str, Names], addresses: Names, lost: Lost) -> Iterator[Problem]:
    """Names in a file of what is not there, and what can't be hoped for in a file that was lost."""
    document = filed.document
    for value, loc in mentions(filed.record):
        name = name_of(value)
        if isinstance(value, ClaimRef):
            if value not in addresses and not lost.in_brief(value.slug):
                yield _claim(document.at(*loc), value, addresses)
        elif name and name[1] not in known[name[0]] and not lost.in_register(name[0]):
            place = document.key(*loc) if loc[-1] == name[1] else document.at(*loc)
            yield _unknown(place, name[1], name[0], known[name[0]], isinstance(value, Who))


def _links(filed: Filed[Any], known: dict[str, Names], addresses: Names, lost: Lost) -> Iterator[Problem]:
    """Links in Markdown to things of the corpus that are not there."""
    document, slug = filed.document, PurePosixPath(filed.document.path).stem
    for register, ident, loc in filed.gathered.links:
        if register == "claims":
            ref = ClaimRef(slug + ident if ident.startswith("#") else ident)
            if ref not in addresses and not lost.in_brief(ref.slug):
                yield _claim(_linked(document, loc, ident), ref, addresses)
        elif ident not in known[register] and not lost.in_register(register):
            yield _unknown(_linked(document, loc, ident), ident, register, known[register], speaker=False)


def _linked(document: Document, loc: Loc, target: str) -> Place:
    """Where a link to `target` stands in the Markdown at `loc`."""
    return document.word(loc, rf"(?<=[(:]){re.escape(target)}(?=[)\s])")


def _claim(place: Place, ref: ClaimRef, addresses: Names) -> Problem:
    same = [address for address in addresses if address.startswith(ref.slug + "#")]
    help = nearest(ref, same or addresses, "claim", "claims")
    return Problem(place, "unknown-claim", f"there is no claim `{ref}`", help)


def _unknown(place: Place, ident: str, register: str, known: Names, speaker: bool) -> Problem:
    one = one_of(register)
    among = nearest(ident, known, one, f"in the register of {register}")
    help = f"{among}; {'or ' if known else ''}add it to `registers/{register}.yaml`"
    if speaker:
        help += "; a speaker who is no entity is written with a capital letter"
    return Problem(place, f"unknown-{one}", f"`{ident}` is not in the register of {register}", help)
