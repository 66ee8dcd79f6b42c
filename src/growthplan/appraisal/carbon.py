"""Carbon: emissions saved or caused, at the values that government appraisal uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]

CARBON = "appraisal.carbon"


def carbon_values(values: Mapping[str, float], years: Sequence[int]) -> Floats:
    """£ for a tonne of CO2 equivalent in each year [t], at the prices of `values["price_year"]`.

    `values` has one for some years, as text; between and beyond them the value grows evenly.
    Source: the method of the published series, which grows by 1.5% a year.

    >>> carbon_values({"2021": 245, "2050": 378}, [2021, 2030, 2050]).round().tolist()
    [245.0, 280.0, 378.0]

    Raises GrowthplanError unless there are two years at least.
    """
    known = sorted(int(name) for name in values if name.isdigit())
    if len(known) < 2:
        raise GrowthplanError(
            Fault(f"{CARBON} needs values of two years at least.", code="assumption")
        )
    logs = np.log([values[str(year)] for year in known])
    asked = np.asarray(years, dtype=np.float64)
    inside = np.interp(asked, known, logs)
    first = (logs[1] - logs[0]) / (known[1] - known[0])
    last = (logs[-1] - logs[-2]) / (known[-1] - known[-2])
    before, after = np.minimum(asked - known[0], 0.0), np.maximum(asked - known[-1], 0.0)
    return np.asarray(np.exp(inside + first * before + last * after))


def carbon_benefit(emissions: npt.ArrayLike, values: Floats) -> Floats:
    """£ million a year [..., t] of a change in emissions [..., t], kt a year: less is a gain.

    >>> carbon_benefit([-10.0], np.array([260.0])).tolist()
    [2.6]
    """
    return np.asarray(-np.asarray(emissions, dtype=np.float64) * values / 1e3)
