"""A signal in a sentence: the status, the reason, and what would let us tell."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.monitoring.signal import Status
from growthplan.monitoring.trajectory import PlannedPath
from growthplan.vocabulary import Period, display


@dataclass(frozen=True)
class Seen:
    """What a sentence is made of."""

    title: str
    place: str
    unit: str
    newest: str
    """Period of the newest figure."""
    status: Status
    chance: float
    gap: tuple[float, float, float] | None
    more: int | None
    path: PlannedPath
    figures: int
    """Yearly figures since the path began."""
    tried: bool
    """Whether rates of error are known."""


_GOALS = {
    "target": "the target",
    "trajectory": "the plan's level",
    "model": "the middle of the model's path",
    "start": "a level no worse than at the start",
}


def words_of(seen: Seen) -> str:
    """The sentence of a signal."""
    period = str(Period(seen.newest))
    goal = f"{_GOALS[seen.path.basis]} ({display(seen.path.goal, seen.unit)} in {seen.path.end})"
    said = [f"{seen.title}, {seen.place}: {seen.status}."]
    if seen.figures == 0:
        said.append(
            f"The newest figure is for {period}, so none shows a year after {seen.path.start}, "
            "when the path begins."
        )
    elif seen.gap is not None:
        said.append(_gap(seen, period))
    said.append(f"The chance of reaching {goal} is {in_words(seen.chance)}.")
    if seen.status == "cannot tell yet" and seen.tried:
        said.append(_when(seen))
    return " ".join(said)


def _gap(seen: Seen, period: str) -> str:
    assert seen.gap is not None
    middle, low, high = seen.gap
    if low <= 0 <= high:
        return f"In {period} the underlying level cannot be told apart from the planned path."
    side = "above" if middle > 0 else "below"
    unit = "percentage points" if seen.unit == "%" else seen.unit
    least, most = sorted((abs(low), abs(high)))
    return (
        f"In {period} the underlying level is {display(abs(middle), unit)} {side} the planned path "
        f"(between {display(least, unit)} and {display(most, unit)})."
    )


def _when(seen: Seen) -> str:
    if seen.more is None:
        return (
            f"With noise like this, a plan that falls short could not be told four times in five "
            f"before {seen.path.end}."
        )
    figures = "one more yearly figure" if seen.more == 1 else f"{seen.more} more yearly figures"
    since = f" from {seen.path.start + 1} on" if seen.figures == 0 else ""
    return f"With noise like this, a plan that falls short could be told after {figures}{since}."


def in_words(chance: float) -> str:
    """A chance, never as certain as it may look.

    >>> in_words(0.374), in_words(0.002), in_words(0.9991)
    ('37%', 'below 1%', 'above 99%')
    """
    if chance < 0.01:
        return "below 1%"
    return "above 99%" if chance > 0.99 else f"{chance:.0%}"
