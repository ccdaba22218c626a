"""Count what a corpus holds. In: a linked corpus. Out: one count for each kind of record."""

from __future__ import annotations

from crossbrief.link.corpus import Corpus


def stats(corpus: Corpus) -> dict[str, int]:
    """The counts, by the names of the vocabulary; codings count out-of-scope cells, answers do not."""
    claims = [linked.claim for linked in corpus.claims.values()]
    codings = [coding for brief in corpus.briefs for coding in brief.codings.values()]
    return {
        "briefs": len(corpus.briefs),
        "claims": len(claims),
        "citations": sum(len(claim.citation) for claim in claims),
        "questions": len(corpus.questions),
        "codings": len(codings),
        "answers": sum(1 for coding in codings if coding and coding.stands),
        "key_judgements": len(corpus.judgements),
        "relations": len(corpus.relations),
        "quantities": sum(1 for claim in claims if claim.quantity),
        "forecasts": sum(1 for claim in claims if claim.forecast),
        "assumptions": len(corpus.assumptions),
        "entities": len(corpus.entities),
        "events": len(corpus.events),
        "references": len(corpus.references),
    }
