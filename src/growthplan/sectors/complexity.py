"""Economic complexity of places and industries, by eigenvectors.

Definitions: Hidalgo and Hausmann (2009), The building blocks of economic complexity, PNAS 106;
Hausmann and others (2014), The atlas of economic complexity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.sectors.leading_vectors import second_vector
from growthplan.sectors.relatedness import (
    SPECIALISED,
    Bools,
    Floats,
    IndustryMatrix,
    density,
    proximity,
    quotients,
)

SAME = 1e-9
"""Eigenvalues nearer than this are one eigenvalue: their eigenvectors have no fixed direction."""

WEAK = 0.3
"""Correlation with what fixes the sign below which the sign means little."""

MEANING = (
    "Complexity puts places with like specialisations next to each other; it says nothing of how "
    "many they have, and its direction is a convention."
)


@dataclass(frozen=True)
class Scores:
    """Complexity of places and industries, each with mean 0 and standard deviation 1.

    NaN throughout when the matrix does not determine them (`why_not` says why), and for places
    specialised in nothing and industries nobody is specialised in.
    """

    places: Floats
    industries: Floats
    second: float
    """Second eigenvalue, 0 to 1: 1 when places fall apart into groups that share nothing."""
    correlation: float = float("nan")
    """Of the places' complexity with what fixes its sign."""
    why_not: str | None = None


@dataclass(frozen=True)
class Complexity:
    """Complexity, diversity and relatedness of all places and industries."""

    places: pl.DataFrame
    """place, diversity (industries specialised in), complexity (mean 0, standard deviation 1)."""
    industries: pl.DataFrame
    """industry, ubiquity (places specialised), complexity."""
    quotients: Floats
    specialised: Bools
    proximity: Floats
    density: Floats
    scores: Scores
    notes: tuple[str, ...]


def complexity(
    matrix: IndustryMatrix,
    rising_with: Mapping[str, float] | None = None,
    rising_title: str = "diversity",
) -> Complexity:
    """Complexity of every place and industry, with what it is computed from.

    Its sign is fixed so that it goes up with the diversity of places, as in Hidalgo and Hausmann;
    or, given `rising_with` (place → value, titled `rising_title`), with that. Where the two do
    not go together at all, the first place that is not average is above average.

    A matrix that does not determine it (one industry, one place, places all alike, groups of
    places that share nothing) gives empty scores and a note that says which.
    """
    values = quotients(matrix.values)
    specialised = values >= SPECIALISED
    anchor = None
    if rising_with is not None:
        anchor = np.array([rising_with.get(place, np.nan) for place in matrix.places])
    scores = complexity_scores(specialised, anchor)
    near = proximity(specialised)
    places = pl.DataFrame(
        {
            "place": list(matrix.places),
            "diversity": specialised.sum(axis=1),
            "complexity": scores.places,
        }
    )
    industries = pl.DataFrame(
        {
            "industry": list(matrix.industries),
            "ubiquity": specialised.sum(axis=0),
            "complexity": scores.industries,
        }
    )
    said = [scores.why_not] if scores.why_not else [MEANING, _said_of_sign(scores, rising_title)]
    return Complexity(
        places.with_columns(pl.col("complexity").fill_nan(None)),
        industries.with_columns(pl.col("complexity").fill_nan(None)),
        values,
        specialised,
        near,
        density(specialised, near),
        scores,
        (*matrix.notes, *said),
    )


def _said_of_sign(scores: Scores, title: str) -> str:
    weak = "; that is weak, so read the two ends as different, not as high and low"
    return (
        f"The sign makes it go up with {title} (correlation {scores.correlation:.2f}"
        f"{weak if scores.correlation < WEAK else ''})."
    )


def complexity_scores(specialised: Bools, anchor: Floats | None = None) -> Scores:
    """Complexity from who is specialised in what [place, industry].

    `anchor` [place] fixes the sign (its NaN are passed over); without it diversity does.

    Places: the second eigenvector of D⁻¹ M U⁻¹ Mᵀ (D diversity, U ubiquity), which is where the
    method of reflections ends up. Industries: U⁻¹ Mᵀ of that eigenvector, the same eigenvector
    seen from the other side. It is found through the symmetric matrix of the same eigenvalues on
    the shorter side, which gives real numbers and costs least.
    """
    rows: Bools = np.asarray(specialised.any(axis=1))
    columns: Bools = np.asarray(specialised.any(axis=0))
    present = specialised[rows][:, columns].astype(np.float64)
    if present.shape[0] < 2 or present.shape[1] < 2:
        return _none(
            specialised,
            float("nan"),
            "Complexity needs at least two places and two industries with a specialisation.",
        )
    diversity, ubiquity = present.sum(axis=1), present.sum(axis=0)
    scaled = present / np.sqrt(np.outer(diversity, ubiquity))
    by_place = present.shape[0] <= present.shape[1]
    side = scaled @ scaled.T if by_place else scaled.T @ scaled
    second, third, vector = second_vector(side, np.sqrt(diversity if by_place else ubiquity))
    second = min(max(second, 0.0), 1.0)
    if why_not := _degenerate(second, third):
        return _none(specialised, second, why_not)
    on_places = (vector if by_place else scaled @ vector) / np.sqrt(diversity)
    on_industries = present.T @ on_places / ubiquity
    by = diversity if anchor is None else anchor[rows]
    correlation = _correlation(on_places, by)
    sign = float(np.sign(correlation)) or _first_sign(on_places)
    return Scores(
        _spread(sign * _standard(on_places), rows),
        _spread(sign * _standard(on_industries), columns),
        second,
        abs(correlation),
    )


def _degenerate(second: float, third: float) -> str | None:
    if second > 1 - SAME:
        return (
            "Complexity is not determined: the places fall into groups that share no "
            "specialisation."
        )
    if second < SAME:
        return "Complexity is not determined: every place has the same specialisations."
    if second - third < SAME:
        return (
            "Complexity is not determined: the second and third eigenvalues are equal, so no one "
            "order of places fits best."
        )
    return None


def _none(specialised: Bools, second: float, why_not: str) -> Scores:
    empty = [np.full(size, np.nan) for size in specialised.shape]
    return Scores(empty[0], empty[1], second, why_not=why_not)


def _standard(values: Floats) -> Floats:
    found: Floats = (values - values.mean()) / values.std()
    return found


def _correlation(on_places: Floats, by: Floats) -> float:
    """0 when it is too near 0 to fix a sign."""
    known = np.isfinite(by)
    if not known.any():
        return 0.0
    one, other = (values[known] - values[known].mean() for values in (on_places, by))
    size = float(np.linalg.norm(one) * np.linalg.norm(other))
    found = float(one @ other) / size if size > 0 else 0.0
    return found if abs(found) > SAME else 0.0


def _first_sign(on_places: Floats) -> float:
    apart = on_places - on_places.mean()
    return float(np.sign(apart[np.abs(apart) > SAME * np.abs(apart).max()][0]))


def _spread(values: Floats, where: Bools) -> Floats:
    full = np.full(len(where), np.nan)
    full[where] = values
    return full
