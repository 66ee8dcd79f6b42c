"""UK input-output analytical tables: published figures, identities, and damaged workbooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from growthplan.importers import Parsed
from growthplan.importers.ons_supply_use.groups import divisions_of
from growthplan.importers.ons_supply_use.workbook import LAYOUTS
from growthplan.importers.opening import OpenFile
from growthplan.store import Store
from growthplan.vocabulary import Gazetteer, GrowthplanError
from growthplan.vocabulary.industry import SECTIONS

Sheets = dict[str, list[list[str | None]]]
Opened = Callable[[Sheets], OpenFile]


def _read(file: OpenFile) -> Parsed:
    (layout,) = LAYOUTS
    assert layout.recognises(file)
    return layout.read(file, Gazetteer([]))


@pytest.mark.parametrize(
    ("year", "table", "product", "user", "value"),
    [
        # ONS, UK input-output analytical tables, sheet IOT, £ million.
        (2018, "domestic use", "CPA_A01", "CPA_A01", 3197.59364686469),
        (2018, "output", "CPA_A01", "", 26_633),
        (2018, "gva", "CPA_A02", "", 556.853211009174),
        (2018, "compensation", "CPA_T97", "", 3_605),
        (2018, "final demand", "CPA_R93", "P3 S14", 12_920),
        (2019, "domestic use", "CPA_A01", "CPA_A01", 4218.771054677),
        # Sheets Imports use pxp, Effects and Multipliers.
        (2019, "imports use", "CPA_A01", "CPA_A01", 462.1278101873619),
        (2018, "gva effect", "CPA_A01", "", 0.817704371638072),
        (2018, "gva multiplier", "CPA_A01", "", 2.09607065123113),
        (2019, "output multiplier", "CPA_A01", "", 2.0348101303140256),
    ],
)
def test_bundled_figures_are_the_published_ones(
    year: int, table: str, product: str, user: str, value: float
) -> None:
    with Store() as store:
        rows = store.rows(
            "input_output", year=[year], table=[table], product=[product], user=[user]
        )
    assert rows["value"].item() == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("year", "gva", "output"), [(2018, 1_942_619, 3_736_343),
                                                     (2019, 2_000_157, 3_824_433)])  # fmt: skip
def test_bundled_totals_are_the_published_ones(year: int, gva: float, output: float) -> None:
    with Store() as store:
        rows = store.rows("input_output", year=[year])
    totals = dict(rows.group_by("table").agg(pl.col("value").sum()).iter_rows())
    assert totals["gva"] == pytest.approx(gva, abs=0.5)
    assert totals["output"] == pytest.approx(output, abs=0.5)
    assert totals["imports"] == pytest.approx(totals["imports use"], abs=0.5)


@pytest.mark.parametrize("year", [2018, 2019])
def test_published_multipliers_follow_from_the_tables(
    year: int, figures_of: Callable[[int], Any]
) -> None:
    """Type I: the column sums of the inverse of I - A are the published output multipliers, and
    value added per unit of output through it gives the published effects."""
    figures = figures_of(year)
    output = figures.matrix("output", [""])[:, 0]
    direct = figures.matrix("domestic use", figures.products) / output
    inverse = np.linalg.inv(np.eye(len(output)) - direct)
    published = figures.matrix("output multiplier", [""])[:, 0]
    np.testing.assert_allclose(inverse.sum(axis=0), published, rtol=1e-8)
    per_unit = figures.matrix("gva", [""])[:, 0] / output
    effects = figures.matrix("gva effect", [""])[:, 0]
    np.testing.assert_allclose(per_unit @ inverse, effects, rtol=1e-8)


def test_both_years_have_the_same_product_groups() -> None:
    with Store() as store:
        of_year = {
            year: set(store.rows("input_output", year=[year], table=["output"])["product"])
            for year in (2018, 2019)
        }
        groups = set(store.rows("product_groups")["product"])
    assert of_year[2018] == of_year[2019] == groups
    assert len(groups) == 105


def test_workbook_of_either_layout_gives_back_what_is_published(
    sheets_of_a_year: Sheets, opened: Opened
) -> None:
    """The sheet of imports of 2018 has other codes over its columns than beside its rows."""
    parsed = _read(opened(sheets_of_a_year))
    table = parsed.extra["input_output"]
    year = table["year"][0]
    with Store() as store:
        held = store.rows("input_output", year=[year]).drop("source")
    key = ["table", "product", "user"]
    both = held.join(table, on=key, how="full", suffix="_read", coalesce=True)
    assert both["value"].null_count() == both["value_read"].null_count() == 0
    np.testing.assert_allclose(both["value"], both["value_read"], rtol=1e-7, atol=1e-6)
    assert parsed.extra["product_groups"]["label"].str.contains(r"\s\s|\s$").sum() == 0


def test_divisions_of_the_groups_cover_the_sections() -> None:
    covered: set[int] = set()
    with Store() as store:
        for product, section, divisions in (
            store.rows("product_groups").select("product", "section", "divisions").iter_rows()
        ):
            assert divisions_of(product) == (section, tuple(map(int, divisions.split(";"))))
            covered |= set(map(int, divisions.split(";")))
    inside = {d for first, last in SECTIONS.values() for d in range(first, last + 1)}
    assert covered <= inside
    assert {1, 10, 47, 68, 97} <= covered


@pytest.mark.parametrize("code", ["CPA_", "CPA_A99", "CPA_A01 & B05", "_T"])
def test_code_that_is_no_product_group_is_refused(code: str) -> None:
    with pytest.raises(GrowthplanError):
        divisions_of(code)


def _cell(sheets: Sheets, sheet: str, row: int, column: int, value: str | None) -> None:
    sheets[sheet][row][column] = value


def _row_of(sheets: Sheets, sheet: str, name: str) -> int:
    return next(i for i, row in enumerate(sheets[sheet]) if name in row[:2])


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "said"),
    [
        ("IOT", 6, 2, "9999", "uses and total use differ for 1 product groups"),
        ("IOT", 6, 2, "9999", "inputs with value added and output differ for 1"),
        ("IOT", 6, 2, "many", "IOT!C7: 'many' is no number"),
        ("IOT", 6, 2, None, "uses and total use differ"),
        ("IOT", 3, 3, "CPA_A01", "the column 'CPA_A01' is there twice"),
        ("IOT", 7, 0, "CPA_A01", "the row 'CPA_A01' is there twice"),
        ("IOT", 3, 2, "CPA_A04", "down the side"),
        ("IOT", 0, 0, "Tables", "do not say the year"),
        ("IOT", 1, 0, "(product by industry), £ million", "do not say 'product by product'"),
        ("IOT", 1, 0, "(product by product), $ million", "do not say '£ million'"),
        ("IOT", 5, 0, "SIC", "no row of the first 12 begins with 'CPA'"),
        ("Imports use pxp", 6, 2, "9999", "imports used and the row of imports in IOT differ"),
        ("Imports use pxp", 0, 0, "2018 Input-Output Analytical Tables", "is of 2018; IOT is of"),
        ("Effects", 3, 3, "Value", "no column 'Gross value added'"),
        ("IOGs", 3, 0, "SIC", "no column is headed 'IOG code'"),
        ("IOGs", 4, 0, "04", "the key to SIC has divisions 4"),
    ],
)
def test_damaged_cell_is_refused(
    sheets: Sheets,
    opened: Opened,
    sheet: str,
    row: int,
    column: int,
    value: str | None,
    said: str,
) -> None:
    _cell(sheets, sheet, row, column, value)
    with pytest.raises(GrowthplanError, match=said.replace("(", r"\(").replace("$", r"\$")):
        _read(opened(sheets))


def test_all_faults_of_balance_are_told_at_once(sheets: Sheets, opened: Opened) -> None:
    _cell(sheets, "IOT", 6, 2, "9999")
    _cell(sheets, "Imports use pxp", 6, 2, "9999")
    with pytest.raises(GrowthplanError) as found:
        _read(opened(sheets))
    assert len(found.value.faults) == 4


@pytest.mark.parametrize("name", ["GVA", "P1", "Use of imported products, cif", "D29-D39"])
def test_missing_row_is_named(sheets: Sheets, opened: Opened, name: str) -> None:
    del sheets["IOT"][_row_of(sheets, "IOT", name)]
    with pytest.raises(GrowthplanError, match=f"IOT: there is no row '{name}'"):
        _read(opened(sheets))


def test_missing_sheet_is_named(sheets: Sheets, opened: Opened) -> None:
    del sheets["Multipliers"]
    with pytest.raises(GrowthplanError, match="sheets Multipliers are missing"):
        _read(opened(sheets))


def test_product_without_multipliers_is_missed(sheets: Sheets, opened: Opened) -> None:
    del sheets["Multipliers"][_row_of(sheets, "Multipliers", "CPA_C26")]
    with pytest.raises(GrowthplanError, match="Multipliers: there are no rows CPA_C26"):
        _read(opened(sheets))


def test_ranges_padded_beyond_the_table_make_no_difference(sheets: Sheets, opened: Opened) -> None:
    """The used range of 2019 runs past the table."""
    before = _read(opened(sheets)).extra["input_output"]
    padded = {name: [[*row, None, None] for row in rows] for name, rows in sheets.items()}
    assert _read(opened(padded)).extra["input_output"].equals(before)
