"""Choosing a portfolio: 300 projects, five years, all rules, beside PuLP with HiGHS and CBC."""

from __future__ import annotations

import sys
import time
from typing import Any, NamedTuple

import numpy as np

from benchmarks.made_up_settlement import PROJECTS, instance
from benchmarks.timing import seconds
from growthplan.settlement.portfolio import (
    Aim,
    Choices,
    Effort,
    Program,
    Row,
    Solved,
    best,
    maximise,
    program_of,
    solving,
    worth,
)
from growthplan.settlement.portfolio.compact import compact

SCENARIOS = 1000
LIMIT = 20.0
SEEDS = (1, 2, 3, 4)


def pulp_of(program: Program, gain: Any) -> Any:
    """The same programme in PuLP, row by row."""
    import pulp

    made = pulp.LpProblem("portfolio", pulp.LpMaximize)
    columns = [
        pulp.LpVariable(f"x{n}", float(low), None if np.isinf(high) else float(high),
                        "Integer" if whole else "Continuous")
        for n, (low, high, whole) in enumerate(
            zip(program.low, program.high, program.integer, strict=True)
        )
    ]  # fmt: skip
    made += pulp.lpSum(float(g) * x for g, x in zip(gain, columns, strict=True))
    for row in program.rows:
        pairs = zip(row.weights, row.columns, strict=True)
        total = pulp.lpSum(float(w) * columns[c] for w, c in pairs)
        if np.isfinite(row.high):
            made += total <= row.high
        if np.isfinite(row.low):
            made += total >= row.low
    return made


def beside_pulp() -> None:
    """Equal processor seconds for each, on several made-up settlements in turn.

    Not the wall's seconds: on a shared machine those are not equal work.
    """
    peers = {"PuLP with HiGHS": _highs_by_pulp, "PuLP with CBC": _cbc_by_pulp}
    kept = {name: [0, 0] for name in peers}
    for seed in SEEDS:
        choices = instance(seed=seed)
        ours = _ours(choices)
        print(
            f"portfolio {seed}, {len(choices.owner)} options of {PROJECTS} projects, {LIMIT:g} s "
            f"of processor each\n  ours: {ours.value:,.2f}, proven gap {100 * ours.gap:.3f}%"
        )
        for name, solve in peers.items():
            peer = solve(choices)
            kept[name][0] += ours.value >= peer.value * (1 - 1e-9)
            kept[name][1] += not peer.gap < ours.gap
            print(
                f"  {name}: {peer.value:,.2f}, proven gap {100 * peer.gap:.3f}%; ours is worth "
                f"{100 * (ours.value / peer.value - 1):+.3f}%",
                flush=True,
            )
    for name, (worth_as_much, proven) in kept.items():
        print(
            f"beside {name}: a portfolio no worse in {worth_as_much} of {len(SEEDS)}, a proven gap "
            f"no larger in {proven} of {len(SEEDS)}"
        )


class Ended(NamedTuple):
    """What a solver came to in the time."""

    value: float
    gap: float
    """Share by which the bound lies above the value; not a number when it is not told."""


def _stopping(end: list[float]) -> Any:
    """What HiGHS asks now and then: whether to stop, once the processor has worked past `end`."""

    def asked(kind: Any, message: str, told: Any, answer: Any, data: Any) -> None:
        if time.process_time() > end[0]:
            answer.user_interrupt = True

    return asked


def _ours(choices: Choices) -> Ended:
    """As `best` does it: the compact form, with the solver's options."""
    import highspy

    end = [time.process_time() + LIMIT]
    small = compact(choices, program_of(choices), worth(choices, "gva"))
    solver = solving._solver(Effort())
    solver.setCallback(_stopping(end), None)
    solver.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    solver.passModel(solving._model(small.program, small.worth))
    solver.run()
    x = small.back(np.round(np.array(solver.getSolution().col_value), 9))
    value = float(worth(choices, "gva") @ x)
    return Ended(value, solver.getInfo().mip_dual_bound / value - 1)


def _highs_by_pulp(choices: Choices) -> Ended:
    import highspy
    import pulp

    made = pulp_of(program_of(choices), worth(choices, "gva"))
    end = [time.process_time() + LIMIT]
    interrupt = highspy.cb.HighsCallbackType.kCallbackMipInterrupt
    made.solve(
        pulp.HiGHS(
            msg=False,
            threads=1,
            callbackTuple=(_stopping(end), None),
            callbacksToActivate=[interrupt],
        )
    )
    value = float(pulp.value(made.objective))
    return Ended(value, abs(made.solverModel.getInfo().mip_dual_bound) / value - 1)


def _cbc_by_pulp(choices: Choices) -> Ended:
    import pulp

    made = pulp_of(program_of(choices), worth(choices, "gva"))
    made.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=LIMIT, threads=1, timeMode="cpu"))
    whole = all(
        abs(one.value() - round(one.value())) < 1e-6
        for one in made.variables()
        if one.cat == "Integer"
    )
    # Stopped before it has a portfolio, it hands back the fractions of its relaxation.
    return Ended(float(pulp.value(made.objective)) if whole else -np.inf, float("nan"))


def to_half_a_per_cent() -> None:
    """How long a proven 0.5% takes."""
    choices = instance()
    found: list[Solved] = []
    taken = seconds(
        lambda: found.append(
            best(choices, program_of(choices), Aim("gva"), Effort(gap=0.005, seconds=120))
        )
    )
    print(f"portfolio to 0.5%: {taken:.1f} s, proven gap {100 * found[0].gap:.2f}%")


def worst_tenth() -> None:
    """The worst tenth of 1,000 scenarios by cutting planes."""
    choices = instance(SCENARIOS)
    found: list[Solved] = []
    aim = Aim("gva", "worst-tenth")
    taken = seconds(
        lambda: found.append(best(choices, program_of(choices), aim, Effort(gap=0.02, seconds=120)))
    )
    print(
        f"worst tenth of {SCENARIOS:,} scenarios: {found[0].value:,.1f}, bound "
        f"{found[0].bound:,.1f}, proven gap {100 * found[0].gap:.2f}%, {taken:.1f} s"
    )


def extensive() -> None:
    """The same with a column for every scenario, the usual way to write it, in 60 seconds."""
    choices = instance(SCENARIOS)
    program = program_of(choices)
    own = program.columns
    wide = program.wider(np.full(1, -1e6), np.full(1, 1e6), integer=False)
    wide = wide.wider(np.zeros(SCENARIOS), np.full(SCENARIOS, np.inf), integer=False)
    rows = []
    for scenario in range(SCENARIOS):
        single = np.zeros(SCENARIOS)
        single[scenario] = 1.0
        gain = worth(choices, "gva", single)
        used = np.flatnonzero(gain)
        columns = np.concatenate([used, [own, own + 1 + scenario]])
        rows.append(Row("form", columns, np.concatenate([gain[used], [-1.0, 1.0]]), 0.0, np.inf))
    aim = np.zeros(wide.columns)
    aim[own], aim[own + 1 :] = 1.0, -1.0 / (0.1 * SCENARIOS)
    found: list[Solved] = []
    effort = Effort(gap=0.02, seconds=60)
    taken = seconds(lambda: found.append(maximise(wide.plus(rows), aim, effort)))
    print(
        f"the same in extensive form: {found[0].status}, {found[0].value:,.1f}, bound "
        f"{found[0].bound:,.1f}, {taken:.1f} s"
    )


def main() -> None:
    """All, or those named."""
    jobs = {
        "pulp": beside_pulp,
        "half": to_half_a_per_cent,
        "tenth": worst_tenth,
        "extensive": extensive,
    }
    for name in sys.argv[1:] or jobs:
        jobs[name]()


if __name__ == "__main__":
    main()
