"""Evaluation beside diff-diff: synthetic control with placebos, synthetic difference in
differences with placebos, group-time effects with the bootstrap.

    python -m benchmarks.evaluation

Same made panels for both, in turn, in one run; how far the answers are apart stands beside the
ratio, by the wall's clock and in processor time, which other work on the machine stretches less.
One BLAS thread on both sides, as the command line sets it; a peer's own threads are its own.
Our kernels are compiled when the package is installed, so that no run waits for them; how long that
takes is printed first. The peer's are compiled before it is published.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from hatch_build import FLAGS, KERNELS, compiler

from benchmarks.timing import command, seconds
from growthplan.evaluation import Panel, Settings, estimate, made_panel
from growthplan.evaluation.group_time import group_time_cells
from growthplan.evaluation.predictor_weights import PredictorFit, exact, searched
from growthplan.evaluation.predictors import predictors_of
from growthplan.evaluation.simplex_compiled import COMPILED
from growthplan.evaluation.synthetic_control import Fitted, allowed_donors, fit_every_unit, stacked

TIMES, START = 30, 20


def made(units: int, seed: int = 0, predictors: int = 0) -> Panel:
    """The first unit treated, three common factors, and predictors that go with the loads."""
    rng = np.random.default_rng(seed)
    loads = rng.normal(size=(units, 3))
    y = 10 + loads @ rng.normal(size=(3, TIMES)).cumsum(axis=1)
    y += 0.5 * rng.normal(size=y.shape)
    y[0, START:] += 2.0
    names = {
        f"x{k}": np.repeat(loads @ rng.normal(size=(3, 1)) + rng.normal(size=(units, 1)), TIMES, 1)
        for k in range(predictors)
    }
    return made_panel(y, [0], START, covariates=names)


def long_frame(panel: Panel) -> Any:
    """The panel as the peer reads it."""
    import pandas as pd

    units, times = panel.outcome.shape
    unit, time = np.repeat(np.arange(units), times), np.tile(np.arange(times), units)
    on = (time >= np.repeat(panel.first, times)).astype(int)
    first = np.where(panel.first < times, panel.first, 0)
    columns = {"unit": unit, "time": time, "y": panel.outcome.ravel(), "on": on}
    columns["first"] = np.repeat(first, times)
    columns |= {name: values.ravel() for name, values in panel.covariates.items()}
    return pd.DataFrame(columns)


def compile_seconds() -> float:
    """Seconds that an install spends on compiling the kernels."""
    with tempfile.TemporaryDirectory() as folder:
        words = [compiler() or "cc", *FLAGS, "-o", f"{folder}/kernel.so"]
        return sum(seconds(command([*words, f"{name}.c", "-lm"])) for name in KERNELS)


def quiet(job: Callable[[], Any]) -> Callable[[], Any]:
    """A job without its warnings."""

    def run() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return job()

    return run


def report(
    what: str, ours: Callable[[], Any], theirs: Callable[[], Any], apart: str, runs: int
) -> None:
    """Print the medians of both clocks, their ratios, and how unlike each turn was."""
    jobs = {"ours": ours, "theirs": theirs}
    for job in jobs.values():
        job()
    turns = [{name: on_both_clocks(job) for name, job in jobs.items()} for _ in range(runs)]
    said = []
    for clock, at in (("", 0), ("processor ", 1)):
        mine, other = (1000 * median(turn[name][at] for turn in turns) for name in jobs)
        least = min(turn["theirs"][at] / turn["ours"][at] for turn in turns)
        said.append(
            f"{clock}{mine:.2f} ms, diff-diff {other:.0f} ms, {other / mine:.0f}x "
            f"({least:.0f}x in the worst turn)"
        )
    print(f"{what}: {'; '.join(said)}; {apart}", flush=True)


def on_both_clocks(job: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of one call, on the wall and of the processor."""
    wall, processor = perf_counter(), process_time()
    job()
    return perf_counter() - wall, process_time() - processor


def placebos(donors: int, runs: int) -> None:
    """Synthetic control on outcome lags with every placebo in space."""
    import diff_diff as dd

    panel = made(donors + 1)
    frame, settings = long_frame(panel), Settings()

    def ours() -> tuple[Fitted, np.ndarray]:
        fitted = fit_every_unit(stacked(panel), panel.start, settings)
        return fitted, fitted.ratios(panel.start)

    def theirs() -> Any:
        model = dd.SyntheticControl(
            v_method="custom", custom_v=np.ones(START), standardize="none", seed=1
        )
        found = model.fit(frame, "y", "on", "unit", "time", pre_period_outcomes=list(range(START)))
        return found, found.in_space_placebo()

    fitted, ratios = ours()
    found, table = quiet(theirs)()
    own = fitted.gaps[-1, START:].mean()
    theirs_ratios = np.sort(_column(table, "ratio"))
    gap = np.abs(np.sort(ratios)[-len(theirs_ratios) :] / theirs_ratios - 1).max()
    apart = f"effect apart {abs(own - found.att):.1e}, ratios of errors {gap:.1e}"
    report(f"synthetic control, all placebos, {donors} donors", ours, quiet(theirs), apart, runs)


def _column(table: Any, word: str) -> np.ndarray:
    name = next(c for c in table.columns if word in c)
    return table[name].dropna().to_numpy(dtype=float)


def optimised(runs: int) -> None:
    """Synthetic control of one unit with seven predictors whose weights are found: the least error
    that any weights can give, and the search that keeps every weight within a millionth."""
    import diff_diff as dd

    panel = made(39, predictors=7)
    names = tuple(panel.covariates)
    frame, series = long_frame(panel), stacked(panel)
    before, allowed = series[:, :START], allowed_donors(39, True)

    def ours(fit: Callable[..., PredictorFit]) -> Callable[[], PredictorFit]:
        def run() -> PredictorFit:
            predictors = predictors_of(panel, names, (), START)
            assert predictors is not None
            return fit(predictors, before, allowed, 1, only=38)

        return run

    def theirs() -> Any:
        model = dd.SyntheticControl(seed=1, n_starts=8)
        return model.fit(frame, "y", "on", "unit", "time", predictors=list(names))

    gaps = quiet(theirs)().get_gap_df()
    other = (_column(gaps, "gap")[:START] ** 2).mean()
    for what, fit in (("least error", exact), ("searched", searched)):
        loss = float(ours(fit)().loss[0])
        apart = f"mean squared error before {loss:.6f} against {other:.6f}"
        report(f"synthetic control, predictors, {what}", ours(fit), quiet(theirs), apart, runs)


def synthetic_differences(units: int, runs: int, optimiser: str) -> None:
    """Synthetic difference in differences with 200 placebos, five treated: at the exact minimum,
    or by the published steps as well (which is what the command does unless asked)."""
    import diff_diff as dd

    base = made(units)
    panel = made_panel(base.outcome, range(5), START)
    frame, settings = long_frame(panel), Settings(optimiser=optimiser, draws=200)
    frame["ever"] = (frame["unit"] < 5).astype(int)

    def ours() -> Any:
        return estimate(panel, "synthetic-did", settings)

    def theirs() -> Any:
        model = dd.SyntheticDiD(variance_method="placebo", n_bootstrap=200, seed=1)
        return model.fit(frame, "y", "ever", "unit", "time", post_periods=list(range(START, TIMES)))

    one, two = ours(), quiet(theirs)()
    apart = f"effect apart {abs(one.effect - two.att):.1e}, errors {one.se:.3f} and {two.se:.3f}"
    what = f"synthetic DiD, 200 placebos, {units} units, {optimiser}"
    report(what, ours, quiet(theirs), apart, runs)


def groups(units: int, runs: int) -> None:
    """Group-time effects of five groups over ten times, 999 draws."""
    import diff_diff as dd

    rng = np.random.default_rng(2)
    first = rng.choice([3, 4, 5, 6, 7, 10], size=units)
    y = rng.normal(size=(units, 1)) + rng.normal(size=(units, 10)).cumsum(axis=1)
    y += np.where(np.arange(10)[None, :] >= first[:, None], 1.0, 0.0)
    panel = Panel(tuple(map(str, range(units))), tuple(map(str, range(10))), y, first)
    frame, settings = long_frame(panel), Settings(draws=999)

    def ours() -> Any:
        return estimate(panel, "group-time", settings)

    def theirs() -> Any:
        model = dd.CallawaySantAnna(n_bootstrap=999, seed=1, estimation_method="reg")
        return model.fit(frame, "y", "unit", "time", "first").aggregate("event_study")

    cells = group_time_cells(panel, settings)
    model = dd.CallawaySantAnna(n_bootstrap=999, seed=1, estimation_method="reg")
    found = quiet(lambda: model.fit(frame, "y", "unit", "time", "first"))().group_time_effects
    gap = max(
        abs(effect - found[(group, time)]["effect"])
        for group, time, effect in zip(cells.groups, cells.times, cells.effects, strict=True)
        if (group, time) in found
    )
    report(f"group-time effects, {units} units", ours, quiet(theirs), f"apart {gap:.1e}", runs)


def main() -> None:
    """Print each comparison."""
    print(f"kernels compiled at install: {compile_seconds():.2f} s" if COMPILED else "no kernel")
    placebos(38, 7)
    placebos(300, 3)
    optimised(5)
    for units in (39, 100, 374):
        synthetic_differences(units, 5 if units < 374 else 3, "exact")
    synthetic_differences(39, 5, "published")
    groups(5000, 7)


if __name__ == "__main__":
    main()
