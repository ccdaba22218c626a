"""Whatever stands in a file, it is a document or one placed problem. The whole pipeline is tried so in tests/torture."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossbrief.yamlfile import Document, parse_yaml


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_document_or_one_placed_problem(text: str) -> None:
    found = parse_yaml(text, "briefs/x.yaml")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert isinstance(found, Document) or 1 <= found.place.line <= len(lines)
