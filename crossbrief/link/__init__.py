"""Link all briefs and registers together.

In: a loaded corpus in which each file is sound by itself. Out: a Corpus in which every id has become the thing that
it names, or problems. What may stand in a file that could not be read is not missed. What refers to what is found by the type of a field (EntityId, ClaimRef, ...), so a new field
of such a type is checked, linked and listed under its target without a line here.
"""

from __future__ import annotations

from crossbrief.link import codings, impact, names, relations, roots, voices
from crossbrief.link.assemble import assemble
from crossbrief.link.corpus import Corpus
from crossbrief.load import Loaded
from crossbrief.problem import Problem


def link(loaded: Loaded, *, drafts: bool = False) -> Corpus | list[Problem]:
    """The linked corpus, or every problem between its files; where some could not be read, those between the others.

    Briefs that are drafts are in it where they are asked for.
    """
    missing = list(names.dangling(loaded))
    problems = [*names.slugs(loaded), *missing, *codings.problems(loaded), *relations.problems(loaded)]
    if loaded.lost.no_record and not missing:
        problems += [*roots.problems(loaded), *impact.problems(loaded), *voices.problems(loaded)]
    return problems if problems or not loaded.lost.nothing else assemble(loaded, drafts=drafts)
