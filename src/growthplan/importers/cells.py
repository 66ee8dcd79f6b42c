"""From published tables to observations: wide to long, markers to words, codes to places."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from growthplan.importers.layout import CELLS, stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, Gazetteer, GrowthplanError, Place, PlaceKind

MARKERS: dict[str, str] = {
    "x": "not available",
    "[x]": "not available",
    "..": "not available",
    ":": "not available",
    "-": "not available",
    "n/a": "not available",
    "Not available": "not available",
    "[z]": "not applicable",
    "z": "not applicable",
    "c": "suppressed to protect confidentiality",
    "[c]": "suppressed to protect confidentiality",
    "*": "suppressed",
    "#": "suppressed",
    "u": "suppressed as unreliable",
    "[u]": "suppressed as unreliable",
    "[low]": "low",
}
"""Publishers' markers for a missing number, in plain words."""


def a1(row: int, column: int) -> str:
    """The address of a cell, from 1: `a1(10, 21)` is `U10`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def long_table(
    frame: pl.DataFrame, *, ids: Mapping[str, str], values: Mapping[str, tuple[int, str]]
) -> pl.DataFrame:
    """One row for each value cell.

    `frame` has a `row` column; `ids` maps new names to columns that identify a row; `values` maps
    each value column to its number in the file and its period. Returns `row`, the ids, `column`,
    `period`, `text` (stripped; null when empty).
    """
    places = pl.DataFrame(
        [(name, number, period) for name, (number, period) in values.items()],
        schema={"cell_of": pl.String, "column": pl.Int16, "period": pl.String},
        orient="row",
    )
    return (
        frame.select(
            "row",
            *(pl.col(column).str.strip_chars().alias(name) for name, column in ids.items()),
            *values,
        )
        .unpivot(on=list(values), index=["row", *ids], variable_name="cell_of", value_name="text")
        .join(places, on="cell_of", how="left", maintain_order="left")
        .drop("cell_of")
        .with_columns(pl.col("text").str.strip_chars().replace("", None))
    )


def with_values(cells: pl.DataFrame, file: OpenFile, sheet: str = "") -> pl.DataFrame:
    """Replace `text` by `value` and `status`.

    Thousands commas go; a known marker becomes a status in words with no value. Raises
    GrowthplanError naming the first cells that are neither numbers nor known markers. Cells of
    several sheets at once have a `sheet` column.
    """
    text = pl.col("text")
    out = cells.with_columns(
        value=text.str.replace_all(",", "").cast(pl.Float64, strict=False),
        status=text.replace_strict(MARKERS, default=None, return_dtype=pl.String),
    )
    strange = out.filter(
        text.is_not_null()
        & pl.col("status").is_null()
        & (pl.col("value").is_null() | ~pl.col("value").is_finite())
    )
    if strange.height:
        raise GrowthplanError(
            [
                Fault(
                    f"{address(r.get('sheet', sheet), r['row'], r['column'])}: "
                    f"'{r['text'][:40]}' is neither a "
                    "number nor a known marker for a missing one",
                    file=file.name,
                    line=None if r.get("sheet", sheet) else r["row"],
                    code="cell",
                )
                for r in strange.head(10).iter_rows(named=True)
            ]
        )
    return out.with_columns(
        status=pl.when(pl.col("status").is_not_null())
        .then(pl.col("status"))
        .when(pl.col("value").is_null())
        .then(pl.lit("empty cell"))
        .otherwise(pl.lit(""))
    ).drop("text")


def address(sheet: str, row: int, column: int) -> str:
    """Where a cell is, as a person would look for it.

    >>> address("A3", 10, 21), address("", 120, 6)
    ('A3!U10', 'line 120, column 6')
    """
    return f"{sheet}!{a1(row, column)}" if sheet else f"line {row}, column {column}"


def with_places(
    cells: pl.DataFrame, gazetteer: Gazetteer, file: OpenFile, sheet: str = ""
) -> tuple[pl.DataFrame, tuple[Place, ...]]:
    """Replace published `code` and `name` by the canonical `place`.

    A code that is missing or `Not available` is found by name. Returns the table and the places
    that the gazetteer does not know, each under its own code, so that none is dropped silently.
    Raises GrowthplanError for a row with neither code nor name.
    """
    pairs = cells.select("code", "name").unique(maintain_order=True)
    found: dict[tuple[str | None, str | None], str] = {}
    unknown: dict[str, Place] = {}
    for code, name in pairs.iter_rows():
        place = _place_for(code, name, gazetteer)
        if place is None:
            if not (code or name):
                raise stop(file, "a row of figures has neither a code nor a name", sheet)
            place = _new_place(code, name)
            unknown[place.code] = place
        found[(code, name)] = place.code
    names = pl.DataFrame(
        [(code, name, place) for (code, name), place in found.items()],
        schema={"code": pl.String, "name": pl.String, "place": pl.String},
        orient="row",
    )
    joined = cells.join(
        names, on=["code", "name"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined.drop("code", "name"), tuple(unknown.values())


def _has_code(code: str | None) -> bool:
    return bool(code) and code not in MARKERS


def _place_for(code: str | None, name: str | None, gazetteer: Gazetteer) -> Place | None:
    if _has_code(code):
        canonical = gazetteer.by_code.get(str(code))
        return gazetteer[canonical] if canonical else None
    canonical = gazetteer.by_code.get(_new_place(code, name).code)
    return gazetteer[canonical] if canonical else None


_KIND_BY_PREFIX = {
    "E06": PlaceKind.LOCAL_AUTHORITY,
    "E07": PlaceKind.LOCAL_AUTHORITY,
    "E08": PlaceKind.LOCAL_AUTHORITY,
    "E09": PlaceKind.LOCAL_AUTHORITY,
    "W06": PlaceKind.LOCAL_AUTHORITY,
    "S12": PlaceKind.LOCAL_AUTHORITY,
    "N09": PlaceKind.LOCAL_AUTHORITY,
    "E10": PlaceKind.COUNTY,
    "E11": PlaceKind.COUNTY,
    "E12": PlaceKind.REGION,
}


def _new_place(code: str | None, name: str | None) -> Place:
    """A place as the file describes it. One without an official code is known by its name:
    `CR-aberdeen-city-region`."""
    label = (name or code or "").strip()
    if not _has_code(code):
        slug = "-".join("".join(c if c.isalnum() else " " for c in label.casefold()).split())
        return Place(code=f"CR-{slug}", name=label, kind=PlaceKind.CITY_REGION)
    assert code is not None
    if code.startswith("TL"):
        kind = {3: PlaceKind.REGION, 4: PlaceKind.ITL2, 5: PlaceKind.ITL3}.get(
            len(code), PlaceKind.GROUP
        )
    else:
        kind = _KIND_BY_PREFIX.get(code[:3], PlaceKind.CITY_REGION)
    return Place(code=code, name=label, kind=kind)


def finish(cells: pl.DataFrame, *, indicator: str | None = None, sheet: str = "") -> pl.DataFrame:
    """Cast to `CELLS`, filling the columns that this table does not have."""
    defaults = {
        "indicator": pl.lit(indicator, pl.String),
        "industry": pl.lit(""),
        "low": pl.lit(None, pl.Float64),
        "high": pl.lit(None, pl.Float64),
        "sheet": pl.lit(sheet),
    }
    missing = [value.alias(name) for name, value in defaults.items() if name not in cells.columns]
    return cells.with_columns(missing).select(
        pl.col(name).cast(dtype) for name, dtype in CELLS.items()
    )
