"""Location quotients, FLQ and complexity of two other city regions, worked out again.

Each is computed a second time from the rows of the bundled statistics by the textbook definition,
in plain loops, and must agree with what the rooms say.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from growthplan.journeys.diagnosing_sectors import sector_definitions
from growthplan.sectors import (
    complexity,
    industry_matrix,
    location_quotients,
    multipliers,
    national_tables,
    product_sizes,
    relatedness,
)
from growthplan.store import Store
from growthplan.vocabulary import PlaceKind

JOBS = "employment_by_industry"
OTHERS = {"E47000001": "TLD3", "E47000003": "TLE4"}
"""Greater Manchester and West Yorkshire, and the ITL2 areas that they are."""
DELTA = 0.3


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("s") / "none.duckdb") as store:
        yield store


@pytest.fixture(scope="module")
def jobs(held: Store) -> dict[tuple[str, str], float]:
    """Jobs of 2021 by ITL2 area and division, as the file has them."""
    areas = [p.code for p in held.gazetteer.of_kind(PlaceKind.ITL2, current=False)]
    rows = held.rows("observations", indicator=[JOBS], place=areas).filter(
        (pl.col("period") == "2021") & pl.col("industry").str.contains(r"^\d+$")
    )
    assert rows["source"].n_unique() == 1
    return {(p, i): v for p, i, v in rows.select("place", "industry", "value").iter_rows()}


@pytest.mark.parametrize(("place", "area"), OTHERS.items())
def test_location_quotients(
    held: Store, jobs: dict[tuple[str, str], float], place: str, area: str
) -> None:
    whole = [d for d in sector_definitions() if d.sic and all(c.isdigit() for c in d.sic)]
    assert whole, "no sector is made of whole divisions"
    codes = [area, place, *{p for p, _ in jobs}, "E92000001"]
    statistics = held.statistics((JOBS,), codes)
    found = location_quotients(statistics, whole, place, indicator=JOBS).table
    england = {p for p, _ in jobs if p[:3] not in ("TLL", "TLM", "TLN")}
    for sector in whole:
        divisions = {str(int(code)) for code in sector.sic}
        own = sum(v for (p, i), v in jobs.items() if p == area and i in divisions)
        all_own = sum(v for (p, _), v in jobs.items() if p == area)
        there = sum(v for (p, i), v in jobs.items() if p in england and i in divisions)
        all_there = sum(v for (p, _), v in jobs.items() if p in england)
        row = found.filter((pl.col("sector") == sector.id) & (pl.col("year") == 2021))
        assert row["lq"][0] == pytest.approx((own / all_own) / (there / all_there), rel=1e-9)


def test_output_multipliers_by_flq(held: Store) -> None:
    groups = held.rows("product_groups")
    table = national_tables(held.rows("input_output"), groups)[2019]
    places = ("TLD3", "E06000006")
    gva = held.statistics(("gva_by_industry",), (*places, "K02000001"))
    rows = gva.latest("gva_by_industry").filter(pl.col("period") == "2019")
    values = rows.select("place", "industry", "value").drop_nulls()
    sizes = product_sizes(table, groups, values, "K02000001")
    found = multipliers(table, sizes).table.filter(pl.col("kind") == "output")
    national, n = table.output, len(table.products)
    a = table.domestic / np.where(national > 0, national, np.inf)
    for at, place in enumerate(sizes.places):
        regional = sizes.output[at]
        size = math.log2(1 + regional.sum() / national.sum()) ** DELTA
        slq = [(regional[i] / regional.sum()) / (national[i] / national.sum()) if national[i] else 0
               for i in range(n)]  # fmt: skip
        local = np.zeros((n, n))
        for i in range(n):
            for j in range(n):
                quotient = slq[i] if i == j else slq[i] / slq[j] if slq[j] > 1e-12 else 0.0
                local[i, j] = a[i, j] * min(1.0, size * quotient)
        totals = np.linalg.inv(np.eye(n) - local).sum(axis=0)
        rows_here = found.filter(pl.col("place") == place)
        assert rows_here.height > 80
        for product, middle in rows_here.select("product", "middle").iter_rows():
            assert middle == pytest.approx(totals[table.products.index(product)], rel=1e-9)


def test_shares_of_a_division_that_is_published_alone(held: Store) -> None:
    groups = held.rows("product_groups")
    table = national_tables(held.rows("input_output"), groups)[2019]
    gva = held.statistics(("gva_by_industry",), ("TLD3", "TLE4", "K02000001"))
    rows = gva.latest("gva_by_industry").filter(pl.col("period") == "2019")
    known = {(p, i): v for p, i, v in rows.select("place", "industry", "value").iter_rows()}
    values = rows.select("place", "industry", "value").drop_nulls()
    sizes = product_sizes(table, groups, values, "K02000001")
    single = dict(groups.select("product", "divisions").iter_rows())
    areas = ("TLD3", "TLE4", "K02000001")
    # Real estate (68) is told in two parts, as rents that owners save are counted apart.
    alone = [
        product
        for product in table.products
        if single[product] != "68" and all((area, single[product]) in known for area in areas)
    ]
    assert len(alone) > 10
    for at, place in enumerate(sizes.places):
        for product in alone:
            share = known[place, single[product]] / known["K02000001", single[product]]
            got = sizes.shares[at, table.products.index(product)]
            assert got == pytest.approx(max(share, 0.0), rel=1e-9)


def test_complexity_and_relatedness(jobs: dict[tuple[str, str], float]) -> None:
    table = pl.DataFrame(
        [(p, i, v) for (p, i), v in jobs.items()],
        schema={"place": pl.String, "industry": pl.String, "value": pl.Float64},
        orient="row",
    ).drop_nulls()
    matrix = industry_matrix(table)
    x = matrix.values
    special = (x / x.sum(axis=1, keepdims=True) >= x.sum(axis=0) / x.sum()).astype(float)
    diversity, ubiquity = special.sum(axis=1), special.sum(axis=0)
    kept = ubiquity > 0
    walk = (special[:, kept] / diversity[:, None]) @ (special[:, kept] / ubiquity[kept]).T
    roots, vectors = np.linalg.eig(walk)
    second = vectors[:, np.argsort(-roots.real)[1]].real
    second *= np.sign(np.corrcoef(second, diversity)[0, 1])
    expected = (second - second.mean()) / second.std()
    got = dict(complexity(matrix).places.select("place", "complexity").iter_rows())
    near = relatedness(matrix).places
    together = special.T @ special
    for area in OTHERS.values():
        at = matrix.places.index(area)
        assert got[area] == pytest.approx(expected[at], abs=1e-8)
        for j in (3, 20, 50):
            proximity = [
                together[j, k] / max(ubiquity[j], ubiquity[k], 1) for k in range(len(ubiquity))
            ]
            density = float(np.dot(proximity, special[at]) / sum(proximity))
            row = near.filter(
                (pl.col("place") == area) & (pl.col("industry") == matrix.industries[j])
            )
            assert row["density"][0] == pytest.approx(density, abs=1e-9)
