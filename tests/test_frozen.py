"""A frozen dataclass costs no more than another while the program runs, and is equal and hashed as a frozen one."""

from __future__ import annotations

import dataclasses

import pytest

from crossbrief.frozen import FEW, dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    a: int
    b: int = 2
    c: list[int] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class More(Many):
    d: int


def test_the_first_few_are_filled_as_all_that_come_after_them() -> None:
    made = [(Many(a=n), Many(a=n, b=3, c=[n]), More(n, a=n)) for n in range(FEW)]
    assert [(one.a, one.b, one.c, two.b, two.c) for one, two, _ in made] == [(n, 2, [], 3, [n]) for n in range(FEW)]
    assert [(three.a, three.b, three.d) for *_, three in made] == [(n, 2, n) for n in range(FEW)]
    assert len({id(one.c) for one, _, _ in made}) == FEW


@pytest.mark.parametrize(("args", "named"), [((), {}), ((1, 2), {"a": 1}), ((1,), {"a": 1, "d": 1}), ((1,), {"e": 1})])
def test_what_can_not_be_filled_is_refused_from_the_first(args: tuple[int, ...], named: dict[str, int]) -> None:
    @dataclass(frozen=True, slots=True)
    class First(Many):
        d: int

    for _ in range(2):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            First(*args, **named)
    assert First(1, a=2) == First(d=1, a=2)
