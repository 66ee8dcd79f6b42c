"""The nowcast as a result: years not published yet, the record of past errors, sentences."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from growthplan.monitoring.nowcast import Nowcast
from growthplan.monitoring.nowcast_methods import (
    FEWEST_ORIGINS,
    FIRST_FIGURES,
    HORIZONS,
    METHODS,
    Errors,
    Method,
    Panel,
    best,
    common,
    covered,
    forecasts,
    past_errors,
    spread,
)
from growthplan.vocabulary import Figure, GrowthplanError, Input, Lineage, Place, display

_NORMAL_95 = 1.644854
_UNIT = "£ per hour"
_NAMES: dict[Method, str] = {
    "no change": "no change",
    "trend": "the place's own trend",
    "common growth": "the mean growth of city regions",
    "timelier series": "timelier series",
}


def nowcast(panel: Panel, place: Place, inputs: tuple[Input, ...], id_: str) -> Nowcast:
    """The years after the newest figure of a place, by the method with the best record.

    Ranges come from the method's own past errors over all places. Raises GrowthplanError when the
    record is too short to judge anything.
    """
    if panel.newest - panel.years[0] + 1 < FIRST_FIGURES + FEWEST_ORIGINS + HORIZONS[-1]:
        raise GrowthplanError(
            f"A nowcast needs {FIRST_FIGURES + FEWEST_ORIGINS + HORIZONS[-1]} yearly figures."
        )
    errors = past_errors(panel)
    record = _record(errors)
    chosen = best(errors)
    made = forecasts(panel, panel.newest, panel.level)
    row = panel.places.index(place.code)
    table = _table(made, row, panel, errors)
    sentence = _sentence(table.filter(pl.col("method") == chosen), record, chosen, place)
    figures = tuple(
        _figure(one, chosen, place, inputs, sentence, id_)
        for one in table.filter(pl.col("method") == chosen).iter_rows(named=True)
    )
    return Nowcast(
        "gva_per_hour", place.code, chosen, sentence, table, record, figures, _notes(panel, errors)
    )


def _table(made: dict[Method, np.ndarray], row: int, panel: Panel, errors: Errors) -> pl.DataFrame:
    rows = []
    for method in METHODS:
        for n, step in enumerate(HORIZONS):
            middle = float(made[method][row, n])
            if math.isnan(middle):
                continue
            half = _NORMAL_95 * spread(common(errors, step)(method))
            ends = [math.exp(middle + d) for d in (0.0, -half, half)]
            rows.append((panel.newest + step, *ends, method))
    names = ["year", "value", "low", "high", "method"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _record(errors: Errors) -> pl.DataFrame:
    rows = []
    for step in HORIZONS:
        of = common(errors, step)
        none = np.abs(of("no change"))
        for method in METHODS:
            each = of(method)
            size = float(np.nanmean(np.abs(each)))
            with np.errstate(invalid="ignore"):
                years = np.array([np.nanmean(np.abs(e) - o) for e, o in zip(each, none, strict=True)
                                  if not np.isnan(e).all()])  # fmt: skip
            rows.append(
                (
                    method, step, int((~np.isnan(each)).sum()), len(years), 100 * size,
                    100 * float(np.nanmean(each)), bool(size < float(np.nanmean(none))),
                    int((years < 0).sum()), covered(each, _NORMAL_95),
                )
            )  # fmt: skip
    names = [
        "method", "horizon", "errors", "years", "mean_absolute_error", "bias", "beats_no_change",
        "years_better_than_no_change", "coverage",
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row")


def _sentence(table: pl.DataFrame, record: pl.DataFrame, chosen: Method, place: Place) -> str:
    parts = [
        f"{display(row['value'], _UNIT)} in {row['year']} (between {display(row['low'], _UNIT)} "
        f"and {display(row['high'], _UNIT)}, 90%)"
        for row in table.iter_rows(named=True)
    ]
    sizes = {(row["method"], row["horizon"]): row for row in record.iter_rows(named=True)}
    last = HORIZONS[-1]
    size = {m: f"{sizes[m, last]['mean_absolute_error']:.1f}%" for m in METHODS}
    told = (
        f"Over {sizes[chosen, last]['years']} past years its error {last} years ahead was "
        f"{size[chosen]} on average"
    )
    how = "as no change" if chosen == "no change" else f"by {_NAMES[chosen]}"
    rest = ", ".join(f"{size[m]} for {_NAMES[m]}" for m in METHODS if m != chosen)
    judged = f"{told}, against {rest}."
    if chosen != "timelier series":
        judged += " Timelier series did not do better at every horizon, so they are not used."
    held = f"Ranges of 90% held {sizes[chosen, last]['coverage']:.0%} of what came."
    values = "; ".join(parts)
    return f"Nowcast of GVA per hour worked in {place.name} {how}: {values}. {judged} {held}"


def _figure(
    row: dict[str, float], chosen: Method, place: Place, inputs: tuple[Input, ...],
    sentence: str, id_: str,
) -> Figure:  # fmt: skip
    year = str(row["year"])
    return Figure(
        id=f"nowcast/{id_}/{place.code}/{year}",
        value=row["value"],
        display=display(row["value"], _UNIT),
        unit=_UNIT,
        low=row["low"],
        high=row["high"],
        place=place.code,
        period=year,
        sentence=sentence,
        lineage=Lineage(
            formula="underlying level at the newest figure, moved on by " + chosen,
            inputs=inputs,
            functions=("growthplan.monitoring.nowcast",),
        ),
        caveats=("A nowcast, not a published statistic. In prices of each year, not smoothed.",),
    )


def _notes(panel: Panel, errors: Errors) -> tuple[str, ...]:
    held = [str(origin) for origin in errors.origins if origin in panel.known]
    real = (
        f"Forecasts from {' and '.join(held)} are made from the edition of the time; earlier ones "
        "from the newest edition, since no older one is held."
        if held
        else "All forecasts are made from the newest edition, since no older one is held."
    )
    return (
        f"Timelier series: {' and '.join(panel.names)}. Record over {len(panel.places)} city "
        f"regions, from {errors.origins[0]} on. {real} Places share shocks, so years are the "
        "evidence, not places times years.",
    )
