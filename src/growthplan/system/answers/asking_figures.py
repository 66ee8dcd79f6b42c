"""The numbers of a what-if as figures: number, range, sentence and lineage made together."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.accounts import place_in_words
from growthplan.system.answers.asking import ASKED, Side, WhatIf
from growthplan.system.answers.lineage import FUNCTIONS, Grounds
from growthplan.system.answers.paths import LIFT
from growthplan.system.answers.wording import frequency, in_range, shown
from growthplan.vocabulary import Figure, Lineage

GAP = "gva_per_hour_gap_pct"
_PATHS = (
    (LIFT, "difference", "What is asked for adds to GVA per hour"),
    (GAP, "plan", "Gap in GVA per hour"),
    ("gva", "difference", "What is asked for adds to GVA"),
    ("jobs", "difference", "What is asked for adds to filled jobs, net"),
)
_CHANGED = {
    "gva_per_hour_lift_pct": ("GVA per hour", "%"),
    "gva": ("GVA", "£m"),
    "jobs": ("filled jobs", "jobs"),
}


def asking_figures(found: WhatIf, grounds: Grounds) -> tuple[Figure, ...]:
    """Figures of the asked future `MEASURE/PLACE/YEAR/what-if`, of the plan beside it
    `.../plan`, of the change `.../what-if/difference`, and of each chance in the last year."""
    return (
        *_paths(found, found.asked, ASKED, "as asked", grounds),
        *_paths(found, found.plan, "plan", "the plan as it stands", grounds),
        *_changes(found, grounds),
        *_chances(found, grounds),
    )


def _paths(found: WhatIf, side: Side, name: str, words: str, grounds: Grounds) -> Iterator[Figure]:
    code, year = found.place.code, found.until
    where = place_in_words(found.place.name)
    for measure, scenario, title in _PATHS:
        row = side.row(measure, scenario, code, year)
        unit, error = str(row["unit"]), row["error"]
        said = shown(row["median"], unit, error)
        spread = in_range(row["low_90"], row["high_90"], unit, error)
        yield Figure(
            id=f"{measure}/{code}/{year}/{name}{'/over-no-plan' if scenario != 'plan' else ''}",
            value=row["median"],
            display=said,
            unit=unit,
            low=row["low_90"],
            high=row["high_90"],
            place=code,
            period=str(year),
            scenario=name,
            sentence=f"{title}, {where} in {year}, {words}: {said} ({spread}, 90%).",
            lineage=_lineage(
                "median over draws" if scenario == "plan" else
                "this future less no plan, draw by draw; median over draws", grounds),
            caveats=grounds.cautions(name),
        )  # fmt: skip


def _changes(found: WhatIf, grounds: Grounds) -> Iterator[Figure]:
    code, year = found.place.code, found.until
    for measure, (median, low, high, error) in found.change.items():
        title, unit = _CHANGED[measure]
        said = shown(median, unit, error)
        yield Figure(
            id=f"{measure}/{code}/{year}/{ASKED}/difference",
            value=median,
            display=said,
            unit=unit,
            low=low,
            high=high,
            place=code,
            period=str(year),
            scenario=ASKED,
            sentence=(
                f"What is asked for changes {title} in {place_in_words(found.place.name)} in "
                f"{year}, against the plan as it stands: {said} "
                f"({in_range(low, high, unit, error)}, 90%)."
            ),
            lineage=_lineage("one future less the other, draw by draw; median", grounds),
            caveats=grounds.cautions(ASKED),
        )


def _chances(found: WhatIf, grounds: Grounds) -> Iterator[Figure]:
    code = found.place.code
    for name, words, side in ((ASKED, "as asked", found.asked),
                              ("plan", "with the plan as it stands", found.plan)):  # fmt: skip
        for one in side.chances:
            if one.scenario != "plan" or (one.year != found.until and not one.published):
                continue
            yield Figure(
                id=f"target_probability/{code}/{one.year}/{one.target}/{name}",
                value=one.value,
                display=shown(100 * one.value, "%", 100 * one.error),
                unit="share",
                low=max(one.value - 1.645 * one.error, 0.0),
                high=min(one.value + 1.645 * one.error, 1.0),
                place=code,
                period=str(one.year),
                scenario=name,
                sentence=f"{one.title} by {one.year}, {words}: "
                f"{frequency(one.value, found.draws)}.",
                lineage=_lineage("share of draws in which it is so", grounds),
                caveats=(
                    "Low and high are the error from the number of draws, not the doubt about "
                    "the model.",
                    *grounds.cautions(name),
                ),
            )


def _lineage(formula: str, grounds: Grounds) -> Lineage:
    return Lineage(
        formula=formula,
        inputs=grounds.inputs,
        functions=FUNCTIONS,
        assumptions=grounds.assumptions(ASKED),
    )
