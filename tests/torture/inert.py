"""Read the files of a site as a browser and a spreadsheet would, and tell what in them acts that no template made.

What the templates make is learnt from the same corpus with its own harmless texts; Markdown may add to it the few
elements that its rules can make.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

from crossbrief.inert import style_data
from crossbrief.templates import BRIEF_STYLE, templates_of
from tests.conftest import ROOT

Shape = frozenset[tuple[str, str]]
MARKDOWN: Shape = frozenset(
    {
        *((tag, "") for tag in ("p", "em", "strong", "ul", "ol", "li", "a", "br")),
        *(("a", "href"), ("a", "rel"), ("a", "title"), ("ol", "start")),
    }
)
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "srcset",
    "background",
    "ping",
    "xlink:href",
}
LOADED = {"img", "script", "iframe", "object", "embed", "audio", "video", "source", "track", "input", "use", "image"}
PATH = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
STYLE = str(style_data(templates_of(ROOT).style(BRIEF_STYLE)))
"""The one stylesheet that stands in pages."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts.append(data)
        elif self.inside == "style":
            self.styles.append(data)

    def handle_comment(self, data: str) -> None:
        self.elements.append(("!--", {}))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("?", {}))

    def unknown_decl(self, data: str) -> None:
        self.elements.append(("![", {}))


def read(page: bytes) -> _Reader:
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return reader


def shape(files: Mapping[str, bytes]) -> Shape:
    """Every element and every attribute of an element in the pages of a site."""
    found: set[tuple[str, str]] = set()
    for path, raw in files.items():
        if path.endswith(".html"):
            for tag, attributes in read(raw).elements:
                found |= {(tag, ""), *((tag, name) for name in attributes)}
    return frozenset(found)


def active(files: Mapping[str, bytes], known: Shape) -> Iterator[str]:
    """What in the files is not inert, or is not a file that a site has."""
    for path, raw in files.items():
        if not PATH.fullmatch(path) or ".." in path:
            yield f"{path!r} is no path of ours"
        if path.endswith(".html"):
            yield from (f"{path}: {one}" for one in _page(raw, known))
        elif path.endswith(".csv"):
            yield from (f"{path}: {one}" for one in _table(raw))
        elif path.endswith((".json", ".jsonld")):
            json.loads(raw)
        elif path.endswith((".xml", ".atom", ".svg")):
            yield from (f"{path}: {one}" for one in _document(raw))


def _page(raw: bytes, known: Shape) -> Iterator[str]:
    page = read(raw)
    for tag, attributes in page.elements:
        for pair in ((tag, ""), *((tag, name) for name in attributes)):
            if pair not in known:
                yield f"<{tag} {pair[1]}> is of no template"
        for name, value in attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                yield f"{name}={value!r}"
            if name in ADDRESSES:
                yield from _address(tag, value)
            if tag == "meta" and name == "content" and attributes.get("http-equiv", "").lower() == "refresh":
                yield from _address(tag, value.partition("url=")[2])
    for text in page.scripts:
        if "<" in text:
            yield f"a script holds {text[:60]!r}"
    if any(text != STYLE for text in page.styles) or len(page.styles) > 1:
        yield f"styles that are not ours: {[text[:60] for text in page.styles]}"


def _address(tag: str, value: str) -> Iterator[str]:
    """An address stays within the site or leads to http, https or mailto; what is loaded is the site's own."""
    plain = re.sub(r"[\x00-\x20]", "", value)
    parts = urlsplit(plain)
    if (
        plain.startswith(("//", "\\", "/\\"))
        or parts.scheme not in ("", "http", "https", "mailto")
        or (parts.scheme.startswith("http") and (not parts.netloc or "@" in parts.netloc or "\\" in plain))
    ):
        yield f"<{tag}> leads to {value!r}"
    elif tag in LOADED and parts.scheme:
        yield f"<{tag}> loads {value!r}"


def _table(raw: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"a row has {len(row)} cells"
        yield from (f"the cell {cell[:40]!r} is a formula" for cell in row if cell.startswith(FORMULA))


def _document(raw: bytes) -> Iterator[str]:
    for one in ElementTree.fromstring(raw).iter():
        tag = str(one.tag).rpartition("}")[2]
        if tag in ("script", "foreignObject", "iframe"):
            yield f"<{tag}>"
        for name, value in one.attrib.items():
            if name.startswith("on"):
                yield f"{name}={value!r}"
            if name.rpartition("}")[2] in ADDRESSES:
                yield from _address(tag, value)
