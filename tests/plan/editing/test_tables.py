"""A plan as tables and back: nothing is lost, each edit arrives, each slip is named at its cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from grids import add_row, place, rows_of, tables_of, taken_in, type_in
from hypothesis import given, settings
from hypothesis import strategies as st
from noted_plan import noted_plan

from growthplan.plan import LAYOUTS, read_plan
from growthplan.plan.editing.tables import Cell, letters, sheets
from growthplan.plan.editing.tables.kinds import shapes
from growthplan.vocabulary import Gazetteer, GrowthplanError

PLANS = Path(__file__).parents[3] / "plans"
FOLDERS = sorted(path.parent for path in PLANS.glob("*/plan.yaml"))
SHEETS = [sheet.name for sheet in sheets() if sheet.form != "record"]


def test_the_plan_of_these_tests_is_valid_and_has_every_kind(gazetteer: Gazetteer) -> None:
    plan, faults = read_plan(noted_plan(), gazetteer)
    assert [str(fault) for fault in faults if fault.severity == "error"] == []
    assert plan is not None
    assert [name for name, table in tables_of(noted_plan()).items() if not table.rows] == []


def test_every_field_of_every_file_has_a_column() -> None:
    held = {sheet.model for sheet in sheets()}
    for sheet in sheets():
        headings = [column.heading for column in sheet.columns]
        assert len(headings) == len({heading.casefold() for heading in headings}), sheet.name
        assert len(sheet.name) <= 31
        assert all(column.meaning for column in sheet.columns), sheet.name
    for model in LAYOUTS.values():
        for shape in shapes(model).values():
            assert shape.kind != "group" or not shape.many or shape.model in held


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_an_unchanged_workbook_of_a_shipped_plan_changes_no_byte(folder: Path) -> None:
    files = {str(path): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    files = {name: data for name, data in files.items() if "/assumptions/" not in name}
    made = taken_in(files, rows_of(files))
    assert made.changes == ()
    assert made.files == files


def test_an_unchanged_workbook_keeps_odd_spellings_and_notes() -> None:
    made = taken_in(noted_plan(), rows_of(noted_plan()))
    assert made.changes == ()
    assert made.faults == ()
    assert made.files == noted_plan()


@pytest.mark.parametrize("name", SHEETS)
def test_a_row_of_each_kind_can_be_taken_out(name: str) -> None:
    rows = rows_of(noted_plan())
    delete = [cell.value for cell in rows[name][0]].index("Delete?")
    rows[name][1][delete] = Cell("Yes ")
    made = taken_in(noted_plan(), rows)
    assert ("removed", name) in {(change.what, change.sheet) for change in made.changes}
    before = tables_of(noted_plan())[name].rows
    after = tables_of(made.files)[name].rows
    assert len(after) == len(before) - 1


@pytest.mark.parametrize("name", SHEETS)
def test_a_row_of_each_kind_can_be_added(name: str) -> None:
    rows = rows_of(noted_plan())
    table = tables_of(noted_plan())[name]
    new = list(rows[name][1])
    key = next((n for n, c in enumerate(table.columns) if c.role == "key"), None)
    if key is not None:
        choices = table.columns[key].choices
        new[key] = Cell("leakage" if choices else "another-one")
    new[[c.role for c in table.columns].index("order" if "order" in [
        c.role for c in table.columns] else "delete")] = Cell()  # fmt: skip
    rows[name].append(new)
    made = taken_in(noted_plan(), rows)
    assert {(change.what, change.sheet) for change in made.changes} == {("added", name)}
    said = [
        [cell for cell, column in zip(row, table.columns, strict=True) if column.role != "order"]
        for row in tables_of(made.files)[name].rows
    ]
    wanted = [
        cell.value for cell, column in zip(new, table.columns, strict=True)
        if column.role != "order"
    ]  # fmt: skip
    assert wanted in said


def _another(column: Any) -> Any:
    """A value that a column may hold, other than what stands there."""
    if column.kind in ("number", "pounds", "pounds or not"):
        return st.integers(0, 10**7).map(lambda n: n / 100)
    if column.kind == "share":
        return st.integers(0, 1000).map(lambda n: n / 1000)
    if column.kind in ("year", "whole"):
        return st.integers(1950, 2100)
    if column.kind == "yes or no":
        return st.sampled_from(["yes", "no"])
    if column.choices:
        return st.sampled_from(column.choices)
    if column.kind == "financial year":
        return st.sampled_from(["2031/32", "2019/20"])
    if column.kind in ("day", "date"):
        return st.dates(date(1950, 1, 1), date(2150, 1, 1)).map(lambda d: f"{d.day} {d:%B %Y}")
    if column.kind in ("id", "assumption"):
        return st.sampled_from(["one-id", "another"])
    words = st.text(
        st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1
    )
    return words.map(lambda text: " ".join(text.split())).filter(
        lambda text: text and text.casefold() != "not published"
    )


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_edits_come_back_exactly(data: st.DataObject) -> None:
    files = noted_plan()
    tables, rows = tables_of(files), rows_of(files)
    expected = {name: [list(row) for row in table.rows] for name, table in tables.items()}
    changed: set[tuple[str, str, str]] = set()
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(SHEETS))
        table = tables[name]
        row = data.draw(st.integers(0, len(table.rows) - 1))
        fields = [n for n, c in enumerate(table.columns) if c.role in ("field", "year")
                  and not _in_unpublished(table, row, n)]  # fmt: skip
        at = data.draw(st.sampled_from(fields))
        value = data.draw(_another(table.columns[at]))
        rows[name][row + 1][at] = Cell(value)
        expected[name][row][at] = value
        changed.add((name, str(row), table.columns[at].heading))
    made = taken_in(files, rows)
    after = tables_of(made.files)
    for name, table in after.items():
        assert [list(row) for row in table.rows] == expected[name], name
    told = [change for change in made.changes if change.what == "changed"]
    assert len(told) <= len(changed)
    assert {change.sheet for change in made.changes} <= {name for name, _, _ in changed}
    assert bool(made.changes) == (tables != after)
    names = [name for sheet, _, _ in changed for name in _files_of(sheet)]
    untouched = [file for file in files if not any(part in file for part in names)]
    assert all(made.files[file] == files[file] for file in untouched)


def _in_unpublished(table: Any, row: int, column: int) -> bool:
    """Whether a field stands in a group that says `not published`, or that is left out."""
    path = table.columns[column].path
    inside = [n for n, c in enumerate(table.columns) if len(path) > 1 and c.path[:-1] == path[:-1]]
    return any(table.rows[row][n] == "not published" for n in inside)


def _files_of(sheet: str) -> list[str]:
    found = next(s for s in sheets() if s.name == sheet)
    return [file.removesuffix(".yaml") for file in found.files]


TEXT = st.text(min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(max_examples=80, deadline=None)
@given(words=TEXT, name=TEXT, several=st.lists(TEXT, max_size=3))
def test_any_words_of_a_plan_survive_the_workbook(
    words: str, name: str, several: list[str]
) -> None:
    files = noted_plan()
    tree = yaml.safe_load(files["p/sectors.yaml"])
    tree["opportunities"][0] |= {"why": words, "title": name, "capabilities": several}
    text = yaml.safe_dump(tree, allow_unicode=True)
    files["p/sectors.yaml"] = text.encode()
    try:
        rows = rows_of(files)
    except GrowthplanError:  # signs that the reader refuses
        return
    made = taken_in(files, rows)
    assert made.files == files


def test_columns_may_stand_in_any_order() -> None:
    rows = rows_of(noted_plan())
    rows["Levers"] = [list(reversed(line)) for line in rows["Levers"]]
    type_in(rows, "Levers", "adult-skills", "Title", "Adult skills")
    made = taken_in(noted_plan(), rows)
    assert [str(change) for change in made.changes] == [
        "Levers, adult-skills: Title Adult skills, was Adult skills fund"
    ]


def test_sorting_a_sheet_does_no_harm_and_order_moves_rows() -> None:
    rows = rows_of(noted_plan())
    rows["Outcomes"][1:] = reversed(rows["Outcomes"][1:])
    rows["Costs by year"][1:] = reversed(rows["Costs by year"][1:])
    assert taken_in(noted_plan(), rows).files == noted_plan()
    type_in(rows, "Outcomes", "jobs", "Order", 0.5)
    made = taken_in(noted_plan(), rows)
    assert [change.what for change in made.changes] == ["moved"]
    text = made.files["p/plan.yaml"].decode()
    assert text.index("# Jobs come last.\n  - id: jobs") < text.index("- id: productivity")


def test_a_move_among_files_of_a_folder_is_named() -> None:
    rows = rows_of(noted_plan())
    type_in(rows, "Sites", "port", "Order", 9)
    type_in(rows, "Sites", "dock", "Order", 1)
    made = taken_in(noted_plan(), rows)
    first = next(iter(file for file in noted_plan() if "/sites/" in file))
    assert made.files == noted_plan()
    assert [fault.code for fault in made.faults] == (
        ["workbook-order"] if first.endswith("port.yaml") else []
    )


def test_one_cell_changes_one_line() -> None:
    rows = rows_of(noted_plan())
    type_in(rows, "Funding lines", "skills-revenue", "2026/27 (£m)", 12.5)
    made = taken_in(noted_plan(), rows)
    old = noted_plan()["p/funding.yaml"].decode().splitlines()
    new = made.files["p/funding.yaml"].decode().splitlines()
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
        ("        2026/27: 10   # a little", "        2026/27: 12.5   # a little")
    ]


def test_a_target_takes_the_place_of_not_published_and_back() -> None:
    rows = rows_of(noted_plan())
    for heading, value in (
        ("Target: value (in the unit)", 5000), ("Target: unit", "jobs"), ("Target: year", 2029),
        ("Target: statement", "5,000 jobs"), ("Target: source", "briefing"),
    ):  # fmt: skip
        type_in(rows, "Outcomes", "jobs", heading, value)
    made = taken_in(noted_plan(), rows)
    assert b"    target:\n      value: 5000\n      unit: jobs\n" in made.files["p/plan.yaml"]
    rows = rows_of(made.files)
    for heading in ("unit", "year", "statement", "source"):
        type_in(rows, "Outcomes", "jobs", f"Target: {heading}", None)
    type_in(rows, "Outcomes", "jobs", "Target: value (in the unit)", "Not published")
    assert b"target: not published" in taken_in(made.files, rows).files["p/plan.yaml"]


def test_entries_of_a_folder_come_and_go_as_files() -> None:
    rows = rows_of(noted_plan())
    add_row(rows, "Sites", id="yard", title="Yard", place="Wirral", what_it_is="A yard",
            source="news")  # fmt: skip
    add_row(rows, "Site assets", site="yard", title="Slipway", kind="infrastructure", source="news")
    type_in(rows, "Sites", "dock", "Delete?", "yes")
    made = taken_in(noted_plan(), rows)
    assert "p/sites/dock.yaml" not in made.files
    assert made.files["p/sites/yard.yaml"].decode() == (
        "id: yard\ntitle: Yard\nplace: Wirral\nwhat: A yard\nassets:\n"
        "  - title: Slipway\n    kind: infrastructure\n    source: news\nsource: news\n"
    )


def test_a_kind_that_the_plan_had_none_of_gets_its_file() -> None:
    files = {name: data for name, data in noted_plan().items() if "levers" not in name}
    rows = rows_of(files)
    add_row(rows, "Levers", id="new", title="New", power="Choose", tier="regional",
            holder="Someone", devolution="held", source="news")  # fmt: skip
    made = taken_in(files, rows)
    assert made.files["p/levers.yaml"].startswith(b"levers:\n  - id: new\n    title: New\n")


def test_what_belongs_to_a_removed_entry_goes_with_it() -> None:
    rows = rows_of(noted_plan())
    type_in(rows, "Interventions", "training", "Delete?", "yes")
    made = taken_in(noted_plan(), rows)
    assert tables_of(made.files)["Costs by year"].rows == ()
    assert b"later-training" in made.files["p/interventions.yaml"]


@pytest.mark.parametrize(
    ("sheet", "key", "heading", "typed", "written"),
    [
        ("Sites", "port", "Title", "  Port of here  ", b"title: Port of here\n"),
        ("Interventions", "training", "Delivery: end", "2028/29", b"    end: 2028/29\n"),
        ("Other money", "transport-fund", "Amount (\N{POUND SIGN}m)", "1,650", b"amount: 1650\n"),
        ("Other money", "transport-fund", "First year", date(2011, 12, 1), b"first: 2011/12\n"),
        ("Milestones", "first-course", "Due", date(2026, 9, 2), b"due: 2 September 2026\n"),
        ("Milestones", "first-course", "Due", "2/9/2026", b"due: 2/9/2026\n"),
        ("Places reached", "Sefton", "Share (0 to 1)", Cell(0.3, percent=True), b"share: 0.3}"),
        ("Places reached", "Sefton", "Share (0 to 1)", "30%", b"share: 0.3}"),
        ("Switching rules", "years", "Limit (% of the line a year)", Cell(0.07, percent=True),
         b"limit_pct: 7\n"),
        ("Switching rules", "years", "Allowed", Cell(False), b"allowed: false\n"),
        ("Earlier plans", "strategy", "Date", 2018, b"date: 2018\n"),
        ("Partners", "Colleges", "Name", 2030, b"name: '2030'\n"),
        ("Sectors", "maritime", "Role", "Growth Sector", b"role: growth sector\n"),
        ("Zones", "freeport", "Sites", "port; dock\n", b"sites: [port, dock]\n"),
        ("Zones", "freeport", "Sites", "dock,port", b"sites: [dock, port]\n"),
        ("Zones", "freeport", "Public money (\N{POUND SIGN}m)", "Not published",
         b"money: not published\n"),
        ("Sites", "dock", "What it is", "=1+1", b"what: =1+1\n"),
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_they_mean_it(
    sheet: str, key: str, heading: str, typed: Any, written: bytes
) -> None:
    rows = rows_of(noted_plan())
    type_in(rows, sheet, key, heading, typed)
    assert written in b"".join(taken_in(noted_plan(), rows).files.values())


@pytest.mark.parametrize(
    ("sheet", "key", "heading", "typed", "said"),
    [
        ("Claims", "gap", "Value (in the unit)", Cell(-0.11, percent=True), "percentage, -11%"),
        ("Interventions", "training", "Delivery: end", date(2026, 3, 1), "turned into a date"),
        ("Sites", "port", "Title", Cell("#REF!", error=True), "shows the error #REF!"),
        ("Sites", "port", "Title", Cell(None, formula=True), "formula without a result"),
        ("Sites", "port", "Delete?", "perhaps", "yes or no"),
        ("Sites", "port", "Order", "first", "'Order' should be a number"),
        ("Costs by year", "skills-revenue", "Intervention", "trainin",
         "no intervention with the id 'trainin'; did you mean 'training'?"),
        ("Costs by year", "skills-revenue", "Intervention", None, "what does this row belong to?"),
        ("Levers", "adult-skills", "Id", None, "'Id' is empty"),
        ("Outcomes", "jobs", "Target: unit", "jobs", "target is not published"),
    ],
)  # fmt: skip
def test_what_can_mean_nothing_is_named_with_its_cell(
    sheet: str, key: str, heading: str, typed: Any, said: str
) -> None:
    rows = rows_of(noted_plan())
    row, column = place(rows, sheet, key, heading)
    type_in(rows, sheet, key, heading, typed)
    with pytest.raises(GrowthplanError) as caught:
        taken_in(noted_plan(), rows)
    fault = caught.value.faults[0]
    assert said in fault.message
    assert fault.message.startswith(f"{sheet}!{letters(column)}{row + 1}: ")
    assert fault.fix
    assert len(caught.value.faults) == 1


def test_a_formula_with_a_result_is_read_and_named() -> None:
    rows = rows_of(noted_plan())
    type_in(rows, "Other money", "transport-fund", "Amount (£m)", Cell(1700, formula=True))
    made = taken_in(noted_plan(), rows)
    assert b"amount: 1700" in made.files["p/funding.yaml"]
    assert [(f.severity, f.code) for f in made.faults] == [("warning", "workbook-formula")]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Titel", "no column 'Titel' here; did you mean 'Title'?"),
        (None, "the column 'Title' is missing"),
        ("Power", "the column 'Power' is there twice"),
        ("Remarks", "no column 'Remarks' here"),
    ],
)
def test_a_renamed_or_lost_column_is_named(new: str | None, said: str) -> None:
    rows = rows_of(noted_plan())
    _, column = place(rows, "Levers", "adult-skills", "Title")
    rows["Levers"][0][column] = Cell(new)
    with pytest.raises(GrowthplanError, match="Levers!") as caught:
        taken_in(noted_plan(), rows)
    assert any(said in fault.message for fault in caught.value.faults)


def test_a_year_that_was_not_exported_may_be_added() -> None:
    rows = rows_of(noted_plan())
    lines = rows["Funding lines"]
    for number, line in enumerate(lines):
        line.append(Cell("2040/41 (£m)" if number == 0 else 7))
    made = taken_in(noted_plan(), rows)
    assert b"        2027-28: 20.0\n        2040/41: 7\n" in made.files["p/funding.yaml"]


def test_sheets_that_are_missing_renamed_hidden_or_extra_are_named() -> None:
    rows = rows_of(noted_plan())
    rows["Sight"] = rows.pop("Sites")
    rows["My notes"] = [[Cell("x")]]
    del rows["Risks"]
    with pytest.raises(GrowthplanError) as caught:
        taken_in(noted_plan(), rows, hidden=("Levers",))
    said = [str(fault) for fault in caught.value.faults]
    assert any("no sheet 'Sites'" in text and "Sight" in text for text in said)
    assert any("no sheet 'Risks'" in text for text in said)
    assert any("'My notes' is no part" in text for text in said)
    assert any("Levers!A1" in text and "hidden" in text for text in said)


def test_a_value_under_no_heading_is_named() -> None:
    rows = rows_of(noted_plan())
    rows["Levers"][1] += [Cell(), Cell("a thought")]
    with pytest.raises(GrowthplanError, match="'a thought' stands under no heading"):
        taken_in(noted_plan(), rows)


@pytest.mark.parametrize("name", ["../../evil", "New Dock", "a/b", "C:evil", ""])
def test_no_id_leads_out_of_the_folder(name: str) -> None:
    rows = rows_of(noted_plan())
    add_row(rows, "Sites", id=name or None, title="Yard", place="Wirral", what_it_is="x",
            source="news")  # fmt: skip
    with pytest.raises(GrowthplanError, match="Sites!A4"):
        taken_in(noted_plan(), rows)


def test_an_id_that_is_there_twice_is_named_with_both_cells() -> None:
    rows = rows_of(noted_plan())
    add_row(rows, "Sites", id="port", title="Other", place="Wirral", what_it_is="x", source="news")
    with pytest.raises(GrowthplanError) as caught:
        taken_in(noted_plan(), rows)
    said = str(caught.value)
    assert "Sites!A4: the id 'port' is there twice; the other is at Sites!A" in said


def test_what_the_plan_itself_refuses_is_named_at_its_cell(gazetteer: Gazetteer) -> None:
    rows = rows_of(noted_plan())
    type_in(rows, "Interventions", "later-training", "Theme", "skils")
    type_in(rows, "Milestones", "first-course", "Due", "31 April 2026")
    type_in(rows, "Sites", "dock", "Place", "Seftn")
    type_in(rows, "Plan", "Horizon: start", "Value", "soon")
    made = taken_in(noted_plan(), rows)
    plan, faults = read_plan(made.files, gazetteer)
    assert plan is None
    said = [str(fault) for fault in made.addressed(faults) if fault.severity == "error"]
    for sheet, key, heading in (
        ("Interventions", "later-training", "Theme"),
        ("Milestones", "first-course", "Due"),
        ("Sites", "dock", "Place"),
        ("Plan", "Horizon: start", "Value"),
    ):
        row, column = place(rows, sheet, key, heading)
        address = f"plan.xlsx: {sheet}!{chr(ord('A') + column)}{row + 1}:"
        assert any(text.startswith(address) for text in said), (address, said)


def test_no_word_of_the_program_itself_stands_in_a_heading() -> None:
    for sheet in sheets():
        assert "_" not in sheet.name
        assert [c.heading for c in sheet.columns if "_" in c.heading or "`" in c.meaning] == []


junk = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(allow_nan=False,
    allow_infinity=False), st.dates(), st.text(max_size=12),
    st.sampled_from(["not published", "yes", "#1", "2026/27", "%", "1,0,0", "=A1", "'", "\n\n"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_workbook_is_taken_or_named(
    gazetteer: Gazetteer, data: st.DataObject
) -> None:
    rows = rows_of(noted_plan())
    for _ in range(data.draw(st.integers(1, 6))):
        name = data.draw(st.sampled_from(sorted(rows)))
        row = data.draw(st.integers(0, len(rows[name])))
        if row == len(rows[name]):
            rows[name].append([Cell()] * len(rows[name][0]))
        at = data.draw(st.integers(0, len(rows[name][0]) - 1))
        flags = data.draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
        rows[name][row][at] = Cell(data.draw(junk), *(flag and flags[0] for flag in flags))
    try:
        made = taken_in(noted_plan(), rows)
    except GrowthplanError as error:
        faults = error.faults
    else:
        faults = made.faults
        assert taken_in(made.files, rows_of(made.files)).files == made.files
        said = read_plan(made.files, gazetteer)[1]
        assert len(made.addressed(said)) == len(said)
    assert all(fault.fix and fault.code for fault in faults)
