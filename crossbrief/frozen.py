"""Dataclasses that are frozen where code is checked, and not while it runs.

In: a class, as `dataclasses.dataclass` takes it. Out: the same. mypy holds that no field of a frozen one is set again. At
run time Python would set each field of a new one by a call, five times as slow, and a fifth of what gathers a page went there.
And it would write and compile five methods of each class, of which there are hundreds: of a small site that was a seventh
of the time of a build. Four are the same for all here, and the one that fills an instance is written where there are many of them.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

FEW = 128
"""To write and compile what fills an instance takes longer than it saves for so many."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen: bool, order: bool = False, **options: bool) -> object:
        """A dataclass that is equal, hashed and shown as a frozen one is; one with an order has all from the library."""
        if order:
            return dataclasses.dataclass(unsafe_hash=frozen, order=True, **options)

        def made(plain: type) -> type:
            found = dataclasses.dataclass(init=False, eq=False, repr=False, **options)(plain)
            fields = dataclasses.fields(found)
            for name, method in {"__init__": _filling(found, fields), **_methods(fields)}.items():
                if name not in vars(plain):
                    setattr(found, name, method)
            return found

        return made

    def _filling(kind: Any, fields: tuple[Any, ...]) -> Callable[..., None]:
        """What fills the first few instances of a type, and then puts what the library writes for the others in its own place."""
        wanted = {one.name for one in fields}
        in_order = [one.name for one in fields if not one.kw_only]
        defaults = {one.name: one.default for one in fields if one.default is not dataclasses.MISSING}
        makers = {one.name: one.default_factory for one in fields if one.default_factory is not dataclasses.MISSING}
        left = FEW

        def fill(self: Any, *args: Any, **named: Any) -> None:
            nonlocal left
            left -= 1
            given = {**dict(zip(in_order, args, strict=False)), **named}
            values = {**defaults, **{name: make() for name, make in makers.items() if name not in given}, **given}
            if left > 0 and len(given) == len(args) + len(named) and values.keys() == wanted:
                for name, value in values.items():
                    setattr(self, name, value)
            else:  # there are many of them; or something is wrong, and the library knows how to say it
                written = dataclasses.dataclass(eq=False, repr=False)(type(kind.__name__, (kind,), {}))
                kind.__init__ = written.__init__
                kind.__init__(self, *args, **named)

        return fill


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
