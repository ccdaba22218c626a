"""A site that is built again after any change is the site that a build from nothing gives, byte for byte.

A walk at random through edits of briefs, registers, settings, templates, words and stylesheets, and through what befalls
the cache and the site from outside. After each step the site stands beside one that was made without a cache.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from crossbrief import making, manifest, pipeline, unchanged, workers
from crossbrief.again import Again
from crossbrief.cli import main
from tests.conftest import ROOT
from tests.torture.faults import tree
from tests.torture.pieces import Piece
from tests.torture.table import Tell
from tests.torture.walk import Walk

STEPS = int(os.environ.get("CROSSBRIEF_STEPS", "20"))
SEED = int(os.environ.get("CROSSBRIEF_SEED", "1"))
LONG = 5000
SERVED = 4
"""At every so many steps the site that `serve` makes again in memory is compared too."""


def published(folder: Path) -> set[str]:
    """The files of a site, without those that only a folder has."""
    found = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
    return found - {".gitkeep", manifest.FILE}


@pytest.mark.pieces(2, 20)
def test_a_site_built_again_is_the_site_built_from_nothing(
    tmp_path: Path,
    piece: Piece,
    long: bool,
    told: Tell,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each piece is a walk of its own; every fourth is built by as many processes as there are processors, the others by one."""
    if piece.number % 4:
        for module in (workers, pipeline, unchanged):
            monkeypatch.setattr(module, "processors", lambda: 1)
    monkeypatch.setattr(making, "WORTH_SHARING", 1)
    seed, counts = SEED + piece.number, Counter[str](walks=1)
    walk = Walk(tmp_path / "corpus", seed)
    again, with_drafts = Again(walk.root), Again(walk.root, drafts=True)
    steps = piece.part(range(max(STEPS, LONG) if long else STEPS))
    for n, _ in enumerate(steps):
        act = walk.step()
        where = f"step {n} of the walk of seed {seed}, after {act}"
        counts["steps"] += 1
        before = tree(walk.root / "site")
        code = main([], walk.root)
        said = capsys.readouterr()
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        clean = pipeline.build(walk.root, fresh, processes=1)
        if isinstance(clean, list):
            assert code == 1, where
            assert tree(walk.root / "site") == before, where
            for problem in clean:
                assert str(problem) in said.err, where
            counts["refused"] += 1
            if counts["refused"] % 3 == 0:
                walk.mend_everything()
                shutil.rmtree(walk.root / "templates")
                (walk.root / "templates").mkdir()
            continue
        assert code == 0, f"{where}: {said.err}"
        counts["differ"] += tree(walk.root / "site") != tree(fresh)
        assert not counts["differ"], where
        if n % SERVED == 0:
            served = again.make()
            assert isinstance(served, pipeline.Built), where
            counts["served"] += 1
            counts["differ"] += set(served.files) != published(fresh)
            counts["differ"] += any((fresh / path).read_bytes() != raw for path, raw in served.files.items())
            assert not counts["differ"], f"{where}, in memory"
            drafted = with_drafts.make()
            anew = pipeline.made(walk.root, pipeline.read(walk.root, drafts=True))
            assert isinstance(drafted, pipeline.Built), where
            assert isinstance(anew, pipeline.Built), where
            counts["differ"] += drafted.files != anew.files
            assert not counts["differ"], f"{where}, with its drafts"
        counts["unchanged" if said.out.startswith("nothing has changed") else "built"] += 1
    told(
        "the site after any change is that of a build from nothing",
        "{steps:,} steps, {walks} walks",
        ", ".join(f"{{{one}}} {one}" for one in ("differ", "built", "unchanged", "refused", "served")),
        counts,
    )
    assert counts["built"] > counts["steps"] / 10


@pytest.mark.pieces(1, 4)
def test_a_site_of_every_kind_of_record_is_right_after_each_edit_of_a_brief(
    tmp_path: Path, piece: Piece, long: bool, told: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bundled corpus, whose pages show more of one another's briefs than those of the tiny one do."""
    seed, counts = SEED + piece.number, Counter[str](walks=1)
    walk = Walk(tmp_path / "corpus", seed, ROOT)
    assert main([], walk.root) == 0
    for n, _ in enumerate(piece.part(range(200 if long else 2))):
        where = f"step {n} of the walk of seed {seed}, after {walk.edit_until_sound()}"
        before = {one.stat().st_ino for one in (walk.root / "site").rglob("*") if one.is_file()}
        assert main([], walk.root) == 0, f"{where}: {capsys.readouterr().err}"
        counts["carried over"] += len(before & {one.stat().st_ino for one in (walk.root / "site").rglob("*")})
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        assert not isinstance(pipeline.build(walk.root, fresh, processes=1), list), where
        counts["steps"] += 1
        counts["differ"] += tree(walk.root / "site") != tree(fresh)
        assert not counts["differ"], where
    told(
        "the bundled site after an edit is that of a build from nothing",
        "{steps} steps, {walks} walks",
        "{differ} differ; {carried over:,} files carried over",
        counts,
    )
