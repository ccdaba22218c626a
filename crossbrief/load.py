"""Read every file of a corpus into typed records.

In: the folder of briefs. Out: a Loaded, and problems. Every file is read whatever is wrong with the others; a file
with a problem gives no record, and nothing that refers to it is reported on top. What the others hold is checked and
linked all the same, so that everything that can be known is told in one round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from crossbrief.cache import Cache
from crossbrief.frozen import dataclass
from crossbrief.gathered import Gathered
from crossbrief.kept import Found, is_kept, read_kept, recalled
from crossbrief.lock import Lock, read_lock
from crossbrief.problem import Place, Problem, Refused, a_link, nearest
from crossbrief.schema.base import Date, Id, Prose, Text
from crossbrief.schema.brief import Brief
from crossbrief.schema.registers import FILES
from crossbrief.schema.site import SiteFile
from crossbrief.yamlfile import Document

R = TypeVar("R")
REGISTERS, EXTENSIONS = "registers", (".yaml", ".yml")
EDITED = 2
"""The most files that are read before a load because an author has edited them since the last build."""


@dataclass(frozen=True, slots=True)
class Filed(Generic[R]):
    """A record and the document that it was read from."""

    document: Document
    record: R
    slug: str = ""
    """Of a brief: the name of its file."""
    gathered: Gathered = Gathered()


@dataclass(frozen=True, slots=True)
class Lost:
    """What may stand in files that could not be read, so that nobody is told on top that what he names is not there."""

    settings: bool = False
    lock: bool = False
    registers: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    unnamed: bool = False
    """Whether there is a file whose name does not say what is in it."""

    @property
    def nothing(self) -> bool:
        return self == Lost()

    @property
    def no_record(self) -> bool:
        """Whether every record that is named could be read."""
        return not (self.registers or self.slugs or self.unnamed)

    def in_register(self, name: str) -> bool:
        """Whether a record of a register may stand there."""
        return self.unnamed or name in self.registers

    def in_brief(self, slug: str) -> bool:
        """Whether a claim of a brief may stand there."""
        return self.unnamed or slug in self.slugs


@dataclass(frozen=True, slots=True)
class Loaded:
    """The files of a corpus that are sound by the schema."""

    site: Filed[SiteFile]
    briefs: tuple[Filed[Brief], ...]
    """In the order of their paths."""
    registers: dict[str, Filed[Any]]
    """By name; a register that has no file is not here."""
    lock: Lock
    """What was proved of the anchors."""
    lost: Lost = Lost()
    """What may stand in the other files; nothing where there are none."""


def load(folder: Path, cache: Cache | None = None) -> Loaded | list[Problem]:
    """The corpus in `folder`, or every problem in its files."""
    sound, problems = take(folder, cache or Cache())
    return problems or sound


def take(folder: Path, cache: Cache) -> tuple[Loaded, list[Problem]]:
    """What of the corpus in `folder` is sound by the schema, and every problem in the other files."""
    there = _no_folder(folder)
    if there:
        return Loaded(_no_settings(), (), {}, Lock(""), Lost(settings=True)), [there]
    problems: list[Problem] = []
    registers: dict[str, Filed[Any]] = {}
    briefs: list[Filed[Brief]] = []
    broken: list[Path] = []
    read = _read(folder, cache)
    for file, found in read.items():
        if isinstance(found, list):
            problems += found
            broken.append(file)
        elif file.parent == folder / REGISTERS:
            registers[file.stem] = found
        else:
            briefs.append(found)
    lock = read_lock(folder)
    if isinstance(lock, Problem):
        problems.append(lock)
    site = registers.pop("site", None)
    if site is None and folder / REGISTERS not in read and all(file.stem != "site" for file in read):
        problems.append(
            Problem(
                Place(f"{folder.name}/{REGISTERS}/site.yaml"),
                "no-site",
                "the settings of the site are missing",
                "make this file, with `crossbrief: 1` and `title:`; what else it needs is then said here",
            )
        )
    lost = _lost(folder, broken, settings=site is None, lock=isinstance(lock, Problem))
    kept = Lock("") if isinstance(lock, Problem) else lock
    return Loaded(site or _no_settings(), tuple(briefs), registers, kept, lost), problems


def _no_folder(folder: Path) -> Problem | None:
    if folder.is_symlink():
        return a_link(folder.name)
    if folder.is_dir():
        return None
    help = "make it, with `registers/site.yaml` in it"
    return Problem(Place(folder.name), "no-briefs", f"there is no folder `{folder.name}/`", help)


def _read(folder: Path, cache: Cache) -> dict[Path, Filed[Any] | list[Problem]]:
    """What every file holds, or what is wrong with it, in the order of their paths. What is kept is read first: another process may be
    at the others.
    """
    files = {
        file: (file.relative_to(folder.parent).as_posix(), file.parent == folder / REGISTERS) for file in _files(folder)
    }
    kept = {file: _kept(file, *about, cache) for file, about in files.items()}
    return {file: kept[file] or _record(file, *about, cache) for file, about in files.items()}


def _record(file: Path, shown: str, in_registers: bool, cache: Cache) -> Filed[Any] | list[Problem]:
    """What one file holds, or what is wrong with it."""
    wrong = _misplaced(file, shown, in_registers)
    return [wrong] if wrong else _filed(read_kept(file, shown, _kind(file, in_registers), cache), file, in_registers)


def _kept(file: Path, shown: str, in_registers: bool, cache: Cache) -> Filed[Any] | list[Problem] | None:
    """The same; None where the file has to be parsed to know it."""
    wrong = _misplaced(file, shown, in_registers)
    found = [wrong] if wrong else recalled(file, shown, _kind(file, in_registers), cache)
    return None if found is None else _filed(found, file, in_registers)


def _filed(found: Found[Any], file: Path, in_registers: bool) -> Filed[Any] | list[Problem]:
    if isinstance(found, list):
        return found
    document, record, gathered = found
    return Filed(document, record, "" if in_registers else file.stem, gathered)


def _kind(file: Path, in_registers: bool) -> type[Any]:
    return FILES[file.stem] if in_registers else Brief


def read_ahead(folder: Path, cache: Cache) -> None:
    """Read files for a load that runs meanwhile, from the last on, up to the first that is kept already."""
    for file, kind in _sound_names(folder):
        if is_kept(file, kind, cache):
            return
        _record(file, "", kind is not Brief, cache)


def read_edited(folder: Path, cache: Cache) -> None:
    """Read what is not kept, where it is a file or two, for a load that is about to begin."""
    edited = list(islice((one for one in _sound_names(folder) if not is_kept(*one, cache)), EDITED + 1))
    if len(edited) <= EDITED:
        for file, kind in edited:
            _record(file, "", kind is not Brief, cache)


def _sound_names(folder: Path) -> Iterator[tuple[Path, type[Any]]]:
    """The files that are where they belong, from the last on, each with the type of its record."""
    for file in reversed(list(_files(folder))):
        in_registers = file.parent == folder / REGISTERS
        if not _misplaced(file, "", in_registers):
            yield file, FILES[file.stem] if in_registers else Brief


def _lost(folder: Path, broken: Iterable[Path], *, settings: bool, lock: bool) -> Lost:
    """What may stand in the files that could not be read, as far as their names tell."""
    registers, slugs, unnamed = set(), set(), False
    for file in broken:
        if file.stem in FILES:
            registers.add(file.stem)
        elif file.parent != folder / REGISTERS and file.suffix in EXTENSIONS and _is_slug(file.stem):
            slugs.add(file.stem)
        else:
            unnamed = True
    return Lost(settings, lock, frozenset(registers), frozenset(slugs), unnamed)


def _no_settings() -> Filed[SiteFile]:
    """What stands in the place of settings that can't be read; no rule that needs them is asked then."""
    day, text, prose = Date.read("2000"), Text("?"), Prose("?")
    settings = SiteFile(
        crossbrief="1",
        title=text,
        subtitle=text,
        introduction=prose,
        publisher=text,
        corrections_to=text,
        content_licence=text,
        reviewed_on=day,
        produced_with=prose,
    )
    return Filed(Document("", ""), settings)


def _files(folder: Path) -> Iterator[Path]:
    """Every file that could be meant as YAML, sorted; hidden files and folders are passed over."""
    for file in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if not hidden and (file.suffix in EXTENSIONS or file.is_symlink()):
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
    if not _is_slug(file.stem):
        fitting = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-")[:80].strip("-")
        help = "name the file in lower-case letters, digits and single hyphens, 80 at most"
        message = f"the name of a brief's file is its slug, and `{file.stem}` can't be one"
        return Problem(place, "bad-slug", message, f"{help}: `{fitting or '2014-a-title'}.yaml`")
    return None


def _is_slug(stem: str) -> bool:
    try:
        Id.read(stem)
    except Refused:
        return False
    return True
