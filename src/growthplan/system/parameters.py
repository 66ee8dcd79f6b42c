"""Parameters: every assumption drawn once for each draw, and shared by every scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.system.delivery import OWN
from growthplan.system.distributions import normal_cdf
from growthplan.system.streams import normals, triangular, uniforms
from growthplan.vocabulary import Assumption, Fault, GrowthplanError, did_you_mean

Floats = npt.NDArray[np.float64]

WIDENING = 1.25
"""The spread of a number that nothing but judgement supports is multiplied by this."""

ADDITIONAL = {
    "investment.additionality": 1.0,
    "skills.additionality": 1.0,
    "zone.deadweight": -1.0,
    "zone.displacement_local": -1.0,
}
"""Assumptions about what is additional, and which way each counts. They are drawn together: who is
too hopeful about one is likely to be so about the others."""
TOGETHER = 0.5
"""Correlation between any two of them; a choice of this model."""


@dataclass(frozen=True)
class Parameters:
    """Drawn numbers by assumption id, [draw]; `own` holds delivery success by action id, [draw].

    The n-th number of each belongs to draw `draws[n]`, whatever the block.
    """

    draws: range
    values: Mapping[str, Floats]
    own: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.draws)

    def __getitem__(self, name: str) -> Floats:
        if name in self.values:
            return self.values[name]
        hint = did_you_mean(name, self.values)
        raise GrowthplanError(Fault(f"The model needs the assumption '{name}'", fix=hint))

    def block(self, start: int, stop: int) -> Parameters:
        """The draws from the `start`-th up to the `stop`-th held here."""
        return Parameters(
            self.draws[start:stop],
            {name: values[start:stop] for name, values in self.values.items()},
            {name: values[start:stop] for name, values in self.own.items()},
        )

    def at(self, **fixed: float) -> Parameters:
        """The same draws with some numbers fixed; write `__` for the dot of an id."""
        told = {name.replace("__", "."): value for name, value in fixed.items()}
        return self.replace({name: np.full(len(self), value) for name, value in told.items()})

    def replace(self, values: Mapping[str, Floats]) -> Parameters:
        """The same draws with some assumptions' numbers [draw] replaced."""
        return Parameters(self.draws, {**self.values, **values}, self.own)


def draw_parameters(
    assumptions: Mapping[str, Assumption],
    actions: Iterable[str],
    seed: int,
    draws: range,
) -> Parameters:
    """Draw every assumption that is a number, and each action's own delivery success.

    Each has a stream of its own, keyed by the seed and its id, so that another assumption or
    another action reshuffles none of them; those of ADDITIONAL are correlated. A number of grade
    "assumption" has its range widened by WIDENING about its central value, never past 0.

    Raises GrowthplanError for no draws.
    """
    if len(draws) == 0:
        raise GrowthplanError(Fault("There are no draws", fix="Ask for at least 1."))
    drawn = {
        name: _drawn(assumption, seed, name, draws)
        for name, assumption in assumptions.items()
        if assumption.value is not None and assumption.distribution.kind != "check"
    }
    drawn |= {name: np.full(len(draws), value) for name, value in _fixed(assumptions)}
    own = {}
    if OWN in assumptions:
        own = {
            action: _drawn(assumptions[OWN], seed, f"{OWN}/{action}", draws) for action in actions
        }
    return Parameters(draws, drawn, own)


def central(assumptions: Mapping[str, Assumption], actions: Iterable[str] = ()) -> Parameters:
    """One draw in which every number is at its central value."""
    values = {
        name: np.array([assumption.value])
        for name, assumption in assumptions.items()
        if assumption.value is not None
    }
    values |= {name: np.array([value]) for name, value in _fixed(assumptions)}
    own = values.get(OWN, np.ones(1))
    return Parameters(range(1), values, dict.fromkeys(actions, own))


def _fixed(assumptions: Mapping[str, Assumption]) -> list[tuple[str, float]]:
    """Numbers that stand together in one assumption, each under `id.name`."""
    return [
        (f"{name}.{key}", value)
        for name, assumption in assumptions.items()
        if assumption.distribution.kind == "fixed"
        for key, value in (assumption.values or {}).items()
    ]


def _drawn(assumption: Assumption, seed: int, stream: str, draws: range) -> Floats:
    value = assumption.value
    assert value is not None
    kind = assumption.distribution.kind
    if kind == "triangular":
        low, high = _range(assumption, value)
        return triangular(_uniform(assumption.id, seed, stream, draws), low, value, high)
    if kind == "normal":
        spread = assumption.distribution.sd or 0.0
        return value + spread * normals(seed, stream, draws)[:, 0]
    return np.full(len(draws), value)


def _uniform(name: str, seed: int, stream: str, draws: range) -> Floats:
    """Uniform numbers [d]; those about additionality lean the same way."""
    if name not in ADDITIONAL:
        return uniforms(seed, stream, draws)[:, 0]
    shared = ADDITIONAL[name] * normals(seed, "additionality", draws)[:, 0]
    own = normals(seed, stream, draws)[:, 0]
    return normal_cdf(np.sqrt(TOGETHER) * shared + np.sqrt(1.0 - TOGETHER) * own)


def _range(assumption: Assumption, value: float) -> tuple[float, float]:
    """Ends of the range, widened where only judgement supports it, on the same side of 0."""
    assert assumption.low is not None
    assert assumption.high is not None
    low, high = assumption.low, assumption.high
    if assumption.grade != "assumption":
        return low, high
    wide = value - WIDENING * (value - low), value + WIDENING * (high - value)
    return (
        max(wide[0], 0.0 if low == 0 else low / 10) if low >= 0 else wide[0],
        min(wide[1], 0.0) if high <= 0 else wide[1],
    )
