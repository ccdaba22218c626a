"""What tests of the pages read of a site: a page, a table of its data, its charts; and a list on one leaf."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TypeVar
from xml.etree import ElementTree

from crossbrief import addresses
from crossbrief.pipeline import Built
from crossbrief.views.leaves import Leaf, leaves

T = TypeVar("T")
NUMBER = re.compile(r"\d[\d,]*")


def table(built: Built, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(built.files[addresses.table(name)].decode("utf-8"))))


def page(built: Built, path: str) -> str:
    return built.files[path].decode("utf-8")


def charts(built: Built, path: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page(built, path), re.DOTALL)]


def digits(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def whole(entries: Sequence[T]) -> Leaf[T]:
    """A list on one leaf."""
    return next(leaves("index.html", entries, str, max(1, len(entries))))
