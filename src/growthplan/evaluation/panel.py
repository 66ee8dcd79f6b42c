"""A panel: the same units over the same times, some of them treated from a time on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from growthplan.vocabulary import Fault, GrowthplanError

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Panel:
    """A balanced panel.

    `outcome` [unit, time]; `first` [unit] is the position of each unit's first treated time, and
    the number of times for a unit that is never treated; `covariates` are [unit, time] each, with
    NaN where one is not known.
    """

    units: tuple[str, ...]
    times: tuple[str, ...]
    outcome: Array
    first: Numbers
    covariates: Mapping[str, Array] = field(default_factory=dict)
    measured: str = "outcome"
    """What the outcome is called."""

    @property
    def treated(self) -> Flags:
        """Which units are ever treated."""
        return np.asarray(self.first < len(self.times))

    @property
    def starts(self) -> tuple[int, ...]:
        """Positions of the times at which treatment starts, earliest first."""
        return tuple(int(at) for at in np.unique(self.first[self.treated]))

    @property
    def start(self) -> int:
        """Position of the one time at which treatment starts.

        Raises GrowthplanError when units start at different times.
        """
        if len(self.starts) == 1:
            return self.starts[0]
        known = ", ".join(self.times[at] for at in self.starts) or "none"
        fix = "Use the estimator group-time, which is made for this."
        raise GrowthplanError(
            Fault(f"treatment starts at different times ({known})", fix=fix, code="starts")
        )

    @property
    def controls(self) -> Array:
        """Outcomes of units never treated, [unit, time]."""
        return np.asarray(self.outcome[~self.treated])

    @property
    def control_names(self) -> tuple[str, ...]:
        """Names of units never treated, in the order of `controls`."""
        return tuple(u for u, is_treated in zip(self.units, self.treated, strict=True)
                     if not is_treated)  # fmt: skip

    @property
    def treated_names(self) -> tuple[str, ...]:
        """Names of treated units."""
        return tuple(u for u, is_treated in zip(self.units, self.treated, strict=True)
                     if is_treated)  # fmt: skip

    def only(self, keep: Flags) -> Panel:
        """The panel of some of its units."""
        return replace(
            self,
            units=tuple(u for u, kept in zip(self.units, keep, strict=True) if kept),
            outcome=self.outcome[keep],
            first=self.first[keep],
            covariates={name: values[keep] for name, values in self.covariates.items()},
        )

    def until(self, time: int) -> Panel:
        """The panel before a position in time; treatment that starts later is not there."""
        return replace(
            self,
            times=self.times[:time],
            outcome=self.outcome[:, :time],
            first=np.minimum(self.first, time),
            covariates={name: values[:, :time] for name, values in self.covariates.items()},
        )


def made_panel(
    outcome: Array,
    treated: Sequence[int],
    start: int,
    units: Sequence[str] = (),
    times: Sequence[str] = (),
    covariates: Mapping[str, Array] | None = None,
    measured: str = "outcome",
) -> Panel:
    """A panel from an array [unit, time], with the positions of its treated units and of the first
    treated time."""
    count, length = outcome.shape
    first = np.full(count, length, dtype=np.int64)
    first[list(treated)] = start
    return Panel(
        tuple(units) or tuple(f"unit {k + 1}" for k in range(count)),
        tuple(times) or tuple(str(k + 1) for k in range(length)),
        np.asarray(outcome, dtype=np.float64),
        first,
        dict(covariates or {}),
        measured,
    )


def need(condition: bool, message: str, fix: str, code: str) -> None:
    """Stop with one fault unless the condition holds."""
    if not condition:
        raise GrowthplanError(Fault(message, fix=fix, code=code))


def need_block(panel: Panel, before: int = 2) -> int:
    """Position of the common start, once there are donors and `before` earlier times.

    Raises GrowthplanError otherwise.
    """
    start = panel.start
    need(
        bool((~panel.treated).any()),
        "there is no untreated unit to compare with",
        "Add donors, or use the estimator interrupted-time-series.",
        "no-donors",
    )
    need(
        start >= before,
        f"only {start} time{'s' if start != 1 else ''} before treatment; {before} are needed",
        "Give earlier data or a later start.",
        "few-times",
    )
    return start
