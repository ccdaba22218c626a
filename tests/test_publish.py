"""What the output folder may be: a folder of ours or none yet, in a place that can be written to."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossbrief import hold
from crossbrief import publish as module
from crossbrief.manifest import sum_of
from crossbrief.problem import Problem
from crossbrief.publish import Published, publish, publish_made, refusal, replaced

SITE = {"index.html": b"one", "a/index.html": b"two"}


def refused(out: Path) -> Problem:
    """The one problem, told alike before a build and by it."""
    before, found = refusal(out), publish(SITE.items(), out, patience=0)
    assert isinstance(found, Problem)
    assert before == found
    return found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    out = tmp_path / "site"
    published = publish(SITE.items(), out)
    assert isinstance(published, Published)
    assert sorted(published.files) == [".gitkeep", "a/index.html", "index.html"]
    assert published.in_one_step
    return out


def test_a_site_of_ours_is_replaced(site: Path) -> None:
    assert isinstance(publish({"index.html": b"three"}.items(), site), Published)
    assert sorted(one.name for one in site.iterdir()) == [".gitkeep", "SHA256SUMS", "index.html"]


@pytest.mark.parametrize("links", [True, False])
def test_what_comes_out_as_it_stood_is_carried_over_also_in_pieces(
    site: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    before, listed = site.stat(), {path: sum_of(raw) for path, raw in SITE.items()}
    stood = {path: (site / path).stat().st_ino for path in SITE}
    if not links:
        monkeypatch.setattr(module, "carried", lambda *_: False)
    files = [
        ("index.html", iter([b"o", b"ne"])),
        ("a/index.html", SITE["a/index.html"]),
        ("b.html", iter([b"th", b"ree"])),
    ]
    done = publish_made(lambda folder: replaced(files, folder, site, listed), site)
    assert isinstance(done, Published)
    assert {path: (site / path).read_bytes() for path in done.files} == {**SITE, "b.html": b"three", ".gitkeep": b""}
    assert {path: (site / path).stat().st_ino == number for path, number in stood.items()} == dict.fromkeys(SITE, links)
    assert site.stat().st_ino != before.st_ino
    assert [one.name for one in site.parent.iterdir()] == ["site"]


def test_folders_and_files_have_the_same_modes_under_any_mask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(SITE.items(), tmp_path / "deep" / "site")
    finally:
        os.umask(before)
    site = tmp_path / "deep" / "site"
    modes = {one.relative_to(site).as_posix(): one.stat().st_mode & 0o777 for one in (site, *site.rglob("*"))}
    assert {name: mode for name, mode in modes.items() if mode != 0o644} == {".": 0o755, "a": 0o755}


@pytest.mark.parametrize("name", ["a/notes.txt", "CNAME", ".hidden"])
def test_a_file_that_we_did_not_write_is_named_and_nothing_is_touched(site: Path, name: str) -> None:
    (site / name).write_text("mine")
    found = refused(site)
    assert found.code == "output-not-ours"
    assert found.message == f"`site/` holds `{name}`, which Crossbrief did not write"
    assert (site / name).read_text() == "mine"


def test_a_link_in_a_site_of_ours_is_a_file_of_others(site: Path) -> None:
    (site / "papers").symlink_to(site.parent)
    assert "`papers`" in refused(site).message


def test_a_folder_of_others_with_a_list_of_sums_is_not_ours(tmp_path: Path) -> None:
    out = tmp_path / "release"
    out.mkdir()
    (out / "tool.tar").write_bytes(b"")
    (out / "SHA256SUMS").write_text(f"{'0' * 64}  tool.tar\n")
    assert refused(out).code == "output-not-ours"
    (out / "SHA256SUMS").write_text("not a list\n")
    assert refused(out).code == "output-not-ours"


def test_what_others_keep_where_the_site_is_made_is_not_touched(tmp_path: Path) -> None:
    room = tmp_path / ".site-build"
    room.mkdir()
    (room / "thesis.txt").write_text("mine")
    found = refused(tmp_path / "site")
    assert (room / "thesis.txt").read_text() == "mine"
    assert (found.code, found.message) == (
        "output-not-ours",
        "`.site-build/` is where the site is made, and holds `thesis.txt`, which Crossbrief did not write",
    )


def test_what_another_build_removes_while_it_is_looked_for_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, gone = os.mkdir, []

    def there_and_gone(path: Path, mode: int = 0o777) -> None:
        if not gone:
            gone.append(path)
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        make(path, mode)

    monkeypatch.setattr(os, "mkdir", there_and_gone)
    assert isinstance(publish(SITE.items(), tmp_path / "site"), Published)
    assert gone == [tmp_path / ".site-build"]


def test_what_another_build_removes_while_it_is_looked_into_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, look, gone = tmp_path / ".site-build", Path.iterdir, []
    room.mkdir()

    def removed(folder: Path) -> Iterator[Path]:
        if folder == room and not gone:
            gone.append(folder)
            room.rmdir()
        return look(folder)

    monkeypatch.setattr(Path, "iterdir", removed)
    assert isinstance(publish(SITE.items(), tmp_path / "site"), Published)
    assert gone == [room]


def test_where_the_site_is_made_is_not_sought_behind_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".site-build").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError), hold.hold(tmp_path / "site"):
        pass


def test_an_output_that_is_a_file_or_a_link_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for out in (tmp_path / "file", tmp_path / "link", tmp_path / "file" / "site"):
        assert refused(out).code == "output-in-the-way"


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    out.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == out)
    found = refused(out)
    assert found.code == "output-in-the-way"
    assert found.message == "`site/` is a mount point, which can't be exchanged for another folder"


def test_a_mount_point_that_only_the_kernel_knows_is_refused(tmp_path: Path) -> None:
    """A folder bound over another of the same file system looks like any other until it is renamed."""
    out = tmp_path / "site"
    out.mkdir()
    bound = subprocess.run(["mount", "--bind", str(out), str(out)], capture_output=True, check=False)
    if bound.returncode != 0:
        pytest.skip("only root may mount")
    try:
        found = publish(SITE.items(), out)
        assert isinstance(found, Problem)
        assert found.code == "output-not-written"
        assert "busy" in found.message
        assert list(out.iterdir()) == []
    finally:
        subprocess.run(["umount", str(out)], check=True)
    assert not (tmp_path / ".site-build").exists()


def test_a_folder_that_can_not_be_written_to_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    found = refused(tmp_path / "site")
    assert found.code == "output-in-the-way"
    assert f"`{tmp_path.name}/`, where the site is made before it takes its place" in found.message


def test_a_full_disk_is_a_problem_and_the_old_site_stands(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False)
    if mounted.returncode != 0:
        pytest.skip("only root may mount")
    try:
        out = disk / "site"
        assert isinstance(publish(SITE.items(), out), Published)
        found = publish({"index.html": b"x" * 100_000}.items(), out)
        assert isinstance(found, Problem)
        assert found.message == "the site can't be written to `site/`: no space left on device"
        assert (out / "index.html").read_bytes() == b"one"
        assert [one.name for one in disk.iterdir()] == ["site"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_the_disk_is_synced_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    real = module._sync
    monkeypatch.setattr(module, "_sync", lambda folder: (synced.append(folder), real(folder))[1])
    publish({f"{n}.html": b"" for n in range(50)}.items(), tmp_path / "site")
    assert synced == [tmp_path / ".site-build"]
