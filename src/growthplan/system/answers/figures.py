"""Answers as figures: number, range, sentence and lineage made together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from growthplan.accounts import place_in_words
from growthplan.system.answers.figures_of_gains import gains_figures
from growthplan.system.answers.lineage import FUNCTIONS, Grounds
from growthplan.system.answers.parts import Chance, Sharing
from growthplan.system.answers.paths import DIFFERENCE, LIFT, OUTCOMES
from growthplan.system.answers.result import Projection
from growthplan.system.answers.wording import frequency, in_range, shown, signed
from growthplan.vocabulary import Figure, Lineage

_TITLES = {outcome.id: outcome.title for outcome in OUTCOMES} | {
    LIFT: "What the plan adds to GVA per hour"
}
_PRICES = ("gva_per_hour", "gva")
IN_ITS_MONEY = (
    "A target in pounds is read as in the money of its year, prices rising as is assumed."
)


def figures_of(made: Projection, grounds: Grounds) -> tuple[Figure, ...]:
    """Every figure of a projection, each id once."""
    found = [
        *_path_figures(made, grounds),
        *(_chance(made, one, grounds) for one in made.chances),
        *_sharing_figures(made, grounds),
        *gains_figures(made, grounds),
    ]
    return tuple({figure.id: figure for figure in found}.values())


def _path_figures(made: Projection, grounds: Grounds) -> Iterator[Figure]:
    """Every year for the place; the last for its authorities."""
    own = (pl.col("place") == made.place.code) & (pl.col("year") > made.base_year)
    kept = made.paths.filter(own | (pl.col("year") == made.until))
    for row in kept.iter_rows(named=True):
        if ":" not in row["scenario"] or row["place"] == made.place.code:
            yield _path(made, row, grounds)


def _path(made: Projection, row: dict[str, Any], grounds: Grounds) -> Figure:
    scenario, measure = row["scenario"], row["measure"]
    display = shown(row["median"], row["unit"], row["error"])
    return Figure(
        id=f"{measure}/{row['place']}/{row['year']}/{scenario.replace(':', '/')}",
        value=row["median"],
        display=display,
        unit=row["unit"],
        low=row["low_90"],
        high=row["high_90"],
        place=row["place"],
        period=str(row["year"]),
        scenario=scenario,
        sentence=_path_sentence(made, row, display),
        lineage=Lineage(
            formula=_formula(measure, scenario),
            inputs=grounds.inputs,
            functions=FUNCTIONS,
            assumptions=grounds.assumptions(scenario),
        ),
        caveats=grounds.cautions(scenario),
    )


def _path_sentence(made: Projection, row: dict[str, Any], display: str) -> str:
    where = place_in_words(row["name"])
    spread = in_range(row["low_90"], row["high_90"], row["unit"], row["error"])
    money = f", in the prices of {made.base_year}" if row["measure"] in _PRICES else ""
    title = _TITLES[row["measure"]]
    return (
        f"{title} in {where} in {row['year']}, {_in_words(made, row['scenario'])}: {display} "
        f"({spread}, 90%{money})."
    )


def _in_words(made: Projection, scenario: str) -> str:
    name, _, apart = scenario.partition(":")
    if scenario == DIFFERENCE:
        return "with the plan against without it"
    titles = {one.id: one.title for one in made.futures}
    title = titles.get(name, name)
    if name == "no_plan":
        return "without the plan"
    if name == "plan":
        return "with the plan"
    if apart == "over-no-plan":
        return f"under '{title}', against no plan"
    return f"under '{title}'" + (", against the plan as it stands" if apart else "")


def _formula(measure: str, scenario: str) -> str:
    if measure == LIFT:
        return "100 × (GVA per hour of one future ÷ that of the other − 1), draw by draw; median"
    base = "median over draws"
    if scenario == DIFFERENCE or scenario.endswith(f":{DIFFERENCE}"):
        return f"one future less the other, draw by draw; {base}"
    return f"GVA ÷ hours of all authorities; {base}" if measure == "gva_per_hour" else base


def _chance(made: Projection, one: Chance, grounds: Grounds) -> Figure:
    scenario = "no plan" if one.scenario == "no_plan" else _in_words(made, one.scenario)
    unlike = "" if one.scenario != "no_plan" else "without the plan"
    return Figure(
        id=f"target_probability/{made.place.code}/{one.year}/{one.target}/{one.scenario}",
        value=one.value,
        display=shown(100 * one.value, "%", 100 * one.error),
        unit="share",
        low=max(one.value - 1.645 * one.error, 0.0),
        high=min(one.value + 1.645 * one.error, 1.0),
        place=made.place.code,
        period=str(one.year),
        scenario=one.scenario,
        sentence=(
            f"{one.title} by {one.year}, {unlike or scenario}: {frequency(one.value, made.draws)}."
        ),
        lineage=Lineage(
            formula="share of draws in which it is so",
            inputs=grounds.inputs,
            functions=(*FUNCTIONS, "growthplan.system.targets.probability"),
            assumptions=grounds.assumptions(one.scenario),
        ),
        caveats=(
            "Low and high are the error from the number of draws, not the doubt about the model.",
            *([IN_ITS_MONEY] if one.published else []),
            *grounds.cautions(one.scenario),
        ),
    )


def _sharing_figures(made: Projection, grounds: Grounds) -> Iterator[Figure]:
    found = made.sharing
    if found is None:
        return
    for table in (found.interventions, found.groups, found.themes):
        for row in table.iter_rows(named=True):
            yield _share(made, found, row, grounds)
    ids = {row["title"]: row["id"].replace("/", ".") for row in found.groups.iter_rows(named=True)}
    for pair in found.pairs:
        name = f"{found.outcome}/{ids[pair.first]}/{ids[pair.second]}"
        yield _number(
            made,
            f"interaction/{made.place.code}/{found.year}/{name}",
            (pair.median, pair.low, pair.high),
            f"{pair.first} with {pair.second}",
            "Shapley-Taylor value of order 2, over every coalition of groups",
            grounds,
        )
    together = found.synergy
    yield _number(
        made,
        f"synergy/{made.place.code}/{found.year}/{found.outcome}",
        (together.median, together.low, together.high),
        "All actions together beyond the sum of each alone",
        "effect of all less the sum of the effect of each alone, draw by draw",
        grounds,
    )


def _share(made: Projection, found: Sharing, row: dict[str, Any], grounds: Grounds) -> Figure:
    one = _number(
        made,
        f"attribution/{made.place.code}/{found.year}/{found.outcome}/{row['id'].replace('/', '.')}",
        (row["value"], row["low"], row["high"]),
        f"{row['title']}, its share of what the plan adds",
        "Shapley value: mean addition over every order of actions, mean over draws",
        grounds,
    )
    return one.model_copy(update={"caveats": ("A mean, so that parts add up.", *one.caveats)})


def _number(
    made: Projection,
    name: str,
    values: tuple[float, float, float],
    what: str,
    formula: str,
    grounds: Grounds,
) -> Figure:
    value, low, high = values
    return Figure(
        id=name,
        value=value,
        display=signed(value),
        unit="%",
        low=low,
        high=high,
        place=made.place.code,
        period=str(made.until),
        scenario="plan",
        sentence=f"{what}: {signed(value)} of GVA per hour in {made.until} "
        f"({signed(low)} to {signed(high)}, 90%).",
        lineage=Lineage(
            formula=formula,
            inputs=grounds.inputs,
            functions=(*FUNCTIONS, "growthplan.system.coalition_values"),
            assumptions=grounds.assumptions("plan"),
        ),
        caveats=grounds.cautions("plan"),
    )
