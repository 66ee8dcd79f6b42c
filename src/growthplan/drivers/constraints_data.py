"""Indicators of many places made ready for a model: clipped, standardised, gaps filled openly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from growthplan.drivers.listing import few_of
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

Array = NDArray[np.float64]

FEWEST_PLACES = 50
LEAST_COVERAGE = 0.5
CLIPPED = (1.0, 99.0)
SAME_COLUMN = 1 - 1e-9
_SWEEPS = 20
_STILL = 0.005
_PRIOR = 0.05


@dataclass(frozen=True)
class DriverData:
    """Indicators in standard deviations over the fitted places, and their outcome.

    Arrays: `x` [place, indicator] with gaps filled, `seen` the same shape (False where filled),
    `y` [place] in log points relative to the comparator, `here` and `there` [indicator] the place
    and the comparator on the same scale (NaN where the place has no figure).
    """

    places: tuple[str, ...]
    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    x: Array
    seen: NDArray[np.bool_]
    y: Array
    here: Array
    there: Array
    gap: float | None
    """Actual gap of the place in log points; None when its outcome is not published."""
    same: Mapping[str, str]
    """Indicators left out because they repeat another one, and which."""
    notes: tuple[str, ...]


def driver_data(
    values: pl.DataFrame,
    outcome: pl.DataFrame,
    place: str,
    comparator: str,
    called: Mapping[str, str] | None = None,
) -> DriverData:
    """Prepare `values` (place, region, one column an indicator) and `outcome` (place, value).

    Places with a region and an outcome are fitted; rows without a region (the comparator, city
    regions) are only read. Indicators known for fewer than half of the fitted places, or that
    never vary, are left out with a note. Each is clipped at its 1st and 99th percentile, so that
    one extreme place cannot decide, then standardised. Gaps are filled with the value expected
    from the place's other indicators (conditional mean of a normal distribution fitted by
    expectation-maximisation; Little and Rubin 2019, chapter 11); the outcome takes no part.
    `called` gives titles of places and indicators for the notes.

    Raises GrowthplanError for an unknown place or comparator, a missing column, an outcome at or
    below zero, or fewer than 50 places.
    """
    values, outcome = _checked(values, outcome, place, comparator)
    notes: list[str] = []
    level = dict(outcome.select("place", "value").iter_rows())
    base = level[comparator]
    fitted = values.filter(
        pl.col("region").is_not_null() & pl.col("place").is_in(list(level))
    ).sort("place")
    _enough(fitted.height)
    called = called or {}
    names = _usable(fitted, called, notes)
    raw = _numbers(fitted, names)
    low, high = np.nanpercentile(raw, CLIPPED, axis=0)
    clipped = np.clip(raw, low, high)
    mean, sd = np.nanmean(clipped, axis=0), np.nanstd(clipped, axis=0)

    def standard(row: Array) -> Array:
        return np.asarray((np.clip(row, low, high) - mean) / sd)

    here, there = (_row_of(values, code, names) for code in (place, comparator))
    titles = [called.get(name, name) for name in names]
    where, to = called.get(place, place), called.get(comparator, comparator)
    _say_gaps(titles, here, there, where, to, notes)
    outside = [n for n, v, a, b in zip(titles, here, low, high, strict=True) if v < a or v > b]
    if outside:
        notes.append(
            f"{where} lies outside the 1st to 99th percentile in {few_of(outside)}: taken at the "
            "limit."
        )
    x = np.asarray((clipped - mean) / sd)
    keep, same = _distinct(names, x)
    notes += [
        f"{called.get(a, a)} repeats {called.get(b, b)} exactly and is counted once."
        for a, b in same.items()
    ]
    seen = ~np.isnan(x[:, keep])
    return DriverData(
        tuple(fitted["place"]),
        tuple(fitted["region"]),
        tuple(names[i] for i in keep),
        filled(x[:, keep]),
        seen,
        np.array([100 * np.log(level[code] / base) for code in fitted["place"]]),
        standard(here)[keep],
        np.nan_to_num(standard(there)[keep]),
        float(100 * np.log(level[place] / base)) if place in level else None,
        same,
        tuple(notes),
    )


def _checked(
    values: pl.DataFrame, outcome: pl.DataFrame, place: str, comparator: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    faults = [
        Fault(f"The table of {name} has no column '{column}'.", code="columns")
        for name, frame, columns in (
            ("values", values, ("place", "region")),
            ("outcomes", outcome, ("place", "value")),
        )
        for column in columns
        if column not in frame.columns
    ]
    if faults:
        raise GrowthplanError(faults)
    outcome = outcome.drop_nulls("value")
    known, measured = set(values["place"]), set(outcome["place"])
    if place not in known:
        faults.append(
            Fault(
                f"The table of drivers has no row for '{place}'.",
                fix=did_you_mean(place, known),
                code="place",
            )
        )
    if comparator not in measured:
        faults.append(
            Fault(
                f"The outcome of the comparator '{comparator}' is not in hand, so no gap can be "
                "taken to it.",
                fix=did_you_mean(comparator, measured),
                code="comparator",
            )
        )
    for name, frame in (("drivers", values), ("outcomes", outcome)):
        if frame["place"].is_duplicated().any():
            faults.append(Fault(f"The table of {name} has a place in more than one row."))
    if (outcome["value"] <= 0).any():
        faults.append(Fault("An outcome is at or below zero: its logarithm does not exist."))
    if faults:
        raise GrowthplanError(faults)
    return values, outcome


def _enough(places: int) -> None:
    if places < FEWEST_PLACES:
        raise GrowthplanError(
            Fault(
                f"Only {places} places have a region and an outcome; at least {FEWEST_PLACES} are "
                "needed to tell drivers apart.",
                fix="Give every authority's row, with its region.",
                code="few-places",
            )
        )


def _usable(fitted: pl.DataFrame, called: Mapping[str, str], notes: list[str]) -> list[str]:
    """Indicators, by name, that enough places have and that vary."""
    kept, thin = [], []
    names = sorted(set(fitted.columns) - {"place", "region"})
    for name, column in zip(names, _numbers(fitted, names).T, strict=True):
        known = column[~np.isnan(column)]
        if len(known) < LEAST_COVERAGE * fitted.height:
            thin.append(f"{called.get(name, name)} ({100 * len(known) / fitted.height:.0f}%)")
        elif np.ptp(np.clip(known, *np.percentile(known, CLIPPED))) == 0:
            notes.append(f"{called.get(name, name)} hardly differs between places: left out.")
        else:
            kept.append(name)
    if thin:
        notes.append(f"Left out, known for fewer than half of the places: {', '.join(thin)}.")
    if not kept:
        raise GrowthplanError(
            Fault("No driver is known for enough places to be compared.", code="no-drivers")
        )
    return kept


def _numbers(rows: pl.DataFrame, names: list[str]) -> Array:
    """Values [row, indicator], NaN where there is none."""
    return rows.select(pl.col(names).cast(pl.Float64)).to_numpy().astype(np.float64)


def _row_of(values: pl.DataFrame, code: str, names: list[str]) -> Array:
    rows = _numbers(values.filter(pl.col("place") == code), names)
    return rows[0] if len(rows) else np.full(len(names), np.nan)


def _say_gaps(
    names: list[str], here: Array, there: Array, where: str, to: str, notes: list[str]
) -> None:
    """`names` are titles, and so are `where` and `to`."""
    missing = [n for n, value in zip(names, here, strict=True) if np.isnan(value)]
    if missing:
        notes.append(
            f"{where} has no figure for {len(missing)} of {len(names)} indicators "
            f"({few_of(missing)}): nothing of its gap is put down to them."
        )
    missing = [n for n, value in zip(names, there, strict=True) if np.isnan(value)]
    if missing:
        notes.append(
            f"{to} has no figure for {few_of(missing)}: the mean of the fitted places stands in."
        )


def _distinct(names: list[str], x: Array) -> tuple[list[int], dict[str, str]]:
    """Columns to keep, and which of them each other one repeats up to sign."""
    keep: list[int] = []
    same: dict[str, str] = {}
    for j, name in enumerate(names):
        twin = next((k for k in keep if _repeats(x[:, j], x[:, k])), None)
        if twin is None:
            keep.append(j)
        else:
            same[name] = names[twin]
    return keep, same


def _repeats(a: Array, b: Array) -> bool:
    if (np.isnan(a) != np.isnan(b)).any():
        return False
    both = ~np.isnan(a)
    return bool(abs(np.mean(a[both] * b[both])) > SAME_COLUMN)


def filled(x: Array) -> Array:
    """`x` [place, indicator], standardised, with NaN replaced by conditional means.

    Expectation-maximisation for a normal distribution, with a small ridge on the covariance so
    that collinear indicators do no harm. Rows with nothing known get the mean, zero.
    """
    gaps = np.isnan(x)
    if not gaps.any():
        return x
    patterns, which = np.unique(gaps, axis=0, return_inverse=True)
    which = which.reshape(-1)
    groups = [
        (np.flatnonzero(which == number), np.flatnonzero(~lost), np.flatnonzero(lost))
        for number, lost in enumerate(patterns)
        if lost.any() and not lost.all()
    ]
    whole = np.where(gaps, 0.0, x)
    size = x.shape[1]
    unsure = np.zeros((size, size))
    for _ in range(_SWEEPS):
        before = whole.copy()
        centre = whole.mean(axis=0)
        apart = whole - centre
        cov = (apart.T @ apart + unsure) / len(x) + _PRIOR * np.eye(size)
        unsure = np.zeros((size, size))
        for rows, known, lost in groups:
            across = cov[known[:, None], lost]
            weights = np.linalg.solve(cov[known[:, None], known], across)
            guess = centre[lost] + apart[rows[:, None], known] @ weights
            whole[rows[:, None], lost] = guess
            left = cov[lost[:, None], lost] - across.T @ weights
            unsure[lost[:, None], lost] += len(rows) * left
        if np.abs(whole - before).max() < _STILL:
            break
    return whole
