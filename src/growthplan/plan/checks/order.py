"""Order: what happened stands oldest first, as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item, in_words
from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_DATED = {"predecessor": "earlier plans", "event": "steps of devolution", "decision": "decisions"}


def check_what_happened_stands_oldest_first(draft: Draft) -> Iterator[Fault]:
    """Earlier plans, steps of devolution and decisions follow one another in time."""
    for kind, words in _DATED.items():
        latest: tuple[date, Item] | None = None
        for item in draft.items(kind):
            days = item.days("date")
            if not days:
                continue
            if latest and days[1] < latest[0]:
                yield item.document.warning(
                    item.at("date"),
                    f"'{clip(item.id)}' ({in_words(days[0])}) stands after '{clip(latest[1].id)}' "
                    f"({in_words(latest[0])}), but {words} stand oldest first.",
                    "Move it up, or correct its date.",
                    code="plan-dates-order",
                )
            latest = (days[0], item)
