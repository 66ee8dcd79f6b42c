"""Tables of the whole portfolio: both ledgers, the sum, and what is not valued."""

from __future__ import annotations

from growthplan.appraisal import Appraisal, Bundle, LocalLedger
from growthplan.report.pages.worth_view import ANSWERS, WorthView, has_assumed_cost, links
from growthplan.report.table import Cell, Column, Table

NPSV = Column("npsv", "Net worth", "£m")
_TITLE = Column("action", "Action", kind="text")
_ID = Column("id", "Id", kind="text", files_only=True)
_PAYS = Column("pays", "Does it pay?", kind="verdict")


def welfare_table(view: WorthView) -> Table:
    """Welfare of the country, a row an action."""
    columns = (
        _TITLE,
        _PAYS,
        NPSV,
        Column("low", "Low, 90%", "£m"),
        Column("high", "High, 90%", "£m"),
        Column("chance", "Draws above zero", "%", decimals=0),
        Column("bcr", "Benefits for each £1 of public money", "£", decimals=2),
        Column("benefits", "Benefits valued", "£m"),
        Column("public", "Public cost", "£m"),
        Column("private", "Cost to others", "£m"),
        Column("last", "Counted to", kind="year"),
        _ID,
    )
    rows = tuple(_welfare(one) for one in (*view.valued, *view.unvalued))
    marks = {
        (n, "public"): "illustrative"
        for n, one in enumerate((*view.valued, *view.unvalued))
        if has_assumed_cost(one)
    }
    return Table(
        "worth-welfare", "Worth to the country, present values", columns, rows, view.source,
        notes=("An empty cell: nothing of it is valued, or no public money is known.",
               "Illustrative: the money by year is not published."),
        links=links(view.found.actions), marks=marks,
    )  # fmt: skip


def _welfare(one: Appraisal) -> tuple[Cell, ...]:
    known = one.is_valued
    worth = (one.npsv.mean, one.npsv.low, one.npsv.high, 100 * one.chance) if known else (None,) * 4
    return (
        one.title, ANSWERS[one.value_for_money], *worth,
        one.bcr.mean if one.bcr and known else None, one.benefits.mean if known else None,
        one.public.mean, one.private.mean, one.last, one.id,
    )  # fmt: skip


def ledgers_table(view: WorthView) -> Table:
    """Both ledgers beside each other: the country's welfare, then the place's output and jobs."""
    year = next((one.local.year for one in view.found.actions if one.local), view.plan.horizon.end)
    columns = (
        _TITLE,
        _PAYS,
        Column("npsv", "Country: net worth", "£m"),
        Column("bcr", "Country: for each £1", "£", decimals=2),
        Column("gva_net", "Place: GVA, net", "£m"),
        Column("jobs_net", f"Place: jobs in {year}, net", decimals=0),
        Column("gva_gross", "Place: GVA if all were additional", "£m", files_only=True),
        Column("gva_national", "GVA in the country", "£m", files_only=True),
        Column("jobs_gross", "Jobs if all were additional", decimals=0, files_only=True),
        Column("jobs_national", "Jobs in the country", decimals=0, files_only=True),
        _ID,
    )
    ordered = (*view.valued, *view.unvalued)
    return Table(
        "worth-ledgers", "Worth to the country beside contribution to the place", columns,
        tuple(_both(one) for one in ordered), view.source,
        notes=("Present values; the ledgers count the same effects in two ways and are never "
               "added. An empty cell: not valued, or not modelled.",),
        links=links(view.found.actions),
        marks={(n, "npsv"): "illustrative" for n, one in enumerate(ordered)
               if one.is_valued and has_assumed_cost(one)},
    )  # fmt: skip


def _both(one: Appraisal) -> tuple[Cell, ...]:
    known, empty = one.is_valued, (None,) * 6
    local = _local(one.local) if one.local else empty
    return (
        one.title, ANSWERS[one.value_for_money], one.npsv.mean if known else None,
        one.bcr.mean if one.bcr and known else None, *local, one.id,
    )  # fmt: skip


def _local(ledger: LocalLedger) -> tuple[Cell, ...]:
    return (
        ledger.gva_net.mean, ledger.jobs_net.mean, ledger.gva_gross.mean,
        ledger.gva_national.mean, ledger.jobs_gross.mean, ledger.jobs_national.mean,
    )  # fmt: skip


def bundle_table(view: WorthView, bundle: Bundle) -> Table:
    """Each alone, what they do to each other, and the whole: the lines add up."""
    columns = (
        Column("part", "Part", kind="text"),
        NPSV,
        Column("low", "Low, 90%", "£m"),
        Column("high", "High, 90%", "£m"),
    )
    many = len(bundle.members)
    rows: tuple[tuple[Cell, ...], ...] = (
        (f"Sum of {many} actions, each by itself", bundle.separately, None, None),
        ("Together beyond each alone", bundle.interaction.mean, bundle.interaction.low,
         bundle.interaction.high),
    )  # fmt: skip
    whole = ("All together", bundle.npsv.mean, bundle.npsv.low, bundle.npsv.high)
    return Table(
        "worth-bundle", "What the actions are worth together, present value", columns, rows,
        view.source, notes=("Ranges do not add up, so the sum of each has none.",), total=whole,
    )  # fmt: skip


def unvalued_table(view: WorthView) -> Table | None:
    """What has no value, with the reason for each."""
    columns = (
        _TITLE,
        Column("public", "Public cost, present value", "£m"),
        Column("missing", "What is not valued, and why", kind="text"),
        _ID,
    )
    chosen = [
        one for one in (*view.unvalued, *view.valued) if one.main_missing or not one.is_valued
    ]
    if not chosen:
        return None
    rows = tuple(
        (one.title, one.public.mean or None, " ".join(_reasons(one)), one.id) for one in chosen
    )
    return Table(
        "worth-not-valued", "Actions whose chief gain, or all of it, has no value", columns, rows,
        view.source, notes=("An empty cell: no public money is set down for it.",),
        links=links(view.found.actions),
    )  # fmt: skip


def _reasons(one: Appraisal) -> tuple[str, ...]:
    return one.not_valued or ("The plan gives no benefit, and the model has no part for it.",)


def left_out_table(view: WorthView) -> Table | None:
    """Actions that are not appraised, each with its reason."""
    if not view.found.left_out:
        return None
    columns = (
        _TITLE,
        Column("reason", "Why it is not appraised", kind="text"),
        _ID,
    )
    titles = {one.id: one.title for one in view.plan.interventions}
    rows = {
        one.intervention: (titles.get(one.intervention, one.intervention), one.reason,
                           one.intervention)
        for one in view.found.left_out
    }  # fmt: skip
    table = Table("worth-left-out", "Actions about which nothing is to be decided", columns,
                  tuple(rows.values()), view.source)  # fmt: skip
    return view.of_plan.linked(table, "action", rows)
