"""Find where an author wrote what stands in the site.

In: the author's files, and words as they are compared. Out: each text of a file that holds these words in a row, with its
place. What a page joins of two texts, or a template adds, was written nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from crossbrief.compose import Node
from crossbrief.leaks import Words, Written, texts
from crossbrief.link.names import one_of
from crossbrief.passage import words_of
from crossbrief.yamlfile import Document, Loc

_TARGET = re.compile(r"\]\([^)]*\)")
"""The address in a Markdown link, which stands apart from its words in a page."""
_BETWEEN, _NO_WORD_BEFORE, _NO_WORD_AFTER = r"[\W_]+", r"(?<![^\W_])", r"(?![^\W_])"


def whence(documents: Iterable[Document]) -> Callable[[Words], list[Written]]:
    """What finds words in the texts of some files; the files are read when it is first asked."""

    @cache
    def every() -> list[tuple[str, Document, Loc]]:
        return [(run, document, loc) for document in documents for run, loc in _runs(document.root, ())]

    def written(words: Words) -> list[Written]:
        wanted = _spaced(words)
        found = {(document.path, loc): (document, loc) for run, document, loc in every() if wanted in run}
        return [
            Written((document.path, loc), document.word(loc, _pattern(words)), called(document, loc))
            for document, loc in found.values()
        ]

    return written


def called(document: Document, loc: Loc) -> str:
    """What the text at `loc` is called: its key, and the record with an id that it is nearest to."""
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    for n in range(len(loc), 1, -1):
        value, register = document.find(loc[:n]).value, loc[n - 2]
        if isinstance(value, dict) and "id" in value and isinstance(register, str):
            return f"`{key}` of {one_of(register)} `{value['id'].value}`"
    return f"`{key}`"


def _runs(node: Node, loc: Loc) -> Iterator[tuple[str, Loc]]:
    """The words of each text as a page would show them, and with the addresses of its links, between spaces."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _runs(child, (*loc, key))
    elif isinstance(node.value, list):
        for n, child in enumerate(node.value):
            yield from _runs(child, (*loc, n))
    else:
        for text in dict.fromkeys((node.value, _TARGET.sub(" ", node.value))):
            yield from ((_spaced(words_of(one)), loc) for one in texts(text))


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _pattern(words: Words) -> str:
    """What finds the words in the lines of a file, in any case and with any signs between them."""
    each = (re.escape(word).replace("'", "['‘’‚]+") for word in words)
    return f"(?i){_NO_WORD_BEFORE}{_BETWEEN.join(each)}{_NO_WORD_AFTER}"
