"""Read what was rendered as a hostile reader would: no claim that relays or accuses stands without its speaker.

In: the linked corpus and the rendered files. Out: problems. The templates print such a claim in one way only,
`<span class="lead">speaker:</span>` and then its text; any other appearance of the text is a mistake in a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from markupsafe import escape

from crossbrief.attribution import lead, lead_away
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus, LinkedClaim
from crossbrief.problem import Place, Problem
from crossbrief.strings import Strings

_LEAD = re.compile(r'<span class="lead">(?P<lead>[^<]*):</span>\s*(?:<(?:a|span)\b[^>]*>)*$')
_WORD = re.compile(r"\w+")
KEY = 3
"""How many words in a row a text is looked for by."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A claim that needs its speaker: its text as a page has it, and the leads that may stand before it."""

    linked: LinkedClaim
    words: str
    leads: frozenset[str]


def prove(corpus: Corpus, t: Strings, files: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """Every place where a claim that needs its speaker stands without it."""
    find = _finder([_wanted(linked, t) for linked in corpus.claims.values() if linked.needs_speaker])
    for path, raw in files:
        if not path.endswith(".html"):
            continue
        text = raw.decode("utf-8")
        for at, one in find(text):
            before = _LEAD.search(text[max(0, at - 600) : at])
            if before is None or before["lead"] not in one.leads:
                line = text.count("\n", 0, at) + 1
                yield Problem(
                    Place(f"site/{path}", line),
                    "claim-without-speaker",
                    f"claim `{one.linked.address}` stands here without its speaker",
                    "in a brief: say it otherwise there, or link to the claim; in a template: print claims with `_partials/claims.html`",
                )


def _wanted(linked: LinkedClaim, t: Strings) -> _Wanted:
    leads = (str(escape(words)) for words in (lead(linked, t), lead_away(linked, t)))
    return _Wanted(linked, str(escape(linked.claim.text)), frozenset(leads))


def _finder(wanted: list[_Wanted]) -> Callable[[str], Iterator[tuple[int, _Wanted]]]:
    """What finds every text in a page, and where, in a time that does not grow with the number of texts.

    Words 2 to 4 of a text of five or more stand whole wherever it stands; where they do, the text is looked up by how
    far before them it begins and how long it is, of which there are few. Shorter texts are searched for one by one.
    """
    short: list[_Wanted] = []
    known: dict[tuple[str, ...], dict[tuple[int, int], dict[str, list[_Wanted]]]] = {}
    for one in wanted:
        words = list(islice(_WORD.finditer(one.words), KEY + 2))
        if len(words) < KEY + 2:
            short.append(one)
            continue
        key = tuple(word[0] for word in words[1 : KEY + 1])
        same = known.setdefault(key, {}).setdefault((words[1].start(), len(one.words)), {})
        same.setdefault(one.words, []).append(one)

    shortest = min((len(one.words) for one in wanted), default=1)
    pieces = re.compile(rf"[^<>]{{{shortest},}}")  # what is escaped holds neither

    def find(text: str) -> Iterator[tuple[int, _Wanted]]:
        for one in short:
            at = text.find(one.words)
            while at >= 0:
                yield at, one
                at = text.find(one.words, at + 1)
        for piece in pieces.finditer(text):
            places = [(word.start(), word[0]) for word in _WORD.finditer(text, piece.start(), piece.end())]
            spoken = [word for _, word in places]
            for n, key in enumerate(zip(*(spoken[k:] for k in range(KEY)), strict=False)):
                for (offset, length), texts in known.get(key, {}).items():
                    at = places[n][0] - offset
                    for one in texts.get(text[at : at + length], ()) if at >= 0 else ():
                        yield at, one

    return find
