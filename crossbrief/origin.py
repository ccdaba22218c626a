"""Where this Crossbrief was installed from, so that a new corpus can be built elsewhere by the same one.

In: what the installer wrote down beside the package (direct_url.json, PEP 610). Out: a line for requirements.txt, and the wheel
that it names where that is a file of this machine. A folder of sources can't be named to another machine.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from crossbrief import __version__
from crossbrief.frozen import dataclass

WHEELS = "wheels"
"""Where the wheel stands in a new corpus."""
FROM_AN_INDEX = f"crossbrief=={__version__}"


@dataclass(frozen=True, slots=True)
class Origin:
    """A requirement, as pip reads it."""

    requirement: str
    """Empty where nothing is known that can be installed: a name that an index does not have is anybody's to take."""
    wheel: Path | None = None
    """The file that the requirement names, to be copied into the corpus."""


UNKNOWN = Origin("")


def origin() -> Origin:
    """Where the running package was installed from."""
    from importlib import metadata  # takes 20 ms, and only `init` asks

    try:
        installed = metadata.distribution("crossbrief")
    except metadata.PackageNotFoundError:
        return UNKNOWN
    here = Path(__file__).resolve().parent
    if Path(str(installed.locate_file("crossbrief"))).resolve() != here:  # another one, which does not run
        return UNKNOWN
    written = installed.read_text("direct_url.json")
    return origin_of(json.loads(written)) if written else Origin(FROM_AN_INDEX)


def origin_of(direct_url: dict[str, Any]) -> Origin:
    """The origin that a direct_url.json names.

    Source: https://packaging.python.org/en/latest/specifications/direct-url-data-structure/
    """
    url, vcs, archive = direct_url["url"], direct_url.get("vcs_info"), direct_url.get("archive_info")
    parts = urlsplit(url)
    if parts.scheme != "file" and vcs:
        return Origin(f"crossbrief @ {vcs['vcs']}+{url}@{vcs['commit_id']}")
    if archive is None:
        return UNKNOWN
    sha256 = archive.get("hashes", {}).get("sha256", "") or archive.get("hash", "").removeprefix("sha256=")
    if parts.scheme != "file":
        return Origin(f"crossbrief @ {url}" + (f"#sha256={sha256}" if sha256 else ""))
    wheel = Path(unquote(parts.path))
    ours = wheel.name.startswith(f"crossbrief-{__version__}-") and wheel.suffix == ".whl" and wheel.is_file()
    if ours and sha256 in ("", hashlib.sha256(wheel.read_bytes()).hexdigest()):  # pip before 23.1 writes no sum down
        return Origin(f"./{WHEELS}/{wheel.name}", wheel)
    return UNKNOWN
