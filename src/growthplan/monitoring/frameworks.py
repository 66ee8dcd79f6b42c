"""Enter once: a framework's table filled from returns, every number traced to its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from growthplan.monitoring.double_count import Guarded, Overlap, claims_of, guard
from growthplan.monitoring.returns import (
    RATINGS,
    KeptReturn,
    Quarter,
    Standing,
    in_words,
    pounds_shown,
    quarters,
)
from growthplan.plan import Framework, FrameworkLine, Plan

_RATIOS = ("%", "per ", "share")


@dataclass(frozen=True)
class Traced:
    """One value of a return that a number is made of."""

    partner: str
    quarter: str
    version: int
    file: str
    """The version's file within the plan's folder."""
    cell: str
    """Where it stood in what the partner sent."""
    label: str
    """What it is, in words."""
    value: float | str | None


@dataclass(frozen=True)
class FrameworkRow:
    """One line of a framework, filled in."""

    line: FrameworkLine
    value: float | str | None
    """None when nothing was returned, or what was cannot be added up."""
    display: str
    unit: str
    parts: tuple[Traced, ...]
    missing: tuple[str, ...]
    """What should be in it and is not, each in words."""
    overlaps: tuple[Overlap, ...] = ()
    """What two programmes claim of it; the value is gross all the same."""
    note: str = ""

    @property
    def sentence(self) -> str:
        """The line in words, with what is missing and what is claimed twice."""
        said = [f"{self.line.title}: {self.display}."]
        if self.missing:
            rest = len(self.missing) - 4
            more = f"; and {rest} more" if rest > 0 else ""
            said.append(f"Not all is in: {'; '.join(self.missing[:4])}{more}.")
        said += [overlap.sentence for overlap in self.overlaps]
        return " ".join([*said, *([self.note] if self.note else [])])


@dataclass(frozen=True)
class FrameworkTable:
    """A framework filled in for a quarter."""

    framework: Framework
    quarter: Quarter
    rows: tuple[FrameworkRow, ...]


@dataclass(frozen=True)
class Entered:
    """Everything that a framework is filled in from."""

    plan: Plan
    returns: Sequence[KeptReturn]
    """The versions that count."""
    standings: Sequence[Standing]
    """How the return of each partner and quarter stands, from the first quarter to this one."""
    actions: Mapping[str, Sequence[str]]
    """Ids of the actions that each partner returns on."""


def framework_table(framework: Framework, quarter: Quarter, entered: Entered) -> FrameworkTable:
    """A framework's table for a quarter, from the returns that count."""
    guarded = guard(claims_of(entered.returns))
    rows = tuple(_row(line, quarter, entered, guarded) for line in framework.lines)
    return FrameworkTable(framework, quarter, rows)


def _row(line: FrameworkLine, quarter: Quarter, entered: Entered, guarded: Guarded) -> FrameworkRow:
    span = _span(line, quarter, entered.returns)
    codes = [one.code for one in span]
    parts, blanks = [], []
    for kept in entered.returns:
        returned = kept.returned
        if returned.quarter in codes and _fits(line.partners, returned.partner):
            found, blank = _TAKEN[line.takes](line, kept)
            parts += found
            blanks += blank
    missing = (*_not_in(line, codes, entered), *blanks)
    value, note = _value(line, parts, entered.plan)
    unit = _unit(line, entered.plan)
    overlaps = tuple(
        overlap
        for name in line.indicators
        for overlap in guarded.of(name, codes)
        if {c.where for c in overlap.claims} & {f"{p.file}, {p.cell}" for p in parts}
    )
    return FrameworkRow(
        line, value, _shown(line, value, unit, parts), unit, tuple(parts), missing, overlaps, note
    )


def _span(line: FrameworkLine, quarter: Quarter, returns: Iterable[KeptReturn]) -> list[Quarter]:
    """The quarters that a line is about. Forecasts and ratings are those of the quarter alone."""
    if line.over == "quarter" or line.takes in ("forecast", "rating", "narrative", "milestones"):
        return [quarter]
    if line.over == "year to date":
        return list(quarters(Quarter(quarter.start, 1), quarter))
    first = min((kept.returned.period for kept in returns), default=quarter)
    return list(quarters(min(first, quarter), quarter))


def _fits(wanted: Sequence[str], value: str) -> bool:
    return not wanted or value in wanted


def _not_in(line: FrameworkLine, codes: Sequence[str], entered: Entered) -> tuple[str, ...]:
    """Returns that are not in and could hold something of the line."""
    return tuple(
        f"no return of {one.name} for {one.quarter}"
        for one in entered.standings
        if one.quarter.code in codes
        and one.counts is None
        and _concerns(line, entered.plan, one.partner, entered.actions.get(one.partner, ()))
    )


def _concerns(line: FrameworkLine, plan: Plan, partner: str, actions: Sequence[str]) -> bool:
    """Whether a partner could return something that the line is made of."""
    own = [a for a in plan.interventions if a.id in actions and _fits(line.actions, a.id)]
    if not own or not _fits(line.partners, partner):
        return False
    if line.takes in ("spend", "forecast"):
        return any(
            _fits(line.lines, cost.line) and line.kind in (None, cost.kind)
            for action in own
            for cost in action.costs
        )
    if line.takes == "outputs":
        names = {action.id for action in own}
        counted = [one for one in plan.indicators if one.id in line.indicators]
        return any(names & {*one.interventions} for one in counted)
    if line.takes == "milestones":
        return any(action.delivery.milestones for action in own)
    return True


def _traced(kept: KeptReturn, row: Any, field: str, label: str, value: float | str) -> Traced:
    returned = kept.returned
    return Traced(
        returned.partner, returned.quarter, kept.version, kept.where, row.cell(field), label, value
    )


Taken = tuple[list[Traced], list[str]]


def _blank(kept: KeptReturn, label: str) -> str:
    return f"{label} is blank in the return of {kept.returned.partner} for {kept.returned.period}"


def _spend(line: FrameworkLine, kept: KeptReturn) -> Taken:
    found, blank = [], []
    for row in kept.returned.spend:
        if not (
            _fits(line.actions, row.action)
            and _fits(line.lines, row.line)
            and line.kind in (None, row.kind)
        ):
            continue
        label = f"{row.action}, {row.line}"
        fields = ("spent",) if line.takes == "spend" else ("rest_of_year", "later")
        for field in fields:
            pence = getattr(row, field)
            if pence is None:
                blank.append(_blank(kept, f"{label} ({field.replace('_', ' ')})"))
            else:
                found.append(_traced(kept, row, field, label, pence / 100))
    return found, blank


def _outputs(line: FrameworkLine, kept: KeptReturn) -> Taken:
    found, blank = [], []
    for row in kept.returned.outputs:
        if not (_fits(line.actions, row.action) and row.indicator in line.indicators):
            continue
        label = f"{row.action}, {row.indicator}"
        if row.number is None:
            blank.append(_blank(kept, label))
        else:
            found.append(_traced(kept, row, "number", label, row.number))
    return found, blank


def _milestones(line: FrameworkLine, kept: KeptReturn) -> Taken:
    found = []
    for row in kept.returned.milestones:
        if not _fits(line.actions, row.action):
            continue
        if row.done:
            found.append(_traced(kept, row, "done", f"{row.action}, {row.milestone}",
                                 f"done {in_words(row.done)}"))  # fmt: skip
        else:
            expected = f"expected {in_words(row.forecast)}" if row.forecast else "no day given"
            found.append(_traced(kept, row, "forecast", f"{row.action}, {row.milestone}", expected))
    return found, []


def _words(field: str) -> Callable[[FrameworkLine, KeptReturn], Taken]:
    def taken(line: FrameworkLine, kept: KeptReturn) -> Taken:
        found, blank = [], []
        for row in kept.returned.ratings:
            if not _fits(line.actions, row.action):
                continue
            value = getattr(row, field)
            if value:
                found.append(_traced(kept, row, field, row.action, value))
            elif field == "rating":
                blank.append(_blank(kept, f"{row.action} (rating)"))
        return found, blank

    return taken


_TAKEN: Mapping[str, Callable[[FrameworkLine, KeptReturn], Taken]] = {
    "spend": _spend,
    "forecast": _spend,
    "outputs": _outputs,
    "milestones": _milestones,
    "rating": _words("rating"),
    "narrative": _words("narrative"),
}


def _value(
    line: FrameworkLine, parts: Sequence[Traced], plan: Plan
) -> tuple[float | str | None, str]:
    """The line's value, and a note where it cannot have one."""
    if not parts:
        return None, ""
    values = [part.value for part in parts]
    if line.takes == "rating":
        return max((str(v) for v in values), key=lambda v: [*RATINGS].index(v)), ""  # type: ignore[arg-type]
    if line.takes == "narrative":
        return "\n".join(f"{part.label}: {part.value}" for part in parts), ""
    if line.takes == "milestones":
        return float(sum(str(v).startswith("done") for v in values)), ""
    numbers = [float(v) for v in values if isinstance(v, int | float)]
    units = {one.unit for one in plan.indicators if one.id in line.indicators}
    if len(numbers) > 1 and any(sign in unit for unit in units for sign in _RATIOS):
        return None, "Shares and rates of several returns cannot be added up."
    if len(units) > 1:
        return None, f"It is counted in {' and '.join(sorted(units))}, which cannot be added up."
    if line.takes in ("spend", "forecast"):
        return sum(round(v * 100) for v in numbers) / 100, ""
    return sum(numbers), ""


def _unit(line: FrameworkLine, plan: Plan) -> str:
    if line.unit:
        return line.unit
    if line.takes in ("spend", "forecast"):
        return "£"
    units = [one.unit for one in plan.indicators if one.id in line.indicators]
    return units[0] if units else {"milestones": "milestones"}.get(line.takes, "")


def _shown(
    line: FrameworkLine, value: float | str | None, unit: str, parts: Sequence[Traced]
) -> str:
    if value is None:
        return "cannot be added up" if parts else "nothing returned"
    if isinstance(value, str):
        return value
    if line.takes in ("spend", "forecast"):
        return pounds_shown(round(value * 100))
    if line.takes == "milestones":
        return f"{value:.0f} of {len(parts)} done"
    spaced = "" if unit == "%" or unit == "count" else " "
    return f"{value:,.10g}{spaced}{'' if unit == 'count' else unit}"
