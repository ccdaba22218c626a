"""Hostile text in every field is inert in every file of the site: pages, tables, feeds, file names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossbrief.pipeline import Built
from crossbrief.problem import Refused
from crossbrief.schema.base import Id, Prose, Text
from tests.conftest import LANES, ROOT
from tests.torture import suites
from tests.torture.inert import MARKDOWN, active, shape
from tests.torture.inject import Corpus, Field, free_fields
from tests.torture.strings import own
from tests.torture.table import Tell

NOT_IN_A_CORPUS = {"Archive.url", "Correction.why", "SiteFile.base_address", "Work.DOI", "Work.page"}
"""Fields that no corpus of the repository has: addresses and identifiers, held by their types, and one text."""


def one_of_each(corpus: Corpus) -> list[Field]:
    """A field of each name; what two records have under one name is tried once."""
    return list({field.name: field for field in corpus.fields}.values())


def rounds(fields: list[Field], texts: list[str], many: int, step: int = 1) -> Iterator[dict[Field, str]]:
    """Each round gives every field another text; as many rounds as there are texts give every field every text."""
    for k in range(many):
        yield {field: texts[(n + k * step) % len(texts)] for n, field in enumerate(fields)}


def try_all(corpus: Corpus, fields: list[Field], texts: list[str], many: int, folder: Path, step: int = 1) -> str:
    """Build the rounds and read every file; how many texts stood in how many fields, and how many were refused."""
    plain, _ = corpus.build({}, folder / "corpus")
    known = shape(plain.files) | MARKDOWN
    assert list(active(plain.files, known)) == []
    counts: Counter[str] = Counter()
    for texts_of in rounds(fields, texts, many, step):
        built, taken = corpus.build(texts_of, folder / "corpus")
        found = list(active(built.files, known))
        assert found == []
        counts["active"] += len(found)
        counts["shown"] += len(taken)
        counts["refused"] += len(texts_of) - len(taken)
    assert counts["shown"] > counts["refused"]
    return f"{counts['active']} active; {counts['shown']:,} shown, {counts['refused']:,} refused"


def test_every_text_of_our_list_is_inert_in_every_field_of_the_tiny_corpus(
    tmp_path: Path, long: bool, told: Tell
) -> None:
    corpus, texts = Corpus(LANES), own()
    assert len(texts) >= 300
    done = try_all(corpus, corpus.fields, texts, *((len(texts), tmp_path) if long else (4, tmp_path, 97)))
    told(
        "hostile text, our own list",
        f"{len(corpus.fields)} fields x {len(texts) if long else 4} texts",
        done,
    )


def test_texts_of_our_list_are_inert_in_fields_of_every_name(tmp_path: Path, long: bool, told: Tell) -> None:
    corpus = Corpus(ROOT)
    fields = one_of_each(corpus)
    done = try_all(corpus, fields, own(), 40 if long else 1, tmp_path, 11)
    told("hostile text, a field of each name", f"{len(fields)} fields x {40 if long else 1} texts", done)


@suites.needed
def test_the_texts_of_others_are_inert(tmp_path: Path, long: bool, told: Tell) -> None:
    texts = suites.naughty_strings() + suites.markdown_examples()
    assert len(texts) > 1000
    corpus = Corpus(LANES)
    done = try_all(corpus, corpus.fields, texts, 120 if long else 2, tmp_path, 97)
    told("naughty strings and CommonMark", f"{len(texts):,} texts, {120 if long else 2} rounds", done)


def test_the_corpora_have_every_field_that_is_written_freely() -> None:
    there = {field.name.rpartition(".")[2] for root in (LANES, ROOT) for field in Corpus(root).fields}
    assert {name for name in free_fields() if name.rpartition(".")[2] not in there} <= NOT_IN_A_CORPUS | {
        "Claim.as_named"
    }


def test_what_is_read_for_is_found() -> None:
    """The reader of the site finds each thing that it is there to find."""
    page = b"<p onclick=x><a href='javascript:x'>y</a><img src='https://evil.example/'><script>1<2</script><style>p{}</style><!-- c -->"
    found = " ".join(active({"a.html": page, "a.csv": b"a\n=1\n", "../x.css": b""}, frozenset({("p", "")})))
    for sign in (
        "onclick",
        "javascript:",
        "loads",
        "<img ",
        "a script holds",
        "styles that are not ours",
        "<!-- >",
        "formula",
        "no path of ours",
    ):
        assert sign in found


@pytest.mark.parametrize("kind", [Text, Prose])
@pytest.mark.parametrize("unseen", [0x202E, 0x2066, 0x200B, 0x2060, 0x3164, 0xFEFF, 0xE0041, 0x1B, 0])
def test_a_character_that_turns_the_text_about_or_has_no_width_is_refused(kind: type[Text], unseen: int) -> None:
    with pytest.raises(Refused, match=f"U\\+{unseen:04X}"):
        kind.read(f"a{chr(unseen)}b")


@pytest.mark.parametrize("text", ["می\u200cخواهم", "\u200fאבג\u200e", "क्\u200dष", "a\u00adb"])
def test_a_character_that_a_script_needs_stays(text: str) -> None:
    assert Text.read(text) == text


@pytest.mark.parametrize("ident", ["с1", "c\u0661", "ｃ1", "c1\u200b", "C1", "ı1", "c1\n", "ﬁ", "ﬀ-1"])
def test_an_id_that_looks_like_another_can_not_be_written(ident: str) -> None:
    with pytest.raises(Refused):
        Id.read(ident)


def test_text_is_marked_as_safe_only_where_it_is_made_so() -> None:
    marked = sorted(
        file.relative_to(ROOT).as_posix()
        for file in (*(ROOT / "crossbrief").rglob("*.py"), *(ROOT / "templates").rglob("*.html"))
        if any(
            sign in file.read_text(encoding="utf-8")
            for sign in ("Markup(", "(Markup,", "|safe", "| safe", "autoescape false")
        )
    )
    assert marked == ["crossbrief/compiling.py", "crossbrief/inert.py", "crossbrief/markdown.py"]


def test_the_bundled_site_is_inert(bundled: Built) -> None:
    assert list(active(bundled.files, shape(bundled.files))) == []
