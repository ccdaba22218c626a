"""`new`: begin a brief. In: a slug, a bibliographic record, an article's text, or any of them. Out: the file of the brief and
the private copy with its numbers; what stands there already is never written over.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from crossbrief.cli.console import DONE, shown, wrong
from crossbrief.intake import read_record
from crossbrief.intake.article import Article, article_of
from crossbrief.intake.draft import draft, slug_of
from crossbrief.intake.item import Record, Unreadable
from crossbrief.problem import Refused
from crossbrief.schema.base import Id
from crossbrief.schema.jsonschema import FOLDER

PRIVATE = "private"
_BEGINNING = 60
"""Characters of each paragraph that are shown."""


class _Wrong(Exception):
    """Why the command can't be done."""


def run(options: argparse.Namespace, root: Path) -> int:
    """Begin a brief in the corpus at `root`."""
    try:
        return _begin(options, root)
    except _Wrong as error:
        return wrong("new", str(error))


def _begin(options: argparse.Namespace, root: Path) -> int:
    briefs, sources = root / "briefs", options.sources or root / PRIVATE
    if not briefs.is_dir():
        raise _Wrong(f"there is no folder {shown(briefs)}; `crossbrief init DIR` makes a corpus")
    if sources.resolve().is_relative_to(briefs.resolve()):
        raise _Wrong(f"{shown(sources)} is in the folder of briefs, which is published; name another with --sources")
    if options.record == "-" and options.text == "-":
        raise _Wrong("the record and the text can't both come from standard input; give one as a file")
    record = _record(options.record)
    article = _article(_read(options.text), record) if options.text else None
    slug = _slug(options.slug or slug_of(record), briefs)
    brief, copy, numbered = briefs / f"{slug}.yaml", sources / f"{slug}.txt", sources / f"{slug}.numbered.txt"
    if article and not article.paragraphs:
        raise _Wrong("the text has no paragraph")
    schema = briefs / FOLDER / "brief.json"
    texts = {brief: draft(record, article, datetime.date.today().isoformat(), _seen_from(schema, brief))}
    texts |= {copy: article.text, numbered: article.numbered} if article else {}
    standing = next((file for file in texts if os.path.lexists(file)), None)
    if standing:
        raise _Wrong(f"{shown(standing)} stands there already; give another slug")
    if article and not sources.is_dir():
        sources.mkdir(parents=True)
        (sources / ".gitignore").write_text("*\n", encoding="utf-8")  # the texts are not ours to publish
    for file, text in texts.items():
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    _tell(brief, copy, numbered, sources, article, record)
    return DONE


def _record(name: str | None) -> Record:
    if name is None:
        return Record({}, (), ())
    try:
        return read_record(_read(name))
    except Unreadable as error:
        raise _Wrong(f"{'the record' if name == '-' else name} can't be taken: {error}") from None


def _article(text: str, record: Record) -> Article:
    names = tuple(name.get("family") or name.get("literal", "") for name in record.authors)
    return article_of(text, record.fields.get("title", ""), tuple(filter(None, names)))


def _read(name: str) -> str:
    """The text of a file, or of standard input."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8")
    except OSError as error:
        raise _Wrong(f"{name} can't be read: {(error.strerror or 'unknown error').lower()}") from None
    except UnicodeDecodeError:
        raise _Wrong(f"{'standard input' if name == '-' else name} is not UTF-8; save it as UTF-8") from None


def _slug(wanted: str, briefs: Path) -> str:
    if not wanted:
        raise _Wrong("there is no title to make a slug of; give one: `crossbrief new 2024-a-short-slug`")
    try:
        slug = Id.read(wanted)
    except Refused as refused:
        raise _Wrong(f"{refused.message}; {refused.help}") from None
    taken = next((file for file in sorted(briefs.rglob("*.yaml")) if file.stem == slug), None)
    if taken:
        raise _Wrong(f"{shown(taken)} stands there already; give another slug")
    return slug


def _seen_from(schema: Path, brief: Path) -> str:
    return os.path.relpath(schema, brief.parent) if schema.is_file() else ""


def _tell(brief: Path, copy: Path, numbered: Path, sources: Path, article: Article | None, record: Record) -> None:
    """Say what was made, what was left out, and what to do next."""
    print(f"{shown(brief)} is begun")
    for one in record.left_out:
        print(f"  not taken over, {one}")
    if article:
        print(f"{shown(copy)} is the private copy, which is never published; its paragraphs:")
        for n, line in enumerate(article.paragraphs, start=1):
            print(f"{n:>5}  {line if len(line) <= _BEGINNING else line[: _BEGINNING - 1] + '…'}")
    place = f"{shown(numbered)}, which has the numbers" if article else "the article"
    print("next:")
    print(f"  read {place}, and write its claims into {shown(brief)}")
    if not article:
        print(f"  put its text into {shown(copy)}, a paragraph a line, and its sum and counts into `copy:`")
    print("  crossbrief check says what is missing, with an example of each")
    print(f"  crossbrief verify --sources {shown(sources)} proves the anchors against the text")
