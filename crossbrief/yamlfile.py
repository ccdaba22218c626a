"""Read one YAML file an author wrote: every key and value with its place, every scalar as the text it is.

In: a path. Out: a Document, or problems. YAML's guesses are switched off: `no`, `010`, `1:30` and dates stay text
until the schema says otherwise. Refused, each with its place: tags, anchors, aliases, merge keys, duplicate keys,
several documents, and files too large, too deep or too full to have been written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from crossbrief.problem import Place, Problem

MAX_BYTES, MAX_DEPTH, MAX_NODES = 1 << 20, 50, 100_000
_Parser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None
Loc = tuple[str | int, ...]


@dataclass(slots=True)
class Node:
    """A value in the file: a text, a list of nodes, or a mapping of nodes, with its place (from 1)."""

    value: str | list[Node] | dict[str, Node]
    line: int
    col: int
    width: int
    empty: bool = False
    """True for a key with nothing after it."""
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of a mapping: the line and column of each key."""

    @property
    def plain(self) -> Any:
        """The bare value: text, list or dict."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain for node in self.value]
        return self.value


@dataclass(slots=True)
class Document:
    """A file that is sound YAML: its path from the corpus's root, its lines, its value."""

    path: str
    lines: list[str]
    root: Node

    def place(self, line: int, col: int, width: int = 1) -> Place:
        return place_in(self.path, self.lines, line, col, width)

    def walk(self, loc: Loc) -> Iterator[tuple[Node, str | int | None]]:
        """The nodes from the root along `loc`, as far as they go; a step into a list of one written bare stays."""
        node = self.root
        yield node, None
        for step in loc:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node.value, dict) and isinstance(step, str):
                return
            yield node, step

    def find(self, loc: Loc) -> Node:
        """The value at `loc`, or the nearest thing around it that is in the file."""
        *_, (node, _) = self.walk(loc)
        return node

    def at(self, *loc: str | int) -> Place:
        """The place of the value at `loc`, or of the nearest thing around it that is in the file."""
        node = self.find(loc)
        return self.place(node.line, node.col, node.width)

    def key(self, *loc: str | int) -> Place:
        """The place of the key that `loc` ends in."""
        parent = self.find(loc[:-1])
        if loc and loc[-1] in parent.keys:
            line, col = parent.keys[str(loc[-1])]
            return self.place(line, col, len(str(loc[-1])))
        return self.at(*loc)

    def problem(self, loc: Loc, code: str, message: str, help: str = "") -> Problem:
        """A problem with the value at `loc`."""
        return Problem(self.at(*loc), code, message, help)


def place_in(path: str, lines: list[str], line: int, col: int, width: int = 1) -> Place:
    """A place in a file, with its line's text; a line past the end becomes the last."""
    line = max(1, min(line, len(lines) or 1))
    text = lines[line - 1] if lines else ""
    return Place(path, line, max(1, min(col, len(text) + 1)), width, text)


def read_yaml(file: Path, path: str) -> Document | Problem:
    """The document in `file`, shown to its author as `path`; or the first thing that keeps it from being one."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(
            Place(path),
            "unreadable-file",
            f"the file can't be read: {(error.strerror or 'unknown error').lower()}",
            "check that it exists and that you may read it",
        )
    if len(raw) > MAX_BYTES:
        return Problem(
            Place(path), "file-too-large", "the file is larger than 1 MiB", "divide it: a brief is one article's"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Problem(
            Place(path, line, col), "not-utf-8", f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8"
        )
    return parse_yaml(text, path)


def parse_yaml(text: str, path: str) -> Document | Problem:
    """The document in `text`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        root = _compose(text)
    except _Stop as stop:
        return Problem(place_in(path, lines, stop.line, stop.col, stop.width), stop.code, stop.message, stop.help)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message, help = _in_our_words(str(error.problem or error.context or "it is not YAML"))
        return Problem(place_in(path, lines, line, col), "yaml-syntax", message, help)
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        before = text[:position]
        place = place_in(path, lines, before.count("\n") + 1, position - before.rfind("\n"))
        return Problem(
            place,
            "control-character",
            "there is a character that YAML does not allow",
            "take it out, or save the file as UTF-8 text",
        )
    return Document(path, lines, root)


class _Stop(Exception):
    """A thing that YAML allows and we do not."""

    def __init__(self, mark: Any, width: int, code: str, message: str, help: str) -> None:
        self.line, self.col, self.width = mark.line + 1, mark.column + 1, width
        self.code, self.message, self.help = code, message, help


_HINTS = {
    "mapping values are not allowed": ("there is a second `: ` in this line", "put the text in quotation marks, or on lines of its own after `>-`"),
    "did not find expected key": ("a key was expected here", "check that this line begins in the same column as its neighbours, and that quotation marks are closed"),
    "could not find expected ':'": ("a key was expected here, with `:` after it", "check the lines before: a text that goes on must stand deeper than its key"),
    "did not find expected '-' indicator": ("a list item was expected here", "begin it with `- ` in the column of the others"),
    "found character that cannot start any token": ("a text can't begin with this character", "put the text in quotation marks; indent with spaces, not tabs"),
    "found unexpected end of stream": ("the file ends inside a quoted text", "close the quotation mark"),
    "did not find expected ',' or ']'": ("a list in `[ ]` is not closed, or a text in it needs quotation marks", "close it with `]`, or quote the text"),
    "did not find expected ',' or '}'": ("a mapping in `{ }` is not closed, or a text in it needs quotation marks", "close it with `}`, or quote the text"),
    "block sequence entries are not allowed": ("a list can't begin here", "begin the list on a line of its own"),
}  # fmt: skip


def _in_our_words(problem: str) -> tuple[str, str]:
    for start, words in _HINTS.items():
        if problem.startswith(start):
            return words
    return f"this is not YAML: {problem}", "check indentation and quotation marks around here"


def _compose(text: str) -> Node:
    """The one document of `text`, built from the parser's events without recursion."""
    parser = _Parser(text) if _Parser else yaml.SafeLoader(text)
    root: Node | None = None
    stack: list[Node] = []
    pending: list[str | None] = []  # of each open mapping: the key that waits for its value
    nodes = 0
    while True:
        event = parser.get_event()
        kind = type(event)
        if kind is yaml.StreamEndEvent:
            break
        if kind is yaml.DocumentStartEvent and root is not None:
            raise _Stop(
                event.start_mark,
                3,
                "several-documents",
                "a second document begins here",
                "keep one document in a file; take out the `---`",
            )
        if kind is yaml.AliasEvent:
            raise _Stop(
                event.start_mark,
                len(event.anchor) + 1,
                "yaml-alias",
                f"`*{event.anchor}` refers to another part of the file",
                "write the value out; quote a text that begins with `*`",
            )
        if kind in (yaml.SequenceEndEvent, yaml.MappingEndEvent):
            stack.pop()
            pending.pop()
            continue
        if kind not in (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent):
            continue
        nodes += 1
        mark, end = event.start_mark, event.end_mark
        _refuse(event, nodes, len(stack))
        if kind is yaml.ScalarEvent:
            width = end.column - mark.column if end.line == mark.line else 10_000
            node = Node(event.value, mark.line + 1, mark.column + 1, width, empty=not event.value and event.implicit[0])
        else:
            node = Node([] if kind is yaml.SequenceStartEvent else {}, mark.line + 1, mark.column + 1, 1)
        root = root or node
        _attach(stack, pending, event, node)
        if kind is not yaml.ScalarEvent:
            stack.append(node)
            pending.append(None)
    return root or Node("", 1, 1, 1, empty=True)


def _attach(stack: list[Node], pending: list[str | None], event: Any, node: Node) -> None:
    """Put a node into the list or mapping that is open; in a mapping every other node is a key."""
    if not stack:
        return
    parent = stack[-1].value
    if isinstance(parent, list):
        parent.append(node)
    elif pending[-1] is None:
        _open_key(stack[-1], event, node)
        pending[-1] = event.value
    elif isinstance(parent, dict):
        parent[pending[-1]] = node
        pending[-1] = None


def _refuse(event: Any, nodes: int, depth: int) -> None:
    mark = event.start_mark
    if event.anchor is not None:
        raise _Stop(
            mark,
            len(event.anchor) + 1,
            "yaml-anchor",
            f"`&{event.anchor}` names a part of the file to be used again",
            "write the value out where it is used; quote a text that begins with `&`",
        )
    if event.tag is not None and event.tag != "!":
        raise _Stop(
            mark, 1, "yaml-tag", f"`{event.tag}` is a YAML tag", "take it out; quote a text that begins with `!`"
        )
    if nodes > MAX_NODES:
        raise _Stop(mark, 1, "file-too-full", f"the file holds more than {MAX_NODES} values", "divide it")
    if depth >= MAX_DEPTH:
        raise _Stop(
            mark,
            1,
            "file-too-deep",
            f"this is nested more than {MAX_DEPTH} deep",
            "check the brackets and the indentation",
        )


def _open_key(mapping: Node, event: Any, node: Node) -> None:
    assert isinstance(mapping.value, dict)
    mark = event.start_mark
    if not isinstance(event, yaml.ScalarEvent):
        raise _Stop(
            mark,
            1,
            "yaml-syntax",
            "a key must be a word, not a list or a mapping",
            "put quotation marks around a text that begins with `[` or `{`",
        )
    key = event.value
    if key == "<<" and event.implicit[0]:
        raise _Stop(mark, 2, "yaml-merge", "`<<` merges another mapping into this one", "write the keys out")
    if key in mapping.value:
        first = mapping.keys[key][0]
        raise _Stop(
            mark,
            node.width,
            "duplicate-key",
            f"`{key}` stands here a second time; first in line {first}",
            "keep one of the two",
        )
    mapping.keys[key] = (node.line, node.col)
