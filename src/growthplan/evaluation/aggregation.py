"""Averages of group-time effects, with the doubt of their weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from growthplan.evaluation.panel import Array, Flags, Numbers


@dataclass(frozen=True)
class Mixture:
    """An average and how its influence function mixes those of the parts, [part]."""

    effect: float
    mix: Array


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

    @cached_property
    def base(self) -> Array:
        """Influence functions of the cells and, after them, of the groups' shares, [unit, part].

        Every average is a mixture of these, so only they need be bootstrapped.
        """
        groups = np.array(list(self.shares))
        own = (self.first[:, None] == groups[None, :]) - np.array(list(self.shares.values()))
        return np.column_stack([self.influence, own])

    def average(self, which: Flags) -> Mixture:
        """The mean of some cells weighted by their groups' units; its mixture allows for the shares
        being estimated (Callaway and Sant'Anna 2021)."""
        picked = np.flatnonzero(which)
        names = [int(g) for g in self.groups[picked]]
        mix = np.zeros(self.base.shape[1])
        return self._weighted(self.effects[picked], names, np.eye(len(mix))[picked], mix)

    def over_groups(self, groups: list[int], parts: list[Mixture]) -> Mixture:
        """The mean of groups' own means, weighted by their units."""
        effects = np.array([part.effect for part in parts])
        mix = np.zeros(self.base.shape[1])
        return self._weighted(effects, groups, np.stack([p.mix for p in parts]), mix)

    def _weighted(self, effects: Array, groups: list[int], mixes: Array, mix: Array) -> Mixture:
        """Mean of effects weighted by the shares of their groups, with what the shares' own doubt
        adds: the derivative by each share is (effect − mean) / total."""
        shares = np.array([self.shares[g] for g in groups])
        mean = float(shares @ effects / shares.sum())
        mix = mix + shares @ mixes / shares.sum()
        column = {g: len(self.effects) + k for k, g in enumerate(self.shares)}
        for group, effect in zip(groups, effects, strict=True):
            mix[column[group]] += (effect - mean) / shares.sum()
        return Mixture(mean, mix)


def aggregated(cells: Cells) -> tuple[dict[str, pl.DataFrame], Array, Array]:
    """Tables by group, by time since and by calendar time; the four overall averages; and the
    mixtures [average, part] of the overall ones followed by the tables' rows.

    Overall: over all cells since treatment; over groups; over times since; over calendar times.
    """
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
        cells.over_groups(groups, by_group),
        _plain(late),
        _plain(by_calendar),
    ]
    tables = {
        "by_group": _table("group", groups, by_group),
        "by_since": _table("since", since, by_since),
        "by_calendar": _table("time", calendar, by_calendar),
    }
    every = [*overall, *by_group, *by_since, *by_calendar]
    mixes = np.stack([one.mix for one in every])
    return tables, np.array([one.effect for one in overall]), mixes


def _plain(parts: list[Mixture]) -> Mixture:
    effect = float(np.mean([part.effect for part in parts]))
    return Mixture(effect, np.mean([part.mix for part in parts], axis=0))


def _table(name: str, keys: list[int], parts: list[Mixture]) -> pl.DataFrame:
    return pl.DataFrame({name: keys, "effect": [part.effect for part in parts]})
