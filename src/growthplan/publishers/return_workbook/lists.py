"""The lists from which a return is filled in, and the rules that check cells as they are typed."""

from __future__ import annotations

from typing import Any

from growthplan.monitoring.returns import ANSWERS, LISTS, RATINGS, ReturnColumn, ReturnTemplate
from growthplan.plan.editing.tables import letters

FIRST_LINE = 5
"""Row, as people count, of the first row below the headings of the lists."""


def all_lists(template: ReturnTemplate) -> dict[str, tuple[str, ...]]:
    """Every list by its name: the plan's ids, ratings, kinds, and whether it is complete."""
    return {
        **template.lists,
        "Ratings": RATINGS,
        "Kinds": ("capital", "revenue"),
        "Complete": ANSWERS,
    }


def rule(column: ReturnColumn, lists: dict[str, tuple[str, ...]]) -> dict[str, Any] | None:
    """The rule of a column; what is surely wrong is stopped, what may be new only asked about."""
    if column.kind == "choice":
        return _from_list("Ratings" if column.field == "rating" else "Kinds", lists, sure=True)
    if column.offers in lists:
        return _from_list(column.offers, lists, sure=column.kind == "id")
    if column.kind in ("pounds", "number"):
        return {
            "validate": "decimal", "criteria": ">=", "value": 0, "ignore_blank": True,
            "error_title": column.heading[:32], "error_message": "Write digits, not below zero.",
        }  # fmt: skip
    if column.kind == "day":
        from datetime import date

        return {
            "validate": "date", "criteria": "between", "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31), "ignore_blank": True,
            "error_title": column.heading[:32],
            "error_message": "Write a day, such as 30 September 2026.",
        }  # fmt: skip
    return None


def answer_rule(lists: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The rule of the cell that says whether the return is complete."""
    return _from_list("Complete", lists, sure=True)


def _from_list(name: str, lists: dict[str, tuple[str, ...]], *, sure: bool) -> dict[str, Any]:
    column = letters(list(lists).index(name))
    last = FIRST_LINE + len(lists[name]) - 1
    return {
        "validate": "list", "source": f"={LISTS}!${column}${FIRST_LINE}:${column}${last}",
        "ignore_blank": True, "error_type": "stop" if sure else "information",
        "error_title": name[:32],
        "error_message": "Choose one of the list." if sure else "This is not in the list.",
    }  # fmt: skip
