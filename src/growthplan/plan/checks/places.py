"""Places: of today, inside the plan's area, and another than that which it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.plan.checks.draft import Draft
from growthplan.plan.checks.item import Item
from growthplan.plan.document import Path, Tree
from growthplan.vocabulary import ENGLAND, Fault, Place


def check_comparator_is_another_place(draft: Draft) -> Iterator[Fault]:
    """A place is not compared with itself, nor with the same area under another code."""
    place, comparator = draft.place("place"), draft.place("comparator", ENGLAND)
    if not (draft.plan and place and comparator):
        return
    if comparator.code in (place.code, *place.same_area_as):
        field = "comparator" if ("comparator",) in draft.plan.keys else "place"
        yield draft.plan.error(
            (field,),
            f"the comparator is the place itself, {place.name}.",
            "Compare it with England, the UK or another place.",
            code="plan-comparator",
        )


def check_places_exist_today(draft: Draft) -> Iterator[Fault]:
    """A place that was abolished has no new figures."""
    for field in ("place", "comparator"):
        place = draft.place(field)
        if draft.plan and place and place.valid_to:
            heirs = [draft.gazetteer[c].name for c in place.successors if c in draft.gazetteer]
            yield draft.plan.warning(
                (field,),
                f"{place.name} ({place.code}) ended in {place.valid_to}.",
                f"It was followed by {', '.join(heirs)}." if heirs else "Use a place of today.",
                code="plan-ended-place",
            )


def check_places_lie_in_the_area(draft: Draft) -> Iterator[Fault]:
    """Sites lie in the plan's area, and actions and indicators are about it."""
    area = draft.place("place")
    inside = _authorities(draft, area) if area else frozenset()
    if not area or not inside:
        return
    comparator = draft.place("comparator", ENGLAND)
    compared = {comparator.code} if comparator else set()
    names = ", ".join(sorted(draft.gazetteer[code].name for code in inside))
    verdicts: dict[str, bool] = {}
    for item, path, named, what, severity in _places_named(draft):
        place = draft.resolved(named)
        if not place or (what == "indicator" and place.code in compared):
            continue
        if place.code not in verdicts:
            verdicts[place.code] = _lies_in(draft, place, area, inside)
        if not verdicts[place.code]:
            tell = item.document.error if severity == "error" else item.document.warning
            yield tell(
                path,
                f"{item.document.label(item.path)}: {place.name} lies outside {area.name}.",
                f"Its authorities are {names}.",
                code="plan-place-outside",
            )


def _places_named(draft: Draft) -> Iterator[tuple[Item, Path, Tree, str, str]]:
    """Places that should lie in the area: entry, path, name, what it is, how bad it is if not."""
    for site in draft.items("site"):
        yield site, site.at("place"), site.text("place"), "site", "error"
        for number, name in site.names("also_in"):
            yield site, site.at("also_in", number), name, "site", "warning"
    for action in draft.items("intervention"):
        for share in action.items("places"):
            yield share, share.at("place"), share.text("place"), "action", "error"
    for indicator in draft.items("indicator"):
        yield indicator, indicator.at("place"), indicator.text("place"), "indicator", "error"


def _authorities(draft: Draft, place: Place) -> frozenset[str]:
    """Codes of the local authorities inside a place, today's only."""
    return frozenset(one.code for one in draft.gazetteer.local_authorities_of(place.code))


def _lies_in(draft: Draft, place: Place, area: Place, inside: frozenset[str]) -> bool:
    if place.code in (area.code, *area.same_area_as) or place.code in inside:
        return True
    parts = _authorities(draft, place)
    return bool(parts) and parts <= inside
