"""What the schema's types share: how field names become YAML keys, values parsed from one text, shorthand.

The hooks named `__get_pydantic_...__` are how pydantic asks a type about itself; its import stands inside them,
so that reading the schema's types costs nothing where nothing is validated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, Self, cast
from urllib.parse import urlsplit

from crossbrief import edtf, locator
from crossbrief.problem import Refused, quoted


def yaml_key(field: str) -> str:
    """The YAML key of a field: Python's reserved words carry a `_` that the key does not."""
    return field.rstrip("_")


def csl_key(field: str) -> str:
    """The YAML key of a field of a bibliographic record: CSL's own name."""
    return field.upper() if field in ("url", "doi") else field.replace("_", "-")


STRICT = {"extra": "forbid", "allow_inf_nan": False, "alias_generator": yaml_key}
CSL = {**STRICT, "alias_generator": csl_key}


class Shorthand:
    """Metadata of a field that may be written shorter: `widen` makes the full form, before validation."""

    def __init__(self, widen: Callable[[Any], Any], key: str = "") -> None:
        self.widen, self.key = widen, key

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.widen, handler(source))


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _keyed(key: str) -> Callable[[Any], Any]:
    return lambda value: {key: value} if isinstance(value, str) else value


class AtLeastOne:
    """Metadata of a list that can't be empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self.check, handler(source))

    @staticmethod
    def check(value: tuple[Any, ...]) -> tuple[Any, ...]:
        """The list as it is; raises Refused where nothing is in it."""
        if not value:
            raise Refused("empty-list", "there is nothing in this list", "put at least one thing in it")
        return value


AT_LEAST_ONE = AtLeastOne()
ONE_OR_MANY = Shorthand(_listed)
"""A list of one may be written without its dash."""


def keyed(key: str) -> Shorthand:
    """A mapping of which only `key` is given may be written as that value alone."""
    return Shorthand(_keyed(key), key)


class Parsed:
    """A type whose value an author writes as one text; `read` makes it or raises Refused."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Any:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(cls.read, core_schema.str_schema())


@cache
def shared(kind: type[Parsed], text: str) -> Any:
    """The one value that stands for this text in all records; raises Refused."""
    return kind.read(text)


class Shared(Parsed):
    """A type whose values are few and come back in hundreds of records: each is read once and stands in memory once. In a
    pickle of a record stands its text."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(partial(shared, cast(type, cls)), core_schema.str_schema())

    def __reduce__(self) -> Any:
        return shared, (type(self), str(self))


class Date(edtf.Edtf, Shared):
    """An EDTF date or interval, level 0 or 1."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        return cast(Self, cls.parse(text))


class At(locator.Locator, Shared):
    """A locator: `7`, `4-5`, `page 12`, `standfirst`."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        return cast(Self, cls.parse(text))


class Nearest(At):
    """A locator, or `none`."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        return cls("none", ()) if text == "none" else cast(Self, cls.parse(text))


class Text(str, Parsed):
    """One line of plain text; line breaks of the file become spaces. Shown as it stands, never as markup."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        value = " ".join(text.split())
        if not value:
            raise Refused("empty-value", "there is no text here", "write the text, or take the key out")
        _refuse_controls(value)
        if len(value) > 2000:
            raise Refused(
                "too-long",
                f"this text has {len(value)} characters, more than 2000",
                "say it shorter, or move it to a note",
            )
        return cls(value)


class Who(Text, Shared):
    """A speaker: an entity's id, or a name in words, which has a capital letter or a space in it."""

    __slots__ = ()

    @property
    def entity(self) -> str | None:
        """The id, where an id is given."""
        return _id_in(self)


@cache
def _id_in(text: str) -> str | None:
    return str(text) if _ID.fullmatch(text) else None


class StandVoice(Who):
    """A speaker, or `author` or `outlet`."""

    __slots__ = ()

    @property
    def entity(self) -> str | None:
        return None if self in ("author", "outlet") else super().entity


class Prose(str, Parsed):
    """Markdown of a few paragraphs: emphasis, lists, links. HTML in it is shown as text."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        if not text.strip():
            raise Refused("empty-value", "there is no text here", "write the text, or take the key out")
        _refuse_controls(text)
        if len(text) > 20_000:
            raise Refused("too-long", f"this text has {len(text)} characters, more than 20000", "divide it")
        return cls(text.strip())


_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Id(str, Shared):
    """A permanent name: lower-case letters and digits, single hyphens between them."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        if not _ID.fullmatch(text) or len(text) > 80:
            help = "use lower-case letters, digits and single hyphens, 80 at most"
            if "," in text and all(map(_ID.fullmatch, text.replace(",", " ").split())):
                help = "put several ids in a list: `[one, another]`"
            raise Refused("bad-id", f"{quoted(text)} can't be an id", help)
        return cls(text)


class ClaimId(Id):
    """The id of a claim of the same brief."""

    __slots__ = ()


class EntityId(Id):
    """The id of an entity of the register."""

    __slots__ = ()


class EventId(Id):
    """The id of an event of the register."""

    __slots__ = ()


class QuestionId(Id):
    """The id of a question of the register."""

    __slots__ = ()


class ReferenceId(Id):
    """The id of a reference of the register."""

    __slots__ = ()


class MeasureId(Id):
    """The id of a measure of the register."""

    __slots__ = ()


class ClaimRef(str, Shared):
    """A claim's address in the corpus: the brief's slug, `#`, the claim's id."""

    __slots__ = ()
    _RULE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*")

    @classmethod
    def read(cls, text: str) -> Self:
        if not cls._RULE.fullmatch(text):
            raise Refused(
                "bad-claim-address",
                f"{quoted(text)} is no claim's address",
                "write the brief's slug, `#` and the claim's id: `2014-a-title#c3`",
            )
        return cls(text)

    @property
    def slug(self) -> str:
        return self.split("#")[0]

    @property
    def claim(self) -> str:
        return self.split("#")[1]


class WebAddress(str, Parsed):
    """An http or https address, without a user name or password in it."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        help = "write the whole address, beginning with https:// or http://"
        try:
            parts = urlsplit(text)
        except ValueError:
            raise Refused("bad-address", f"{quoted(text)} is not a web address", help) from None
        if not text.startswith(("http://", "https://")) or not parts.hostname or re.search(r"[\s<>\"\\^`{|}]", text):
            raise Refused("bad-address", f"{quoted(text)} is not a web address", help)
        if "@" in parts.netloc:
            raise Refused(
                "bad-address",
                "this address carries a user name or password",
                "take out what stands before the `@`, and the `@`",
            )
        return cls(text)


class Sha256(str, Parsed):
    """A SHA-256 sum in 64 hexadecimal digits."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            message = f"{quoted(text)} is no SHA-256 sum, which has 64 digits and letters a to f"
            raise Refused("bad-hash", message, "run `sha256sum FILE` and copy the 64 characters")
        return cls(text)


class Language(str, Shared):
    """A language tag of BCP 47, lower-case language first. Example: en-GB"""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Self:
        if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", text):
            help = "write the language's tag, such as `en`, `en-GB`, `ur`, `no` or `fa-Arab`"
            raise Refused("bad-language", f"{quoted(text)} is not a language tag", help)
        return cls(text)


_CONTROLS = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, what turns the text about, and what has no width and no use in writing: two texts that look alike could
differ in them. The joiners U+200C and U+200D and the marks of direction U+200E and U+200F are needed in Persian, Urdu,
Arabic and Hebrew, and stay."""


def _refuse_controls(text: str) -> None:
    if text.isascii() and text.isprintable():
        return  # as nearly every text
    found = re.search(_CONTROLS, text)
    if found:
        raise Refused(
            "control-character",
            f"there is a character here that can't be seen, U+{ord(found[0]):04X}",
            "take it out; for text that runs the other way give its language instead",
        )
