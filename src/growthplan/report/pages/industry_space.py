"""Related and complex industries: what the place is near to, as a table and sentences."""

from __future__ import annotations

import polars as pl

from growthplan.report.diagnosis import IndustrySpace
from growthplan.report.model import Block, Prose
from growthplan.report.pages.sector_tables import industry_name
from growthplan.report.prose import rich
from growthplan.report.table import Column, Row, Table

MOST = 12
"""Industries in each half of the table."""


def industry_space_blocks(space: IndustrySpace | None, labels: dict[str, str]) -> tuple[Block, ...]:
    """The industries nearest to what the place does, those it has and those it has not."""
    if space is None or space.table.is_empty():
        return ()
    words = [
        rich(
            "Two industries are related when the same areas are specialised in both. Density says "
            "how much of what is related to an industry is here; it is worked out over {n} areas "
            "and says what goes together, not what to choose.",
            n=str(space.areas),
        )
    ]
    if space.complexity is not None:
        words.append(
            rich(
                "By its industries the place's complexity is {c} standard deviations from the "
                "average area.",
                c=_signed(space.complexity),
            )
        )
    words += [rich("{note}", note=note) for note in space.notes]
    return (Prose(tuple(words)), industry_space_table(space, labels))


def industry_space_table(space: IndustrySpace, labels: dict[str, str]) -> Table:
    """The nearest industries that the place is not specialised in, then those that it is."""
    near = space.table.sort("density", "industry", descending=[True, False])
    rows: list[Row] = []
    for specialised, said in ((False, "not specialised"), (True, "specialised")):
        chosen = near.filter(pl.col("specialised") == specialised).head(MOST)
        rows += [
            (
                industry_name(row["industry"], labels),
                said,
                row["quotient"],
                100 * row["density"],
                row["complexity"],
            )
            for row in chosen.iter_rows(named=True)
        ]
    return Table(
        "related-industries",
        "Industries nearest to what the place does",
        (
            Column("industry", "Industry", kind="text"),
            Column("standing", "Here", kind="text"),
            Column("quotient", "Location quotient", decimals=2),
            Column("density", "Density around it", "%", decimals=0),
            Column("complexity", "Complexity", "standard deviations", decimals=1, signed=True),
        ),
        tuple(rows),
        f"BRES employment by division over ITL2 areas, {space.period}",
    )


def _signed(value: float) -> str:
    text = f"{abs(value):.1f}"
    return f"−{text}" if value < 0 and text != "0.0" else f"+{text}"
