"""The bibliography, read back by bibtexparser, rispy and pandoc: every field equal, or the published table says why not."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbrief.exports import bibtex, csl, ris
from crossbrief.exports.files import bibliography, works_of
from crossbrief.exports.losses import LOSSES
from crossbrief.exports.table import Book
from crossbrief.pipeline import Built
from crossbrief.problem import Refused
from crossbrief.schema.base import Date, Language, Text, WebAddress
from crossbrief.schema.source import CslType, Name, Work
from crossbrief.strings import Strings
from tests.readers import different, fields, read_bibtex, read_csl, read_ris

DATES = [
    "2014", "2014-10", "2014-10-16", "2014-10~", "2014-10-16?", "2014%", "0099", "201X", "20XX", "2014-XX", "2014-XX-XX",
    "2014-10-XX", "2014-21", "2014-24~", "2014/2024", "2014-10~/2015", "2014-02-03/2014-02-05", "2015/..", "../2015", "2015/",
    "/2015", "2014-21/2014-22", "2015~/..", "2014-12-31/2015",
]  # fmt: skip
HOSTILE = [
    "=1+1", "</script>", "{open", "close}", "{pair}", "}{", "a, b", "A and B", "\\textbf{x}", "\\", "$x^2$", "100%", "#1 & #2_3",
    "--", "---", "``quoted''", "?`", ",,", "<<>>", '"straight"', "it's", "~", "نص عربي", "\u200fنص\u200e", "TY  - JOUR", "ER  - ", "@misc{x,",
    "a\u0301", "𝔘𝔫𝔦", "NASA’s eBay", "i", "; ;", "x" * 300, "%", "@comment", "line\u2028line", "a\nb", "-{}-",
]  # fmt: skip
READERS: dict[str, Any] = {
    "csl": lambda ident, work: read_csl(json.loads(csl.as_json([csl.item(ident, work)]))[0]),
    "bibtex": lambda ident, work: read_bibtex(bibtex.entry(ident, work))[ident],
    "ris": lambda ident, work: read_ris(ris.record(ident, work))[ident],
}


def text(value: str) -> Text:
    try:
        return Text.read(value)
    except Refused:
        return Text("x")


TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=12), st.builds(" ".join, st.lists(st.sampled_from(HOSTILE), max_size=4))
).map(text)
NAMES = st.one_of(
    st.builds(Name, family=TEXTS, given=TEXTS),
    st.builds(Name, literal=TEXTS),
    st.builds(Name, family=TEXTS),
    st.builds(Name, given=TEXTS),
)
URLS = st.sampled_from(
    [
        "https://a.example/b_c?d=%20&e=~f#g;h",
        "http://xn--x.example/",
        "https://a.example/نص",
        "https://a.example/a'b--c",
    ]
)
WORKS = st.builds(
    Work,
    type=st.sampled_from(get_args(CslType)),
    title=TEXTS,
    author=st.lists(NAMES, max_size=3).map(tuple),
    issued=st.sampled_from(DATES).map(Date.read),
    accessed=st.none() | st.sampled_from(DATES).map(Date.read),
    url=st.none() | URLS.map(WebAddress.read),
    doi=st.none() | TEXTS,
    language=st.sampled_from(["en", "en-GB", "ur", "no"]).map(Language.read),
    page=st.none() | st.sampled_from(["5-26", "5–26", "S1-S4", "12", "1, 4"]).map(Text.read),
    **{
        key: st.none() | TEXTS
        for key in ("container_title", "publisher", "publisher_place", "genre", "volume", "issue")
    },
)


def unexcused(format: str, work: Work, read: dict[str, Any]) -> dict[str, Any]:
    """What came back otherwise and is in no row of the published table."""
    excused = {loss.field for loss in LOSSES if loss.format == format and loss.when(work)}
    if "text" in excused:
        excused |= {
            "title",
            "author",
            "container_title",
            "publisher",
            "publisher_place",
            "genre",
            "volume",
            "issue",
            "page",
        }
    return {field: pair for field, pair in different(work, read).items() if field not in excused}


@pytest.mark.parametrize("format", READERS)
@settings(max_examples=150, deadline=None)
@given(work=WORKS)
def test_any_work_comes_back_as_it_was_or_the_table_of_losses_says_so(format: str, work: Work) -> None:
    assert unexcused(format, work, READERS[format]("a-slug", work)) == {}


@pytest.mark.parametrize("format", READERS)
def test_every_work_of_the_corpus_comes_back_from_the_whole_file(format: str, bundled: Built) -> None:
    works = works_of(Book(bundled.corpus, bundled.words))
    assert len(works) == len(bundled.corpus.briefs) + len(bundled.corpus.references)
    whole = {
        "csl": lambda: {one["id"]: read_csl(one) for one in json.loads(bundled.files["data/bibliography.csl.json"])},
        "bibtex": lambda: read_bibtex(bundled.files["data/bibliography.bib"].decode()),
        "ris": lambda: read_ris(bundled.files["data/bibliography.ris"].decode()),
    }[format]()
    assert list(whole) == list(works)
    for ident, work in works.items():
        assert unexcused(format, work, whole[ident]) == {}, ident


def test_the_record_of_each_brief_stands_beside_it_and_is_that_of_the_whole(bundled: Built) -> None:
    for brief in bundled.corpus.briefs:
        made = bibliography({brief.slug: brief.brief.source.record})
        for name, raw in zip(("source.csl.json", "source.bib", "source.ris"), made, strict=True):
            assert bundled.files[f"briefs/{brief.slug}/{name}"] == raw
            [whole] = [
                path
                for path in bundled.files
                if path.startswith("data/bibliography") and path.endswith(name.removeprefix("source"))
            ]
            entry = raw.decode().strip().removeprefix("[").removesuffix("]").strip()
            assert entry in bundled.files[whole].decode()


LOSING = {
    ("bibtex", "text"): {"title": "an open { brace"},
    ("bibtex", "author"): {"author": (Name(family=Text("Plato")),)},
    ("bibtex", "doi"): {"doi": "10.1/{x}"},
    ("ris", "author"): {"author": (Name(literal=Text("Crossing, a society")),)},
    ("ris", "url"): {"url": "https://a.example/;b"},
}


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: f"{loss.format}-{loss.field}")
def test_every_row_of_the_table_of_losses_does_happen(loss: Any, words: Strings) -> None:
    plain = {"type": "book", "title": Text("A title"), "issued": Date.read("2014"), "language": Language("en")}
    work = Work(**plain | LOSING[loss.format, loss.field])
    assert loss.when(work)
    assert not loss.when(Work(**plain))
    assert different(work, READERS[loss.format]("x", work))
    assert words(f"loss_{loss.format}_{loss.field}")


def test_the_data_page_publishes_the_table_of_losses(bundled: Built, words: Strings) -> None:
    page = bundled.files["data/index.html"].decode()
    for loss in LOSSES:
        assert words(f"loss_{loss.format}_{loss.field}").replace("'", "&#39;") in page


def test_a_ris_record_has_one_line_a_field_and_the_line_ends_of_the_format(bundled: Built) -> None:
    for line in bundled.files["data/bibliography.ris"].decode().split("\r\n"):
        assert line == "" or line[2:6] == "  - "
        assert "\n" not in line


def test_capitals_of_a_title_are_kept_from_the_styles() -> None:
    assert bibtex.title("Russia to meet ISIS threat") == "{Russia} to meet {ISIS} threat"


def test_a_date_says_what_parts_can_say_and_keeps_the_rest_as_edtf() -> None:
    said = {date: csl.csl_date(Date.read(date)) for date in DATES}
    assert said["2014-10~"] == {"date-parts": [[2014, 10]], "circa": True}
    assert said["2014-21"] == {"date-parts": [[2014]], "season": 1}
    assert said["2014-02-03/2014-02-05"] == {"date-parts": [[2014, 2, 3], [2014, 2, 5]]}
    assert said["2014-10-16?"] == {"date-parts": [[2014, 10, 16]], "circa": True, "edtf": "2014-10-16?"}
    assert said["2015/.."] == {"literal": "from 2015", "edtf": "2015/.."}


PANDOC_TYPES = {"post-weblog": "webpage", "broadcast": ""}
"""What pandoc makes of an entry's type; BibLaTeX has no word for these, and `entrysubtype` keeps ours."""


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed here")
@pytest.mark.parametrize("format", ["csljson", "biblatex"])
def test_pandoc_reads_every_work_with_every_field(format: str, bundled: Built) -> None:
    name = {"csljson": "bibliography.csl.json", "biblatex": "bibliography.bib"}[format]
    command = ["pandoc", "--from", format, "--to", "csljson"]
    done = subprocess.run(command, input=bundled.files[f"data/{name}"], capture_output=True, check=True)
    read = {one["id"]: one for one in json.loads(done.stdout)}
    works = works_of(Book(bundled.corpus, bundled.words))
    assert read.keys() == works.keys()
    for ident, work in works.items():
        item, written = read[ident], fields(work)
        assert plainly(item["title"]) == plainly(written["title"]), ident
        names = [tuple(one.get(key) for key in ("family", "given", "literal")) for one in item.get("author", ())]
        assert names == written["author"], ident
        assert item["issued"]["date-parts"][0][0] == work.issued.year, ident
        for theirs, ours in csl.PLAIN.items():
            if theirs != "language":
                assert item.get(theirs) == written[ours], (ident, theirs)
        assert item["language"].split("-")[0] == work.language.split("-")[0], (
            ident
        )  # pandoc adds the region it thinks of
        assert item["type"] == (PANDOC_TYPES.get(work.type, work.type) if format == "biblatex" else work.type), ident


def plainly(title: str) -> str:
    """A title without what pandoc adds for itself: its kinds of quotation marks, and marks of case."""
    for added in ('<span class="nocase">', "</span>"):
        title = title.replace(added, "")
    return title.translate(str.maketrans("’‘“”'", '"' * 5))
