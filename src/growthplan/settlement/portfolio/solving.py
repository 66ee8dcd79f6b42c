"""Solving a programme with HiGHS: the same inputs give the same answer on any machine.

It stops at a gap, never at a time unless one is asked for; then the answer says that it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from growthplan.settlement.portfolio.program import Program, Row

Floats = npt.NDArray[np.float64]
Status = Literal["solved", "stopped at the time limit", "infeasible", "nothing found"]

PROVEN = 1e-6
"""Gap at which an answer counts as the optimum."""


@dataclass(frozen=True)
class Effort:
    """How far to go: the gap at which to stop, as a share, and seconds, when there is a limit."""

    gap: float = PROVEN
    seconds: float | None = None


@dataclass(frozen=True)
class Solved:
    """An answer, with the best that could still be."""

    status: Status
    x: Floats
    value: float
    bound: float
    duals: Floats
    """Of rows, when no column was integer; empty otherwise."""
    seconds: float = 0.0
    """What the solver says that it took; part of no result."""

    @property
    def found(self) -> bool:
        """Whether there is an answer at all."""
        return len(self.x) > 0

    @property
    def gap(self) -> float:
        """How far the bound lies above the answer, as a share of the answer."""
        return gap_between(self.value, self.bound)


def gap_between(value: float, bound: float) -> float:
    """The share of `value` by which `bound` is above it; 0 when they are the same.

    >>> gap_between(100.0, 101.0)
    0.01
    """
    apart = max(bound - value, 0.0)
    if apart <= 1e-9 * max(1.0, abs(value)):
        return 0.0
    return apart / max(abs(value), 1e-9)


def maximise(
    program: Program, worth: Floats, effort: Effort | None = None, start: Floats | None = None
) -> Solved:
    """The choice of columns that is worth most. `start` is a choice that is known to be allowed."""
    how = effort or Effort()
    solver = _solver(how)
    highs = _highs()
    solver.passModel(_model(program, worth))
    if start is not None:
        solution = highs.HighsSolution()
        solution.col_value = start.tolist()
        solver.setSolution(solution)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    kinds = highs.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Solved("infeasible", np.zeros(0), -np.inf, -np.inf, np.zeros(0))
    whole = bool(program.integer.any())
    has_one = info.primal_solution_status == highs.SolutionStatus.kSolutionStatusFeasible
    bound = float(info.mip_dual_bound) if whole else float(info.objective_function_value)
    if not has_one:
        taken = float(solver.getRunTime())
        return Solved("nothing found", np.zeros(0), -np.inf, bound, np.zeros(0), taken)
    solution = solver.getSolution()
    x = np.array(solution.col_value)
    x[program.integer] = np.round(x[program.integer])
    done = status == kinds.kOptimal
    return Solved(
        "solved" if done else "stopped at the time limit",
        x,
        float(worth @ x),
        bound,
        np.zeros(0) if whole else np.array(solution.row_dual),
        float(solver.getRunTime()),
    )


@cache
def _highs() -> Any:
    """The solver's library, loaded when a choice is first made."""
    import highspy

    return highspy


def _solver(how: Effort) -> Any:
    # The class beneath the public one: that one prints a banner before it can be told not to.
    solver = _highs().Highs.__base__()
    options: dict[str, object] = {
        "output_flag": False,
        "random_seed": 1,
        "threads": 1,
        "mip_rel_gap": how.gap,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-8,
    }
    if how.seconds is not None:
        options["time_limit"] = how.seconds
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _model(program: Program, worth: Floats) -> Any:
    highs = _highs()
    lp = highs.HighsLp()
    rows = program.rows
    lp.num_col_, lp.num_row_ = program.columns, len(rows)
    lp.sense_ = highs.ObjSense.kMaximize
    lp.col_cost_ = np.asarray(worth, dtype=np.float64)
    lp.col_lower_, lp.col_upper_ = program.low, program.high
    lp.row_lower_ = np.array([row.low for row in rows])
    lp.row_upper_ = np.array([row.high for row in rows])
    lp.a_matrix_.format_ = highs.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.columns) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = _joined([row.columns for row in rows]).astype(np.int32)
    lp.a_matrix_.value_ = _joined([row.weights for row in rows])
    kinds = highs.HighsVarType
    if program.integer.any():
        lp.integrality_ = [kinds.kInteger if one else kinds.kContinuous for one in program.integer]
    return lp


def _joined(parts: list[Any]) -> Any:
    return np.concatenate(parts) if parts else np.zeros(0)


def activity(row: Row, x: Floats) -> float:
    """What a row comes to."""
    return float(row.weights @ x[row.columns])
