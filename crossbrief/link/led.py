"""Remember the files in which all that is named was found to be there, so that they need not be gone through again.

In: a loaded corpus, and the cache. Out: of each file a key, a sum of its text and of every name that there is. Where no name
has come or gone, a file that stands as it did names nothing that is missing.
"""

from __future__ import annotations

from crossbrief.cache import key_of
from crossbrief.link.names import claim_addresses, known_ids
from crossbrief.load import Loaded

KIND = "led"


def keys(loaded: Loaded) -> dict[str, str]:
    """By the path of each brief and register its key."""
    ids = known_ids(loaded)
    among = key_of(*(key_of(register, *ids[register]) for register in sorted(ids)), *claim_addresses(loaded))
    documents = [one.document for one in (*loaded.briefs, *loaded.registers.values())]
    return {document.path: key_of(among, document.path, document.sum) for document in documents}
