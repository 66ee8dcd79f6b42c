"""From an old text and what it should say to the edits that make it say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from growthplan.plan.document import Tree
from growthplan.plan.editing.matching import matched, staying
from growthplan.plan.editing.nodes import Node, Text, node_of
from growthplan.plan.editing.surgery import Edit, UneditableError, applied, as_lines
from growthplan.plan.editing.wording_of_values import (
    WIDTH,
    entry_lines,
    flow_text,
    item_lines,
    same,
    scalar_text,
    value_lines,
)


def retext(old: str, tree: Tree) -> str:
    """The text changed so that it says `tree`; every line that need not change stays as it is.

    A note stays where it is, except one straight above an entry that moves, which goes with it,
    and those inside an entry that goes. Raises UneditableError where the text is too unusual.
    """
    text = Text(old)
    root = node_of(text)
    if same(root.value, tree):
        return old
    if not isinstance(tree, dict) or not root.entries:
        raise UneditableError("the file holds no fields")
    result = applied(text.text, _changed(text, root, tree))
    return result.removesuffix(text.newline) if text.lacked_end else result


def _changed(text: Text, node: Node, new: Tree) -> Iterator[Edit]:
    """Edits inside a node that stays of its kind."""
    if same(node.value, new):
        return
    if node.style == "flow":
        yield from _flow(text, node, new)
    elif isinstance(new, dict):
        yield from _mapping(text, node, new)
    else:
        assert isinstance(new, list)
        yield from _list(text, node, new)


def _value(text: Text, lead: int, node: Node, new: Tree, indent: int) -> Iterator[Edit]:
    """Edits that give a field or item a new value; `lead` is the place after its ':' or '-'."""
    old = node.value
    if same(old, new):
        return
    stays = node.entries if isinstance(new, dict) else node.items if isinstance(new, list) else []
    if new and stays:
        yield from _changed(text, node, new)
    elif isinstance(new, dict | list) and new:
        yield _opened(text, lead, node, new, indent)
    elif isinstance(new, dict | list):
        yield Edit(lead, max(node.end, lead), " " + flow_text(new))
    else:
        yield _single(text, lead, node, new, indent)


def _single(text: Text, lead: int, node: Node, new: Tree, indent: int) -> Edit:
    """A single value in place of whatever was there; a note beside it stays beside it."""
    end = max(node.end, lead)
    lines = value_lines("", new, indent + 2, node.style)
    between = text.text[lead : node.start]
    if not between.strip(" "):
        if len(lines) > 1 and text.text[end : text.line_end(end)].strip():
            lines = [" " + scalar_text(new)]
        lines[0] = (between or " ") + lines[0][1:]
        return Edit(lead, end, text.newline.join(lines))
    note = text.text[lead : min(text.line_end(lead), node.start)].rstrip()
    if note:
        lines = [f" {scalar_text(new)}{note}"]
    return Edit(lead, end, text.newline.join(lines))


def _opened(text: Text, lead: int, node: Node, new: Tree, indent: int) -> Edit:
    """A group or list in place of a single value; a note beside the value stays on its line."""
    end = text.line_end(max(node.end, lead))
    note = text.text[max(node.end, lead) : end]
    if note.strip() and not note.lstrip().startswith("#"):
        raise UneditableError("something follows the value on its line")
    if isinstance(new, list) and not any(isinstance(item, dict | list) for item in new):
        return Edit(lead, max(node.end, lead), " " + flow_text(new))
    if isinstance(new, dict):
        lines = [line for k, v in new.items() for line in entry_lines(k, v, indent + 2)]
    else:
        assert isinstance(new, list)
        lines = [line for item in new for line in item_lines(item, indent + 2)]
    return Edit(lead, end, text.newline.join([note.rstrip(), *lines]))


def _mapping(text: Text, node: Node, new: dict[str, Tree]) -> Iterator[Edit]:
    """Fields changed in place, then those that go, then those that come."""
    indent = text.column(node.entries[0][0].start)
    kept = [n for n, (name, _) in enumerate(node.entries) if name.value in new]
    if not kept:
        lines = [line for key, v in new.items() for line in entry_lines(key, v, indent)]
        yield Edit(node.start, node.end, text.newline.join(lines)[indent:])
        return
    for number in kept:
        name, value = node.entries[number]
        lead = text.text.index(":", name.end) + 1
        yield from _value(text, lead, value, new[str(name.value)], indent)
    yield from _fields_gone(text, node, kept)
    yield from _fields_come(text, node, kept, new, indent)


def _fields_gone(text: Text, node: Node, kept: list[int]) -> Iterator[Edit]:
    first = kept[0]
    if first and not text.opens_line(node.entries[0][0].start):
        yield Edit(node.entries[0][0].start, node.entries[first][0].start, "")
        gone = [n for n in range(first, len(node.entries)) if n not in set(kept)]
    else:
        gone = [n for n in range(len(node.entries)) if n not in set(kept)]
    for number in gone:
        name, value = node.entries[number]
        yield Edit(text.line_start(name.start), text.next_line(max(value.end, name.end)), "")


def _fields_come(
    text: Text, node: Node, kept: list[int], new: dict[str, Tree], indent: int
) -> Iterator[Edit]:
    """Each new field after the one that comes before it in the order of `new`."""
    places = {node.entries[n][0].value: n for n in kept}
    after: int | None = None
    opening: list[str] = []
    for name, value in new.items():
        if name in places:
            after = places[name]
        elif after is None:
            opening += entry_lines(name, value, indent)
        else:
            key, old = node.entries[after]
            at = text.next_line(max(old.end, key.end))
            yield Edit(at, at, as_lines(text, entry_lines(name, value, indent)))
    if opening:
        at = node.entries[kept[0]][0].start
        yield Edit(at, at, as_lines(text, opening)[indent:] + " " * indent)


def _list(text: Text, node: Node, new: list[Tree]) -> Iterator[Edit]:
    """Items changed in place, moved, gone and new."""
    if not text.opens_line(node.start):
        raise UneditableError("a list starts beside something else")
    indent = text.column(node.start)
    spans = _spans(text, node, indent)
    from_old = matched([item.value for item in node.items], new)
    stay = staying([place for place in from_old if place is not None])
    gap = len(spans) > 1 and not text.text[spans[0][2] : spans[1][0]].strip("\r\n") and (
        spans[1][0] > spans[0][2]
    )  # fmt: skip
    at = spans[0][0]
    for place, item in zip(from_old, new, strict=True):
        changes = [] if place is None else list(_item(text, node, spans, place, item, indent))
        if place is not None and place in stay:
            yield from changes
            at = spans[place][2]
            continue
        if place is None:
            block = as_lines(text, item_lines(item, indent))
        else:
            block = applied(text.text, changes, spans[place][0], spans[place][2])
        opening = at == spans[0][0]
        blank = text.newline if gap else ""
        yield Edit(at, at, block + blank if opening else blank + block)
    for number, (lead, start, end) in enumerate(spans):
        if number not in stay:
            moved = number in from_old
            yield _without(text, lead if moved else start, end)


def _item(
    text: Text, node: Node, spans: list[tuple[int, int, int]], place: int, new: Tree, indent: int
) -> Iterator[Edit]:
    dash = spans[place][1] + indent
    return _value(text, dash + 1, node.items[place], new, indent)


def _without(text: Text, start: int, end: int) -> Edit:
    """Lines taken away, with the blank line after them when one stands before them too."""
    before = text.text[text.line_start(start - 1) : start].strip() if start else ""
    following = text.line_end(end)
    if not before and end < len(text.text) and not text.text[end:following].strip():
        end = text.next_line(following)
    return Edit(start, end, "")


def _spans(text: Text, node: Node, indent: int) -> list[tuple[int, int, int]]:
    """For each item where its notes start, where its own line starts, and where its lines end."""
    spans: list[tuple[int, int, int]] = []
    before = 0
    for item in node.items:
        start = _dash_line(text, before or text.line_start(node.start), item, indent)
        lead = start
        while lead > before:
            above = text.line_start(lead - 1)
            line = text.text[above:lead]
            if above < before or not line.startswith(" " * indent + "#"):
                break
            lead = above
        end = text.next_line(max(item.end, start + indent))
        spans.append((lead, start, end))
        before = end
    return spans


def _dash_line(text: Text, after: int, item: Node, indent: int) -> int:
    """The line of an item's dash: the first from `after` that has one in its column."""
    line = after
    while line <= item.start:
        if text.text.startswith(" " * indent + "-", line):
            return line
        line = text.next_line(line)
    raise UneditableError("the dash of an item was not found")


def _flow(text: Text, node: Node, new: Tree) -> Iterator[Edit]:
    """A list or group in brackets: single values in place, otherwise written again."""
    if node.entries and isinstance(new, dict) and list(new) == [n.value for n, _ in node.entries]:
        for name, value in node.entries:
            yield from _in_brackets(text, value, new[str(name.value)])
        return
    if node.items and isinstance(new, list) and len(new) == len(node.items):
        for value, item in zip(node.items, new, strict=True):
            yield from _in_brackets(text, value, item)
        return
    yield Edit(node.start, node.end, _brackets(text, node, new))


def _in_brackets(text: Text, node: Node, new: Tree) -> Iterator[Edit]:
    if same(node.value, new):
        return
    if isinstance(new, dict | list) and (node.entries or node.items):
        yield from _flow(text, node, new)
        return
    quote = node.style if node.style in ("'", '"') else ""
    shown = flow_text(new) if isinstance(new, dict | list) else scalar_text(
        new, flow=True, quote=quote
    )  # fmt: skip
    glued = node.start == node.end and text.text[node.start - 1] == ":"
    yield Edit(node.start, node.end, f" {shown}" if glued else shown)


def _brackets(text: Text, node: Node, new: Any) -> str:
    """Brackets written again, the words of what stays as they were, on as many lines as needed."""
    if isinstance(new, list) != isinstance(node.value, list) or not new:
        return flow_text(new)
    if isinstance(new, list):
        places = matched([item.value for item in node.items], new)
        parts = [
            text.text[node.items[p].start : node.items[p].end]
            if p is not None and same(node.items[p].value, item)
            else flow_text(item)
            for p, item in zip(places, new, strict=True)
        ]
    else:
        old = {name.value: (name, value) for name, value in node.entries}
        parts = [
            text.text[old[name][0].start : old[name][1].end]
            if name in old and same(old[name][1].value, value)
            else flow_text({name: value})[1:-1]
            for name, value in new.items()
        ]
    opening, closing = ("[", "]") if isinstance(new, list) else ("{", "}")
    column = text.column(node.start)
    lines = [opening]
    for number, part in enumerate(parts):
        part += ", " if number < len(parts) - 1 else closing
        if column * (len(lines) == 1) + len(lines[-1]) + len(part.rstrip()) > WIDTH and lines[
            -1
        ].strip(" [{"):
            lines.append(" " * (column + 1))
        lines[-1] += part
    return text.newline.join(line.rstrip() for line in lines)
