"""What was typed into a form, read back into the entry that its file holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from growthplan.plan.document import Path, Tree
from growthplan.plan.editing.forms.filling import Filled, shown
from growthplan.plan.editing.forms.shapes import Shape
from growthplan.plan.fields import NOT_PUBLISHED

REMOVED = "remove-unknown"
"""Names of fields that the layout does not know and that are to go."""
_WHOLE = re.compile(r"[-−]?\d{1,18}")
_NUMBER = re.compile(r"[-−]?(\d{1,18}(\.\d{1,18})?|\.\d{1,18})")


class _Nothing:
    """Stands for a field that is left out."""


_NOTHING = _Nothing()


@dataclass(frozen=True)
class Typed:
    """An entry as typed, and the field of the form that each of its parts was typed in."""

    tree: dict[str, Tree]
    names: Mapping[Path, str] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """The field of the form that shows a part of the entry, or what holds it; "" for none."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.names:
                return self.names[path[:length]]
        return ""


def typed(shapes: Iterable[Shape], form: Filled, before: Tree) -> Typed:
    """The entry that a form says, made from the one that it was opened on.

    What was not changed stays as it was written, digits for digits, in its order; what is empty
    is left out; fields that the layout does not know stay unless they are said to go. Text that
    is no number where one should stand is kept as text, for the check to say so.
    """
    reader = _Reading(form)
    old = before if isinstance(before, dict) else {}
    tree = reader.group(tuple(shapes), old, "", ())
    for name in form.all(REMOVED):
        if not any(shape.name == name for shape in shapes):
            tree.pop(name, None)
    return Typed(tree, reader.names)


@dataclass
class _Reading:
    """One form being read; `names` fills as it goes."""

    form: Filled
    names: dict[Path, str] = field(default_factory=dict)

    def group(
        self, shapes: tuple[Shape, ...], old: Mapping[str, Tree], at: str, path: Path
    ) -> dict[str, Tree]:
        by_name = {shape.name: shape for shape in shapes}
        found: dict[str, Tree] = {}
        for key in (*old, *(name for name in by_name if name not in old)):
            shape = by_name.get(key)
            if shape is None:
                found[key] = old[key]
                continue
            self.names[(*path, key)] = f"{at}{key}"
            value = self.value(shape, old.get(key), key in old, f"{at}{key}", (*path, key))
            if not isinstance(value, _Nothing):
                found[key] = value
        return found

    def value(
        self, shape: Shape, old: Tree, was_there: bool, name: str, path: Path
    ) -> Tree | _Nothing:
        match shape.control:
            case "group":
                inside = self.group(shape.inside, old if isinstance(old, dict) else {}, f"{name}.",
                                    path)  # fmt: skip
                return inside or self._no_group(shape, old, was_there)
            case "rows":
                rows = self._rows(shape, old if isinstance(old, list) else [], name, path)
                return rows or self._empty(shape, old, was_there, [])
            case "named":
                named = self._named(shape, old if isinstance(old, dict) else {}, name, path)
                return named or self._empty(shape, old, was_there, {})
            case "many":
                many = self._many(shape, old if isinstance(old, list) else [], name)
                return many or self._empty(shape, old, was_there, [])
        return self._scalar(shape, old, was_there, self.form.text(name))

    def _no_group(self, shape: Shape, old: Tree, was_there: bool) -> Tree | _Nothing:
        if shape.unpublished and (was_there or shape.required):
            return NOT_PUBLISHED
        return old if was_there and not isinstance(old, dict) else _NOTHING

    def _empty(self, shape: Shape, old: Tree, was_there: bool, empty: Tree) -> Tree | _Nothing:
        if was_there and (not old or not isinstance(old, dict | list)):
            return old
        return empty if shape.required else _NOTHING

    def _rows(self, shape: Shape, old: list[Tree], name: str, path: Path) -> list[Tree]:
        found: list[Tree] = []
        for row in self.form.rows(name):
            before = old[row] if row < len(old) else None
            here = (*path, len(found))
            held = before if isinstance(before, dict) else {}
            item = self.group(shape.inside, held, f"{name}.{row}.", here)
            if item:
                self.names[here] = f"{name}.{row}"
                found.append(item)
        return found

    def _named(
        self, shape: Shape, old: Mapping[str, Tree], name: str, path: Path
    ) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        keys, held = list(old), shape.inside[1]
        for row in self.form.rows(name):
            key = self.form.text(f"{name}.{row}.name").strip()
            text = self.form.text(f"{name}.{row}.value")
            before = old[keys[row]] if row < len(keys) else None
            if key or text.strip():
                value = self._scalar(held, before, row < len(keys), text)
                found[key] = "" if isinstance(value, _Nothing) else value
                self.names[(*path, key)] = f"{name}.{row}.value"
        return found

    def _many(self, shape: Shape, old: list[Tree], name: str) -> list[Tree]:
        known = {shown(one): one for one in reversed(old)}
        texts = (text.strip() for text in self.form.all(name))
        return [known.get(text, text) for text in texts if text]

    def _scalar(self, shape: Shape, old: Tree, was_there: bool, text: str) -> Tree | _Nothing:
        wanted = text.strip()
        if was_there and shown(old).strip() == wanted:
            return old
        if not wanted:
            return _NOTHING
        return _meant(shape, wanted)


def _meant(shape: Shape, text: str) -> Tree:
    if shape.control == "flag":
        return text == "true" if text in ("true", "false") else text
    plain = text.replace("−", "-")
    if shape.control in ("number", "whole", "when") and _WHOLE.fullmatch(text):
        return int(plain)
    if shape.control in ("number", "whole") and _NUMBER.fullmatch(text):
        return float(plain)
    return text
