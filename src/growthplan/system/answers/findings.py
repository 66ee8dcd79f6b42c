"""What accepted findings changed in the answer: the same plan run before and after them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.system.answers.lineage import FUNCTIONS
from growthplan.system.answers.paths import LIFT, lift
from growthplan.system.answers.runs import NO_PLAN, PLAN
from growthplan.system.answers.wording import in_range, shown
from growthplan.system.fans import fan
from growthplan.vocabulary import Assumption, Figure, Input, Lineage, Place

Floats = npt.NDArray[np.float64]
Kept = Mapping[str, Floats]

BEFORE = "before-findings"
CHANGE = "findings"
_TOLD = 2.0
"""Errors beyond which a change is more than luck of the draws."""


@dataclass(frozen=True)
class Findings:
    """The plan's outcomes in the last year, before and after findings were accepted.

    `table` has measure, title, unit, unit_of_change, before, before_low, before_high, after,
    after_low, after_high (medians and 90% ranges), change (of the mean), error (of the change, from
    the number of draws) and told (whether it is more than that luck).
    """

    place: Place
    year: int
    draws: int
    learned: tuple[tuple[Assumption, Assumption], ...]
    """Each assumption that a finding changed: before, and after."""
    table: pl.DataFrame
    figures: tuple[Figure, ...] = ()

    @property
    def sentence(self) -> str:
        """What the findings did to what the plan adds."""
        row = next(self.table.filter(pl.col("measure") == LIFT).iter_rows(named=True))
        names = " and ".join(f"‘{after.title}’" for _, after in self.learned)
        before, after = (shown(row[k], row["unit"], row["error"]) for k in ("before", "after"))
        if not row["told"]:
            return (
                f"Findings changed the assumption{'s' * (len(self.learned) > 1)} {names}; what the "
                f"plan adds by {self.year}, {after}, moves by no more than luck of the draws."
            )
        return (
            f"Findings changed the assumption{'s' * (len(self.learned) > 1)} {names}: by "
            f"{self.year} the plan adds {after}; before them it was {before}."
        )


@dataclass(frozen=True)
class _Measure:
    id: str
    title: str
    unit: str
    unit_of_change: str
    of: Callable[[Kept], Floats]
    """[d] in the last year."""


def _gap(kept: Kept, future: str) -> Floats:
    made, other = kept[f"{future}/gva_per_hour"][:, -1], kept[f"{future}/comparator"][:, -1]
    return np.asarray(100.0 * (made / other - 1.0))


def _apart(measure: str) -> Callable[[Kept], Floats]:
    return lambda kept: np.asarray(
        kept[f"{PLAN}/{measure}"][:, -1] - kept[f"{NO_PLAN}/{measure}"][:, -1]
    )


_MEASURES = (
    _Measure(LIFT, "What the plan adds to GVA per hour", "%", "percentage points",
             lambda kept: lift(kept, PLAN, NO_PLAN)[:, -1]),
    _Measure("gva_per_hour_gap_pct", "Gap in GVA per hour with the plan", "%", "percentage points",
             lambda kept: _gap(kept, PLAN)),
    _Measure("gva", "GVA that the plan adds", "£m", "£m", _apart("gva")),
    _Measure("jobs", "Jobs that the plan adds, net", "jobs", "jobs", _apart("jobs")),
)  # fmt: skip


def findings_between(
    before: Kept,
    after: Kept,
    learned: tuple[tuple[Assumption, Assumption], ...],
    place: Place,
    year: int,
) -> Findings:
    """Outcomes of two runs over the same draws, side by side.

    `before` and `after` are what `Runs` keeps, [d, t] each. Only the numbers of the assumptions
    that learned are drawn anew, so every other doubt cancels in the change.
    """
    rows = []
    for one in _MEASURES:
        own, then = one.of(after), one.of(before)
        change = own - then
        error = float(change.std(ddof=1) / np.sqrt(len(change))) if len(change) > 1 else np.inf
        mean = float(change.mean())
        ends = [float(end) for values in (then, own) for end in _ends(values)]
        rows.append(
            (one.id, one.title, one.unit, one.unit_of_change, *ends, mean, error,
             abs(mean) > _TOLD * error)
        )  # fmt: skip
    columns = [
        "measure", "title", "unit", "unit_of_change", "before", "before_low", "before_high",
        "after", "after_low", "after_high", "change", "error", "told",
    ]  # fmt: skip
    table = pl.DataFrame(rows, schema=columns, orient="row")
    draws = len(next(iter(after.values())))
    made = Findings(place, year, draws, learned, table)
    return Findings(place, year, draws, learned, table, tuple(_figures(made)))


def _ends(values: Floats) -> tuple[float, float, float]:
    found = fan(values)
    return float(found.median), float(found.low[90]), float(found.high[90])


def _figures(made: Findings) -> list[Figure]:
    found = []
    for row in made.table.iter_rows(named=True):
        then = shown(row["before"], row["unit"], row["error"])
        spread = in_range(row["before_low"], row["before_high"], row["unit"], row["error"])
        said = f"{row['title']} in {made.year}, before findings were accepted: {then} ({spread})."
        found.append(
            _figure(made, row, BEFORE, row["before"], then, row["unit"], said,
                    (row["before_low"], row["before_high"]), "median over draws")
        )  # fmt: skip
        moved = shown(row["change"], row["unit_of_change"], row["error"])
        told = "" if row["told"] else ", no more than luck of the draws"
        said = f"{row['title']} in {made.year}: findings change its mean by {moved}{told}."
        wide = _TOLD * row["error"]
        found.append(
            _figure(made, row, CHANGE, row["change"], moved, row["unit_of_change"], said,
                    (row["change"] - wide, row["change"] + wide),
                    "after less before, draw by draw; mean, with twice its error")
        )  # fmt: skip
    return found


def _figure(
    made: Findings,
    row: Mapping[str, object],
    scenario: str,
    value: float,
    display: str,
    unit: str,
    sentence: str,
    ends: tuple[float, float],
    formula: str,
) -> Figure:
    names = tuple(f"{after.id}: {after.describe()}." for _, after in made.learned)
    inputs = tuple(
        Input(label=f"{one.title}, {word}: {one.describe()}", value=one.value, unit=one.unit)
        for pair in made.learned
        for one, word in zip(pair, ("before", "after"), strict=True)
    )
    return Figure(
        id=f"{row['measure']}/{made.place.code}/{made.year}/{scenario}",
        value=value, display=display, unit=unit, low=ends[0], high=ends[1],
        place=made.place.code, period=str(made.year), scenario=scenario, sentence=sentence,
        lineage=Lineage(formula=formula, inputs=inputs, functions=FUNCTIONS, assumptions=names),
        caveats=(f"{made.draws:,} draws, the same before and after.",),
    )  # fmt: skip
