"""Averages of group-time effects, with the doubt of their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.evaluation.panel import Array, Flags, Numbers


@dataclass(frozen=True)
class Cells:
    """Group-time effects: `groups`, `times`, `effects` [cell], `influence` [unit, cell]."""

    groups: Numbers
    times: Numbers
    effects: Array
    influence: Array
    first: Numbers
    """First treated time by unit."""
    shares: Mapping[int, float]
    """Share of all units in each group."""
    anticipation: int

    @property
    def since(self) -> Numbers:
        """Times since treatment started."""
        return np.asarray(self.times - self.groups)

    def average(self, which: Flags) -> tuple[float, Array]:
        """The mean of some cells weighted by their groups' units, with its influence function
        [unit], which allows for the weights being estimated (Callaway and Sant'Anna 2021)."""
        picked = np.flatnonzero(which)
        shares = np.array([self.shares[int(g)] for g in self.groups[picked]])
        total = shares.sum()
        weights = shares / total
        effects = self.effects[picked]
        own = (self.first[:, None] == self.groups[picked][None, :]) - shares
        moved = own / total - own.sum(axis=1, keepdims=True) * weights / total
        return float(weights @ effects), self.influence[:, picked] @ weights + moved @ effects


def aggregated(cells: Cells, length: int) -> tuple[dict[str, pl.DataFrame], Array, Array]:
    """Tables by group, by time since and by calendar time; the four overall averages; and the
    influence functions [unit, average] of the overall ones followed by the tables' rows.

    Overall: over all cells since treatment; over groups; over times since; over calendar times.
    """
    del length
    after = cells.since >= 0
    groups = [int(g) for g in np.unique(cells.groups[after])]
    since = [int(e) for e in np.unique(cells.since)]
    calendar = [int(t) for t in np.unique(cells.times[after])]
    by_group = [cells.average(after & (cells.groups == g)) for g in groups]
    by_since = [cells.average(cells.since == e) for e in since]
    by_calendar = [cells.average(after & (cells.times == t)) for t in calendar]
    late = [made for e, made in zip(since, by_since, strict=True) if e >= 0]
    overall = [
        cells.average(after),
        _over_groups(cells, groups, by_group),
        _plain(late),
        _plain(by_calendar),
    ]
    tables = {
        "by_group": _table("group", groups, by_group),
        "by_since": _table("since", since, by_since),
        "by_calendar": _table("time", calendar, by_calendar),
    }
    every = [*overall, *by_group, *by_since, *by_calendar]
    influence = np.stack([part for _, part in every], axis=1)
    return tables, np.array([effect for effect, _ in overall]), influence


def _plain(parts: list[tuple[float, Array]]) -> tuple[float, Array]:
    effects = [effect for effect, _ in parts]
    return float(np.mean(effects)), np.mean([part for _, part in parts], axis=0)


def _over_groups(
    cells: Cells, groups: list[int], parts: list[tuple[float, Array]]
) -> tuple[float, Array]:
    """Mean of groups' own means, weighted by their units."""
    effects = np.array([effect for effect, _ in parts])
    influence = np.stack([part for _, part in parts], axis=1)
    shares = np.array([cells.shares[g] for g in groups])
    total = shares.sum()
    weights = shares / total
    own = (cells.first[:, None] == np.array(groups)[None, :]) - shares
    moved = own / total - own.sum(axis=1, keepdims=True) * weights / total
    return float(weights @ effects), influence @ weights + moved @ effects


def _table(name: str, keys: list[int], parts: list[tuple[float, Array]]) -> pl.DataFrame:
    return pl.DataFrame({name: keys, "effect": [effect for effect, _ in parts]})
