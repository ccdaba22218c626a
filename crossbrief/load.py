"""Read every file of a corpus into typed records.

In: the folder of briefs. Out: a Loaded, or problems. Every file is read whatever is wrong with the others; a file
with a problem gives no record, and nothing that refers to it is reported on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from crossbrief.cache import Cache
from crossbrief.kept import KIND, read_kept
from crossbrief.lock import Lock, read_lock
from crossbrief.problem import Place, Problem, Refused, a_link, nearest
from crossbrief.schema.base import Id
from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import FILES
from crossbrief.schema.site import SiteFile
from crossbrief.validate import validate
from crossbrief.yamlfile import Document

R = TypeVar("R")
REGISTERS = "registers"


@dataclass(frozen=True, slots=True)
class Filed(Generic[R]):
    """A record and the document that it was read from."""

    document: Document
    record: R
    slug: str = ""
    """Of a brief: the name of its file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Every file of a corpus, each sound by the schema."""

    site: Filed[SiteFile]
    briefs: tuple[Filed[Brief], ...]
    """In the order of their paths."""
    registers: dict[str, Filed[Any]]
    """By name; a register that has no file is not here."""
    lock: Lock
    """What was proved of the anchors."""


def load(folder: Path, cache: Cache | None = None) -> Loaded | list[Problem]:
    """The corpus in `folder`, or every problem in its files."""
    cache = cache or Cache()
    problems: list[Problem] = []
    registers: dict[str, Filed[Any]] = {}
    briefs: list[Filed[Brief]] = []
    if folder.is_symlink():
        return [a_link(folder.name)]
    if not folder.is_dir():
        return [
            Problem(
                Place(folder.name),
                "no-briefs",
                f"there is no folder `{folder.name}/`",
                "make it, with `registers/site.yaml` in it",
            )
        ]
    files = list(_files(folder))
    for file in files:
        shown = file.relative_to(folder.parent).as_posix()
        in_registers = file.parent == folder / REGISTERS
        wrong = _misplaced(file, shown, in_registers)
        if wrong:
            problems.append(wrong)
            continue
        document = read_kept(file, shown, cache)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        record = validate(document, FILES[file.stem] if in_registers else Brief)
        if isinstance(record, list):
            problems += record
            continue
        unread = Document(document.path, document.text)  # without its nodes
        if in_registers:
            registers[file.stem] = Filed(unread, record)
        else:
            briefs.append(Filed(unread, record, file.stem))
    cache.sweep(KIND)
    lock = read_lock(folder)
    if isinstance(lock, Problem):
        problems.append(lock)
    site = registers.pop("site", None)
    if site is None and folder / REGISTERS not in files and all(file.stem != "site" for file in files):
        problems.append(
            Problem(
                Place(f"{folder.name}/{REGISTERS}/site.yaml"),
                "no-site",
                "the settings of the site are missing",
                "make this file, with `crossbrief: 1` and `title:`; what else it needs is then said here",
            )
        )
    if problems or site is None or isinstance(lock, Problem):
        return problems
    return Loaded(site, tuple(briefs), registers, lock)


def _files(folder: Path) -> Iterator[Path]:
    """Every file that could be meant as YAML, sorted; hidden files and folders are passed over."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and (file.suffix in (".yaml", ".yml") or file.is_symlink()):
            yield file


def _misplaced(file: Path, shown: str, in_registers: bool) -> Problem | None:
    place = Place(shown)
    if file.is_symlink():
        return a_link(shown)
    if file.suffix == ".yml":
        return Problem(
            place, "wrong-extension", "the file's name ends in `.yml`; expected `.yaml`", f"call it `{file.stem}.yaml`"
        )
    return _misnamed_register(file, place) if in_registers else _misnamed_brief(file, place)


def _misnamed_register(file: Path, place: Place) -> Problem | None:
    if file.stem in FILES:
        return None
    help = nearest(file.stem, FILES, among="registers") + "; a brief stands outside this folder"
    return Problem(place, "unknown-register", f"there is no register `{file.stem}`", help)


def _misnamed_brief(file: Path, place: Place) -> Problem | None:
    if file.stem in FILES:
        message = f"`{file.name}` stands among the briefs, and `{file.stem}` is a register"
        return Problem(place, "misplaced-register", message, f"move it to `briefs/{REGISTERS}/`")
    try:
        Id.read(file.stem)
    except Refused:
        fitting = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:80].strip("-")
        help = "name the file in lower-case letters, digits and single hyphens, 80 at most"
        message = f"the name of a brief's file is its slug, and `{file.stem}` can't be one"
        return Problem(place, "bad-slug", message, f"{help}: `{fitting or '2014-a-title'}.yaml`")
    return None
