"""`serve`: read the site while it is written. In: a corpus and a port. Out: a server on loopback, until it is ended."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from crossbrief.cli.console import DONE, coloured, counted, in_colour, wrong
from crossbrief.live.server import Server
from crossbrief.live.state import Live, State

PORT = 8000


def run(options: argparse.Namespace, root: Path) -> int:
    """Serve the corpus at `root` and keep up with its files until the person at the terminal ends it."""
    live, stop = Live(root), threading.Event()
    try:
        server = _server(live, options.port)
    except OSError as error:
        return wrong("serve", f"port {options.port} can't be had: {(error.strerror or 'unknown error').lower()}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it, it ends in the same way
    try:
        for state in live.follow(stop):
            if not thread.is_alive():
                thread.start()
                print(f"serving {server.address}; Ctrl-C ends it", flush=True)
            _tell(state)
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return DONE


def _server(live: Live, port: int | None) -> Server:
    """A server on the port that was asked for; where none was, on the usual one or else on any that is free."""
    if port is not None:
        return Server(live, port)
    try:
        return Server(live, PORT)
    except OSError:
        return Server(live, 0)


def _tell(state: State) -> None:
    if state.problems:
        print(coloured(state.problems) if in_colour(sys.stderr) else state.problems, file=sys.stderr, flush=True)
    else:
        pages = sum(1 for path in state.files if path.endswith(".html"))
        drafts = f", with {counted(state.drafts, 'draft')} that a build keeps out" if state.drafts else ""
        print(f"no problems; {counted(pages, 'page')}{drafts}", flush=True)
