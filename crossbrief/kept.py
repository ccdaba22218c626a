"""Read the record of a file, or what an earlier build kept of it.

In: a file, the type of its record, and the cache. Out: its document, without text and nodes, its record, and what was gathered in it; or
what is wrong with it. A record is kept, once it was found sound by the schema, by its type and the sum of the file's text. It is
kept as a pickle, which is read in a third of the time that it takes to validate it anew, and in which nothing but the types of
records is known by name, and what reads a value that records share: a pickle that names anything else is none.
"""

from __future__ import annotations

import io
import pickle
from functools import cache as once
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from crossbrief.cache import Cache, key_of
from crossbrief.gathered import Gathered, gather
from crossbrief.problem import Problem
from crossbrief.schema.base import shared
from crossbrief.schema.brief import Brief
from crossbrief.validate import validate
from crossbrief.yamlfile import Document, Unread, parse_yaml, read_text, sum_of

R = TypeVar("R")
Found = tuple[Document, R, Gathered] | list[Problem]
"""What is in a file, or what is wrong with it."""
KIND = "records"
_OURS = ("crossbrief.schema.", "crossbrief.gathered")


def recalled(file: Path, shown: str, kind: type[R], cache: Cache) -> Found[R] | None:
    """What an earlier build kept of a file, shown to its author as `shown`, or why it is no text; None where it has to be parsed."""
    text = read_text(file, shown)
    if isinstance(text, Problem):
        return [text]
    sum = sum_of(text)
    kept = _unpacked(cache.get(KIND, key_of(kind.__name__, sum)))
    return None if kept is None else (Unread(shown, str(file), sum), *kept)


def read_kept(file: Path, shown: str, kind: type[R], cache: Cache) -> Found[R]:
    """What is in a file; or what keeps it from being a record of the kind."""
    found = recalled(file, shown, kind, cache)
    if found is not None:
        return found
    text = read_text(file, shown)
    if isinstance(text, Problem):
        return [text]
    unread = Unread(shown, str(file), sum_of(text))
    document = parse_yaml(text, shown)
    if isinstance(document, Problem):
        return [document]
    record = validate(document, kind)
    if isinstance(record, list):
        return record
    gathered = gather(record)
    cache.put(KIND, key_of(kind.__name__, unread.sum), pickle.dumps((record, gathered), pickle.HIGHEST_PROTOCOL))
    return unread, record, gathered


def is_kept(file: Path, kind: type, cache: Cache) -> bool:
    """Whether there is no need to read the file ahead: what is in it is kept, or it is no text."""
    text = read_text(file, "")
    return isinstance(text, Problem) or cache.get(KIND, key_of(kind.__name__, sum_of(text))) is not None


def kept_brief(sum: str, cache: Cache) -> Brief | None:
    """The record of a brief by the sum of its file's text, if it is kept."""
    kept = _unpacked(cache.get(KIND, key_of(Brief.__name__, sum)))
    return kept[0] if kept else None


class _OfRecords(pickle.Unpickler):
    """Reads pickles of records only."""

    def find_class(self, module: str, name: str) -> Any:
        return _type(module, name)


@once
def _type(module: str, name: str) -> Any:
    """A type that is part of a record, or what reads a shared value; raises UnpicklingError for anything else."""
    if (module, name) == (shared.__module__, shared.__name__):
        return shared
    found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
    if isinstance(found, type) and found.__module__ == module:
        return found
    raise pickle.UnpicklingError(f"{module}.{name} is no part of a record")


def _unpacked(raw: bytes | None) -> Any:
    """What was kept; None where nothing was, or something that no build has put there."""
    try:
        return None if raw is None else _OfRecords(io.BytesIO(raw)).load()
    except pickle.UnpicklingError:
        return None
