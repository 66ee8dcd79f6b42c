"""What is told of two plans: exactly what is different, in the reader's words."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_edits import Spot, shuffled, spots, with_value
from pydantic import BaseModel
from whole_plan import FILES, edited, plan_of

from growthplan.plan import LAYOUTS, Plan, json_schema
from growthplan.plan.differences import Difference, changes, compare
from growthplan.plan.differences.keys import IN_ORDER, key_of
from growthplan.plan.differences.references import PLACES, REFERENCES
from growthplan.plan.differences.words import MONEY_FIELDS, NOT_PUBLISHED_FIELDS, THINGS
from growthplan.vocabulary import Gazetteer, Place, PlaceKind

GAZETTEER = Gazetteer([
    Place(code="K02000001", name="United Kingdom", kind=PlaceKind.UK),
    Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY),
    Place(code="E47000004", name="Liverpool City Region", kind=PlaceKind.CITY_REGION),
])  # fmt: skip
PLAN = plan_of(FILES, GAZETTEER)


def told(*edits: tuple[str, str, str]) -> tuple[Difference, ...]:
    return compare(PLAN, edited(GAZETTEER, *edits), GAZETTEER)


def sentences(*edits: tuple[str, str, str]) -> list[str]:
    return [one.sentence for one in told(*edits)]


EARLIER = """    earlier_targets:
      - value: 40
        unit: £ per hour
        year: 2035
        statement: Forty pounds an hour
        source: briefing
        replaced: 1 March 2027
        reason: The figures were revised
    source: briefing
  - id: jobs"""
A_TARGET = "{value: 5000, unit: jobs, year: 2035, statement: Five thousand, source: briefing}"
SAID = {
    "a target is added": (
        [("plan.yaml", "target: not published", f"target: {A_TARGET}")],
        ["Target for jobs added: 5,000 jobs by 2035"],
    ),
    "a target is revised and kept": (
        [
            ("plan.yaml", "      value: 40\n      unit: £ per hour\n      year: 2035",
             "      value: 42\n      unit: £ per hour\n      year: 2036"),
            ("plan.yaml", "    source: briefing\n  - id: jobs", EARLIER),
        ],
        ["Target for productivity revised from £40 per hour by 2035 to £42 per hour by 2036 "
         "(reason: The figures were revised)"],
    ),
    "a target is only reworded": (
        [("plan.yaml", "Forty pounds an hour", "£40 an hour")],
        ["Productivity, target: statement is “£40 an hour”, was “Forty pounds an hour”"],
    ),
    "reliefs last longer": (
        [("sites/daresbury.yaml", "sunset: 30 September 2031", "sunset: 30/09/2034")],
        ["Sci-Tech Daresbury, incentive Reliefs: ends 30 September 2034, was 30 September 2031"],
    ),
    "money moves between years of an action": (
        [("interventions.yaml", "2027/28: 12, 2028/29: 8}", "2027/28: 0, 2028/29: 20}")],
        ["Skills bootcamps: £12m moved from revenue 2027/28 to 2028/29 (Skills)"],
    ),
    "money moves between lines of the settlement": (
        [
            ("funding.yaml", "2027/28: 139", "2027/28: 127"),
            ("funding.yaml", "2026/27: 500, 2027/28: 400", "2026/27: 505, 2027/28: 407"),
        ],
        ["Settlement: £12m moved from Skills revenue 2027/28 to Transport capital 2026/27 (£5m) "
         "and Transport capital 2027/28 (£7m)"],
    ),
    "less money is no move": (
        [("interventions.yaml", "2027/28: 12, 2028/29: 8}", "2027/28: 2, 2028/29: 17}")],
        ["Skills bootcamps, revenue from Skills: 2027/28 is £2m, was £12m",
         "Skills bootcamps, revenue from Skills: 2028/29 is £17m, was £8m"],
    ),
    "an action is paid from another line": (
        [("interventions.yaml", "line: transport-capital", "line: tcr")],
        ["Rapid transit: £100m moved from Transport capital 2027/28 (£60m) and Transport capital "
         "2028/29 (£40m) to Transport for City Regions 2027/28 (£60m) and Transport for City "
         "Regions 2028/29 (£40m)"],
    ),
    "a place is called by its name": (
        [("plan.yaml", "comparator: England", "comparator: United Kingdom")],
        ["The plan's comparator is United Kingdom, was England"],
    ),
    "an action needs another lever": (
        [("interventions.yaml", "levers: [adult-skills]", "levers: [rail, adult-skills]")],
        ["Skills bootcamps: lever added: Rail powers"],
    ),
    "a long text shows what was reworded": (
        [("interventions.yaml", "all six boroughs", "all seven boroughs")],
        ["Skills bootcamps: summary is “… colleges in all seven boroughs of the …”, was "
         "“… colleges in all six boroughs of the …”"],
    ),
    "an amount becomes public": (
        [("interventions.yaml", "cost: {amount: not published", "cost: {amount: 1600")],
        ["Rapid transit, published cost: amount is £1.6bn, was not published"],
    ),
    "a level meant for a year": (
        [("indicators.yaml", "{2030: 38, ", "{2030: 38.5, ")],
        ["GVA per hour: level meant for 2030 is 38.5, was 38"],
    ),
    "a total of the settlement": (
        [("funding.yaml", "amount: 417", "amount: 420")],
        ["Settlement, settlement total revenue is £420m, was £417m"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SAID)
def test_a_difference_is_said_so(case: str) -> None:
    edits, expected = SAID[case]
    assert sentences(*edits) == expected


@pytest.mark.parametrize(
    "old", ["adult-skills", "convergence", "daresbury", "fairness", "freeport-jobs",
            "gva-per-hour", "scale", "skills-revenue", "tcr", "trams", "transport-capital"],
)  # fmt: skip
def test_a_renamed_id_is_one_difference_wherever_it_is_mentioned(old: str) -> None:
    word = re.compile(rf"(?<![\w-]){old}(?![\w-])")
    files = {
        name.replace(old, "renamed"): word.sub("renamed", text) for name, text in FILES.items()
    }
    (found,) = compare(PLAN, plan_of(files, GAZETTEER), GAZETTEER)
    assert (found.kind, found.old, found.new) == ("renamed", old, "renamed")
    assert found.where.endswith("/renamed/id")


def test_a_renamed_entry_that_changed_otherwise_was_removed_and_another_added() -> None:
    found = told(
        ("levers.yaml", "id: rail\n    title: Rail powers", "id: trains\n    title: Train powers"),
        ("interventions.yaml", "[rail]", "[trains]"),
    )
    assert Counter(one.kind for one in found) == {"added": 2, "removed": 2}


def test_the_order_of_lists_and_comments_are_no_difference() -> None:
    for seed in range(20):
        assert compare(PLAN, shuffled(PLAN, random.Random(seed))) == ()
    assert told(("plan.yaml", "# What the plan is for.\n", "")) == ()


def _editable() -> list[Spot]:
    """Fields with a number or text of their own, that neither name an entry nor refer to one."""
    found = []
    for spot in spots(PLAN):
        at = (type(spot.holder).__name__, spot.field)
        plain = type(spot.value) in (float, int, str)
        refers = at in REFERENCES or at in PLACES or spot.field in ("id", "source", "place")
        names = key_of(spot.holder) != key_of(_copy(spot))
        if plain and not refers and not names and spot.field != "comparator":
            found.append(spot)
    return found


def _edited(value: Any) -> Any:
    return f"{value} zebra" if isinstance(value, str) else value + 1.5


def _copy(spot: Spot) -> BaseModel:
    new = _edited(spot.value) if type(spot.value) in (float, int, str) else spot.value
    return spot.holder.model_copy(update={spot.field: new})


EDITABLE = _editable()
WITHOUT_TARGETS = [spot for spot in EDITABLE if "target" not in spot.path]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WITHOUT_TARGETS), unique_by=lambda s: s.path, max_size=12))
def test_random_edits_are_told_one_for_one(edits: list[Spot]) -> None:
    new: Plan = PLAN
    for spot in edits:
        new = with_value(new, spot.path, _edited(spot.value))
    found = compare(PLAN, new, GAZETTEER)
    told_pairs = Counter((one.kind, repr(one.old), repr(one.new)) for one in found)
    assert told_pairs == Counter(
        ("changed", repr(spot.value), repr(_edited(spot.value))) for spot in edits
    )
    assert all("zebra" in one.sentence for one in found if isinstance(one.new, str))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(EDITABLE), unique_by=lambda s: s.path, max_size=12))
def test_each_change_stands_in_exactly_one_difference(edits: list[Spot]) -> None:
    new: Plan = PLAN
    for spot in edits:
        new = with_value(new, spot.path, _edited(spot.value))
    stated = [change for one in compare(PLAN, new) for change in one.changes]
    assert Counter(c.path for c in stated) == Counter(c.path for c in changes(PLAN, new))
    assert len(stated) == len(edits)
    back = {(c.path, repr(c.new), repr(c.old)) for c in changes(new, PLAN)}
    assert back == {(c.path, repr(c.old), repr(c.new)) for c in changes(PLAN, new)}


def _lists() -> list[Spot]:
    return [s for s in spots(PLAN) if isinstance(s.value, tuple) and s.value]


@pytest.mark.parametrize("spot", _lists(), ids=lambda s: "-".join(map(str, s.path)))
def test_an_item_that_goes_or_comes_is_one_difference(spot: Spot) -> None:
    less: Plan = with_value(PLAN, spot.path, spot.value[1:])
    (gone,) = compare(PLAN, less, GAZETTEER)
    (come,) = compare(less, PLAN, GAZETTEER)
    assert (gone.kind, come.kind) == ("removed", "added")
    assert gone.old == come.new
    assert gone.where == come.where


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-7, 7), min_size=3, max_size=3))
def test_money_that_cancels_out_was_moved_and_else_not(shifts: list[int]) -> None:
    spot = next(s for s in spots(PLAN.interventions, ("interventions",)) if s.field == "amounts")
    years = dict(spot.value)
    amounts = {y: v + more for (y, v), more in zip(years.items(), shifts, strict=True)}
    found = compare(PLAN, with_value(PLAN, spot.path, amounts), GAZETTEER)
    changed = sum(1 for more in shifts if more)
    if changed and sum(shifts) == 0:
        (one,) = found
        assert one.kind == "moved"
        total = sum(more for more in shifts if more > 0)
        assert f"£{total}m moved" in one.sentence
        assert len(one.changes) == changed
    else:
        assert [one.kind for one in found] == ["changed"] * changed


def test_capital_that_becomes_revenue_within_an_action_was_moved() -> None:
    both = "amounts: {2026/27: 10, 2027/28: 12, 2028/29: 8}\n"
    row = """        basis: illustrative
        source: release
      - line: tcr
        kind: capital
        amounts: {2026/27: 5, 2027/28: 5}
"""
    old = edited(GAZETTEER, ("interventions.yaml", both, both + row))
    new = edited(
        GAZETTEER,
        ("interventions.yaml", both, both.replace("12", "14") + row.replace("28: 5", "28: 3")),
    )
    (found,) = compare(old, new, GAZETTEER)
    assert found.sentence == (
        "Skills bootcamps: £2m moved from Transport for City Regions capital 2027/28 to Skills "
        "revenue 2027/28"
    )


def test_a_row_of_another_basis_is_not_told_as_money_that_moved() -> None:
    start = FILES["interventions.yaml"].index("      - line: transport-capital")
    row = FILES["interventions.yaml"][start:].split("    levers:")[0]
    other = row.replace("transport-capital", "tcr").replace("illustrative", "published")
    assert [one.kind for one in told(("interventions.yaml", row, other))] == ["added", "removed"]


def test_two_effects_of_one_kind_are_told_apart_whatever_their_order() -> None:
    action = PLAN.interventions[0]
    first = action.effects[0]
    second = first.model_copy(update={"lag_years": 3.0})
    both: Plan = with_value(PLAN, ("interventions", 0, "effects"), (first, second))
    swapped: Plan = with_value(PLAN, ("interventions", 0, "effects"), (second, first))
    assert compare(both, swapped) == ()
    later = second.model_copy(update={"lag_years": 4.0})
    changed: Plan = with_value(PLAN, ("interventions", 0, "effects"), (later, first))
    (found,) = compare(both, changed)
    assert (found.old, found.new) == (3.0, 4.0)


def test_two_words_that_read_alike_are_told_apart() -> None:
    sites = tuple(s.model_copy(update={"title": "The same"}) for s in PLAN.sites)
    old = PLAN.model_copy(update={"sites": sites})
    new: Plan = with_value(old, ("pipeline", 0, "site"), "daresbury")
    (found,) = compare(old, new)
    assert found.sentence == "A new dock: site is The same (daresbury), was The same (port)"


def test_a_difference_says_what_its_field_means_and_where_it_is() -> None:
    (found,) = told(("interventions.yaml", "status: proposed", "status: committed"))
    assert (found.section, found.thing, found.id) == ("Actions", "action", "trams")
    assert (found.title, found.field) == ("Rapid transit", "status")
    assert found.where == "interventions/trams/status"
    assert found.meaning.startswith("`proposed`, `announced`")


# The tables of words know every kind of entry that a plan can have.


def _models() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}

    def look(kind: Any) -> None:
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in found:
            found[kind.__name__] = kind
            for field in kind.model_fields.values():
                look(field.annotation)
        for part in get_args(kind):
            look(part)

    for layout in LAYOUTS.values():
        look(layout)
    return {name: kind for name, kind in found.items() if not name.endswith("File")}


def test_every_kind_of_entry_has_a_name() -> None:
    assert set(_models()) - set(THINGS) == set()


def test_every_list_of_entries_has_something_to_tell_them_apart() -> None:
    for holder in (*_models().values(), *LAYOUTS.values()):
        for name, field in holder.model_fields.items():
            entry = next(iter(get_args(field.annotation)), None)
            listed = str(field.annotation).startswith("tuple")
            if listed and isinstance(entry, type) and issubclass(entry, BaseModel):
                known = {n: n for n in entry.model_fields}
                made = entry.model_construct(None, **known)
                assert key_of(made) or (holder.__name__, name) in IN_ORDER, (holder, name)


def test_every_field_that_may_say_not_published_is_known() -> None:
    found = {
        (model, name)
        for file in LAYOUTS
        for model, schema in json_schema(file).get("$defs", {}).items()
        for name, field in schema.get("properties", {}).items()
        if {"const": "not published"} in field.get("anyOf", ())
    }
    assert found == NOT_PUBLISHED_FIELDS


def test_every_amount_is_written_as_money() -> None:
    described = {
        (name, field)
        for name, model in _models().items()
        for field, info in model.model_fields.items()
        if "£ million" in (info.description or "")
    }
    assert described == MONEY_FIELDS


def test_every_field_that_holds_an_id_is_known_to_refer_to_something() -> None:
    a_name = json_schema("plan.yaml")["$defs"]["Outcome"]["properties"]["id"]["pattern"]

    def holds_ids(field: dict[str, Any]) -> bool:
        kinds = [field, field.get("items", {}), field.get("propertyNames", {})]
        kinds += field.get("anyOf", [])
        return any(kind.get("pattern") == a_name for kind in kinds) or any(
            name == a_name for name in field.get("patternProperties", {})
        )

    found = {
        (model, name)
        for file in LAYOUTS
        for model, schema in json_schema(file).get("$defs", {}).items()
        for name, field in schema.get("properties", {}).items()
        if holds_ids(field) and name not in ("id", "source")
    }
    assert ("OtherMoney", "overlaps") in found
    outside = {("GrowthSector", "definition")}  # definitions by industry codes are no entries
    assert found - outside == set(REFERENCES)
