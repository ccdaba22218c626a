"""Compose one YAML document from the parser's events: its bare value, or every value with its place, nothing guessed.

In: the text of a file. Out: its value, or its root node; or Stop at the first thing that YAML allows and we do not: tags, anchors,
aliases, merge keys, duplicate keys, several documents, too many values, too deep nesting. The value comes first, and of nearly
every file nothing else is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
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


class Stop(Exception):
    """A thing that YAML allows and we do not."""

    def __init__(self, mark: Any, width: int, code: str, message: str, help: str) -> None:
        self.line, self.col, self.width = mark.line + 1, mark.column + 1, width
        self.code, self.message, self.help = code, message, help


_STARTS = {yaml.SequenceStartEvent: list, yaml.MappingStartEvent: dict}
_ENDS = {yaml.SequenceEndEvent, yaml.MappingEndEvent}


def plain(text: str) -> Any:
    """The bare value of the one document of `text`; raises Stop, or what the parser raises."""
    return _parsed(text)[0]


def compose(text: str) -> Node:
    """The same with the place of everything in it."""
    value, events = _parsed(text)
    return _placed(value, iter(events)) if events else Node("", 1, 1, 1, empty=True)


def _parsed(text: str) -> tuple[Any, list[Any]]:
    """The bare value, which is empty where nothing stands, and the events that it was made of."""
    parser = _Parser(text) if _Parser else yaml.SafeLoader(text)
    next_event, asked = parser.get_event, "?" in text
    events: list[Any] = []
    root: Any = ""
    inside: Any = None
    stack: list[tuple[Any, dict[str, Any]]] = []
    keys: dict[str, Any] = {}  # of the mapping: each key with its event
    key: str | None = None  # that waits for its value
    nodes = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind in _ENDS:
            events.append(event)
            inside, keys = stack.pop()
            continue
        if kind is not yaml.ScalarEvent and kind not in _STARTS:
            if kind is yaml.StreamEndEvent:
                return root, events
            _refuse_kind(event, nodes)
            continue
        events.append(event)
        nodes += 1
        if event.anchor is not None or event.tag is not None or nodes > MAX_NODES or len(stack) >= MAX_DEPTH:
            _refuse(event, nodes, len(stack))
        if asked:
            _refuse_question(event, text)
        if type(inside) is dict and key is None:
            key = _key(event, keys)
            keys[key] = event
            continue
        value = event.value if kind is yaml.ScalarEvent else _STARTS[kind]()
        if type(inside) is dict:
            inside[key] = value
            key = None
        elif type(inside) is list:
            inside.append(value)
        else:
            root = value
        if kind is not yaml.ScalarEvent:
            stack.append((inside, keys))
            inside, keys = value, {}


def _placed(value: Any, events: Iterator[Any]) -> Node:
    """A value with the places of all that is in it, from its events."""
    event = next(events)
    line, col = _place(event)
    if isinstance(value, str):
        last = event.end_mark.line + 1
        return Node(value, line, col, _width(event), not value and event.implicit[0], last, _NO_KEYS)
    node = Node(value, line, col, 1)
    if isinstance(value, list):
        node.value = [_placed(one, events) for one in value]
    else:
        node.value = {}
        for key, one in value.items():
            node.keys[key] = _place(next(events))
            node.value[key] = _placed(one, events)
    _close(node, next(events))
    return node


_NO_KEYS: dict[str, tuple[int, int]] = {}
"""The keys of every text: one for all, since there are many texts."""


def _place(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _width(event: Any) -> int:
    """Of a text; of one of several lines more than a line has."""
    begin, end = event.start_mark, event.end_mark
    return end.column - begin.column if end.line == begin.line else 10_000


def _refuse_question(event: Any, text: str) -> None:
    mark = event.start_mark
    if mark.index and text[mark.index - 1] == "?":
        raise Stop(mark, 1, "yaml-syntax", *_QUESTION)


def _refuse_kind(event: Any, nodes: int) -> None:
    """What is no value: an alias and a second document are refused, the rest says nothing."""
    if type(event) is yaml.DocumentStartEvent and nodes:
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


def _key(event: Any, keys: dict[str, Any]) -> str:
    """A key of a mapping, which has others by now."""
    mark = event.start_mark
    if not isinstance(event, yaml.ScalarEvent):
        raise Stop(
            mark,
            1,
            "yaml-syntax",
            "a list or a mapping stands here; expected a key, which is a word",
            "put quotation marks around a text that begins with `[` or `{`",
        )
    key: str = event.value
    if key == "<<" and event.implicit[0]:
        message = "`<<` merges another mapping into this one, which a brief does without"
        raise Stop(mark, 2, "yaml-merge", message, "write the keys out")
    if key in keys:
        first, _ = _place(keys[key])
        raise Stop(
            mark,
            _width(event),
            "duplicate-key",
            f"`{key}` stands here a second time; first in line {first}",
            "keep one of the two",
        )
    return key
