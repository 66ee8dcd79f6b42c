"""ONS lookup of local authorities to LAU1, ITL3, ITL2 and ITL1."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.ons_geography.codes import place
from growthplan.importers.ons_geography.parsing import check_codes, parsed
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer, Place

LAYOUT = "ons_lad_itl_lookup"
_HEADER = re.compile(
    r"ITL1(\d\d)CD,ITL1\1NM,ITL2\1CD,ITL2\1NM,ITL3\1CD,ITL3\1NM,"
    r"LAU1\1CD,LAU1\1NM,LAD(\d\d)CD,LAD\2NM(,ObjectId)?"
)


def recognises(file: OpenFile) -> bool:
    """Whether the columns are ITL1, ITL2, ITL3, LAU1 and LAD of one year each."""
    return file.kind == "csv" and bool(_HEADER.fullmatch(file.header.strip()))


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Local authorities with the ITL areas that they lie in, and those areas.

    Raises GrowthplanError for codes of the wrong system and for an ITL3 area filed under two
    ITL2 areas.
    """
    table = file.csv()
    years = _HEADER.fullmatch(file.header.strip())
    assert years is not None
    itl, lad = years[1], years[2]
    check_codes(file, table, f"LAD{lad}CD", r"^[EWSN]\d{8}$")
    for level in (1, 2, 3):
        check_codes(file, table, f"ITL{level}{itl}CD", rf"^TL[A-Z0-9]{{{level}}}$")
    _check_tree(file, table, itl)
    split = (
        table.select(f"LAD{lad}CD", f"LAD{lad}NM", f"ITL3{itl}CD")
        .unique()
        .filter(pl.col(f"LAD{lad}CD").is_duplicated())
    )
    notes = tuple(
        f"{name} lies in several ITL3 areas."
        for name in split[f"LAD{lad}NM"].unique(maintain_order=True)
    )
    title = f"Local authorities (20{lad}) to LAU1, ITL3, ITL2 and ITL1 (20{itl}) in the UK"
    return parsed(LAYOUT, title, _places(table, itl, lad), gazetteer, notes=notes)


def _check_tree(file: OpenFile, table: pl.DataFrame, itl: str) -> None:
    for lower, upper in ((3, 2), (2, 1)):
        pairs = table.select(f"ITL{lower}{itl}CD", f"ITL{upper}{itl}CD").unique()
        twice = pairs.filter(pl.col(f"ITL{lower}{itl}CD").is_duplicated())
        if twice.height:
            raise stop(
                file,
                f"ITL{lower} area {twice.item(0, 0)} lies in several ITL{upper} areas",
                f"column ITL{lower}{itl}CD",
            )


def _places(table: pl.DataFrame, itl: str, lad: str) -> Iterator[Place | None]:
    """Each row says four places; a repeated one is merged by the caller."""
    aliases = _lau_codes(table, lad, itl)
    for row in table.iter_rows(named=True):
        one, two, three = (row[f"ITL{level}{itl}CD"] for level in (1, 2, 3))
        code = row[f"LAD{lad}CD"]
        lau = aliases.get(code)
        yield place(
            code,
            row[f"LAD{lad}NM"],
            parents=(three, two, one),
            aliases=(lau,) if lau else (),
        )
        yield place(three, row[f"ITL3{itl}NM"], parents=(two, one), members=(code,))
        yield place(two, row[f"ITL2{itl}NM"], parents=(one,), members=(three,))
        yield place(one, row[f"ITL1{itl}NM"])


def _lau_codes(table: pl.DataFrame, lad: str, itl: str) -> dict[str, str]:
    """LAU1 codes of whole local authorities, where they differ from its own code."""
    whole = table.filter(
        pl.col(f"LAD{lad}CD").is_unique() & (pl.col(f"LAD{lad}CD") != pl.col(f"LAU1{itl}CD"))
    )
    return dict(whole.select(f"LAD{lad}CD", f"LAU1{itl}CD").iter_rows())


LAYOUTS = (
    Layout(LAYOUT, "Local authorities to ITL areas (ONS Geography lookup)", recognises, read),
)
