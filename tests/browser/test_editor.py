"""What an author sees in an editor: the YAML language server with the schemas of a corpus.

The server is the one behind the YAML extensions of most editors. It is asked by the protocol itself, over its pipes
(https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

SERVER = Path(__file__).with_name("node_modules") / ".bin" / "yaml-language-server"
Said = dict[str, Any]


class Editor:
    """One file in an editor."""

    def __init__(self, process: subprocess.Popen[bytes], file: Path) -> None:
        self._process, self._uri, self._version = process, file.as_uri(), 0
        self.lines = file.read_text(encoding="utf-8").split("\n")
        self._ask("initialize", processId=None, rootUri=file.parents[1].as_uri(), capabilities={})
        self._tell("initialized")

    def show(self, lines: list[str]) -> None:
        """The file with these lines in it."""
        self._version += 1
        text, about = "\n".join(lines), {"uri": self._uri, "version": self._version}
        if self._version == 1:
            self._tell("textDocument/didOpen", textDocument={**about, "languageId": "yaml", "text": text})
        else:
            self._tell("textDocument/didChange", textDocument=about, contentChanges=[{"text": text}])

    def problems(self) -> list[str]:
        """What is underlined."""
        said = self._hear(lambda one: one.get("method") == "textDocument/publishDiagnostics")
        return [one["message"] for one in said["params"]["diagnostics"]]

    def at(self, method: str, line: int, character: int) -> Any:
        """What is shown at a place."""
        where = {"line": line, "character": character}
        return self._ask(f"textDocument/{method}", textDocument={"uri": self._uri}, position=where)["result"]

    def _ask(self, method: str, **params: Any) -> Said:
        self._send({"id": method, "method": method, "params": params})
        return self._hear(lambda one: one.get("id") == method and "method" not in one)

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, what: Said) -> None:
        raw = json.dumps({"jsonrpc": "2.0"} | what).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self._process.stdin.flush()

    def _hear(self, wanted: Callable[[Said], bool]) -> Said:
        """What is wanted; the server's own questions are answered with nothing meanwhile."""
        assert self._process.stdout
        while True:
            length = 0
            while head := self._process.stdout.readline().strip():
                name, _, value = head.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            said: Said = json.loads(self._process.stdout.read(length))
            if wanted(said):
                return said
            if "id" in said and "method" in said:
                items = said["params"].get("items", []) if said.get("params") else []
                self._send({"id": said["id"], "result": [{} for _ in items]})


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """The first brief of the bundled corpus in an editor."""
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    file = min((tmp_path / "briefs").glob("*.yaml"))
    with subprocess.Popen([str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Editor(process, file)
        process.kill()


@pytest.mark.short
def test_an_editor_completes_explains_and_underlines(editor: Editor) -> None:
    lines = editor.lines
    editor.show(lines)
    assert editor.problems() == []
    n = next(n for n, line in enumerate(lines) if line.startswith("bottom_line:"))
    assert "two or three sentences" in editor.at("hover", n, 3)["contents"]["value"]
    editor.show([line.replace("bottom_line:", "botom_line:") for line in lines])
    assert "Property botom_line is not allowed." in editor.problems()
    n = next(n for n, line in enumerate(lines) if line.startswith("    class:"))
    editor.show([*lines[:n], "    class: ", *lines[n + 1 :]])
    values = {one["label"] for one in editor.at("completion", n, 11)["items"]}
    assert {"stated-fact", "estimate", "forecast"} <= values
    editor.show([*lines[:n], "    ", *lines[n:]])
    keys = {one["label"]: one.get("documentation") for one in editor.at("completion", n, 4)["items"]}
    assert "quantity" in keys
    assert "class" not in keys  # it is there already
    assert all(keys.values())
