"""Indices of deprivation by neighbourhood (LSOA): File 1 of 2019, and tables of all domains.

File 1 is the publisher's. The tables with a rank and a decile for each domain are the publisher's
values under short headings (`Health_rank`, `Health_decile`), with the local authority's code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from growthplan.importers.layout import CELLS, LABELS, Layout, Parsed, stop
from growthplan.importers.mhclg_deprivation.checks import check_complete, check_ranks, numbers
from growthplan.importers.mhclg_deprivation.editions import (
    DOMAINS,
    EDITIONS,
    PUBLISHER,
    STATUS,
    Edition,
)
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import OGL3, Gazetteer, Place, PlaceKind

FILE_1 = "mhclg_deprivation_file_1"
ALL_DOMAINS = "mhclg_deprivation_domains"

_FILE_1_HEADINGS = re.compile(
    r"LSOA code \((?P<lsoa>\d{4})\),LSOA name \(\d{4}\),"
    r"Local Authority District code \((?P<lad>\d{4})\),"
    r"Local Authority District name \(\d{4}\),"
    r"Index of Multiple Deprivation \(IMD\) Rank.*,"
    r"Index of Multiple Deprivation \(IMD\) Decile.*"
)
_DOMAIN_HEADINGS = re.compile(r"lsoa(?P<lsoa>\d\d)_code,ltla(?P<lad>\d\d)_code,IMD_(decile|rank),")


@dataclass(frozen=True)
class _Columns:
    """Which column of a file is which."""

    area: str
    local_authority: str
    name: str | None
    measures: dict[str, tuple[str, str]]
    """Columns of the rank and the decile of each domain."""


def recognises_file_1(file: OpenFile) -> bool:
    return file.kind == "csv" and bool(_FILE_1_HEADINGS.match(file.header.replace('"', "")))


def recognises_domains(file: OpenFile) -> bool:
    return file.kind == "csv" and bool(_DOMAIN_HEADINGS.match(file.header.replace('"', "")))


def read_file_1(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the index of multiple deprivation of every neighbourhood, with its name.

    Raises GrowthplanError when neighbourhoods are missing, when a rank is no whole number or
    repeated beyond ties, or when a decile is not the tenth that its rank lies in.
    """
    rows = file.csv()
    found = _FILE_1_HEADINGS.match(file.header.replace('"', ""))
    assert found is not None
    edition = _edition(file, int(found["lsoa"]))
    area, name, authority, _, rank, decile = rows.columns[1:7]
    columns = _Columns(area, authority, name, {"overall": (rank, decile)})
    return _parsed(file, gazetteer, rows, columns, edition, layout=FILE_1, priority=5)


def read_domains(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read rank and decile of every neighbourhood in every domain; raises as `read_file_1` does,
    and when a domain's column is missing."""
    rows = file.csv()
    found = _DOMAIN_HEADINGS.match(file.header.replace('"', ""))
    assert found is not None
    edition = _edition(file, 2000 + int(found["lsoa"]))
    measures = {}
    missing = []
    for domain, headings in DOMAINS.items():
        pairs = [(f"{h}_rank", f"{h}_decile") for h in headings]
        pair = next((p for p in pairs if set(p) <= set(rows.columns)), None)
        if pair is None:
            missing.append(f"'{pairs[0][0]}' and '{pairs[0][1]}'")
        else:
            measures[domain] = pair
    if missing:
        raise stop(
            file,
            f"no columns are headed {'; '.join(missing)}; the headings are: "
            f"{', '.join(rows.columns[1:])}",
        )
    area, authority = rows.columns[1:3]
    columns = _Columns(area, authority, None, measures)
    return _parsed(file, gazetteer, rows, columns, edition, layout=ALL_DOMAINS, priority=3)


def _edition(file: OpenFile, lsoa_year: int) -> Edition:
    for edition in EDITIONS:
        if edition.lsoa_year == lsoa_year:
            return edition
    known = " or ".join(f"{e.lsoa_year} (Indices of {e.year})" for e in EDITIONS)
    raise stop(file, f"the neighbourhoods are of {lsoa_year}; editions known here have {known}")


def _parsed(
    file: OpenFile,
    gazetteer: Gazetteer,
    rows: pl.DataFrame,
    columns: _Columns,
    edition: Edition,
    *,
    layout: str,
    priority: int,
) -> Parsed:
    authorities, unknown = _authorities(rows[columns.local_authority], gazetteer)
    name = pl.lit("") if columns.name is None else pl.col(columns.name).str.strip_chars()
    parts = []
    for domain, (rank, decile) in columns.measures.items():
        part = rows.select(
            "row",
            area=pl.col(columns.area).str.strip_chars(),
            name=name,
            local_authority=pl.col(columns.local_authority)
            .str.strip_chars()
            .replace_strict(authorities, default=None),
            edition=pl.lit(str(edition.year)),
            domain=pl.lit(domain),
            rank=numbers(rank),
            decile=numbers(decile),
        )
        check_ranks(part, file, edition, (rank, decile))
        parts.append(part)
    check_complete(parts[0], file, edition)
    return Parsed(
        layout=layout,
        dataset=f"indices-of-deprivation-{edition.year}"
        + ("-domains" if layout == ALL_DOMAINS else ""),
        title=f"English indices of deprivation {edition.year}: neighbourhoods (LSOAs "
        f"{edition.lsoa_year})",
        publisher=PUBLISHER,
        family="indices-of-deprivation",
        observations=pl.DataFrame(schema=CELLS),
        series=pl.DataFrame(schema=LABELS),
        priority=priority,
        status=STATUS,
        licence=OGL3,
        unknown_places=unknown,
        extra={
            "neighbourhoods": pl.concat(parts)
            .drop("row")
            .with_columns(pl.col("decile").cast(pl.Int16))
        },
        notes=(
            f"Ranks are among the {edition.neighbourhoods:,} neighbourhoods of the "
            f"{edition.year} edition; those of another edition are among others, so a rank that "
            "moves is no measure of change.",
        ),
    )


def _authorities(
    codes: pl.Series, gazetteer: Gazetteer
) -> tuple[dict[str, str], tuple[Place, ...]]:
    """Canonical code of each published one, and the places that are not known."""
    canonical: dict[str, str] = {}
    unknown: list[Place] = []
    for code in codes.str.strip_chars().drop_nulls().unique().sort():
        if code not in gazetteer.by_code:
            unknown.append(Place(code=code, name=code, kind=PlaceKind.LOCAL_AUTHORITY))
        canonical[code] = gazetteer.by_code.get(code, code)
    return canonical, tuple(unknown)


LAYOUTS = (
    Layout(
        FILE_1,
        "Indices of deprivation, File 1 (index by neighbourhood): CSV",
        recognises_file_1,
        read_file_1,
    ),
    Layout(
        ALL_DOMAINS,
        "Indices of deprivation, rank and decile by domain and neighbourhood: CSV",
        recognises_domains,
        read_domains,
    ),
)
