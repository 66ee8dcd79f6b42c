"""Neighbourhoods in the most deprived tenth of England, by domain and edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from growthplan.clusters.authorities import current_authority
from growthplan.vocabulary import Figure, Gazetteer, GrowthplanError, Input, Lineage

DOMAINS = {
    "overall": "the overall index",
    "income": "the income domain",
    "employment": "the employment domain",
    "education": "the education, skills and training domain",
    "health": "the health and disability domain",
    "crime": "the crime domain",
    "housing": "the barriers to housing and services domain",
    "environment": "the living environment domain",
}
NOT_COMPARABLE = (
    "Deciles rank neighbourhoods of England against each other in one edition. Editions use "
    "different boundaries, indicators and counts of neighbourhoods, so a share that moves between "
    "them is no measure of change in deprivation."
)
COLUMNS = ("area", "name", "local_authority", "edition", "domain", "rank", "decile", "source")


@dataclass(frozen=True)
class Deprivation:
    """Shares of neighbourhoods in decile 1."""

    table: pl.DataFrame
    """One row a place, edition and domain: place, name, edition, domain, neighbourhoods,
    most_deprived (count in decile 1), share_pct, source. The place first, then its authorities."""
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]


def deprivation(neighbourhoods: pl.DataFrame, gazetteer: Gazetteer, place: str) -> Deprivation:
    """Count neighbourhoods of the place and of each of its authorities in the most deprived tenth.

    A neighbourhood is a lower-layer super output area. One without a decile in a domain is left
    out of that domain's count, and said. A place outside England, or in no edition, gets a note
    and an empty table. Raises GrowthplanError when the table lacks a column.
    """
    lacking = [c for c in COLUMNS if c not in neighbourhoods.columns]
    if lacking:
        raise GrowthplanError(f"Table neighbourhoods has no column {', '.join(lacking)}.")
    members = [p.code for p in gazetteer.local_authorities_of(place)]
    inside = inside_place(neighbourhoods, gazetteer, members)
    notes = [NOT_COMPARABLE]
    if inside.is_empty():
        notes = [f"No edition of the indices of deprivation covers {gazetteer[place].name}."]
    unranked = inside.filter(pl.col("decile").is_null()).height
    if unranked:
        notes.append(f"{unranked} cells have no decile and are left out of their domain's count.")
    places = [place] + [m for m in members if m != place]
    parts = [
        _counts(inside if code == place else inside.filter(pl.col("authority") == code), code)
        for code in places
    ]
    names = {code: gazetteer[code].name for code in places}
    table = (
        pl.concat(parts)
        .with_columns(name=pl.col("place").replace_strict(names, return_dtype=pl.String))
        .select(
            "place",
            "name",
            "edition",
            "domain",
            "neighbourhoods",
            "most_deprived",
            "share_pct",
            "source",
        )
    )
    figures = tuple(_figure(row) for row in table.iter_rows(named=True))
    return Deprivation(table, figures, tuple(notes))


def inside_place(
    neighbourhoods: pl.DataFrame, gazetteer: Gazetteer, authorities: Sequence[str]
) -> pl.DataFrame:
    """The neighbourhoods in these authorities, with `authority`, the current code, added."""
    codes = {
        code: current_authority(gazetteer, code)
        for code in neighbourhoods["local_authority"].drop_nulls().unique()
    }
    return neighbourhoods.with_columns(
        authority=pl.col("local_authority").replace_strict(codes, default=None)
    ).filter(pl.col("authority").is_in(list(authorities)))


def _counts(rows: pl.DataFrame, place: str) -> pl.DataFrame:
    ranked = rows.filter(pl.col("decile").is_not_null())
    order = pl.col("domain").replace_strict(
        {domain: i for i, domain in enumerate(DOMAINS)}, default=len(DOMAINS)
    )
    return (
        ranked.group_by("edition", "domain")
        .agg(
            neighbourhoods=pl.col("area").n_unique().cast(pl.Int64),
            most_deprived=(pl.col("decile") == 1).sum().cast(pl.Int64),
            source=pl.col("source").first(),
        )
        .with_columns(
            place=pl.lit(place),
            share_pct=100 * pl.col("most_deprived") / pl.col("neighbourhoods"),
        )
        .sort("edition", order)
    )


def _figure(row: Mapping[str, object]) -> Figure:
    count, total = int(str(row["most_deprived"])), int(str(row["neighbourhoods"]))
    share = float(str(row["share_pct"]))
    domain, edition, name = str(row["domain"]), str(row["edition"]), str(row["name"])
    words = DOMAINS.get(domain, f"the {domain} domain")
    return Figure(
        id=f"most_deprived_{domain}_share/{row['place']}/{edition}",
        value=share,
        display=f"{share:.1f}%",
        unit="%",
        place=str(row["place"]),
        period=edition,
        sentence=(
            f"On {words} of the {edition} indices of deprivation, {count:,} of the {total:,} "
            f"neighbourhoods in {name} ({share:.1f}%) are in the most deprived tenth of England."
        ),
        lineage=Lineage(
            formula="100 × neighbourhoods in decile 1 ÷ neighbourhoods",
            inputs=(
                Input(
                    label=f"Neighbourhoods in decile 1, {words}, {name}",
                    value=count,
                    unit="count",
                    source=str(row["source"]),
                ),
                Input(
                    label=f"Neighbourhoods, {name}",
                    value=total,
                    unit="count",
                    source=str(row["source"]),
                ),
            ),
            functions=("growthplan.clusters.deprivation",),
        ),
        caveats=(NOT_COMPARABLE,),
    )
