"""The appraisal summary table of an action: every impact, valued or not, in one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from growthplan.appraisal.lines import Line, Range
from growthplan.appraisal.result import Appraisal

SUMMARY_SCHEMA = {
    "id": pl.String, "title": pl.String, "theme": pl.String, "npsv": pl.Float64,
    "npsv_low": pl.Float64, "npsv_high": pl.Float64, "bcr": pl.Float64, "bcr_low": pl.Float64,
    "bcr_high": pl.Float64, "chance": pl.Float64, "benefits": pl.Float64, "public": pl.Float64,
    "private": pl.Float64, "weighted": pl.Float64, "payback": pl.Int64, "last": pl.Int64,
    "verdict": pl.String, "gva_net": pl.Float64, "gva_national": pl.Float64,
    "jobs_gross": pl.Float64, "jobs_net": pl.Float64, "jobs_national": pl.Float64,
    "illustrative": pl.Boolean,
}  # fmt: skip
"""£ million of present value; NPSV and the like are empty where nothing is valued. Columns from
`gva_net` on are the local ledger, never added to the others."""


@dataclass(frozen=True)
class Row:
    """One impact."""

    group: str
    """`Cost`, `Benefit`, `Not valued`, `Result`, or `Local ledger`."""
    item: str
    who: str
    value: Range | None
    """Present value, £ million (jobs in the local ledger); None when it is not valued."""
    rests_on: tuple[str, ...]
    assumed: bool
    note: str = ""


def summary_rows(one: Appraisal) -> tuple[Row, ...]:
    """The appraisal summary table of one action, in the order in which it is read."""
    rows = [_row("Cost", line) for line in one.lines if line.side == "cost"]
    rows += [_row("Benefit", line) for line in one.lines if line.side == "benefit"]
    rows += [Row("Not valued", text, "", None, (), False) for text in one.not_valued]
    if one.is_valued:
        rows.append(Row("Result", "Net present social value", "society", one.npsv, (), False))
        if one.bcr is not None:
            rows.append(Row("Result", "Benefits for each pound of public cost", "", one.bcr, (),
                            False, "ratio"))  # fmt: skip
        if one.weighted is not None:
            rows.append(
                Row("Result", "Net present social value, weighted by income", "society",
                    one.weighted, ("appraisal.income_by_fifth", "appraisal.utility_elasticity"),
                    True, f"weight of benefits {one.weight:.2f}")
            )  # fmt: skip
    rows += _local(one)
    claimed = ("Local ledger", "place", "a claim: gross, in no sum")
    rows += [
        Row(claimed[0], f"Announced: {text}", claimed[1], None, (), False, claimed[2])
        for text in one.claims
    ]
    return tuple(rows)


def _row(group: str, line: Line) -> Row:
    return Row(group, line.title, line.who, line.value, line.rests_on, line.assumed, line.kind)


def _local(one: Appraisal) -> list[Row]:
    if one.local is None:
        return []
    ledger = one.local
    named = (
        ("GVA here, as if all were additional", ledger.gva_gross, ""),
        ("GVA here, net additional", ledger.gva_net, ""),
        ("GVA in the country", ledger.gva_national, ""),
        (f"Jobs here in {ledger.year}, as if all were additional", ledger.jobs_gross, "jobs"),
        (f"Jobs here in {ledger.year}, net additional", ledger.jobs_net, "jobs"),
        (f"Jobs in the country in {ledger.year}", ledger.jobs_national, "jobs"),
    )
    rows = [Row("Local ledger", item, "place", value, (), True, unit)
            for item, value, unit in named]  # fmt: skip
    rows += [
        Row("Local ledger", title, "place", Range(value, value, value), (), False, kind)
        for title, kind, value in ledger.valued
    ]
    return rows


def summary_frame(actions: Iterable[Appraisal]) -> pl.DataFrame:
    """A row an action, with columns of SUMMARY_SCHEMA."""
    rows = [_of(one) for one in actions]
    return pl.DataFrame(rows, schema=SUMMARY_SCHEMA, orient="row")


def _of(one: Appraisal) -> dict[str, object]:
    valued = one.is_valued
    bcr, local = one.bcr if valued else None, one.local
    return {
        "id": one.id,
        "title": one.title,
        "theme": one.theme,
        "npsv": one.npsv.mean if valued else None,
        "npsv_low": one.npsv.low if valued else None,
        "npsv_high": one.npsv.high if valued else None,
        "bcr": bcr.mean if bcr else None,
        "bcr_low": bcr.low if bcr else None,
        "bcr_high": bcr.high if bcr else None,
        "chance": one.chance if valued else None,
        "benefits": one.benefits.mean,
        "public": one.public.mean,
        "private": one.private.mean,
        "weighted": one.weighted.mean if one.weighted else None,
        "payback": one.payback,
        "last": one.last,
        "verdict": one.value_for_money,
        "gva_net": local.gva_net.mean if local else None,
        "gva_national": local.gva_national.mean if local else None,
        "jobs_gross": local.jobs_gross.mean if local else None,
        "jobs_net": local.jobs_net.mean if local else None,
        "jobs_national": local.jobs_national.mean if local else None,
        "illustrative": one.is_illustrative,
    }


def flow_frame(one: Appraisal, standard: Iterable[float], health: Iterable[float]) -> pl.DataFrame:
    """Every line by year: year, factors, and £ million of each line, costs below 0.

    What a workbook recomputes: the sum over years of a line times its factor is its present value,
    and the sum of those of all lines the net present social value.
    """
    columns: dict[str, object] = {
        "year": list(one.years),
        "factor": list(standard),
        "factor_health": list(health),
    }
    for line in one.lines:
        sign = 1.0 if line.side == "benefit" else -1.0
        columns[line.id] = sign * line.flow
    return pl.DataFrame(columns)
