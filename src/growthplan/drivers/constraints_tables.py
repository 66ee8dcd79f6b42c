"""The tables of a place's constraints: groups that sum to the gap, indicators that sum to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from growthplan.drivers.constraints_data import Array, DriverData
from growthplan.drivers.constraints_evidence import graded
from growthplan.drivers.constraints_fit import Fit
from growthplan.drivers.constraints_groups import DriverGroup
from growthplan.drivers.constraints_ranks import by_group, chance_of_top, ranks
from growthplan.drivers.constraints_verdicts import verdict

PREDICTED = "predicted"
RESIDUAL = "residual"
GAP = "gap"
_RANGE = (5.0, 95.0)

_SCHEMA = {
    "part": pl.String,
    "title": pl.String,
    "drivers": pl.String,
    "kind": pl.String,
    "known": pl.Float64,
    "log_points": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "complete_cases": pl.Float64,
    "elastic_net": pl.Float64,
    "r2_share": pl.Float64,
    "top_three": pl.Float64,
    "rank_low": pl.Int64,
    "rank_high": pl.Int64,
    "over_time": pl.String,
    "verdict": pl.String,
    "evidence_grade": pl.String,
    "evidence": pl.String,
}


def distance(data: DriverData) -> Array:
    """Place less comparator [indicator], in standard deviations; 0 where the place has none."""
    return np.nan_to_num(data.here - data.there)


def constraint_table(
    data: DriverData,
    groups: tuple[DriverGroup, ...],
    fit: Fit,
    shares: Array,
    evidence: pl.DataFrame | None,
    over_time: pl.DataFrame | None,
    names: Mapping[str, str],
) -> pl.DataFrame:
    """One row a group, largest hold first, then predicted, residual and gap."""
    columns = [group.columns for group in groups]
    away = distance(data)
    parts = by_group(fit.ridge * away, columns)
    drawn = by_group(fit.drawn * away, columns)
    low, high = np.percentile(drawn, _RANGE, axis=0)
    best, worst = np.percentile(ranks(drawn), _RANGE, axis=0)
    top = chance_of_top(drawn)
    net = by_group(fit.elastic_net * away, columns)
    whole = None if fit.complete is None else by_group(fit.complete * away, columns)
    rows: list[dict[str, Any]] = []
    for k, group in enumerate(groups):
        known = _known(data, fit, group)
        complete = None if whole is None else float(whole[k])
        grade, findings = graded(evidence, group.drivers)
        rows.append(
            {
                "part": group.id,
                "title": title_of(group.drivers, names),
                "drivers": ";".join(group.drivers),
                "kind": "drivers",
                "known": known,
                "log_points": float(parts[k]),
                "low": float(low[k]),
                "high": float(high[k]),
                "complete_cases": complete,
                "elastic_net": float(net[k]),
                "r2_share": float(shares[k]),
                "top_three": float(top[k]),
                "rank_low": int(np.floor(best[k])),
                "rank_high": int(np.ceil(worst[k])),
                "over_time": _over_time(over_time, group.drivers),
                "verdict": verdict(
                    fit.tells, known, float(low[k]), float(high[k]), float(parts[k]), complete
                ),
                "evidence_grade": grade,
                "evidence": findings,
            }
        )
    rows.sort(key=lambda row: (row["log_points"], row["part"]))
    return pl.DataFrame(rows + _totals(rows, drawn, shares, data.gap), schema=_SCHEMA)


def _known(data: DriverData, fit: Fit, group: DriverGroup) -> float:
    """Share of a group, by the size of its indicators' coefficients, with a figure of the place."""
    columns = list(group.columns)
    weight = np.abs(fit.ridge[columns])
    weight = weight if weight.sum() > 0 else np.ones(len(columns))
    return float(weight[np.isfinite(data.here[columns])].sum() / weight.sum())


def _totals(
    rows: list[dict[str, Any]], drawn: Array, shares: Array, gap: float | None
) -> list[dict[str, Any]]:
    """Predicted, residual and gap: made of the rows shown, so that they add exactly."""
    predicted = float(sum(row["log_points"] for row in rows))
    low, high = np.percentile(drawn.sum(axis=1), _RANGE)
    blank: dict[str, Any] = dict.fromkeys(_SCHEMA)
    return [
        {
            **blank,
            "part": PREDICTED,
            "title": "All drivers together",
            "kind": "total",
            "log_points": predicted,
            "low": float(low),
            "high": float(high),
            "r2_share": float(shares.sum()),
        },
        {
            **blank,
            "part": RESIDUAL,
            "title": "Not put down to any driver here",
            "kind": "residual",
            "log_points": None if gap is None else gap - predicted,
        },
        {**blank, "part": GAP, "title": "Gap", "kind": "total", "log_points": gap},
    ]


def _over_time(table: pl.DataFrame | None, drivers: tuple[str, ...]) -> str | None:
    """What the panel says of each indicator of some drivers; None when no panel was given."""
    if table is None:
        return None
    found = table.filter(pl.col("driver").is_in(drivers)).sort("title")
    said = [f"{row['title']}: {row['verdict']}" for row in found.iter_rows(named=True)]
    return "; ".join(said) or "not enough years"


def title_of(drivers: tuple[str, ...], names: Mapping[str, str]) -> str:
    """Drivers in words: `Skills`, or `Health and skills` for two told together.

    >>> title_of(("health", "net_zero", "skills"), {})
    'Health, net zero and skills'
    """
    words = [names.get(driver, driver.replace("_", " ")) for driver in drivers]
    words = [words[0]] + [w[0].lower() + w[1:] if w[1:] == w[1:].lower() else w for w in words[1:]]
    text = ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]
    return text[0].upper() + text[1:]


def group_table(
    data: DriverData,
    groups: tuple[DriverGroup, ...],
    fit: Fit,
    of: Mapping[str, str],
    names: Mapping[str, str],
) -> pl.DataFrame:
    """One row an indicator, with its part of the gap; repeats have none of their own."""
    away = distance(data)
    rows: list[tuple[object, ...]] = []
    for group in groups:
        for k in group.columns:
            name = data.indicators[k]
            here = float(data.here[k])
            known = bool(np.isfinite(here))
            rows.append(
                (
                    group.id,
                    of[name],
                    name,
                    names.get(name, name),
                    float(data.seen[:, k].mean()),
                    here if known else None,
                    float(data.there[k]),
                    float(fit.ridge[k] * away[k]),
                    "" if known else "no figure for the place",
                )
            )
    home = {row[2]: row[0] for row in rows}
    rows += [
        (
            home[twin],
            of[name],
            name,
            names.get(name, name),
            None,
            None,
            None,
            None,
            f"repeats {twin}",
        )
        for name, twin in data.same.items()
    ]
    return pl.DataFrame(
        rows,
        schema={
            "group": pl.String,
            "driver": pl.String,
            "indicator": pl.String,
            "title": pl.String,
            "coverage": pl.Float64,
            "place": pl.Float64,
            "comparator": pl.Float64,
            "log_points": pl.Float64,
            "remark": pl.String,
        },
        orient="row",
    ).sort("group", "driver", "indicator")
