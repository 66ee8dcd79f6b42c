"""Forecasts from what was published at the time, scored on what is published now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from growthplan.system.backtest.baseline_rules import (
    autoregression_rule,
    baseline_from_revised,
    walk_from_revised,
)
from growthplan.system.backtest.forecast import Array, Rule
from growthplan.system.backtest.naive_rules import walk_with_pooled_variance
from growthplan.system.backtest.protocol import BackTest
from growthplan.system.backtest.scores import scored
from growthplan.system.baseline.autoregression import STATE
from growthplan.system.baseline.panel import Pool, RelativePanel, editions, relative_panel
from growthplan.system.baseline.revision import revision_model
from growthplan.vocabulary import GrowthplanError, Statistics

REVISED = "baseline, revisions known"
WALK_REVISED = "random walk, revisions known"

RealTimeRule = Callable[[Array], Rule]
"""From the covariance [4, 4] of revisions known at the time to a rule."""

RULES: Mapping[str, RealTimeRule] = {
    "random walk": lambda _: walk_with_pooled_variance,
    "baseline": lambda _: autoregression_rule(),
    WALK_REVISED: walk_from_revised,
    REVISED: baseline_from_revised,
}


def real_time(
    statistics: Statistics,
    pool: Pool = "authorities",
    rules: Mapping[str, RealTimeRule] = RULES,
) -> BackTest:
    """Each edition but the newest forecasts the years up to the newest's last, scored on it.

    An edition needs earlier ones: revisions are those that were known when it came out, so the
    first edition in hand gives no forecast. Origins are the editions' last years. Places that the
    newest edition no longer prints are used for fitting and not scored.

    Raises GrowthplanError when fewer than three editions are in hand.
    """
    held = editions(statistics, pool)
    if len(held) < 3:
        raise GrowthplanError("A test in real time needs at least three editions.")
    final = relative_panel(statistics, pool, edition=held[-1])
    starts = [relative_panel(statistics, pool, edition=name) for name in held[1:-1]]
    horizons = max(final.last_year - start.last_year for start in starts)
    shape = (len(rules), len(starts), len(final.places), horizons)
    crps, error, below = (np.full(shape, np.nan) for _ in range(3))
    for o, start in enumerate(starts):
        known = revision_model(statistics, pool, known_in=start.edition)
        covariance = known.covariance[-STATE:, -STATE:]
        here, there = _in_both(start, final)
        ahead = final.last_year - start.last_year
        outcome = final.log[there, -ahead:]
        for r, make in enumerate(rules.values()):
            found = make(covariance)(start.log, ahead)
            mean, scale = found.mean[here], found.scale[here]
            error[r, o, there, :ahead] = mean - outcome
            crps[r, o, there, :ahead], below[r, o, there, :ahead] = scored(
                outcome, mean, scale, found.degrees
            )
    origins = tuple(start.last_year for start in starts)
    return BackTest(tuple(rules), final.places, origins, crps, error, below)


def _in_both(start: RelativePanel, final: RelativePanel) -> tuple[list[int], list[int]]:
    """Rows of the places that both hold, in each."""
    row = {code: i for i, code in enumerate(start.places)}
    there = [i for i, code in enumerate(final.places) if code in row]
    return [row[final.places[i]] for i in there], there
