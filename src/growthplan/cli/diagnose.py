"""`growthplan diagnose`."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from growthplan.accounts import above_or_below, pct_of_log_points
from growthplan.cli.diagnose_tables import diagnosis_tables, diagnosis_tables_as_json
from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json, progress
from growthplan.drivers import Constraints
from growthplan.journeys import diagnosing
from growthplan.journeys.diagnosing import Diagnosed
from growthplan.journeys.result import as_json
from growthplan.report.diagnosis import Diagnosis
from growthplan.sectors import mix_summary
from growthplan.vocabulary import display


def diagnose(
    plan_or_place: str,
    *,
    comparator: str | None = None,
    peers: list[str] | None = None,
    verbose: bool = False,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Diagnose a place, or the place of a plan: how its drivers stand, what goes
    with the gap, its sectors and clusters.

    $ growthplan diagnose "Liverpool City Region"
    $ growthplan diagnose plans/liverpool-city-region
    $ growthplan diagnose Leeds --peers Sheffield --peers Newcastle
    $ growthplan diagnose E08000012 --json

    What goes with the gap is an association over all UK authorities, not a
    cause; the grade of the causal evidence stands beside it.

    Python: growthplan.diagnose(plan_or_place).

    Parameters
    ----------
    plan_or_place
        Code or name of any UK place; or the folder of a plan, whose comparator and sites are taken.
    comparator
        Place to compare with, by code or name. Default: the plan's, or England.
    peers
        Places to compare with instead of its statistical neighbours; give the option for each.
    verbose
        Print every note, not only those that matter most.
    """
    with progress(quiet=json) as say:
        made = diagnosing.diagnose(plan_or_place, comparator, peers or (), store, as_at, say)
    found = made.diagnosis
    if json:
        print_json(
            as_json(found.figures, diagnosis_tables_as_json(found), notes_of(found), made.run)
        )
        return
    print_diagnosis(out(), made, plan_or_place, verbose)


WIDE = 120
"""Columns of a terminal from which tables have room for peers, trends and evidence."""


MOST_NOTES = 5
"""Notes printed when not asked for all."""


def print_diagnosis(
    console: Console, made: Diagnosed, asked: str = "", verbose: bool = False
) -> None:
    """The headline, the tables, the notes, and what to try next."""
    found = made.diagnosis
    console.print(f"{found.place.name} ({found.place.code}) against {found.comparator.name}")
    for sentence in headline(found):
        console.print(sentence, highlight=False, markup=False)
    for one in diagnosis_tables(found, wide=console.width >= WIDE):
        console.print()
        console.print(one)
    _print_notes(console, found, verbose)
    subject = asked if made.from_plan else f'--place "{found.place.name}"'
    console.print(
        f"\n{len(made.sources)} releases. Next: growthplan build {subject} --out out",
        highlight=False,
        soft_wrap=True,
    )


def _print_notes(console: Console, found: Diagnosis, verbose: bool) -> None:
    """The notes that matter most, or all of them."""
    every = notes_of(found)
    shown = every if verbose else notes_that_matter(found)
    if not shown:
        return
    console.print("\nNotes", style="bold")
    for note in shown:
        console.print(f"- {note}", highlight=False, markup=False)
    left = len(every) - len(shown)
    if left:
        console.print(
            f"{left} more notes on how to read this: --verbose, or on the pages and in --json.",
            highlight=False,
        )


def notes_that_matter(found: Diagnosis) -> list[str]:
    """At most five: what is wrong with the question, then what could not be worked out for this
    place, then how the answer is to be read."""
    drivers, clusters = found.drivers, found.clusters.found
    place = found.place.name
    fit = drivers.constraints.notes if drivers.constraints else ()
    peers = drivers.peers
    missing = [*drivers.notes, *(peers.notes if peers and peers.custom else ())]
    missing += [n for n in fit if f"{place} has no figure" in n]
    missing += [n for n in found.sectors.notes if f"not published for {place}" in n]
    missing += [n for n in clusters.notes if place in n]
    first = [*found.notes, *missing, *fit, *notes_of(found)]
    return list(dict.fromkeys(first))[:MOST_NOTES]


def headline(found: Diagnosis) -> Iterator[str]:
    """How the drivers stand, what goes with the gap, and how it splits by industry."""
    table = found.drivers.scorecard.table
    known = table.filter(table["value"].is_not_null())
    count = {v: (known["verdict"] == v).sum() for v in ("ahead", "behind", "cannot tell")}
    yield (
        f"Of {known.height} driver indicators with a figure it is ahead on {count['ahead']}, "
        f"behind on {count['behind']}; for {count['cannot tell']} we cannot tell."
    )
    if found.drivers.constraints is not None:
        yield from _constraint_lines(found.drivers.constraints, found.comparator.name)
    if found.sectors.mix is not None:
        yield mix_summary(found.sectors.mix)


def _constraint_lines(found: Constraints, comparator: str) -> Iterator[str]:
    """The gap, how much of it goes with drivers, and with which."""
    points = dict(found.table.select("part", "log_points").iter_rows())
    gap = points["gap"]
    if gap is None:
        yield f"GVA per hour is not published for it, so no gap to {comparator} is known."
    else:
        share, rest = (display(points[part], "index") for part in ("predicted", "residual"))
        yield (
            f"GVA per hour was {above_or_below(pct_of_log_points(gap))} {comparator} in "
            f"{found.figures[0].period}: of {display(gap, 'log points')}, {share} go with the "
            f"drivers measured here and {rest} with none of them."
        )
    titles = dict(found.table.select("part", "title").iter_rows())
    named = "; ".join(titles[part] for part in found.binding)
    yield (
        f"What goes with lower productivity, as an association over places and not a cause: "
        f"{named}."
        if named
        else "No driver can be told to go with lower productivity."
    )


def notes_of(found: Diagnosis) -> list[str]:
    """What could not be computed, and how what was computed is to be read; each once."""
    drivers, sectors = found.drivers, found.sectors
    notes = [*found.notes, *drivers.notes, *drivers.scorecard.notes]
    notes += drivers.peers.notes if drivers.peers else ()
    notes += drivers.constraints.notes if drivers.constraints else ()
    notes += sectors.notes
    notes += sectors.quotients.notes if sectors.quotients else ()
    notes += sectors.mix.notes if sectors.mix else ()
    return list(dict.fromkeys([*notes, *found.clusters.found.notes]))
