"""Tables of one evaluation: power, weights, checks, rings, who was left out, what has changed."""

from __future__ import annotations

import re

import polars as pl

from growthplan.report.pages.evaluation_view import Examined
from growthplan.report.table import Column, Row, Table
from growthplan.vocabulary import MINUS

_WEIGHTY = 0.01
_MINUS = re.compile(r"(?<!\w)-(?=\d)")
_MOST = 15
_POWERS = (0.1, 0.25, 0.5, 0.8, 0.95)


def _id(one: Examined) -> str:
    return one.answered.registration.id


def changes_table(one: Examined) -> Table:
    """What has changed since it was first registered."""
    columns = (
        Column("field", "Field", kind="text"),
        Column("then", "As registered", kind="text"),
        Column("now", "Now", kind="text"),
    )
    return Table(f"changes-{_id(one)}", "Changed since registration", columns, one.changes,
                 "the plan’s register of evaluations")  # fmt: skip


def power_table(one: Examined) -> Table | None:
    """How often effects of some sizes would be told from none."""
    curve = one.answered.power.curve
    if curve.is_empty():
        return None
    rows: list[Row] = []
    for wanted in _POWERS:
        at = curve.filter(pl.col("power") >= wanted)
        if not at.is_empty():
            first = at.row(0, named=True)
            cell = (round(first["effect"], 1), 100 * first["power"])
            rows += [] if cell in rows else [cell]
    columns = (
        Column("effect", "An effect of", one.answered.unit),
        Column("power", "Would be told from none in", "% of cases", decimals=0),
    )
    source = f"{one.answered.power.histories} histories of places that were not treated"
    return Table(f"power-{_id(one)}", "What the design could show", columns, tuple(rows), source)


def weights_table(one: Examined) -> Table | None:
    """Donors with most weight, by each method that weights them."""
    weighted = [e for e in one.answered.estimates if "weights" in e.tables]
    if not weighted:
        return None
    held = {e.estimator: dict(e.tables["weights"].select("unit", "weight").iter_rows())
            for e in weighted}  # fmt: skip
    names = sorted(
        {n for found in held.values() for n, w in found.items() if abs(w) >= _WEIGHTY},
        key=lambda n: (-max(abs(found.get(n, 0.0)) for found in held.values()), n),
    )
    columns = (
        Column("donor", "Place", kind="text"),
        *(Column(e.estimator, one.title_of(e.estimator), "% of weight") for e in weighted),
    )
    rows = tuple(
        (name, *(100 * held[e.estimator].get(name, 0.0) for e in weighted))
        for name in names[:_MOST]
    )
    if not rows:
        return None
    rest = []
    for e in weighted:
        others = 100 * (1 - sum(held[e.estimator].get(name, 0.0) for name in names[:_MOST]))
        rest.append(f"{one.title_of(e.estimator)}: all others together {max(others, 0.0):.0f}%")
    return Table(f"weights-{_id(one)}", "Who stands in for what would have been", columns, rows,
                 one.source(), notes=("; ".join(rest) + ".",))  # fmt: skip


def left_out_table(one: Examined) -> Table | None:
    """Places that are no donors, and why."""
    found = one.answered.registration.donors.leave_out
    if not found:
        return None
    columns = (Column("place", "Left out", kind="text"), Column("why", "Why", kind="text"))
    rows = tuple((item.place, item.why[:1].upper() + item.why[1:]) for item in found)
    return Table(f"left-out-{_id(one)}", "Places left out, and why", columns, rows,
                 "the registration")  # fmt: skip


def checks_table(one: Examined) -> Table:
    """Every check of every method."""
    columns = (
        Column("estimator", "Method", kind="text"),
        Column("check", "Check", kind="text"),
        Column("verdict", "Verdict", kind="verdict"),
        Column("sentence", "Why", kind="text"),
    )
    required = one.answered.registration.decision.must_pass
    rows = tuple(
        (one.title_of(e.estimator),
         d.name + (" (required)" if not n and d.name in required else ""), d.verdict,
         _MINUS.sub(MINUS, d.sentence))
        for n, e in enumerate(one.answered.estimates) for d in e.diagnostics
    )  # fmt: skip
    return Table(f"checks-{_id(one)}", "Checks of what each method assumes", columns, rows,
                 one.source())  # fmt: skip


def rings_table(one: Examined) -> Table:
    """Effect on the treated and on untreated places in each ring round them."""
    assert one.rings is not None
    unit = one.answered.unit
    columns = (
        Column("ring", "Distance", kind="text"),
        Column("units", "Places", decimals=0),
        Column("effect", "Change against those beyond", unit, signed=True),
        Column("low", "Low", unit, signed=True),
        Column("high", "High", unit, signed=True),
        Column("p", "p", decimals=3),
    )
    own = one.rings
    treated = int(one.answered.panel.treated.sum())
    rows: list[Row] = [("The treated", treated, own.effect, own.low, own.high, own.p_value)]
    rows += [
        (f"{row['ring']} km", row["units"], row["effect"], row["low"], row["high"], row["p_value"])
        for row in own.tables["rings"].iter_rows(named=True)
    ]
    words = "Distance is between the middles of areas. Rings were chosen here, and not registered."
    return Table(f"rings-{_id(one)}", "The treated and their neighbours", columns, tuple(rows),
                 one.source(), notes=(*own.notes, words))  # fmt: skip
