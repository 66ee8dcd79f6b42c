"""Other lookups: every local authority code since 2011, combined authorities, ITL 2021 names."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from growthplan.importers.layout import Layout, Parsed
from growthplan.importers.ons_geography.codes import place
from growthplan.importers.ons_geography.parsing import check_codes, has_columns, parsed
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place

_ALL_CODES = ("LADCD", "LADNM", "LADCD_ACTIVE", "UTLACD", "CAUTHCD", "RGNCD", "CTRYCD", "Current")
_CAUTH = ("CAUTHCD", "CAUTHNM", "RGNCD", "CTRYCD")
_LAD_CAUTH = ("LAD22CD", "LAD22NM", "CAUTH22CD", "CAUTH22NM")
_ITL = ("itl1", "itl2", "itl3", "mca", "itl1name", "itl2name", "itl3name", "mcaname")


def read_all_codes(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Every local authority code since 2011, with the one that is current now as successor.

    Raises GrowthplanError for cells that are not codes.
    """
    table = file.csv()
    check_codes(file, table, "LADCD", r"^[EWSN]\d{8}$")
    check_codes(file, table, "LADCD_ACTIVE", r"^[EWSN]\d{8}$")
    return parsed(
        "ons_local_authority_codes",
        "Every local authority code since 2011, with successors",
        (_from_all_codes(row) for row in table.iter_rows(named=True)),
        gazetteer,
    )


def _from_all_codes(row: dict[str, str | None]) -> Place | None:
    code, active = str(row["LADCD"]), str(row["LADCD_ACTIVE"])
    county = row["UTLACD"] or ""
    return place(
        code,
        str(row["LADNM"]),
        parents=(
            county if county.startswith("E10") else "",
            row["CAUTHCD"] or "",
            row["RGNCD"] or "",
            row["CTRYCD"] or "",
        ),
        successors=() if active == code else (active,),
    )


def read_combined_authorities(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Combined authorities with region and country.

    Raises GrowthplanError for cells that are not codes.
    """
    table = file.csv()
    check_codes(file, table, "CAUTHCD", r"^E47\d{6}$")
    places = (
        place(row["CAUTHCD"], row["CAUTHNM"], parents=(row["RGNCD"] or "", row["CTRYCD"] or ""))
        for row in table.iter_rows(named=True)
    )
    return parsed("ons_combined_authority_codes", "Combined authority codes", places, gazetteer)


def read_lad_to_combined_authority(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Local authorities to combined authorities in December 2022.

    Raises GrowthplanError for cells that are not codes.
    """
    table = file.csv()
    check_codes(file, table, "LAD22CD", r"^E0\d{7}$")
    check_codes(file, table, "CAUTH22CD", r"^E47\d{6}$")
    return parsed(
        "ons_lad_combined_authority_lookup",
        "Local authorities to combined authorities, December 2022",
        _from_lad_cauth(table),
        gazetteer,
    )


def _from_lad_cauth(table: pl.DataFrame) -> Iterator[Place | None]:
    for row in table.iter_rows(named=True):
        yield place(row["LAD22CD"], row["LAD22NM"], parents=(row["CAUTH22CD"],))
        yield place(row["CAUTH22CD"], row["CAUTH22NM"], members=(row["LAD22CD"],))


def read_itl_names(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """ITL areas of all three levels by code and name, as The Productivity Institute lists them.

    Its combined authorities are left out: they are its own best fit to ITL3 areas.
    Raises GrowthplanError for cells that are not ITL codes.
    """
    table = file.csv()
    for level in (1, 2, 3):
        check_codes(file, table, f"itl{level}", rf"^TL[A-Z0-9]{{{level}}}$")
    return parsed(
        "tpi_itl_names",
        "ITL areas by code and name",
        _from_itl_names(table),
        gazetteer,
        publisher="TPI",
        status="derived from official geography",
        licence="",
    )


def _from_itl_names(table: pl.DataFrame) -> Iterator[Place | None]:
    for row in table.iter_rows(named=True):
        one, two, three = row["itl1"], row["itl2"], row["itl3"]
        yield place(three, row["itl3name"], parents=(two, one))
        yield place(two, row["itl2name"], parents=(one,), members=(three,))
        yield place(one, row["itl1name"])


LAYOUTS = (
    Layout(
        "ons_local_authority_codes",
        "Local authority codes since 2011 with successors (la_all_codes.csv)",
        lambda file: has_columns(file, *_ALL_CODES),
        read_all_codes,
    ),
    Layout(
        "ons_combined_authority_codes",
        "Combined authority codes (cauth_all_codes.csv)",
        lambda file: has_columns(file, *_CAUTH) and not has_columns(file, "LADCD"),
        read_combined_authorities,
    ),
    Layout(
        "ons_lad_combined_authority_lookup",
        "Local authorities to combined authorities, December 2022 (lad22_cauth22.csv)",
        lambda file: has_columns(file, *_LAD_CAUTH),
        read_lad_to_combined_authority,
    ),
    Layout(
        "tpi_itl_names",
        "ITL codes and names, The Productivity Institute",
        lambda file: has_columns(file, *_ITL),
        read_itl_names,
    ),
)
