"""Remember the files in which an earlier build found nothing wrong, so that they need not be checked again.

In: a loaded corpus, and the cache. Out: of each file a key, a sum of all that a check of it reads, and the keys of the last
corpus that was sound. What a brief says of others is no part of it.
"""

from __future__ import annotations

from collections.abc import Set

from crossbrief.cache import Cache, key_of
from crossbrief.load import Loaded

_KIND = "sound"


def keys(loaded: Loaded) -> dict[str, str]:
    """By the path of each file the key of its name, its text and the settings; of a brief of its proofs too."""
    settings, lock = loaded.site.document.sum, loaded.lock
    registers = (one.document for one in (loaded.site, *loaded.registers.values()))
    return {
        brief.document.path: key_of(
            brief.slug, brief.document.sum, repr(lock.sources.get(brief.slug)), lock.salt, settings
        )
        for brief in loaded.briefs
    } | {document.path: key_of(document.path, document.sum, settings) for document in registers}


def recall(cache: Cache) -> frozenset[str]:
    """The keys of the files of the last corpus in which no file had a problem."""
    kept = cache.get(_KIND, key_of())
    return frozenset(kept.decode("ascii").split("\n")) if kept else frozenset()


def remember(sound: Set[str], before: Set[str], cache: Cache) -> None:
    """Keep the keys of files for the next build."""
    if sound != before:
        cache.put(_KIND, key_of(), "\n".join(sorted(sound)).encode("ascii"))
    cache.sweep(_KIND)
