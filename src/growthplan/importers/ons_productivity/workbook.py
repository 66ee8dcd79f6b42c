"""ONS subregional productivity workbooks: ITL, local authority and city region, from June 2023.

Each holds tables A1 to A5 (GVA per hour), B1 to B5 (GVA per filled job), `Productivity Hours`
and `Productivity Jobs`; the local authority workbook has no unsmoothed and no chained volume
tables. Smoothed and unsmoothed, current price and chained volume are different indicators.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

import numpy as np
import polars as pl

from growthplan.importers.cells import finish, with_places
from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.ons_productivity import areas, identities, zeros
from growthplan.importers.ons_productivity.city_region_members import SHEET as MEMBERS
from growthplan.importers.ons_productivity.city_region_members import read_members
from growthplan.importers.ons_productivity.grid import Grid, cells_of, grids_of, lines_of
from growthplan.importers.ons_productivity.sheet import Sheet, find_table
from growthplan.importers.ons_productivity.tables import STATUS, Table, by_sheet
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Fault, Gazetteer, GrowthplanError, did_you_mean

LAYOUT = "ons_productivity_workbook"
PAGE = (
    "https://www.ons.gov.uk/economy/economicoutputandproductivity/productivitymeasures/bulletins/"
    "regionalandsubregionallabourproductivityuk/previousReleases"
)
_CONTENTS = "Contents"
_FAULTS_SHOWN = 12
_TITLES = {
    "itl": "ITL regions",
    "local-authority": "local authorities",
    "city-region": "city regions and combined authorities",
}
_PRIORITY = {"itl": 30, "local-authority": 20, "city-region": 10}
"""All print the UK's figures; the ITL workbook is the one that is constrained to them."""


def recognises(file: OpenFile) -> bool:
    """Whether it is a workbook of this family, whole or damaged: some sheet says so."""
    if file.kind != "workbook":
        return False
    if "Subregional Productivity" in _text(file, _CONTENTS):
        return True
    return any(
        re.match(r"(Table \S+ .*GVA \(B\) per |Productivity (Hours Worked|Jobs)\b)", _text(file, s))
        for s in file.sheets
        if s in by_sheet()
    )


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Every table of the workbook.

    Raises GrowthplanError with all that is wrong: sheets, titles, headings, cells, then areas and
    totals, then figures that contradict each other.
    """
    edition, edition_name = _edition(file)
    sheets = _find(file)
    kind = _one_kind(file, sheets)
    lines = lines_of(sheets)
    cells = cells_of(file, sheets)
    grids, notes = zeros.unavailable(grids_of(sheets, cells, lines))
    _stop_if(file, areas.repeated_areas(grids) + areas.absent_areas(grids))
    _stop_if(file, zeros.not_positive(grids))
    _stop_if(file, _contradictions(grids, sheets, kind))
    places, unknown = with_places(lines, gazetteer, file)
    extra = {}
    if MEMBERS in file.sheets:
        extra["city_region_members"], more = read_members(file, gazetteer)
        unknown = tuple({place.code: place for place in (*more, *unknown)}.values())
    return Parsed(
        layout=LAYOUT,
        dataset=f"labour-productivity-{kind}",
        title=f"Subregional productivity, {_TITLES[kind]}, {edition_name}",
        publisher="Office for National Statistics",
        family="subregional-productivity",
        observations=_observations(cells, grids, places),
        series=_series(sheets),
        indicators=tuple(by_sheet()[name].indicator for name in sheets),
        edition=edition,
        priority=_PRIORITY[kind],
        status=STATUS,
        licence=UNKNOWN_LICENCE,
        url=PAGE,
        unknown_places=unknown,
        notes=(*notes, *_notes(file, grids)),
        extra=extra,
    )


def _text(file: OpenFile, sheet: str) -> str:
    """The words of a sheet's first column, as one line."""
    frame = file.sheets.get(sheet)
    if frame is None or not frame.width:
        return ""
    return " ".join(" ".join(frame["c1"].drop_nulls().head(30)).split())


def _edition(file: OpenFile) -> tuple[str, str]:
    """`2024-06` and `June 2024`, as the contents sheet says it."""
    months = {name: i for i, name in enumerate(calendar.month_name) if name}
    said = re.search(rf"({'|'.join(months)}) (\d{{4}}) release", _text(file, _CONTENTS))
    if not said:
        raise stop(
            file,
            "the sheet doesn't say which release this is ('June 2024 release')",
            _CONTENTS,
            "Download the workbook again.",
        )
    return f"{said[2]}-{months[said[1]]:02d}", said[0].removesuffix(" release")


def _find(file: OpenFile) -> dict[str, Sheet]:
    """Every table's sheet, its parts found and checked."""
    known = by_sheet()
    found: dict[str, Sheet] = {}
    faults: list[Fault] = []
    for name, table in known.items():
        if name not in file.sheets:
            continue
        try:
            found[name] = find_table(file, table)
        except GrowthplanError as error:
            faults += error.faults
    local = any(sheet.areas == "local-authority" for sheet in found.values())
    for name, table in known.items():
        if name not in file.sheets and (table.everywhere or not local):
            faults.append(_missing(file, table))
    if faults:
        raise GrowthplanError(faults)
    return found


def _missing(file: OpenFile, table: Table) -> Fault:
    others = [name for name in file.sheets if name not in by_sheet()]
    return Fault(
        f"the sheet '{table.sheet}' ({table.indicator.title}) is missing; "
        f"the sheets are {', '.join(file.sheets)}",
        file=file.name,
        fix=did_you_mean(table.sheet, others),
        code="layout",
    )


def _one_kind(file: OpenFile, sheets: dict[str, Sheet]) -> str:
    kinds = {sheet.areas for sheet in sheets.values()}
    if len(kinds) != 1:
        shown = "; ".join(f"{name}: {sheet.areas}" for name, sheet in sheets.items())
        raise stop(file, f"its sheets are about different kinds of area ({shown})")
    return kinds.pop()


def _observations(
    cells: pl.DataFrame, grids: dict[str, Grid], places: pl.DataFrame
) -> pl.DataFrame:
    """The cells with indicators and places; zeros found to mean nothing lose their value."""
    values = np.concatenate([grid.values.T.ravel() for grid in grids.values()])
    ids = {name: table.indicator.id for name, table in by_sheet().items()}
    emptied = pl.col("value").is_null() & (pl.col("status") == "")
    return finish(
        cells.with_columns(
            value=pl.Series(values, nan_to_null=True),
            place=places["place"].gather(cells["line"]),
            indicator=pl.col("sheet").replace_strict(ids, return_dtype=pl.String),
        ).with_columns(status=pl.when(emptied).then(pl.lit(zeros.UNAVAILABLE)).otherwise("status"))
    )


def _contradictions(grids: dict[str, Grid], sheets: dict[str, Sheet], kind: str) -> list[str]:
    found = []
    for index, level in (("A1", "A3"), ("A2", "A4"), ("B1", "B3"), ("B2", "B4")):
        found += identities.wrong_indices(index, level, grids)
    found += identities.wrong_hours(grids)
    for name, sheet in sheets.items():
        if sheet.base.isdigit():
            found += identities.wrong_base_year(grids[name], sheet.base)
    for name in ("Productivity Hours", "Productivity Jobs"):
        found += areas.wrong_totals(grids[name], kind)
    return found


def _stop_if(file: OpenFile, messages: list[str]) -> None:
    if not messages:
        return
    faults = [Fault(m, file=file.name, code="check") for m in messages[:_FAULTS_SHOWN]]
    if len(messages) > _FAULTS_SHOWN:
        more = f"{len(messages) - _FAULTS_SHOWN:,} more faults of these kinds were found"
        faults.append(Fault(more, file=file.name, code="check"))
    raise GrowthplanError(faults)


def _series(sheets: dict[str, Sheet]) -> pl.DataFrame:
    rows = []
    for name, sheet in sheets.items():
        indicator = by_sheet()[name].indicator
        basis = indicator.price_basis + (f", {sheet.base}=100" if sheet.base.isdigit() else "")
        rows.append((indicator.id, indicator.unit, basis, sheet.title))
    return pl.DataFrame(
        rows, schema=["indicator", "unit", "price_basis", "title"], orient="row"
    ).cast(pl.String)


def _notes(file: OpenFile, grids: dict[str, Grid]) -> Iterator[str]:
    for name, grid in grids.items():
        empty = np.isnan(grid.values)
        if empty.any():
            lacking = [grid.names[i] for i in np.flatnonzero(empty.any(axis=1))]
            yield f"{name}: {empty.sum()} figures are missing ({', '.join(lacking[:5])})."
    others = [s for s in file.sheets if s not in by_sheet() and s not in (_CONTENTS, MEMBERS)]
    if others:
        yield f"These sheets were not read: {', '.join(others)}."


LAYOUTS = (
    Layout(
        LAYOUT,
        "ONS subregional productivity workbook (ITL, local authorities or city regions)",
        recognises,
        read,
    ),
)
