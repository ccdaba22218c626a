"""Fuzz a target with atheris, guided by what its bytes reach: `python -m tests.torture.fuzz TARGET SECONDS FOLDER`.

FOLDER keeps what reached something new, so that the next run begins there, and the bytes that failed (`crash-…`), which
belong into `finds/TARGET/` as a test once the fault is mended. Ends with 0 where nothing failed in that time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["crossbrief"]):
    from tests.torture.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
LONGEST = {"loader": 6000, "fragments": 300}
"""Bytes of an input: the loader's begin from whole briefs, and those of pages grow costly with their length."""
TOKENS = [
    ": ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    ">-\n  ",
    "|\n  ",
    "[",
    "]",
    "{",
    "}",
    "? ",
    "---\n",
    "%YAML 1.2\n",
    "\r\n",
]
SEEDS = {
    "loader": [file.read_bytes() for file in sorted(ROOT.glob("tests/corpora/*/briefs/**/*.yaml"))],
    "fragments": [
        bytes([0, 2, 5, 1, 3, 4]) + text.encode()
        for text in ("One vote. Two votes.\nA vote, the vote.", "x café\ny cafe well\u00adbeing 5,000", "قال الحزب\nقال العامل שלום")
    ],
}  # fmt: skip


def main(target: str, seconds: str, folder: Path) -> None:
    """Run the fuzzer; it ends the process."""
    kept = folder / "kept"
    kept.mkdir(parents=True, exist_ok=True)
    for n, seed in enumerate(SEEDS[target]):
        (kept / f"seed-{n}").write_bytes(seed)
    words = folder / "words"
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in one.encode()) + '"\n' for one in TOKENS))
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}", f"-artifact_prefix={folder}/"]
    options += ["-timeout=10", "-rss_limit_mb=1500", "-print_final_stats=1", f"-dict={words}"]
    atheris.Setup([sys.argv[0], *options, str(kept)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
