"""A frozen dataclass costs no more than another while the program runs, and is equal and hashed as a frozen one."""

from __future__ import annotations

import dataclasses

from crossbrief.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    names: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Same:
    x: int
    names: tuple[str, ...] = ()


def test_two_of_the_same_values_are_one_key() -> None:
    assert len({Point(1), Point(1), Point(2), Point(1, ("a",))}) == 3
    assert hash(Point(1)) == hash(Same(1))
    assert dataclasses.replace(Point(1), x=2) == Point(2)
    assert not hasattr(Point(1), "__dict__")


def test_no_call_sets_a_field() -> None:
    assert "__setattr__" in vars(Same)
    assert "__setattr__" not in vars(Point)
