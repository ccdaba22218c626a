"""What both styles ask of a work: its family, what it calls itself, its address."""

from __future__ import annotations

from crossbrief.schema.source import Work

NEWS = ("article-magazine", "article-newspaper")
PERIODICAL = (*NEWS, "article-journal", "post-weblog", "interview")
"""Types that stand in a periodical."""
WEB = ("webpage", "post")
"""Types that stand on a site, which is no periodical."""
BOOKISH = ("report", "chapter", "book")
"""Types that are published in a year and not on a day."""
REPRINT = "reprint"


def genre_words(work: Work, *, reprint: bool) -> str:
    """What the work calls itself, and that it is a reprint. Example: commentary, reprint"""
    return ", ".join(part for part in (work.genre, REPRINT if reprint else "") if part)


def address_words(work: Work) -> str:
    """The work's address: its DOI's where it has one."""
    return f"https://doi.org/{work.doi}" if work.doi else work.url or ""
