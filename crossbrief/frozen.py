"""Dataclasses that are frozen where code is checked, and not while it runs.

In: a class, as `dataclasses.dataclass` takes it. Out: the same. mypy holds that no field of a frozen one is set again. At
run time Python would set each field of a new one by a call, five times as slow, and a fifth of what gathers a page went there.
And it would write and compile five methods of each class, of which there are hundreds: of a small site that was a seventh
of the time of a build. Only the one that makes an instance is written here; the others are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, order: bool = False, **options: bool) -> object:
        """A dataclass that is equal, hashed and shown as a frozen one is; one with an order has all from the library."""
        if order:
            return dataclasses.dataclass(unsafe_hash=frozen, order=True, **options)

        def made(plain: type) -> type:
            found = dataclasses.dataclass(eq=False, repr=False, **options)(plain)
            for name, method in _methods(dataclasses.fields(found)).items():
                if name not in vars(plain):
                    setattr(found, name, method)
            return found

        return made


def _methods(fields: tuple[Any, ...]) -> dict[str, Any]:
    shown = [one.name for one in fields if one.repr]
    compared = tuple(one.name for one in fields if one.compare)
    values = attrgetter(*compared) if len(compared) > 1 else _row(compared)

    def equal(one: Any, other: Any) -> Any:
        return values(one) == values(other) if other.__class__ is one.__class__ else NotImplemented

    def hashed(one: Any) -> int:
        return hash(values(one))

    def words(one: Any) -> str:
        return f"{one.__class__.__qualname__}({', '.join(f'{name}={getattr(one, name)!r}' for name in shown)})"

    return {"__eq__": equal, "__hash__": hashed, "__repr__": words}


def _row(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Takes the values of some fields, also of one or none."""
    return lambda one: tuple(getattr(one, name) for name in names)
