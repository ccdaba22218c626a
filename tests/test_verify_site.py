"""`verify-site` finds what is deployed and is not what was built, and believes nothing that the site says of itself."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from crossbrief import deployed, manifest
from crossbrief.cli import main

Told = pytest.CaptureFixture[str]


@pytest.fixture
def built(lanes: Path, capsys: Told) -> Path:
    """A corpus with its site."""
    assert main([], root=lanes) == 0
    capsys.readouterr()
    return lanes


class Host(SimpleHTTPRequestHandler):
    """A host of files that answers some paths in its own way."""

    def do_GET(self) -> None:
        answer = self.server.answers.get(unquote(self.path))  # type: ignore[attr-defined]
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if answer is None:
            super().do_GET()
            return
        status, header = answer
        self.send_response(status)
        self.send_header(*header)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Hosted(ThreadingHTTPServer):
    """The host of one folder; how it answers other paths, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Host, directory=str(folder)))
        self.answers: dict[str, tuple[int, tuple[str, str]]] = {}
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"


@pytest.fixture
def hosted(built: Path, tmp_path: Path) -> Iterator[Hosted]:
    """A copy of the site, served."""
    shutil.copytree(built / "site", tmp_path / "host" / "below")
    server = Hosted(tmp_path / "host")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def copy(tmp_path: Path, hosted: Hosted) -> Path:
    return tmp_path / "host" / "below"


def spoil(copy: Path) -> None:
    (copy / "index.html").write_bytes(b"defaced")
    (copy / "method/index.html").unlink()


def test_a_folder_that_is_the_site_is_said_to_be(built: Path, tmp_path: Path, capsys: Told) -> None:
    shutil.copytree(built / "site", tmp_path / "copy")
    assert main(["verify-site", str(tmp_path / "copy")], root=built) == 0
    listed = len((built / "site/SHA256SUMS").read_bytes().splitlines())  # and the list itself, but not .gitkeep
    told = f"{tmp_path}/copy is the site of {built}/site/SHA256SUMS: {listed} files, all the same\n"
    assert capsys.readouterr().out == told


def test_a_folder_without_the_file_for_git_is_the_site(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built / "site", tmp_path / "copy")
    (tmp_path / "copy/.gitkeep").unlink()
    assert main(["verify-site", str(tmp_path / "copy")], root=built) == 0


def test_each_file_of_a_folder_that_is_not_as_built_is_named(built: Path, tmp_path: Path, capsys: Told) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(built / "site", copy)
    spoil(copy)
    (copy / "briefs/added.html").write_bytes(b"planted")
    (copy / "static/site.css").unlink()
    (copy / "static/site.css").symlink_to(built / "site/static/site.css")
    (copy / "elsewhere").symlink_to(built)
    os.mkfifo(copy / "pipe")
    assert main(["verify-site", str(copy)], root=built) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:-1] == [
        "extra      briefs/added.html",
        "extra      elsewhere",
        "different  index.html",
        "missing    method/index.html",
        "extra      pipe",
        "different  static/site.css: it is not a file",
    ]
    assert told[-1].startswith(f"{copy} is not the site of {built}/site/SHA256SUMS: 2 different, 1 missing, 3 extra; ")


def test_an_address_that_serves_the_site_is_said_to(hosted: Hosted, built: Path, capsys: Told) -> None:
    assert main(["verify-site", f"{hosted.address}below"], root=built) == 0
    assert " files, all the same\n" in capsys.readouterr().out
    assert "/below/SHA256SUMS" in hosted.asked
    assert "/below/.gitkeep" not in hosted.asked
    assert "/below/_headers" not in hosted.asked, "a host that obeys it does not serve it"


def test_each_file_at_an_address_that_is_not_as_built_is_named(
    hosted: Hosted, built: Path, copy: Path, capsys: Told
) -> None:
    spoil(copy)
    hosted.answers["/below/cast/index.html"] = (503, ("Retry-After", "1"))
    assert main(["verify-site", f"{hosted.address}below/"], root=built) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:-1] == [
        "unread     cast/index.html: 503 Service Unavailable",
        "different  index.html",
        "missing    method/index.html: 404 File not found",
    ]
    assert "below/ is not the site of " in told[-1]
    assert "/site/SHA256SUMS: 1 different, 1 missing, 1 not to be read; " in told[-1]


def test_a_site_that_was_changed_together_with_its_own_list_is_found_out(
    hosted: Hosted, built: Path, copy: Path, capsys: Told
) -> None:
    spoil(copy)
    found = {
        one.relative_to(copy).as_posix(): manifest.sum_of(one.read_bytes()) for one in copy.rglob("*") if one.is_file()
    }
    (copy / manifest.FILE).write_bytes(
        manifest.as_bytes({path: one for path, one in found.items() if path != manifest.FILE})
    )
    assert main(["verify-site", f"{hosted.address}below/"], root=built) == 1
    told = capsys.readouterr().out
    assert "different  SHA256SUMS\n" in told
    assert "different  index.html\n" in told


def test_a_list_that_was_kept_is_compared_with(
    hosted: Hosted, built: Path, copy: Path, tmp_path: Path, capsys: Told
) -> None:
    kept = tmp_path / "kept"
    shutil.move(built / "site/SHA256SUMS", kept)
    assert main(["verify-site", str(copy), "--manifest", str(kept)], root=built) == 0
    assert main(["verify-site", f"{hosted.address}below", "--manifest", str(kept)], root=built) == 0
    assert f"is the site of {kept}: " in capsys.readouterr().out


def test_a_redirect_within_the_host_is_followed_and_none_beyond(
    hosted: Hosted, built: Path, copy: Path, capsys: Told
) -> None:
    (copy / "moved.html").write_bytes((copy / "index.html").read_bytes())
    hosted.answers["/below/index.html"] = (308, ("Location", "/below/moved.html"))
    assert main(["verify-site", f"{hosted.address}below/"], root=built) == 0
    port = hosted.server_address[1]
    for there in (f"http://localhost:{port}/below/moved.html", "//127.0.0.1/below/moved.html"):
        hosted.answers["/below/index.html"] = (302, ("Location", there))
        capsys.readouterr()
        assert main(["verify-site", f"{hosted.address}below/"], root=built) == 1
        assert "unread     index.html: 302 leads to another host, " in capsys.readouterr().out
    hosted.answers["/below/index.html"] = (302, ("Location", "file:///etc/hostname"))
    assert main(["verify-site", f"{hosted.address}below/"], root=built) == 1
    hosted.answers["/below/index.html"] = (302, ("Location", "/below/index.html"))  # round and round
    assert main(["verify-site", f"{hosted.address}below/"], root=built) == 1


def test_a_path_is_encoded_as_an_address_wants_it(hosted: Hosted, copy: Path) -> None:
    (copy / "a b#c?ü.html").write_bytes(b"x")
    assert deployed.at_address({"a b#c?ü.html": manifest.sum_of(b"x")}, f"{hosted.address}below/") == []
    assert hosted.asked == ["/below/a%20b%23c%3F%C3%BC.html"]


def test_a_host_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        (found,) = deployed.at_address({"index.html": "0" * 64}, address, timeout=0.2)
    assert (found.kind, found.detail) == (deployed.UNREAD, "timed out")
    (found,) = deployed.at_address({"index.html": "0" * 64}, address)
    assert (found.kind, found.detail) == (deployed.UNREAD, "connection refused")


def test_a_host_that_sends_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deployed, "LONGEST", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=[server])
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        (found,) = deployed.at_address({"index.html": "0" * 64}, address)
        thread.join()
    assert found.detail == "it was still coming after 0 seconds"


def drip(server: socket.socket) -> None:
    taken, _ = server.accept()
    taken.recv(65536)
    try:
        taken.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
        while True:
            taken.sendall(b"x")
    except OSError:
        taken.close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("ftp://example.org/", "expected http:// or https:// and a host, in ASCII"),
        ("https:///below", "expected http:// or https:// and a host, in ASCII"),
        ("https://exämple.org/", "expected http:// or https:// and a host, in ASCII"),
        ("https://example.org/a b", "expected http:// or https:// and a host, in ASCII"),
        ("https://[example.org/", "it is not an address"),
        ("https://example.org:x/", "it is not an address"),
        ("https://me@example.org/", "expected no user name, no password, and nothing after `?` or `#`"),
        ("https://example.org/?a", "expected no user name, no password, and nothing after `?` or `#`"),
        ("https://example.org/#a", "expected no user name, no password, and nothing after `?` or `#`"),
    ],
)
def test_an_address_that_is_none_is_refused(built: Path, capsys: Told, address: str, told: str) -> None:
    assert main(["verify-site", address], root=built) == 2
    assert capsys.readouterr().err == f"crossbrief verify-site: {address} can't be fetched: {told}\n"


def test_without_a_site_or_a_list_there_is_nothing_to_compare_with(lanes: Path, capsys: Told) -> None:
    assert main(["verify-site", str(lanes)], root=lanes) == 2
    told = f"crossbrief verify-site: {lanes}/site/SHA256SUMS can't be read: no such file or directory"
    assert capsys.readouterr().err == f"{told}; build the site, or name its --manifest\n"


def test_a_folder_that_is_not_there_is_no_site(built: Path, capsys: Told) -> None:
    assert main(["verify-site", str(built / "nowhere")], root=built) == 2
    assert capsys.readouterr().err == f"crossbrief verify-site: there is no folder {built}/nowhere\n"


@pytest.mark.parametrize(
    "listed",
    [
        b"",
        b"not a list\n",
        b"0" * 64 + b"  index.html",
        b"0" * 64 + b"  ../index.html\n",
        b"0" * 64 + b"  /etc/passwd\n",
        b"0" * 64 + b"  a//b\n",
        (b"0" * 64 + b"  index.html\n") * 2,
    ],
)
def test_a_list_that_is_none_or_leads_out_of_the_site_is_refused(built: Path, capsys: Told, listed: bytes) -> None:
    (built / "site/SHA256SUMS").write_bytes(listed)
    assert main(["verify-site", str(built / "site")], root=built) == 2
    assert capsys.readouterr().err == f"crossbrief verify-site: {built}/site/SHA256SUMS is not a manifest of a site\n"
