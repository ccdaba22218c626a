"""References as Chicago and APA write them, against what a reference CSL processor printed (`oracles/references.json`)."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crossbrief import pipeline
from crossbrief.edtf import Edtf
from crossbrief.locator import Locator
from crossbrief.reference import apa, chicago
from crossbrief.reference.runs import Runs
from crossbrief.schema.source import Name, Work
from tests.oracles import references as oracle

ROOT = Path(__file__).resolve().parents[1]
PRINTED: list[dict[str, Any]] = json.loads(oracle.FILE.read_text(encoding="utf-8"))
KEYS = {"container-title": "container_title", "publisher-place": "publisher_place", "URL": "url", "DOI": "doi"}


def work_of(record: dict[str, Any]) -> Work:
    values = {KEYS.get(key, key): value for key, value in record.items()}
    names = tuple(Name(**name) for name in values.pop("author", ()))
    return Work(**{**values, "issued": Edtf.parse(record["issued"])}, author=names)


def ours(one: dict[str, Any]) -> dict[str, Runs]:
    at = Locator.parse(one["at"]) if one["at"] else None
    return forms(work_of(one["record"]), at, reprint=one["reprint"])


def forms(work: Work, at: Locator | None, *, reprint: bool) -> dict[str, Runs]:
    return {
        "chicago-note": chicago.note(work, at, reprint=reprint),
        "chicago-short-note": chicago.short_note(work, at),
        "chicago-bibliography": chicago.bibliography(work, reprint=reprint),
        "chicago-author-date": chicago.author_date(work, reprint=reprint),
        "chicago-in-text": chicago.in_text(work, at),
        "apa-reference": apa.reference(work, reprint=reprint),
        "apa-in-text": apa.in_text(work, at),
    }


def as_marked(runs: Runs) -> str:
    return "".join(f"<i>{run.text}</i>" if run.italic else run.text for run in runs)


def without_marks(text: str) -> str:
    return re.sub(r"</?i>|[“”‘’]", "", text)


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where we mean to differ from the processor: the works and forms by patterns, why, and what must agree all the same."""

    works: str
    forms: str
    because: str
    same: Callable[[str], str]


NOTHING: Callable[[str], str] = lambda text: ""  # noqa: E731 - the processor has no such form
DEVIATIONS = (
    Deviation(
        r"title \[",
        r".*",
        "a supplied title is a description: in its brackets only, with its own capitals",
        lambda text: without_marks(text).casefold(),
    ),
    Deviation(
        r"(interview|speech|document|post)\b.*",
        r"chicago-bibliography|chicago-author-date|chicago-in-text|apa-.*",
        "the styles take a work that nothing carries for a private letter or talk; ours are published",
        NOTHING,
    ),
    Deviation(
        r"(unsure )?report.*|at nowhere report|long preposition",
        r"apa-in-text",
        "the style leaves the title of an anonymous report bare, where the manual (8.14) has italics or quotation marks",
        without_marks,
    ),
    Deviation(
        r"issued .*[~?%].* anonymous|unsure .*",
        r"chicago-note",
        "the style loses a comma before a bracketed date, or before what stands between the title and it",
        lambda text: text.replace(",", ""),
    ),
    Deviation(r"issued \.\./2015 .*", r"chicago-bibliography", "a sentence begins with a capital", str.casefold),
    Deviation(
        r"title A well-known.*|title A title with “quotes.*",
        r".*",
        "headline capitals reach the first letter of e-mail, and a quotation after a short word",
        str.casefold,
    ),
    Deviation(
        r"container that is an address",
        r".*",
        "a periodical that goes by its address keeps its letters as its record has them",
        str.casefold,
    ),
    Deviation(
        r"long preposition",
        r"chicago.*|apa-in-text",
        "prepositions of five letters take a capital (Chicago 18, 8.160; APA 7, 6.17)",
        str.casefold,
    ),
    Deviation(
        r"author 2 Ada Council.*",
        r"chicago-bibliography|chicago-author-date|apa-reference",
        "an inverted name is closed by a comma before the name of a body, too",
        lambda text: text.replace(",", ""),
    ),
    Deviation(
        r"author 1 Mark.*",
        r"chicago-bibliography|chicago-author-date",
        "a family name is kept whole, as its record has it",
        lambda text: " ".join(sorted(re.findall(r"\w+", text))),
    ),
)


def deviations(ident: str, form: str) -> list[Deviation]:
    return [d for d in DEVIATIONS if re.match(d.works, ident) and re.fullmatch(d.forms, form)]


@pytest.mark.parametrize("one", PRINTED, ids=lambda one: one["id"])
def test_a_reference_is_what_the_processor_prints(one: dict[str, Any]) -> None:
    for form, runs in ours(one).items():
        text, expected = as_marked(runs), one["printed"][form]
        if text != expected:
            for meant in deviations(one["id"], form):
                text, expected = meant.same(text), meant.same(expected)
        assert text == expected, form


def test_every_deviation_is_one() -> None:
    differing = [
        meant
        for one in PRINTED
        for form, runs in ours(one).items()
        if as_marked(runs) != one["printed"][form]
        for meant in deviations(one["id"], form)
    ]
    assert [meant.because for meant in DEVIATIONS if meant not in differing] == []


def test_every_deviation_is_published() -> None:
    table = (ROOT / "docs/references.md").read_text(encoding="utf-8")
    published = re.findall(r"(?m)^\| (.+?) \| .+ \|$", table)[1:]
    assert published == [meant.because for meant in DEVIATIONS]


def shape(work: Work) -> tuple[object, ...]:
    """What decides how a work is formatted: its type, whether its date is sure, and which fields it has."""
    told = (
        "container_title",
        "publisher",
        "publisher_place",
        "genre",
        "volume",
        "issue",
        "page",
        "url",
        "doi",
        "author",
    )
    return (work.type, work.issued.inexact, *(name for name in told if getattr(work, name)))


def real_works() -> list[tuple[str, Work]]:
    corpus = pipeline.read(ROOT)
    assert not isinstance(corpus, list)
    sources = [(brief.slug, brief.brief.source.record) for brief in corpus.briefs]
    return sources + [(one.id, one.record) for one in corpus.references.values()]


def test_every_shape_of_the_corpus_was_shown_to_the_processor() -> None:
    known = {shape(work_of(one["record"])) for one in PRINTED}
    missing = {ident: shape(work) for ident, work in real_works() if shape(work) not in known}
    assert missing == {}, "add the shapes to `SHAPES` of tests/oracles/references.py and write its file anew"


def test_no_real_work_leaves_a_hole_in_any_form() -> None:
    for ident, work in real_works():
        for form, runs in forms(work, Locator.parse("4-5, caption 2"), reprint=False).items():
            assert not re.search(r"  |,,|\.\.|, \.|\(\)|None", as_marked(runs)), (ident, form)


def test_the_processor_still_prints_what_the_file_says() -> None:
    folder = os.environ.get("CROSSBRIEF_CITEPROC")
    if not folder or not shutil.which("node"):
        pytest.skip(
            "no citeproc-js here: set CROSSBRIEF_CITEPROC to the folder that tests/oracles/references.py describes"
        )
    assert oracle.as_text(oracle.printed(Path(folder))) == oracle.FILE.read_text(encoding="utf-8")
