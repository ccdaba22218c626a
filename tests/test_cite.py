"""How to cite: our page, its source and each claim, as plain text that a script may help to copy."""

from __future__ import annotations

from dataclasses import replace

from crossbrief.pipeline import Built
from crossbrief.reference.runs import plain
from crossbrief.schema.base import WebAddress
from crossbrief.views.cite import cite_view, citer, public
from tests.conftest import ROOT
from tests.test_site import Reader


def at_an_address(built: Built, address: str | None) -> Built:
    site = replace(built.corpus.site, base_address=WebAddress(address) if address else None)
    return replace(built, corpus=replace(built.corpus, site=site))


def test_our_page_is_cited_as_a_report_of_its_coder_in_the_site(bundled: Built) -> None:
    built = at_an_address(bundled, "https://example.org/briefs-site/")
    linked = built.corpus.briefs[-1]
    forms = {form.label: plain(form.runs) for form in cite_view(linked, built.corpus, built.words).page}
    address = f"https://example.org/briefs-site/briefs/{linked.slug}/"
    coder, year = linked.brief.coder, linked.brief.reviewed_on.year
    note = forms["Chicago, note"]
    assert note.startswith(f"{coder}, “Brief of ‘")
    assert note.endswith(f"({year}), {address}.")
    assert forms["APA"].startswith(f"{coder}. ({year}). Brief of “")
    assert forms["APA"].endswith(address)


def test_without_an_address_of_the_site_no_address_is_cited(bundled: Built) -> None:
    built = at_an_address(bundled, None)
    linked = built.corpus.briefs[-1]
    assert all("http" not in plain(form.runs) for form in cite_view(linked, built.corpus, built.words).page)
    assert public("briefs/x/index.html", built.corpus.site) is None


def test_a_supplied_title_and_an_uncertain_date_show_in_every_form(bundled: Built) -> None:
    linked = next(one for one in bundled.corpus.briefs if one.brief.source.title_basis == "supplied")
    view = cite_view(linked, bundled.corpus, bundled.words)
    for form in view.source:
        assert linked.brief.source.record.title in plain(form.runs)
        assert "?]" in plain(form.runs) or "ca. " in plain(form.runs)


def test_a_reprint_is_called_one(bundled: Built) -> None:
    linked = next(one for one in bundled.corpus.briefs if one.brief.source.reprint_of)
    for form in cite_view(linked, bundled.corpus, bundled.words).source:
        assert "reprint" in plain(form.runs).casefold()


def test_a_claim_is_cited_with_every_place_it_stands_in_and_its_own_address(bundled: Built) -> None:
    built = at_an_address(bundled, "https://example.org/")
    claim = next(one for one in built.corpus.claims.values() if len(one.claim.citation) > 1)
    source = next(one for one in built.corpus.briefs if one.slug == claim.slug)
    text = plain(citer(source, built.corpus, built.words)(claim))
    theirs, ours = text.split("; claim ")
    assert all(spot.first in theirs for citation in claim.claim.citation for spot in citation.at.spots)
    assert ours.startswith(f"{claim.claim.id} in ")
    assert ours.endswith(f"https://example.org/briefs/{claim.slug}/#{claim.claim.id}.")


def test_what_can_be_copied_is_text_of_the_page_and_no_button_stands_without_the_script(bundled: Built) -> None:
    for linked in bundled.corpus.briefs:
        page = Reader(bundled.files[f"briefs/{linked.slug}/index.html"].decode("utf-8"))
        copied = [tag for tag, attrs in page.tags if "data-copy" in attrs]
        assert copied == ["span"] * (8 + len(linked.claims))
        assert not [tag for tag, attrs in page.tags if tag == "button" and "copy" in (attrs.get("class") or "")]


def test_the_script_is_small_and_asks_nothing() -> None:
    script = (ROOT / "templates/static/copy.js").read_text(encoding="utf-8")
    assert len(script.encode()) < 1024
    assert not [word for word in ("fetch", "import", "innerHTML", "eval", "http") if word in script]
