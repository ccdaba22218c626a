"""`links`: ask at every address that the corpus names. In: a corpus. Out: a report of what answers; it fails no build."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from crossbrief import pipeline
from crossbrief.cli.console import DONE, problems
from crossbrief.reach import STATES, Answer, addresses_of, ask_all

_HEADINGS = {
    "refused": "refused",
    "no answer": "not answering",
    "moved": "answering at another address",
    "answers": "answering",
}


def run(options: argparse.Namespace, root: Path) -> int:
    """Report on the addresses of the corpus at `root`; done whatever they answer."""
    corpus = pipeline.read(root)
    if isinstance(corpus, list):
        return problems(corpus)
    answers = ask_all(addresses_of(corpus))
    print(as_json(answers) if options.format == "json" else as_text(answers))
    return DONE


def as_json(answers: tuple[Answer, ...]) -> str:
    """The answers as a JSON list of objects, in the order of the corpus."""
    rows = [
        {
            "url": one.address.url,
            "kind": one.address.kind,
            "named_by": one.address.named_by,
            "kept_copy": one.address.kept,
            "state": one.state,
            "status": one.status,
            "detail": one.detail,
        }
        for one in answers
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False)


def as_text(answers: tuple[Answer, ...]) -> str:
    """The answers for a reader: first how many of each kind, then each, the worst first, those of one host and one reason together."""
    counts = Counter(one.state for one in answers)
    live = [one for one in answers if one.address.kind == "live"]
    bare = sum(1 for one in live if not one.address.kept)
    told = ", ".join(f"{counts[state]} {_HEADINGS[state]}" for state in reversed(STATES) if counts[state])
    lines = [f"{len(answers)} address{'es' * (len(answers) != 1)}: {told or 'none to ask at'}"]
    lines.append(
        f"{len(live)} of works themselves, {len(answers) - len(live)} of kept copies; of {bare} works no kept copy is known"
    )
    for state in STATES:
        found = [one for one in answers if one.state == state]
        if found:
            lines += ["", _HEADINGS[state]]
        if state == "no answer":
            lines += _by_host(found)
        else:
            lines += [_line(one) for one in found]
    return "\n".join(lines)


def _line(one: Answer) -> str:
    after = f" -> {one.detail}" if one.state == "moved" else f" ({one.detail})" if one.detail else ""
    return f"  {one.status} {_named(one)}{after}"


def _named(one: Answer) -> str:
    copy = "kept copy, " if one.address.kind == "kept" else ""
    return f"{one.address.url} [{copy}{', '.join(one.address.named_by)}]"


def _by_host(answers: list[Answer]) -> list[str]:
    hosts: dict[tuple[str, str], list[Answer]] = {}
    for one in answers:
        hosts.setdefault((one.address.host, one.detail), []).append(one)
    return [
        line
        for (host, why), found in hosts.items()
        for line in (f"  {host}: {why}", *(f"    {_named(one)}" for one in found))
    ]
