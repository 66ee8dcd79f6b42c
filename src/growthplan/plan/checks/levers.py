"""Levers: what an action can do with powers held today, and what waits on whom."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, days_of, in_words, period_of, year_start
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault


def check_levers_are_held_in_time(draft: Draft) -> Iterator[Fault]:
    """An action that needs a lever which the place does not hold by its start waits on someone."""
    levers = draft.by_id("lever")
    for action in draft.items("intervention"):
        delivery = action.within("delivery")
        start = delivery.year("start") if delivery else None
        if start is None or action.text("status") in ("cancelled", "complete"):
            continue
        for number, name in action.names("levers"):
            lever = levers.get(name)
            reason = _not_yet(lever, start) if lever else None
            if lever and reason:
                whom = lever.text("waits_on") or lever.text("holder") or "its holder"
                yield action.document.warning(
                    action.at("levers", number),
                    f"intervention '{clip(action.id)}' starts in {financial_year(start)} and waits "
                    f"on {clip(whom)} for the lever '{clip(name)}', which {reason}.",
                    "Start it later, or say in its risks what is done meanwhile.",
                    code="plan-lever-awaited",
                )


def _not_yet(lever: Item, start: int) -> str | None:
    """Why a lever is not held when an action starts; None when it is, or when that is not known."""
    devolution = lever.text("devolution")
    if devolution in ("asked for", "not devolved"):
        return f"is {devolution}"
    field = "since" if devolution == "held" else "expected"
    period = period_of(lever.fields.get(field))
    days = days_of(period) if period else None
    begun = year_start(start + 1)  # it may come within the year in which the action starts
    if devolution in ("held", "agreed") and days and days[0] >= begun:
        return f"is held from {in_words(days[0])}"
    return "is agreed for no stated day" if devolution == "agreed" and not days else None


def check_levers_say_how_they_stand(draft: Draft) -> Iterator[Fault]:
    """A lever that is held waits on nobody."""
    for lever in draft.items("lever"):
        if lever.text("devolution") == "held":
            for field in ("waits_on", "ask", "expected"):
                if lever.fields.get(field) is not None:
                    yield lever.document.warning(
                        lever.at(field),
                        f"lever '{clip(lever.id)}' is held already, so \"{field}\" says nothing.",
                        'Delete the line, or correct "devolution".',
                        code="plan-lever-held",
                    )
