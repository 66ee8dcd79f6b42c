"""The published workbook in its layout, made anew from the bundled figures of 2019 or 2018."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from growthplan.importers.opening import OpenFile
from growthplan.store import Store

Sheets = dict[str, list[list[str | None]]]
"""Rows of text by sheet, as the workbook reader gives them."""

FINAL = ("P3 S13", "P3 S14", "P3 S15", "P51G", "P52", "P53", "P61EU", "P61RW", "P62")
BELOW = {
    "imports": (None, "Use of imported products, cif"),
    "product taxes": (None, "Taxes less subsidies on products"),
    "compensation": ("D1", "Compensation of employees"),
    "operating surplus": ("GOS & MI", "Gross operating surplus and mixed income"),
    "production taxes": ("D29-D39", "Taxes less subsidies on production"),
    "gva": ("GVA", "Gross value added "),
    "output": ("P1", "Total output at basic prices"),
}
OF_2018 = {
    "CPA_C11.01-6 & C12": "C1101T1106 & C12",
    "CPA_C241_3": "C241T243",
    "CPA_F41, F42 & F43": "F41, F42  & F43",
    "CPA_H493_5": "H493T495",
}
"""How the sheet of imports of 2018 writes some codes over its columns."""


class Figures:
    """The bundled figures of a year as matrices."""

    def __init__(self, year: int) -> None:
        with Store() as store:
            self.rows = store.rows("input_output", year=[year])
            groups = store.rows("product_groups")
        self.year = year
        self.products = groups["product"].to_list()
        self.labels = groups["label"].to_list()

    def matrix(self, table: str, users: list[str]) -> np.ndarray:
        """[product, user]"""
        values = np.zeros((len(self.products), len(users)))
        for product, user, value in (
            self.rows.filter(pl.col("table") == table).select("product", "user", "value").rows()
        ):
            values[self.products.index(product), users.index(user)] = value
        return values


def _use_sheet(figures: Figures, title: str, use: str, final: str) -> list[list[str | None]]:
    products = figures.products
    inner, outer = figures.matrix(use, products), figures.matrix(final, list(FINAL))
    heads = [*products, "_T", "P3 S1", *FINAL, "TU"]
    rows: list[list[str | None]] = [
        [f"{figures.year} Input-Output Analytical Tables"],
        [title],
        ["MENU"],
        [None, "CPA", *heads],
        [None, "Product", *(f"name of {head} \u00a0" for head in heads)],
        ["CPA", "Product"],
    ]
    for i, (product, label) in enumerate(zip(products, figures.labels, strict=True)):
        total = inner[i].sum() + outer[i].sum()
        numbers = [*inner[i], inner[i].sum(), outer[i, :3].sum(), *outer[i], total]
        rows.append([product, f"{label}      \u00a0", *(f"{n:.9g}" for n in numbers)])
    rows.append(["_T", "Total", *(f"{n:.9g}" for n in inner.sum(axis=0))])
    return rows


def _ratio_sheet(figures: Figures, title: str, columns: dict[str, str]) -> list[list[str | None]]:
    values = {head: figures.matrix(table, [""])[:, 0] for head, table in columns.items()}
    rows: list[list[str | None]] = [
        [f"{figures.year} Input-Output Analytical Tables"],
        [title],
        ["MENU"],
        ["CPA", "Product", *columns],
    ]
    for i, (product, label) in enumerate(zip(figures.products, figures.labels, strict=True)):
        cells = (f"{values[head][i]:.12g}" if values[head][i] else "." for head in columns)
        rows.append([product, label, *cells])
    rows += [[None], [None, "Notes:"], [None, ". = Multiplier not produced"]]
    return rows


def _key_sheet(figures: Figures) -> list[list[str | None]]:
    with Store() as store:
        joined = ";".join(store.rows("product_groups")["divisions"])
    divisions = sorted({int(d) for d in joined.split(";")})
    rows: list[list[str | None]] = [["title"], ["Classification key"], [None]]
    rows.append(["IOG code (=SIC 2007 industry & CPA 2008 product code)", "Description"])
    rows += [[f"{division:02d}", "words"] for division in divisions]
    return [*rows, ["98*", "words"], ["99*", "words"], ["*  Not explicitly measured"]]


def published(year: int) -> Sheets:
    """The sheets that are read, in the layout of the year."""
    figures = Figures(year)
    what = "(domestic use, basic prices, product by product), £ million"
    iot = _use_sheet(figures, f"Input-Output table {what}", "domestic use", "final demand")
    for table, (code, name) in BELOW.items():
        values = figures.matrix(table, [""])[:, 0]
        iot.append([code, name, *(f"{v:.9g}" for v in values)])
    imports = _use_sheet(
        figures,
        "Imports use table (product by product), £ millions",
        "imports use",
        "imports final demand",
    )
    if year == 2018:
        imports[3] = [
            OF_2018.get(head, head.removeprefix("CPA_")) if head else None for head in imports[3]
        ]
    multipliers = {
        "Compensation of employees": "compensation multiplier",
        "Gross value added": "gva multiplier",
        "Output": "output multiplier",
    }
    effects = {
        "Compensation of employees": "compensation effect",
        "Gross value added": "gva effect",
    }
    return {
        "Menu": [["United Kingdom Input-Output Analytical Tables"]],
        "IOT": iot,
        "Imports use pxp": imports,
        "Effects": _ratio_sheet(figures, "Type I effects", effects),
        "Multipliers": _ratio_sheet(figures, "Type I multipliers", multipliers),
        "IOGs": _key_sheet(figures),
    }


def workbook(sheets: Sheets) -> OpenFile:
    """The sheets as an opened file."""
    frames = {}
    for name, rows in sheets.items():
        width = max(len(row) for row in rows)
        frames[name] = pl.DataFrame(
            [[*row, *[None] * (width - len(row))] for row in rows],
            schema={f"c{i}": pl.String for i in range(1, width + 1)},
            orient="row",
        )
    return OpenFile(Path("nasu1719pr.xlsx"), "workbook", b"", "", lambda _: frames)


@pytest.fixture(scope="session", params=[2018, 2019])
def sheets_of_a_year(request: pytest.FixtureRequest) -> Sheets:
    return published(request.param)


@pytest.fixture(scope="session")
def _of_2019() -> Sheets:
    return published(2019)


@pytest.fixture
def sheets(_of_2019: Sheets) -> Sheets:
    """The sheets of 2019, to be damaged."""
    return {name: [list(row) for row in rows] for name, rows in _of_2019.items()}


@pytest.fixture
def opened() -> Callable[[Sheets], OpenFile]:
    return workbook


@pytest.fixture(scope="session")
def figures_of() -> Callable[[int], Figures]:
    return Figures
