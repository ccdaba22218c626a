"""Turn an author's Markdown into HTML that is safe to set in a page, and find the links in it.

In: Markdown of a few paragraphs. Out: Markup. HTML in the text is shown as text. A link goes to http, https or mailto,
or to a thing of the corpus: `#c3` (a claim of the same brief), `slug#c3`, `entity:id`, `event:id`, `question:id`,
`ref:id`. This is the one place that marks text as safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from crossbrief import addresses
from crossbrief.frozen import dataclass

_INTERNAL = re.compile(
    r"(?P<kind>entity|event|question|ref):(?P<id>[a-z0-9-]+)|(?P<slug>[a-z0-9-]+)?#(?P<claim>[a-z0-9-]+)"
)
_EXTERNAL = re.compile(r"(?:https?://[^\s/@]+(?:/|$)|mailto:[^\s]+@)", re.IGNORECASE)
_SPECIAL = re.compile(r"[*_`\[\]<>&\\\n#!~|+\-:]|\d[.)]")
_MARKED = re.compile(r"[*_`\[\]<>&\\\n\r\t]|^(?:[-+]|\d+[.)])")
"""What can be a mark of the rules that are switched on; a hyphen or a number is one only at the start."""
_CUT = "\x00"
"""Stands for an address; no text that was read holds it."""
KINDS = {"entity": "entities", "event": "events", "question": "questions", "ref": "references"}


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser: Any = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape", "entity", "autolink"])
    parser.validateLink = lambda url: bool(_EXTERNAL.match(url) or _INTERNAL.fullmatch(url))
    return parser


@dataclass(frozen=True, slots=True)
class _Link:
    """A link to a thing of the corpus, as written in the text."""

    kind: str
    """Empty for a claim."""
    id: str
    slug: str
    """Of the claim's brief; empty for a claim of the same brief."""

    def path(self, slug: str, work: Callable[[str], str]) -> str:
        if not self.kind:
            return addresses.brief(self.slug or slug, self.id)
        make = {
            "entity": addresses.entity,
            "event": addresses.event,
            "question": addresses.question,
            "ref": work,
        }
        return make[self.kind](self.id)


def targets(text: str) -> Iterator[tuple[str, str]]:
    """Every link to a thing of the corpus: the register (or `claims`) and the id (`slug#id`, or `#id` at home)."""
    if "](" in text or "<" in text:
        for link in _pieces(text)[1]:
            yield (KINDS[link.kind], link.id) if link.kind else ("claims", f"{link.slug}#{link.id}")


def to_html(
    text: str, slug: str, href: Callable[[str], str], work: Callable[[str], str] = addresses.reference
) -> Markup:
    """The text as HTML; `slug` is the brief whose claims `#c3` means, `href` makes a site path a link.

    `work` says where an outside work stands.
    """
    if not _SPECIAL.search(text):
        return Markup("<p>%s</p>\n") % text
    between, links = _pieces(text)
    made = [between[0]]
    for link, after in zip(links, between[1:], strict=True):
        made += (str(escape(href(link.path(slug, work)))), after)
    return Markup("".join(made))  # noqa: S704 - made by the parser without raw HTML, every address checked


@cache
def _pieces(text: str) -> tuple[tuple[str, ...], tuple[_Link, ...]]:
    """The text's HTML, cut where the address of a thing of the corpus stands, and these things in order.

    A text is parsed once, however many pages show it; only the addresses differ from page to page.
    """
    if not _MARKED.search(text) and text == text.strip():
        quoted = text.replace('"', "&quot;")
        return (f"<p>{quoted}</p>\n",), ()
    parser = _parser()
    tokens, links = parser.parse(text), []
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                found = _INTERNAL.fullmatch(str(child.attrs["href"]))
                if found:
                    links.append(_Link(found["kind"] or "", found["id"] or found["claim"], found["slug"] or ""))
                    child.attrs["href"] = _CUT
                else:
                    child.attrs["rel"] = "noopener"
    return tuple(parser.renderer.render(tokens, parser.options, {}).split(_CUT)), tuple(links)


def outside(text: str) -> Iterator[str]:
    """Every address on the web that the text links to."""
    if "://" in text:
        for token in _parser().parse(text):
            for child in token.children or ():
                if child.type == "link_open" and str(child.attrs["href"]).lower().startswith(("http://", "https://")):
                    yield str(child.attrs["href"])


def plain(text: str) -> str:
    """The text without its marks, for places that take no markup: descriptions, cards, tables of words."""
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"(?<!\w)[*_]+|[*_]+(?!\w)|\\", "", unlinked)).strip()
