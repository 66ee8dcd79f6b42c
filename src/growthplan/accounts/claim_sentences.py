"""What is said of a public statement once it stands beside our figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from growthplan.accounts.catch_up import gap_closed_by
from growthplan.accounts.growth import compound_growth
from growthplan.accounts.levels import name_of
from growthplan.accounts.words import edition_in_words, percent
from growthplan.vocabulary import ENGLAND, Fault, GrowthplanError, Statistics

if TYPE_CHECKING:
    from growthplan.accounts.claims import Claim


def sentence(statistics: Statistics, claim: Claim, table: pl.DataFrame) -> str:
    """The sentence for a claim and its table, best fit first, with at least one row."""
    best = table.row(0, named=True)
    if claim.kind == "gva_bn":
        text = _size(claim, table)
    elif claim.kind == "gap_pct" and best["cited"]:
        text = _cited_gap(statistics, claim, table)
    elif claim.kind == "gap_pct":
        text = (
            f"{percent(claim.value, claim.decimals)} {_fits(best)} the gap to "
            f"{name_of(statistics, best['comparator'])} in {best['year']} "
            f"({percent(best['ours'])}, {_edition(best)} edition)."
        ) + _others(statistics, claim, table)
    else:
        text = _lift(statistics, claim, best) + _others(statistics, claim, table)
    if claim.cites_edition and not best["cited"]:
        text += f" The edition that it cites ({edition_in_words(claim.cites_edition)}) is not held."
    return text


def growth_sentence(claim: Claim) -> str:
    """The growth that GVA added over some years implies."""
    base, years = _base(claim), claim.years or 1
    pace = compound_growth(base, base + claim.value, years)
    return (
        f"£{claim.value:g}bn on £{base:g}bn in {years} years is growth of {pace:.1f}% a year; it "
        "says nothing of prices or of what would have happened anyway."
    )


def _size(claim: Claim, table: pl.DataFrame) -> str:
    """The route that gives the size claimed, and the newest figure of each other route."""
    best = table.row(0, named=True)
    text = (
        f"£{claim.value:,.{claim.decimals}f}bn {_fits(best)} {best['route']} in {best['year']} "
        f"(£{best['ours']:,.1f}bn, current prices, {_edition(best)} edition)."
    )
    rest = (
        table.filter((pl.col("route") != best["route"]) & (pl.col("year") >= best["year"] - 1))
        .sort("year", "edition", descending=True)
        .unique("route", keep="first", maintain_order=True)
    )
    agreeing = [row for row in rest.iter_rows(named=True) if row["fits"]]
    if agreeing:
        named = " and ".join(
            f"{row['route']} in {row['year']} ({_edition(row)} edition)" for row in agreeing
        )
        text += f" So {'does' if len(agreeing) == 1 else 'do'} {named}."
    apart = {
        (row["year"], f"{row['ours']:,.1f}"): row
        for row in rest.iter_rows(named=True)
        if not row["fits"]
    }
    for (year, ours), row in apart.items():
        route = row["route"]
        text += f" {route[0].upper()}{route[1:]} gives £{ours}bn in {year} ({_edition(row)}"
        text += " edition)."
    return text


def _cited_gap(statistics: Statistics, claim: Claim, table: pl.DataFrame) -> str:
    """The gap to each comparator in the edition cited, then in the newest."""
    cited = table.filter(pl.col("cited"))
    best = cited.row(0, named=True)
    named = _named(claim, cited)
    value = percent(abs(claim.value), claim.decimals)
    rows = [named]
    text = (
        f"In the edition it cites ({_edition(best)}) the gap to "
        f"{name_of(statistics, named['comparator'])} in {named['year']} is "
        f"{percent(named['ours'])}"
    )
    if named["comparator"] == best["comparator"]:
        text += f", which {value} {'fits' if named['fits'] else 'does not quite match'}."
        for row in _each_comparator(cited):
            if row["comparator"] != named["comparator"]:
                rows.append(row)
                text += (
                    f" Against {name_of(statistics, row['comparator'])} it is "
                    f"{percent(row['ours'])}."
                )
    else:
        rows.append(best)
        text += (
            f"; {value} {'is' if best['fits'] else 'is nearer to'} the gap to "
            f"{name_of(statistics, best['comparator'])} ({percent(best['ours'])})."
        )
        if best["fits"]:
            text += " Both are published figures; only the comparator differs."
    return text + _newest(statistics, claim, table, [row["comparator"] for row in rows])


def _named(claim: Claim, rows: pl.DataFrame) -> dict[str, Any]:
    """The row of the comparator that the claim names, or of England, or the best."""
    for code in (claim.comparator, ENGLAND):
        found = rows.filter(pl.col("comparator") == code) if code else rows.clear()
        if found.height:
            return found.row(0, named=True)
    return rows.row(0, named=True)


def _newest(
    statistics: Statistics, claim: Claim, table: pl.DataFrame, comparators: list[str]
) -> str:
    """What the newest edition says against the same comparators, when it is a later one."""
    later = table.filter(pl.col("edition") > (claim.cites_edition or ""))
    if later.is_empty():
        return ""
    newest = later.filter(pl.col("edition") == later["edition"].max())
    by_comparator = {row["comparator"]: row for row in newest.iter_rows(named=True)}
    found = [by_comparator[code] for code in comparators if code in by_comparator]
    if not found:
        return ""
    when = "" if claim.year else f" of {found[0]['year']}"
    said = " and ".join(
        percent(row["ours"])
        if len(found) == len(comparators)
        else f"{percent(row['ours'])} to {name_of(statistics, row['comparator'])}"
        for row in found
    )
    return f" The newest edition ({_edition(found[0])}) says{when} {said}."


def _lift(statistics: Statistics, claim: Claim, best: dict[str, Any]) -> str:
    lift = claim.value if claim.kind == "lift_pct" else 100 * claim.value / _base(claim)
    if lift <= 0:
        raise GrowthplanError(Fault(f"Claim '{claim.id}' is not a rise: {claim.value}."))
    ours = gap_closed_by(best["ours"] * (1 if claim.kind == "lift_pct" else 100 / _base(claim)))
    start = (
        f"A lift of {percent(lift)} is"
        if claim.kind == "lift_pct"
        else f"£{claim.value:g}bn on £{claim.base_bn:g}bn is a lift of {percent(lift)},"
    )
    return (
        f"{start} what closing a {percent(abs(gap_closed_by(lift)))} gap takes: it {_fits(best)} "
        f"the gap to {name_of(statistics, best['comparator'])} in {best['year']} "
        f"({percent(ours)}, {_edition(best)} edition)."
    )


def _others(statistics: Statistics, claim: Claim, table: pl.DataFrame) -> str:
    """The nearest figure against each other comparator, in the edition of the best fit if it has
    one."""
    best = table.row(0, named=True)
    rest = table.filter(pl.col("comparator") != best["comparator"])
    if rest.filter(pl.col("edition") == best["edition"]).height:
        rest = rest.filter(pl.col("edition") == best["edition"])
    said = []
    for row in _each_comparator(rest):
        ours = percent(row["ours"]) if claim.unit == "%" else f"£{row['ours']:.1f}bn"
        said.append(
            f"against {name_of(statistics, row['comparator'])} it would be {ours} "
            f"({_edition(row)} edition)"
        )
    return f" {said[0][0].upper()}{'; '.join(said)[1:]}." if said else ""


def _each_comparator(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return rows.unique("comparator", keep="first", maintain_order=True).to_dicts()


def _fits(row: dict[str, Any]) -> str:
    return "fits" if row["fits"] else "is nearest to"


def _edition(row: dict[str, Any]) -> str:
    return edition_in_words(row["edition"])


def _base(claim: Claim) -> float:
    return claim.base_bn or 1.0
