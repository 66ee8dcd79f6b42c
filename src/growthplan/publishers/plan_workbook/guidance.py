"""What the workbook says of itself: how to use it, what each sheet and column is for."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.plan.editing.tables import Column, Table

_KINDS = {
    "text": "words",
    "name": "a few words",
    "id": "an id: small letters, digits and hyphens",
    "url": "a web address",
    "place": "a place, by name or code",
    "measure": "a measure",
    "unit": "a unit",
    "assumption": "the id of an assumption",
    "number": "a number",
    "year": "a calendar year",
    "whole": "a whole number",
    "pounds": "£ million, as digits",
    "share": "a share from 0 to 1",
    "financial year": "a financial year: 2026/27",
    "date": "a day, month, year or financial year: 13 October 2025, October 2025, 2025, 2026/27",
    "day": "a day: 13 October 2025",
    "yes or no": "yes or no",
    "pounds or not": "£ million, or not published",
    "text or not": "words, or not published",
}


def guidance_lines() -> tuple[tuple[str, str], ...]:
    """A label and a sentence or two for each thing to know."""
    return (
        ("What this is", "The whole plan, one sheet for each kind of entry. What you change here "
         "is read back into the plan's files with: growthplan plan import PLAN FILE. You are "
         "shown every difference before anything is written."),
        ("Changing", "Type over what a cell says. Point at a heading to read what the column "
         "means; the sheet Columns has it all in one place."),
        ("Adding", "Fill in the first empty row below a table, with a new id of small letters, "
         "digits and hyphens. What belongs to an entry of another sheet (a cost, a risk) names "
         "that entry's id in its first column."),
        ("Removing", "Write yes under Delete? What belongs to the entry goes with it."),
        ("Moving", "Change the numbers under Order. Sorting a sheet by another column does no "
         "harm."),
        ("Ids", "Grey cells are ids of what is in the plan already. Figures and other entries "
         "refer to them, so they are locked; there is no password."),
        ("Not published", "Where nobody has made a figure public, write: not published. That is "
         "better than a guess."),
        ("Money and years", "Amounts are £ million in the cash of each year. A financial year is "
         "written 2026/27."),
        ("Several in one cell", "Ids and names in lists stand one to a line (Alt and Enter)."),
        ("Please keep", "The names of the sheets and of the columns, and the sheet Files. Columns "
         "may stand in any order."),
    )  # fmt: skip


def sheets_lines(tables: Sequence[Table]) -> list[tuple[str | int, ...]]:
    """Every sheet with what it holds and how many rows."""
    rows = [(t.sheet.name, t.sheet.about,
             len(t.rows) if t.sheet.form != "record" else 1) for t in tables]  # fmt: skip
    return [("Sheet", "What it holds", "Rows"), *rows]


def columns_lines(tables: Sequence[Table]) -> list[tuple[str, ...]]:
    """Every column of every sheet; the years of a sheet once."""
    lines: list[tuple[str, ...]] = [
        ("Sheet", "Column", "What it means", "What may stand there", "Needed")
    ]
    for table in tables:
        years = [column for column in table.columns if column.role == "year"]
        for column in table.columns:
            if column.role == "year" and column is not years[0]:
                continue
            heading = f"{years[0].heading} to {years[-1].heading}" if column in years else (
                column.heading
            )  # fmt: skip
            needed = "yes" if column.required else "no"
            lines.append((table.sheet.name, heading, column.meaning, what_stands(column), needed))
    return lines


def what_stands(column: Column) -> str:
    """What may stand in a column, in words."""
    if column.choices and column.kind == "choice":
        return "one of: " + ", ".join(column.choices)
    words = _KINDS.get(column.kind, column.kind)
    return f"any number of these, one to a line: {words}" if column.many else words
