"""Deprivation of a place's neighbourhoods, and what was said of it in public."""

from __future__ import annotations

import polars as pl

from growthplan.report.diagnosis import ClusterDiagnosis
from growthplan.report.model import Block, Statement, Statements
from growthplan.report.pages.cluster_tables import deprivation_table, domain_name
from growthplan.report.prose import rich
from growthplan.vocabulary import Figure


def deprivation_blocks(found: ClusterDiagnosis) -> tuple[Block, ...]:
    """The table by domain and edition, after the statement that was tested, if there is one."""
    table = deprivation_table(found)
    if table is None:
        return ()
    statement = found.found.tables.get("statement")
    if statement is None or not found.statement:
        return (table,)
    best = statement.row(0, named=True)
    fits = statement.filter(pl.col("verdict") == "fits").height > 0
    figure = next(
        (
            f for f in found.found.figures
            if f.id.startswith(f"most_deprived_{best['domain']}_share/{best['place']}/")
            and f.period == best["edition"]
        ),
        None,
    )  # fmt: skip
    newer = _newer(found, best)
    finding = rich(
        "On {d} in the edition of {e} the share is {s}{n}.",
        d=f"the domain of {domain_name(best['domain']).lower()}",
        e=best["edition"],
        s=figure if figure else f"{best['share_pct']:.1f}%",
        n="",
    )
    if newer is not None:
        finding = (*finding, *rich(
            " The edition of {e} puts it at {s}.", e=newer.period, s=newer
        ))  # fmt: skip
    entry = Statement(
        found.statement,
        "public statement on the place",
        "Fits" if fits else "Fits no domain of either edition",
        finding,
    )
    return (Statements((entry,)), table)


def _newer(found: ClusterDiagnosis, best: dict[str, object]) -> Figure | None:
    """The same domain in the newest edition, when that is another one."""
    start = f"most_deprived_{best['domain']}_share/{best['place']}/"
    newest = max(
        (f for f in found.found.figures if f.id.startswith(start)),
        key=lambda f: f.period, default=None,
    )  # fmt: skip
    return newest if newest is not None and newest.period != best["edition"] else None
