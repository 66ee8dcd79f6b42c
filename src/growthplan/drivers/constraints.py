"""Binding constraints: which drivers go with a place's productivity gap, and how sure that is.

An association over places, never a cause: a driver's causal evidence stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.drivers.constraints_data import Array, DriverData, driver_data
from growthplan.drivers.constraints_figures import constraint_figures, constraint_notes
from growthplan.drivers.constraints_fit import Fit, fit_drivers
from growthplan.drivers.constraints_groups import DriverGroup, driver_groups
from growthplan.drivers.constraints_tables import constraint_table, group_table
from growthplan.drivers.constraints_verdicts import BINDING_CHANCE, LOWER
from growthplan.drivers.shapley_values import few_enough, fit_of_subsets, shapley
from growthplan.vocabulary import ENGLAND, Figure


@dataclass(frozen=True)
class Constraints:
    """A place's gap in log GVA per hour shared out among its drivers."""

    place: str
    comparator: str
    table: pl.DataFrame
    """A row a group of drivers, then `predicted`, `residual` and `gap`. Columns part, title,
    drivers, kind, known (share of the group, 0 to 1, that the place has figures for), log_points
    (they sum: groups to predicted, predicted and residual to gap), low and high (90%),
    complete_cases and elastic_net (the same from those fits), r2_share (of the fit over places),
    top_three (0 to 1), rank_low and rank_high (90%), over_time (what the panel says of its
    indicators), verdict, evidence_grade, evidence."""
    groups: pl.DataFrame
    """A row an indicator: group, driver, indicator, title, coverage (share of places), place and
    comparator in standard deviations, log_points (they sum to the group's), remark."""
    fit: pl.DataFrame
    """A row a fit: model, sample, places, indicators, penalty, r2 (within the sample), r2_random
    and r2_regions (out of sample), chance (how often a shuffled outcome does as well)."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]

    @property
    def binding(self) -> tuple[str, ...]:
        """Groups that go with lower productivity and are more likely than not in the top three,
        largest first; empty when no constraint can be told."""
        found = self.table.filter(
            (pl.col("verdict") == LOWER) & (pl.col("top_three") >= BINDING_CHANCE)
        )
        return tuple(found.sort("log_points", "part")["part"])


def binding_constraints(
    values: pl.DataFrame,
    outcome: pl.DataFrame,
    place: str,
    comparator: str = ENGLAND,
    groups: Mapping[str, str] | None = None,
    seed: int = 0,
    *,
    evidence: pl.DataFrame | None = None,
    over_time: pl.DataFrame | None = None,
    names: Mapping[str, str] | None = None,
    period: str = "latest",
) -> Constraints:
    """Which drivers go with the gap between `place` and `comparator`.

    `values` has columns place, region and one for each indicator; rows without a region (England,
    city regions) are read but not fitted. `outcome` has place and value (GVA per hour, above
    zero). `groups` gives each indicator's driver (itself when None). `evidence` follows
    `EVIDENCE`; `over_time` is the table of `panel_association`; `names` gives titles of places,
    indicators and drivers. The same seed gives the same answer, whatever the order of rows and
    columns.

    Model: ridge regression of 100 × ln(GVA per hour ÷ comparator's) on standardised indicators
    over all fitted places. A driver's part is the sum of coefficient × (place − comparator) over
    its indicators: the Shapley value of the prediction, which for a linear model is the same in
    every order. Shares of R² are Lindeman, Merenda and Gold's. Nothing is told unless the model
    foretells regions that it has not seen, and chance does not.

    Raises GrowthplanError for an unknown place or comparator, an indicator without a driver, too
    few places or too many groups.
    """
    data = driver_data(values, outcome, place, comparator, names)
    of = dict(groups) if groups is not None else {name: name for name in values.columns}
    correlation = np.corrcoef(data.x, rowvar=False).reshape(len(data.indicators), -1)
    joined = driver_groups(data.indicators, data.same, correlation, of)
    few_enough(len(joined))
    fitted = fit_drivers(data, seed)
    shares = _shares_of_fit(data, joined, fitted)
    labels = dict(names or {})
    table = constraint_table(data, joined, fitted, shares, evidence, over_time, labels)
    notes = constraint_notes(data, joined, fitted, table, place, labels)
    figures = constraint_figures(table, fitted, place, comparator, period, labels)
    return Constraints(
        place,
        comparator,
        table,
        group_table(data, joined, fitted, of, labels),
        fitted.table,
        figures,
        notes,
    )


def _shares_of_fit(data: DriverData, groups: tuple[DriverGroup, ...], fit: Fit) -> Array:
    """R² within the sample that each group accounts for; sums to the fit's."""
    x, y = data.x - data.x.mean(axis=0), data.y - data.y.mean()
    worth = fit_of_subsets(
        x.T @ x / len(y),
        x.T @ y / len(y),
        float(y @ y) / len(y),
        [group.columns for group in groups],
        fit.penalty,
    )
    return shapley(worth)
