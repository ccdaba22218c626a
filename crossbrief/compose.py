"""Compose one YAML document from the parser's events: every value with its place, nothing guessed.

In: the text of a file. Out: its root node, or Stop at the first thing that YAML allows and we do not: tags, anchors,
aliases, merge keys, duplicate keys, several documents, too many values, too deep nesting. It works without recursion.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH, MAX_NODES = 50, 100_000
_Parser: Any = getattr(yaml.cyaml, "CParser", None) if yaml.__with_libyaml__ else None
_QUESTION = ("a text in brackets can't begin with `?`", "put the text in quotation marks")


@dataclass(slots=True)
class Node:
    """A value in the file: a text, a list of nodes, or a mapping of nodes, with its place (from 1)."""

    value: str | list[Node] | dict[str, Node]
    line: int
    col: int
    width: int
    empty: bool = False
    """True for a key with nothing after it."""
    last: int = 0
    """Of a text: the line it ends in."""
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


class Stop(Exception):
    """A thing that YAML allows and we do not."""

    def __init__(self, mark: Any, width: int, code: str, message: str, help: str) -> None:
        self.line, self.col, self.width = mark.line + 1, mark.column + 1, width
        self.code, self.message, self.help = code, message, help


_VALUES = {yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent}
_ENDS = {yaml.SequenceEndEvent, yaml.MappingEndEvent}


def compose(text: str) -> Node:
    """The one document of `text`; raises Stop, or what the parser raises."""
    parser = _Parser(text) if _Parser else yaml.SafeLoader(text)
    next_event, asked = parser.get_event, "?" in text
    root: Node | None = None
    stack: list[Node] = []
    pending: list[str | None] = []  # of each open mapping: the key that waits for its value
    nodes = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.StreamEndEvent:
            return root or Node("", 1, 1, 1, empty=True)
        if kind in _ENDS:
            _close(stack.pop(), event)
            pending.pop()
            continue
        if kind not in _VALUES:
            _refuse_kind(event, root)
            continue
        nodes += 1
        if event.anchor is not None or event.tag is not None or nodes > MAX_NODES or len(stack) >= MAX_DEPTH:
            _refuse(event, nodes, len(stack))
        if asked:
            _refuse_question(event, text)
        parent = stack[-1].value if stack else None
        if type(parent) is dict and pending[-1] is None:
            pending[-1] = _open_key(stack[-1], event)
            continue
        node = _node(event, kind)
        if type(parent) is dict:
            parent[pending[-1] or ""] = node
            pending[-1] = None
        elif type(parent) is list:
            parent.append(node)
        else:
            root = node
        if kind is not yaml.ScalarEvent:
            stack.append(node)
            pending.append(None)


_NO_KEYS: dict[str, tuple[int, int]] = {}
"""The keys of every text: one for all, since there are many texts."""


def _node(event: Any, kind: type) -> Node:
    mark = event.start_mark
    line, column = mark.line, mark.column
    if kind is not yaml.ScalarEvent:
        return Node([] if kind is yaml.SequenceStartEvent else {}, line + 1, column + 1, 1)
    end, value = event.end_mark, event.value
    last = end.line
    width = end.column - column if last == line else 10_000
    return Node(value, line + 1, column + 1, width, not value and event.implicit[0], last + 1, _NO_KEYS)


def _refuse_question(event: Any, text: str) -> None:
    mark = event.start_mark
    if mark.index and text[mark.index - 1] == "?":
        raise Stop(mark, 1, "yaml-syntax", *_QUESTION)


def _refuse_kind(event: Any, root: Node | None) -> None:
    """What is no value: an alias and a second document are refused, the rest says nothing."""
    if type(event) is yaml.DocumentStartEvent and root is not None:
        help = "keep one document in a file; take out the `---`"
        raise Stop(event.start_mark, 3, "several-documents", "a second document begins here", help)
    if type(event) is yaml.AliasEvent:
        message = f"`*{event.anchor}` refers to another part of the file, which a brief does without"
        help = "write the value out; quote a text that begins with `*`"
        raise Stop(event.start_mark, len(event.anchor or "") + 1, "yaml-alias", message, help)


def _close(node: Node, event: Any) -> None:
    """Give a mapping or list its width: to its bracket in the same line, else that of its first key."""
    end = event.end_mark
    if end.line + 1 == node.line:
        node.width = max(1, end.column + 1 - node.col)
    elif node.keys and (node.line, node.col) in node.keys.values():
        node.width = len(next(iter(node.keys)))


def _refuse(event: Any, nodes: int, depth: int) -> None:
    mark = event.start_mark
    if event.anchor is not None:
        raise Stop(
            mark,
            len(event.anchor) + 1,
            "yaml-anchor",
            f"`&{event.anchor}` names a part of the file to be used again, which a brief does without",
            "write the value out where it is used; quote a text that begins with `&`",
        )
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        help = "take it out; put a text that begins with `!` in quotation marks"
        raise Stop(mark, len(tag), "yaml-tag", f"`{tag}` is an order to YAML, which a brief does without", help)
    if nodes > MAX_NODES:
        raise Stop(mark, 1, "file-too-full", f"the file holds more than {MAX_NODES} values", "divide it")
    if depth >= MAX_DEPTH:
        raise Stop(
            mark,
            1,
            "file-too-deep",
            f"this is nested more than {MAX_DEPTH} deep",
            "check the brackets and the indentation",
        )


def _open_key(mapping: Node, event: Any) -> str:
    """Note where a key stands, and give it."""
    assert isinstance(mapping.value, dict)
    mark = event.start_mark
    if not isinstance(event, yaml.ScalarEvent):
        raise Stop(
            mark,
            1,
            "yaml-syntax",
            "a list or a mapping stands here; expected a key, which is a word",
            "put quotation marks around a text that begins with `[` or `{`",
        )
    key = event.value
    if key == "<<" and event.implicit[0]:
        message = "`<<` merges another mapping into this one, which a brief does without"
        raise Stop(mark, 2, "yaml-merge", message, "write the keys out")
    if key in mapping.value:
        first = mapping.keys[key][0]
        raise Stop(
            mark,
            _node(event, yaml.ScalarEvent).width,
            "duplicate-key",
            f"`{key}` stands here a second time; first in line {first}",
            "keep one of the two",
        )
    mapping.keys[key] = (mark.line + 1, mark.column + 1)
    return key
