"""Read every file of a folder as an author's, in a process of its own, and write what came of it as JSON lines.

`python -m tests.torture.read_yaml FOLDER`: for each file its name, the codes of its problems, the places that are not in
the file, the seconds of the processor and the most memory so far in MB. A traceback ends it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from crossbrief.compose import Node
from crossbrief.problem import Place, Problem, report
from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import FILES
from crossbrief.validate import validate
from crossbrief.yamlfile import Document, lines_of, read_yaml


def main(folder: Path) -> None:
    for record in (Brief, *FILES.values()):  # what is made once is not counted with any file
        validate(Document("", "crossbrief: 1"), record)
    for file in sorted(folder.iterdir()):
        lines = lines_of(file.read_bytes().decode("utf-8-sig", "replace"))
        problems, outside, seconds = read(file)
        print(
            json.dumps(
                {
                    "name": file.name,
                    "codes": sorted({problem.code for problem in problems}),
                    "outside": outside + [str(one.place) for one in problems if not is_in(one.place, lines)],
                    "seconds": round(seconds, 3),
                    "megabytes": most_memory(),
                }
            ),
            flush=True,
        )


def most_memory() -> int:
    """The most megabytes that this process has had; what its parent had before it began does not count, as it does in rusage."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) // 1024


def read(file: Path) -> tuple[list[Problem], list[str], float]:
    """The problems of a file taken as a brief and as each register; what is amiss in it; the seconds of the slowest."""
    began = time.process_time()
    document = read_yaml(file, "briefs/x.yaml")
    reading = time.process_time() - began
    if isinstance(document, Problem):
        return [document], [], reading
    problems, slowest = [], 0.0
    for record in (Brief, *FILES.values()):
        began = time.process_time()
        found = validate(document, record)
        if isinstance(found, list):
            report(found)
            problems += found
        slowest = max(slowest, time.process_time() - began)
    return problems, list(strange(document.root, document)), reading + slowest


def strange(node: Node, document: Document) -> Iterator[str]:
    """What of a value is not text, or does not stand in the file."""
    place = document.place(node.line, node.col, node.width)
    if not is_in(place, document.lines):
        yield str(place)
    if isinstance(node.value, dict):
        for key, one in node.value.items():
            if type(key) is not str or key not in node.keys:
                yield repr(key)
            yield from strange(one, document)
    elif isinstance(node.value, list):
        for one in node.value:
            yield from strange(one, document)
    elif type(node.value) is not str:
        yield repr(node.value)


def is_in(place: Place, lines: list[str]) -> bool:
    return 1 <= place.line <= len(lines) and 1 <= place.col <= len(lines[place.line - 1]) + 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
