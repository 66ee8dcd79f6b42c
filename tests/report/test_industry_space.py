"""The section on related industries says what is near, and is left out when nothing is known."""

from __future__ import annotations

import polars as pl

from growthplan.report.diagnosis import IndustrySpace
from growthplan.report.model import Prose
from growthplan.report.pages.industry_space import industry_space_blocks
from growthplan.report.prose import plain
from growthplan.report.table import Table

SPACE = IndustrySpace(
    "2021",
    40,
    pl.DataFrame(
        {
            "industry": ["21", "62", "50"],
            "quotient": [1.4, 0.5, 0.9],
            "specialised": [True, False, False],
            "density": [0.4, 0.2, 0.3],
            "complexity": [1.2, 1.5, -0.3],
        }
    ),
    -0.42,
    ("Complexity rises with GVA per hour worked.",),
)


def test_the_nearest_industry_not_yet_here_comes_first() -> None:
    prose, table = industry_space_blocks(SPACE, {"50": "Water transport"})
    assert isinstance(table, Table)
    unnamed = [f"Division {code} of the classification" for code in (62, 21)]
    assert [row[0] for row in table.rows] == ["Water transport", *unnamed]
    assert table.rows[0][1:] == ("not specialised", 0.9, 30.0, -0.3)
    assert isinstance(prose, Prose)
    said = " ".join(plain(text, {}) for text in prose.paragraphs)
    assert "−0.4 standard deviations" in said
    assert "over 40 areas" in said


def test_without_jobs_by_industry_there_is_no_section() -> None:
    assert industry_space_blocks(None, {}) == ()
