"""Read what was rendered as a hostile reader would: no claim that relays or accuses stands without its speaker.

In: the linked corpus and the rendered files. Out: problems. The templates print such a claim in one way only,
`<span class="lead">speaker:</span>` and then its text; any other appearance of the text is a mistake in a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markupsafe import escape

from crossbrief.attribution import lead, lead_away
from crossbrief.link.corpus import Corpus
from crossbrief.problem import Place, Problem
from crossbrief.strings import Strings

_LEAD = re.compile(r'<span class="lead">(?P<lead>[^<]*):</span>\s*(?:<(?:a|span)\b[^>]*>)*$')


def prove(corpus: Corpus, t: Strings, files: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """Every place where a claim that needs its speaker stands without it."""
    needing = [linked for linked in corpus.claims.values() if linked.needs_speaker]
    wanted = [
        (linked, str(escape(linked.claim.text)), {str(escape(lead(linked, t))), str(escape(lead_away(linked, t)))})
        for linked in needing
    ]
    for path, raw in files:
        if not path.endswith(".html"):
            continue
        text = raw.decode("utf-8")
        for linked, words, leads in wanted:
            at = text.find(words)
            while at >= 0:
                before = _LEAD.search(text[max(0, at - 600) : at])
                if before is None or before["lead"] not in leads:
                    line = text.count("\n", 0, at) + 1
                    yield Problem(
                        Place(f"site/{path}", line),
                        "claim-without-speaker",
                        f"claim `{linked.address}` stands here without its speaker",
                        "in a brief: say it otherwise there, or link to the claim; in a template: print claims with `_partials/claims.html`",
                    )
                at = text.find(words, at + 1)
