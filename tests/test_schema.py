"""The schema documents itself, and its fixed words are the vocabulary's."""

from __future__ import annotations

import json
import typing

import pytest

from crossbrief import vocabulary
from crossbrief.schema import claim, registers, source
from crossbrief.schema.brief import Brief
from crossbrief.schema.docs import field_docs, field_types
from crossbrief.schema.jsonschema import json_schema, kinds, reached
from crossbrief.schema.registers import FILES, RECORDS

WORDS = [
    (claim.ClaimClass, vocabulary.CLAIM_CLASSES),
    (claim.Role, vocabulary.ROLES),
    (claim.Form, vocabulary.FORMS),
    (claim.StanceKind, vocabulary.STANCES),
    (claim.QuantityForm, vocabulary.QUANTITY_FORMS),
    (claim.ForecastModality, vocabulary.FORECAST_MODALITIES),
    (claim.ForecastBasis, vocabulary.FORECAST_BASES),
    (claim.OutcomeKind, vocabulary.OUTCOMES),
    (source.Grade, vocabulary.RELIABILITY),
    (field_types(claim.Credibility)["grade"], vocabulary.CREDIBILITY),
    (field_types(claim.Wording)["does"], vocabulary.HEDGING),
    (field_types(registers.Relation)["type"], vocabulary.RELATION_TYPES),
    (field_types(registers.Confidence)["level"], vocabulary.CONFIDENCE),
]


def records() -> list[type]:
    """Every type of the schema."""
    return list(dict.fromkeys(one for top in (Brief, *RECORDS.values(), FILES["site"]) for one in reached(top)))


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_field_has_its_meaning_and_an_example(record: type) -> None:
    assert record.__doc__
    for key, doc in field_docs(record).items():
        assert doc.meaning, f"{record.__name__}.{key} has no docstring"
        assert doc.example, f"{record.__name__}.{key} has no example"


def test_the_schema_reaches_all_its_parts() -> None:
    names = {record.__name__ for record in records()}
    assert {
        "Brief",
        "Claim",
        "VoiceLink",
        "ForecastRecord",
        "Outcome",
        "Stand",
        "Descriptor",
        "Relation",
        "Position",
        "SiteFile",
    } <= names


@pytest.mark.parametrize(("literal", "terms"), WORDS)
def test_the_fixed_words_are_the_vocabulary(literal: typing.Any, terms: tuple[vocabulary.Term, ...]) -> None:
    assert set(typing.get_args(literal)) == {term.id for term in terms}


def test_every_term_of_a_vocabulary_has_a_label_and_a_meaning() -> None:
    for _, terms in WORDS:
        for term in terms:
            assert term.label
            assert term.meaning.endswith(".")


@pytest.mark.parametrize("kind", kinds())
def test_the_json_schema_has_its_properties_at_the_top(kind: str) -> None:
    schema = json.loads(json.dumps(json_schema(kind)))
    assert "crossbrief" in schema["properties"]
    assert schema["additionalProperties"] is False


def test_the_json_schema_of_the_brief_explains_each_key() -> None:
    claim_schema = json_schema()["$defs"]["Claim"]["properties"]
    assert claim_schema["class"]["enum"][0] == "stated-fact"
    assert claim_schema["read_with"]["examples"] == [["c8"]]


def test_likelihood_bands_are_those_of_the_standards() -> None:
    icd = {band.id: (band.low, band.high) for band in vocabulary.ICD_203.bands}
    assert icd["unlikely"] == (20, 45)
    assert icd["roughly-even-chance"] == (45, 55)
    assert icd["very-likely"] == (80, 95)
    assert [band.low for band in vocabulary.PHIA.bands] == [0, 10, 25, 40, 55, 80, 95]
