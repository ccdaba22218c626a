"""`new` begins a brief: from nothing, a record, a text or both; it writes nothing over and says what is next."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest

from crossbrief import inspection
from crossbrief.cli import main
from crossbrief.load import load
from crossbrief.yamlfile import Document, read_yaml
from tests.conftest import ROOT

BIB = ROOT / "tests" / "records" / "zotero-newspaper.bib"
TEXT = (ROOT / "crossbrief" / "skeleton" / "private" / "2024-evening-ferry.txt").read_text(encoding="utf-8")


class Input:
    """Standard input that holds bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


def new(root: Path, *arguments: str) -> int:
    return main(["new", *arguments], root=root)


def brief(root: Path, slug: str) -> dict[str, object]:
    document = read_yaml(root / "briefs" / f"{slug}.yaml", slug)
    assert isinstance(document, Document)
    plain = document.plain
    assert isinstance(plain, dict)
    return plain


def test_a_brief_from_nothing_says_by_check_what_is_missing(lanes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(lanes, "2024-a-title") == 0
    assert "briefs/2024-a-title.yaml is begun" in capsys.readouterr().out
    problems = load(lanes / "briefs")
    assert isinstance(problems, list)
    assert {one.place.path for one in problems} == {"briefs/2024-a-title.yaml"}
    assert {one.code for one in problems} == {"empty-value"}
    assert brief(lanes, "2024-a-title")["status"] == "draft"


def test_a_record_and_a_text_fill_in_what_is_known(
    lanes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Input(TEXT.encode()))
    assert new(lanes, "--from", str(BIB), "--text", "-") == 0
    told = capsys.readouterr().out
    assert "    1  The evening ferry is worth keeping\n" in told
    assert "    3  The last ferry of the day has become the one that people pl…\n" in told
    slug = "2024-evening-ferry-worth-keeping-cafe"
    copy = lanes / "private" / f"{slug}.txt"
    source = brief(lanes, slug)["source"]
    assert isinstance(source, dict)
    assert source["copy"] == {
        "sha256": hashlib.sha256(copy.read_bytes()).hexdigest(),
        "paragraphs": "7",
        "words": "172",
    }
    assert source["record"]["container-title"] == "Harbour Post"
    assert copy.read_text(encoding="utf-8").startswith("The evening ferry is worth keeping\nBy Ines Calder")
    numbered = (lanes / "private" / f"{slug}.numbered.txt").read_text(encoding="utf-8")
    assert "\n   5            5  Mr Reyes accuses the county" in numbered
    assert (lanes / "private" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_text_that_begins_with_the_title_of_its_record_is_not_counted_from_it(lanes: Path, tmp_path: Path) -> None:
    record, text = tmp_path / "r.json", tmp_path / "article.txt"
    record.write_text('{"type": "webpage", "title": "The evening ferry is worth keeping"}', encoding="utf-8")
    text.write_text(TEXT, encoding="utf-8")
    assert new(lanes, "ferry", "--from", str(record), "--text", str(text)) == 0
    source = brief(lanes, "ferry")["source"]
    assert isinstance(source, dict)
    assert source["copy"]["parts"] == [{"line": "1", "part": "title"}]
    assert source["copy"]["paragraphs"] == "6"


def test_a_filled_in_draft_is_sound_and_its_anchors_are_proved(lanes: Path, tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Nothing new stands in this short text of one paragraph, and that is all.\n", encoding="utf-8")
    assert new(lanes, "2024-short", "--text", str(text), "--sources", str(tmp_path / "copies")) == 0
    file = lanes / "briefs" / "2024-short.yaml"
    written = file.read_text(encoding="utf-8")
    for key, value in {
        "mark": "Short", "coder": "A tester", "type": "webpage", "title": "A short text", "issued": "2024",
        "language": "en", "issued_basis": "stated", "issued_because": "It says so.", "what": "A text.", "who": "Nobody.",
        "for_whom": "Anyone.", "interests": "None.", "method": "None.", "limits": "All.", "because": "It is invented.",
        "grade": "F", "bottom_line": "It says nothing.", "class": "judgement", "text": "Nothing is new.",
        "start": "Nothing new stands in", "end": "that is all",
    }.items():  # fmt: skip
        lines = written.split("\n")
        at = next(n for n, line in enumerate(lines) if line.split(" #")[0].strip() == f"{key}:")
        lines[at] = f"{lines[at].split(' #')[0]} {value}"
        written = "\n".join(lines)
    written = written.replace("  -\n  -\n", "  - It is short.\n  - It is invented.\n").replace(
        "status: draft", "status: published"
    )
    file.write_text(written, encoding="utf-8")
    site = lanes / "briefs" / "registers" / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "quotation: {percent: 100}\n", encoding="utf-8")
    for name in ("questions", "judgements", "relations"):
        (lanes / "briefs" / "registers" / f"{name}.yaml").unlink()
    for name in ("2020-gazette", "2021-herald"):
        (lanes / "briefs" / f"{name}.yaml").unlink()
    assert not isinstance(found := inspection.inspect(lanes), list), found
    assert main(["verify", "--sources", str(tmp_path / "copies")], root=lanes) == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "there is no title to make a slug of; give one: `crossbrief new 2024-a-short-slug`"),
        (["A Title"], "`A Title` can't be an id; use lower-case letters, digits and single hyphens, 80 at most"),
        (["2020-gazette"], "2020-gazette.yaml stands there already; give another slug"),
        (["one", "--from", "nowhere.bib"], "nowhere.bib can't be read: no such file or directory"),
        (["one", "--from", "-", "--text", "-"], "the record and the text can't both come from standard input; give one as a file"),
        (["one", "--text", "empty.txt"], "the text has no paragraph"),
        (["one", "--text", "latin.txt"], "latin.txt is not UTF-8; save it as UTF-8"),
        (["one", "--from", "empty.txt"], "empty.txt can't be taken: it is not CSL-JSON, BibTeX or RIS"),
        (["one", "--sources", "corpus/briefs/texts"], "is in the folder of briefs, which is published; name another with --sources"),
    ],
)  # fmt: skip
def test_a_brief_that_can_not_be_begun_is_refused_with_its_reason(
    lanes: Path, arguments: list[str], why: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(lanes.parent)
    Path("empty.txt").write_text("\n", encoding="utf-8")
    Path("latin.txt").write_bytes(b"caf\xe9\n")
    before = sorted(lanes.rglob("*"))
    assert main(["new", *arguments], root=Path("corpus")) == 2
    assert capsys.readouterr().err.rstrip("\n").endswith(why)
    assert sorted(lanes.rglob("*")) == before


def test_nothing_is_written_over(lanes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, held = tmp_path / "article.txt", lanes / "private" / "2024-a-title.txt"
    text.write_text("New.\n", encoding="utf-8")
    held.parent.mkdir()
    held.write_text("Mine.\n", encoding="utf-8")
    assert new(lanes, "2024-a-title", "--text", str(text)) == 2
    assert "2024-a-title.txt stands there already; give another slug" in capsys.readouterr().err
    assert held.read_text(encoding="utf-8") == "Mine.\n"
    assert not (lanes / "briefs" / "2024-a-title.yaml").exists()


def test_outside_of_a_corpus_the_way_to_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, "2024-a-title") == 2
    assert "`crossbrief init DIR` makes a corpus" in capsys.readouterr().err
