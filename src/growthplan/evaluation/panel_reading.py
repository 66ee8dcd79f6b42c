"""From a tidy table to a panel, with every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from growthplan.evaluation.panel import Array, Flags, Numbers, Panel
from growthplan.evaluation.panel_rows import MISSING, Rows, number, read_rows, whole
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

MOST_FAULTS = 200
_NEVER = frozenset({*MISSING, "0", "never", "inf", "infinity"})


@dataclass(frozen=True)
class Layout:
    """Which columns hold what, and who is treated from when."""

    unit: str
    time: str
    outcome: str
    treated: tuple[str, ...] = ()
    start: str | None = None
    first_treated: str | None = None
    """Column with each unit's first treated time, instead of `treated` and `start`; 0, empty or
    `never` for units that never are."""
    covariates: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    """Units to compare with; every untreated one when left out."""
    drop_incomplete: bool = False
    """Whether donors without an outcome at some time are left out rather than a fault."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        named = (self.unit, self.time, self.outcome, self.first_treated, *self.covariate_columns)
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def covariate_columns(self) -> tuple[str, ...]:
        """Covariates without the span of times that may follow a colon."""
        return tuple(dict.fromkeys(name.partition(":")[0] for name in self.covariates))


def read_panel(
    data: bytes, file: str, layout: Layout, needs_donors: bool = True
) -> tuple[Panel, tuple[str, ...]]:
    """The panel in a CSV file's bytes, and notes on what was left out.

    Raises GrowthplanError with every fault found: columns, cells that are no number, a unit and
    time twice, treated units or donors that are not there, treated units among donors, no donors,
    a start that is no time of the panel, and outcomes that are missing.
    """
    rows = read_rows(data, file, layout.columns)
    return panel_from_rows(rows, layout, needs_donors)


def panel_from_rows(
    rows: Rows, layout: Layout, needs_donors: bool = True
) -> tuple[Panel, tuple[str, ...]]:
    """The same from rows in hand."""
    rows = rows.with_whole(layout.time)
    if layout.start is not None:
        layout = replace(layout, start=whole(layout.start))
    names = rows.column(layout.unit)
    units = list(dict.fromkeys(names))
    times = sorted(dict.fromkeys(rows.column(layout.time)), key=time_order)
    faults = [*_blank(rows, layout), *_who(layout, units, times, rows, needs_donors)]
    place = {unit: k for k, unit in enumerate(units)}
    when = {time: k for k, time in enumerate(times)}
    at = [(place[u], when[t]) for u, t in zip(names, rows.column(layout.time), strict=True)]
    faults += _twice(rows, at, layout)
    shape = len(units), len(times)
    values: dict[str, Array] = {}
    for column in dict.fromkeys((layout.outcome, *layout.covariate_columns)):
        values[column], found = _numbers(rows, column, at, shape)
        faults += found
    _stop(faults)
    first = _first_treated(rows, layout, units, times, at)
    asked = set(layout.donors)
    kept = np.array([not asked or u in asked for u in units]) | (first < len(times))
    outcome = values[layout.outcome]
    faults, incomplete = _gaps(outcome, first, kept, units, times, layout, rows.file)
    _stop(faults)
    kept &= ~incomplete
    panel = Panel(
        tuple(units), tuple(times), outcome, first,
        {name: values[name] for name in layout.covariate_columns}, layout.outcome,
    ).only(kept)  # fmt: skip
    if needs_donors and panel.treated.all():
        fix = "Name others, or mend the rows that lack an outcome."
        _stop([Fault("no donor is left to compare with", rows.file, fix=fix, code="no-donors")])
    left_out = [u for u, gone in zip(units, incomplete, strict=True) if gone]
    notes = (f"Left out for missing outcomes: {few_of(left_out)}.",) if left_out else ()
    return panel, notes


def few_of(names: Sequence[str], most: int = 6) -> str:
    """The first few names and how many more.

    >>> few_of(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def time_order(time: str) -> tuple[float, str]:
    """Times in order: by the number they start with (1989, 1989/90, 2020 Q3), then by text."""
    found = re.match(r"-?\d+(\.\d+)?", time)
    return (float(found[0]) if found else float("inf"), time)


def _stop(faults: Sequence[Fault]) -> None:
    if not faults:
        return
    shown = sorted(faults, key=lambda f: f.line or 0)[:MOST_FAULTS]
    more = len(faults) - len(shown)
    if more:
        shown.append(Fault(f"and {more:,} faults more", faults[0].file, code="more"))
    raise GrowthplanError(shown)


def _blank(rows: Rows, layout: Layout) -> Iterator[Fault]:
    for column in (layout.unit, layout.time):
        for line, cell in zip(rows.lines, rows.column(column), strict=True):
            if not cell:
                yield Fault(f"'{column}' is empty", rows.file, line, code="blank",
                            fix="Each row needs a unit and a time.")  # fmt: skip


def _who(
    layout: Layout, units: Sequence[str], times: Sequence[str], rows: Rows, needs_donors: bool
) -> Iterator[Fault]:
    """What is wrong with the treated, the donors and the start."""
    file = rows.file
    for kind, asked in (("treated unit", layout.treated), ("donor", layout.donors)):
        for name in asked:
            if name not in units:
                fix = did_you_mean(name, units) or f"Units: {', '.join(units[:8])} and others."
                yield Fault(f"the {kind} '{name}' is not in the column '{layout.unit}'", file,
                            fix=fix, code="unit")  # fmt: skip
    for name in layout.treated:
        if name in layout.donors:
            yield Fault(f"'{name}' is treated and a donor", file, code="treated-donor",
                        fix="Take it out of the donors: a donor must not be treated.")  # fmt: skip
    if layout.first_treated:
        return
    if not layout.treated:
        yield Fault("no treated unit is named", file, code="no-treated",
                    fix="Name one with --treated, or a column with --first-treated.")  # fmt: skip
    if needs_donors and not set(layout.donors or units) - set(layout.treated):
        yield Fault("there are no donors: every unit is treated", file, code="no-donors",
                    fix="Add untreated units, or use interrupted-time-series.")  # fmt: skip
    if layout.start is None:
        yield Fault("it is not said from when they are treated", file, code="no-start",
                    fix="Give the first treated time with --from.")  # fmt: skip
    elif layout.start not in times:
        fix = f"Times run from {times[0]} to {times[-1]}."
        yield Fault(f"'{layout.start}' is not in the column '{layout.time}'", file, fix=fix,
                    code="time")  # fmt: skip


def _twice(rows: Rows, at: Sequence[tuple[int, int]], layout: Layout) -> Iterator[Fault]:
    seen: dict[tuple[int, int], int] = {}
    names = rows.column(layout.unit)
    times = rows.column(layout.time)
    for k, cell in enumerate(at):
        if cell in seen:
            yield Fault(
                f"{names[k]} in {times[k]} is given twice; it is already on line {seen[cell]}",
                rows.file, rows.lines[k], fix="Keep one of the two.", code="twice",
            )  # fmt: skip
        seen.setdefault(cell, rows.lines[k])


def _numbers(
    rows: Rows, column: str, at: Sequence[tuple[int, int]], shape: tuple[int, int]
) -> tuple[Array, list[Fault]]:
    """One column as [unit, time], NaN where there is nothing."""
    values = np.full(shape, np.nan)
    faults: list[Fault] = []
    for cell, text, line in zip(at, rows.column(column), rows.lines, strict=True):
        try:
            value = number(text)
        except ValueError:
            message = f"'{text[:40]}' in the column '{column}' is not a number"
            fix = "Write digits alone; leave the cell empty when there is no figure."
            faults.append(Fault(message, rows.file, line, fix=fix, code="number"))
            continue
        if value is not None:
            values[cell] = value
    return values, faults


def _first_treated(
    rows: Rows,
    layout: Layout,
    units: Sequence[str],
    times: Sequence[str],
    at: Sequence[tuple[int, int]],
) -> Numbers:
    """Position of each unit's first treated time."""
    first = np.full(len(units), len(times), dtype=np.int64)
    if layout.first_treated is None:
        start = times.index(str(layout.start))
        first[[units.index(name) for name in layout.treated]] = start
        return first
    faults: list[Fault] = []
    said: dict[int, tuple[str, int]] = {}
    for (unit, _), text, line in zip(
        at, rows.column(layout.first_treated), rows.lines, strict=True
    ):
        text = text.removesuffix(".0")
        if unit in said and said[unit][0] != text:
            message = f"{units[unit]} is first treated at '{text}', but on line {said[unit][1]} at "
            message += f"'{said[unit][0]}'"
            faults.append(Fault(message, rows.file, line, fix="Give one.", code="first-treated"))
        said.setdefault(unit, (text, line))
    for unit, (text, line) in said.items():
        if text.casefold() in _NEVER:
            continue
        later = [k for k, time in enumerate(times) if time_order(time) >= time_order(text)]
        if time_order(text)[0] == float("inf"):
            message = f"'{text[:40]}' in the column '{layout.first_treated}' is no time"
            faults.append(Fault(message, rows.file, line, code="first-treated",
                                fix="Write a time, or 0 for a unit never treated."))  # fmt: skip
        elif later:
            first[unit] = later[0]
    _stop(faults)
    return first


def _gaps(
    outcome: Array,
    first: Numbers,
    kept: Flags,
    units: Sequence[str],
    times: Sequence[str],
    layout: Layout,
    file: str,
) -> tuple[list[Fault], Flags]:
    """Faults for outcomes that are missing, and the donors to leave out where that was asked."""
    faults: list[Fault] = []
    incomplete = np.zeros(len(units), dtype=bool)
    for k in np.flatnonzero(kept & ~np.isfinite(outcome).all(axis=1)).tolist():
        missing = np.flatnonzero(~np.isfinite(outcome[k]))
        treated = first[k] < len(times)
        if not treated and layout.drop_incomplete:
            incomplete[k] = True
            continue
        after = treated and bool((missing >= first[k]).any())
        when = ", ".join(times[t] for t in missing[:6]) + (" and more" if len(missing) > 6 else "")
        message = f"{units[k]} has no '{layout.outcome}' in {when}"
        message += ", after its treatment started" if after else ""
        fix = (
            "Fill it in, or evaluate up to the last time that has one."
            if treated
            else "Fill it in, or leave such donors out with --drop-incomplete."
        )
        code = "missing-after" if after else "missing"
        faults.append(Fault(message, file, fix=fix, code=code))
    return faults, incomplete
