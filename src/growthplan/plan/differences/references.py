"""Which fields refer to which entries, and the entries that can be referred to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from growthplan.plan.layout import Plan

REFERENCES: dict[tuple[str, str], tuple[str, ...]] = {
    ("Cost", "line"): ("lines", "other_money"),
    ("Decision", "interventions"): ("interventions",),
    ("DeliveryCapacity", "functions"): ("functions",),
    ("DevolutionEvent", "levers"): ("levers",),
    ("FundingLine", "function"): ("functions",),
    ("Intervention", "claims"): ("claims",),
    ("Intervention", "depends_on"): ("interventions",),
    ("Intervention", "excludes"): ("interventions",),
    ("Intervention", "levers"): ("levers",),
    ("Intervention", "objective"): ("objectives",),
    ("Intervention", "outcomes"): ("outcomes",),
    ("Intervention", "sectors"): ("sectors",),
    ("Intervention", "sites"): ("sites",),
    ("Intervention", "sources"): ("sources",),
    ("Intervention", "theme"): ("themes",),
    ("Intervention", "zones"): ("zones",),
    ("Investment", "interventions"): ("interventions",),
    ("Investment", "sectors"): ("sectors",),
    ("Investment", "site"): ("sites",),
    ("Link", "interventions"): ("interventions",),
    ("Link", "sites"): ("sites",),
    ("MinimumShare", "theme"): ("themes",),
    ("Opportunity", "interventions"): ("interventions",),
    ("Opportunity", "sectors"): ("sectors",),
    ("Opportunity", "sites"): ("sites",),
    ("OtherMoney", "overlaps"): ("other_money", "totals"),
    ("PlanIndicator", "interventions"): ("interventions",),
    ("PlanIndicator", "leads_to"): ("indicators",),
    ("PlanIndicator", "outcome"): ("outcomes",),
    ("PrincipleTest", "principle"): ("principles",),
    ("Priority", "interventions"): ("interventions",),
    ("Site", "claims"): ("claims",),
    ("Site", "sectors"): ("sectors",),
    ("Zone", "claims"): ("claims",),
    ("Zone", "part_of"): ("zones",),
    ("Zone", "sectors"): ("sectors",),
    ("Zone", "sites"): ("sites",),
}
"""Fields that hold ids of entries elsewhere, and the lists that those stand in; a field called
`source` always names one of the sources."""
PLACES = frozenset({
    ("PlanFile", "place"), ("PlanFile", "comparator"), ("Site", "place"), ("Site", "also_in"),
    ("PlaceShare", "place"), ("PlanIndicator", "place"), ("Claim", "place"),
    ("Claim", "comparator"), ("MinimumShare", "place"),
})  # fmt: skip
"""Fields that hold codes of places."""
_NESTED: dict[str, tuple[str, str]] = {
    "objectives": ("themes", "objectives"),
    "totals": ("settlement", "totals"),
    "functions": ("settlement", "functions"),
    "lines": ("settlement", "lines"),
}
REFERRED_TO = (
    "sources", "outcomes", "themes", "objectives", "principles", "claims", "sectors", "sites",
    "zones", "levers", "functions", "lines", "totals", "other_money", "interventions",
    "indicators",
)  # fmt: skip
"""Lists whose entries other fields refer to, those that hold fewer references first."""


def referred(holder: str, field: str) -> tuple[str, ...]:
    """The lists that a field's ids stand in; empty when it refers to nothing."""
    return ("sources",) if field == "source" else REFERENCES.get((holder, field), ())


def entries(plan: Plan, name: str) -> Iterator[tuple[tuple[str, ...], str, BaseModel]]:
    """The entries of one list of the plan: path of the list, id, entry."""
    if name == "sources":
        for id_, citation in plan.sources.items():
            yield ("sources",), id_, citation
        return
    outer, inner = _NESTED.get(name, (name, ""))
    found: Any = getattr(plan, outer, None) or ()
    for holder in found if isinstance(found, tuple) else (found,):
        if not inner:
            yield (outer,), holder.id, holder
            continue
        path = (outer, holder.id, inner) if hasattr(holder, "id") else (outer, inner)
        for entry in getattr(holder, inner):
            yield path, entry.id, entry


def with_ids(value: Any, renamed: Mapping[str, Mapping[str, str]], own: str = "") -> Any:
    """The same entry, or plan, in which ids of the renamed entries are the new ones.

    `renamed` maps the name of a list to its old and new ids; `own` is the list that `value`
    stands in, when its own id is to be renamed as well.
    """
    if not isinstance(value, BaseModel):
        return value
    update: dict[str, Any] = {}
    for name in type(value).model_fields:
        held = getattr(value, name)
        made = _field_with_ids(value, name, held, renamed, own)
        if made is not held:
            update[name] = made
    return value.model_copy(update=update) if update else value


def _field_with_ids(
    value: BaseModel, name: str, held: Any, renamed: Mapping[str, Mapping[str, str]], own: str
) -> Any:
    lists = (own,) if name == "id" and own else _lists_of(type(value), name)
    if lists:
        swap = {old: new for one in lists for old, new in renamed.get(one, {}).items()}
        return _swapped(held, swap) if swap else held
    if isinstance(held, BaseModel):
        return with_ids(held, renamed)
    if isinstance(held, tuple) and held and isinstance(held[0], BaseModel):
        made = tuple(with_ids(item, renamed, name) for item in held)
        same = all(one is other for one, other in zip(held, made, strict=True))
        return held if same else made
    if isinstance(held, Mapping) and name == "sources":
        return _swapped(held, renamed.get("sources", {}))
    return held


def _lists_of(model: type[BaseModel], field: str) -> tuple[str, ...]:
    if field == "sources" and model.__name__ != "Intervention":
        return ()
    return referred(model.__name__, field)


def _swapped(held: Any, swap: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return swap.get(held, held)
    if isinstance(held, tuple):
        return tuple(swap.get(item, item) for item in held) if swap.keys() & set(held) else held
    if isinstance(held, Mapping) and swap.keys() & held.keys():
        return {swap.get(key, key): item for key, item in held.items()}
    return held
