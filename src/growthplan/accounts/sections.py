"""The parts of a measurement, each adding its tables, figures and notes to the desk."""

from __future__ import annotations

from dataclasses import asdict

import polars as pl

from growthplan.accounts.catch_up import CatchUp, catch_up
from growthplan.accounts.change import change_contributions
from growthplan.accounts.closing_figures import catch_up_figures
from growthplan.accounts.contributions import contributions
from growthplan.accounts.desk import HEADLINE, Desk
from growthplan.accounts.figures import (
    growth_figure,
    level_figures,
)
from growthplan.accounts.growth import growth, growth_between
from growthplan.accounts.gva import gva_figures, gva_routes
from growthplan.accounts.identity import identity, identity_years
from growthplan.accounts.levels import levels, name_of
from growthplan.accounts.levels import newest as newest_edition
from growthplan.accounts.measures import Basis, measure_named, titled
from growthplan.accounts.part_figures import (
    change_figures,
    contribution_figures,
    identity_figures,
)
from growthplan.vocabulary import (
    Figure,
    GrowthplanError,
)

HORIZON = 10
"""Years ahead for which catch-up is computed when none is asked for."""
SHARES = (0.5, 1.0)
"""Shares of the gap for which catch-up is computed."""
SIZES = ("gva", "hours", "jobs", "population")
RECENT = 2
"""Newest years whose GVA by each route is a figure of its own."""
IDENTITY_YEARS = 12
"""How many years back a full identity is looked for: the working-age count is not yearly."""


def measure_levels(desk: Desk) -> int | None:
    """Levels and growth of both places; the newest year of the headline, when there is one."""
    wanted: list[tuple[str, Basis]] = [(HEADLINE, b) for b in measure_named(HEADLINE).bases]
    wanted += [("gva_per_job", desk.basis), ("gva_per_head", "unsmoothed")]
    wanted += [(size, "unsmoothed") for size in SIZES]
    tables, growths, last = [], [], None
    lacking: dict[str, list[str]] = {}
    for name, basis in wanted:
        for code in (desk.place, desk.comparator):
            rows = levels(desk.statistics, name, code, basis=basis)
            if rows.is_empty():
                lacking.setdefault(code, []).append(titled(name, basis))
                continue
            if (name, code, basis) == (HEADLINE, desk.place, desk.basis):
                last = int(rows["year"][-1])
            tables.append(desk.in_years(rows))
            if name == HEADLINE:
                growths.append(desk.in_years(growth(desk.statistics, name, code, basis=basis)))
                desk.figures += _whole_growth(desk, rows)
    for code, titles in lacking.items():
        where = name_of(desk.statistics, code)
        desk.note(f"Not published for {where}: {', '.join(titles)}.")
        desk.lacking += [f"{title} is not published for {where}" for title in titles]
    desk.tables["levels"] = pl.concat(tables)
    desk.tables["growth"] = pl.concat(growths)
    desk.figures += level_figures(desk.cells, desk.tables["levels"])
    return last


def measure_gva(desk: Desk) -> None:
    """GVA of the place by every route, each year from the route's newest edition."""
    rows = desk.in_years(gva_routes(desk.statistics, desk.place))
    if rows.is_empty():
        return
    rows = newest_edition(rows, ("route", "year"))
    desk.tables["gva_routes"] = rows.with_columns(pl.col("parts").list.join(" "))
    levelled = (pl.col("route") == "gva") & (pl.col("parts").list.len() == 1)
    recent = rows.filter(~levelled & (pl.col("year") > pl.col("year").max() - RECENT))
    desk.figures += gva_figures(desk.cells, recent, desk.place)


def _whole_growth(desk: Desk, rows: pl.DataFrame) -> list[Figure]:
    """Growth from first to last year of the newest edition."""
    newest = rows.filter(pl.col("edition") == rows["edition"][-1])
    row = newest.row(0, named=True)
    if newest.height < 2:
        return []
    found = growth_between(
        desk.statistics,
        row["measure"],
        row["place"],
        row["year"],
        int(newest["year"][-1]),
        basis=row["basis"],
        edition=row["edition"],
    )
    return [growth_figure(desk.cells, found, row["published_as"])]


def measure_identity(desk: Desk) -> None:
    """The newest year whose identity can be formed, and the newest with working-age residents."""
    tables, collapsed, refusal = [], False, None
    for year in identity_years(desk.statistics, desk.place)[:IDENTITY_YEARS]:
        try:
            found = identity(desk.statistics, desk.place, year, desk.comparator)
        except GrowthplanError as fault:
            refusal = refusal or str(fault)
            continue
        full = "working_age_share" in found.table["factor"]
        if collapsed and not full:
            continue
        tables.append(found.table.with_columns(year=pl.lit(year)))
        desk.figures += identity_figures(desk.cells, found)
        desk.method(*found.notes)
        if full:
            break
        collapsed = True
    if tables:
        desk.tables["identity"] = pl.concat(tables)
    else:
        where = name_of(desk.statistics, desk.place)
        desk.note(f"Identity: {refusal or f'GVA of {where} is not published.'}")


def measure_members(desk: Desk) -> None:
    """Contributions of member authorities to the gap and to its change."""
    now = desk.attempt(
        "Contributions of authorities",
        lambda: contributions(desk.statistics, desk.place, comparator=desk.comparator),
    )
    if now is None:
        return
    desk.tables["contributions"] = now.table.with_columns(year=pl.lit(now.year))
    desk.figures += contribution_figures(desk.cells, now)
    desk.method(*now.notes)
    change = desk.attempt(
        "Contributions to the change",
        lambda: change_contributions(desk.statistics, desk.place, comparator=desk.comparator),
    )
    if change is not None:
        desk.tables["change_contributions"] = change.table.with_columns(
            first_year=pl.lit(change.first_year), last_year=pl.lit(change.last_year)
        )
        desk.figures += change_figures(desk.cells, change)


def measure_catch_up(desk: Desk, by: int, gva_bn: float | None) -> None:
    """What closing half and all of the gap takes by a year."""
    found: list[CatchUp] = []
    for share in SHARES:
        one = desk.attempt(
            "Catch-up",
            lambda share=share: catch_up(  # type: ignore[misc]
                desk.statistics,
                desk.place,
                by,
                desk.comparator,
                share=share,
                basis=desk.basis,
                gva_bn=gva_bn,
            ),
        )
        if one is not None:
            found.append(one)
            desk.figures += catch_up_figures(desk.cells, one)
    if found:
        hidden = ("assumptions", "gva_row")
        rows = [{k: v for k, v in asdict(one).items() if k not in hidden} for one in found]
        desk.tables["catch_up"] = pl.DataFrame(rows)
        desk.method(*found[-1].assumptions)
