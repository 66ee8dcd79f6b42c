"""Rows by calendar year, from which the sheets of flows are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from growthplan.appraisal import present_value
from growthplan.publishers.appraisal_workbook.cells import (
    FIRST_ROW,
    Cell,
    Formula,
    Input,
    Line,
    Sheet,
    down,
    letters,
    quoted,
)
from growthplan.publishers.appraisal_workbook.told import Floats, Told
from growthplan.publishers.appraisal_workbook.years import FACTORS

Text = Callable[[int], str]
"""The formula of year t."""
HEADINGS = (
    "Action", "Line", "Item", "Step", "Side", "Who", "Kind", "Unit", "Where from",
    "Sum of the years", "Present value", "Present value, long-term rates",
)  # fmt: skip
LEAD = len(HEADINGS)
_WIDTHS = (26, 24, 38, 34, 10, 10, 18, 16, 15, 14, 14, 14, 11)
COLUMN = {"action": 0, "line": 1, "side": 4, "who": 5, "kind": 6, "sum": 9, "present": 10,
          "long": 11}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """Whose row it is, and what of."""

    action: str
    line: str
    title: str
    side: str = "step"
    who: str = "none"
    kind: str = "none"
    schedule: str = "standard"


@dataclass
class Flows:
    """Rows of one sheet, made one after the other; each knows where it stands."""

    told: Told
    name: str
    rows: list[Line] = field(default_factory=list)
    standing: dict[tuple[str, str], int] = field(default_factory=dict)
    """Row of a line's last step, by action and line."""

    @property
    def next(self) -> int:
        """The row that comes next."""
        return FIRST_ROW + len(self.rows)

    def add(
        self,
        item: Item,
        step: str,
        unit: str,
        values: Sequence[float] | Floats,
        text: Text | None = None,
        *,
        valued: bool = False,
        look: str = "money",
    ) -> int:
        """One row, with formulas or with means of the model's draws; returns where it stands.

        `valued` rows have a present value: they are what results are summed from.
        """
        row = self.next
        cells = [self._cell(t, values, text, look) for t in range(len(self.told.years))]
        span = f"{letters(LEAD)}{row}:{letters(LEAD + len(cells) - 1)}{row}"
        numbers = np.asarray(values, dtype=np.float64)
        totals: list[Cell] = [Formula(f"SUM({span})", float(numbers.sum())), None, None]
        if valued:
            totals[1] = self._present(span, numbers, item.schedule)
            late = "health" if item.schedule == "health" else "long-term"
            if late in self.told.factors:
                totals[2] = self._present(span, numbers, late)
        origin = "model's draws" if text is None else "formula"
        self.rows.append((item.action, item.line, item.title, step, item.side if valued else "step",
                          item.who, item.kind, unit, origin, *totals, *cells))  # fmt: skip
        self.standing[(item.action, item.line)] = row
        return row

    def _cell(self, t: int, values: Sequence[float] | Floats, text: Text | None, look: str) -> Cell:
        own = "fine" if look == "fine" else "year" if look == "year" else "money"
        if text is None:
            return Input(float(values[t]), own, "drawn")  # type: ignore[arg-type]
        return Formula(text(t), float(values[t]), own)  # type: ignore[arg-type]

    def _present(self, span: str, numbers: Floats, schedule: str) -> Formula:
        value = float(present_value(numbers, self.told.factors[schedule]))
        return Formula(f"SUMPRODUCT({span},{FACTORS[schedule]})", value)

    def here(self, row: int, t: int) -> str:
        """The cell of year t in a row of this sheet, as other sheets too can write it."""
        return f"{letters(LEAD + t)}{row}"

    def there(self, row: int, t: int) -> str:
        """The same, for formulas of another sheet."""
        return f"{quoted(self.name)}!{letters(LEAD + t)}{row}"

    def whole(self, row: int) -> str:
        """All years of a row."""
        last = LEAD + len(self.told.years) - 1
        return f"${letters(LEAD)}{row}:${letters(last)}{row}"

    def column(self, name: str) -> str:
        """All cells of a column, once every row is made."""
        return down(self.name, COLUMN[name], len(self.rows))

    def sheet(self, title: str, about: str) -> Sheet:
        """The rows as a worksheet."""
        years = (str(year) for year in self.told.years)
        return Sheet(self.name, title, about, (*HEADINGS, *years), tuple(self.rows), _WIDTHS, 4)


def sum_where(flows: Flows, column: str, conditions: dict[str, str]) -> str:
    """A formula that sums a column over rows: conditions are cells, or words in quotes."""
    asked = ",".join(f"{flows.column(name)},{value}" for name, value in conditions.items())
    return f"SUMIFS({flows.column(column)},{asked})"
