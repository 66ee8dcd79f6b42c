"""Levers: what an action can do with powers held today, and what waits on whom."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.amounts import financial_year
from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, days_of, in_words, period_of, year_start
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_OVER = ("cancelled", "complete")


def check_levers_are_held_in_time(draft: Draft) -> Iterator[Fault]:
    """A lever that comes to the place is there when the action that needs it starts."""
    for action, number, lever in _needed(draft):
        delivery = action.within("delivery")
        start = delivery.year("start") if delivery else None
        when = _held_from(lever)
        if start is None or when is None:
            continue
        if when == "" or when[:4] > str(start):
            is_ours = lever.text("devolution") == "held"
            wait = "before" if is_ours else f"and waits on {clip(_holder(lever))} for"
            held = f"which is held from {when[5:]}" if when else "which is agreed for no stated day"
            yield action.document.warning(
                action.at("levers", number),
                f"intervention '{clip(action.id)}' starts in {financial_year(start)} {wait} the "
                f"lever '{clip(lever.id)}', {held}.",
                "Start it later, or say in its risks what is done meanwhile.",
                code="plan-lever-awaited",
            )


def check_whoever_holds_a_lever_takes_part(draft: Draft) -> Iterator[Fault]:
    """An action that needs a lever which the place does not hold names its holder as a partner."""
    for action, number, lever in _needed(draft):
        if lever.text("devolution") not in ("asked for", "not devolved"):
            continue
        holder = lever.text("holder")
        if lever.text("tier") == "partner" or not holder or _takes_part(action, holder):
            continue
        yield action.document.warning(
            action.at("levers", number),
            f"intervention '{clip(action.id)}' waits on {clip(_holder(lever))} for the lever "
            f"'{clip(lever.id)}', which is {lever.text('devolution')}; the holder is not among its "
            "partners.",
            f'Name {clip(holder)} in its "partners", with what it has to do.',
            code="plan-lever-awaited",
        )


def _needed(draft: Draft) -> Iterator[tuple[Item, int, Item]]:
    """Each action that is not over, with each lever that it needs and the lever's position."""
    levers = draft.by_id("lever")
    for action in draft.items("intervention"):
        if action.text("status") in _OVER:
            continue
        for number, name in action.names("levers"):
            if name in levers:
                yield action, number, levers[name]


def _holder(lever: Item) -> str:
    return lever.text("waits_on") or lever.text("holder") or "its holder"


def _takes_part(action: Item, holder: str) -> bool:
    names = [partner.text("name") or "" for partner in action.items("partners")]
    wanted = holder.casefold()
    given = [name.casefold() for name in (*names, action.text("owner") or "") if name]
    return any(wanted in name or name in wanted for name in given)


def _held_from(lever: Item) -> str | None:
    """`2027 1 April 2027`: financial year and day from which a lever is held.

    "" when it is agreed for no stated day; None when it is held, or when that is not known.
    """
    devolution = lever.text("devolution")
    if devolution not in ("held", "agreed"):
        return None
    period = period_of(lever.fields.get("since" if devolution == "held" else "expected"))
    days = days_of(period) if period else None
    if not days:
        return None if devolution == "held" else ""
    first = days[0]
    return f"{first.year if first >= year_start(first.year) else first.year - 1} {in_words(first)}"


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
