"""Local authorities that a file names without codes."""

from __future__ import annotations

import polars as pl

from growthplan.vocabulary import Gazetteer, GrowthplanError, PlaceKind

NORTHERN_IRELAND_UNTIL_2015 = frozenset(
    """Antrim; Ards; Armagh; Ballymena; Ballymoney; Banbridge; Belfast; Carrickfergus; Castlereagh;
    Coleraine; Cookstown; Craigavon; Derry; Down; Dungannon; Fermanagh; Larne; Limavady; Lisburn;
    Magherafelt; Moyle; Newry and Mourne; Newtownabbey; North Down; Omagh; Strabane""".replace(
        "\n", " "
    ).split("; ")
)
"""The 26 districts of Northern Ireland before 2015. The 11 of today are not unions of them, and
Belfast of then is not Belfast of now."""


def named_authorities(
    cells: pl.DataFrame, gazetteer: Gazetteer
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The cells (columns code, name) with the code of every authority whose name is known, and
    notes on the rows that are left out: Northern Ireland's districts of before 2015."""
    names = [str(name).strip() for name in cells["name"].unique(maintain_order=True)]
    folded = {" ".join(name.split()) for name in names}
    old = sorted(folded & {" ".join(name.split()) for name in NORTHERN_IRELAND_UNTIL_2015})
    # A file of today's districts has a Belfast too, but none of the others.
    left_out = old if len(old) > 2 else []
    codes = {name: _code(name, gazetteer) for name in names if name not in left_out}
    known = {name: code for name, code in codes.items() if code}
    kept = cells.filter(~pl.col("name").is_in(left_out)).with_columns(
        code=pl.col("name").replace_strict(known, default=None, return_dtype=pl.String)
    )
    notes = (
        f"{len(left_out)} districts of Northern Ireland as they were until 2015 are left out: "
        "those of today have other boundaries and no code in the file.",
    )
    return kept, notes if left_out else ()


def _code(name: str, gazetteer: Gazetteer) -> str | None:
    try:
        place = gazetteer.resolve(name)
    except GrowthplanError:
        return None
    return place.code if place.kind is PlaceKind.LOCAL_AUTHORITY else None
