"""How much figures of one indicator are revised, by age, from the editions in hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from growthplan.monitoring.filter import Array
from growthplan.monitoring.trend_readings import year_of

OLDEST = 4
"""Years as old as this or older are taken for final."""
_FEWEST = 30


@dataclass(frozen=True)
class Revisions:
    """Revisions still to come to a figure, on the filter's scale.

    `sd[age]` of a figure that is `age` years older than the newest of its edition, from 0; 0 from
    `OLDEST` on. `correlation` is that of neighbouring years' in one edition.
    """

    sd: tuple[float, ...]
    correlation: float
    nested: float
    """1 when an older edition says nothing that the newer does not, 0 when their errors are
    unrelated; from how consecutive revisions go together."""
    editions: int
    count: int

    def variances(self, years: int) -> Array:
        """Of the revision to each of `years` figures of one edition, oldest first."""
        sd = np.zeros(years)
        for age, one in enumerate(self.sd[: min(OLDEST, years)]):
            sd[years - 1 - age] = one
        return np.asarray(sd**2)


NONE = Revisions((0.0,) * OLDEST, 0.0, 1.0, 1, 0)
"""No earlier edition is in hand, so no revision can be allowed for."""


def revision_record(rows: pl.DataFrame, logged: bool) -> Revisions:
    """Revisions from each edition of a family to the newest, over every place in `rows` (place,
    period, value, family, edition, released: one row for each edition).

    Root mean squares by age, made not to rise with age. `NONE` when too few were made.
    """
    if rows["edition"].n_unique() < 2:
        return NONE
    at = {code: year_of(code)[0] for code in rows["period"].unique()}
    value = pl.col("value").log() if logged else pl.col("value")
    held = rows.filter(pl.col("value").is_not_null()).select(
        "place", "family", "edition", "released",
        year=pl.col("period").replace_strict(at, return_dtype=pl.Int64),
        level=value,
    )  # fmt: skip
    held = held.with_columns(
        age=pl.col("year").max().over("family", "edition") - pl.col("year"),
        step=pl.col("released").rank("dense").over("family"),
        newest=pl.col("released").max().over("family"),
    )
    last = held.filter(pl.col("released") == pl.col("newest"))
    on = ["place", "family", "year"]
    moved = held.filter(pl.col("released") < pl.col("newest")).join(
        last.select(*on, final="level"), on=on
    )
    moved = moved.with_columns(revision=pl.col("final") - pl.col("level"))
    young = moved.filter(pl.col("age") < OLDEST)
    if young.filter(pl.col("age") == 0).height < _FEWEST:
        return NONE
    squares = dict(young.group_by("age").agg((pl.col("revision") ** 2).mean()).iter_rows())
    sd = [float(squares.get(age, 0.0)) ** 0.5 for age in range(OLDEST)]
    sd = list(np.maximum.accumulate(sd[::-1])[::-1])
    return Revisions(
        tuple(float(s) for s in sd), _neighbours(young), _nested(held, on),
        held["edition"].n_unique(), young.height,
    )  # fmt: skip


def _neighbours(young: pl.DataFrame) -> float:
    """Correlation about zero of neighbouring years' revisions within one edition and place."""
    key = ["place", "family", "edition"]
    other = young.select(*key, year=pl.col("year") + 1, before="revision")
    pairs = young.join(other, on=[*key, "year"])
    if pairs.height < _FEWEST:
        return 0.0
    a, b = pairs["revision"].to_numpy(), pairs["before"].to_numpy()
    return float(np.clip((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum() or 1.0), 0.0, 0.99))


def _nested(held: pl.DataFrame, on: list[str]) -> float:
    """1 plus the covariance of consecutive revisions over the later one's mean square, at least 0
    and at most 1: were editions' errors unrelated, each revision would undo part of the last."""
    ordered = held.filter(pl.col("age") <= OLDEST).sort(*on, "step")
    steps = ordered.with_columns(
        first=pl.col("level").diff().over(on), second=-pl.col("level").diff(-1).over(on)
    ).drop_nulls(["first", "second"])
    if steps.height < _FEWEST:
        return 1.0
    a, b = steps["first"].to_numpy(), steps["second"].to_numpy()
    return float(np.clip(1 + (a * b).sum() / ((b**2).sum() or 1.0), 0.0, 1.0))
