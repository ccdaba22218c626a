"""After a kill, a full disk or an I/O error at any step of a whole build, full or of one edit, the site is the old or the new one.

Of one edit: the site and the cache of an earlier build are there, and files that the edit does not touch get a second name in
the new tree. The steps are those of all processes of the build; whichever comes to the step fails or dies.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crossbrief import pipeline
from crossbrief.cache import FOLDER
from crossbrief.cli import main
from tests.torture.faults import DONE, FAULTS, KILLED, PROBLEM, Met, in_a_child, tree, with_fault

Tell = Callable[[str, str, str], None]
WATCHED = (
    "open",
    "write",
    "mkdir",
    "chmod",
    "rename",
    "link",
    "remove",
    "rmdir",
    "truncate",
    "fsync",
    "syncfs",
    "exchange",
)
"""What a build of one edit does to the disk: each of these, else the injector has lost sight of it."""
TEXTS = ("as fast as it ever was.", "as fast as it has ever been.")


class Corpus:
    """A corpus that has one of two states, the site that each gives from nothing, and what stands at `site`."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self.out, self.state = root, root / "site", 0
        self.file = root / "briefs" / "2021-herald.yaml"
        self.sites = []
        for _ in TEXTS:
            assert not isinstance(pipeline.build(root, folder / f"clean-{self.state}", processes=1), list)
            self.sites.append(tree(folder / f"clean-{self.state}"))
            self.edit()
        assert self.sites[0] != self.sites[1]

    def edit(self) -> None:
        """Go over to the other state."""
        text = self.file.read_text(encoding="utf-8")
        self.state = 1 - self.state
        self.file.write_text(text.replace(TEXTS[1 - self.state], TEXTS[self.state]), encoding="utf-8")

    def build(self) -> int:
        """The exit code of a build in this process, with nothing shown."""
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - it is a device
            os.dup2(nowhere.fileno(), 1)
        return main([], self.root)

    def beside(self) -> set[str]:
        return {one.name for one in self.root.iterdir()} - {"briefs", "site", FOLDER}

    @contextmanager
    def unwritten(self) -> Iterator[None]:
        """No file of the site that stands is written into meanwhile, whatever name it has or loses."""
        files = [one.open("rb") for one in sorted(self.out.rglob("*")) if one.is_file()]
        before = [(one.read(), os.fstat(one.fileno()).st_mode) for one in files]
        yield
        for file, (raw, mode) in zip(files, before, strict=True):
            file.seek(0)
            assert (file.read(), os.fstat(file.fileno()).st_mode) == (raw, mode), f"{file.name} was written into"
            file.close()


def build_with_fault(corpus: Corpus, k: int, fault: str, incremental: bool) -> tuple[Met, bool]:
    """Edit, and build with a fault at step k; then without. How the first ended, and whether it left the new site."""
    before, after = corpus.sites[corpus.state], corpus.sites[1 - corpus.state]
    assert tree(corpus.out) == before
    if not incremental:
        shutil.rmtree(corpus.root / FOLDER, ignore_errors=True)
    corpus.edit()
    with corpus.unwritten():
        met = with_fault(corpus.build, k, fault)
        stands = tree(corpus.out)
        where = f"{fault} at step {k}: exit code {met.code}"
        assert stands in {DONE: [after], PROBLEM: [before], KILLED: [before, after]}[met.code], where
        assert corpus.beside() <= {".site-build"}, where
        assert in_a_child(corpus.build) == DONE, f"the build after {where}"
        assert tree(corpus.out) == after, f"the build after {where}"
        assert corpus.beside() == set(), f"the build after {where}"
    return met, stands == after


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("incremental", [False, True], ids=["full", "of one edit"])
def test_a_whole_build_leaves_the_old_site_or_the_new_whichever_step_fails(
    lanes: Path, tmp_path: Path, fault: str, incremental: bool, long: bool, told: Tell
) -> None:
    corpus, ended = Corpus(lanes, tmp_path), Counter[str]()
    assert in_a_child(corpus.build) == DONE
    steps, _ = build_with_fault(corpus, 0, fault, incremental)
    assert steps.code == DONE
    if incremental:
        assert set(steps.steps) == set(WATCHED)
    every = steps.steps.total()
    k, stride = 1, 1 if long else every // 7
    while True:
        met, new = build_with_fault(corpus, k, fault, incremental)
        if met.steps.total() < k:
            break
        if incremental and k > every // 2:
            assert met.steps["link"], "nothing was carried over"
        ended["new" if new else "old"] += 1
        k += stride
    told(
        f"{fault} at a step of a whole build, {'one edit' if incremental else 'full'}",
        f"{ended.total()} of {every} steps",
        f"0 mixed or missing; {ended['old']} old, {ended['new']} new; the next build right",
    )
    assert ended["old"]
    assert ended["new"] or not long
