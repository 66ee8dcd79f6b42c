"""Which reading of a public statement about deprived neighbourhoods the figures bear out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from growthplan.clusters.deprivation import DOMAINS, NOT_COMPARABLE, Deprivation
from growthplan.vocabulary import Figure, GrowthplanError, Input, Lineage

Fit = Literal["fits", "does not fit"]
LOW_PCT, HIGH_PCT = 45.0, 50.0


@dataclass(frozen=True)
class StatementReadings:
    """Every reading of the statement, and what they come to."""

    statement: str
    table: pl.DataFrame
    """place, name, edition, domain, neighbourhoods, most_deprived, share_pct, verdict; the
    statement's own place first, the closest to the middle of the range first."""
    figure: Figure | None
    """What the statement comes to; None when no edition covers the place."""


def statement_readings(
    found: Deprivation,
    place: str,
    statement: str,
    *,
    low_pct: float = LOW_PCT,
    high_pct: float = HIGH_PCT,
    read_in: str | None = None,
) -> StatementReadings:
    """Test a share said in public against each domain, edition and area.

    "Just under half" is read as at least 45% and below 50%. `read_in` is the edition that was the
    newest when it was said; the oldest in hand when None. Raises GrowthplanError for a range that
    holds no share.
    """
    if not 0 <= low_pct < high_pct <= 100:
        raise GrowthplanError(f"No share lies from {low_pct}% to below {high_pct}%.")
    fits = (pl.col("share_pct") >= low_pct) & (pl.col("share_pct") < high_pct)
    middle = (low_pct + high_pct) / 2
    table = (
        found.table.with_columns(
            verdict=pl.when(fits).then(pl.lit("fits")).otherwise(pl.lit("does not fit"))
        )
        .sort(
            pl.col("place") != place,
            (pl.col("share_pct") - middle).abs(),
            maintain_order=True,
        )
        .drop("source")
    )
    if table.is_empty():
        return StatementReadings(statement, table, None)
    edition = read_in or str(table["edition"].min())
    return StatementReadings(statement, table, _figure(found, table, place, statement, edition))


def _figure(
    found: Deprivation, table: pl.DataFrame, place: str, statement: str, edition: str
) -> Figure:
    own = table.filter((pl.col("place") == place) & (pl.col("edition") == edition))
    holding = own.filter(pl.col("verdict") == "fits")
    best = (holding if holding.height else own).row(0, named=True)
    name, words = best["name"], DOMAINS.get(best["domain"], best["domain"])
    arithmetic = (
        f"{best['most_deprived']:,} of {best['neighbourhoods']:,} neighbourhoods "
        f"({best['share_pct']:.1f}%) on {words} of the {edition} edition"
    )
    if holding.height == 1:
        text = f"“{statement}” holds for {name} in one reading only: {arithmetic}"
    elif holding.height:
        text = f"“{statement}” holds for {name} in {holding.height} readings; closest, {arithmetic}"
    else:
        text = f"“{statement}” holds for {name} in no domain; closest, {arithmetic}"
    text += _overall(own, best["domain"]) + "."
    newer = table.filter(
        (pl.col("place") == place)
        & (pl.col("edition") > edition)
        & (pl.col("domain") == best["domain"])
    ).sort("edition")
    if newer.height:
        row = newer.row(-1, named=True)
        text += (
            f" The {row['edition']} edition puts it at {row['most_deprived']:,} of "
            f"{row['neighbourhoods']:,} ({row['share_pct']:.1f}%); ranks of the two editions "
            "cannot be compared as change."
        )
    text += _elsewhere(table, place, edition)
    inputs = tuple(
        Input(label=f.sentence, value=f.value, unit=f.unit, figure=f.id)
        for f in found.figures
        if f.place == place and f.id.startswith(f"most_deprived_{best['domain']}_share/")
    )
    return Figure(
        id=f"most_deprived_statement/{place}/{edition}",
        value=best["share_pct"],
        display=f"{best['share_pct']:.1f}%",
        unit="%",
        place=place,
        period=edition,
        sentence=text,
        lineage=Lineage(
            formula="100 × neighbourhoods in decile 1 ÷ neighbourhoods, for each domain, edition "
            "and area; a reading fits from 45% to below 50%",
            inputs=inputs,
            functions=("growthplan.clusters.statement_readings",),
            assumptions=(f"The statement was made when {edition} was the newest edition.",),
        ),
        caveats=(NOT_COMPARABLE,),
    )


def _overall(own: pl.DataFrame, domain: str) -> str:
    overall = own.filter(pl.col("domain") == "overall")
    if domain == "overall" or overall.is_empty():
        return ""
    row = overall.row(0, named=True)
    return (
        f"; on the overall index it is {row['most_deprived']:,} of {row['neighbourhoods']:,} "
        f"({row['share_pct']:.1f}%)"
    )


def _elsewhere(table: pl.DataFrame, place: str, edition: str) -> str:
    """Authorities for which the overall index would bear the statement out."""
    rows = table.filter(
        (pl.col("place") != place)
        & (pl.col("edition") == edition)
        & (pl.col("domain") == "overall")
        & (pl.col("verdict") == "fits")
    ).sort("share_pct", descending=True)
    if rows.is_empty():
        return ""
    named = " and ".join(
        f"{r['name']} alone ({r['most_deprived']:,} of {r['neighbourhoods']:,}, "
        f"{r['share_pct']:.1f}%)"
        for r in rows.iter_rows(named=True)
    )
    return f" On the overall index of {edition} it would fit {named}."
