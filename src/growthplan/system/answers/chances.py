"""How likely targets are: those that a plan publishes, and shares of the gap by each year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from growthplan.plan import Outcome, Target
from growthplan.system.answers.parts import Chance
from growthplan.system.programme import Prices
from growthplan.system.targets import closed_share, probability

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]
Printing = Callable[[Floats], Floats]
"""From the truth [d, t] to what the statistics of each year first print of it."""

SHARES = (0.25, 0.5, 1.0)
"""Shares of the gap whose closing is asked about."""
_TITLES = {0.25: "A quarter of the gap closed", 0.5: "Half the gap closed", 1.0: "The gap closed"}


def share_id(share: float) -> str:
    """The id of a share of the gap as a target.

    >>> share_id(0.5)
    'gap-closed-50'
    """
    return f"gap-closed-{round(100 * share)}"


def relative(kept: Kept, future: str) -> Floats:
    """Log productivity relative to the comparator, [d, t]."""
    return np.asarray(np.log(kept[f"{future}/gva_per_hour"] / kept[f"{future}/comparator"]))


def gap_chances(
    kept: Kept,
    futures: Sequence[str],
    years: Sequence[int],
    published_gap: float,
    printing: Printing | None = None,
) -> Iterator[Chance]:
    """Shares of the published gap closed by each year, and the gap narrower than it was.

    With `printing` also whether statistics will first be printed so: what is printed first is
    revised, so that a target may be met and not seen, or seen and not met. Nothing for a place
    that is not behind.
    """
    if published_gap <= 0:
        return
    for future in futures:
        own = relative(kept, future)
        seen = None if printing is None else printing(own)
        for t, year in enumerate(years[1:], start=1):
            narrower = probability(own[:, t] > own[:, 0])
            title = f"Gap narrower than in {years[0]}"
            yield Chance("gap-narrower", title, future, year, narrower.value, narrower.error)
            for share in SHARES:
                met = probability(closed_share(own[:, t], published_gap, share))
                yield Chance(share_id(share), _TITLES[share], future, year, met.value, met.error)
                if seen is not None:
                    shown = probability(closed_share(seen[:, t], published_gap, share))
                    name, title = (
                        f"{share_id(share)}-printed",
                        f"{_TITLES[share]}, as first printed",
                    )
                    yield Chance(name, title, future, year, shown.value, shown.error)


def published_chances(
    kept: Kept,
    futures: Sequence[str],
    years: Sequence[int],
    outcomes: Sequence[Outcome],
    prices: Prices,
) -> Iterator[Chance]:
    """Targets that the plan publishes, where their year and measure are in the projection.

    Targets in pounds are read as in the money of their year.
    """
    for outcome in outcomes:
        for name, target in _targets(outcome):
            if target.year not in years[1:]:
                continue
            t = list(years).index(target.year)
            for future in futures:
                values = _level(kept, future, outcome.measure, t, prices.level(target.year))
                if values is None:
                    continue
                goal = target.value * (1000.0 if target.unit == "£bn" else 1.0)
                met = probability(values >= goal)
                title = f"{outcome.title}: {target.statement}"
                yield Chance(name, title, future, target.year, met.value, met.error, True)


def _targets(outcome: Outcome) -> Iterator[tuple[str, Target]]:
    """The target of an outcome, and those that it replaced."""
    if outcome.target is not None:
        yield outcome.id, outcome.target
    for number, earlier in enumerate(outcome.earlier_targets, start=1):
        yield f"{outcome.id}-earlier-{number}", earlier


def _level(kept: Kept, future: str, measure: str, t: int, level: float) -> Floats | None:
    """A measure in a year in its published unit, [d]; pounds in the money of the year."""

    def of(name: str) -> Floats:
        return kept[f"{future}/{name}"][:, t]

    match measure:
        case "gva_per_hour":
            return of("gva_per_hour") * level
        case "gva":
            return of("gva") * level
        case "gva_per_job":
            return 1e6 * of("gva") * level / of("jobs")
        case "gva_per_head":
            return 1e6 * of("gva") * level / of("population")
        case "jobs" | "population":
            return of(measure)
        case "hours":
            return 1e6 * of("hours")
        case "gva_per_hour_index":
            return 100.0 * of("gva_per_hour") / of("comparator")
        case "gva_per_hour_gap_pct":
            return 100.0 * (of("gva_per_hour") / of("comparator") - 1.0)
        case "gva_per_hour_gap_gbp":
            return (of("gva_per_hour") - of("comparator")) * level
    return None
