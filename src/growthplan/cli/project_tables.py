"""What `growthplan project` prints, and the tables of its JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table

from growthplan.cli.terminal import table
from growthplan.journeys.projecting import Projected
from growthplan.system.answers import LIFT, OUTCOMES, Findings, Projection, in_range, shown, signed

_MOST_ROWS = 10


def print_projection(console: Console, made: Projected) -> None:
    """The headline, the tables, what it hangs on, how well it would have done, what to try next."""
    found = made.projection
    console.print(f"{found.title}, {found.base_year} to {found.until}", highlight=False)
    for sentence in (*found.sentences, *found.no_plan_words[:1]):
        console.print(sentence, highlight=False, markup=False)
    for one in _tables(found):
        console.print()
        console.print(one)
    if made.findings is not None:
        console.print(f"\n{made.findings.sentence}", highlight=False, markup=False)
        console.print(_learned(made.findings))
    console.print(f"\n{record_line(found)}", highlight=False, markup=False)
    if found.notes:
        console.print("\nNotes", style="bold")
        for note in found.notes:
            console.print(f"- {note}", highlight=False, markup=False)
    console.print(
        f"\n{found.draws:,} draws, seed {found.seed}, run {made.run.id}. "
        "Next: growthplan project PLAN --json for every figure and table",
        highlight=False,
        soft_wrap=True,
    )


def _learned(findings: Findings) -> Table:
    """Outcomes before and after the findings that were accepted."""
    rows = []
    for row in findings.table.iter_rows(named=True):
        before, after = (shown(row[key], row["unit"], row["error"]) for key in ("before", "after"))
        change = shown(row["change"], row["unit_of_change"], row["error"])
        rows.append((row["title"], before, after, change if row["told"] else "not told from luck"))
    heads = [(f"In {findings.year}", "left"), ("Before findings", "right"),
             ("With them", "right"), ("Change of the mean", "right")]  # fmt: skip
    return table(heads, rows, title="What the evidence changed")


def record_line(found: Projection) -> str:
    """How well the baseline would have done in the past, in a sentence or two."""
    worst = found.record.hurdles[0]
    verdict = "clears every bar set" if found.record.passed else "does not clear every bar set"
    return (
        f"Tried on the past, the baseline {verdict} for it. Worst, {worst.test}: "
        f"{100 * abs(worst.margin):.0f}% {'better' if worst.margin > 0 else 'worse'} than "
        f"{worst.against} by CRPS, its 80% range covering {100 * worst.cover_80:.0f}%."
    )


def _tables(found: Projection) -> Iterator[Table]:
    yield _outcomes(found)
    if len(found.futures) > 2:
        yield _scenarios(found)
    if found.chances:
        yield _chances(found)
    yield _authorities(found)
    if found.sharing is not None:
        yield _shared(found)
    if found.hanging is not None:
        yield _hanging(found)
    if found.not_modelled:
        yield _left_out(found)


def _outcomes(found: Projection) -> Table:
    rows = []
    for outcome in OUTCOMES:
        if outcome.id == "hours":  # jobs say the same to a reader; hours are in the JSON
            continue
        cells = [outcome.title]
        for scenario in ("no_plan", "plan", "difference"):
            path = found.path(outcome.id, scenario)
            if path.is_empty():
                break
            row = path.row(-1, named=True)
            cells.append(_cell(row))
        if len(cells) == 4:
            rows.append(tuple(cells))
    lift = found.path(LIFT, "difference").row(-1, named=True)
    rows.append(("GVA per hour, added", "", "", _cell(lift)))
    return table(
        [
            (f"In {found.until}, 90% range", "left"),
            ("No plan", "right"),
            ("With the plan", "right"),
            ("Difference", "right"),
        ],
        rows,
        title=f"Outcomes in {found.until} (prices of {found.base_year})",
    )


def _cell(row: dict[str, Any]) -> str:
    mid = shown(row["median"], row["unit"], row["error"])
    if row["low_90"] == row["high_90"]:
        return _short(mid)
    ends = in_range(row["low_90"], row["high_90"], row["unit"], row["error"])
    return _short(f"{mid}\n{ends.removeprefix('between ').replace(' and ', ' to ')}")


def _short(text: str) -> str:
    """Units that a narrow column has no room for, shorter."""
    return text.replace(" percentage points", " points").replace(" kt CO2e", " kt")


def _scenarios(found: Projection) -> Table:
    """Each future side by side."""
    half = {
        one.scenario: one.value
        for one in found.chances
        if one.target == "gap-closed-50" and one.year == found.until
    }
    rows = []
    for future in found.futures[1:]:
        over = "difference" if future.id == "plan" else f"{future.id}:over-no-plan"
        rows.append(
            (
                "The plan as it stands" if future.id == "plan" else future.title,
                f"£{future.money:,.0f}m",
                _cell(found.path(LIFT, over).row(-1, named=True)),
                _cell(found.path("gva_per_hour_gap_pct", future.id).row(-1, named=True)),
                f"{100 * half[future.id]:.1f}%" if future.id in half else "",
            )
        )
    return table(
        [
            ("Scenario", "left"),
            ("Money", "right"),
            ("Adds", "right"),
            ("Gap", "right"),
            ("Half closed", "right"),
        ],
        rows,
        title=f"Scenarios side by side, {found.until}",
    )


def _chances(found: Projection) -> Table:
    by_target: dict[tuple[str, str], dict[str, float]] = {}
    for one in found.chances:
        if one.year == found.until or one.published:
            key = (one.title, str(one.year))
            by_target.setdefault(key, {})[one.scenario] = one.value
    return table(
        [("Chance", "left"), ("By", "left"), ("No plan", "right"), ("With the plan", "right")],
        [
            (title, year, *(f"{100 * known[f]:.1f}%" for f in ("no_plan", "plan")))
            for (title, year), known in by_target.items()
        ],
        title="Targets, and shares of the gap",
    )


def _authorities(found: Projection) -> Table:
    places = found.paths.filter(
        (pl.col("place") != found.place.code) & (pl.col("year") == found.until)
    )
    rows = []
    for (code, name), own in places.group_by(["place", "name"], maintain_order=True):
        del code
        by = {(r["measure"], r["scenario"]): r for r in own.iter_rows(named=True)}
        rows.append(
            (
                str(name),
                _cell(by["gva_per_hour", "plan"]),
                _cell(by[LIFT, "difference"]),
                _cell(by["jobs", "difference"]),
            )
        )
    return table(
        [("Authority", "left"), ("GVA per hour", "right"), ("Added", "right"), ("Jobs", "right")],
        rows,
        title=f"Authorities with the plan, {found.until}",
    )


def _shared(found: Projection) -> Table:
    assert found.sharing is not None
    rows = found.sharing.interventions.head(_MOST_ROWS)
    return table(
        [("Action", "left"), ("Adds", "right"), ("90% range", "right"), ("Of the whole", "right")],
        [
            (
                r["title"],
                signed(r["value"]),
                f"{signed(r['low'])} to {signed(r['high'])}",
                f"{100 * r['share']:.0f}%",
            )
            for r in rows.iter_rows(named=True)
        ],
        title=f"What each action adds to GVA per hour, {found.sharing.year}",
    )


def _hanging(found: Projection) -> Table:
    assert found.hanging is not None
    rows = found.hanging.table.head(_MOST_ROWS)
    return table(
        [("Assumption", "left"), ("Evidence", "left"), ("Share of the doubt", "right")],
        [(r["title"], r["grade"], f"{100 * r['share']:.0f}%") for r in rows.iter_rows(named=True)],
        title="What the plan's effect hangs on",
    )


def _left_out(found: Projection) -> Table:
    return table(
        [("Not modelled", "left"), ("Because", "left")],
        [
            (one.title + (f" ({one.driver})" if one.driver else ""), one.reason)
            for one in found.not_modelled
        ],
        title="Not modelled",
    )


def tables_as_json(found: Projection) -> dict[str, pl.DataFrame | list[dict[str, Any]]]:
    """Every table of a projection by name."""
    tables: dict[str, pl.DataFrame | list[dict[str, Any]]] = {
        "paths": found.paths,
        "history": found.history,
        "chances": [asdict(one) for one in found.chances],
        "efforts": [asdict(one) for one in found.efforts],
        "timing": [asdict(found.timing)],
        "modelled": [asdict(one) for one in found.modelled],
        "not_modelled": [asdict(one) for one in found.not_modelled],
        "futures": [asdict(one) for one in found.futures],
        "base_rates": [{"pool": pool, **asdict(rate)} for pool, rate in found.base_rates.items()],
        "sectors": found.sectors,
        "mechanisms": found.mechanisms,
        "convergence": found.convergence,
        "jobs_by_residence": found.who_gains.jobs_by_residence,
        "earnings_by_residence": found.who_gains.earnings_by_residence,
        "back_test": pl.concat(
            [t.with_columns(test=pl.lit(name)) for name, t in found.record.tables.items()]
        ),
        "sentences": [{"sentence": sentence} for sentence in found.sentences],
        "no_plan": [{"sentence": sentence} for sentence in found.no_plan_words],
        "estimates": [{"sentence": sentence} for sentence in found.estimates],
    }
    if found.diffusion is not None:
        tables["diffusion"] = [asdict(found.diffusion)]
    if found.net_zero is not None:
        tables["net_zero"] = [asdict(found.net_zero)]
    if found.sharing is not None:
        tables |= {
            "attribution": found.sharing.interventions,
            "attribution_groups": found.sharing.groups,
            "attribution_themes": found.sharing.themes,
            "interactions": [asdict(pair) for pair in found.sharing.pairs],
            "synergy": [asdict(found.sharing.synergy)],
        }
    if found.hanging is not None:
        tables["sensitivity"] = found.hanging.table
        if found.hanging.sobol is not None:
            tables["sobol"] = found.hanging.sobol
    return tables
