"""Public statements set beside the figures that they should equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from growthplan.accounts.catch_up import lift_to_close
from growthplan.accounts.claim_sentences import growth_sentence, sentence
from growthplan.accounts.gap import gap_by_edition
from growthplan.accounts.gva import gva_routes, route_in_words
from growthplan.accounts.levels import name_of
from growthplan.vocabulary import (
    ENGLAND,
    UK_LESS_EXTRA_REGIO,
    GrowthplanError,
    Statistics,
)

ClaimKind = Literal["gap_pct", "lift_pct", "worth_bn", "gva_bn", "added_bn"]


class Claim(BaseModel):
    """One public statement with a number in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    statement: str
    """The words, or a fair summary of them."""
    source: str
    """Who said it and where."""
    date: date
    """When it was said."""
    url: str | None = None
    kind: ClaimKind
    """`gap_pct`: productivity below (negative) or above a comparator; `lift_pct`: rise that closes
    the gap; `worth_bn`: what closing the gap is worth on `base_bn`; `gva_bn`: size of the economy;
    `added_bn`: GVA added to `base_bn` over `years`."""
    value: float
    """In %, or £bn; a gap below the comparator is negative."""
    unit: Literal["%", "£bn"]
    decimals: int = Field(default=0, ge=0, le=3)
    """Decimals of the statement: ours fits when it rounds to the same."""
    measure: str = "gva_per_hour"
    place: str
    comparator: str | None = None
    """The comparator that the statement names, when it does."""
    year: int | None = None
    """The year that the statement is about; the newest of each edition when it does not say."""
    base_bn: float | None = Field(default=None, gt=0)
    """Size of the economy that the statement rests on, £bn."""
    years: int | None = Field(default=None, gt=0)
    cites_edition: str | None = None
    """The edition that the statement cites, when it does."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needs_base = self.kind in ("worth_bn", "added_bn")
        if needs_base and self.base_bn is None:
            raise ValueError(f"claim '{self.id}': a {self.kind} claim needs base_bn, in £bn")
        if self.kind == "added_bn" and self.years is None:
            raise ValueError(f"claim '{self.id}': an added_bn claim needs years")
        if self.unit != ("%" if self.kind.endswith("pct") else "£bn"):
            raise ValueError(f"claim '{self.id}': {self.kind} is not in {self.unit}")
        return self


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim beside our figure for every comparator and edition."""

    claim: Claim
    table: pl.DataFrame
    """Columns comparator, route (how GVA came about; "" for a gap), family, edition, year, ours,
    difference (claim less ours), fits (rounds to the same), cited (the edition that the claim
    cites), published_before (the edition was out when it was said); best fit first."""
    fits: bool | None
    """Whether the best figure rounds to the claim's; None when there is nothing to compare."""
    sentence: str


def check_claim(
    statistics: Statistics,
    claim: Claim,
    comparators: Sequence[str] = (ENGLAND, UK_LESS_EXTRA_REGIO),
) -> ClaimCheck:
    """Set a claim beside our figure in every edition, against every comparator.

    The best fit is the smallest difference in the edition that the claim cites, when that is held,
    before any other; editions out at the time come before later ones. GVA is taken by every route
    of `gva_routes`.
    `added_bn` has no published counterpart: the sentence gives the growth that it implies.
    """
    if claim.kind == "added_bn":
        return ClaimCheck(claim, _table([]), None, growth_sentence(claim))
    table = _ours(statistics, claim, comparators)
    if table.is_empty():
        where = name_of(statistics, claim.place)
        text = f"Nothing is published that this claim about {where} could be set beside."
        return ClaimCheck(claim, table, None, text)
    return ClaimCheck(claim, table, bool(table["fits"][0]), sentence(statistics, claim, table))


def _ours(statistics: Statistics, claim: Claim, comparators: Sequence[str]) -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    if claim.kind == "gva_bn":
        sizes = _of_year(gva_routes(statistics, claim.place), claim.year, ["route"])
        for row in sizes.iter_rows(named=True):
            routed = {**row, "comparator": "", "route": route_in_words(row)}
            rows.append(_row(claim, routed, row["value"] / 1000))
        return _table(rows)
    named = [claim.comparator] if claim.comparator else []
    for comparator in dict.fromkeys([*named, *comparators]):
        try:
            gaps = gap_by_edition(statistics, claim.place, comparator, measure=claim.measure)
        except GrowthplanError:
            continue  # that comparator has no figure in hand, so it is no candidate
        for row in _of_year(gaps, claim.year).iter_rows(named=True):
            ours = _in_claims_terms(claim, row["gap_pct"])
            if ours is not None:
                rows.append(_row(claim, row, ours))
    return _table(rows)


def _of_year(rows: pl.DataFrame, year: int | None, each: Sequence[str] = ()) -> pl.DataFrame:
    if year is not None:
        return rows.filter(pl.col("year") == year)
    return rows.filter(pl.col("year") == pl.col("year").max().over("family", "edition", *each))


def _in_claims_terms(claim: Claim, gap: float) -> float | None:
    if claim.kind == "gap_pct":
        return gap
    if gap >= 0:
        return None
    lift = lift_to_close(gap)
    return lift if claim.kind == "lift_pct" else (claim.base_bn or 0.0) * lift / 100


def _row(claim: Claim, row: dict[str, object], ours: float) -> tuple[object, ...]:
    released = row["released"]
    assert isinstance(released, date)
    return (
        row["comparator"],
        row.get("route", ""),
        row["family"],
        row["edition"],
        row["year"],
        ours,
        claim.value - ours,
        round(ours, claim.decimals) == round(claim.value, claim.decimals),
        row["edition"] == claim.cites_edition,
        released <= claim.date,
    )


def _table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return (
        pl.DataFrame(
            rows,
            schema={
                "comparator": pl.String,
                "route": pl.String,
                "family": pl.String,
                "edition": pl.String,
                "year": pl.Int64,
                "ours": pl.Float64,
                "difference": pl.Float64,
                "fits": pl.Boolean,
                "cited": pl.Boolean,
                "published_before": pl.Boolean,
            },
            orient="row",
        )
        .with_columns(_off=pl.col("difference").abs().round(9))
        .sort("cited", "published_before", "_off", "edition", descending=[True, True, False, True])
        .drop("_off")
    )
