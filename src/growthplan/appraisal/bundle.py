"""A place-based case: interacting actions appraised together, and what each brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from growthplan.appraisal.case import Case
from growthplan.appraisal.discounting import present_value
from growthplan.appraisal.effects import Modelled
from growthplan.appraisal.lines import Line, in_range, total
from growthplan.appraisal.measures import Worth
from growthplan.appraisal.one_action import Work, ratio
from growthplan.appraisal.result import Appraisal, Bundle, Share
from growthplan.appraisal.welfare import (
    MODELLED,
    WORK_GAIN,
    carbon_flows,
    carbon_series,
    elsewhere,
    on_years,
    to_society,
)
from growthplan.system import every_coalition, shapley

Floats = npt.NDArray[np.float64]

MOST_EXACT = 7
"""Modelled actions up to which every coalition is run: 128 of them."""


@dataclass(frozen=True)
class _Player:
    """A modelled action of the bundle, with what it brings alone."""

    case: Case
    found: Modelled
    elsewhere: tuple[Floats, Floats]

    @property
    def work(self) -> Floats:
        """Output of the work that it brings, summed over years [d]."""
        return np.asarray(self.found.effect.work.sum(axis=1))


@dataclass(frozen=True)
class _Gains:
    """Gains of a coalition by year [d, t], £ million, counted or not."""

    output: Floats
    carbon: Floats

    @property
    def whole(self) -> Floats:
        return np.asarray(self.output + self.carbon)


def appraise_bundle(
    id_: str,
    title: str,
    cases: Sequence[Case],
    appraisals: Sequence[Appraisal],
    found: Mapping[str, Modelled],
    work: Work,
) -> Bundle:
    """Several actions together, and what each brings alone, last in, and whatever the order.

    The whole is the sum of the members, each over its own years, and the interaction. That is what
    the model finds for all together beyond the sum of each alone, both over the longest of the
    members' years, so that it is interaction and nothing else.
    """
    period = replace(cases[0], counted=np.max([case.counted for case in cases], axis=0))
    players = [
        _Player(case, found[case.id], elsewhere(case, work.chance))
        for case in cases
        if case.id in found
    ]

    every_year = replace(period, counted=np.ones_like(period.counted))
    factors = work.discounting.standard * period.counted

    def value(chosen: Sequence[_Player]) -> Floats:
        return present_value(_gains(chosen, every_year, work).whole, factors)

    one_by_one = [_gains([one], every_year, work) for one in players]
    together = _gains(players, every_year, work)
    alone = [present_value(one.whole, factors) for one in one_by_one]
    whole = present_value(together.whole, factors)
    last_in = [whole - value([o for o in players if o is not one]) for one in players]
    exact = len(players) <= MOST_EXACT
    free = _every_order(players, value) if exact else _by_pairs(alone, last_in, whole)
    interaction = whole - sum(alone, np.zeros(len(whole)))
    own = {one.id: _modelled(one.lines, work) for one in appraisals}
    lines = [line for one in appraisals for line in one.lines]
    made = _worth(lines, interaction, work)
    return Bundle(
        id=id_,
        title=title,
        members=tuple(case.id for case in cases),
        npsv=in_range(made.npsv),
        bcr=ratio(made),
        public=in_range(made.public),
        private=in_range(made.private),
        chance=float(np.mean(made.npsv > 0)),
        separately=sum(one.npsv.mean for one in appraisals),
        interaction=in_range(interaction),
        shares=tuple(
            Share(
                player.case.id,
                player.case.action.title,
                in_range(own[player.case.id]),
                in_range(own[player.case.id] + last - one),
                in_range(own[player.case.id] + every - one),
            )
            for player, one, last, every in zip(players, alone, last_in, free, strict=True)
        ),
        exact=exact,
        last=work.setting.years[int(np.flatnonzero(period.counted)[-1])],
        interaction_money=_money_beyond(together, one_by_one, work),
        interaction_carbon=_carbon_beyond(together, one_by_one, work),
    )


def _money_beyond(together: _Gains, alone: Sequence[_Gains], work: Work) -> tuple[float, ...]:
    """What all bring in output beyond each alone, at the prices of the model's base year."""
    more = together.output.mean(axis=0) - sum(one.output.mean(axis=0) for one in alone)
    level = work.setting.prices.level(work.setting.price_year)
    return tuple(float(one) / level for one in more)


def _carbon_beyond(together: _Gains, alone: Sequence[_Gains], work: Work) -> tuple[float, ...]:
    """What all change in emissions beyond each alone, kt."""
    more = together.carbon.mean(axis=0) - sum(one.carbon.mean(axis=0) for one in alone)
    if not more.any():
        return tuple(0.0 for _ in more)
    return tuple(float(one) for one in -1e3 * more / carbon_series(work.setting))


def _gains(chosen: Sequence[_Player], case: Case, work: Work) -> _Gains:
    """What the country gains of a coalition; 0 of none."""
    if not chosen:
        nothing = np.zeros((work.chance.draws, len(work.setting.years)))
        return _Gains(nothing, nothing)
    if len(chosen) == 1:
        effect = chosen[0].found.effect
    else:
        effect = work.valuing.effect([action for one in chosen for action in one.found.actions])
    gain = work.chance.number(WORK_GAIN)
    parts = to_society(effect, *_elsewhere(chosen), gain)
    output = sum(on_years(part, effect.years, case, work.setting) for part in parts)
    if effect.emissions is None or not effect.emissions.any():
        return _Gains(np.asarray(output), np.zeros_like(output))
    carbon = carbon_flows(effect, case, work.setting, work.chance)
    return _Gains(np.asarray(output), carbon)


def _elsewhere(chosen: Sequence[_Player]) -> tuple[Floats, Floats]:
    """Shares taken from elsewhere: a coalition's are its members', by the work each brings."""
    weights = np.abs([one.work for one in chosen])
    shares = np.array([one.elsewhere[1] for one in chosen])
    sums = weights.sum(axis=0)
    mean = (weights * shares).sum(axis=0) / np.where(sums > 0, sums, 1.0)
    return chosen[0].elsewhere[0], np.where(sums > 0, mean, shares.mean(axis=0))


def _every_order(
    players: Sequence[_Player], value: Callable[[Sequence[_Player]], Floats]
) -> list[Floats]:
    """Shapley values [n][d] from every coalition."""
    if not players:
        return []
    coalitions = every_coalition(len(players)).astype(bool)
    game = np.array(
        [value([p for p, there in zip(players, row, strict=True) if there]) for row in coalitions]
    )
    return list(shapley(game))


def _by_pairs(alone: Sequence[Floats], last_in: Sequence[Floats], whole: Floats) -> list[Floats]:
    """Mean of alone and last in, the rest shared by size, so that they add up to the whole.

    Exact for actions that interact by pairs: an action then meets each other before it in half of
    all orders.
    """
    middle = np.array([(a + b) / 2.0 for a, b in zip(alone, last_in, strict=True)])
    size = np.abs(middle)
    weight = size / np.where(size.sum(axis=0) > 0, size.sum(axis=0), 1.0)
    return list(middle + weight * (whole - middle.sum(axis=0)))


def _modelled(lines: Sequence[Line], work: Work) -> Floats:
    """What an appraisal has of benefits that the model finds [d]."""
    return total((line for line in lines if line.id in MODELLED), work.chance.draws)


def _worth(lines: Sequence[Line], interaction: Floats, work: Work) -> Worth:
    """Every line of the members, and what they bring beyond each alone."""
    draws = work.chance.draws
    benefits = sum((o.draws for o in lines if o.side == "benefit"), np.zeros(draws))
    costs = [
        sum((o.draws for o in lines if o.side == "cost" and o.who == who), np.zeros(draws))
        for who in ("public", "private")
    ]
    return Worth(benefits + interaction, *costs)
