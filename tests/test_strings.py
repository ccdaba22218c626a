"""The words of the interface: every one is used, and every one that is asked for is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crossbrief.strings import MissingWords, Strings, load_strings
from crossbrief.templates import templates_of
from tests.conftest import ROOT

SOURCES = [*(ROOT / "crossbrief").rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
TEXT = "".join(file.read_text(encoding="utf-8") for file in SOURCES)
MADE = re.findall(r"""t\(\s*f["']([a-z_]*)\{""", TEXT)
"""Beginnings of keys that are put together, such as `condition_{status}`."""
ENDED = re.findall(r"""t\(\s*f["']\{[a-z_]+\}([a-z_]+)["']""", TEXT)
"""Endings of keys that are put together, such as `{name}_lead`."""


def test_every_word_is_used(words: Strings) -> None:
    keys = words._words.keys()
    literal = set(re.findall(r"""["']([a-z_]+)["']""", TEXT))
    literal |= {f"{key}{end}" for key in literal for end in ENDED}
    unused = {key for key in keys if key not in literal and not any(made and key.startswith(made) for made in MADE)}
    assert not unused


def test_every_key_that_is_asked_for_is_there(words: Strings) -> None:
    asked = set(re.findall(r"""\bt(?:\.count)?\(\s*["']([a-z_]+)["']\s*[,)]""", TEXT))
    assert asked
    assert not asked - words._words.keys()


def own(root: Path, text: str) -> Strings:
    """The words of a corpus that has some of its own."""
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates/strings.yaml").write_text(text, encoding="utf-8")
    found = load_strings(templates_of(root))
    assert isinstance(found, Strings), found
    return found


def test_a_corpus_has_the_words_that_it_changes_and_the_defaults_of_the_others(tmp_path: Path, words: Strings) -> None:
    ours = own(tmp_path, 'home: Start\nclaims: {one: "{n} saying", other: "{n} sayings"}\nnumbers: [none, a]\n')
    assert (ours("home"), ours.count("claims", 1), ours("questions")) == ("Start", "a saying", words("questions"))
    assert ours._words.keys() == words._words.keys()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}\n"])
def test_a_file_without_words_changes_none(tmp_path: Path, words: Strings, text: str) -> None:
    assert own(tmp_path, text)._words == words._words


def test_the_whole_file_of_the_defaults_is_taken_as_it_is(tmp_path: Path, words: Strings) -> None:
    assert own(tmp_path, (ROOT / "templates/strings.yaml").read_text(encoding="utf-8"))._words == words._words


def test_what_is_filled_in_may_be_left_out(tmp_path: Path) -> None:
    assert own(tmp_path, 'and_last: "{rest} &c. {{{last!s:>3}}}"\n').listing(["a", "b"]) == "a &c. {  b}"
    assert own(tmp_path, "and_last: all of them\n").listing(["a", "b"]) == "all of them"


def test_all_that_is_wrong_with_the_words_of_a_corpus_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/strings.yaml").write_text(
        'hoem: Start\nclaims: claims\nand_last: "{rset}"\nor_last: "{rest.__class__} or {0}"\nlower_inside: [[A]]\n'
    )
    found = load_strings(templates_of(tmp_path))
    assert isinstance(found, list)
    assert [(one.place.line, one.code) for one in found] == [
        (1, "unknown-key"),
        (2, "wrong-type"),
        (3, "unknown-placeholder"),
        (4, "unknown-placeholder"),
        (5, "wrong-type"),
    ]


def test_words_that_the_program_asks_for_and_nobody_has_are_told() -> None:
    for ask in (Strings({}), Strings({}).words, lambda key: Strings({}).count(key, 1)):
        with pytest.raises(MissingWords) as missing:
            ask("home")
        assert missing.value.problem.code == "missing-words"
