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

from markupsafe import Markup

from crossbrief import addresses

_INTERNAL = re.compile(
    r"(?P<kind>entity|event|question|ref):(?P<id>[a-z0-9-]+)|(?P<slug>[a-z0-9-]+)?#(?P<claim>[a-z0-9-]+)"
)
_EXTERNAL = re.compile(r"(?:https?://[^\s/@]+(?:/|$)|mailto:[^\s]+@)", re.IGNORECASE)
_SPECIAL = re.compile(r"[*_`\[\]<>&\\\n#!~|+\-:]|\d[.)]")
KINDS = {"entity": "entities", "event": "events", "question": "questions", "ref": "references"}


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser: Any = MarkdownIt("zero").enable(["emphasis", "link", "list", "newline", "escape", "entity", "autolink"])
    parser.validateLink = lambda url: bool(_EXTERNAL.match(url) or _INTERNAL.fullmatch(url))
    return parser


def targets(text: str) -> Iterator[tuple[str, str]]:
    """Every link to a thing of the corpus: the register (or `claims`) and the id (`slug#id`, or `#id` at home)."""
    if "](" not in text:
        return
    for token in _parser().parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                found = _INTERNAL.fullmatch(str(child.attrs["href"]))
                if found:
                    yield (
                        (KINDS[found["kind"]], found["id"])
                        if found["kind"]
                        else ("claims", f"{found['slug'] or ''}#{found['claim']}")
                    )


def to_html(
    text: str, slug: str, href: Callable[[str], str], work: Callable[[str], str] = addresses.reference
) -> Markup:
    """The text as HTML; `slug` is the brief whose claims `#c3` means, `href` makes a site path a link.

    `work` says where an outside work stands.
    """
    if not _SPECIAL.search(text):
        return Markup("<p>%s</p>\n") % text
    parser = _parser()
    tokens = parser.parse(text)
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                _resolve(child, slug, href, work)
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - made by the parser without raw HTML, every address checked


def _resolve(token: Any, slug: str, href: Callable[[str], str], work: Callable[[str], str]) -> None:
    found = _INTERNAL.fullmatch(str(token.attrs["href"]))
    if not found:
        token.attrs["rel"] = "noopener"
        return
    if found["claim"]:
        path = addresses.brief(found["slug"] or slug, found["claim"])
    else:
        make = {
            "entity": addresses.entity,
            "event": addresses.event,
            "question": addresses.question,
            "ref": work,
        }
        path = make[found["kind"]](found["id"])
    token.attrs["href"] = href(path)


def plain(text: str) -> str:
    """The text without its marks, for places that take no markup: descriptions, cards, tables of words."""
    unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"(?<!\w)[*_]+|[*_]+(?!\w)|\\", "", unlinked)).strip()
