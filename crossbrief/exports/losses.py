"""What a format can't hold: the table that the data page publishes, and the only excuse of the tests.

In: nothing. Out: for each format the field, and in which works it is touched. What becomes of it is said in words under
`loss_` with the format and the field; `text` means any text of the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crossbrief.exports.bibtex import paired
from crossbrief.frozen import dataclass
from crossbrief.schema.source import Work


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that a format of the bibliography changes or drops, and in which works."""

    format: str
    field: str
    when: Callable[[Work], bool]


def _one_name(work: Work) -> bool:
    return any(not name.literal and not (name.family and name.given) for name in work.author)


def _comma(work: Work) -> bool:
    return any("," in (name.literal or name.family or "") for name in work.author)


def texts(work: Work) -> list[str]:
    """The texts of a record, of its authors too."""
    names = [part for name in work.author for part in (name.family, name.given, name.literal)]
    fields = (
        work.title,
        work.container_title,
        work.publisher,
        work.publisher_place,
        work.genre,
        work.volume,
        work.issue,
        work.page,
    )
    return [text for text in (*names, *fields) if text]


LOSSES = (
    Loss(
        "bibtex", "text", lambda work: any("^" in text or not all(map(paired, text.split(" "))) for text in texts(work))
    ),
    Loss("bibtex", "author", _one_name),
    Loss("bibtex", "doi", lambda work: bool(work.doi and re.search(r"[\\{}]", work.doi))),
    Loss("ris", "author", lambda work: _one_name(work) or _comma(work)),
    Loss("ris", "url", lambda work: bool(work.url and ";" in work.url)),
)
UNTOLD = ("victims", "drafts", "variants", "copy", "withdrawn", "wording")
"""What the tables leave out, by the ends of the keys of the words that say so."""
