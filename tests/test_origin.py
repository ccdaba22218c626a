"""A new corpus names for its hosts what it was made by, as the installer wrote it down; what it can't know, it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

from crossbrief import __version__
from crossbrief.origin import UNKNOWN, Origin, origin_of
from crossbrief.scaffold import scaffold

SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def test_an_address_of_git_is_named_with_its_commit() -> None:
    written = {"url": "https://example.org/c.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
    assert origin_of(written) == Origin("crossbrief @ git+https://example.org/c.git@abc123")


def test_an_address_of_a_wheel_is_named_with_its_sum() -> None:
    written = {"url": "https://example.org/c.whl", "archive_info": {"hash": f"sha256={SUM}", "hashes": {"sha256": SUM}}}
    assert origin_of(written) == Origin(f"crossbrief @ https://example.org/c.whl#sha256={SUM}")
    assert origin_of({"url": "https://example.org/c.whl", "archive_info": {}}) == Origin(
        "crossbrief @ https://example.org/c.whl"
    )


def test_a_wheel_of_this_machine_is_copied_where_it_is_still_the_same(tmp_path: Path) -> None:
    wheel = tmp_path / "made here" / "crossbrief-0.1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"a wheel")
    written = {"url": wheel.as_uri(), "archive_info": {"hash": f"sha256={hashlib.sha256(b'a wheel').hexdigest()}"}}
    found = origin_of(written)
    assert found == Origin("./wheels/crossbrief-0.1.0-py3-none-any.whl", wheel)
    files = scaffold(found)
    assert files["wheels/crossbrief-0.1.0-py3-none-any.whl"] == b"a wheel"
    assert files["requirements.txt"].endswith(b"\n./wheels/crossbrief-0.1.0-py3-none-any.whl\n")
    wheel.write_bytes(b"another")
    assert origin_of(written) == UNKNOWN


def test_a_wheel_whose_sum_was_not_written_down_is_copied_if_its_name_is_right(tmp_path: Path) -> None:
    """As pip 23.0 does, that of Debian 12."""
    for name, taken in (
        (f"crossbrief-{__version__}-py3-none-any.whl", True),
        ("crossbrief-9.9-py3-none-any.whl", False),
    ):
        wheel = tmp_path / name
        wheel.write_bytes(b"a wheel")
        found = origin_of({"url": wheel.as_uri(), "archive_info": {}})
        assert found == (Origin(f"./wheels/{name}", wheel) if taken else UNKNOWN)


def test_where_nothing_is_known_no_name_is_left_for_an_index_to_fill() -> None:
    lines = scaffold(UNKNOWN)["requirements.txt"].decode().splitlines()
    assert all(line.startswith("#") for line in lines)


def test_a_folder_of_sources_is_nothing_that_another_machine_can_install(tmp_path: Path) -> None:
    found = origin_of({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert found == UNKNOWN
    cloned = {"url": tmp_path.as_uri(), "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
    assert origin_of(cloned) == UNKNOWN
