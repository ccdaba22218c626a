"""Dataclasses that are frozen where code is checked, and not while it runs.

In: a class, as `dataclasses.dataclass` takes it. Out: the same. mypy holds that no field of a frozen one is set again. At
run time Python would set each field of a new one by a call, five times as slow, and a fifth of what gathers a page went there;
and it would write two more methods of each class, a third of what it takes to import one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, **options: bool) -> object:
        """A dataclass that is equal and hashed as a frozen one is."""
        return dataclasses.dataclass(unsafe_hash=frozen, **options)
