"""Put the corpus together once nothing is wrong with it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from crossbrief.fragment import at_passage
from crossbrief.gathered import name_of
from crossbrief.link.codings import in_scope
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim, Quotation, SourceMark, Speaker, Use
from crossbrief.link.impact import impact
from crossbrief.link.names import records
from crossbrief.link.roots import root_of_author, root_of_claim, shared_roots
from crossbrief.load import Filed, Loaded
from crossbrief.lock import Lock, Proof
from crossbrief.quotation import phrases_hash
from crossbrief.schema.base import QuestionId
from crossbrief.schema.brief import Brief, Note
from crossbrief.schema.claim import VoiceLink
from crossbrief.schema.mentions import mentions
from crossbrief.schema.registers import RECORDS, Entity, Relation


class Once(dict[Any, Any]):
    """Of values that are equal the one that came first: thousands of claims have the same root or day of proof."""

    def __missing__(self, value: Any) -> Any:
        self[value] = value
        return value


def assemble(loaded: Loaded, *, drafts: bool) -> Corpus:
    """The corpus of all published briefs; without `drafts` these, and what is drawn to them, are left out."""
    shown = [brief for brief in loaded.briefs if drafts or brief.record.status == "published"]
    by_id = {name: {str(one.id): one for one in records(loaded, name) if hasattr(one, "id")} for name in RECORDS}
    questions, once = by_id["questions"], Once()
    briefs = sorted(
        (_brief(filed, by_id["entities"], questions, loaded.lock, once) for filed in shown),
        key=lambda brief: brief.mark.sort,
    )
    order = {brief.slug: n for n, brief in enumerate(briefs)}
    claims = {claim.address: claim for brief in briefs for claim in brief.claims.values()}
    roots = {
        claim.address: once[root_of_claim(claim.claim, author, by_id["entities"])]
        for brief, author in ((one, root_of_author(one.slug, one.brief.source)) for one in briefs)
        for claim in brief.claims.values()
    }
    relations = {ident: one for ident, one in by_id["relations"].items() if one.from_ in claims and one.to in claims}
    return Corpus(
        site=loaded.site.record,
        briefs=tuple(briefs),
        order=order,
        claims=claims,
        questions=questions,
        entities=by_id["entities"],
        events=by_id["events"],
        references=by_id["references"],
        measures=by_id["measures"],
        relations=relations,
        relations_of=_by_end(relations.values()),
        judgements=by_id["judgements"],
        assumptions=tuple(by_id["assumptions"].values()),
        corrections=records(loaded, "corrections"),
        drafts=tuple(brief.slug for brief in loaded.briefs if brief.record.status == "draft"),
        uses=_uses(loaded, shown, order, relations),
        roots=roots,
        shared_roots=shared_roots(claims.values(), roots),
        impact=impact(replace(loaded, briefs=tuple(shown)), relations),
        common=_common(loaded, briefs),
    )


def _common(loaded: Loaded, briefs: Iterable[LinkedBrief]) -> str:
    files = [(one.document.path, one.document.sum) for one in (loaded.site, *loaded.registers.values())]
    there = [(brief.slug, brief.mark) for brief in briefs]
    drafts = [brief.slug for brief in loaded.briefs if brief.record.status == "draft"]
    return _sum(repr((sorted(files), there, drafts, loaded.lock.salt)))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _proved(proof: Proof | None) -> str:
    return proof.proved if proof else ""


def _at_source(proof: Proof | None, address: str | None) -> str:
    return at_passage(address, proof.fragment) if proof and proof.fragment and address else ""


def _by_end(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    ends: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        ends[relation.from_].append(relation)
        ends[relation.to].append(relation)
    return {address: tuple(found) for address, found in ends.items()}


def mark_of(slug: str, brief: Brief) -> SourceMark:
    """The mark of a source, and where it sorts: by the earliest day it can have been written, then by slug."""
    issued = brief.source.record.issued
    sort = (brief.source.not_before.isoformat(), slug)
    return SourceMark(sort, slug, str(issued.year), brief.mark, brief.status == "draft")


def _speaker(link: VoiceLink, entities: dict[str, Entity]) -> Speaker:
    ident = link.who.entity
    entity = entities.get(ident) if ident else None
    speaks_for = entities.get(link.speaks_for) if link.speaks_for else None
    return Speaker(entity.name if entity else str(link.who), entity, link.as_, link.form, link.route, speaks_for)


def _brief(
    filed: Filed[Brief], entities: dict[str, Entity], questions: dict[str, Any], lock: Lock, once: Once
) -> LinkedBrief:
    brief, mark = filed.record, mark_of(filed.slug, filed.record)
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in brief.notes:
        for ident in note.on:
            notes[ident].append(note)
    source, url = lock.sources.get(filed.slug), brief.source.record.url
    claims: dict[str, LinkedClaim] = {}
    for claim in brief.claims:
        proofs = [source.proof(claim.id, n) if source else None for n in range(1, len(claim.citation) + 1)]
        claims[claim.id] = LinkedClaim(
            address=f"{filed.slug}#{claim.id}",
            claim=claim,
            source=mark,
            speakers=tuple([_speaker(one, entities) for one in claim.voice]),
            accused=tuple([entities[ident] for ident in claim.accuses]),
            notes=tuple(notes.get(claim.id, ())),
            slug=filed.slug,
            proved=once[tuple([_proved(one) for one in proofs])],
            at_source=once[tuple([_at_source(one, url) for one in proofs])],
        )
    codings = {
        ident: brief.codings.get(QuestionId(ident))
        for ident, question in questions.items()
        if ident in brief.codings or not in_scope(question, brief)
    }
    proved = _sum(repr(source))
    return LinkedBrief(filed.slug, brief, mark, claims, codings, _quotation(filed, lock), filed.document.sum, proved)


def _quotation(filed: Filed[Brief], lock: Lock) -> Quotation:
    brief, proof = filed.record, lock.sources.get(filed.slug)
    if proof and proof.quoted and proof.quoted.phrases == phrases_hash(brief, lock):
        return Quotation(proof.quoted.words, proof.words, proof.quoted.longest, proof.quoted.counted)
    return Quotation(filed.gathered.words, brief.source.copy.words, filed.gathered.longest, "")


def _uses(
    loaded: Loaded,
    shown: list[Filed[Brief]],
    order: dict[str, int],
    relations: dict[str, Relation],
) -> dict[tuple[str, str], tuple[Use, ...]]:
    """Every place that mentions a record, but for briefs that are not shown and the relations that are drawn to them."""
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    of_registers: dict[tuple[str, str], dict[Use, None]] = defaultdict(dict)

    for brief in sorted(shown, key=lambda one: order[one.slug]):
        for (kind, ident), names in brief.gathered.named:
            use = Use(kind, brief.slug, ident)
            for known in names:
                found[known].append(use)
    for name, filed in loaded.registers.items():
        for one in getattr(filed.record, name):
            use = Use(name, "", str(getattr(one, "id", "")))
            for value, _ in mentions(one) if name != "relations" or one.id in relations else ():
                if called := name_of(value):
                    of_registers[called][use] = None
    for key, uses in of_registers.items():
        found[key] += uses
    return {key: tuple(uses) for key, uses in found.items()}
