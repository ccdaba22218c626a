"""Read CSL-JSON: one item, or a list of them (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html)."""

from __future__ import annotations

import json
import re
from typing import Any

from crossbrief.intake.item import Item, Unreadable, edtf

_MARKUP = re.compile(r"</?(?:i|b|sc|sub|sup|span)\b[^>]*>")


def read(text: str) -> list[Item]:
    """Every item of a text; raises Unreadable."""
    try:
        data = json.loads(text)
    except ValueError as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"it is not JSON{where}") from None
    except RecursionError:
        raise Unreadable("it is nested too deep") from None
    items = data if isinstance(data, list) else data.get("items", [data])
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise Unreadable("it is JSON, but holds no CSL items")
    return [_item(one) for one in items]


def _item(raw: dict[str, Any]) -> Item:
    item: Item = {key: _MARKUP.sub("", str(value)) for key, value in raw.items() if isinstance(value, str | int)}
    authors = raw.get("author")
    item["author"] = authors if isinstance(authors, list) else []
    for key in ("issued", "accessed"):
        item[key] = _date(raw.get(key))
    return item


def _date(raw: Any) -> str:
    """A CSL date as EDTF: of its parts, else of the text that it was given as."""
    if not isinstance(raw, dict):
        return ""
    parts = raw.get("date-parts")
    if not isinstance(parts, list) or not parts:
        return str(raw.get("raw") or raw.get("literal") or "")
    dates = [edtf(*(str(part) for part in one[:3])) for one in parts[:2] if isinstance(one, list) and one]
    circa = "~" if raw.get("circa") else ""
    return "/".join(f"{date}{circa}" for date in dates if date)
