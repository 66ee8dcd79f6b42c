"""A workbook that came back, read into a return, or every fault at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from growthplan.monitoring.returns import meaning
from growthplan.monitoring.returns.days import day
from growthplan.monitoring.returns.finding import (
    FoundTable,
    about_lines,
    addressed,
    find_tables,
    listed,
)
from growthplan.monitoring.returns.identity import Identity
from growthplan.monitoring.returns.layout import ANSWERS, OUTPUTS, ReturnColumn
from growthplan.monitoring.returns.record import (
    MilestoneRow,
    OutputRow,
    RatingRow,
    Return,
    SpendRow,
)
from growthplan.monitoring.returns.template import ReturnTemplate
from growthplan.plan.editing.tables import At, Cell, Workbook
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean, nearest
from growthplan.vocabulary.fault import Severity

Row = dict[str, Any]
_GIVEN = {"action", "line", "kind", "indicator", "milestone"}
"""Fields that the template brings, with which a row says nothing yet."""


@dataclass(frozen=True)
class ReadReturn:
    """A return that can be taken in, with warnings."""

    returned: Return
    warnings: tuple[Fault, ...]


def read_return(
    book: Workbook, identity: Identity, template: ReturnTemplate, received: date
) -> ReadReturn:
    """The return in a workbook.

    `template` is what the partner is asked for now, from the plan as it stands. Blank cells are
    gaps, never nought. Raises GrowthplanError with every fault, each at its cell.
    """
    reader = _Reader(book, template, received)
    tables, faults = find_tables(book)
    reader.faults += faults
    about = about_lines(book)
    rows = {table.sheet.name: reader.rows(table) for table in tables}
    told = reader.about(about)
    if identity.plan != template.plan:
        reader.say(
            about["plan"][0],
            "the plan has changed since this template was made; the return is read against the "
            "plan as it stands.", "Nothing to do, unless a fault is named.", "plan", "warning",
        )  # fmt: skip
    if not any(set(row["cells"]) - _GIVEN for sheet in rows.values() for row in sheet):
        message = "nothing in it is filled in."
        fix = "Fill in what is known; what is blank counts as not known yet."
        reader.faults.append(Fault(message, book.file, fix=fix, code="return-empty"))
    if any(fault.severity == "error" for fault in reader.faults):
        raise GrowthplanError(reader.faults)
    returned = Return(
        template=identity.template,
        partner=identity.partner,
        quarter=identity.quarter.code,
        plan=identity.plan,
        **told,
        spend=tuple(SpendRow(**row) for row in rows["Spend"]),
        outputs=tuple(OutputRow(**row) for row in rows["Outputs"]),
        milestones=tuple(MilestoneRow(**row) for row in rows["Milestones"]),
        ratings=tuple(RatingRow(**row) for row in rows["Ratings"]),
        gaps=tuple(reader.gaps),
    )
    warnings = [*reader.faults, *_said_complete(book, about, returned)]
    return ReadReturn(returned, tuple(warnings))


def _said_complete(
    book: Workbook, about: Mapping[str, tuple[At, Cell]], returned: Return
) -> list[Fault]:
    if not (returned.complete and returned.gaps and "complete" in about):
        return []
    count = len(returned.gaps)
    blank = "1 value is" if count == 1 else f"{count} values are"
    message = f"it is said to be complete, but {blank} blank."
    fix = f"It is kept as partial. Blank: {listed(returned.gaps)}."
    return [book.fault(about["complete"][0], message, fix, code="partial", severity="warning")]


@dataclass
class _Reader:
    """What has been read so far, and what is wrong with it."""

    book: Workbook
    template: ReturnTemplate
    received: date
    faults: list[Fault] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    def say(self, at: At, message: str, fix: str, code: str, severity: Severity = "error") -> None:
        """Add a fault at a cell."""
        self.faults.append(self.book.fault(at, message, fix, code=code, severity=severity))

    def about(self, lines: Mapping[str, tuple[At, Cell]]) -> dict[str, Any]:
        """What the sheet about the return was filled in with."""
        told: dict[str, Any] = {}
        for name in ("role", "summary", "complete"):
            if name not in lines:
                continue
            at, cell = lines[name]
            try:
                meaning.check_typed(cell)
                if name != "complete":
                    told[name] = meaning.words(cell)
                elif meaning.is_blank(cell):
                    told[name] = True
                else:
                    told[name] = meaning.choice(cell, ANSWERS) == "complete"
            except meaning.CellFault as fault:
                self.say(at, fault.message, fault.fix, "cell")
        return told

    def rows(self, table: FoundTable) -> list[Row]:
        """The rows of one sheet; those of the template that are missing are gaps."""
        asked = {
            tuple(str(row[name]) for name in table.sheet.key): row
            for row in self.template.rows[table.sheet.name]
        }
        seen: dict[tuple[str, ...], int] = {}
        counted = _counted(table) if table.sheet is OUTPUTS else set()
        found: list[Row] = []
        for number, cells in table.rows():
            row = self._row(table, number, cells)
            key = tuple(str(row.get(name) or "") for name in table.sheet.key)
            self._check_ids(table, number, row, key in asked)
            whole = key if table.sheet is not OUTPUTS else (
                *key, *(meaning.words(cells[n]).casefold() for n in ("site", "firm", "group"))
            )  # fmt: skip
            if whole in seen:
                self._twice(table, number, seen[whole])
            seen[whole] = number
            brought = key in asked
            if table.sheet is OUTPUTS and "number" not in row["cells"] and key in counted:
                continue  # the template's blank row of what other rows give
            self._gaps(table, number, row, brought)
            found.append(self._kept(table, row, asked.get(key, {})))
        had = {whole[: len(table.sheet.key)] for whole in seen}
        for key in asked:
            if key not in had:
                self.gaps.append(f"{table.name}: the row of {', '.join(key)} is gone")
        return found

    def _row(self, table: FoundTable, number: int, cells: Mapping[str, Cell]) -> Row:
        row: Row = {"cells": {}}
        for column in table.sheet.columns:
            if column.kind == "shown" or column.field not in cells:
                continue
            cell, at = cells[column.field], table.at(number, column.field)
            if meaning.is_blank(cell):
                continue
            try:
                meaning.check_typed(cell)
                row[column.field] = self._value(table, number, column, cell, cells)
                row["cells"][column.field] = addressed(self.book, at)
            except meaning.CellFault as fault:
                self.say(at, f"{column.heading} {fault.message}.", fault.fix, "cell")
                row["cells"][column.field] = addressed(self.book, at)
        return row

    def _value(
        self, table: FoundTable, number: int, column: ReturnColumn, cell: Cell,
        cells: Mapping[str, Cell],
    ) -> Any:  # fmt: skip
        if column.kind == "pounds":
            return meaning.pounds(cell)
        if column.kind == "number":
            return meaning.number(cell, self._unit(meaning.words(cells["indicator"])))
        if column.kind == "choice":
            return meaning.choice(cell, column.choices)
        if column.kind == "day":
            found = day(cell, in_csv=bool(table.grid.file))
            if column.field == "done" and found > self.received:
                raise meaning.CellFault(
                    f"is {found.day} {found:%B %Y}, after the day on which it came in",
                    "Give days to come under Forecast.",
                )
            return found
        return meaning.words(cell)

    def _unit(self, indicator: str) -> str:
        rows = self.template.rows[OUTPUTS.name]
        return next((str(r["unit"]) for r in rows if r["indicator"] == indicator), "")

    def _check_ids(self, table: FoundTable, number: int, row: Row, brought: bool) -> None:
        """Ids that are not in the plan, or not for this partner to return."""
        if brought:
            return
        bad = False
        for column in table.sheet.columns:
            is_site = column.field == "site"
            if column.kind != "id" and not is_site:
                continue
            value = row.get(column.field)
            known = self.template.lists.get(column.offers, ())
            if value is None and not is_site:
                message = f"the row names no {column.heading.casefold()}."
                self.say(table.at(number, column.field), message, f"Give one: {listed(known)}.",
                         "id")  # fmt: skip
                bad = True
            elif value is not None and value not in known and not is_site:
                fix = did_you_mean(str(value)[:60], known) or f"It may be {listed(known)}."
                message = (
                    f"{column.heading} '{str(value)[:60]}' is not in the plan, or not for "
                    f"{self.template.partner.name} to return."
                )
                self.say(table.at(number, column.field), message, fix, "id")
                bad = True
        if not bad and table.sheet.name in ("Milestones", "Ratings"):
            message = "this row is none of the template's."
            self.say(table.at(number, table.sheet.key[-1]), message, "Take the row out.", "row")

    def _twice(self, table: FoundTable, number: int, first: int) -> None:
        message = f"this row says again what row {first + 1} says."
        severity: Severity = "warning" if table.sheet is OUTPUTS else "error"
        fix = "Keep one of them, or add their amounts up in one."
        self.say(table.at(number, table.sheet.key[0]), message, fix, "twice", severity)

    def _gaps(self, table: FoundTable, number: int, row: Row, brought: bool) -> None:
        if row.get("rating") in ("amber", "red") and not row.get("reason"):
            message = f"the rating is {row['rating']}, without a reason."
            self.say(table.at(number, "reason"), message, "Say why in a sentence.", "reason")
        if table.sheet.name == "Milestones":
            if not (set(row["cells"]) & {"forecast", "done"}):
                self.gaps.append(addressed(self.book, table.at(number, "forecast")))
            return
        for name in table.sheet.asked:
            if name not in row["cells"] and (brought or name == "number"):
                self.gaps.append(addressed(self.book, table.at(number, name)))

    def _kept(self, table: FoundTable, row: Row, asked: Mapping[str, Any]) -> Row:
        if table.sheet.name == "Milestones":
            return {**row, "planned": asked.get("planned", date.min)}
        if table.sheet is OUTPUTS and row.get("site"):
            self._name_site(row)
        return row

    def _name_site(self, row: Row) -> None:
        """A site by the plan's id where it is spelt a little otherwise; else as it was typed."""
        known = self.template.lists.get("Sites", ())
        text = str(row["site"])
        if text in known:
            return
        close = nearest(text.casefold().replace(" ", "-"), known, most=1)
        same = close and close[0] == text.casefold().replace(" ", "-")
        if same:
            row["site"] = close[0]
            return
        fix = did_you_mean(text[:60], known) or "Sites outside the plan may be named."
        self.faults.append(
            Fault(f"{row['cells']['site']}: the site '{text[:60]}' is not in the plan.",
                  self.book.file, fix=fix, severity="warning", code="return-site")
        )  # fmt: skip


def _counted(table: FoundTable) -> set[tuple[str, ...]]:
    """Actions and indicators for which some row gives a number."""
    return {
        (meaning.words(cells["action"]), meaning.words(cells["indicator"]))
        for _, cells in table.rows()
        if not meaning.is_blank(cells["number"])
    }
