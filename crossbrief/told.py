"""A corpus that tells what is looked up in it: its briefs, claims, mappings and facts, each with a name for what is read.

In: parts of a linked corpus, and whom to tell. Out: the same parts, for whoever only reads them. Nothing is told of a slug, an
address or a mark, which are common to everything that is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from crossbrief.link.corpus import Corpus, LinkedBrief, LinkedClaim, Quotation, SourceMark, Speaker
from crossbrief.link.facts import EVERY_KIND, MENTIONING, TEXT, Facts, Kinds, looked_at, within_a_brief
from crossbrief.schema.brief import Note
from crossbrief.schema.claim import Claim
from crossbrief.schema.coding import Coding
from crossbrief.schema.registers import Entity

Name = tuple[str, ...]
"""What was read: something of a brief, by its slug; a fact over all briefs, by its key; which claims there are; or everything.

Of a brief there are `brief`, all of it; `part`, a field of its record; `ids`, which claims it has; `claims`, all of them but their
texts; `claim`, one but its text; `text`, that of one; `asked`, which questions it has codings of; `coding`, one; `found`, a fact.
"""
EVERYTHING: Name = ("everything",)
ADDRESSES: Name = ("addresses",)
"""Those of all claims, in their order."""
_OF_A_BRIEF = frozenset(("brief", "part", "ids", "claims", "claim", "text", "asked", "coding", "found"))
_CLAIMS, _CODINGS = frozenset(("claims",)), frozenset(("codings",))
_KINDS: dict[str, Kinds] = {
    "text": frozenset((TEXT,)),
    **dict.fromkeys(("claim", "claims", "ids", ADDRESSES[0], "impact"), _CLAIMS),
    **dict.fromkeys(("coding", "asked"), _CODINGS),
    "uses": MENTIONING,
    "shared_roots": frozenset(("claims", "source")),
}
Tell = Callable[[Name], None]


def brief(slug: str) -> Name:
    """The name of a brief with all that is in it."""
    return "brief", slug


def of_a_brief(name: Name) -> str:
    """The slug of the brief that a name is of; empty where it is of none."""
    return name[1] if name[0] in _OF_A_BRIEF else ""


def kinds_of(name: Name) -> Kinds:
    """What in the briefs a name is of."""
    kind, *key = name
    if kind == "part":
        field = key[1]
        return frozenset((TEXT, field)) if field == "claims" else frozenset((field,))
    if kind in ("fact", "found"):
        return looked_at(key[kind == "found"])
    return _KINDS.get(kind, EVERY_KIND)


class Told(dict[Any, Any]):
    """A mapping that tells what is looked up in it; of what goes through it, that it was all, or all of its keys."""

    def __init__(
        self,
        plain: dict[Any, Any],
        tell: Tell,
        name: Callable[[Any], Name],
        all: Name = EVERYTHING,
        keys: Name = EVERYTHING,
    ) -> None:
        super().__init__(plain)
        self._tell, self._name, self._all, self._keys = tell, name, all, keys

    def __getitem__(self, key: Any) -> Any:
        self._tell(self._name(key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self._tell(self._name(key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self._tell(self._name(key))
        return super().__contains__(key)

    def __len__(self) -> int:
        self._tell(self._keys)
        return super().__len__()

    def __iter__(self) -> Iterator[Any]:
        self._tell(self._keys)
        return super().__iter__()

    def keys(self) -> Any:
        self._tell(self._keys)
        return super().keys()

    def values(self) -> Any:
        self._tell(self._all)
        return super().values()

    def items(self) -> Any:
        self._tell(self._all)
        return super().items()


class ToldClaims(Told):
    """Claims by their addresses, or those of a brief by their ids; each tells itself what is read of it."""

    def __init__(self, plain: dict[str, LinkedClaim], tell: Tell, keys: Name, every: Name | None = None) -> None:
        super().__init__(plain, tell, (lambda _: keys) if every else _whether_there, keys=keys)
        self._every = every

    def __getitem__(self, key: str) -> LinkedClaim:
        return self._told(dict.__getitem__(self, key))

    def get(self, key: str, default: Any = None) -> Any:
        """The claim, if it is there."""
        found = dict.get(self, key) if key in self else None
        return self._told(found) if found else default

    def values(self) -> Any:
        """All of them."""
        self._tell(self._keys)
        return [self._told(one, self._every) for one in dict.values(self)]

    def items(self) -> Any:
        """All of them, each with its address or id."""
        return list(zip(dict.keys(self), self.values(), strict=True))

    def _told(self, plain: LinkedClaim, name: Name | None = None) -> LinkedClaim:
        return _ToldClaim(plain, self._tell, name or ("claim", plain.slug, str(plain.claim.id)))


def _whether_there(address: str) -> Name:
    return "ids", address.partition("#")[0]


class _ToldClaim(LinkedClaim):
    """A claim that tells what is read of it: its text, or anything else but its address and its source's mark."""

    __slots__ = ("_name", "_plain", "_tell")

    def __init__(self, plain: LinkedClaim, tell: Tell, name: Name) -> None:
        self._plain, self._tell, self._name = plain, tell, name

    @property
    def address(self) -> str:
        return self._plain.address

    @property
    def slug(self) -> str:
        return self._plain.slug

    @property
    def source(self) -> SourceMark:
        return self._plain.source

    @property
    def claim(self) -> Any:
        return _ToldText(self._plain.claim, self._tell, self._name, self._plain.slug)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        self._tell(self._name)
        return self._plain.speakers

    @property
    def accused(self) -> tuple[Entity, ...]:
        self._tell(self._name)
        return self._plain.accused

    @property
    def notes(self) -> tuple[Note, ...]:
        self._tell(self._name)
        return self._plain.notes

    @property
    def whole(self) -> LinkedClaim:
        self._tell(self._name)
        self._tell(("text", self._plain.slug, str(self._plain.claim.id)))
        return self._plain

    @property
    def proved(self) -> tuple[str, ...]:
        self._tell(self._name)
        return self._plain.proved

    @property
    def at_source(self) -> tuple[str, ...]:
        self._tell(self._name)
        return self._plain.at_source


class _ToldText:
    """The record of a claim, which tells its text from all else."""

    __slots__ = ("_name", "_plain", "_slug", "_tell")

    def __init__(self, plain: Claim, tell: Tell, name: Name, slug: str) -> None:
        self._plain, self._tell, self._name, self._slug = plain, tell, name, slug

    def __getattr__(self, field: str) -> Any:
        self._tell(("text", self._slug, str(self._plain.id)) if field == "text" else self._name)
        return getattr(self._plain, field)


class ToldFacts(Facts):
    """The facts of a corpus, told when they are asked for; they are found in the corpus itself."""

    def __init__(self, plain: Corpus, tell: Tell) -> None:
        self._plain, self._tell = plain, tell

    def of(self, corpus: Corpus, name: str, *key: str) -> Any:
        """The fact."""
        self._tell(("found", key[0], name, *key[1:]) if within_a_brief(name) else ("fact", name, *key))
        return self._plain.facts.of(self._plain, name, *key)


class ToldBrief(LinkedBrief):
    """A brief that tells what is read of it; slug and mark are common to everything."""

    __slots__ = ("_plain", "_tell")

    def __init__(self, plain: LinkedBrief, tell: Tell) -> None:
        self._plain, self._tell = plain, tell

    @property
    def slug(self) -> str:
        return self._plain.slug

    @property
    def mark(self) -> SourceMark:
        return self._plain.mark

    @property
    def brief(self) -> Any:
        return _ToldRecord(self._plain, self._tell)

    @property
    def claims(self) -> dict[str, LinkedClaim]:
        slug = self._plain.slug
        return ToldClaims(self._plain.claims, self._tell, ("ids", slug), ("claims", slug))

    @property
    def codings(self) -> dict[str, Coding | None]:
        slug = self._plain.slug
        every = ("part", slug, "codings")
        return Told(self._plain.codings, self._tell, lambda key: ("coding", slug, str(key)), every, ("asked", slug))

    @property
    def whole(self) -> LinkedBrief:
        self._tell(brief(self._plain.slug))
        return self._plain

    @property
    def quotation(self) -> Quotation:
        return self.whole.quotation


class _ToldRecord:
    """The record of a brief, field by field."""

    __slots__ = ("_plain", "_tell")

    def __init__(self, plain: LinkedBrief, tell: Tell) -> None:
        self._plain, self._tell = plain, tell

    def __getattr__(self, field: str) -> Any:
        self._tell(("part", self._plain.slug, field))
        return getattr(self._plain.brief, field)
