"""Capital: more equipment, buildings and software for each hour worked."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from growthplan.system.equation import Equation

Floats = npt.NDArray[np.float64]

SHARE = "capital.share"
DEPRECIATION = "capital.depreciation"
GROWTH = "capital.baseline_growth"
OUTPUT_RATIO = "capital.output_ratio"
USER_COST = "investment.user_cost"
ADDITIONALITY = "investment.additionality"

EQUATION = Equation(
    id="capital_deepening",
    title="Capital",
    text="k[t] = ((1 - dK) k[t-1] + (dK + g) (b + r + epsU du)) / (1 + g);  "
    "effect = alpha (ln(1 + k) - n)",
    symbols={
        "k": "capital over its baseline path, less 1",
        "dK": "depreciation a year",
        "g": "growth of baseline capital a year",
        "b": "additional investment over baseline investment",
        "r": "investment that answers to output (see Investment)",
        "du": "log change of the user cost under a relief",
        "epsU": "elasticity of investment to the user cost",
        "alpha": "capital's share of output",
        "n": "log change of hours",
    },
    assumptions=(SHARE, DEPRECIATION, GROWTH, OUTPUT_RATIO, USER_COST, ADDITIONALITY),
    source="Growth accounting (Solow, 1957), perpetual inventory, as deviations from a baseline "
    "growing at g. Productive assets only: transport schemes act on density. User cost: Maffini, "
    "Xing and Devereux (2019), AEJ: Economic Policy 11(3).",
)


def per_million(
    output: Floats, depreciation: Floats, growth: Floats, output_ratio: Floats
) -> Floats:
    """Additional over baseline investment [p, d] that £1m makes.

    `output` [p] £m; the rest [d]. Baseline investment replaces what wears out and grows.
    """
    investment = (depreciation + growth) * output_ratio * output[:, None]
    return np.asarray(1.0 / investment)


def relief_per_million(output: Floats, output_ratio: Floats, user_cost: Floats) -> Floats:
    """Log change of the user cost [p, d] under £1m a year of relief; below zero.

    `user_cost` is £ a year for each £ of capital [d], `output` £m [p].
    """
    return np.asarray(-1.0 / (user_cost * output_ratio * output[:, None]))


def next_capital(capital: Floats, boost: Floats, depreciation: Floats, growth: Floats) -> Floats:
    """Capital over baseline less 1, a year on; exactly 0 from 0 with no boost. Shapes broadcast.

    `boost` is additional over baseline investment from every cause.

    >>> k = np.array(0.0)
    >>> for _ in range(10): k = next_capital(k, np.array(0.1), np.array(0.08), np.array(0.015))
    >>> round(float(k), 6)
    0.06257
    """
    # The factors are small arrays: worked out first, they spare passes over the large ones.
    kept = (1.0 - depreciation) / (1.0 + growth)
    added = (depreciation + growth) / (1.0 + growth)
    return kept * capital + added * boost


def log_capital(capital: Floats, linear: bool) -> Floats:
    """Log of capital over baseline, or its first-order form."""
    return capital if linear else np.log(1.0 + capital)


def effect(log_per_hour: Floats, share: Floats) -> Floats:
    """Log productivity from log capital per hour over its baseline."""
    return share * log_per_hour
