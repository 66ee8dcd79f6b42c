"""Which industries go together across places: quotients, proximity and density.

Definitions: Hidalgo, Klinger, Barabási and Hausmann (2007), The product space conditions the
development of nations, Science 317. A place is specialised in an industry when its location
quotient (their revealed comparative advantage) is at least 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from growthplan.vocabulary import Fault, GrowthplanError

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]

SPECIALISED = 1.0
"""Location quotient from which a place counts as specialised."""


@dataclass(frozen=True)
class IndustryMatrix:
    """One size measure (GVA, jobs) of every industry in every place."""

    places: tuple[str, ...]
    industries: tuple[str, ...]
    values: Floats
    """[place, industry], none below zero, no empty row or column."""
    notes: tuple[str, ...] = ()
    """Places and industries left out, and why."""


@dataclass(frozen=True)
class Relatedness:
    """How near industries are to each other, and how near each place is to each industry."""

    industries: pl.DataFrame
    """industry, other, proximity: each unordered pair once."""
    places: pl.DataFrame
    """place, industry, quotient, specialised, density."""
    notes: tuple[str, ...]


def industry_matrix(table: pl.DataFrame) -> IndustryMatrix:
    """A table of `place, industry, value` as a matrix.

    Places and industries must each be of one level: nothing may hold another. An empty value
    makes its place incomplete, and the place is left out with a note (a hole counted as zero
    would pass for a weakness); so are places and industries with nothing in them. A value below
    zero (GVA of a bad year) counts as 0, with a note.

    Raises GrowthplanError for a repeated place and industry, a value that is not finite, or when
    nothing is left.
    """
    places, industries, values = _wide(table)
    below = int((values < 0).sum())
    values = np.where(values < 0, 0.0, values)
    notes = [f"Counted as 0: {below} values below zero."] if below else []
    whole = np.isfinite(values).all(axis=1)
    notes += _left_out("without a figure for every industry", "place", places[~whole])
    places, values = places[whole], values[whole]
    present = values.sum(axis=1) > 0
    notes += _left_out("with nothing in any industry", "place", places[~present])
    places, values = places[present], values[present]
    used = values.sum(axis=0) > 0
    names = industries
    notes += _left_out("found in no place", "industry", names[~used])
    if not values[:, used].size:
        raise GrowthplanError(
            Fault(
                "No place has figures for every industry.",
                fix="Use broader industries, or a year with fewer suppressed cells.",
            )
        )
    return IndustryMatrix(
        tuple(places), tuple(names[used]), np.ascontiguousarray(values[:, used]), tuple(notes)
    )


def _wide(table: pl.DataFrame) -> tuple[Names, Names, Floats]:
    """Places, industries, and values with NaN where there is none."""
    if missing := [c for c in ("place", "industry", "value") if c not in table.columns]:
        raise GrowthplanError([Fault(f"Industry table: column '{c}' is missing.") for c in missing])
    if table.is_empty():
        raise GrowthplanError("Industry table: there are no rows.")
    names, codes = [], []
    for column in ("place", "industry"):
        known = table[column].unique().sort()
        names.append(np.array(known.to_list(), dtype=object))
        codes.append(table[column].cast(pl.Enum(known)).to_physical().to_numpy().astype(np.intp))
    shape = len(names[0]), len(names[1])
    at = codes[0] * shape[1] + codes[1]
    given = table["value"].cast(pl.Float64)
    empty, found = given.is_null().to_numpy(), given.to_numpy()
    times = np.bincount(at, minlength=shape[0] * shape[1])
    none = np.empty(0, dtype=np.intp)
    faults = [
        Fault(
            f"Industry table: the value of {names[1][codes[1][rows[0]]]} in "
            f"{names[0][codes[0][rows[0]]]} {what} ({len(rows)} such rows)."
        )
        for rows, what in (
            (np.flatnonzero(times[at] > 1) if times.max() > 1 else none, "is there twice"),
            (np.flatnonzero(~empty & ~np.isfinite(found)), "is not a finite number"),
        )
        if len(rows)
    ]
    if faults:
        raise GrowthplanError(faults)
    values = np.full(shape, np.nan)
    values.ravel()[at] = found
    return names[0], names[1], values


def _left_out(why: str, what: str, names: Names) -> list[str]:
    if not len(names):
        return []
    plural = {"place": "places", "industry": "industries"}[what]
    shown = ", ".join(str(name) for name in names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return [f"Left out {len(names)} {what if len(names) == 1 else plural} {why}: {shown}{more}."]


def quotients(values: Floats) -> Floats:
    """Location quotients [place, industry]: share in the place ÷ share in all places together.

    Raises GrowthplanError when a place or an industry is empty.

    >>> quotients(np.array([[30.0, 10.0], [10.0, 30.0]])).tolist()
    [[1.5, 0.5], [0.5, 1.5]]
    """
    rows, columns = values.sum(axis=1), values.sum(axis=0)
    if not (rows > 0).all() or not (columns > 0).all():
        raise GrowthplanError("A location quotient needs something in every place and industry.")
    # (value ÷ row) ÷ (column ÷ all), in the order that makes a place like the whole exactly 1.
    found: Floats = (values / rows[:, None]) / (columns / columns.sum())
    return found


def proximity(specialised: Bools) -> Floats:
    """Proximity [industry, industry]: the smaller of the two chances that a place specialised in
    one is specialised in the other. 1 on the diagonal; 0 for an industry nobody is specialised in.

    >>> proximity(np.array([[True, True], [True, False]])).tolist()
    [[1.0, 0.5], [0.5, 1.0]]
    """
    present = specialised.astype(np.float64)
    together = present.T @ present
    ubiquity = np.diag(together)
    larger = np.maximum(np.maximum.outer(ubiquity, ubiquity), 1.0)
    found: Floats = together / larger
    return found


def density(specialised: Bools, proximities: Floats) -> Floats:
    """Density [place, industry]: share of the industry's proximity to all industries that lies
    in those the place is specialised in. 0 to 1; 0 for an industry nobody is specialised in."""
    around = proximities.sum(axis=0)
    shares = proximities / np.where(around > 0, around, 1.0)
    found: Floats = specialised.astype(np.float64) @ shares
    return found


def relatedness(matrix: IndustryMatrix) -> Relatedness:
    """Proximity of every pair of industries and density of every industry around each place."""
    values = quotients(matrix.values)
    specialised = values >= SPECIALISED
    near = proximity(specialised)
    first, second = np.triu_indices(len(matrix.industries), k=1)
    names: Names = np.array(matrix.industries, dtype=object)
    pairs = pl.DataFrame(
        {
            "industry": names[first].tolist(),
            "other": names[second].tolist(),
            "proximity": near[first, second],
        },
        schema={"industry": pl.String, "other": pl.String, "proximity": pl.Float64},
    )
    shape = (len(matrix.places), len(matrix.industries))
    places = pl.DataFrame(
        {
            "place": np.repeat(np.array(matrix.places, dtype=object), shape[1]).tolist(),
            "industry": list(matrix.industries) * shape[0],
            "quotient": values.ravel(),
            "specialised": specialised.ravel(),
            "density": density(specialised, near).ravel(),
        }
    )
    nobody = names[~specialised.any(axis=0)]
    notes = [*matrix.notes, *_left_out("that no place is specialised in", "industry", nobody)]
    return Relatedness(pairs, places, tuple(notes))
