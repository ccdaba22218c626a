"""The tools that are measured: ours and its peers, each with its own form of the same content.

In: a folder to work in. Out: for each tool, how its content is written, how it is built, what it writes, and the one
edit. A peer's templates stand in `bench/peers/<name>/`; what it is installed from, in `bench/install.py`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from bench import corpus
from bench.install import NODE, PYTHON, hugo_binary
from bench.pages import Page
from bench.plain_yaml import as_yaml

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv" / "bin" / "python"
"""With what a build needs, once `make` was run; any Python can run the suite itself."""
TEMPLATES = Path(__file__).resolve().parent / "peers"

OURS = "crossbrief"


class Tool(Protocol):
    """What the suite asks of a tool."""

    @property
    def name(self) -> str:
        """What it is called in tables."""

    @property
    def has_search(self) -> bool:
        """Whether its build makes its own search index; the others are given one, which is measured apart."""

    def write(self, made: Iterable[Page], total: int, seed: int, folder: Path) -> None:
        """Write the content and what the tool needs beside it to an empty folder."""

    def command(self, folder: Path) -> list[str]:
        """The build, run in the folder."""

    def out(self, folder: Path) -> Path:
        """Where the build writes."""

    def caches(self, folder: Path) -> list[Path]:
        """What else a cold build begins without."""

    def source(self, page: Page, folder: Path) -> Path:
        """The file in which a claim of the page stands."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Crossbrief, on the whole corpus with its codings, relations and registers."""

    name: str = OURS
    has_search: bool = True

    def write(self, made: Iterable[Page], total: int, seed: int, folder: Path) -> None:
        folder.rmdir()
        corpus.write(total, seed, folder)
        shutil.copy(ROOT / "build.py", folder)
        for part in ("crossbrief", "templates"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))

    def command(self, folder: Path) -> list[str]:
        return [str(VENV if VENV.is_file() else sys.executable), "build.py"]

    def out(self, folder: Path) -> Path:
        return folder / "site"

    def caches(self, folder: Path) -> list[Path]:
        return [folder / ".crossbrief-cache"]

    def source(self, page: Page, folder: Path) -> Path:
        return folder / "briefs" / f"{page.slug}.yaml"


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator that reads Markdown with front matter from a folder of content."""

    name: str
    content: str
    """The folder of the pages."""
    site: str
    """The folder that it writes."""
    build: tuple[str, ...]
    kept: tuple[str, ...] = ()
    """Its caches."""
    has_search: bool = False

    def write(self, made: Iterable[Page], total: int, seed: int, folder: Path) -> None:
        shutil.copytree(TEMPLATES / self.name, folder, dirs_exist_ok=True)
        (folder / self.content).mkdir(parents=True, exist_ok=True)
        everything = list(made)
        titles = {page.slug: page.title for page in everything}
        for page in everything:
            self.source(page, folder).write_text(MARKDOWN[self.name](page, titles), encoding="utf-8")
        if self.name == "mkdocs":
            _tag_pages(everything, folder / "docs")

    def command(self, folder: Path) -> list[str]:
        return [self.build[0] if self.build[0].startswith("/") else str(folder / self.build[0]), *self.build[1:]]

    def out(self, folder: Path) -> Path:
        return folder / self.site

    def caches(self, folder: Path) -> list[Path]:
        return [folder / one for one in self.kept]

    def source(self, page: Page, folder: Path) -> Path:
        return folder / self.content / f"{page.slug}.md"


def _front(page: Page, **more: object) -> str:
    """Front matter with the claims as data."""
    record = {key: one for key, one in asdict(page).items() if key not in ("slug", "issued", "links")}
    record = {**record, "date": page.issued, "claims": [asdict(one) for one in page.claims], "tags": list(page.tags)}
    record = {**record, "related": list(page.links), **more}
    return f"---\n{as_yaml(record)}---\n"


def _hugo(page: Page, titles: dict[str, str]) -> str:
    return _front(page) + page.bottom_line + "\n"


def _mkdocs(page: Page, titles: dict[str, str]) -> str:
    related = "".join(f"- [{titles[slug]}]({slug}.md)\n" for slug in page.links)
    return _front(page) + f"{page.bottom_line}\n\n## Related briefs\n\n{related}"


def _pelican(page: Page, titles: dict[str, str]) -> str:
    """Pelican's metadata is flat, so that its claims are a list in the text."""
    head = f"Title: {page.title}\nDate: {page.issued}\nSlug: {page.slug}\nTags: {', '.join(page.tags)}\nAuthor: {page.author}\nOutlet: {page.outlet}\n"
    claims = "".join(
        f"- **{one.id}** {one.speaker + ': ' if one.speaker else ''}{one.text} *{one.kind}, ¶ {one.at}: “{one.start}”"
        + (f" … “{one.end}”*\n" if one.end else "*\n")
        for one in page.claims
    )
    related = "".join(f"- [{titles[slug]}]({{filename}}{slug}.md)\n" for slug in page.links)
    return f"{head}\n{page.bottom_line}\n\n## Claims\n\n{claims}\n## Related briefs\n\n{related}"


MARKDOWN = {"hugo": _hugo, "eleventy": _hugo, "mkdocs": _mkdocs, "pelican": _pelican}
"""A page in the form of each peer."""


def _tag_pages(everything: list[Page], docs: Path) -> None:
    """MkDocs has no lists of its own: a page for each tag and the index, as its authors write them."""
    by_tag: dict[str, list[Page]] = {}
    for page in everything:
        for tag in page.tags:
            by_tag.setdefault(tag, []).append(page)
    (docs / "tags").mkdir()
    for tag, tagged in sorted(by_tag.items()):
        lines = "".join(f"- [{page.title}](../briefs/{page.slug}.md), {page.issued}\n" for page in tagged)
        (docs / "tags" / f"{tag}.md").write_text(f"# {tag}\n\n{lines}", encoding="utf-8")
    lines = "".join(f"- [{page.title}](briefs/{page.slug}.md), {page.issued}\n" for page in everything)
    tags = "".join(f"- [{tag}](tags/{tag}.md)\n" for tag in sorted(by_tag))
    (docs / "index.md").write_text(f"# All briefs\n\n{lines}\n## Tags\n\n{tags}", encoding="utf-8")


def peers() -> dict[str, Tool]:
    """The peers by name."""
    python = str(PYTHON / "bin" / "python")
    eleventy = str(NODE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")
    return {
        "hugo": Peer("hugo", "content/briefs", "public", (hugo_binary(), "--quiet"), ("resources", ".hugo_build.lock")),
        "eleventy": Peer("eleventy", "briefs", "_site", (str(shutil.which("node")), eleventy, "--quiet"), (".cache",)),
        "pelican": Peer("pelican", "content", "output", (python, "-m", "pelican", "-q", "-s", "pelicanconf.py")),
        "mkdocs": Peer("mkdocs", "docs/briefs", "site", (python, "-m", "mkdocs", "build", "-q")),
    }
