"""How strong the evidence is for what an action does to a driver."""

from __future__ import annotations

from growthplan.plan import Effect, Intervention
from growthplan.report.pages.plan_view import DRIVER_NAMES, PlanView
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import GRADES, MINUS, Assumption

NO_PATH = "no path in the model"
"""What is said of an effect that the model does not carry."""
_BEST_FIRST: dict[str, int] = {str(grade): place for place, grade in enumerate(GRADES)}


def rests_on(view: PlanView, effect: Effect) -> tuple[Assumption, ...]:
    """The assumptions that give an effect its strength, and what a unit of it costs."""
    ids = (effect.strength, effect.unit_cost)
    return tuple(view.assumptions[id_] for id_ in ids if id_ and id_ in view.assumptions)


def grade_of(view: PlanView, effect: Effect) -> str:
    """How good the evidence for an effect is: the weakest of what it rests on."""
    if effect.mechanism == "none":
        return NO_PATH
    grades: list[str] = ["assumption" if one.is_assumed else one.grade
                         for one in rests_on(view, effect)]  # fmt: skip
    if effect.evidence:
        grades.append(effect.evidence.grade)
    return max(grades, key=lambda g: _BEST_FIRST[g]) if grades else "not stated"


def grades_of(view: PlanView, action: Intervention) -> tuple[str, ...]:
    """The grades of an action's effects, each once, the best first."""
    found = {grade_of(view, effect) for effect in action.effects}
    order: dict[str, int] = {**_BEST_FIRST, "not stated": 90, NO_PATH: 99}
    return tuple(sorted(found, key=lambda grade: order[grade]))


def in_short(view: PlanView, action: Intervention) -> str:
    """The evidence of an action in a few words, for a row of a table."""
    return ", ".join(grades_of(view, action)) or "no effect stated"


def verdict(view: PlanView, action: Intervention) -> str:
    """The evidence of an action as the end of a title."""
    grades = [grade for grade in grades_of(view, action) if grade != NO_PATH]
    if not action.effects:
        return "no effect on a driver is stated"
    if not grades:
        return "the model has no path for its effect"
    if set(grades) <= {"assumption", "not stated"}:
        return "the size of its effect is assumed"
    best = next(grade for grade in grades if grade != "assumption")
    return f"its effect rests on evidence graded {best}"


def drivers_of(action: Intervention) -> tuple[str, ...]:
    """The names of the drivers that an action acts on, each once."""
    return tuple(DRIVER_NAMES[d] for d in dict.fromkeys(e.driver for e in action.effects))


def effects_table(view: PlanView, action: Intervention) -> Table:
    """What an action does to each driver, in which units, from when."""
    columns = (
        Column("driver", "Driver", kind="text"),
        Column("unit", "Counted in", kind="text"),
        Column("size", "Gross size", kind="text"),
        Column("begins", "Begins after", "years", decimals=1),
        Column("builds", "Builds up over", "years", decimals=1),
        Column("share", "Share of the money", "%", decimals=0),
        Column("grade", "Evidence", kind="text"),
    )
    rows = tuple(
        (
            DRIVER_NAMES[effect.driver], effect.unit, _size(effect), effect.lag_years,
            effect.build_up_years, 100 * effect.money_share, grade_of(view, effect),
        )
        for effect in action.effects
    )  # fmt: skip
    marks = {
        (n, "grade"): "assumed"
        for n, effect in enumerate(action.effects)
        if grade_of(view, effect) == "assumption"
    }
    return Table(
        f"effects-{action.id}", "What it does to which driver", columns, rows,
        "the plan’s interventions; assumptions that come with growthplan",
        notes=("Gross: before what would have happened anyway or elsewhere.",), marks=marks,
        part_of="plan-effects",
    )  # fmt: skip


def _size(effect: Effect) -> str:
    if effect.mechanism == "none":
        return NO_PATH
    if effect.size is not None:
        return f"{effect.size:,.10g}"
    if effect.evidence:
        return "its own range, below"
    return "follows from the money"


def evidence_words(view: PlanView, action: Intervention) -> tuple[RichText, ...]:
    """What each effect rests on: value, range, grade and source; assumed ones look it."""
    found: list[RichText] = []
    seen: set[str] = set()
    for effect in action.effects:
        for one in rests_on(view, effect):
            if one.id not in seen:
                seen.add(one.id)
                found.append(_assumption(one))
        if effect.evidence:
            found.append(_own(view, effect))
        if effect.note:
            found.append(rich("{d}: {n}", d=DRIVER_NAMES[effect.driver], n=effect.note))
    return tuple(found)


def _assumption(one: Assumption) -> RichText:
    manner = Words(one.describe(), "assumed" if one.is_assumed else "strong")
    return rich(
        "{t}: {v}. A value of 1 means {u}. {s}.",
        t=one.title, v=manner, u=one.unit.removeprefix("% "), s=one.source.rstrip("."),
    )  # fmt: skip


def _own(view: PlanView, effect: Effect) -> RichText:
    own = effect.evidence
    assert own is not None
    low, middle, high = (
        f"{value:,.10g}".replace("-", MINUS) for value in (own.low, own.central, own.high)
    )
    assumed = own.grade in ("assumption", "own estimate")
    said = Words(f"{middle} ({low} to {high}) {effect.unit}, {own.grade}",
                 "assumed" if assumed else "strong")  # fmt: skip
    source = view.plan.sources.get(own.source)
    return rich(
        "{d}: {v}. {s}.", d=DRIVER_NAMES[effect.driver], v=said,
        s=source.citation.rstrip(".") if source else own.source,
    )  # fmt: skip
