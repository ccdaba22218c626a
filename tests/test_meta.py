"""What programs read of a page: tags for Zotero, JSON-LD, COinS. And data that can't break out of a script."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbrief import addresses
from crossbrief.edtf import Edtf
from crossbrief.inert import inert_json
from crossbrief.pipeline import Built
from crossbrief.schema.base import WebAddress
from crossbrief.schema.source import CslType, Name, Work
from crossbrief.views.meta import ZOTERO_TYPES, coins, exact_date, page_meta
from tests.test_site import Reader

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "a & b",
    "line\u2028break\u2029",
    "]]>",
    '"\\',
    "<!DOCTYPE",
]


def brief_page(built: Built, slug: str) -> str:
    return built.files[addresses.brief(slug)].decode("utf-8")


def linked_data(page: str) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    found = json.loads(blocks[0])
    assert isinstance(found, dict)
    return found


def test_zotero_finds_a_report_by_its_coder_on_every_brief_page(bundled: Built) -> None:
    for linked in bundled.corpus.briefs:
        page = Reader(brief_page(bundled, linked.slug))
        tags = [(attrs.get("name") or "", attrs.get("content") or "") for tag, attrs in page.tags if tag == "meta"]
        told = dict(tags)
        assert told["z:itemType"] == "report"
        assert told["citation_title"].startswith("Brief of ")
        for author in ("citation_author", "dcterms.creator"):
            assert [content for name, content in tags if name == author] == [f"{linked.brief.coder},"]
        assert told["citation_technical_report_institution"] == bundled.corpus.site.publisher
        assert told["citation_publication_date"] == linked.brief.reviewed_on.text
        assert told["dcterms.title"] == told["citation_title"]
        assert "citation_journal_title" not in told
        assert not [attrs for _, attrs in page.tags if attrs.get("class") == "Z3988"], "COinS would win over the tags"


def test_a_person_who_codes_has_the_family_name_first_and_no_comma_after(bundled: Built) -> None:
    linked, corpus = bundled.corpus.briefs[0], bundled.corpus
    site = replace(corpus.site, editors=(Name(family="Pym", given="Nora"),))
    by_a_person = replace(linked, brief=replace(linked.brief, coder="Nora Pym"))
    told = dict(page_meta(by_a_person, replace(corpus, site=site), bundled.words).tags)
    assert told["citation_author"] == told["dcterms.creator"] == "Pym, Nora"


def test_the_bibliography_has_one_context_object_for_each_source_and_none_for_other_works(bundled: Built) -> None:
    page = Reader(bundled.files[addresses.BIBLIOGRAPHY].decode("utf-8"))
    objects = [parse_qs(attrs["title"] or "") for _, attrs in page.tags if attrs.get("class") == "Z3988"]
    records = [linked.brief.source.record for linked in bundled.corpus.briefs]
    assert [one["rft.title"][0] for one in objects] == [record.title for record in records]
    assert [one["rft.type"][0] for one in objects] == [ZOTERO_TYPES[record.type] for record in records]
    for one, record in zip(objects, records, strict=True):
        assert one.get("rft.identifier", [None])[0] == record.url
        assert one.get("rft.source", [None])[0] == record.container_title
        assert one["rft.date"][0] == exact_date(record.issued)


def test_a_context_object_keeps_a_body_whole_and_escapes_every_field() -> None:
    names = (Name(literal="Council & Town"), Name(family="Pym", given="Nora"))
    work = Work(
        type="report", title='A & "B" = C', author=names, issued=Edtf.parse("2020-06~"), language="en", page="5-26"
    )
    found = parse_qs(coins(work))
    assert found["rft.aucorp"] == ["Council & Town"]
    assert found["rft.au"] == ["Nora Pym"]
    assert found["rft.title"] == ['A & "B" = C']
    assert found["rft.pages"] == ["5-26"]


def test_every_type_has_its_name_in_zotero() -> None:
    assert set(ZOTERO_TYPES) == set(CslType.__args__)


@pytest.mark.parametrize(
    ("date", "exact"),
    [
        ("2014-10~", "2014-10"),
        ("2014-10-05?", "2014-10-05"),
        ("2014", "2014"),
        ("201X", ""),
        ("2014-XX", "2014"),
        ("2014-21", "2014"),
        ("2014-10/2015", "2014-10"),
        ("../2015-03", "2015-03"),
    ],
)
def test_a_date_for_programs_says_what_is_known(date: str, exact: str) -> None:
    assert exact_date(Edtf.parse(date)) == exact


def test_the_data_of_a_page_is_a_report_on_the_source_without_a_verdict(bundled: Built) -> None:
    for linked in bundled.corpus.briefs:
        page = brief_page(bundled, linked.slug)
        data = linked_data(page)
        assert data["@type"] == "Report"
        assert data["isBasedOn"]["name"] == linked.brief.source.record.title
        for word in ("ClaimReview", "Rating", "Claim", "truth"):
            assert f'"{word}' not in json.dumps(data)


def test_addresses_are_given_only_where_the_site_has_one(bundled: Built) -> None:
    linked, corpus = bundled.corpus.briefs[0], bundled.corpus
    site = replace(corpus.site, base_address=WebAddress("https://example.org/x/"))
    with_address = page_meta(linked, replace(corpus, site=site), bundled.words)
    assert with_address.linked["url"] == f"https://example.org/x/briefs/{linked.slug}/"
    assert dict(with_address.tags)["citation_public_url"] == with_address.linked["url"]
    without = page_meta(linked, replace(corpus, site=replace(site, base_address=None)), bundled.words)
    assert "url" not in without.linked
    assert "citation_public_url" not in dict(without.tags)


@given(
    st.recursive(
        st.text() | st.sampled_from(HOSTILE), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_data_in_a_script_is_the_same_data_and_can_not_break_out(data: Any) -> None:
    text = inert_json(data)
    assert json.loads(text) == data
    assert not set("<>&\u2028\u2029") & set(text)
    assert not re.search("[\n\r]", text)


def test_hostile_titles_stay_inside_the_data_of_the_page(bundled: Built) -> None:
    for text in HOSTILE:
        linked = bundled.corpus.briefs[0]
        record = replace(linked.brief.source.record, title=text)
        hostile = replace(linked, brief=replace(linked.brief, source=replace(linked.brief.source, record=record)))
        data = page_meta(hostile, bundled.corpus, bundled.words).linked
        assert json.loads(inert_json(data))["isBasedOn"]["name"] == text
        assert "<" not in inert_json(data)
