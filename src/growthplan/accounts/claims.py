"""Public statements set beside the figures that they should equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from growthplan.accounts.catch_up import gap_closed_by, lift_to_close
from growthplan.accounts.gap import gap_by_edition
from growthplan.accounts.growth import compound_growth
from growthplan.accounts.levels import levels, name_of
from growthplan.accounts.words import edition_in_words, percent
from growthplan.vocabulary import (
    ENGLAND,
    UK_LESS_EXTRA_REGIO,
    Fault,
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
    """Columns comparator, family, edition, year, ours, difference (claim less ours), fits (rounds
    to the same), published_before (the edition was out when it was said); best fit first."""
    fits: bool | None
    """Whether the best figure rounds to the claim's; None when there is nothing to compare."""
    sentence: str


def check_claim(
    statistics: Statistics,
    claim: Claim,
    comparators: Sequence[str] = (ENGLAND, UK_LESS_EXTRA_REGIO),
) -> ClaimCheck:
    """Set a claim beside our figure in every edition, against every comparator.

    The best fit is the smallest difference, editions out at the time before later ones.
    `added_bn` has no published counterpart: the sentence gives the growth that it implies.
    """
    if claim.kind == "added_bn":
        return ClaimCheck(claim, _table([]), None, _growth_sentence(claim))
    table = _ours(statistics, claim, comparators)
    if table.is_empty():
        where = name_of(statistics, claim.place)
        text = f"Nothing is published that this claim about {where} could be set beside."
        return ClaimCheck(claim, table, None, text)
    return ClaimCheck(claim, table, bool(table["fits"][0]), _sentence(statistics, claim, table))


def _ours(statistics: Statistics, claim: Claim, comparators: Sequence[str]) -> pl.DataFrame:
    if claim.kind == "gva_bn":
        sizes = levels(statistics, "gva", claim.place, basis="unsmoothed", every_edition=True)
        found = _of_year(sizes.with_columns(comparator=pl.lit("")), claim.year)
        return _table(
            [_row(claim, row, row["value"] / 1000) for row in found.iter_rows(named=True)]
        )
    rows: list[tuple[object, ...]] = []
    for comparator in comparators:
        try:
            gaps = gap_by_edition(statistics, claim.place, comparator, measure=claim.measure)
        except GrowthplanError:
            continue  # that comparator has no figure in hand, so it is no candidate
        for row in _of_year(gaps, claim.year).iter_rows(named=True):
            ours = _in_claims_terms(claim, row["gap_pct"])
            if ours is not None:
                rows.append(_row(claim, row, ours))
    return _table(rows)


def _of_year(rows: pl.DataFrame, year: int | None) -> pl.DataFrame:
    if year is not None:
        return rows.filter(pl.col("year") == year)
    return rows.filter(pl.col("year") == pl.col("year").max().over("family", "edition"))


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
        row["family"],
        row["edition"],
        row["year"],
        ours,
        claim.value - ours,
        round(ours, claim.decimals) == round(claim.value, claim.decimals),
        released <= claim.date,
    )


def _table(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    return (
        pl.DataFrame(
            rows,
            schema={
                "comparator": pl.String,
                "family": pl.String,
                "edition": pl.String,
                "year": pl.Int64,
                "ours": pl.Float64,
                "difference": pl.Float64,
                "fits": pl.Boolean,
                "published_before": pl.Boolean,
            },
            orient="row",
        )
        .with_columns(_off=pl.col("difference").abs().round(9))
        .sort("published_before", "_off", "edition", descending=[True, False, True])
        .drop("_off")
    )


def _sentence(statistics: Statistics, claim: Claim, table: pl.DataFrame) -> str:
    best = table.row(0, named=True)
    edition = edition_in_words(best["edition"])
    if claim.kind == "gva_bn":
        return (
            f"£{claim.value:,.1f}bn: the nearest published figure is £{best['ours']:,.1f}bn in "
            f"{best['year']} (current prices, {edition} edition), "
            f"£{abs(best['difference']):,.1f}bn "
            f"{'less' if best['difference'] > 0 else 'more'}."
        )
    to = name_of(statistics, best["comparator"])
    if claim.kind == "gap_pct":
        text = (
            f"{_points(claim, claim.value)} "
            f"{'fits' if best['fits'] else 'is nearest to'} the gap to {to} in {best['year']} "
            f"({percent(best['ours'])}, {edition} edition)."
        )
        return text + _others(statistics, claim, table)
    lift = claim.value if claim.kind == "lift_pct" else 100 * claim.value / (claim.base_bn or 1.0)
    if lift <= 0:
        raise GrowthplanError(Fault(f"Claim '{claim.id}' is not a rise: {claim.value}."))
    implied = gap_closed_by(lift)
    ours = gap_closed_by(best["ours"] * (1 if claim.kind == "lift_pct" else 100 / _base(claim)))
    start = (
        f"A lift of {percent(lift)}"
        if claim.kind == "lift_pct"
        else f"£{claim.value:g}bn on £{claim.base_bn:g}bn is a lift of {percent(lift)},"
    )
    return (
        f"{start} {'is ' if claim.kind == 'lift_pct' else ''}what closing a "
        f"{percent(abs(implied))} gap takes: it {'fits' if best['fits'] else 'is nearest to'} the "
        f"gap to {to} in {best['year']} ({percent(ours)}, {edition} edition)."
        + _others(statistics, claim, table)
    )


def _base(claim: Claim) -> float:
    return claim.base_bn or 1.0


def _points(claim: Claim, value: float) -> str:
    return percent(value, claim.decimals)


def _others(statistics: Statistics, claim: Claim, table: pl.DataFrame) -> str:
    """The nearest figure against each other comparator, in the edition that the claim cites."""
    best = table.row(0, named=True)
    rest = table.filter(pl.col("comparator") != best["comparator"])
    edition = claim.cites_edition or best["edition"]
    if rest.filter(pl.col("edition") == edition).height:
        rest = rest.filter(pl.col("edition") == edition)
    said = []
    for row in rest.unique("comparator", keep="first", maintain_order=True).iter_rows(named=True):
        unit = "%" if claim.unit == "%" else "£bn"
        ours = percent(row["ours"]) if unit == "%" else f"£{row['ours']:.1f}bn"
        said.append(
            f"against {name_of(statistics, row['comparator'])} it would be {ours} "
            f"({edition_in_words(row['edition'])} edition)"
        )
    return f" {said[0][0].upper()}{'; '.join(said)[1:]}." if said else ""


def _growth_sentence(claim: Claim) -> str:
    base, years = _base(claim), claim.years or 1
    pace = compound_growth(base, base + claim.value, years)
    return (
        f"£{claim.value:g}bn on £{base:g}bn in {years} years is growth of {pace:.1f}% a year; it "
        "says nothing of prices or of what would have happened anyway."
    )
