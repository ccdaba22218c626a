"""Print a page to a PDF in WebKitGTK, with scripts off: `/usr/bin/python3 print_in_webkit.py ADDRESS FILE`, in an X display.

It runs in Debian's own Python, which has WebKitGTK's binding (python3-gi, gir1.2-webkit2-4.1): no index of packages carries it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402 - the versions are to be told first

SECONDS = 60
address, file = sys.argv[1], Path(sys.argv[2])
view, window = WebKit2.WebView(), Gtk.OffscreenWindow()
view.get_settings().set_enable_javascript(False)
window.add(view)
window.set_default_size(1280, 900)
window.show_all()
printing = WebKit2.PrintOperation.new(view)
settings = Gtk.PrintSettings()
for key, value in (("printer", "Print to File"), ("output-uri", file.as_uri()), ("output-file-format", "pdf")):
    settings.set(key, value)
printing.set_print_settings(settings)
printing.connect("finished", lambda _: Gtk.main_quit())
printing.connect("failed", lambda _, error: sys.exit(error.message))


def loaded(_: Any, event: Any) -> None:
    if event == WebKit2.LoadEvent.FINISHED:
        printing.print_()


view.connect("load-changed", loaded)
GLib.timeout_add_seconds(SECONDS, Gtk.main_quit)
view.load_uri(address)
Gtk.main()
sys.exit(not file.exists())
