"""Jinja as the site's templates use it, and their byte code, kept from build to build.

In: where the templates stand, and the cache. Out: an environment that escapes everything and knows every template.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from crossbrief.cache import Cache, key_of
from crossbrief.compiling import Generator, macro, shown
from crossbrief.templates import Templates

PAGE = "page"
"""The name by which every template that is rendered for a page knows the page."""


class _Context(jinja2.runtime.Context):
    """What a template sees. No function that it calls asks for the context, so none is searched for that wish: it is a third of the time."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *rest: Any, **named: Any) -> None:
        super().__init__(environment, parent, *rest, **named)
        if PAGE in parent:  # what is imported without it is kept for all pages
            environment.contexts.append(self)

    def call(self, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any) -> Any:
        return called(*args, **kwargs)


class Environment(jinja2.Environment):
    """Jinja, which lets go of a page once it is rendered.

    A macro holds the context that it was made in, and the context its macros: what the page showed, a hundred kilobytes, would
    stay until Python looks for cycles, and a build keeps it from that.
    """

    code_generator_class = Generator
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    macro = staticmethod(macro)
    shown = staticmethod(shown)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.context_class = _Context
        self.contexts: list[_Context] = []

    def let_go(self) -> None:
        """Part contexts and macros. Nothing more can be rendered with them."""
        for context in self.contexts:
            context.vars.clear()
            context.blocks.clear()
        self.contexts.clear()


class _Compiled(jinja2.BytecodeCache):
    """Templates compiled in an earlier build."""

    KIND = "templates"

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return key_of(name, os.fsencode(filename or ""))  # the byte code says where it came from

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = self._cache.get(self.KIND, key_of(bucket.key, bucket.checksum))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.put(self.KIND, key_of(bucket.key, bucket.checksum), bucket.bytecode_to_string())


def make_environment(templates: Templates, cache: Cache) -> Environment:
    """Jinja with everything escaped by default, and a name that is not there an error; every template compiled."""
    environment = Environment(
        loader=jinja2.FileSystemLoader(templates.folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_Compiled(cache),
        cache_size=-1,
        auto_reload=False,
    )
    for name in templates.files():
        if name.endswith(".html"):
            with suppress(jinja2.TemplateError, ValueError):  # told by the page that needs it
                environment.get_template(name)
    cache.sweep(_Compiled.KIND)
    return environment
