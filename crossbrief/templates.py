"""Where each template, stylesheet and word of the interface comes from.

In: the folder of a corpus. Out: for each path the file to use: the corpus' own in its `templates/`, else the default; the
words of the interface, of which a corpus holds those that it changes, are of both. A corpus overrides a file by its path and
adds nothing but partials, so that a misspelt name is told and not ignored.
What it puts there is published, so that no symbolic link may lead out of the folder.
In a clone the defaults are the `templates/` at the top of the tree; a wheel carries them in the package.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from crossbrief.frozen import dataclass
from crossbrief.problem import Place, Problem, a_link, nearest

FOLDER, WORDS = "templates", "strings.yaml"
_PACKAGE = Path(__file__).resolve().parent
_PARTIALS = "_partials/"
_EVERYWHERE = ("tokens", "prose", "frame", "marks", "cells", "brief", "claim", "citation", "relation")
_OVERVIEWS = ("cover", "matrix", "question", "ledger", "chart", "lists", "search", "wide")
_LAST = ("narrow", "print")
STYLE = (*_EVERYWHERE, *_OVERVIEWS, *_LAST)
"""What the stylesheet of the site is joined of, in the order in which it is read, so that what comes later has the last word."""
BRIEF_STYLE = (*_EVERYWHERE, *_LAST)
"""The same of a brief, which is the heaviest page: without what only overviews have. It stands in the page, which can then be
drawn a round trip earlier."""

_UNREAD = re.compile(
    rb"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?:\A|(?<=[{};,:]))(?:\s|/\*.*?\*/)+|/\*.*?\*/|\s+(?=\{)""",
    re.DOTALL,
)
"""What of a stylesheet no browser reads: comments, but not in a text, where they are none; white space after signs."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Folders of templates; of a path that stands in several, the first counts."""

    folders: tuple[Path, ...]

    def find(self, name: str) -> Path | None:
        """The file at a path; None where no folder has it."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def every(self, name: str) -> list[Path]:
        """Every file at a path, the one that counts first."""
        return [folder / name for folder in dict.fromkeys(self.folders) if (folder / name).is_file()]

    def files(self, under: str = "") -> dict[str, Path]:
        """Every file below a folder by its path, sorted by path."""
        names = {name for folder in self.folders for name in _files(folder) if name.startswith(under)}
        return {name: found for name in sorted(names) if (found := self.find(name))}

    def style(self, jobs: tuple[str, ...]) -> bytes:
        """A stylesheet: the files of its jobs, joined, without what no browser reads."""
        whole = b"".join(file.read_bytes() for name in jobs if (file := self.find(f"styles/{name}.css")))
        return _UNREAD.sub(rb"\g<text>", whole)

    def sum(self) -> str:
        """A sum of every file with its path, of the words of the interface in all folders."""
        found = hashlib.sha256()
        for name, file in [*self.files().items(), *((WORDS, one) for one in self.every(WORDS)[1:])]:
            raw = file.read_bytes()
            found.update(f"{name}\0{len(raw)}\0".encode("utf-8", "surrogateescape") + raw)
        return found.hexdigest()

    def name_of(self, file: Path) -> str | None:
        """The path by which a file of these folders is known; None for any other file."""
        return next((file.relative_to(one).as_posix() for one in self.folders if file.is_relative_to(one)), None)


def templates_of(root: Path) -> Templates:
    """The templates of the corpus at `root`."""
    own = root / FOLDER
    return Templates((own, default_folder()) if own.is_dir() else (default_folder(),))


def default_folder() -> Path:
    """Where the default templates stand: in the package, or at the top of a clone."""
    carried = _PACKAGE / "default_templates"
    return carried if carried.is_dir() else _PACKAGE.parent / FOLDER


def linked(root: Path) -> Iterator[Problem]:
    """Every symbolic link in the corpus' own folder, and the folder where it is one; what it leads to would be published.

    A hidden link that leads nowhere is passed over: Emacs keeps one beside a file that is being changed.
    """
    own = root / FOLDER
    for file in (own,) if own.is_symlink() else sorted(own.rglob("*")):
        if file.is_symlink() and (file.exists() or not file.name.startswith(".")):
            yield a_link(file.relative_to(root).as_posix())


def unknown(templates: Templates) -> Iterator[Problem]:
    """Every file of the corpus' own folder that overrides nothing and is no partial."""
    own, defaults = templates.folders[0], replaceable()
    for name in sorted(set(_files(own)) - defaults.keys()):
        if not name.startswith(_PARTIALS):
            yield Problem(
                Place(f"{FOLDER}/{name}"),
                "unknown-template",
                f"`{name}` takes the place of no file of the site's templates",
                nearest(name, defaults, among="files that can be replaced")
                + f"; a part of your own stands in `{FOLDER}/{_PARTIALS}`",
            )


def replaceable() -> dict[str, Path]:
    """Every default by the path by which a corpus overrides it, sorted by path."""
    folder = default_folder()
    return {name: folder / name for name in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[str]:
    """The paths of the files in a folder; what begins with a dot is passed over."""
    for file in folder.rglob("*"):
        path = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            yield path.as_posix()
