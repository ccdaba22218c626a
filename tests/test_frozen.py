"""A frozen dataclass costs no more than another while the program runs, and is equal and hashed as a frozen one."""

from __future__ import annotations

import dataclasses

from crossbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    names: tuple[str, ...] = ()
    beside: str = dataclasses.field(default="", compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Same:
    x: int
    names: tuple[str, ...] = ()
    beside: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class One:
    x: str

    def __repr__(self) -> str:
        return f"one {self.x}"


def test_two_of_the_same_values_are_one_key() -> None:
    assert len({Point(1), Point(1), Point(2), Point(1, ("a",)), Point(1, beside="b")}) == 3
    assert Point(1) != Same(1)
    assert (hash(Point(1)), hash(One("a"))) == (hash(Same(1)), hash(("a",)))
    assert One("a") == One("a") != One("b")
    assert dataclasses.replace(Point(1), x=2) == Point(2)
    assert not hasattr(Point(1), "__dict__")


def test_one_is_shown_as_a_frozen_one_is() -> None:
    assert repr(Point(1, ("a",))).replace("Point", "Same") == repr(Same(1, ("a",)))
    assert repr([One("a")]) == "[one a]"


def test_no_call_sets_a_field() -> None:
    assert "__setattr__" in vars(Same)
    assert "__setattr__" not in vars(Point)
