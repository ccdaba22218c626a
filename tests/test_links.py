"""`links` asks at every address of the corpus, politely, and reports; whatever they answer, it is done."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crossbrief import pipeline, reach
from crossbrief.cli import main
from crossbrief.link.corpus import Corpus
from crossbrief.reach import Address, Answer, addresses_of, ask_all


class Handler(BaseHTTPRequestHandler):
    """Answers by the path: a status, a redirect, or nothing at all."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - emptied before each test
    at_once: list[int] = [0, 0]  # noqa: RUF012 - now, and at the most

    def do_HEAD(self) -> None:
        self.at_once[0] += 1
        self.at_once[1] = max(self.at_once)
        self.answer()

    def flush_headers(self) -> None:
        """Before the answer is on its way: whoever has it may ask again at once."""
        self.at_once[0] -= 1
        super().flush_headers()

    do_GET = do_HEAD  # noqa: N815 - the name that the server calls

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        assert "crossbrief" in self.headers["User-Agent"]
        targets = {"/moved": "/here", "/round": "/round", "/out": "file:///etc/passwd", "/far": "ftp://127.0.0.1/x"}
        if self.path in targets:
            self.send_response(301)
            self.send_header("Location", targets[self.path])
        elif self.path == "/broken":
            self.wfile.write(b"no HTTP at all\n\n")
            self.close_connection = True
            return
        else:
            only_get = self.path == "/only-get" and self.command == "HEAD"
            gone = self.path == "/gone"
            self.send_response(405 if only_get else 410 if gone else 404 if self.path == "/missing" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing is written of what was asked."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(reach, "PAUSE", 0)
    monkeypatch.setattr(reach, "TIMEOUT", 5)
    Handler.asked.clear()
    Handler.at_once[:] = [0, 0]
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


def closed_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(*urls: str) -> list[Answer]:
    return list(ask_all([Address(url, "live", ("source a",), False) for url in urls]))


def told(answers: list[Answer]) -> list[tuple[str, int | None, str]]:
    return [(one.state, one.status, one.detail) for one in answers]


def test_each_address_has_its_answer_in_the_order_given(server: str) -> None:
    found = ask(*(f"{server}/{path}" for path in ("here", "gone", "moved", "missing", "broken")))
    assert told(found) == [
        ("answers", 200, ""),
        ("refused", 410, ""),
        ("moved", 200, f"{server}/here"),
        ("refused", 404, ""),
        ("no answer", None, "the answer breaks off or can't be understood"),
    ]


def test_what_is_not_served_to_head_is_asked_for_with_get(server: str) -> None:
    assert told(ask(f"{server}/only-get")) == [("answers", 200, "")]
    assert Handler.asked == [("HEAD", "/only-get"), ("GET", "/only-get")]


def test_a_page_that_answers_is_asked_once_and_by_its_head_only(server: str) -> None:
    ask(f"{server}/here#section")
    assert Handler.asked == [("HEAD", "/here")]


def test_a_redirect_keeps_the_method_and_leads_to_the_web_only(server: str) -> None:
    assert told(ask(f"{server}/moved")) == [("moved", 200, f"{server}/here")]
    assert Handler.asked == [("HEAD", "/moved"), ("HEAD", "/here")]
    astray = [("refused", 301, "it leads on too often, or to what is no web address")]
    for path in ("round", "out", "far"):
        assert told(ask(f"{server}/{path}")) == astray, path


def test_letters_beyond_ascii_go_percent_encoded_and_what_is_encoded_stays(server: str) -> None:
    assert told(ask(f"{server}/أخبار%20x?q=ü&r=%41")) == [("answers", 200, "")]
    assert Handler.asked == [("HEAD", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20x?q=%C3%BC&r=%41")]


def test_a_host_that_can_not_be_reached_is_tried_once_and_said_so_calmly(server: str) -> None:
    dead = f"http://127.0.0.1:{closed_port()}"
    found = ask(f"{dead}/a", f"{server}/here", f"{dead}/b")
    assert told(found) == [
        ("no answer", None, "the host refuses the connection"),
        ("answers", 200, ""),
        ("no answer", None, "the host refuses the connection"),
    ]


def test_a_host_without_a_name_or_an_answer_is_said_so(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(reach, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        [answer] = ask(f"http://127.0.0.1:{silent.getsockname()[1]}/a")
    assert (answer.state, answer.detail) == ("no answer", "no answer within 0.2 seconds")
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    [answer] = ask("https://nowhere.example/a")
    assert (answer.state, answer.detail) == ("no answer", "the host is not found")


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause_between(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(reach, "PAUSE", 1.5)
    monkeypatch.setattr("time.sleep", pauses.append)
    ask(*(f"{server}/{n}" for n in range(12)))
    assert Handler.at_once[1] == 1
    assert pauses == [1.5] * 11


@pytest.fixture
def addressed(lanes: Path, server: str) -> Path:
    """The tiny corpus with addresses at the server: of a source, of a kept copy, of an outside work."""
    brief = lanes / "briefs/2020-gazette.yaml"
    text = brief.read_text(encoding="utf-8")
    text = re.sub(r"URL: .*", f"URL: {server}/missing", text, count=1)
    archive = f"  archive: {{url: {server}/kept, date: 2021-02-03}}\n"
    brief.write_text(text.replace("  issued_basis:", f"{archive}  issued_basis:", 1), encoding="utf-8")
    works = lanes / "briefs/registers/references.yaml"
    text = works.read_text(encoding="utf-8")
    text = re.sub(r"issued: (\S+),", rf'issued: \1, URL: "{server}/here", DOI: 10.1000/182,', text, count=1)
    text = text.replace("    seen:", f"    archive: {{url: {server}/old, date: 2020-05}}\n    seen:", 1)
    works.write_text(text, encoding="utf-8")
    return lanes


def corpus_of(root: Path) -> Corpus:
    corpus = pipeline.read(root)
    assert not isinstance(corpus, list), corpus
    return corpus


def test_the_addresses_are_those_of_sources_works_and_kept_copies(addressed: Path, server: str) -> None:
    found = {one.url: one for one in addresses_of(corpus_of(addressed)) if one.url.startswith(server)}
    assert [(one.url, one.kind, one.named_by, one.kept) for one in found.values()] == [
        (f"{server}/missing", "live", ("source 2020-gazette",), True),
        (f"{server}/kept", "kept", ("source 2020-gazette",), True),
        (f"{server}/here", "live", ("reference minutes-2020",), True),
        (f"{server}/old", "kept", ("reference minutes-2020",), True),
    ]
    assert "https://doi.org/10.1000/182" in {one.url for one in addresses_of(corpus_of(addressed))}


def test_the_links_in_our_own_text_are_addresses_too(addressed: Path, server: str) -> None:
    brief = addressed / "briefs/2020-gazette.yaml"
    text = brief.read_text(encoding="utf-8")
    link = f"[here]({server}/here), [here too](HTTPS://count.example/a_b), [not here](#c1), <mailto:a@b.example>"
    brief.write_text(
        text.replace("The count is of *one* weekday", f"The count is of *one* weekday ({link})", 1), encoding="utf-8"
    )
    found = {one.url: one for one in addresses_of(corpus_of(addressed))}
    assert found[f"{server}/here"].named_by == ("reference minutes-2020", "brief 2020-gazette")
    assert found["HTTPS://count.example/a_b"].named_by == ("brief 2020-gazette",)
    assert not [url for url in found if "#c1" in url or "mailto" in url]


def test_links_to_a_work_of_which_a_copy_is_kept_carry_it(addressed: Path, server: str) -> None:
    made = pipeline.make(addressed)
    assert isinstance(made, pipeline.Built), made
    brief, works = (
        made.files[f"{path}/index.html"].decode("utf-8") for path in ("briefs/2020-gazette", "bibliography")
    )
    robust = f'data-originalurl="{server}/missing" data-versionurl="{server}/kept" data-versiondate="2021-02-03"'
    out = [tag for tag in re.findall(r"<a [^>]*>", brief + works) if f'href="{server}/missing' in tag]
    assert len(out) > 4
    assert all(robust in tag for tag in out)
    [out_of_work] = [tag for tag in re.findall(r"<a [^>]*>", works) if f'href="{server}/here' in tag]
    assert out_of_work.endswith(f' data-originalurl="{server}/here" data-versionurl="{server}/old">')
    assert f'href="{server}/old"' in works
    assert "Kept copy of May 2020" in works
    rest = "".join(raw.decode("utf-8") for path, raw in made.files.items() if path == "briefs/2021-herald/index.html")
    assert "data-versionurl" not in rest


def test_the_report_is_done_whatever_is_answered(
    addressed: Path, server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "crossbrief.cli.links.addresses_of",
        lambda corpus: tuple(one for one in addresses_of(corpus) if one.url.startswith(server)),
    )
    assert main(["links"], root=addressed) == 0
    assert capsys.readouterr().out == (
        "4 addresses: 3 answering, 1 refused\n"
        "2 of works themselves, 2 of kept copies; of 0 works no kept copy is known\n"
        "\n"
        "refused\n"
        f"  404 {server}/missing [source 2020-gazette]\n"
        "\n"
        "answering\n"
        f"  200 {server}/kept [kept copy, source 2020-gazette]\n"
        f"  200 {server}/here [reference minutes-2020]\n"
        f"  200 {server}/old [kept copy, reference minutes-2020]\n"
    )
    assert main(["links", "--format", "json"], root=addressed) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["kind"], row["state"], row["status"]) for row in rows] == [
        ("live", "refused", 404),
        ("kept", "answers", 200),
        ("live", "answers", 200),
        ("kept", "answers", 200),
    ]
    assert rows[0]["named_by"] == ["source 2020-gazette"]


def test_hosts_that_do_not_answer_stand_together_with_their_reason(capsys: pytest.CaptureFixture[str]) -> None:
    from crossbrief.cli.links import as_text

    dead = [Address(f"https://gone.example/{name}", "live", (f"reference {name}",), False) for name in "ab"]
    assert as_text(tuple(Answer(one, "no answer", None, "the host is not found") for one in dead)) == (
        "2 addresses: 2 not answering\n"
        "2 of works themselves, 0 of kept copies; of 2 works no kept copy is known\n"
        "\n"
        "not answering\n"
        "  gone.example: the host is not found\n"
        "    https://gone.example/a [reference a]\n"
        "    https://gone.example/b [reference b]"
    )


def test_a_corpus_without_addresses_has_nothing_to_ask_at(
    lanes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossbrief.cli.links.addresses_of", lambda corpus: ())
    assert main(["links"], root=lanes) == 0
    assert capsys.readouterr().out.startswith("0 addresses: none to ask at\n")
