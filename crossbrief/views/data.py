"""The data page: every file of the corpus with what it holds, how to cite it, and what each format can't hold."""

from __future__ import annotations

from crossbrief.exports.files import BIBLIOGRAPHY, DATABASE, PACKAGE, Listed, Sized, format_words
from crossbrief.exports.losses import LOSSES, UNTOLD
from crossbrief.exports.table import Column, Table
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.strings import Strings
from crossbrief.views.common import Link, MarkView, mark_view


@dataclass(frozen=True, slots=True)
class FileView:
    """One file to fetch: its format and size in words."""

    link: Link
    size: str


@dataclass(frozen=True, slots=True)
class DataSet:
    """Something to take: what it holds, how much, and its files by format."""

    id: str
    name: str
    holds: str
    rows: str
    files: tuple[FileView, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """Everything to take, how to cite it, and what is lost."""

    cite: str
    whole: tuple[DataSet, ...]
    tables: tuple[DataSet, ...]
    briefs: tuple[MarkView, ...]
    losses: tuple[tuple[str, str, str], ...]
    """The format, the field, and what becomes of it."""
    untold: tuple[str, ...]


def data_view(files: list[Listed], sized: Sized, corpus: Corpus, t: Strings) -> DataView:
    """The data page of the corpus, once the files have been made."""
    by_name = {file.name: file for file in files}
    whole = [_set("database", [by_name[DATABASE]], sized, t), _set("package", [by_name[PACKAGE]], sized, t)]
    if BIBLIOGRAPHY[0] in by_name:
        whole.append(_set("bibliography", [by_name[name] for name in BIBLIOGRAPHY], sized, t))
    by_table: dict[str, list[Listed]] = {}
    for file in files:
        if file.table:
            by_table.setdefault(file.table.name, []).append(file)
    return DataView(
        cite=cite(corpus, t),
        whole=tuple(whole),
        tables=tuple(_set(name, found, sized, t, found[0].table) for name, found in by_table.items()),
        briefs=tuple(mark_view(brief.mark, corpus) for brief in corpus.briefs),
        losses=tuple(
            (t(f"format_{one.format}"), t(f"field_{one.field}"), t(f"loss_{one.format}_{one.field}")) for one in LOSSES
        ),
        untold=tuple(t(f"untold_{key}") for key in UNTOLD),
    )


def cite(corpus: Corpus, t: Strings) -> str:
    """The corpus as a bibliography has it; its date is that of the last review."""
    site = corpus.site
    editors = t.listing([editor.full for editor in site.editors]) or site.publisher
    parts = [f"{editors}.", f"{site.title}: {site.subtitle}."]
    parts += [f"{site.publisher}."] if site.publisher != editors else []
    parts.append(t("last_review", date=site.reviewed_on.in_words))
    parts += [f"{site.base_address}."] if site.base_address else []
    return " ".join((*parts, f"{site.content_licence}."))


def _set(name: str, files: list[Listed], sized: Sized, t: Strings, table: Table | None = None) -> DataSet:
    return DataSet(
        id=f"section_{name}",
        name=t(f"table_{name}"),
        holds=table.holds if table else t(f"holds_{name}"),
        rows=t.count("rows_counted" if table else "works_counted", files[0].rows) if files[0].rows else "",
        files=tuple(
            FileView(Link(format_words(file.path, t), file.path), size(sized(file.path)[0], t)) for file in files
        ),
        columns=table.columns if table else (),
    )


def size(count: int, t: Strings) -> str:
    """A file's size in words. Example: 12 kB"""
    return t("kilobytes", n=f"{max(1, round(count / 1000)):,}")
