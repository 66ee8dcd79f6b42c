"""The scorecard in words: a sentence an indicator, and notes on what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from growthplan.vocabulary import MINUS, Period, display

_CHANGE = dict.fromkeys(("%", "% a year"), "percentage points")
SMALL = 0.095
"""Below this a change is written with two decimals, where the unit shows one."""


def amount_of_change(value: float, unit: str) -> str:
    """A difference in the unit that a reader expects: percentages differ by points.

    >>> amount_of_change(-4.0, "%"), amount_of_change(12.0, "£ per week")
    ('−4.0 percentage points', '£12')
    >>> amount_of_change(-0.04, "years")
    '−0.04 years'
    """
    words = _CHANGE.get(unit, unit)
    nothing = display(0.0, words)
    if 0 < abs(value) < SMALL and "0.0" in nothing:
        sign = MINUS if value < 0 else ""
        return sign + nothing.replace("0.0", f"{abs(value):.2f}", 1)
    return display(value, words)


def with_unit(value: float | None, unit: str) -> str:
    """A value with its unit in words where the display shows none.

    >>> with_unit(12.34, "per 1,000 people"), with_unit(72.0, "%")
    ('12.3 per 1,000 people', '72.0%')
    """
    shown = display(value, unit)
    bare = unit.startswith("per ") or unit in (
        "jobs per km²",
        "jobs per business",
        "hours per week",
        "hours per job",
        "tonnes CO2e per person",
    )
    if unit.startswith("£ per "):
        return f"{shown} {unit[2:]}"
    return f"{shown} {unit}" if bare and value is not None else shown


def line_sentence(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What one indicator says, from the number to the verdicts."""
    title, place = row["title"], names["place"]
    if row["value"] is None:
        return f"{title}, {place}: {row['how']}. {_stop(row['missing'])}"
    unit = row["unit"]
    ranged = ""
    if row["low"] is not None:
        words = "published 95% interval" if "95%" in row["band"] else "90% band"
        if row["band"].startswith("from"):
            words = "95% interval"
        ranged = f" ({words} {display(row['low'], unit)} to {display(row['high'], unit)})"
    parts = [f"{title}, {place}, {Period(row['period'])}: {with_unit(row['value'], unit)}{ranged}."]
    parts.append(_against(row, names["comparator"]))
    parts.append(_peers(row))
    parts.append(_trend(row))
    return " ".join(part for part in parts if part)


def _against(row: Mapping[str, Any], comparator: str) -> str:
    if row["comparator_value"] is None:
        return f"Against {comparator}: cannot tell ({row['reason']})."
    when = ""
    if row["comparator_period"] != row["period"]:
        then = display(row["place_then"], row["unit"])
        when = f" in {Period(row['comparator_period'])}, when the place had {then}"
    other = display(row["comparator_value"], row["unit"])
    verdict = f"{row['verdict'][0].upper()}{row['verdict'][1:]}"
    gap = f"difference {_signed(row['difference'], row['unit'])}"
    if row["difference_low"] is not None:
        low, high = (_signed(row[f"difference_{end}"], row["unit"]) for end in ("low", "high"))
        gap += f", 90% range {low} to {high}"
    told = "" if row["verdict"] != "cannot tell" else f"; {row['reason']}"
    return f"{comparator}: {other}{when}. {verdict}: {gap}{told}."


def _signed(value: float, unit: str) -> str:
    amount = amount_of_change(value, unit)
    return amount if amount.startswith(MINUS) else f"+{amount}"


def _peers(row: Mapping[str, Any]) -> str:
    if row["peers_median"] is None:
        return ""
    unit = row["unit"]
    count = row["peers_count"]
    when = f" in {Period(row['peers_period'])}" if row["peers_period"] != row["period"] else ""
    if count == 1:
        return f"Its one peer{when}: {display(row['peers_median'], unit)} ({row['peers_verdict']})."
    return (
        f"Median of {count} peers{when}: {display(row['peers_median'], unit)}, from "
        f"{display(row['peers_low'], unit)} to {display(row['peers_high'], unit)} "
        f"({row['peers_verdict']})."
    )


def _trend(row: Mapping[str, Any]) -> str:
    if row["trend_a_year"] is None:
        return f"Trend: cannot tell ({row['movement_reason']})."
    slope, unit = row["trend_a_year"], row["unit"]
    half = amount_of_change(row["trend_half"], unit)
    reason = f", {row['movement_reason']}" if row["movement_reason"] else ""
    return (
        f"Between {Period(row['trend_from'])} and {Period(row['trend_to'])} it changed by "
        f"{_signed(slope, unit)} each year, give or take {half}: {row['movement']}{reason}."
    )


def missing_notes(table: pl.DataFrame, place: str) -> list[str]:
    """One note a reason for which figures are missing, and one a driver without any figure."""
    missing = table.filter(pl.col("value").is_null())
    notes = []
    for driver in table["driver"].unique(maintain_order=True):
        rows = table.filter(pl.col("driver") == driver)
        if rows["value"].null_count() == rows.height:
            notes.append(f"No indicator of {driver} has a figure for {place}.")
    reasons = missing.group_by("how", "missing", maintain_order=True).agg("title")
    for how, reason, titles in reasons.rows():
        notes.append(f"{how[0].upper()}{how[1:]} for {place}: {', '.join(titles)}. {_stop(reason)}")
    return notes


def _stop(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."
