"""How far published relative productivity moves between editions."""

from __future__ import annotations

import polars as pl

from growthplan.accounts.levels import published
from growthplan.accounts.measures import Basis
from growthplan.accounts.pools import pool_of
from growthplan.accounts.quantities import members_with
from growthplan.vocabulary import ENGLAND, GrowthplanError, PlaceKind, Statistics

OLDEST_AGE = 5
"""Years this old or older when an edition came out are pooled."""

REVISIONS = {
    "place": pl.String,
    "pool": pl.String,
    "how": pl.String,
    "year": pl.Int64,
    "age": pl.Int64,
    "edition": pl.String,
    "next_edition": pl.String,
    "newest": pl.Boolean,
    "consecutive": pl.Boolean,
    "revision": pl.Float64,
}


def revisions(
    statistics: Statistics,
    *,
    measure: str = "gva_per_hour",
    basis: Basis = "smoothed",
    comparator: str = ENGLAND,
) -> pl.DataFrame:
    """Revisions to log relative productivity between the editions of one family.

    For every place and year, log(place ÷ comparator) in a later edition less the same in an
    earlier one, both places always from one edition. `age` is the earlier edition's last year less
    the year. `consecutive` marks neighbouring editions, `newest` the step to the newest edition.
    `how` is `published`, or `hours-weighted` for a city region put together from its local
    authorities (see `aggregated`). Columns: `REVISIONS`; empty with fewer than two editions.
    """
    return statistics.remembered(
        ("revisions", measure, basis, comparator),
        lambda: _revisions(statistics, measure, basis, comparator),
    )


def _revisions(statistics: Statistics, measure: str, basis: Basis, comparator: str) -> pl.DataFrame:
    rows = published(statistics, measure, basis)
    together = aggregated(statistics, rows) if measure == "gva_per_hour" else None
    rows = rows.with_columns(how=pl.lit("published"))
    if together is not None and not together.is_empty():
        rows = pl.concat([rows, together.select(rows.columns)])
    logs = _log_relative(rows, comparator)
    order = logs.group_by("family", "edition").agg(
        pl.col("released").max(), last_year=pl.col("year").max()
    )
    order = order.sort("released").with_columns(
        step=pl.int_range(pl.len()).over("family"), steps=pl.len().over("family")
    )
    logs = logs.drop("released").join(order, on=["family", "edition"])
    later = logs.select(
        "place",
        "year",
        "how",
        "family",
        pl.col("edition").alias("next_edition"),
        pl.col("step").alias("next_step"),
        pl.col("log").alias("next_log"),
    )
    pairs = logs.join(later, on=["place", "year", "how", "family"]).filter(
        pl.col("next_step") > pl.col("step")
    )
    return _described(statistics, pairs)


def _log_relative(rows: pl.DataFrame, comparator: str) -> pl.DataFrame:
    base = rows.filter((pl.col("place") == comparator) & (pl.col("how") == "published")).select(
        "year", "family", "edition", pl.col("value").alias("comparator_value")
    )
    return (
        rows.filter(pl.col("place") != comparator)
        .join(base, on=["year", "family", "edition"])
        .with_columns(log=(pl.col("value") / pl.col("comparator_value")).log())
    )


def _described(statistics: Statistics, pairs: pl.DataFrame) -> pl.DataFrame:
    pools = {code: pool_of(statistics, code) for code in pairs["place"].unique()}
    return (
        pairs.with_columns(
            pool=pl.col("place").replace_strict(pools, return_dtype=pl.String),
            age=pl.col("last_year") - pl.col("year"),
            newest=pl.col("next_step") == pl.col("steps") - 1,
            consecutive=pl.col("next_step") == pl.col("step") + 1,
            revision=pl.col("next_log") - pl.col("log"),
        )
        .select(list(REVISIONS))
        .sort("place", "how", "year", "edition", "next_edition")
    )


def aggregated(statistics: Statistics, rows: pl.DataFrame) -> pl.DataFrame:
    """City regions put together from local authorities, edition by edition.

    Early editions print no city regions. Productivity = sum of hours × productivity ÷ sum of
    hours, with each year's hours from the newest edition that prints local authorities' hours, and
    the last such year's hours for later years. Hours are held fixed across editions, so revisions
    to hours do not count. Columns of `rows` plus how; only regions whose every authority is in
    both tables.
    """
    weights = authority_hours(statistics)
    if weights.is_empty():
        return pl.DataFrame(schema={**rows.schema, "how": pl.String})
    held = set(weights["place"]) & set(rows["place"])
    member_of = []
    for region in statistics.gazetteer.of_kind(PlaceKind.CITY_REGION):
        try:
            codes = members_with(statistics, region.code, held)
        except GrowthplanError:
            continue  # a region that cannot be put together adds nothing to the estimate
        member_of += [(region.code, code, len(codes)) for code in codes]
    table = pl.DataFrame(
        member_of,
        schema={"region": pl.String, "place": pl.String, "of": pl.Int64},
        orient="row",
    )
    last = int(weights["year"].max() or 0)  # type: ignore[arg-type]
    return (
        rows.join(table, on="place")
        .with_columns(hours_year=pl.min_horizontal("year", pl.lit(last)))
        .join(
            weights.select("place", pl.col("year").alias("hours_year"), "hours"),
            on=["place", "hours_year"],
        )
        .group_by("region", "year", "family", "edition", "of")
        .agg(
            value=(pl.col("value") * pl.col("hours")).sum() / pl.col("hours").sum(),
            released=pl.col("released").max(),
            parts=pl.len(),
        )
        .filter(pl.col("parts") == pl.col("of"))
        .rename({"region": "place"})
        .with_columns(how=pl.lit("hours-weighted"))
        .select(*rows.columns, "how")
    )


def authority_hours(statistics: Statistics) -> pl.DataFrame:
    """Hours worked in the year by local authority from the newest edition that prints them.

    Columns place, year, hours, family, edition. Empty when no edition does.
    """
    return statistics.remembered("authority hours", lambda: _authority_hours(statistics))


def _authority_hours(statistics: Statistics) -> pl.DataFrame:
    hours = published(statistics, "hours", "unsmoothed")
    codes = [p.code for p in statistics.gazetteer.values() if p.kind is PlaceKind.LOCAL_AUTHORITY]
    hours = hours.filter(pl.col("place").is_in(codes))
    newest = hours.sort("released").tail(1).select("family", "edition")
    return hours.join(newest, on=["family", "edition"]).select(
        "place", "year", pl.col("value").alias("hours"), "family", "edition"
    )
