"""The words of the interface, read from `templates/strings.yaml`.

In: the defaults, and the corpus' own file of that name, which holds the words that it changes. Out: a Strings, which views and
templates ask by key: `t("in_source", who=…, source=…)`, `t.count("claims", 3)`; or what is wrong with the corpus' own words:
a key that the defaults do not have, another kind of value, a text in { } that nothing fills in.
A key that does not exist is a problem with the template, never a blank.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from crossbrief.problem import Place, Problem, closest
from crossbrief.templates import FOLDER, WORDS, Templates
from crossbrief.yamlfile import Document, read_yaml

_SHOWN = f"{FOLDER}/{WORDS}"
_FOUND: dict[type, str] = {str: "a text", list: "a list", dict: "a mapping"}
_WANTED: dict[type, str] = {str: "one text", list: "a list of texts", dict: "two texts, `one:` and `other:`"}


class MissingWords(KeyError):
    """A key that the words of the interface do not have; where a template asks for it, the problem is the template's."""

    def __init__(self, key: str) -> None:
        message = f"the words of `{key}` are missing"
        super().__init__(message)
        self.problem = Problem(Place(_SHOWN), "missing-words", message, f"add `{key}:` to this file")


class Strings:
    """The interface's words by key."""

    def __init__(self, words: dict[str, Any]) -> None:
        self._words = words

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with their values filled in."""
        words = self._words.get(key)
        if type(words) is not str:
            raise MissingWords(key)
        return words.format(**values) if values else words

    @property
    def sum(self) -> str:
        """A sum of all the words, which changes with any of them."""
        return hashlib.sha256(repr(self._words).encode("utf-8", "surrogatepass")).hexdigest()

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


def load_strings(templates: Templates) -> Strings | list[Problem]:
    """The default words with the corpus' own over them; or every problem of its own."""
    *own, default = templates.every(WORDS) or [Path(FOLDER, WORDS)]
    words = read_yaml(default, _SHOWN)
    if isinstance(words, Problem):
        return [words]
    merged: dict[str, Any] = words.plain
    for file in own:
        document = read_yaml(file, _SHOWN)
        problems = [document] if isinstance(document, Problem) else list(_problems(document, merged))
        if problems or isinstance(document, Problem):
            return problems
        merged = merged | (document.plain or {})
    return Strings(merged)


def own_words(root: Path) -> Document | None:
    """The words of its own that the corpus at `root` has, with their places."""
    file = root / FOLDER / WORDS
    document = read_yaml(file, _SHOWN) if file.is_file() else None
    return document if isinstance(document, Document) else None


def _problems(document: Document, defaults: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with words that are to stand in the place of defaults."""
    if document.root.empty:
        return
    if not isinstance(document.plain, dict):
        help = "write `key: words`, with a key of the default words; `crossbrief template strings.yaml` copies them"
        message = f"the file holds {_FOUND[type(document.plain)]}; expected keys with their words"
        yield document.problem((), "wrong-type", message, help)
        return
    for key, words in document.plain.items():
        if key not in defaults:
            near = closest(key, defaults)
            yield Problem(
                document.key(key),
                "unknown-key",
                f"`{key}` is no key of the words of the interface",
                (f"did you mean `{near}`? " if near else "") + "words of a template of your own stand in the template",
            )
        elif not _alike(words, defaults[key]):
            help = f"write it as the default has it: `{key}: {_written(defaults[key])}`"
            message = f"`{key}` is {_FOUND[type(words)]} here; expected {_WANTED[type(defaults[key])]}"
            yield document.problem((key,), "wrong-type", message, help)
        else:
            yield from _unfilled(document, key, words, defaults[key])


def _alike(words: Any, default: Any) -> bool:
    """Whether words are of the default's kind: a text, a list of texts, or the same forms of a text."""
    if not isinstance(default, dict):
        return isinstance(words, type(default)) and (
            isinstance(words, str) or all(isinstance(one, str) for one in words)
        )
    return (
        isinstance(words, dict)
        and words.keys() == default.keys()
        and all(isinstance(one, str) for one in words.values())
    )


def _unfilled(document: Document, key: str, words: Any, default: Any) -> Iterator[Problem]:
    """Every text in { } that nothing fills in, where the default says what is filled in."""
    known = ("n", "d") if isinstance(default, dict) else tuple(dict.fromkeys(_fields(str(default))))
    texts = {(key, form): text for form, text in words.items()} if isinstance(words, dict) else {(key,): words}
    for loc, text in texts.items():
        if not isinstance(text, str):
            continue
        filled = f"what is filled in here: {', '.join(f'`{{{one}}}`' for one in known)}" if known else "take it out"
        try:
            strange = next((name for name in _fields(text) if name not in known), None)
        except ValueError:
            message = f"a brace in `{key}` stands alone"
            yield document.problem(loc, "unknown-placeholder", message, filled)
            continue
        if strange is not None:
            yield Problem(
                document.word(loc, rf"\{{{re.escape(strange)}"),
                "unknown-placeholder",
                f"nothing fills in `{{{strange}}}` in `{key}`",
                filled,
            )


def _fields(text: str) -> Iterator[str]:
    """The names in { } of a text; raises ValueError where a brace stands alone."""
    return (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _written(default: Any) -> str:
    """A default as it could stand in the file, in one line."""
    if isinstance(default, dict):
        return "{" + ", ".join(f'{form}: "{text}"' for form, text in default.items()) + "}"
    return f"[{', '.join(default)}]" if isinstance(default, list) else f'"{default}"'
