"""Running the model: draws in small blocks, each through every year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from growthplan.system.checks import checked
from growthplan.system.drawn import Drawn, Room
from growthplan.system.driven import drive
from growthplan.system.inputs import Action, BaselinePaths, Economy
from growthplan.system.parameters import Parameters
from growthplan.system.pathways import Pathways
from growthplan.system.prepared import Prepared, prepare
from growthplan.system.recorder import Recorder
from growthplan.system.state import Stocks, at_the_start
from growthplan.system.switches import EVERYTHING, Switches
from growthplan.system.year import advance

Floats = npt.NDArray[np.float64]

BLOCK = 1024
"""Draws worked at once: their arrays stay in the processor's cache. It changes no byte."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What to keep beyond the totals: mechanisms' contributions, and sectors in some years."""

    contributions: bool = False
    sector_years: tuple[int, ...] = ()


TOTALS = Detail()


def simulate(
    economy: Economy,
    actions: Sequence[Action],
    parameters: Parameters,
    baseline: BaselinePaths,
    switches: Switches = EVERYTHING,
    masks: npt.ArrayLike | None = None,
    detail: Detail = TOTALS,
) -> Pathways:
    """Run a plan through every draw and year; with no actions, the baseline.

    `masks` scales each action's money: one number for each action [i], or for each draw too
    [d, i]; 0 leaves the action out, 0.5 halves it. A plan without money, and one whose masks are
    all 0, gives the baseline bit for bit. The order of the actions changes no byte, nor does the
    block that a draw is in.

    Raises GrowthplanError with every fault of the inputs at once.
    """
    checked(economy, actions, parameters, baseline)
    prepared = prepare(economy, actions, baseline, switches)
    scales = _scales(masks, prepared, len(actions), len(parameters))
    room, kept = Room(), detail.contributions or bool(detail.sector_years)
    recorder = Recorder(prepared, parameters, detail.contributions, detail.sector_years)
    for start in range(0, len(parameters), BLOCK):
        stop = min(start + BLOCK, len(parameters))
        own = scales[:, start:stop] if scales.shape[1] > 1 else scales
        drawn = Drawn(prepared, parameters.block(start, stop), own, kept, room)
        recorder.begin(drawn, start, stop)
        state, stocks = at_the_start(drawn), Stocks()
        recorder.record(0, state)
        for t in range(1, len(baseline.years)):
            if t >= prepared.first:
                advance(state, drive(stocks, drawn, t), drawn, t)
            recorder.record(t, state)
    return recorder.pathways()


def _scales(masks: npt.ArrayLike | None, prepared: Prepared, actions: int, draws: int) -> Floats:
    """Masks by acting action in its order, [i, 1 or d, 1]."""
    given = np.ones(actions) if masks is None else np.asarray(masks, dtype=np.float64)
    by_draw = np.broadcast_to(given, (draws, actions)) if given.ndim == 2 else given[None]
    return np.ascontiguousarray(by_draw[:, list(prepared.order)].T)[:, :, None]
