"""The addresses outside the site that a corpus names, and what answers at each.

In: a linked corpus. Out: its addresses, live and kept, with the records that name them; and for each what became of asking.
Nothing here fails a build: an address that does not answer today may answer tomorrow. The rules that are not obvious: one
host is asked one thing at a time, with a pause between; where a host can't be reached the rest of its addresses are not
tried; nothing but http and https is asked, after a redirect too; no page is read, only its head.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, Literal
from urllib.parse import quote, urldefrag, urlsplit

from crossbrief import __version__
from crossbrief.frozen import dataclass
from crossbrief.link.corpus import Corpus
from crossbrief.markdown import outside
from crossbrief.schema.mentions import prose
from crossbrief.schema.source import Archive, Work

TIMEOUT = 15.0
"""Seconds to wait for an answer."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
HOSTS_AT_ONCE = 4
REDIRECTS = 5
_REDIRECTING = (301, 302, 303, 307, 308)
_ASTRAY = "it leads on too often, or to what is no web address"
State = Literal["answers", "moved", "refused", "no answer"]
STATES: tuple[State, ...] = ("refused", "no answer", "moved", "answers")
"""The worst first, as a report has them."""
_ONLY_GET = (400, 403, 404, 405, 406, 500, 501, 503)
"""What some servers say to HEAD and not to GET."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address, the records that name it, and whether any of them knows a kept copy of it."""

    url: str
    kind: Literal["live", "kept"]
    named_by: tuple[str, ...]
    kept: bool
    """True for a kept copy itself, too."""

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of asking at an address."""

    address: Address
    state: State
    status: int | None
    """Of the last answer; None where there was none."""
    detail: str
    """Where it moved to, or why nothing answered; empty else."""


class _Unreached(Exception):
    """A host can't be reached; no other address of it is worth a try."""


def addresses_of(corpus: Corpus) -> tuple[Address, ...]:
    """Every address of a source or outside work, and then of a link in our own text, each once."""
    named: dict[tuple[str, Literal["live", "kept"]], list[str]] = defaultdict(list)
    with_copy: set[str] = set()
    for name, work, archive in _records(corpus):
        for url in filter(None, (work.url, work.doi and f"https://doi.org/{work.doi}")):
            named[url, "live"].append(name)
            if archive:
                with_copy.add(url)
        if archive:
            named[archive.url, "kept"].append(name)
    for name, record in _texts(corpus):
        for url in dict.fromkeys(url for text, _ in prose(record) for url in outside(text)):
            named[url, "live"].append(name)
    return tuple(
        Address(url, kind, tuple(names), kind == "kept" or url in with_copy) for (url, kind), names in named.items()
    )


def _records(corpus: Corpus) -> Iterator[tuple[str, Work, Archive | None]]:
    for brief in corpus.briefs:
        yield f"source {brief.slug}", brief.brief.source.record, brief.brief.source.archive
    for one in corpus.references.values():
        yield f"reference {one.id}", one.record, one.archive


def _texts(corpus: Corpus) -> Iterator[tuple[str, object]]:
    """Every record that can hold text of ours, with its name."""
    yield "settings", corpus.site
    for brief in corpus.briefs:
        yield f"brief {brief.slug}", brief.brief
    registers: dict[str, Iterable[Any]] = {
        "question": corpus.questions.values(),
        "entity": corpus.entities.values(),
        "event": corpus.events.values(),
        "measure": corpus.measures.values(),
        "relation": corpus.relations.values(),
        "judgement": corpus.judgements.values(),
        "assumption": corpus.assumptions,
        "correction": corpus.corrections,
    }
    for name, records in registers.items():
        for one in records:
            yield f"{name} {one.id}", one


def ask_all(addresses: Iterable[Address]) -> tuple[Answer, ...]:
    """What each address answers, in the order given; several hosts are asked at once."""
    wanted = tuple(addresses)
    hosts: dict[str, list[Address]] = defaultdict(list)
    for one in wanted:
        hosts[one.host].append(one)
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        found = {answer.address: answer for answers in pool.map(_ask_host, hosts.values()) for answer in answers}
    return tuple(found[one] for one in wanted)


def _ask_host(addresses: list[Address]) -> list[Answer]:
    answers: list[Answer] = []
    for n, one in enumerate(addresses):
        if n:
            time.sleep(PAUSE)
        try:
            answers.append(_ask(one))
        except _Unreached as error:
            return answers + [Answer(rest, "no answer", None, str(error)) for rest in addresses[n:]]
    return answers


def _ask(address: Address) -> Answer:
    """What an address answers to HEAD or, where the server does not serve that, to GET; raises _Unreached."""
    answer = _request(address, "HEAD")
    if answer.status in _ONLY_GET or answer.status is None:
        time.sleep(PAUSE)
        answer = _request(address, "GET")
    return answer


def _request(address: Address, method: str) -> Answer:
    asked = _as_asked(address.url)
    request = urllib.request.Request(asked, method=method, headers={"User-Agent": f"crossbrief/{__version__}"})  # noqa: S310 - http and https only
    try:
        with urllib.request.build_opener(_Redirects).open(request, timeout=TIMEOUT) as response:
            moved = response.url if response.url != asked else ""
            return Answer(address, "moved" if moved else "answers", response.status, moved)
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(address, "refused", error.code, _ASTRAY if error.code in _REDIRECTING else "")
    except urllib.error.URLError as error:
        raise _Unreached(_words(error.reason)) from None
    except TimeoutError as error:
        raise _Unreached(_words(error)) from None
    except (http.client.HTTPException, OSError, ValueError):
        return Answer(address, "no answer", None, "the answer breaks off or can't be understood")


def _as_asked(url: str) -> str:
    """The address as it goes over the wire: without its place on the page, other letters percent-encoded."""
    parts = urlsplit(urldefrag(url).url)
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = quote(parts.netloc)
    return parts._replace(
        netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~"), query=quote(parts.query, safe="/%:@!$&'()*+,;=~?")
    ).geturl()


def _words(reason: object) -> str:
    """Why a host can't be reached, in words."""
    if isinstance(reason, socket.gaierror):
        return "the host is not found"
    if isinstance(reason, TimeoutError):
        return f"no answer within {TIMEOUT:g} seconds"
    if isinstance(reason, ConnectionRefusedError):
        return "the host refuses the connection"
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {reason.verify_message}"
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror.lower()
    return str(reason).lower()


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects with the method that was asked with, and to http and https only."""

    max_redirections = REDIRECTS
    max_repeats = 2

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            return None
        return urllib.request.Request(_as_asked(newurl), method=req.get_method(), headers=req.headers)  # noqa: S310 - as above
