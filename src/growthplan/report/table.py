"""Tables as data: a table cannot exist without a title, a source and the units of its columns."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from growthplan.vocabulary.unit import MINUS

Cell = str | int | float | None
Kind = Literal["text", "number", "year", "verdict", "written"]
"""What a column holds; a verdict is a few words shown with a shape beside them, a written value a
number as text with its own unit, where units change from row to row."""
Row = tuple[Cell, ...]

NO_FIGURE = "–"
"""What an empty cell shows; the note under the table says why it is empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names it in files, `heading` (with `unit` after it) on the page."""

    key: str
    heading: str
    unit: str = ""
    kind: Kind = "number"
    decimals: int = 1
    signed: bool = False
    """Whether a plus sign is written, as changes and contributions need."""
    files_only: bool = False
    """Whether the page leaves it out because it says the same in the cells themselves."""

    def write(self, cell: Cell) -> str:
        """The cell as the page shows it: thousands separated, a true minus sign, no unit.

        >>> Column("gap", "Gap", "%").write(-12.08)
        '−12.1'
        """
        if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
            return NO_FIGURE
        if isinstance(cell, str):
            return cell
        if self.kind == "year":
            return str(int(cell))
        text = f"{abs(cell):,.{self.decimals}f}"
        if not text.strip("0.,"):
            return text
        return (MINUS if cell < 0 else "+" if self.signed else "") + text

    @property
    def title(self) -> str:
        """Heading and unit, as one line."""
        return f"{self.heading} ({self.unit})" if self.unit else self.heading


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all that a reader needs to quote it."""

    id: str
    """Lower case, hyphens: names the CSV file, the sheet and the place on the page."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str
    notes: tuple[str, ...] = ()
    total: Row | None = None
    """A row that the others sum to, drawn apart."""
    emphasis: frozenset[str] = frozenset()
    """First cells of the rows to stress."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Where a row leads, by its first cell."""
    about: Mapping[str, str] = field(default_factory=dict)
    """A word after such a link for those who hear it, where the same text leads elsewhere too."""
    marks: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """A word that a cell has to carry, such as `illustrative`, by row (from 0) and column key."""
    part_of: str = ""
    """Id of the table whose file and sheet hold these rows too: it then has none of its own."""

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.source.strip() and self.columns):
            raise ValueError(f"table '{self.id}' needs a title, a source and columns")
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys):
            raise ValueError(f"table '{self.id}' repeats a column: {keys}")
        for row in (*self.rows, *((self.total,) if self.total else ())):
            if len(row) != len(self.columns):
                raise ValueError(f"table '{self.id}': {row} does not fit {keys}")
