"""The rule on our own words: what the settings leave to the sources' speech stands in quotation marks or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crossbrief.compose import Node
from crossbrief.problem import Problem
from crossbrief.schema.site import Site
from crossbrief.yamlfile import Document, Loc

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_WORD = re.compile(r"\w+")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
THEIRS = {
    "record",
    "start",
    "end",
    "words",
    "loaded",
    "as_named",
    "printed",
    "byline",
    "shown_by",
    "wording",
    "avoid",
    "id",
    "references",
    "variants",
    "mark",
    "furniture",
}
"""Keys whose text is the source's or a name, not ours."""


def avoided_words(site: Site, documents: Iterable[Document]) -> Iterator[Problem]:
    """Every word that the settings avoid in our own text outside quotation marks."""
    instead = {word.lower(): entry.instead for entry in site.avoid for word in entry.words}
    if not instead:
        return
    pattern = re.compile(
        r"\b(?:" + "|".join(map(re.escape, sorted(instead, key=len, reverse=True))) + r")\b", re.IGNORECASE
    )
    parts = [_WORD.findall(word) for word in instead]
    for document in documents:
        raw = document.text.lower()
        if "\\" not in raw and not any(all(part in raw for part in word) for word in parts):
            continue  # nearly every file; one with a backslash may hold a letter in another form
        for loc, text in own_texts(document.root):
            bare = QUOTED.sub(lambda found: " " * len(found[0]), text)
            for word in dict.fromkeys(found[0] for found in pattern.finditer(bare)):
                yield Problem(
                    document.word(loc, rf"\b{re.escape(word)}\b", QUOTED.pattern),
                    "avoided-word",
                    f"`{word}` stands in our own words",
                    f"write {instead[word.lower()]}, or put the source's words in quotation marks with their speaker",
                )


def own_texts(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text of a file that is ours, and where it stands."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            if key not in THEIRS:
                yield from own_texts(child, (*loc, key))
    elif isinstance(node.value, list):
        for n, child in enumerate(node.value):
            yield from own_texts(child, (*loc, n))
    elif not _ID.fullmatch(node.value):
        yield loc, node.value
