"""The words of the interface, read from one file: `templates/strings.yaml`.

In: that file. Out: a Strings, which views and templates ask by key: `t("in_source", who=…, source=…)`, `t.count("claims", 3)`.
A key that does not exist is a problem with the template, never a blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crossbrief.problem import Place, Problem
from crossbrief.templates import FOLDER, Templates
from crossbrief.yamlfile import Document, read_yaml


class MissingWords(Exception):
    """A key that the file of the interface's words does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        message = f"the words of `{key}` are missing"
        self.problem = Problem(Place(f"{FOLDER}/strings.yaml"), "missing-words", message, f"add `{key}:` to this file")


class Strings:
    """The interface's words by key."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with their values filled in."""
        words = self._words.get(key)
        if not isinstance(words, str):
            raise MissingWords(key)
        return words.format(**values) if values else words

    def words(self, key: str) -> Sequence[str]:
        """A list of words."""
        found = self._words.get(key)
        if not isinstance(found, list):
            raise MissingWords(key)
        return found

    def count(self, key: str, number: int) -> str:
        """A number of things, `{n}` in words as in a sentence, `{d}` in digits. Example: four positions"""
        forms = self._words.get(key)
        if not isinstance(forms, dict):
            raise MissingWords(key)
        form = forms["one"] if number == 1 else forms["other"]
        return str(form).format(n=self.number(number), d=f"{number:,}")

    def number(self, number: int) -> str:
        """A number as it stands in a sentence: in words up to twelve."""
        names = self._words["numbers"]
        return str(names[number]) if number < len(names) else f"{number:,}"

    def listing(self, items: Sequence[str]) -> str:
        """Things in a row. Example: a, b and c"""
        if len(items) < 2:
            return "".join(items)
        return self("and_last", rest=", ".join(items[:-1]), last=items[-1])

    def listing_or(self, items: Sequence[str]) -> str:
        """Things to choose from. Example: a, b or c"""
        if len(items) < 2:
            return "".join(items)
        return self("or_last", rest=", ".join(items[:-1]), last=items[-1])


def load_strings(templates: Templates) -> Strings | Problem:
    """The words in `strings.yaml` of the templates."""
    document = read_yaml(templates.find("strings.yaml") or Path(FOLDER, "strings.yaml"), f"{FOLDER}/strings.yaml")
    return document if isinstance(document, Problem) else Strings(document.root.plain)


def own_words(root: Path) -> Document | None:
    """The words of its own that the corpus at `root` has, with their places."""
    file = root / FOLDER / "strings.yaml"
    document = read_yaml(file, f"{FOLDER}/strings.yaml") if file.is_file() else None
    return document if isinstance(document, Document) else None
