"""Templates give the text that Jinja's own code gives, made in fewer steps."""

from __future__ import annotations

from enum import StrEnum
from types import SimpleNamespace

import jinja2
import pytest
from markupsafe import Markup, escape

from crossbrief.compiling import shown
from crossbrief.environment import Environment
from crossbrief.schema.base import Text

MACROS = """\
{% macro one(a, b='<b>', c=1) %}{{ a }}|{{ b }}|{{ c }}{% endmacro %}
{% macro row(label) %}<p>{{ label }}: {{ caller() }}</p>{% endmacro %}
{% macro any() %}{{ varargs | join('+') }} {{ kwargs | length }}{% endmacro %}
"""
CALLS = (
    "{{ one(1) }}",
    "{{ one('<', c=2) }}",
    "{{ one(*['x', 'y']) }}",
    "{{ one(a='&', b=html) }}",
    "{% call row('<label>') %}{{ one('in') }} & {{ html }}{% endcall %}",
    "{% call row(label='named') %}x{% endcall %}",
    "{{ any(1, 2, three=3) }}",
    "{% for n in [1, 2] %}{{ one(n, loop.index) }}{% endfor %}",
    "{{ one('a') ~ '<' }}",
    "{{ any(class=1) }}",
    "{{ text.upper() }} {{ text }} {{ 1.5 }} {{ none }} {{ [text] }}",
    "{{ thing.class }} {{ thing.ﬁne }} {{ thing.fine }} {{ (1).real }} {{ (text ~ '!').title() }}",
    "{% for n in [1, 2] %}{{ text }}{% set text = n %}{{ text }}{% endfor %}{{ text }}",
    "{% macro shows(text) %}{{ text }}{{ html }}{% endmacro %}{{ shows(1) }}{{ text }}",
    "{% macro late() %}{{ text }}{% endmacro %}{% set text = 'now' %}{{ late() }}",
    "{% block a %}{% for n in [1] %}{{ text }}{{ one(n) }}{% endfor %}{% endblock %}{% set text = 'after' %}",
    "{% for n in [1, 2] if text %}{% for m in [n] %}{{ html }}{{ m }}{% endfor %}{% else %}{{ text }}{% endfor %}",
    "{% if not text %}{{ nothing }}{% endif %}{% for n in [] %}{{ nothing }}{% endfor %}{{ nothing is defined }}",
)


class Kind(StrEnum):
    ONE = "<one>"


class Shown:
    def __html__(self) -> str:
        return "<i>as it is</i>"


def made(environment: type[jinja2.Environment], text: str) -> str:
    options = {"autoescape": True, "undefined": jinja2.StrictUndefined}
    thing = SimpleNamespace(**{"class": "<c>", "ﬁne": "with a ligature", "fine": "without"})
    return environment(**options).from_string(MACROS + text).render(text="a < b & 'c'", html=Markup("<b>"), thing=thing)


@pytest.mark.parametrize("call", CALLS)
def test_a_template_gives_what_jinjas_own_code_gives(call: str) -> None:
    assert made(Environment, call) == made(jinja2.Environment, call)


@pytest.mark.parametrize(
    "call",
    [
        "{{ one(1, 2, 3, 4) }}",
        "{{ one(1, d=2) }}",
        "{{ one() }}",
        "{{ one.b.c }}",
        "{{ nothing() }}",
        "{% for n in [1] %}{{ nothing }}{% endfor %}",
        "{% for n in [1] %}{{ text }}{% endfor %}{% set text = 'set too late' %}",
    ],
)
def test_what_jinja_refuses_is_refused(call: str) -> None:
    for environment in (jinja2.Environment, Environment):
        with pytest.raises((jinja2.UndefinedError, TypeError, AttributeError)):
            made(environment, call)


def test_everything_is_escaped_whatever_a_template_says() -> None:
    text = made(Environment, "{% autoescape false %}{{ text }}{% endautoescape %}")
    assert text.strip() == escape("a < b & 'c'")


def test_every_kind_of_value_is_shown_as_escaping_shows_it() -> None:
    values = [
        "a",
        "<a>",
        Text("'t' & \"u\""),
        Kind.ONE,
        Markup("<b>"),
        Shown(),
        7,
        True,
        -1.5,
        None,
        ("<",),
        Text("<a>"),
    ]
    for value in [*values, *values]:  # the second time from memory
        assert shown(value) == escape(value)
    assert not isinstance(shown(7), Markup)


def test_what_is_escaped_once_is_not_taken_for_what_may_stand_as_it_is() -> None:
    assert shown(Markup("<b>")) == "<b>"
    assert shown("<b>") == "&lt;b&gt;"
    assert shown(Markup("<b>")) == "<b>"
