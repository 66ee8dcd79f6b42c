"""Targets: for years of the plan, that do not contradict each other, in the right direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, in_words
from growthplan.plan.dates import FIRST_YEAR, LAST_YEAR
from growthplan.plan.document import Path, clip
from growthplan.vocabulary import Fault

TOLERANCE = 0.01
"""Share by which targets may differ from what the others imply, for they are rounded."""
_SCALES = {"£m": 1e6, "£bn": 1e9}
_PRODUCTS: tuple[tuple[str, str, str], ...] = (
    ("gva", "hours", "gva_per_hour"),
    ("gva", "jobs", "gva_per_job"),
    ("gva", "population", "gva_per_head"),
)
"""A measure, and the two that it is the product of."""
_NEITHER = ("population",)
"""Measures of which more is neither better nor worse."""


@dataclass(frozen=True, slots=True)
class Level:
    """What an outcome is or is to be in a year."""

    outcome: Item
    measure: str
    value: float
    """In pounds, hours, jobs, people or per cent."""
    typed: str
    """As the plan writes it: `45 £bn`."""
    year: int
    path: Path


def _levels(draft: Draft, field: str) -> Iterator[Level]:
    for outcome in draft.items("outcome"):
        stated = outcome.within(field)
        if not stated:
            continue
        value, year = stated.number("value"), stated.fields.get("year")
        measure, unit = outcome.text("measure"), stated.text("unit")
        if value is not None and type(year) is int and measure and unit:
            typed = f"{value:,g} {clip(unit)}" if abs(value) < 1e6 else f"{value:,.0f} {clip(unit)}"
            scaled = value * _SCALES.get(unit, 1.0)
            yield Level(outcome, measure, scaled, typed, year, stated.at("value"))


def check_targets_fall_within_horizon(draft: Draft) -> Iterator[Fault]:
    """A target for a year that the plan does not cover is probably a slip."""
    span = draft.horizon
    if not (draft.plan and span):
        return
    for path, year in draft.plan.fields_named("year"):
        if path[0] == "outcomes" and path[-2:-1] == ("target",) and type(year) is int:
            if span[0] < year <= span[1] or not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            yield draft.plan.warning(
                path,
                f"{draft.plan.label(path[:-1])} is for {year}, but the plan runs from {span[0]} "
                f"to {span[1]}.",
                "Check the year, or say in the target's statement why it lies outside.",
                code="plan-target-year",
            )


def check_targets_agree(draft: Draft) -> Iterator[Fault]:
    """Targets for one year can hold together: GVA is hours worked times GVA per hour."""
    for field, word in (("target", "targets"), ("baseline", "baselines")):
        by_year: dict[int, dict[str, Level]] = {}
        for level in _levels(draft, field):
            known = by_year.setdefault(level.year, {}).setdefault(level.measure, level)
            if known is not level and not _close(known.value, level.value):
                yield _two_levels(known, level, word)
        for year, levels in by_year.items():
            yield from _products(levels, word, year)
            yield from _index_and_gap(levels, word, year)


def _close(one: float, two: float) -> bool:
    return abs(one - two) <= TOLERANCE * max(abs(one), abs(two))


def _two_levels(known: Level, level: Level, word: str) -> Fault:
    return level.outcome.document.error(
        level.path,
        f"two {word} for {level.measure} in {level.year} contradict each other: {known.typed} for "
        f"'{clip(known.outcome.id)}' and {level.typed} for '{clip(level.outcome.id)}'.",
        "Keep one of the two.",
        code="plan-targets-contradict",
    )


def _products(levels: dict[str, Level], word: str, year: int) -> Iterator[Fault]:
    for whole, *parts in _PRODUCTS:
        if whole in levels and all(part in levels for part in parts):
            implied = prod(levels[part].value for part in parts)
            if not _close(levels[whole].value, implied):
                factors = " times ".join(levels[part].typed for part in parts)
                message = (
                    f"the {word} for {year} contradict each other: {factors} makes "
                    f"£{implied / 1e6:,.0f}m, not {levels[whole].typed} (1% apart would pass)."
                )
                yield _contradiction([levels[whole], *(levels[part] for part in parts)], message)


def _index_and_gap(levels: dict[str, Level], word: str, year: int) -> Iterator[Fault]:
    """An index of 90 is a gap of -10%; half a point apart would pass."""
    index, gap = levels.get("gva_per_hour_index"), levels.get("gva_per_hour_gap_pct")
    if index and gap and abs(index.value - 100 - gap.value) > 0.5:
        message = (
            f"the {word} for {year} contradict each other: an index of {index.value:g} is a gap of "
            f"{index.value - 100:g}%, not {gap.value:g}%."
        )
        yield _contradiction([index, gap], message)


def _contradiction(levels: list[Level], message: str) -> Fault:
    last = max(levels, key=lambda level: level.outcome.document.mark(level.path).line)
    return last.outcome.document.error(
        last.path, message, "Correct one of them.", code="plan-targets-contradict"
    )


def check_targets_go_the_right_way(draft: Draft) -> Iterator[Fault]:
    """A target lies after its baseline in time, and above it where more is better."""
    before = {level.outcome.id: level for level in _levels(draft, "baseline")}
    for target in _levels(draft, "target"):
        start = before.get(target.outcome.id)
        if not start:
            continue
        label = f"outcome '{clip(target.outcome.id)}'"
        if target.year <= start.year:
            yield target.outcome.document.error(
                target.outcome.at("target", "year"),
                f"{label}: the target is for {target.year}, but its baseline is of {start.year}.",
                "Correct one of the two years.",
                code="plan-target-before-baseline",
            )
        elif target.value < start.value and target.measure not in _NEITHER:
            yield target.outcome.document.warning(
                target.path,
                f"{label}: the target, {target.typed}, lies below the baseline, {start.typed}.",
                "Check the value; a target is a level to be reached, not a change.",
                code="plan-target-direction",
            )


def check_earlier_targets_are_in_order(draft: Draft) -> Iterator[Fault]:
    """Targets that were replaced stand oldest first, each replaced after the one before."""
    for outcome in draft.items("outcome"):
        latest = None
        for earlier in outcome.items("earlier_targets"):
            replaced = earlier.days("replaced")
            if replaced and latest and replaced[0] < latest:
                yield earlier.document.error(
                    earlier.at("replaced"),
                    f"outcome '{clip(outcome.id)}': this target was replaced on "
                    f"{in_words(replaced[0])}, before the one above it ({in_words(latest)}).",
                    "Put them in order, oldest first, or correct the day.",
                    code="plan-earlier-targets",
                )
            latest = replaced[0] if replaced else latest
