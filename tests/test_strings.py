"""The words of the interface: every one is used, and every one that is asked for is there."""

from __future__ import annotations

import re

from crossbrief.strings import Strings
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
