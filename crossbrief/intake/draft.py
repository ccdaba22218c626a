"""The first state of a brief: what is known is filled in, what is missing is left empty for `check` to ask for.

In: a record, an article, the day. Out: the slug and the text of the file. Nothing is guessed: an empty key is a problem
whose message explains the key.
"""

from __future__ import annotations

import json
import re
import unicodedata

from crossbrief.intake.article import Article
from crossbrief.intake.item import Record
from crossbrief.yamlfile import Document, parse_yaml

SLUG_WORDS, SLUG_LENGTH = 5, 60
_SMALL = frozenset("a an and as at by de der die du for from in is la le les of on or that the to und with".split())  # noqa: SIM905
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def slug_of(record: Record) -> str:
    """A slug of the year and the first words of the title that tell something; empty where neither gives any."""
    plain = unicodedata.normalize("NFKD", record.fields.get("title", "").lower().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]|[\u0300-\u036f]", "", plain))
    telling = [word for word in words if word not in _SMALL] or words
    slug = "-".join(filter(None, (record.year, *telling[:SLUG_WORDS])))
    return slug if len(slug) <= SLUG_LENGTH else slug[:SLUG_LENGTH].rpartition("-")[0]


def draft(record: Record, article: Article | None, today: str, schema: str = "") -> str:
    """The text of the file; `schema` is where its JSON Schema stands, seen from the file."""
    fields = record.fields
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [
        "crossbrief: 1",
        "status: draft # take this line out to publish the brief",
        f"mark:{_value(fields.get('container-title', ''))} # the short name beside the year that stands for the source",
        "coder:",
        f"coded_on: {today}",
        f"reviewed_on: {today} # when it was last read against the article",
        "source:",
        "  record:",
        *(f"    {key}:{_value(fields.get(key, ''))}" for key in ("type", "title")),
        *(["    author:", *map(_name, record.authors)] if record.authors else []),
        *(f"    {key}:{_value(text)}" for key, text in fields.items() if key not in ("type", "title")),
        *(f"    {key}:" for key in ("issued", "language") if key not in fields),
        "  issued_basis: # stated, address or inferred",
        "  issued_because:",
        "  seen: private copy",
        "  copy:",
        f"    sha256:{_value(article.sha256 if article else '')}",
        f"    paragraphs:{_value(str(len(article.paragraphs)) if article else '')}",
        f"    words:{_value(str(article.words) if article else '')}",
        *(["    parts:"] if article and article.parts else []),
        *(f"      - {{line: {n}, part: {part}}}" for n, part in enumerate(article.parts if article else (), start=1)),
        *(
            ["    furniture:", f"      - {{lines: {len(article.parts) + 1}, what: the date}}"]
            if article and article.dated
            else []
        ),
        "  descriptor:",
        *(f"    {key}:" for key in ("what", "who", "for_whom", "interests", "method", "limits")),
        "    reliability:",
        "      because:",
        "      grade: # A to F; F means that it can't be judged",
        f"      as_of: {today}",
        "bottom_line: # two or three sentences",
        "before_you_rely: # what it is, and what to distrust first",
        "  -",
        "  -",
        "claims:",
        "  - id: c1",
        "    class:",
        "    text: # one thing that the article says, in your words, without its speaker",
        "    citation:",
        "      at: 1",
        "      start: # three to six words, as printed",
        "      end:",
    ]
    return "\n".join(lines) + "\n"


def _name(name: dict[str, str]) -> str:
    return (
        "      - {" + ", ".join(f"{part}: {json.dumps(text, ensure_ascii=False)}" for part, text in name.items()) + "}"
    )


def _value(text: str) -> str:
    """A text after its colon, in quotation marks where YAML would read it otherwise."""
    if not text:
        return ""
    document = parse_yaml(f"key: {text}", "")
    plain = isinstance(document, Document) and document.plain == {"key": text}
    return f" {text}" if plain else f" {json.dumps(text, ensure_ascii=False)}"
