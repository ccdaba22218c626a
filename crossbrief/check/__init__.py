"""Check each brief alone: every rule that needs nothing but the brief and the settings.

In: a loaded corpus. Out: problems. A rule is a function from a filed brief to problems; a new rule is a new
function in the list of its module, and a folder under `tests/cases/bad/`.
"""

from __future__ import annotations

from collections.abc import Set

from crossbrief.cache import Cache
from crossbrief.check import claims, ids, known, places, quotation, source, voices, words
from crossbrief.load import Loaded
from crossbrief.problem import Problem

RULES = (*ids.RULES, *source.RULES, *places.RULES, *claims.RULES, *voices.RULES)


def check(loaded: Loaded, cache: Cache | None = None) -> list[Problem]:
    """Every problem that a file has by itself; one that an earlier build found sound is passed over."""
    cache = cache or Cache()
    keys, before = known.keys(loaded), known.recall(cache)
    problems = _found(loaded, {path for path, key in keys.items() if key not in before})
    if loaded.lost.nothing and not problems:
        known.remember(set(keys.values()), before, cache)
    return problems


def _found(loaded: Loaded, paths: Set[str]) -> list[Problem]:
    """The problems of the files at some paths."""
    briefs = [brief for brief in loaded.briefs if brief.document.path in paths]
    registers = {name: one for name, one in loaded.registers.items() if one.document.path in paths}
    problems = [problem for brief in briefs for rule in RULES for problem in rule(brief)]
    for name, register in registers.items():
        problems += ids.repeated_in_register(name, register)
    problems += [one for brief in briefs for one in places.changed_since_proof(brief, loaded.lock)]
    if not loaded.lost.settings:
        documents = (one.document for one in (*briefs, *registers.values(), loaded.site))
        problems += words.avoided_words(loaded.site.record, (one for one in documents if one.path in paths))
    if not loaded.lost.settings and not loaded.lost.lock:
        problems += [one for brief in briefs for one in quotation.within_limits(brief, loaded)]
    return problems
