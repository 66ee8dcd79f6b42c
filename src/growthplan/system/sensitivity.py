"""What an answer hangs on: which assumptions carry its variance, and how good they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.system.parameters import Parameters
from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

FEWEST_DRAWS_EACH = 5
"""Draws for each input below which a regression would fit chance."""


@dataclass(frozen=True)
class Screen:
    """A regression of an answer on its inputs, all in standard deviations.

    `coefficient` says how far the answer moves, in standard deviations, when an input moves by
    one of its own; `share` how much of the variance it carries, adding up to `explained`.
    """

    names: tuple[str, ...]
    coefficient: Floats
    share: Floats
    explained: float

    def ranked(self) -> list[tuple[str, float, float]]:
        """Name, coefficient and share, the largest share first."""
        order = np.lexsort((np.array(self.names), -self.share))
        return [(self.names[n], float(self.coefficient[n]), float(self.share[n])) for n in order]


def inputs_of(parameters: Parameters) -> dict[str, Floats]:
    """Everything that varies over the draws, [d], an action's delivery as `own/ACTION`."""
    own = {f"own/{name}": values for name, values in parameters.own.items()}
    drawn = {**parameters.values, **own}
    return {name: values for name, values in drawn.items() if np.ptp(values) > 0}


def screen(answer: Floats, inputs: Mapping[str, Floats]) -> Screen:
    """Standardised regression of `answer` [d] on `inputs` [d]: a quick look at what matters.

    Shares are the product measure (coefficient times correlation), which adds up to the variance
    explained also where inputs happen to be correlated in the draws. Method: Pratt (1987).

    Raises GrowthplanError when there are too few draws for so many inputs.
    """
    names = tuple(sorted(inputs))
    needed = FEWEST_DRAWS_EACH * len(names)
    if len(answer) <= needed:
        message = f"{len(answer)} draws are too few to tell {len(names)} assumptions apart"
        raise GrowthplanError(Fault(message, fix=f"Ask for more than {needed}."))
    if np.ptp(answer) == 0 or not names:
        return Screen(names, np.zeros(len(names)), np.zeros(len(names)), 0.0)
    columns = np.column_stack([_standard(inputs[name]) for name in names])
    target = _standard(answer)
    coefficient: Floats = np.asarray(np.linalg.lstsq(columns, target, rcond=None)[0], np.float64)
    share = coefficient * (columns.T @ target) / len(target)
    return Screen(names, coefficient, share, float(share.sum()))


def share_by(found: Screen, kind: Mapping[str, str]) -> dict[str, float]:
    """Shares of variance added up by kind, such as evidence grade, in order of size.

    `kind` is by name of input; an action's own delivery counts as that of its assumption.
    """
    total: dict[str, float] = {}
    for name, share in zip(found.names, found.share, strict=True):
        of = kind.get("system.delivery_own" if name.startswith("own/") else name, "unknown")
        total[of] = total.get(of, 0.0) + float(share)
    return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True)
class Regional:
    """How differently an input is distributed where a target is met and where it is not.

    `distance` is the largest gap between the two distribution functions, 0 to 1; `chance` what a
    gap must pass to be told from chance (at 5% for each input).
    """

    names: tuple[str, ...]
    distance: Floats
    chance: float


def regional(met: npt.ArrayLike, inputs: Mapping[str, Floats]) -> Regional | None:
    """Regional sensitivity of a probability; None when the target is met always or never.

    Method: Hornberger and Spear (1981), with the two-sample distance of Kolmogorov and Smirnov.
    """
    hit = np.asarray(met, dtype=bool)
    yes, no = int(hit.sum()), int((~hit).sum())
    if yes == 0 or no == 0:
        return None
    names = tuple(sorted(inputs))
    distance = np.array([_gap(inputs[name], hit) for name in names])
    return Regional(names, distance, 1.358 * float(np.sqrt((yes + no) / (yes * no))))


def _gap(values: Floats, hit: npt.NDArray[np.bool_]) -> float:
    order = np.argsort(values, kind="stable")
    sorted_hit, ordered = hit[order], values[order]
    ahead = np.cumsum(sorted_hit) / hit.sum() - np.cumsum(~sorted_hit) / (~hit).sum()
    last_of_ties = np.append(np.diff(ordered) != 0, True)
    return float(np.abs(ahead[last_of_ties]).max())


@dataclass(frozen=True)
class Sobol:
    """Shares of variance by group: `first` by itself, `total` with all that it interacts with.

    Errors are Monte Carlo standard errors.
    """

    groups: tuple[str, ...]
    first: Floats
    first_error: Floats
    total: Floats
    total_error: Floats


def sobol(
    model: Callable[[Parameters], Floats],
    one: Parameters,
    other: Parameters,
    groups: Mapping[str, Sequence[str]],
) -> Sobol:
    """First-order and total Sobol indices of groups of inputs, by one run more than there are
    groups, and one.

    `model` gives the answer [d] for drawn numbers; `one` and `other` are independent draws of the
    same inputs, `groups` names the inputs of each (an action's delivery as `own/ACTION`).
    Methods: Saltelli and others (2010) for the first, Jansen (1999) for the total.

    Raises GrowthplanError for an input that is not drawn, and when the answer never varies.
    """
    a, b = model(one), model(other)
    centre = 0.5 * (a.mean() + b.mean())
    variance = 0.5 * float(((a - centre) ** 2).mean() + ((b - centre) ** 2).mean())
    if variance == 0:
        raise GrowthplanError("The answer is the same in every draw: it hangs on nothing.")
    first, total = [], []
    for names in groups.values():
        mixed = model(swapped(one, other, names))
        first.append((b - centre) * (mixed - a) / variance)
        total.append(0.5 * (a - mixed) ** 2 / variance)
    root = np.sqrt(len(a))
    return Sobol(
        tuple(groups),
        np.array([each.mean() for each in first]),
        np.array([each.std(ddof=1) / root for each in first]),
        np.array([each.mean() for each in total]),
        np.array([each.std(ddof=1) / root for each in total]),
    )


def swapped(one: Parameters, other: Parameters, names: Sequence[str]) -> Parameters:
    """The draws of `one` with the inputs named taken from `other`."""
    values, own = dict(one.values), dict(one.own)
    for name in names:
        if name.startswith("own/") and name[4:] in own:
            own[name[4:]] = other.own[name[4:]]
        else:
            values[name] = other[name]
    return Parameters(one.draws, values, own)


def _standard(values: Floats) -> Floats:
    spread = values.std()
    return np.zeros_like(values) if spread == 0 else (values - values.mean()) / spread
