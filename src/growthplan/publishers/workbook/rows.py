"""Which sheets a spreadsheet has, and what stands on each."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report import Column, Report, Row, Table
from growthplan.vocabulary import Figure, Source


@dataclass(frozen=True)
class Sheet:
    """One worksheet."""

    label: str
    """On the tab, at most 31 characters."""
    name: str
    """For readers of the table's own name: letters, digits, underscores."""
    table: Table
    subtitle: str = ""


def report_sheets(report: Report) -> tuple[Sheet, ...]:
    """Every table of the report that has rows, numbered, then all figures, then all sources."""
    filled = (table for table in report.tables() if table.rows)
    numbered = tuple(
        Sheet(f"Table {n}", f"table_{n}_{table.id.replace('-', '_')}", table, _sums(table))
        for n, table in enumerate(filled, start=1)
    )
    last: tuple[Sheet, ...] = ()
    if report.figures:
        last += (Sheet("Figures", "figures", figures_table(report)),)
    if report.sources:
        last += (Sheet("Sources", "sources", sources_table(report)),)
    return (*numbered, *last)


def _sums(table: Table) -> str:
    return f"The last row ({table.total[0]}) is what the rows above sum to." if table.total else ""


def figures_table(report: Report) -> Table:
    """One row a figure, as quoted on the pages."""
    columns = (
        Column("id", "Figure", kind="text"),
        Column("sentence", "What it says", kind="text"),
        Column("shown", "As shown", kind="text"),
        Column("value", "Value", kind="number", decimals=4),
        Column("unit", "Unit", kind="text"),
        Column("low", "Low, 90% range", decimals=4),
        Column("high", "High, 90% range", decimals=4),
        Column("formula", "Formula", kind="text"),
    )
    rows = tuple(_figure_row(figure) for figure in report.figures)
    return Table("figures", "Every figure that the pages quote", columns, rows, report.edition)


def _figure_row(figure: Figure) -> Row:
    return (
        figure.id,
        figure.sentence,
        figure.display,
        figure.value,
        figure.unit,
        figure.low,
        figure.high,
        figure.lineage.formula,
    )


def sources_table(report: Report) -> Table:
    """One row a release, with its birth certificate."""
    fields = ("id", "title", "publisher", "edition", "released", "file", "licence", "url", "sha256")
    names = ("Release", "Title", "Publisher", "Edition", "Released", "File", "Licence", "Address")
    columns = tuple(
        Column(field, name, kind="text")
        for field, name in zip(fields, (*names, "SHA-256 of the file"), strict=True)
    )
    rows = tuple(_source_row(source, fields) for source in report.sources)
    return Table("sources", "Releases that the figures stand on", columns, rows, report.edition)


def _source_row(source: Source, fields: tuple[str, ...]) -> Row:
    return tuple(str(getattr(source, field)) for field in fields)
