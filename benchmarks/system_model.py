"""The system model beside PySD, shap and itself one coalition at a time. The place is made up."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import process_time

import numpy as np
import numpy.typing as npt

from benchmarks.system_case import BASELINE_YEARS, case
from benchmarks.system_peer import Peer
from benchmarks.timing import alternated, seconds
from growthplan.system import (
    BaselinePaths,
    Detail,
    coalition_values,
    every_coalition,
    players,
    shapley,
    simulate,
    stream,
)

Floats = npt.NDArray[np.float64]

DRAWS, INTERACTIVE, COALITION_DRAWS = 10_000, 2_000, 256
PEER_DRAWS = 10
COALITIONS_TRIED, COALITION_RUNS = 32, 5


def projection() -> None:
    """10,000 draws, 22 years, 6 authorities, 10 sectors, with and without the plan."""
    place, plan, numbers, paths = case(range(DRAWS))
    apart = replace(place, exposure=1.0 + 1e-6 * np.arange(10))
    few = numbers.block(0, INTERACTIVE)
    short = BaselinePaths(paths.years, paths.comparator[:INTERACTIVE], paths.relative[:INTERACTIVE])
    detail = Detail(contributions=True, sector_years=(2035, 2045))
    jobs = {
        "without": partial(simulate, place, (), numbers, paths),
        "with": partial(simulate, place, plan, numbers, paths),
        "with, 10 sectors apart": partial(simulate, apart, plan, numbers, paths),
        "with, mechanisms and sectors kept": partial(
            simulate, place, plan, numbers, paths, detail=detail
        ),
        "what-if": partial(simulate, place, plan, few, short),
    }
    taken = alternated(jobs, 5)
    for name, time in taken.items():
        draws = INTERACTIVE if name == "what-if" else DRAWS
        print(f"system, {name}, {draws:,} draws x {len(paths.years) - 1} years: {time:.3f} s")
    print(f"system, with and without, 10,000 draws: {taken['with'] + taken['without']:.3f} s")


def beside_pysd() -> None:
    """The same equations draw by draw in PySD."""
    place, plan, numbers, paths = case(range(DRAWS))
    fixed = {f"density__decay__{name}": value for name, value in _DECAYS.items()}
    numbers = numbers.at(**fixed)
    apart = replace(place, emissions=None, exposure=1.0 + 1e-9 * np.arange(10))
    peer = Peer(apart, plan, numbers, paths)
    ours = simulate(apart, plan, numbers, paths)
    theirs = np.array([peer.run(draw) for draw in range(3)])
    apart_by = np.abs(ours.effect[:3, 1:] - theirs).max()
    taken = alternated(
        {
            "ours": partial(simulate, apart, plan, numbers, paths),
            "pysd": lambda: [peer.run(draw) for draw in range(PEER_DRAWS)],
        },
        3,
    )
    each = taken["pysd"] / PEER_DRAWS * DRAWS
    print(
        f"system, 10 sectors apart, {DRAWS:,} draws: ours {taken['ours']:.3f} s, PySD "
        f"{each:,.0f} s ({PEER_DRAWS} draws, scaled), {each / taken['ours']:,.0f}x, largest "
        f"difference {apart_by:.0e}"
    )


_DECAYS = {
    "manufacturing": 1.0,
    "construction": 1.6,
    "consumer_services": 1.8,
    "business_services": 1.8,
}


def exact_attribution() -> None:
    """Shapley values of 12 players from stored values, beside shap."""
    import shap

    game = np.random.default_rng(1).normal(size=4096)
    bits = 1 << np.arange(12)

    def stored(coalitions: Floats) -> Floats:
        return game[(coalitions > 0.5) @ bits]

    explainer = shap.KernelExplainer(stored, np.zeros((1, 12)), silent=True)
    theirs = partial(explainer.shap_values, np.ones((1, 12)), nsamples=4096, l1_reg=0, silent=True)
    exact = shap.explainers.Exact(stored, shap.maskers.Independent(np.zeros((1, 12))))
    other = partial(exact, np.ones((1, 12)))
    taken = alternated({"ours": partial(shapley, game), "kernel": theirs, "exact": other}, 15)
    mine = shapley(game)
    for name, found in (("kernel", theirs()[0]), ("exact", other().values[0])):
        print(
            f"attribution, 12 players from stored values: ours {1e3 * taken['ours']:.2f} ms, "
            f"shap {name} {1e3 * taken[name]:.1f} ms, {taken[name] / taken['ours']:.0f}x, "
            f"largest difference {np.abs(found - mine).max():.0e}"
        )


def coalitions() -> None:
    """All 4,096 coalitions of 12 actions at once, beside one call of the model for each."""
    place, plan, numbers, paths = case(range(COALITION_DRAWS), BASELINE_YEARS[:13])
    apart = replace(place, exposure=1.0 + 1e-11 * np.arange(10))
    everyone = players(plan)
    masks = everyone.masks(every_coalition(12))
    at_once = partial(coalition_values, place, plan, numbers, paths, masks, 2035, threads=2)
    some = masks[:: len(masks) // COALITIONS_TRIED]

    def one_by_one(which: object = place) -> list[Floats]:
        return [
            simulate(which, plan, numbers, paths, masks=row).place_effect[:, -1]  # type: ignore[arg-type]
            for row in some
        ]

    found, check = at_once(), np.array(one_by_one(apart))
    difference = np.abs(found[:: len(masks) // COALITIONS_TRIED] - check).max()
    alone = partial(at_once, threads=1)
    times: dict[str, list[float]] = {"ours": [], "alone": [], "apart": [], "collapsed": []}
    for _ in range(COALITION_RUNS):
        times["ours"].append(seconds(at_once))
        times["alone"].append(_processor(alone))
        times["apart"].append(_processor(lambda: one_by_one(apart)) * len(masks) / len(some))
        times["collapsed"].append(_processor(one_by_one) * len(masks) / len(some))
    ours, one, each, same = (float(np.median(times[name])) for name in times)
    print(
        f"coalitions, 4,096 x {COALITION_DRAWS} draws x 12 years, {COALITION_RUNS} runs in turn: "
        f"ours {one:.1f} s of processor time on one thread ({ours:.1f} s by the clock on two); "
        f"one call each {each:.0f} s ({len(some)} of them, scaled), "
        f"{_ratios(times, 'apart', 'alone')}; were sectors collapsed in those calls too "
        f"{same:.0f} s, {_ratios(times, 'collapsed', 'alone')}; "
        f"largest difference {difference:.0e}; "
        f"load {os.getloadavg()[0]:.1f}"
    )


def _processor(job: Callable[[], object]) -> float:
    """Processor seconds of one call, which other work on the machine disturbs less."""
    start = process_time()
    job()
    return process_time() - start


def _ratios(times: dict[str, list[float]], peer: str, own: str) -> str:
    """How often faster in each turn: the least and the middle."""
    found = np.array(times[peer]) / np.array(times[own])
    return f"{found.min():.1f}x at least, {np.median(found):.1f}x in the middle"


def memory() -> None:
    """Peak memory of 100,000 draws with and without the plan, in a process of its own."""
    kept = stream(_totals, range(100_000))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    held = sum(values.nbytes for values in kept.values()) / 1e9
    print(f"system, 100,000 draws with and without: peak {peak:.2f} GB, {held:.2f} GB of it kept")


def _totals(draws: range) -> dict[str, Floats]:
    """Output and hours by authority with and without the plan, and the gap, [d, ...]."""
    place, plan, numbers, paths = case(draws)
    with_plan, without = (simulate(place, some, numbers, paths) for some in (plan, ()))
    return {
        "gva with": with_plan.gva,
        "gva without": without.gva,
        "hours": with_plan.hours_change,
        "gap": with_plan.gap,
        "gap without": without.gap,
    }


def main() -> None:
    """All but memory, which needs a process of its own: `system_model memory`."""
    if sys.argv[1:] == ["memory"]:
        memory()
        return
    projection()
    beside_pysd()
    exact_attribution()
    coalitions()


if __name__ == "__main__":
    main()
