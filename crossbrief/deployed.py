"""Compare a deployed site with the list of sums that its build wrote.

In: the sums by path, and a folder or an address where the site should stand. Out: each file that is not as listed. The
list comes from elsewhere: one that is fetched with the site proves nothing, since whoever changes a page can change the
list with it. Files are asked for as a reader's browser would ask, so that what a cache still holds is seen as it is.
"""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import quote, urljoin, urlsplit

from crossbrief import __version__, addresses
from crossbrief.frozen import dataclass

MISSING, DIFFERENT, EXTRA, UNREAD = "missing", "different", "extra", "unread"
TOGETHER = 6
"""How many files are fetched at a time; browsers ask one host for as many."""
TIMEOUT = 30.0
"""Seconds without an answer after which a file is given up."""
LONGEST = 300.0
"""Seconds after which a file is given up that still comes, a little at a time."""
_PIECE = 1 << 16
_GONE = (404, 410)
_READ_BY_THE_HOST = (addresses.HEADERS,)
"""What a host obeys and so need not serve; a folder shows it."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not as listed."""

    path: str
    kind: str
    """missing, different, extra (in a folder only), or unread: whether it is the same can't be told."""
    detail: str = ""


class _Stream(Protocol):
    def read1(self, most: int, /) -> bytes: ...


def in_folder(sums: dict[str, str], folder: Path) -> list[Difference]:
    """Where the files of a folder are not those of the list. A link is not followed: it stands for no file."""
    there = dict(_within(folder))
    found = [Difference(path, EXTRA) for path in there.keys() - sums.keys()]
    for path, expected in sums.items():
        file = there.get(path)
        if file is None:
            found.append(Difference(path, MISSING))
        elif file.is_symlink() or not file.is_file():
            found.append(Difference(path, DIFFERENT, "it is not a file"))
        else:
            try:
                with file.open("rb") as stream:
                    found += _compared(path, expected, stream)
            except OSError as error:
                found.append(Difference(path, UNREAD, (error.strerror or "unknown error").lower()))
    return sorted(found)


def at_address(sums: dict[str, str], address: str, timeout: float = TIMEOUT) -> list[Difference]:
    """Where the files below an http or https address are not those of the list; what else is there can't be seen."""
    opener = urllib.request.build_opener(_SameHost)
    opener.addheaders = [("User-Agent", f"crossbrief/{__version__}")]

    def compare(path: str) -> Iterable[Difference]:
        try:
            with opener.open(urljoin(address, quote(path)), timeout=timeout) as reply:
                return list(_compared(path, sums[path], reply))
        except urllib.error.HTTPError as error:
            error.close()
            told = f"{error.code} {error.reason}".strip()
            return [Difference(path, MISSING if error.code in _GONE else UNREAD, told)]
        except (OSError, http.client.HTTPException) as error:
            return [Difference(path, UNREAD, _reason(error))]

    with ThreadPoolExecutor(TOGETHER) as several:
        return sorted(one for found in several.map(compare, sorted(sums.keys() - _READ_BY_THE_HOST)) for one in found)


def refusal(address: str) -> str | None:
    """Why no site can be fetched at an address, if so; the address of a folder ends in `/`."""
    try:
        parts = urlsplit(address)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        return "it is not an address"
    if not whole or not address.isascii() or any(char.isspace() for char in address):
        return "expected http:// or https:// and a host, in ASCII"
    if "@" in parts.netloc or parts.query or parts.fragment or "?" in address or "#" in address:
        return "expected no user name, no password, and nothing after `?` or `#`"
    return None


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect within the host, and from http to https; another host's files are not the site's."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        before, after = urlsplit(req.full_url), urlsplit(newurl)
        if after.hostname != before.hostname or after.port != before.port:
            raise urllib.error.HTTPError(newurl, code, f"leads to another host, {after.netloc}", headers, fp)
        if after.scheme not in (before.scheme, "https"):
            raise urllib.error.HTTPError(newurl, code, f"leads to {after.scheme}", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _compared(path: str, expected: str, stream: _Stream) -> Iterator[Difference]:
    """The difference of what a stream holds, read as it comes: a host may send without end, or a byte at a time."""
    found, until = hashlib.sha256(), time.monotonic() + LONGEST
    while piece := stream.read1(_PIECE):
        found.update(piece)
        if time.monotonic() > until:
            yield Difference(path, UNREAD, f"it was still coming after {LONGEST:.0f} seconds")
            return
    if found.hexdigest() != expected:
        yield Difference(path, DIFFERENT)


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    told = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return str(told).lower()


def _within(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a folder by its path; a link to a folder counts as a file."""
    for one in sorted(folder.iterdir()):
        if one.is_dir() and not one.is_symlink():
            yield from ((f"{one.name}/{path}", file) for path, file in _within(one))
        else:
            yield one.name, one
