"""Pages full of hostile text, opened in Chromium: no dialog, no request to another host, no active node; with the policy and without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from crossbrief.publish import publish
from tests.browser.serving import serve
from tests.conftest import LANES
from tests.torture.inject import Corpus
from tests.torture.strings import own
from tests.torture.test_hostile_text import rounds

ACTIVE = """TEXTS => [...document.querySelectorAll('*')].filter(one =>
    ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'VIDEO', 'AUDIO'].includes(one.tagName)
    || [...one.attributes].some(a => a.name.startsWith('on')
        || (/^\\s*(javascript|data|blob|vbscript):/i.test(a.value) && !TEXTS.includes(a.name))
        || (a.name === 'content' && one.httpEquiv === 'refresh'))
    || (one.tagName === 'SCRIPT' && !one.src && one.type !== 'application/ld+json')
).map(one => one.outerHTML.slice(0, 200))"""


TEXTS = ["aria-label", "content", "title"]
"""Attributes that hold text, which no browser follows; of a `meta` that leads elsewhere `content` is none."""


@pytest.mark.short
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without it"])
def test_hostile_text_is_inert_in_chromium(
    chromium: Browser, tmp_path: Path, policy: bool, request: pytest.FixtureRequest, tell: Callable[[str], None]
) -> None:
    corpus = Corpus(LANES)
    many = 1 if request.config.getoption("markexpr") == "short" else 40  # four rounds show every text of the list once
    context = chromium.new_context(bypass_csp=not policy)
    page = context.new_page()
    dialogs: list[str] = []
    foreign: list[str] = []
    active: list[str] = []
    opened, shown = 0, 0
    for n, texts in enumerate(rounds(corpus.fields, own(), many, 97)):
        built, taken = corpus.build(texts, tmp_path / "corpus")
        folder = tmp_path / f"site-{n}"
        publish(built.files.items(), folder)
        with serve(folder) as address:
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            page.on("request", lambda one, home=address: None if one.url.startswith(home) else foreign.append(one.url))
            for path, raw in built.files.items():
                if path.endswith(".html") and b'http-equiv="refresh"' not in raw:  # one that leads on at once
                    page.goto(address + path)
                    active += page.evaluate(ACTIVE, TEXTS)
                    assert active == [], path
                    opened += 1
            page.goto(address + "search/index.html?q=alert")
            page.wait_for_load_state("networkidle")
            active += page.evaluate(ACTIVE, TEXTS)
            assert active == [], "what was found"
            shown += len(taken)
            page.close()
            page = context.new_page()
    context.close()
    tell(
        f"hostile text in Chromium, {request.node.callspec.id}: {shown:,} texts in fields, {opened:,} pages opened, "
        f"{len(active)} active nodes, {len(dialogs)} dialogs, {len(foreign)} foreign requests"
    )
    assert (dialogs, foreign) == ([], [])
    assert opened > 20 * many
