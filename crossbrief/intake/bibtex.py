"""Read BibTeX and BibLaTeX as Zotero writes them: entries with values in braces, quotation marks or bare, joined by `#`.

TeX's accents and the commands that stand for a letter become that letter; of any other command its argument is kept.
"""

from __future__ import annotations

import re
import unicodedata

from crossbrief.intake.item import Item, Unreadable, edtf, name_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "collection": "book", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "chapter", "conference": "chapter", "manual": "report", "online": "webpage",
    "electronic": "webpage", "report": "report", "techreport": "report", "thesis": "report", "phdthesis": "report",
    "mastersthesis": "report", "video": "broadcast", "audio": "broadcast", "unpublished": "document", "misc": "document",
}  # fmt: skip
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_FIELDS = {
    "title": ("title",), "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"), "publisher-place": ("address", "location"),
    "genre": ("type",), "volume": ("volume",), "issue": ("number", "issue"), "page": ("pages",), "URL": ("url",),
    "DOI": ("doi",), "language": ("language", "langid"),
}  # fmt: skip
_ENTRY = re.compile(r"@\s*(\w+)\s*([{(])")
_LABEL = re.compile(r"\s*[^\s,{}()=\"]*")
_KEY = re.compile(r"\s*,?\s*([\w:.+/-]+)\s*=\s*")
_BARE = re.compile(r"[^\s,#{}()\"]+")
_ACCENTS = dict(zip("`'^\"~=.cvuHkrdb", map(chr, (
    0x300, 0x301, 0x302, 0x308, 0x303, 0x304, 0x307, 0x327, 0x30C, 0x306, 0x30B, 0x328, 0x30A, 0x323, 0x331,
)), strict=True))  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'", "textasciitilde": "~", "textbackslash": "\\",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textdollar": "$", "textbar": "|", "P": "¶", "S": "§",
}  # fmt: skip
_ACCENT = re.compile(r"\\(?:([`'^\"~=.])\s*|([cvuHkrdb])(?:\s+|(?=\{)))(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*(?:\{\})?")
_SIGN = re.compile(r"\\([&%$#_{}\s-])")


def read(text: str) -> list[Item]:
    """Every entry of a text; raises Unreadable where one is not closed."""
    items, at, strings = [], 0, {month: str(n) for n, month in enumerate(_MONTHS, start=1)}
    while found := _ENTRY.search(text, at):
        kind, at = found[1].lower(), found.end()
        if kind in ("comment", "preamble"):
            at = _closing(text, at - 1)
            continue
        if kind != "string":
            at = _LABEL.match(text, at).end()  # type: ignore[union-attr] # it matches nothing too
        fields, at = _fields(text, at, strings)
        if kind == "string":
            strings |= fields
        else:
            items.append(_item(kind, fields))
    return items


def _fields(text: str, at: int, strings: dict[str, str]) -> tuple[dict[str, str], int]:
    """The fields of an entry by their names, lower case, and where the entry ends."""
    fields: dict[str, str] = {}
    while found := _KEY.match(text, at):
        value, at = _value(text, found.end(), strings)
        fields.setdefault(found[1].lower(), value)
    end = re.compile(r"\s*,?\s*[})]").match(text, at)
    if not end:
        raise Unreadable(f"an entry is not closed in line {text.count(chr(10), 0, at) + 1}")
    return fields, end.end()


def _value(text: str, at: int, strings: dict[str, str]) -> tuple[str, int]:
    """A value as it is written, without what encloses it, and where it ends."""
    value = ""
    while True:
        if text[at : at + 1] == "{":
            end = _closing(text, at)
            value += text[at + 1 : end - 1]
        elif text[at : at + 1] == '"':
            end = _quoted(text, at)
            value += text[at + 1 : end - 1]
        else:
            bare = _BARE.match(text, at)
            if not bare:
                raise Unreadable(f"a value is missing in line {text.count(chr(10), 0, at) + 1}")
            end = bare.end()
            value += strings.get(bare[0].lower(), bare[0])
        more = re.compile(r"\s*#\s*").match(text, end)
        if not more:
            return value, end
        at = more.end()


def _closing(text: str, at: int) -> int:
    """Where the bracket that opens at `at` is closed, past it; a brace after a backslash is none."""
    pairs, depth = {"{": "}", "(": ")"}, 0
    opens, closes = text[at], pairs[text[at]]
    for found in re.compile(r"\\.|[{}()]", re.DOTALL).finditer(text, at):
        depth += (found[0] == opens) - (found[0] == closes)
        if depth == 0:
            return found.end()
    raise Unreadable(f"a `{opens}` is not closed in line {text.count(chr(10), 0, at) + 1}")


def _quoted(text: str, at: int) -> int:
    """Where the quotation mark that opens at `at` is closed, past it; one in braces is none."""
    depth = 0
    for found in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(text, at + 1):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] == '"' and depth == 0:
            return found.end()
    raise Unreadable(f"a quotation mark is not closed in line {text.count(chr(10), 0, at) + 1}")


def _item(kind: str, fields: dict[str, str]) -> Item:
    item: Item = {
        name: next((_plain(fields[key]) for key in keys if fields.get(key)), "") for name, keys in _FIELDS.items()
    }
    known = _TYPES.get(kind, kind)
    subtype = fields.get("entrysubtype", "").lower()
    item["type"] = _SUBTYPES.get(subtype, known) if kind == "article" else known
    if kind == "misc" and item["URL"]:
        item["type"] = "webpage"
    item["URL"] = re.sub(r"\\([&%$#_~])", r"\1", fields.get("url", ""))
    item["page"] = re.sub(r"\s*[-–]+\s*", "-", item["page"])
    item["author"] = _names(fields.get("author", ""))
    month = fields.get("month", "")
    number = (
        month if month.isdigit() else str(next((n for n, one in enumerate(_MONTHS, 1) if one == month[:3].lower()), ""))
    )
    item["issued"] = fields.get("date") or edtf(fields.get("year", "").strip("{}"), number, fields.get("day", ""))
    item["accessed"] = fields.get("urldate", "")
    return item


def _names(written: str) -> list[dict[str, str]]:
    """The names joined by `and` outside of braces; one that stands in braces is kept whole."""
    names, depth, start = [], 0, 0
    for found in re.finditer(r"[{}]|\s+and\s+|$", written):
        depth += (found[0] == "{") - (found[0] == "}")
        if found[0] in ("{", "}") or depth:
            continue
        one, start = written[start : found.start()].strip(), found.end()
        whole = re.fullmatch(r"\{(?!\\)(.*)\}", one)
        if one and one != "others":
            names.append({"literal": _plain(whole[1])} if whole else name_of(_plain(one)))
    return names


def _plain(written: str) -> str:
    """A value of TeX as text."""

    def accented(found: re.Match[str]) -> str:
        return unicodedata.normalize("NFC", (found[3] or found[4]) + _ACCENTS[found[1] or found[2]])

    text = _ACCENT.sub(accented, written)
    text = _SIGN.sub(lambda found: "" if found[1] == "-" else f"\x00{ord(found[1]):x};", text)
    text = _COMMAND.sub(lambda found: _LETTERS.get(found[1], ""), text)
    text = re.sub(r"[{}]", "", text).replace("~", " ").replace("---", "—").replace("--", "–")
    text = text.replace("``", "“").replace("''", "”")
    return " ".join(re.sub(r"\x00([0-9a-f]+);", lambda found: chr(int(found[1], 16)), text).split())
