"""Measure how often a driver is named when there is nothing to find.

    python scripts/shuffle_outcomes.py --runs 100

The newest GVA per hour of all UK authorities is dealt out to them at random, over all places and
again inside each region, and the drivers are asked what goes with it. The counts are kept in the
package (`drivers/shuffled_outcomes.csv`), whence the pages quote them. Run by hand when the rule
for naming a driver changes. The same runs give the same file.
"""

from __future__ import annotations

import argparse
import csv
import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices wait on threads

import numpy as np
import polars as pl

from growthplan.drivers import (
    NOTHING_TOLD,
    Constraints,
    binding_constraints,
    driver_history,
    outcome_of_places,
    values_by_place,
)
from growthplan.journeys.diagnosing import boundaries
from growthplan.journeys.diagnosing_drivers import driver_registry, driver_statistics
from growthplan.store import Store
from growthplan.vocabulary import ENGLAND, PlaceKind

PLACE = "E08000012"
FIRST_SEED = 1000
FILE = Path(str(files("growthplan"))) / "drivers" / "shuffled_outcomes.csv"


@dataclass(frozen=True)
class Inputs:
    """What the diagnosis of one place reads."""

    values: pl.DataFrame
    outcome: pl.DataFrame
    groups: dict[str, str]
    year: int


Dealing = Callable[[Inputs, int], pl.DataFrame]


def main() -> None:
    """Deal out, ask, count, and write the counts."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=100)
    runs = asked.parse_args().runs
    inputs = _inputs()
    dealings: dict[str, Dealing] = {
        "over all places": over_all_places,
        "inside each region": inside_regions,
    }
    rows = [(how, inputs.year, FIRST_SEED, *_count(inputs, deal, runs))
            for how, deal in dealings.items()]  # fmt: skip
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("dealt_out", "outcome_year", "first_seed", "runs", "told", "named"))
        out.writerows(rows)


def over_all_places(inputs: Inputs, seed: int) -> pl.DataFrame:
    """Each authority takes the figure of another, wherever it lies."""
    return _dealt(inputs, seed, lambda _: "")


def inside_regions(inputs: Inputs, seed: int) -> pl.DataFrame:
    """Each authority takes the figure of another of its region, so that regions keep theirs."""
    region = dict(inputs.values.select("place", "region").iter_rows())
    return _dealt(inputs, seed, lambda place: region[place])


def _dealt(inputs: Inputs, seed: int, block_of: Callable[[str], str]) -> pl.DataFrame:
    fitted = sorted(inputs.values.drop_nulls("region")["place"])
    values = dict(inputs.outcome.select("place", "value").iter_rows())
    known = [place for place in fitted if place in values]
    rng = np.random.default_rng(seed)
    for block in sorted({block_of(place) for place in known}):
        own = [place for place in known if block_of(place) == block]
        order = rng.permutation(len(own))
        values |= dict(zip(own, [values[own[n]] for n in order], strict=True))
    return pl.DataFrame({"place": list(values), "value": list(values.values())})


def _count(inputs: Inputs, deal: Dealing, runs: int) -> tuple[int, int, int]:
    """How many runs, in how many the model told anything, and in how many a driver was named."""
    told = named = 0
    for seed in range(FIRST_SEED, FIRST_SEED + runs):
        found: Constraints = binding_constraints(
            inputs.values, deal(inputs, seed), PLACE, ENGLAND, inputs.groups, seed=seed
        )
        drivers = found.table.filter(pl.col("kind") == "drivers")
        told += set(drivers["verdict"]) != {NOTHING_TOLD}
        named += bool(found.binding)
    return runs, told, named


def _inputs() -> Inputs:
    registry = driver_registry()
    with Store() as store:
        statistics = driver_statistics(store, registry, None, boundaries(), [])
    places = [p.code for p in statistics.gazetteer.of_kind(PlaceKind.LOCAL_AUTHORITY)]
    history = driver_history(statistics, registry, [*places, ENGLAND])
    known = history.table.filter(pl.col("value").is_not_null())
    newest = known.unique(["indicator", "place"], keep="last", maintain_order=True)
    against = outcome_of_places(statistics, PLACE, ENGLAND)
    return Inputs(
        values_by_place(newest, statistics.gazetteer),
        against.table,
        {entry.id: entry.driver for entry in registry.entries},
        against.year,
    )


if __name__ == "__main__":
    main()
