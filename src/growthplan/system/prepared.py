"""What is the same in every draw: weights of sectors, money by year, who is alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from growthplan.system.channels import CHANNELS
from growthplan.system.delivery import lagged
from growthplan.system.inputs import Action, BaselinePaths, Economy
from growthplan.system.reallocation import concentration, tilt
from growthplan.system.switches import Switches

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

_DIGITS = 13
"""Sectors whose shares of a gain agree to this many digits behave alike."""


@dataclass(frozen=True)
class Prepared:
    """An economy and a plan, ready to be drawn. c: classes of sectors that behave alike.

    `actions` are in order of id, so that the order in which they were written never matters;
    `order` says which column of the masks each has. `money` [i, t] is £m in the year in which it
    takes effect.
    """

    economy: Economy
    baseline: BaselinePaths
    switches: Switches
    actions: tuple[Action, ...]
    order: tuple[int, ...]
    money: Floats
    class_of: Integers
    """[s]"""
    class_group: Integers
    """[c], density group."""
    hours_share: Floats
    """[t, p, s], shares of the authority's baseline hours."""
    output_share: Floats
    """[t, p, s], shares of its baseline output."""
    class_share: Floats
    """[t, c, p], output shares by class."""
    hours: Floats
    """[t, p], baseline hours, millions."""
    jobs: Floats
    """[t, p], baseline filled jobs."""
    profiles: dict[str, Floats]
    """[t, s, p] how much of the authority's mean gain each sector gets, less 1, by term."""
    class_profiles: dict[str, Floats]
    """[t, c, p], the same by class."""
    tilts: dict[str, Floats]
    """[t, p, s] change of hours as a share of the sector's own, for each share of the authority's
    jobs held, by action that aims jobs at sectors."""
    class_tilts: dict[str, Floats]
    """[t, c, p], the same weighted by output shares."""

    @cached_property
    def first(self) -> int:
        """First year, by position, in which any money takes effect; until then nothing moves."""
        paid = np.flatnonzero(self.money.any(axis=0))
        return int(paid[0]) if len(paid) else len(self.baseline.years)


def prepare(
    economy: Economy,
    actions: Sequence[Action],
    baseline: BaselinePaths,
    switches: Switches,
    collapse: bool = True,
) -> Prepared:
    """Work out everything that no draw changes. Sectors that behave alike are worked as one.

    With `collapse` off each sector is worked by itself: the answer is the same to rounding.
    """
    years = len(baseline.years)
    acting = [n for n, action in enumerate(actions) if getattr(switches, _switch(action))]
    order = tuple(sorted(acting, key=lambda n: actions[n].id))
    plan = tuple(actions[n] for n in order)
    hours = economy.hours[None] if baseline.hours is None else baseline.hours
    relative = _relative(economy) if baseline.sector_relative is None else baseline.sector_relative
    hours = np.broadcast_to(hours, (years, *economy.hours.shape))
    hours_share = hours / hours.sum(axis=2, keepdims=True)
    output = hours_share * relative
    output_share = output / output.sum(axis=2, keepdims=True)
    money = np.array([_money(action, baseline.years) for action in plan])
    money = money.reshape(len(plan), years)
    profiles = _profiles(economy, plan, money, output_share)
    class_of, class_group = _classes(economy.density_group, profiles, collapse)
    first = np.unique(class_of, return_index=True)[1]
    tilts = _tilts(plan, hours_share, switches)
    classes = len(class_group)
    return Prepared(
        economy,
        baseline,
        switches,
        plan,
        order,
        money,
        class_of,
        class_group,
        hours_share,
        output_share,
        _by_class(output_share, class_of, classes),
        hours.sum(axis=2),
        _jobs(economy, baseline, hours.sum(axis=2)),
        profiles,
        {term: profile[:, first] for term, profile in profiles.items()},
        tilts,
        {name: _by_class(output_share * by, class_of, classes) for name, by in tilts.items()},
    )


def _jobs(economy: Economy, baseline: BaselinePaths, hours: Floats) -> Floats:
    """Filled jobs [t, p] from hours [t, p]."""
    each = economy.hours.sum(axis=1) / economy.jobs
    longer = 1.0 if baseline.hours_per_job is None else baseline.hours_per_job
    return np.asarray(hours / (each * longer))


def _switch(action: Action) -> str:
    return CHANNELS[action.channel].switch


def _money(action: Action, years: Sequence[int]) -> Floats:
    """£m by the year in which it takes effect; a relief does nothing from its sunset on."""
    spend = lagged(action.spend, action.lag)
    if action.sunset is not None:
        spend = np.where(np.array(years) < action.sunset, spend, 0.0)
    return spend


def _relative(economy: Economy) -> Floats:
    """Sector productivity relative to the authority's, [1, p, s]."""
    own = economy.output.sum(axis=1) / economy.hours.sum(axis=1)
    return np.asarray(economy.productivity / own[:, None])[None]


def _by_class(by_sector: Floats, class_of: Integers, classes: int) -> Floats:
    found = np.zeros((*by_sector.shape[:-2], classes, by_sector.shape[-2]))
    for sector, at in enumerate(class_of):
        found[..., at, :] += by_sector[..., sector]
    return found


def _profiles(
    economy: Economy, plan: Sequence[Action], money: Floats, output_share: Floats
) -> dict[str, Floats]:
    """Less 1, [t, s, p], by term: where the money so far has been aimed.

    They are those of the whole plan, also where masks leave some of it out: what a mask changes
    is of second order in the total, and would need the sectors apart in every coalition.
    """
    found = {}
    for term in sorted({CHANNELS[action.channel].term or "" for action in plan} - {""}):
        chosen = [n for n, action in enumerate(plan) if CHANNELS[action.channel].term == term]
        exposure = economy.exposure if term == "digital_adoption" else None
        if exposure is None and all(plan[n].sectors is None for n in chosen):
            continue
        spent = np.cumsum(money[chosen], axis=1)
        total = np.zeros_like(output_share)
        for weight, n in zip(spent, chosen, strict=True):
            gained = _gained(plan[n].sectors, exposure, output_share)
            total += weight[:, None, None] * gained
        so_far = spent.sum(axis=0)[:, None, None]
        mean = np.where(so_far > 0, total / np.where(so_far > 0, so_far, 1.0), 1.0)
        profile = np.round(np.swapaxes(mean - 1.0, 1, 2), _DIGITS)
        if profile.any():
            found[term] = profile
    return found


def _gained(aimed: Floats | None, exposure: Floats | None, share: Floats) -> Floats:
    """How much of an authority's mean gain each sector gets, [t, p, s], output-weighted mean 1.

    Money that is `aimed` [s] concentrates it, and so does `exposure` [s] to what is adopted.
    """
    if exposure is None:
        return np.ones_like(share) if aimed is None else concentration(aimed, share)
    return concentration(exposure * share if aimed is None else exposure * aimed, share)


def _classes(
    groups: Integers, profiles: dict[str, Floats], collapse: bool
) -> tuple[Integers, Integers]:
    """Class of each sector [s], and density group of each class [c]."""
    known: dict[tuple[int, ...] | bytes, int] = {}
    of: list[int] = []
    for sector, group in enumerate(groups):
        alike = b"".join(profiles[term][:, sector].tobytes() for term in sorted(profiles))
        key = bytes([int(group)]) + alike if collapse else (sector,)
        of.append(known.setdefault(key, len(known)))
    class_of = np.array(of, dtype=np.intp)
    first = np.unique(class_of, return_index=True)[1]
    return class_of, np.asarray(groups[first], dtype=np.intp)


def _tilts(plan: Sequence[Action], hours_share: Floats, switches: Switches) -> dict[str, Floats]:
    if not switches.reallocation:
        return {}
    some = np.where(hours_share > 0, hours_share, 1.0)
    return {
        action.id: np.array([tilt(action.sectors, shares) for shares in hours_share]) / some
        for action in plan
        if action.channel == "jobs" and action.sectors is not None
    }
