"""Check each brief alone: every rule that needs nothing but the brief and the settings.

In: a loaded corpus. Out: problems. A rule is a function from a filed brief to problems; a new rule is a new
function in the list of its module, and a folder under `tests/cases/bad/`.
"""

from __future__ import annotations

from dataclasses import replace

from crossbrief.cache import Cache
from crossbrief.check import claims, ids, known, places, quotation, source, voices, words
from crossbrief.load import Loaded
from crossbrief.problem import Problem

RULES = (*ids.RULES, *source.RULES, *places.RULES, *claims.RULES, *voices.RULES)


def check(loaded: Loaded, cache: Cache | None = None) -> list[Problem]:
    """Every problem that a file has by itself; a brief that an earlier build found sound is passed over."""
    cache = cache or Cache()
    keys, before = known.keys(loaded), known.recall(cache)
    left = tuple(brief for brief in loaded.briefs if keys[brief.document.path] not in before)
    problems = _found(replace(loaded, briefs=left))
    if loaded.lost.nothing and not problems:
        known.remember(set(keys.values()), before, cache)
    return problems


def _found(loaded: Loaded) -> list[Problem]:
    problems = [problem for brief in loaded.briefs for rule in RULES for problem in rule(brief)]
    for name, register in loaded.registers.items():
        problems += ids.repeated_in_register(name, register)
    problems += [one for brief in loaded.briefs for one in places.changed_since_proof(brief, loaded.lock)]
    if not loaded.lost.settings:
        problems += words.avoided_words(loaded)
    if not loaded.lost.settings and not loaded.lost.lock:
        problems += [one for brief in loaded.briefs for one in quotation.within_limits(brief, loaded)]
    return problems
