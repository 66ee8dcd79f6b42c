"""Values as YAML text: plain where that is safe, in quotes where it is not."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

from growthplan.plan.document import Tree
from growthplan.plan.scalars import plain_value

WIDTH = 100
"""Columns after which long words are folded on to further lines."""
QUOTES = ("'", '"')
_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")
_SAFE_DASH = re.compile(r"[-?:][^\s,\[\]{}][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")
_UNSAFE_INSIDE = re.compile(r": |:$| #|\t| $")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]|:$|:[,\[\]{}]")
_UNPRINTED = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def same(one: object, other: object) -> bool:
    """Whether two values are the same to a plan: order of fields and `1` or `1.0` don't matter."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def scalar_text(value: object, *, flow: bool = False, quote: str = "") -> str:
    """One value on one line; `quote` is the kind of quotation mark that it had before.

    >>> [scalar_text(v) for v in ("Raise it", "12", "a: b", 12.0, True, "it's", "'' #")]
    ['Raise it', "'12'", "'a: b'", '12', 'true', "it's", "''''' #'"]
    >>> scalar_text("a, b", flow=True), scalar_text("new", quote='"')
    ("'a, b'", '"new"')
    """
    if isinstance(value, str):
        if quote == '"' or _UNPRINTED.search(value):
            return _in_double_quotes(value)
        if quote == "'" or not _may_be_plain(value, flow):
            return "'" + value.replace("'", "''") + "'"
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    assert isinstance(value, int | float)
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else repr(value)


def _may_be_plain(value: str, flow: bool) -> bool:
    if not (_SAFE.fullmatch(value) or (not flow and _SAFE_DASH.fullmatch(value))):
        return False
    if _UNSAFE_INSIDE.search(value) or (flow and _UNSAFE_IN_FLOW.search(value)):
        return False
    return plain_value(value) == value and value not in ("---", "...")


def _in_double_quotes(value: str) -> str:
    def escaped(found: re.Match[str]) -> str:
        sign = found[0]
        if sign in _ESCAPES:
            return _ESCAPES[sign]
        return f"\\x{ord(sign):02x}" if ord(sign) < 256 else f"\\u{ord(sign):04x}"

    return '"' + re.sub(rf'["\\]|{_UNPRINTED.pattern}', escaped, value) + '"'


def value_lines(head: str, value: object, indent: int, style: str = "plain") -> list[str]:
    """A value after its name (`    title:`) or dash, on as many lines as it takes.

    `indent` is the column of further lines. Long text is folded; text of several lines keeps
    them.
    """
    if isinstance(value, str) and not _UNPRINTED.search(value.replace("\n", "")):
        if "\n" in value:
            return _literal(head, value, indent)
        one_line = f"{head} {scalar_text(value, quote=style if style in QUOTES else '')}"
        if style == ">" or len(one_line) > WIDTH:
            return _folded(head, value, indent, one_line)
        return [one_line]
    return [f"{head} {scalar_text(value)}"]


def _folded(head: str, value: str, indent: int, one_line: str) -> list[str]:
    """Folded at single spaces; text whose own spacing would be lost stays on one line."""
    if value != " ".join(value.split(" ")).strip() or "  " in value or value[:1] == "\t":
        return [one_line]
    width = max(WIDTH - indent, 30)
    lines = textwrap.wrap(
        value, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True,
        expand_tabs=False, replace_whitespace=False,
    )  # fmt: skip
    if len(lines) < 2 or " ".join(lines) != value:
        return [one_line]
    return [f"{head} >-", *(" " * indent + line for line in lines)]


def _literal(head: str, value: str, indent: int) -> list[str]:
    lines = value.split("\n")
    awkward = lines[0].startswith((" ", "\t")) or not lines[0] or value.endswith("\n\n")
    if awkward or any(line != line.rstrip() for line in lines) or not value.strip():
        return [f"{head} {_in_double_quotes(value)}"]
    sign = "|" if value.endswith("\n") else "|-"
    body = lines[:-1] if value.endswith("\n") else lines
    return [f"{head} {sign}", *(" " * indent + line if line else "" for line in body)]


def flow_text(value: Tree | Any) -> str:
    """A list or group in brackets on one line.

    >>> flow_text(["a", {"b": 1}])
    '[a, {b: 1}]'
    """
    if isinstance(value, Mapping):
        inside = (f"{scalar_text(str(k), flow=True)}: {flow_text(v)}" for k, v in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_text(item) for item in value) + "]"
    return scalar_text(value, flow=True)


def entry_lines(name: str, value: Tree | Any, indent: int) -> list[str]:
    """A field with its value, whatever it is, at a column."""
    pad = " " * indent
    head = f"{pad}{scalar_text(name)}:"
    if isinstance(value, Mapping) and value:
        inner = [entry_lines(key, inside, indent + 2) for key, inside in value.items()]
        return [head, *(line for lines in inner for line in lines)]
    if isinstance(value, list) and value:
        short = f"{head} {flow_text(value)}"
        if not any(isinstance(v, Mapping | list) for v in value) and len(short) <= WIDTH:
            return [short]
        return [head, *(line for item in value for line in item_lines(item, indent + 2))]
    if isinstance(value, Mapping | list):
        return [f"{head} {flow_text(value)}"]
    return value_lines(head, value, indent + 2)


def item_lines(value: Tree | Any, indent: int) -> list[str]:
    """An item of a list, its dash at a column."""
    pad = " " * indent
    if isinstance(value, Mapping) and value:
        lines = [
            line for key, inside in value.items() for line in entry_lines(key, inside, indent + 2)
        ]
        return [f"{pad}- {lines[0][indent + 2 :]}", *lines[1:]]
    if isinstance(value, Mapping | list):
        return [f"{pad}- {flow_text(value)}"]
    return value_lines(f"{pad}-", value, indent + 2)
