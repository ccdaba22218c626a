"""How templates become Python: Jinja's way, without the steps that only other uses of Jinja need.

In: a parsed template. Out: Python code that writes the same text. A third of the time in which a page is rendered went
into three things that no template of a site asks for: looking for a mapping's key where an attribute is named, asking of
each call whether it wants the context, and making each text that is shown a `Markup`, which is then joined as text. Nor is
a function called for each attribute, or a name that is the same on all of a page looked up in each turn of a loop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_SHOWN_AGAIN = 1 << 14
"""So many texts are kept as they were shown; names, marks and addresses come back on page after page."""
_OF_JINJA = ("loop", "caller", "self", "super", "varargs", "kwargs")
"""Names that Jinja gives a meaning of its own where they stand."""


@lru_cache(_SHOWN_AGAIN)
def _escaped(text: str) -> str:
    # looked for one by one, which takes a quarter of the time of a regular expression
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


_ways: dict[type, Callable[[Any], str]] = {Markup: lambda text: text, int: str, float: str}
"""How a value of a type is shown."""


def shown(value: Any) -> str:
    """A value as a page shows it: escaped, unless it was made to stand there as it is."""
    try:
        way = _ways[type(value)]
    except KeyError:
        way = _ways[type(value)] = _way(type(value))
    return way(value)


def _way(kind: type) -> Callable[[Any], str]:
    text = issubclass(kind, str) and kind.__str__ is str.__str__ and not hasattr(kind, "__html__")
    return _escaped if text else escape


def macro(environment: Any, function: Callable[..., str], name: str, arguments: tuple[str, ...]) -> Callable[..., str]:
    """A macro that takes what it names and nothing else.

    What it can't be called with is the business of Jinja's own macro, which says so.
    """
    most = len(arguments)

    def call(*given: Any, **named: Any) -> str:
        if len(given) > most or (named and not named.keys() <= set(arguments[len(given) :])):
            return Macro(environment, function, name, list(arguments), False, False, False, True)(*given, **named)
        if len(given) < most:
            given = (*given, *(named.get(argument, missing) for argument in arguments[len(given) :]))
        return _as_it_is(Markup, function(*given))

    return call


_as_it_is = str.__new__
"""Makes a `Markup` of a text without asking what the text is. A macro's is: it was put together of what is shown."""


def _given(part: nodes.Template | nodes.Block) -> list[str]:
    """The names that a template, or a block of one, takes from its context and sets nowhere; its blocks are left to themselves."""
    taken, own = dict[str, None](), set(_OF_JINJA)
    below = list[nodes.Node]([part])
    for node in below:
        below += [child for child in node.iter_child_nodes() if not isinstance(child, nodes.Block)]
        match node:
            case nodes.Name(ctx="load"):
                taken[node.name] = None
            case nodes.Name() | nodes.Macro():
                own.add(node.name)
            case nodes.Import():
                own.add(node.target)
            case nodes.FromImport():
                own.update(name if isinstance(name, str) else name[1] for name in node.names)
    return [name for name in taken if name not in own]


class Generator(CodeGenerator):
    """Writes the Python of a template."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - the name that Jinja calls
        self._template = node
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """What is the same in all of a template or block is looked up once, and not in each turn of a loop and call of a macro."""
        if frame.parent is None:
            for name in _given(self.blocks[frame.block] if frame.block else self._template):
                frame.symbols.load(name)
        super().enter_frame(frame)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("shown = environment.shown")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        self.write("shown(")  # whatever a template says of escaping

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        """An attribute, as Python writes it; one that Python can't, or would read as another, as Jinja does."""
        if iskeyword(node.attr) or not node.attr.isascii():
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro; one that takes more than it names, or calls what it was called with, as Jinja writes it."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        name = getattr(macro_ref.node, "name", None)
        self.write(f"environment.macro(environment, macro, {name!r}, {names!r})")

    def visit_Call(  # noqa: N802 - the name that Jinja calls
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """A call of a function with arguments that are named or counted; any other as Jinja writes it."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(named.key) for named in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
