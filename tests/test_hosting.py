"""What publishes a corpus on commit does so as it stands: the workflows' commands, the hooks of a bare repository behind nginx,
the hook for pre-commit. Hosts that are not here are followed as far as their files can be read.
"""

from __future__ import annotations

import http.client
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from crossbrief.cli import main
from crossbrief.pipeline import Built
from tests.conftest import ROOT
from tests.test_init import BRIEF, command, git

HOSTING = ROOT / "crossbrief" / "skeleton" / "hosting"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
TITLE = "briefs/registers/site.yaml"


@pytest.fixture
def corpus(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A corpus from `init`, committed."""
    assert main(["init", "corpus"], root=tmp_path) == 0
    capsys.readouterr()
    root = tmp_path / "corpus"
    git(root, "init")
    git(root, "add", "-A")
    git(root, "commit", "-m", "Begin")
    return root


@pytest.fixture
def served(corpus: Path, tmp_path: Path) -> Iterator[int]:
    """The bare repository of the recipe, its site behind nginx; gives the port. The folder `srv` stands for /srv."""
    srv = tmp_path / "srv"
    installed = srv / "crossbrief" / "bin" / "crossbrief"
    installed.parent.mkdir(parents=True)
    command(tmp_path).rename(installed)
    (srv / "git").mkdir()
    (srv / "www" / "corpus").mkdir(parents=True)  # with /srv/git, what root makes by the first lines
    readme = (HOSTING / "README.md").read_text(encoding="utf-8")
    [recipe] = re.findall(r"and then as that user:\n\n```sh\n(.*?)```", readme, re.DOTALL)
    lines = [line for line in recipe.splitlines() if " -m venv " not in line and "/pip install" not in line]
    assert len(lines) == len(recipe.splitlines()) - 2, "all but the installation is done as it is written"
    script = "\n".join(lines).replace("/srv/", f"{srv}/")
    subprocess.run(["sh", "-euc", script], cwd=corpus, check=True, capture_output=True)
    git(corpus, "remote", "add", "site", str(srv / "git" / "corpus.git"))
    if NGINX is None:
        pytest.skip("nginx is not installed")
    with nginx(tmp_path, srv) as port:
        yield port


class nginx:  # noqa: N801 - used as a block: with nginx(...) as port
    """The server block of the recipe in a server of its own, on loopback and a free port, as long as the block lasts."""

    def __init__(self, folder: Path, srv: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        block = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
        assert "  listen 80;\n" in block
        block = block.replace("  listen 80;\n", f"  listen 127.0.0.1:{self.port};\n").replace("/srv/", f"{srv}/")
        kept = "".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.configuration = folder / "nginx.conf"
        self.configuration.write_text(
            f"pid {folder}/nginx.pid; error_log stderr; daemon off; master_process off; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off; {kept}\n{block}}}\n",
            encoding="utf-8",
        )

    def __enter__(self) -> int:
        assert NGINX
        self.process = subprocess.Popen([NGINX, "-c", self.configuration], stderr=subprocess.PIPE, text=True)
        for _ in range(1200):
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.port
            assert self.process.poll() is None, self.process.communicate()[1]
            time.sleep(0.05)
        raise AssertionError("nginx does not answer")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate()


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", path, headers=headers)
    answer = asking.getresponse()
    body = answer.read()
    asking.close()
    return answer.status, answer.headers, body


def change(corpus: Path, path: str, old: str, new: str) -> None:
    text = (corpus / path).read_text(encoding="utf-8")
    assert old in text
    (corpus / path).write_text(text.replace(old, new), encoding="utf-8")
    git(corpus, "commit", "-a", "-m", "A change")


def test_a_push_changes_what_nginx_serves_and_a_wrong_one_is_refused_with_its_line(corpus: Path, served: int) -> None:
    assert get(served, "/")[0] == 404
    told = git(corpus, "push", "site", "main").stderr
    assert "remote: 1 brief, 7 claims" in told
    assert b"Ferries in print" in get(served, "/")[2]

    change(corpus, TITLE, "title: Ferries in print", "title: Ferries of the harbour")
    git(corpus, "push", "site", "main")
    good = get(served, "/")[2]
    assert b"Ferries of the harbour" in good

    change(corpus, BRIEF, "class: judgement", "class: opinion")
    git(corpus, "branch", "draft")
    refused = git(corpus, "push", "site", "main", "draft", check=False)
    assert refused.returncode == 1
    assert re.search(rf"remote: {BRIEF}:\d+:\d+: error\[unknown-word\]: `class` can't be `opinion`", refused.stderr)
    assert "main was not changed and the site stands" in refused.stderr
    assert "[remote rejected] main -> main" in refused.stderr
    assert "[new branch]      draft -> draft" in refused.stderr
    assert get(served, "/")[2] == good


def test_without_the_hook_that_refuses_a_wrong_push_is_told_why_and_the_site_stands(
    corpus: Path, served: int, tmp_path: Path
) -> None:
    (tmp_path / "srv/git/corpus.git/hooks/update").unlink()
    git(corpus, "push", "site", "main")
    good = get(served, "/")[2]
    change(corpus, BRIEF, "class: judgement", "class: opinion")
    pushed = git(corpus, "push", "site", "main", check=False)
    assert "error[unknown-word]: `class` can't be `opinion`" in pushed.stderr
    assert "site/ was not changed." in pushed.stderr
    assert get(served, "/")[2] == good


def test_nginx_serves_each_file_as_what_it_is_compressed_and_with_a_strict_policy(corpus: Path, served: int) -> None:
    git(corpus, "push", "site", "main")
    status, headers, page = get(served, "/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"
    compressed = get(served, "/", **{"Accept-Encoding": "gzip"})
    assert compressed[1]["Content-Encoding"] == "gzip"
    assert len(compressed[2]) < len(page) / 2
    assert get(served, "/", **{"If-None-Match": headers["ETag"]})[0] == 304
    types = {
        "/static/site.css": "text/css; charset=utf-8",
        "/data/index.html": "text/html; charset=utf-8",
        "/data/claims.csv": "text/csv; charset=utf-8",
        "/data/claims.json": "application/json; charset=utf-8",
        "/data/bibliography.bib": "text/plain; charset=utf-8",
        "/static/icon.svg": "image/svg+xml",
    }
    for path, kind in types.items():
        status, headers, _ = get(served, path)
        assert (path, status, headers["Content-Type"]) == (path, 200, kind)
    status, headers, body = get(served, "/nothing/here")
    assert (status, headers["Content-Security-Policy"].split(";")[0]) == (404, "default-src 'none'")
    assert b"There is no page at this address" in body


def test_the_headers_of_nginx_are_those_that_the_site_brings_for_other_hosts(bundled: Built) -> None:
    """But that nginx's, which no build writes, can't name the sum of the style that stands in a brief; the page does."""
    configured = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    every, *lines = bundled.files["_headers"].decode().splitlines()
    brought = dict(line.strip().split(": ", 1) for line in lines)
    ours = re.sub("'sha256-[^']*'", "'unsafe-inline'", brought["Content-Security-Policy"])
    assert every == "/*"
    assert dict(re.findall(r'add_header ([\w-]+) "([^"]*)" always;', configured)) == {
        **brought,
        "Content-Security-Policy": ours,
    }


def test_the_policy_of_the_headers_is_that_of_every_page(bundled: Built) -> None:
    (sent,) = re.findall(b"Content-Security-Policy: (.*); frame-ancestors 'none'\n", bundled.files["_headers"])
    meta = b'<meta http-equiv="Content-Security-Policy" content="%s">' % sent
    pages = [path for path in bundled.files if path.endswith(".html")]
    assert len(pages) > 100
    assert [path for path in pages if meta not in bundled.files[path]] == []


@pytest.mark.parametrize("file", [".github/workflows/site.yaml", ".gitlab-ci.yml"])
def test_every_command_of_a_workflow_runs_in_the_corpus_that_init_makes(
    corpus: Path, tmp_path: Path, file: str
) -> None:
    workflow = yaml.safe_load((corpus / file).read_text(encoding="utf-8"))
    if "jobs" in workflow:
        jobs = [[step["run"] for step in job["steps"] if "run" in step] for job in workflow["jobs"].values()]
    else:
        jobs = [workflow[job]["script"] for job in ("check", "pages")]
        assert workflow["before_script"] == ["pip install -r requirements.txt"]
    commands = [line for job in jobs for line in job if line != "pip install -r requirements.txt"]
    assert {shlex.split(line)[1] for line in commands} == {"check", "build"}
    path = f"{command(tmp_path).parent}:{os.environ['PATH']}"
    for line in commands:
        subprocess.run(
            ["bash", "-e", "-c", line], cwd=corpus, env={**os.environ, "PATH": path}, check=True, capture_output=True
        )
    published = "site" if "jobs" in workflow else workflow["pages"]["artifacts"]["paths"][0]
    assert (corpus / published / "index.html").is_file()


def test_the_build_command_for_other_hosts_makes_a_site_with_its_headers(corpus: Path, tmp_path: Path) -> None:
    table = (HOSTING / "README.md").read_text(encoding="utf-8")
    (written,) = re.findall(r"\| Netlify \| `pip install -r requirements\.txt && (.*?)` \|", table)
    path = f"{command(tmp_path).parent}:{os.environ['PATH']}"
    subprocess.run(
        ["sh", "-ec", written], cwd=corpus, env={**os.environ, "PATH": path}, check=True, capture_output=True
    )
    assert (corpus / "site" / "_headers").read_bytes().startswith(b"/*\n  Cache-Control: ")
    assert (corpus / "site" / "index.html").is_file()


def test_the_hook_for_pre_commit_checks_what_is_staged(corpus: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("crossbrief-check", "python", False)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment["PATH"] = f"{command(tmp_path).parent}:{environment['PATH']}"

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            shlex.split(hook["entry"]), cwd=corpus, env=environment, capture_output=True, text=True, check=False
        )

    brief = corpus / BRIEF
    sound = brief.read_text(encoding="utf-8")
    brief.write_text(sound.replace("class: judgement", "class: opinion"), encoding="utf-8")
    assert (run().returncode, run().stdout) == (0, "no problems in 1 brief with 7 claims\n")
    git(corpus, "add", "-A")
    brief.write_text(sound, encoding="utf-8")
    refused = run()
    assert refused.returncode == 1
    assert "error[unknown-word]: `class` can't be `opinion`" in refused.stderr
    assert re.search(hook["files"], BRIEF)
