"""A YAML text as a tree of nodes that know which characters they stand in.

Editing is surgery on the text: only the characters of what changes are touched, so that notes,
order, quotation marks, blank lines and line endings stay as their author left them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

import yaml

from growthplan.plan.document import Tree
from growthplan.plan.scalars import plain_value

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n|\r|\n")

Style = Literal["plain", "'", '"', "|", ">", "block", "flow"]


@dataclass(slots=True)
class Node:
    """A value of the text; `start` and `end` count characters, `end` is after its last one."""

    value: Tree
    start: int
    end: int
    style: Style
    entries: list[tuple[Node, Node]] = field(default_factory=list)
    """Names and values, for a group of fields."""
    items: list[Node] = field(default_factory=list)
    """Items, for a list."""


class Text:
    """A text with its lines; it always ends with a line end here."""

    def __init__(self, text: str) -> None:
        ends = [found.end() for found in _LINE_END.finditer(text)]
        found = _LINE_END.search(text)
        self.newline = found[0] if found else "\n"
        self.lacked_end = bool(text) and (not ends or ends[-1] != len(text))
        self.text = text + self.newline if self.lacked_end else text
        self._starts = [0, *ends, *([len(self.text)] if self.lacked_end else [])]

    def offset(self, line: int, column: int) -> int:
        """The character at a line and column, both from 0."""
        return self._starts[line] + column if line < len(self._starts) else len(self.text)

    def line_start(self, offset: int) -> int:
        """First character of the line that a character stands in."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def next_line(self, offset: int) -> int:
        """First character of the line after it."""
        following = bisect_right(self._starts, offset)
        return self._starts[following] if following < len(self._starts) else len(self.text)

    def line_end(self, offset: int) -> int:
        """The place before the line end of the line that a character stands in."""
        found = _LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def column(self, offset: int) -> int:
        """How many characters stand before it on its line."""
        return offset - self.line_start(offset)

    def opens_line(self, offset: int) -> bool:
        """Whether only spaces stand before it on its line."""
        return not self.text[self.line_start(offset) : offset].strip(" ")


def node_of(text: Text) -> Node:
    """The tree of a text that `read_document` has found to be sound (no anchors, not too deep)."""
    root = yaml.compose(text.text, Loader=_LOADER)
    assert root is not None
    return _node(text, root)


def _node(text: Text, found: yaml.Node) -> Node:
    start = text.offset(found.start_mark.line, found.start_mark.column)
    end = text.offset(found.end_mark.line, found.end_mark.column)
    if isinstance(found, yaml.MappingNode):
        return _mapping(text, found, start, end)
    if isinstance(found, yaml.SequenceNode):
        items = [_node(text, item) for item in found.value]
        flow = bool(found.flow_style)
        end = end if flow or not items else max(items[-1].end, start + 1)
        style: Style = "flow" if flow else "block"
        return Node([item.value for item in items], start, end, style, items=items)
    assert isinstance(found, yaml.ScalarNode)
    if found.style in ("|", ">"):
        end = start + len(text.text[start:end].rstrip())
    plain = found.style in (None, "")
    value = plain_value(found.value) if plain else found.value
    return Node(value, start, max(start, end), found.style or "plain")  # type: ignore[arg-type]


def _mapping(text: Text, found: yaml.MappingNode, start: int, end: int) -> Node:
    entries = [(_name(text, key), _node(text, value)) for key, value in found.value]
    flow = bool(found.flow_style)
    if not flow and entries:
        end = max(entries[-1][1].end, entries[-1][0].end + 1)
    value: Tree = {str(key.value): inner.value for key, inner in entries}
    return Node(value, start, end, "flow" if flow else "block", entries=entries)


def _name(text: Text, found: yaml.Node) -> Node:
    """A field's name; unlike a value it is always text."""
    node = _node(text, found)
    node.value = str(found.value)
    return node
