"""The drivers of all UK authorities against an outcome dealt out to them at random.

How often a driver was named in hundreds of them is measured by `scripts/shuffle_outcomes.py` and
kept in the package; a few are tried again here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
import pytest

from growthplan.drivers import (
    Registry,
    binding_constraints,
    driver_history,
    outcome_of_places,
    values_by_place,
)
from growthplan.drivers.constraints_verdicts import NOTHING_TOLD
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, PlaceKind, Statistics

pytestmark = pytest.mark.slow
LIVERPOOL = "E08000012"


@dataclass(frozen=True)
class Inputs:
    values: pl.DataFrame
    outcome: pl.DataFrame
    groups: dict[str, str]


@pytest.fixture(scope="module")
def real(registry: Registry, bundled: Statistics) -> Inputs:
    """What the diagnosis of Liverpool reads, without neighbourhoods and areas."""
    authorities = [p.code for p in bundled.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    history = driver_history(bundled, registry, [*authorities, ENGLAND])
    known = history.table.filter(pl.col("value").is_not_null())
    newest = known.unique(["indicator", "place"], keep="last", maintain_order=True)
    with Store() as store:
        hourly = store.statistics(("gva_per_hour",))
    return Inputs(
        values_by_place(newest, bundled.gazetteer),
        outcome_of_places(hourly, LIVERPOOL, ENGLAND).table,
        {entry.id: entry.driver for entry in registry.entries},
    )


def test_the_real_outcome_is_told_something(real: Inputs) -> None:
    found = binding_constraints(real.values, real.outcome, LIVERPOOL, ENGLAND, real.groups)
    assert found.binding
    assert found.fit["r2_regions"][0] > 0.2


@pytest.mark.parametrize("seed", [11, 12])
def test_a_shuffled_outcome_names_no_driver(real: Inputs, seed: int) -> None:
    fitted = real.values.filter(pl.col("region").is_not_null())["place"]
    own = real.outcome.filter(pl.col("place").is_in(fitted.implode()))
    dealt = np.random.default_rng(seed).permutation(own["value"].to_numpy())
    rest = real.outcome.filter(~pl.col("place").is_in(fitted.implode()))
    shuffled = pl.concat([own.with_columns(value=pl.Series(dealt)), rest])
    found = binding_constraints(real.values, shuffled, LIVERPOOL, ENGLAND, real.groups, seed=seed)
    assert found.binding == ()
    drivers = found.table.filter(pl.col("kind") == "drivers")
    assert set(drivers["verdict"]) == {NOTHING_TOLD}


@pytest.mark.parametrize("seed", [21, 22])
def test_an_outcome_dealt_out_inside_regions_names_no_driver(real: Inputs, seed: int) -> None:
    """Regions keep their means, which a dozen regions' drivers foretell whatever they are."""
    region = dict(real.values.drop_nulls("region").select("place", "region").iter_rows())
    rng = np.random.default_rng(seed)
    values = dict(real.outcome.iter_rows())
    for name in sorted(set(region.values())):
        own = sorted(p for p, r in region.items() if r == name and p in values)
        dealt = rng.permutation([values[p] for p in own])
        values |= dict(zip(own, dealt.tolist(), strict=True))
    shuffled = pl.DataFrame({"place": list(values), "value": list(values.values())})
    found = binding_constraints(real.values, shuffled, LIVERPOOL, ENGLAND, real.groups, seed=seed)
    assert found.binding == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_parts_add_up_for_places_taken_at_random(real: Inputs, seed: int) -> None:
    fitted = real.values.filter(pl.col("region").is_not_null())["place"].to_list()
    both = sorted(set(fitted) & set(real.outcome["place"]))
    place = str(np.random.default_rng(seed).choice(both))
    found = binding_constraints(real.values, real.outcome, place, ENGLAND, real.groups, seed=seed)
    points = dict(found.table.select("part", "log_points").iter_rows())
    groups = found.table.filter(pl.col("kind") == "drivers")
    assert groups["log_points"].sum() == pytest.approx(points["predicted"], abs=1e-9)
    assert points["predicted"] + points["residual"] == pytest.approx(points["gap"], abs=1e-9)
    assert found.groups["log_points"].sum() == pytest.approx(points["predicted"], abs=1e-9)
    ridge = found.fit.row(0, named=True)
    assert groups["r2_share"].sum() == pytest.approx(ridge["r2"], abs=1e-9)
