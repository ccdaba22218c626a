"""Read one YAML file an author wrote: every key and value with its place, every scalar as the text it is.

In: a path. Out: a Document, or problems. YAML's guesses are switched off: `no`, `010`, `1:30` and dates stay text
until the schema says otherwise. Refused, each with its place: tags, anchors, aliases, merge keys, duplicate keys,
several documents, and files too large, too deep or too full to have been written by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from crossbrief.compose import Node, Stop, compose, plain
from crossbrief.problem import Place, Problem

MAX_BYTES = 1 << 20
Loc = tuple[str | int, ...]
_NOT_TEXT = "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028-\u202e\u2066-\u2069\ufeff]"
"""What YAML does not take, what it takes for the end of a line and no editor does, and what turns the text about.

It is compiled where a file needs it, which takes 5 ms.
"""
_UNSEEN_HELP = "take it out, and write a space where one is wanted"


@dataclass
class Document:
    """A file that is sound YAML: its path from the corpus's root, its text, its value.

    Its nodes, which carry the places, take twenty times the room of the text. They are made when they are first asked for.
    """

    path: str
    text: str

    @cached_property
    def sum(self) -> str:
        """The SHA-256 sum of the text."""
        return sum_of(self.text)

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text)

    @cached_property
    def root(self) -> Node:
        return compose(self.text)

    @cached_property
    def plain(self) -> Any:
        """The bare value: text, lists and mappings."""
        return plain(self.text)

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

    def shown(self, loc: Loc) -> Loc:
        """`loc` up to its last step that is in the file: a value written in the short way has none of the full one."""
        kept, before = 0, self.root
        for n, (node, _) in enumerate(self.walk(loc)):
            if node is not before:
                kept, before = n, node
        return loc[:kept]

    def find(self, loc: Loc) -> Node:
        """The value at `loc`, or the nearest thing around it that is in the file."""
        *_, (node, _) = self.walk(loc)
        return node

    def at(self, *loc: str | int) -> Place:
        """The place of the value at `loc`, or of the nearest thing around it that is in the file."""
        node = self.find(loc)
        return self.place(node.line, node.col, node.width)

    def word(self, loc: Loc, pattern: str, outside: str = "(?!)") -> Place:
        """The place of what `pattern` finds in the text at `loc`, first outside of `outside`; else of the text."""
        node = self.find(loc)
        raw = "\n".join(self.lines[node.line - 1 : node.last])
        for text in (re.sub(outside, lambda found: re.sub(r"[^\n]", " ", found[0]), raw), raw):
            found = re.compile(pattern).search(text, node.col - 1)
            if found:
                line, before = text.count("\n", 0, found.start()), text.rfind("\n", 0, found.start())
                return self.place(node.line + line, found.start() - before, len(found[0]))
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
    text = read_text(file, path)
    return text if isinstance(text, Problem) else parse_yaml(text, path)


class Unread(Document):
    """A document whose text is not held: it is read again where something in it has to be told.

    Where the file was changed or is gone by then, it is as one with nothing in it, so that what is told stands at its head.
    """

    def __init__(self, path: str, file: str, sum: str) -> None:
        self.path, self._file, self.sum = path, file, sum

    @property
    def text(self) -> str:  # type: ignore[override]
        text = read_text(Path(self._file), self.path)
        return text if isinstance(text, str) and sum_of(text) == self.sum else ""


def sum_of(text: str) -> str:
    """The SHA-256 sum of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_text(file: Path, path: str) -> str | Problem:
    """The text of a file that could hold a document."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except IsADirectoryError:
        return Problem(
            Place(path),
            "unreadable-file",
            "this is a folder; expected a file",
            "give the folder a name without `.yaml`",
        )
    except OSError as error:
        return Problem(
            Place(path),
            "unreadable-file",
            f"the file can't be read: {(error.strerror or 'unknown error').lower()}",
            "check that it exists and that you may read it",
        )
    if len(raw) > MAX_BYTES:
        return Problem(
            Place(path),
            "file-too-large",
            "the file is larger than 1 MiB, more than anyone writes by hand",
            "divide it: a brief is one article's",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = lines_of(raw[: error.start].decode("utf-8-sig", "replace"))
        lines = lines_of(raw.decode("utf-8-sig", "replace"))
        place = place_in(path, lines, len(before), len(before[-1]) + 1)
        return Problem(place, "not-utf-8", f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")


def lines_of(text: str) -> list[str]:
    """The lines of a file, whatever ends them: LF, CR LF or CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def parse_yaml(text: str, path: str) -> Document | Problem:
    """The document in `text`."""
    document = Document(path, text)
    printable = text.replace("\n", "").isprintable()  # as nearly every file is, and known in a tenth of the time
    for n, line in enumerate(() if printable else document.lines, start=1):
        found = re.search(_NOT_TEXT, line)
        if found:
            message = f"there is a character here that can't be seen, U+{ord(found[0]):04X}"
            return Problem(
                place_in(path, document.lines, n, found.start() + 1), "control-character", message, _UNSEEN_HELP
            )
    try:
        document.plain  # noqa: B018 - made here, to tell what keeps it from being made
    except Stop as stop:
        return Problem(
            place_in(path, document.lines, stop.line, stop.col, stop.width), stop.code, stop.message, stop.help
        )
    except yaml.MarkedYAMLError as error:
        return _in_our_words(error, path, document.lines)
    return document


_BY_CONTEXT = {
    "while scanning a quoted scalar": ("the quotation mark that opens here is not closed", "close it at the end of the text"),
    "while scanning an alias": ("a text can't begin with `*`", "put the text in quotation marks; in Markdown, emphasis can also be written with `_`"),
    "while scanning an anchor": ("a text can't begin with `&`", "put the text in quotation marks"),
    "while scanning a simple key": ("there is no `: ` after the key here",
        "write `key: value`, with a space after the colon; a text that goes on stands deeper than its key"),
    "while scanning a block scalar": ("the text begins beside its `>` or `|`",
        "begin the text on the next line, deeper; quote a text that begins with `>` or `|`"),
    "while scanning a directive": ("a line that begins with `%` is an order to YAML", "take the line out, or put the text in quotation marks"),
}  # fmt: skip
"""What the parser was about, where its place tells more than the place at which it stopped: what is said there."""
_BY_PROBLEM = {
    "mapping values are not allowed": ("there is a second `: ` in this line", "put the text in quotation marks, or on lines of its own after `>-`"),
    "did not find expected key": ("a key was expected here",
        "check that this line begins in the same column as its neighbours, and that quotation marks are closed"),
    "did not find expected '-' indicator": ("a list item was expected here",
        "begin it with `- ` in the column of the others, or move it right into the item before"),
    "did not find expected ',' or ']'": ("a list in `[ ]` is not closed, or a text in it needs quotation marks", "close it with `]`, or quote the text"),
    "did not find expected ',' or '}'": ("a mapping in `{ }` is not closed, or a text in it needs quotation marks", "close it with `}`, or quote the text"),
    "did not find expected node content": ("a value was expected here", "write it, or take out the comma or bracket that stands in its place"),
    "did not find expected <document start>": ("what stands above was taken for the whole file", "begin every key of the file in the first column"),
    "mapping keys are not allowed": ("a text can't begin with `? `", "put the text in quotation marks"),
    "block sequence entries are not allowed": ("a list can't begin here", "begin the list on a line of its own"),
    "found a tab character": ("there is a tab in the indentation", "indent with spaces"),
    "found character that cannot start": ("there is a tab in the indentation", "indent with spaces"),
    "found undefined tag handle": ("a text can't begin with `!`", "put the text in quotation marks"),
    "found unknown escape character": ("this `\\` has no meaning between \" and \"", "write it twice, or put the text between ' and '"),
}  # fmt: skip


_INSIDE = (
    "this key stands inside the text of the line before",
    "begin it in the same column as its neighbours; quote a text with `: ` in it",
)
"""The parser would leave the question mark out and say nothing."""
_GOES_ON = {
    '"': "put the whole text between ' and ', or write \\\" for a quotation mark inside it",
    "'": "put the whole text between \" and \", or write '' for an apostrophe inside it",
    "]": "take out what follows, or quote the whole text",
    "}": "take out what follows, or quote the whole text",
}


def _in_our_words(error: yaml.MarkedYAMLError, path: str, lines: list[str]) -> Problem:
    """What the parser stumbled over, in an author's words, where it began or where the parser stopped."""
    told, about = str(error.problem or error.context or "it is not YAML"), str(error.context or "")
    began, mark = error.context_mark, error.problem_mark or error.context_mark
    words = None if told.startswith("found unknown escape") else _BY_CONTEXT.get(about)
    unclosed = "]'" in told or "}'" in told
    if began and mark and (words or (unclosed and began.line != mark.line)):
        mark = began
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    place = place_in(path, lines, line, col)
    before, after = place.text[: place.col - 1], place.text[place.col - 1 :]
    words = words or _by_the_line(told, before, after)
    words = words or next((words for start, words in _BY_PROBLEM.items() if told.startswith(start)), None)
    if words is _INSIDE:
        place = place_in(path, lines, line, len(before) - len(before.lstrip()) + 1, len(before.strip()))
    message, help = words or (f"this is not YAML: {told}", "check indentation and quotation marks around here")
    return Problem(place, "yaml-syntax", message, help)


def _by_the_line(told: str, before: str, after: str) -> tuple[str, str] | None:
    """What the line says where the parser's word for it could mean several things."""
    if told.startswith("mapping values") and ": " not in before and not before.endswith('"'):
        return _INSIDE
    if told.startswith("found character that cannot start") and not after.startswith("\t"):
        return f"a text can't begin with `{after[:1]}`", "put the text in quotation marks"
    if told.startswith("did not find expected key") and before.rstrip()[-1:] in _GOES_ON and before.strip():
        last = before.rstrip()[-1]
        return f"the line goes on after its closing {last}", _GOES_ON[last]
    if told.startswith("did not find expected key") and after.startswith("- "):
        return "a list item stands among keys", "take out its `- `, or move it right under its key"
    return None
