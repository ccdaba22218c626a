"""How to cite: the brief's page as a report of ours, its source, and one claim with both.

In: a linked brief. Out: runs, by form. Where the site has an address the page's own stands in its citation; without one
the page is cited without an address, and never by one that leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable

from crossbrief import addresses
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim
from crossbrief.locator import Locator
from crossbrief.reference import apa, chicago
from crossbrief.reference.runs import Run, Runs, joined, marked, merged, roman
from crossbrief.reference.titles import curled, is_supplied
from crossbrief.schema.base import Language, Text, WebAddress
from crossbrief.schema.site import Site
from crossbrief.schema.source import Name, Work
from crossbrief.strings import Strings


@dataclass(frozen=True, slots=True)
class CiteForm:
    """A citation in one form: the form's name, and the citation."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite the page, and how to cite what it is about."""

    page: tuple[CiteForm, ...]
    source: tuple[CiteForm, ...]


def report_of(linked: LinkedBrief, site: Site, t: Strings) -> Work:
    """Our page on a source as a work of its own: a report by the coder, in the site, of the day of its last review."""
    brief, record = linked.brief, linked.brief.source.record
    coder = next((name for name in site.editors if name.full == brief.coder), Name(literal=brief.coder))
    title = record.title if is_supplied(record) else f"“{curled(record.title)}”"
    return Work(
        type="report",
        title=Text(t("report_title", title=title)),
        author=(coder,),
        container_title=site.title,
        publisher=site.publisher if site.publisher != brief.coder else None,
        issued=brief.reviewed_on,
        url=public(addresses.brief(linked.slug), site),
        language=Language(brief.lang or site.language),
    )


def public(target: str, site: Site) -> WebAddress | None:
    """The whole address of a site path, where the site's own is known."""
    path, mark, fragment = target.partition("#")
    base = site.base_address
    return WebAddress(base.rstrip("/") + "/" + path.removesuffix("index.html") + mark + fragment) if base else None


def cite_view(linked: LinkedBrief, corpus: Corpus, t: Strings) -> CiteView:
    """How to cite a brief's page and its source."""
    source = linked.brief.source
    return CiteView(
        _forms(report_of(linked, corpus.site, t), t, reprint=False),
        _forms(source.record, t, reprint=source.reprint_of is not None),
    )


def _forms(work: Work, t: Strings, *, reprint: bool) -> tuple[CiteForm, ...]:
    return (
        CiteForm(t("cite_note"), chicago.note(work, reprint=reprint)),
        CiteForm(t("cite_bibliography"), chicago.bibliography(work, reprint=reprint)),
        CiteForm(t("cite_author_date"), chicago.author_date(work, reprint=reprint)),
        CiteForm(t("cite_apa"), apa.reference(work, reprint=reprint)),
    )


def citer(linked: LinkedBrief, corpus: Corpus, t: Strings) -> Callable[[LinkedClaim], Runs]:
    """How each claim of a brief is cited in a note: the source with the pinpoint, and our page with the claim's own address. Example:
    Georgi Asatrian, “A Title,” [May 2024?], para. 7; claim c3 in Ada Marsh, “Brief of ‘A Title,’” in *Our Site* (2026)."""
    source, site = linked.brief.source, corpus.site
    theirs = chicago.noted(source.record, reprint=source.reprint_of is not None)
    page = merged(chicago.noted(report_of(linked, site, t), address="")(None))

    def cite(claim: LinkedClaim) -> Runs:
        cited = [citation.at for citation in claim.claim.citation]
        at = Locator(", ".join(one.text for one in cited), tuple(spot for one in cited for spot in one.spots))
        address = roman(public(addresses.claim(claim.address), site) or "")
        ours = marked(joined((page, address), ","), ".")
        return merged((*theirs(at), Run(f"; {t('cite_claim_in', id=claim.claim.id)} "), *ours))

    return cite
