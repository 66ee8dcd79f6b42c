"""Tables of a what-if: the asked future beside the plan as it stands."""

from __future__ import annotations

from growthplan.report.model import Block, Prose
from growthplan.report.pages.projection_view import GAP, LIFT, Row, ends, middle
from growthplan.report.pages.whatif_view import Asked
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table
from growthplan.system.answers import Side, frequency, shown, signed, verdict_sentence

Range = tuple[float, float, float]
MOST_SHARES = 40


def gap_table(of: Asked) -> Table:
    """The gap by year, as asked and as it stands."""
    columns = (
        Column("year", "Year", kind="year"),
        Column("asked", "As asked", "%"),
        Column("low", "Low, 90%", "%"),
        Column("high", "High, 90%", "%"),
        Column("stands", "As it stands", "%"),
        Column("no_plan", "No plan", "%"),
    )
    own = of.fan(of.found.asked, GAP)
    stands = dict(of.fan(of.found.plan, GAP).points)
    none = dict(of.fan(of.found.asked, GAP, "no_plan").points)
    rows = tuple(
        (year, median, low, high, stands[year], none[year])
        for (year, median), (_, low, high) in zip(own.points, own.bands[90], strict=True)
    )
    return Table("what-if-gap", "The gap by year", columns, rows, of.source)


def side_by_side(of: Asked) -> Table:
    """Outcomes of the last year: as asked, as it stands, and without a plan."""
    columns = (
        Column("outcome", f"Outcome in {of.until}", kind="text"),
        Column("asked", "As asked", kind="written"),
        Column("range", "Nine times in ten", kind="text"),
        Column("error", "Error of the draws", kind="written"),
        Column("stands", "As it stands", kind="written"),
        Column("no_plan", "No plan", kind="written"),
    )
    rows = []
    for measure, title in (
        (GAP, "Gap in GVA per hour"),
        ("gva_per_hour", "GVA per hour"),
        ("gva", "GVA"),
        ("jobs", "Filled jobs"),
        ("greenhouse_gas_emissions", "Greenhouse gas emissions"),
    ):
        try:
            one = of.row(of.found.asked, measure, "plan")
        except KeyError:
            continue
        rows.append((title, middle(one), ends(one), _error(one),
                     middle(of.row(of.found.plan, measure, "plan")),
                     middle(of.row(of.found.asked, measure, "no_plan"))))  # fmt: skip
    lift, stands = (of.row(s, LIFT, "difference") for s in (of.found.asked, of.found.plan))
    added = ("Added to GVA per hour", middle(lift), ends(lift), _error(lift), middle(stands), "0%")
    rows.insert(0, added)
    return Table(
        "what-if-outcomes",
        "As asked, as it stands, and without a plan",
        columns,
        tuple(rows),
        of.source,
        notes=(
            "As asked and as it stands run on the same draws, so what differs is not chance. No "
            "plan is in the same country as what is asked: a recession is in both.",
            "The error of the draws is how far the middle would move with other draws; more draws "
            "make it smaller, and no digit is printed that it leaves in doubt.",
        ),
    )


def _error(row: Row) -> str:
    """The error of a median, to two digits that count."""
    error, unit = row["error"], str(row["unit"])
    if error < 1:
        text = f"{error:.1g}" if error >= 1e-4 else "0.0001"
    else:
        text = f"{float(f'{error:.2g}'):,.0f}"
    before, after = {"£ per hour": ("£", ""), "£m": ("£", "m"), "jobs": ("", ""),
                     "%": ("", "%")}.get(unit, ("", f" {unit}"))  # fmt: skip
    return f"±{before}{text}{after}"


def chances_table(of: Asked) -> Table:
    """How likely each target is."""
    columns = (
        Column("target", "Target", kind="text"),
        Column("year", "By", kind="year"),
        Column("asked", "As asked", kind="text"),
        Column("stands", "As it stands", kind="text"),
        Column("error", "Error of the draws", "points", decimals=1),
    )
    stands = {(c.target, c.year): c for c in of.chances(of.found.plan)}
    rows = tuple(
        (
            one.title,
            one.year,
            frequency(one.value, of.found.draws),
            frequency(other.value, of.found.draws) if other else "",
            100 * one.error,
        )
        for one in of.chances(of.found.asked)
        for other in (stands.get((one.target, one.year)),)
    )
    return Table("what-if-chances", "The chance of each target", columns, rows, of.source)


def authorities_table(of: Asked) -> Table:
    """What each authority gains over no plan, as asked and as it stands."""
    columns = (
        Column("authority", "Authority", kind="text"),
        Column("gva", "GVA, as asked", kind="written"),
        Column("gva_stands", "As it stands", kind="written"),
        Column("jobs", "Jobs, as asked", kind="written"),
        Column("jobs_range", "Nine times in ten", kind="text"),
        Column("jobs_stands", "As it stands", kind="written"),
    )
    paths = of.found.asked.paths
    own = of.found.place.code
    places = sorted(
        {(row[0], row[1]) for row in paths.select("place", "name").iter_rows() if row[0] != own},
        key=lambda one: one[1],
    )
    rows = []
    for code, name in places:
        cells: list[str] = [name]
        for measure in ("gva", "jobs"):
            one = of.row(of.found.asked, measure, "difference", code)
            cells.append(middle(one))
            cells += [ends(one)] if measure == "jobs" else []
            cells.append(middle(of.row(of.found.plan, measure, "difference", code)))
        rows.append(tuple(cells))
    return Table(
        "what-if-authorities",
        f"What each authority gains over no plan in {of.until}",
        columns,
        tuple(rows),
        of.source,
        notes=("Middles of parts do not add up to the middle of the whole.", _most_error(of)),
    )


def _most_error(of: Asked) -> str:
    rows = [
        row
        for row in of.found.asked.paths.filter(year=of.until, scenario="difference").to_dicts()
        if row["place"] != of.found.place.code
    ]
    most = {
        measure: max((r for r in rows if r["measure"] == measure), key=lambda row: row["error"])
        for measure in ("gva", "jobs")
    }
    return (
        f"Error of the draws: at most {_error(most['gva'])} of GVA and {_error(most['jobs'])} jobs."
    )


def people_table(of: Asked) -> Table:
    """Inclusion, AI and carbon, with their ranges."""
    columns = (
        Column("what", "Outcome", kind="text"),
        Column("asked", "As asked", kind="text"),
        Column("stands", "As it stands", kind="text"),
    )
    rows = tuple(
        (title, of_side(of.found.asked, key), of_side(of.found.plan, key))
        for title, key in (
            ("Share of what is earned that goes to the most deprived fifth of neighbourhoods",
             "deprived"),
            ("Further firms’ adoption of digital tools and AI", "adoption"),
            ("Productivity from it", "digital"),
            ("Jobs moved by it", "displaced"),
            (f"Emissions against no plan, {_carbon_year(of)}", "carbon"),
        )
    )  # fmt: skip
    living = of.found.asked.who_gains.deprived_people
    notes: tuple[str, ...] = ("Neighbourhoods within an authority are taken to gain alike.",)
    if living is not None:
        notes = (*notes, f"{100 * living:.0f}% of people live in that fifth.")
    return Table("what-if-people", "Inclusion, AI and carbon", columns, rows, of.source, notes)


def _carbon_year(of: Asked) -> str:
    found = of.found.asked.net_zero
    return str(found.year if found else of.until)


def of_side(side: Side, key: str) -> str:
    """One outcome of a future with its range, or that it cannot be told."""
    if key == "deprived":
        return _percent(side.who_gains.deprived_share, "cannot be told: nothing is gained")
    if key == "carbon":
        found = side.net_zero
        if found is None:
            return "no emissions are published"
        median, low, high = found.plan_share_pct
        return f"{signed(-median)} ({signed(-high)} to {signed(-low)})"
    if side.diffusion is None:
        return "no action works on it"
    median, low, high = {
        "adoption": side.diffusion.adoption_pct,
        "digital": side.diffusion.gain_pct,
        "displaced": side.diffusion.displaced,
    }[key]
    if key == "displaced":
        return (
            f"{shown(median, 'jobs', 1.0)} ({shown(low, 'jobs', 1.0)} to "
            f"{shown(high, 'jobs', 1.0)})"
        )
    return f"{signed(median)} ({signed(low)} to {signed(high)})"


def _percent(values: Range | None, without: str) -> str:
    if values is None:
        return without
    median, low, high = (100 * value for value in values)
    return f"{median:.0f}% ({low:.0f}% to {high:.0f}%)"


def shares_blocks(of: Asked) -> tuple[Block, ...]:
    """What each action brings alone and is missed by, and what they do together."""
    found = of.found.shares
    assert found is not None
    columns = (
        Column("action", "Action", kind="text"),
        Column("last", "Lost without it", "%", decimals=3, signed=True),
        Column("low", "Low, 90%", "%", decimals=3, signed=True),
        Column("high", "High, 90%", "%", decimals=3, signed=True),
        Column("error", "Error of the draws", "points", decimals=3),
        Column("alone", "Alone", "%", decimals=3, signed=True),
        Column("id", "Id", kind="text", files_only=True),
    )
    rows = tuple(
        (row["title"], row["last"], row["low"], row["high"], row["error"], row["alone"], row["id"])
        for row in found.table.head(MOST_SHARES).iter_rows(named=True)
    )
    table = Table(
        "what-if-actions",
        f"What each action brings to GVA per hour in {of.until}",
        columns,
        rows,
        f"{of.source}; the first {found.draws} of the draws",
        notes=("Neither column adds up to the whole: what actions do together is in both.",),
    )
    return Prose((rich("{v}", v=verdict_sentence(found.synergy)),)), table
