"""The nearest what-if that the money allows: what is too late comes sooner, what is too dear gets
less, what no rule allows is not moved."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from growthplan.journeys.asking_address import ALL, Question, read_question, zones_ending
from growthplan.plan import Plan
from growthplan.settlement.affording import Affording
from growthplan.system.scenario import Change, ReadScenario

MOST_TRIES = 24
MOST_NAMED = 4
"""Actions that differ alike and are named."""

Judge = Callable[[Question], Affording]


@dataclass(frozen=True)
class Nearest:
    """A what-if that the money allows, and how it differs from what was asked."""

    question: Question
    words: tuple[str, ...]
    """One for each thing that differs."""


@dataclass(frozen=True)
class _Steps:
    """The steps of a question, those of its saved scenarios among them."""

    delays: Mapping[str, float]
    """Years by action, all of them."""
    scales: Mapping[str, float]
    """Factor by action, only for those that have one of their own."""
    all_scale: float
    others: tuple[tuple[str, str], ...]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As an address has them."""
        found = [*self.others]
        years = set(self.delays.values())
        if len(years) == 1:
            found.append(("delay", f"{ALL}:{years.pop():g}"))
        else:
            found += [("delay", f"{name}:{year:g}") for name, year in self.delays.items()]
        if self.all_scale != 1:
            found.append(("scale", f"{ALL}:{self.all_scale:g}"))
        return found + [("scale", f"{name}:{_cut(by)}") for name, by in self.scales.items()]


def nearest(
    plan: Plan,
    actions: Sequence[str],
    question: Question,
    saved: Mapping[str, ReadScenario],
    found: Affording,
    judge: Judge,
) -> Nearest | None:
    """The nearest that the money allows, tried by `judge`; None when no small change is found, or
    a saved scenario does what no step of an address can.

    `actions` are the ids of those that are modelled; `found` is what the money says of the
    question. Actions are delayed less by whole years at a time, and only those that are too late.
    """
    steps = _steps_of(plan, actions, question, saved)
    if steps is None:
        return None
    tried = steps
    for _ in range(MOST_TRIES):
        easier = _eased(tried, found)
        if easier is None:
            return None
        tried = easier
        new = read_question(tried.pairs, plan, ())
        found = judge(new)
        if found.is_paid:
            return Nearest(new, tuple(_differences(plan, steps, tried)))
    return None


def _eased(steps: _Steps, found: Affording) -> _Steps | None:
    """One thing given up: moves that no rule allows, else years without money, else money."""
    if found.judged.refused:
        return _with_moves(steps, found.judged.most)
    if found.outside:
        return _sooner(steps, {one.action for one in found.outside})
    if not found.scales:
        return None
    cut = {name: steps.scales.get(name, 1.0) * share for name, share in found.scales.items()}
    return replace(steps, scales={**steps.scales, **cut})


def _with_moves(steps: _Steps, most: Sequence[float]) -> _Steps:
    """Moves of money as far as the rules allow them; `most` is in the order of the address."""
    kept: list[tuple[str, str]] = []
    left = iter(most)
    for key, value in steps.others:
        if key != "switch":
            kept.append((key, value))
        elif (amount := next(left)) > 0:
            kept.append((key, f"{value.rpartition(':')[0]}:{amount:g}"))
    return replace(steps, others=tuple(kept))


def _sooner(steps: _Steps, late: set[str]) -> _Steps | None:
    """Each that falls outside its money a year sooner; without a delay its moved money stays."""
    delayed = late & {name for name, years in steps.delays.items() if years > 0}
    if delayed:
        years = {
            name: max(math.ceil(by) - 1, 0) if name in delayed else by
            for name, by in steps.delays.items()
        }
        return replace(steps, delays=years)
    kept = tuple(
        (key, value)
        for key, value in steps.others
        if not (key == "move" and value.partition(":")[0] in late) and key != "reliefs"
    )
    return replace(steps, others=kept) if kept != steps.others else None


@dataclass
class _Reading:
    """Steps as they are gathered."""

    plan: Plan
    actions: Sequence[str]
    delays: dict[str, float] = field(default_factory=dict)
    scales: dict[str, float] = field(default_factory=dict)
    all_scale: float = 1.0
    others: list[tuple[str, str]] = field(default_factory=list)

    def take(self, change: Change) -> bool:
        """Whether the step could be taken over."""
        if change.delay is not None:
            for name in self._chosen(change.delay.actions, change.delay.themes):
                self.delays[name] = self.delays.get(name, 0.0) + change.delay.years
        elif change.scale is not None and not (change.scale.actions or change.scale.themes):
            self.all_scale *= change.scale.factor
        elif change.scale is not None:
            for name in self._chosen(change.scale.actions, change.scale.themes):
                self.scales[name] = self.scales.get(name, 1.0) * change.scale.factor
        else:
            pairs = _pairs(change, self.plan)
            self.others += pairs
            return bool(pairs)
        return True

    def _chosen(self, actions: Sequence[str], themes: Sequence[str]) -> list[str]:
        themed = {one.id for one in self.plan.interventions if one.theme in themes}
        every = not (actions or themes)
        return [one for one in self.actions if every or one in actions or one in themed]


def _steps_of(
    plan: Plan, actions: Sequence[str], question: Question, saved: Mapping[str, ReadScenario]
) -> _Steps | None:
    reading = _Reading(plan, actions)
    changes = [c for name in question.scenarios for c in saved[name].scenario.changes]
    if not all(reading.take(change) for change in (*changes, *question.changes)):
        return None
    left = {value for key, value in reading.others if key == "off"}
    delays = {one: reading.delays.get(one, 0.0) for one in actions if one not in left}
    others = tuple(dict.fromkeys(reading.others))
    return _Steps(delays, reading.scales, reading.all_scale, others)


def _pairs(change: Change, plan: Plan) -> list[tuple[str, str]]:
    """A step as an address has it; none when no address can say it."""
    if change.without is not None:
        return [("off", name) for name in change.without]
    if change.lever_off is not None:
        return [("lever", name) for name in change.lever_off]
    if (one := change.move) is not None:
        ends = f"{one.out_of}:{one.into}:{one.share:g}"
        return [("move", f"{name}:{ends}") for name in one.actions]
    if (made := change.switch) is not None:
        ends = f"{made.out_of}:{made.year}:{made.into}:{made.into_year}"
        return [("switch", f"{ends}:{made.amount:g}")]
    if change.extend is not None:
        until = change.extend.until
        ending = {*zones_ending(plan, until)} & {one.id for one in plan.zones if one.incentives}
        return [("reliefs", until.isoformat())] if {*change.extend.zones} >= ending else []
    if (fall := change.recession) is not None:
        return [("recession", f"{fall.year}:{fall.depth_pct:g}:{fall.recovery_years}:"
                              f"{fall.through_hours:g}")]  # fmt: skip
    if change.england_growth is not None:
        return [("growth", f"{change.england_growth.change:g}")]
    return []


def _cut(factor: float) -> str:
    """A factor with four decimals, never more than it was.

    >>> _cut(0.66666), _cut(2.0)
    ('0.6666', '2')
    """
    return f"{math.floor(1e4 * factor + 1e-9) / 1e4:.4f}".rstrip("0").rstrip(".") or "0"


def _differences(plan: Plan, asked: _Steps, made: _Steps) -> list[str]:
    """What differs, those that differ alike together."""
    titles = {one.id: one.title for one in plan.interventions}
    alike: dict[str, list[str]] = {}
    for name, years in made.delays.items():
        if years != asked.delays[name]:
            how = f"{_late(years)} instead of {_late(asked.delays[name])}"
            alike.setdefault(how, []).append(titles.get(name, name))
    for name, factor in sorted(made.scales.items(), key=lambda one: one[1]):
        before = asked.scales.get(name, 1.0)
        if factor < before:
            per_cent = math.floor(100 * factor / before)
            how = f"with {f'{per_cent}%' if per_cent else 'none'} of the money asked for"
            alike.setdefault(how, []).append(titles.get(name, name))
    said = [f"{_together(names)} {how}" for how, names in alike.items()]
    gone = [pair for pair in asked.others if pair not in made.others]
    return said + [_given_up(plan, pair, made) for pair in gone]


def _together(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_NAMED - 1])} and {len(names) - MOST_NAMED + 1} more"


def _late(years: float) -> str:
    return "on time" if years == 0 else f"{years:g} year{'s' if years != 1 else ''} later"


def _given_up(plan: Plan, pair: tuple[str, str], made: _Steps) -> str:
    key, value = pair
    if key == "switch":
        ends, _, amount = value.rpartition(":")
        less = next((new.rpartition(":")[2] for k, new in made.others
                     if k == "switch" and new.rpartition(":")[0] == ends), None)  # fmt: skip
        moved = f"£{float(less):g}m" if less else "nothing"
        return f"{moved} moved between the lines instead of £{float(amount):g}m"
    if key == "reliefs":
        return "reliefs end when they do now"
    titles = {one.id: one.title for one in plan.interventions}
    name = value.partition(":")[0]
    return f"the money of {titles.get(name, name)} stays in its years"
