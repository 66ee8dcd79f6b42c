"""A form filled: what each of its fields shows, from the files or as somebody typed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from growthplan.plan.document import Tree
from growthplan.plan.editing.forms.shapes import Shape

ROWS = "#"
"""After the name of a list: the numbers of its rows, in order."""


@dataclass(frozen=True)
class Filled:
    """The texts of a form by field: `costs.0.line`; a list's rows are named by `costs.#`."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str]]) -> Filled:
        """What a browser sent, line ends as files have them."""
        found: dict[str, list[str]] = {}
        for name, text in pairs:
            found.setdefault(name, []).append(text.replace("\r\n", "\n").replace("\r", "\n"))
        return cls({name: tuple(texts) for name, texts in found.items()})

    def text(self, name: str) -> str:
        """What a field shows; the last when there are several."""
        return self.texts.get(name, ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Every text of a field that takes several."""
        return self.texts.get(name, ())

    def rows(self, name: str) -> tuple[int, ...]:
        """The numbers of a list's rows, in order, each once."""
        found = (t for t in self.texts.get(f"{name}.{ROWS}", ()) if t.isascii() and t.isdigit())
        return tuple(dict.fromkeys(int(text[:6]) for text in found))

    def with_row(self, name: str) -> Filled:
        """One row more at the end of a list."""
        rows = self.rows(name)
        fresh = str(max(rows, default=-1) + 1)
        return Filled({**self.texts, f"{name}.{ROWS}": (*map(str, rows), fresh)})

    def with_blank(self, name: str) -> Filled:
        """One text more in a field that takes several."""
        return Filled({**self.texts, name: (*self.texts.get(name, ()), "")})

    def without_row(self, name: str, row: int) -> Filled:
        """Without one row of a list, and without what was typed in it."""
        rows = tuple(str(one) for one in self.rows(name) if one != row)
        gone = f"{name}.{row}."
        kept = {key: texts for key, texts in self.texts.items() if not key.startswith(gone)}
        return Filled({**kept, f"{name}.{ROWS}": rows})

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The form as a browser would send it."""
        return tuple((name, text) for name, texts in self.texts.items() for text in texts)


def filled(shapes: Iterable[Shape], tree: Tree) -> Filled:
    """A form that shows an entry of the files."""
    texts: dict[str, tuple[str, ...]] = {}
    _fill(texts, shapes, tree if isinstance(tree, dict) else {}, "")
    return Filled(texts)


def shown(value: Tree) -> str:
    """A value as a field shows it.

    >>> shown(None), shown(True), shown(2.5), shown("2026/27")
    ('', 'true', '2.5', '2026/27')
    """
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _fill(
    texts: dict[str, tuple[str, ...]], shapes: Iterable[Shape], tree: Mapping[str, Tree], at: str
) -> None:
    for shape in shapes:
        value, name = tree.get(shape.name), f"{at}{shape.name}"
        match shape.control:
            case "group":
                _fill(texts, shape.inside, value if isinstance(value, dict) else {}, f"{name}.")
            case "rows":
                items = value if isinstance(value, list) else []
                texts[f"{name}.{ROWS}"] = tuple(str(n) for n in range(len(items)))
                for row, item in enumerate(items):
                    held = item if isinstance(item, dict) else {}
                    _fill(texts, shape.inside, held, f"{name}.{row}.")
            case "named":
                under = value if isinstance(value, dict) else {}
                texts[f"{name}.{ROWS}"] = tuple(str(n) for n in range(len(under)))
                for row, (key, one) in enumerate(under.items()):
                    texts[f"{name}.{row}.name"] = (key,)
                    texts[f"{name}.{row}.value"] = (shown(one),)
            case "many":
                several = value if isinstance(value, list) else []
                texts[name] = tuple(shown(one) for one in several)
            case _:
                texts[name] = (shown(value),)
