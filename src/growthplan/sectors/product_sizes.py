"""From industries as statistics publish them to the product groups of input-output tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from growthplan.sectors.input_output import NationalTable
from growthplan.sectors.relatedness import Floats
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.vocabulary.industry import industry_span

ASSUMED = (
    "A place's output of a product group is the nation's times the place's share of the narrowest "
    "industry that holds the group and has a figure, so groups of one industry share one location "
    "quotient, and output per job (or per £ of GVA) within an industry is taken to be the nation's."
)


@dataclass(frozen=True)
class ProductSizes:
    """Each place's output of each product group, estimated from its share of the industry."""

    year: int
    places: tuple[str, ...]
    products: tuple[str, ...]
    shares: Floats
    """[place, product]: share of the nation's industry, 0 to 1."""
    output: Floats
    """[place, product]: £m, at the nation's basic prices of the table's year."""
    notes: tuple[str, ...]


def product_sizes(
    table: NationalTable, groups: pl.DataFrame, industries: pl.DataFrame, nation: str
) -> ProductSizes:
    """Output by product group of every place in `industries` but the nation.

    `groups`: product, divisions (SIC divisions joined by `;`). `industries`: place, industry,
    value (GVA or jobs of one year). Values below zero count as 0. A place without a figure, even
    a broad one, for some group is left out with a note.

    Raises GrowthplanError when the nation is not in the table, no industry of it holds some
    group, or no place is left.
    """
    values, codes, places = _matrix(industries)
    if nation not in places:
        raise GrowthplanError(f"The industry table has no rows for the nation ({nation}).")
    divisions = divisions_of(groups, table.products)
    shares = np.full((len(places), len(table.products)), np.nan)
    at = places.index(nation)
    for column, wanted in enumerate(divisions):
        shares[:, column] = _share(values, codes, wanted, at, table.products[column])
    kept = np.isfinite(shares).all(axis=1)
    kept[at] = False
    left_out = [p for p, keep in zip(places, kept, strict=True) if not keep and p != nation]
    notes = [ASSUMED]
    if left_out:
        shown = ", ".join(left_out[:8]) + (" and others" if len(left_out) > 8 else "")
        notes.append(f"No supply chain for {len(left_out)} places with missing figures: {shown}.")
    if not kept.any():
        raise GrowthplanError("No place has figures for every industry that makes a product group.")
    return ProductSizes(
        table.year,
        tuple(p for p, keep in zip(places, kept, strict=True) if keep),
        table.products,
        shares[kept],
        shares[kept] * table.output,
        tuple(notes),
    )


def divisions_of(groups: pl.DataFrame, products: Sequence[str]) -> list[tuple[int, ...]]:
    """SIC divisions of each product, in the order given.

    Raises GrowthplanError that names every product that the groups don't have.
    """
    held = {
        product: tuple(int(part) for part in str(text).split(";") if part.strip())
        for product, text in groups.select("product", "divisions").iter_rows()
    }
    missing = [product for product in products if not held.get(product)]
    if missing:
        raise GrowthplanError(
            [Fault(f"Product group '{product}' has no SIC divisions.") for product in missing]
        )
    return [held[product] for product in products]


def covering(codes: Sequence[str], division: int) -> list[tuple[str, ...]]:
    """Ways to cover a division with published industries, narrowest first.

    >>> covering(["Total", "C (10-33)", "CA (10-12)", "10", "11"], 10)
    [('10',), ('CA (10-12)',), ('C (10-33)',), ('Total',)]
    """
    spans = _spans(tuple(codes))
    around = sorted(
        (end - start, code)
        for code, (start, end) in spans.items()
        if start <= division and division + 1 <= end
    )
    inside = tuple(
        code for code, (start, end) in spans.items() if division <= start and end <= division + 1
    )
    halves = (
        [inside] if len(inside) > 1 and all(spans[c][1] - spans[c][0] < 1 for c in inside) else []
    )
    whole = [(code,) for width, code in around]
    if inside and not halves and not whole:
        halves = [inside]
    return halves + whole


@lru_cache(maxsize=32)
def _spans(codes: tuple[str, ...]) -> Mapping[str, tuple[float, float]]:
    return {code: industry_span(code) for code in codes}


def _share(
    values: Floats, codes: list[str], wanted: Sequence[int], nation: int, product: str
) -> Floats:
    """Share [place] of the nation's industries that make a product group."""
    top, bottom = np.zeros(len(values)), np.zeros(len(values))
    for division in wanted:
        place, whole = np.full(len(values), np.nan), np.full(len(values), np.nan)
        for ways in covering(codes, division):
            columns = [codes.index(code) for code in ways]
            of_place = values[:, columns].sum(axis=1)
            of_nation = of_place[nation]
            if np.isfinite(of_nation) and of_nation > 0:
                use = np.isnan(place) & np.isfinite(of_place)
                place[use], whole[use] = of_place[use], of_nation
        top, bottom = top + place, bottom + whole
    if np.isnan(bottom[nation]):
        raise GrowthplanError(
            f"No published industry of the nation holds the SIC divisions of product '{product}'."
        )
    found: Floats = np.minimum(top / bottom, 1.0)
    return found


def _matrix(industries: pl.DataFrame) -> tuple[Floats, list[str], list[str]]:
    if industries.filter(pl.struct("place", "industry").is_duplicated()).height:
        raise GrowthplanError("Industry table: a place has an industry twice.")
    wide = industries.pivot(on="industry", index="place", values="value").sort("place")
    codes = [column for column in wide.columns if column != "place"]
    values = wide.select(pl.col(codes).cast(pl.Float64)).to_numpy()
    return np.where(values < 0, 0.0, values), codes, wide["place"].to_list()


def jobs_per_output(
    table: NationalTable, groups: pl.DataFrame, jobs: pl.DataFrame
) -> tuple[Floats, str]:
    """The nation's jobs per £m of output of each product group, and what was assumed.

    `jobs`: industry, value (the nation's). Jobs of an industry that makes several groups are
    shared in proportion to compensation of employees. A group whose industry has no figure
    gets NaN.
    """
    codes = jobs["industry"].to_list()
    size = dict(zip(codes, jobs["value"].to_list(), strict=True))
    chosen: list[frozenset[str]] = []
    for wanted in divisions_of(groups, table.products):
        best = [_first(covering(codes, division), size) for division in wanted]
        chosen.append(frozenset(code for ways in best for code in ways))
    paid = {
        code: sum(
            float(pay)
            for pay, codes in zip(table.compensation, chosen, strict=True)
            if code in codes
        )
        for code in frozenset().union(*chosen)
    }
    found = np.full(len(table.products), np.nan)
    for i, ways in enumerate(chosen):
        if ways and all(paid[code] > 0 for code in ways):
            found[i] = table.compensation[i] * sum(size[c] / paid[c] for c in ways)
    return table.per_output(found), (
        "Jobs of an industry that makes several product groups are shared in proportion to "
        "compensation of employees; jobs per £m of output are the nation's."
    )


def _first(ways: list[tuple[str, ...]], size: dict[str, float | None]) -> tuple[str, ...]:
    return next((w for w in ways if all(size.get(code) is not None for code in w)), ())
