"""A plan broken in many ways: each fault is found at its line and column, in plain words.

In what is written into the plan, `‸` marks where the fault must be reported.
"""

from __future__ import annotations

import re

import pytest

from growthplan.plan import read_plan
from growthplan.vocabulary import Fault, Gazetteer

CARET = "‸"

SYNTAX = {
    "tab as indent": ("  years: 10", "‸\tyears: 10", "a tab is used"),
    "tab after text": ("title: A growth plan", "title: A growth plan\n‸\tmore: x", "a tab"),
    "second colon": ("title: A growth plan", "title: A growth plan‸: part one", "a second ': '"),
    "open quote": ("title: A growth plan", 'title: ‸"A growth plan', "never closed"),
    "open bracket": ("title: A growth plan", "title: ‸[A growth plan", "is not closed"),
    "starts with @": ("title: A growth plan", "title: ‸@growth", "cannot start with '@'"),
    "starts with %": ("    unit: jobs\n", "    unit: ‸%\n", "cannot start with '%'"),
    "backslash": ("title: A growth plan", 'title: "a ‸\\growth"', "backslash"),
    "crooked indent": ("  years: 10", " ‸years: 10", "does not fit the lines above"),
    "no colon": ("title: A growth plan", "‸title A growth plan", "has no ': '"),
    "list item too deep": (
        "  - id: jobs\n    title: Jobs",
        "    ‸- id: jobs\n    title: Jobs",
        "does not fit",
    ),
    "text joined to a list": (
        "title: A growth plan",
        "title: A growth plan\n  ‸- part",
        "read as part of the text above",
    ),
    "second document": ("themes:\n", "‸---\nthemes:\n", "a second document starts here"),
    "alias": ("  source: briefing\noutcomes", "  source: ‸*b\noutcomes", "'*b' refers to text"),
    "anchor": ("title: A growth plan", "title: ‸&t A growth plan", "'&t' marks text"),
    "unknown tag": ("  start: 2025", "  start: ‸!year 2025", "the tag '!year' has no meaning"),
    "python tag": (
        "title: A growth plan",
        "title: ‸!!python/object/apply:os.system [ls]",
        "the tag '!!python/object/apply:os.system' has no meaning",
    ),
    "duplicate field": ("  years: 10", "  years: 10\n  ‸years: 11", '"years" is given twice'),
    "duplicate at the top": ("themes:\n", "‸title: Another\nthemes:\n", "already on line 4"),
    "duplicate source": (
        "    date: 2025\n",
        "    date: 2025\n  ‸briefing:\n    publisher: P\n    citation: C\n",
        '"briefing" is given twice',
    ),
    "list as field name": ("title: A growth plan", "‸[a, b]: A growth plan", "as a field name"),
    "directive": ("schema_version: 1", "‸%YAML 3.0\n---\nschema_version: 1", "not part of"),
    "NUL": ("title: A growth plan", "title: A‸\x00 growth plan", "a NUL byte"),
    "line separator": ("title: A growth plan", "title: A‸\u2028growth", "line separator"),
    "no-break indent": ("  years: 10", "‸\u00a0\u00a0years: 10", "no-break space"),
}

FIELDS = {
    "misspelt field": ("mission:", "‸misson:", 'unknown field "misson"; did you mean "mission"?'),
    "misspelt nested": (
        "    measure: jobs",
        "    ‸mesure: jobs",
        'outcome \'jobs\': unknown field "mesure"; did you mean "measure"?',
    ),
    "unknown field": ("themes:\n", "‸weather: fine\nthemes:\n", 'unknown field "weather".'),
    "missing title": ("title: A growth plan\n", "", 'the field "title" is missing'),
    "missing in an item": (
        "  - id: jobs\n    title: Jobs\n",
        "  - ‸id: jobs\n",
        "outcome 'jobs': the field \"title\" is missing",
    ),
    "target without source": (
        "      statement: Forty pounds an hour\n      source: briefing\n",
        "      statement: Forty pounds an hour\n",
        "outcome 'productivity', target: the field \"source\" is missing",
    ),
    "empty title": ("title: A growth plan", "title:‸", '"title" is empty'),
    "blank title": ("title: A growth plan", "title: ‸'  '", '"title" is empty'),
    "empty target": ("    target: not published", "    target:‸", '"target" is empty. Write \'not'),
    "empty mission": (
        "mission:\n  statement: Raise productivity\n  source: briefing\n",
        "mission:‸\n",
        '"mission" is empty',
    ),
    "number for text": ("title: A growth plan", "title: ‸2025", "Put quotes round it: '2025'"),
    "true for text": ("title: A growth plan", "title: ‸true", "should be text, not true"),
    "list for text": ("title: A growth plan", "title: ‸[a, b]", "should be text, not a list"),
    "text for fields": (
        "mission:\n  statement: Raise productivity\n  source: briefing\n",
        "mission: ‸Raise productivity\n",
        "\"mission\" should be a group of fields, not 'Raise productivity'",
    ),
    "text for a list": (
        "principles:\n  - id: fairness\n    title: Fairness\n",
        "principles: ‸fairness\n",
        '"principles" should be a list',
    ),
    "text for an item": ("  - id: fairness\n    title: Fairness", "  - ‸fairness", "principle"),
    "fields for a list": (
        "  - id: fairness\n    title: Fairness",
        "  ‸id: fairness\n  title: Fairness",
        '"principles" should be a list, not a group of fields',
    ),
    "fault in the only outcome": (
        re.compile(r"outcomes:\n.*?(?=themes)", re.DOTALL),
        "outcomes:\n  - id: ‸Jobs\n    title: Jobs\n    measure: jobs\n    target: not published\n",
        "Write jobs.",
    ),
    "no outcomes": (
        re.compile(r"outcomes:\n.*?(?=themes)", re.DOTALL),
        "outcomes: ‸[]\n",
        '"outcomes" has nothing in it',
    ),
    "number with commas": ("value: 100000", "value: ‸100,000", "Write 100000, without commas"),
    "number with pounds": ("value: 40", "value: ‸£40", "should be a number, not '£40'"),
    "number in words": ("value: 40", "value: ‸forty", "should be a number, not 'forty'"),
    "infinite": ("value: 40", "value: ‸.inf", "should be a number"),
    "huge exponent": ("value: 40", "value: ‸1e999", "should be a number"),
    "year in text": ("start: 2025", "start: ‸2025/26", "should be a year such as 2035"),
    "no colon below": ("  years: 10", "  ‸years 10", "'years 10' lacks it"),
    "year out of range": ("year: 2035", "year: ‸20350", "from 1900 to 2200, not 20350"),
    "year with a decimal": ("start: 2025", "start: ‸2025.5", "not the number 2025.5"),
    "no years": ("years: 10", "years: ‸0", "should be at least 1, not the number 0"),
    "end before start": ("years: 10", "end: ‸2024", '"end" should be after the start, 2025'),
    "end and years disagree": (
        "years: 10",
        "years: 10\n  end: ‸2036",
        '"end" should be 2035, which is 10 years after 2025',
    ),
    "id with capitals": ("id: fairness", "id: ‸Fair Play", "Write fair-play."),
    "unknown measure": ("measure: jobs", "measure: ‸job", "Did you mean 'jobs'?"),
    "unknown unit": ("unit: £ per hour", "unit: ‸£ per hours", "Did you mean '£ per hour'"),
    "unit does not suit": (
        "unit: £ per hour",
        "unit: ‸jobs",
        "'jobs' does not suit the measure 'gva_per_hour'. Use '£ per hour' or '£'.",
    ),
    "value without unit": ("        unit: jobs\n", "", 'both "value" and "unit"'),
    "target as a word": ("target: not published", "target: ‸unknown", "Write 'not published'"),
    "unknown place": (
        "place: Liverpool City Region",
        "place: ‸Liverpol City Region",
        "Nearest: Liverpool City Region (E47000004)",
    ),
    "unknown place code": ("comparator: England", "comparator: ‸E92000009", "(E92000001)"),
    "no such day": ("13 October 2025", "‸31 September 2025", "there is no such day"),
    "not a day": ("13 October 2025", "‸October 2025", '"launched" should be a day'),
    "American date": ("13 October 2025", "‸10/13/2025", "Days come first: 13/10/2025."),
    "not a date": ("date: 2016", "date: ‸long ago", "cannot be read as a date"),
    "years that do not follow": ("date: 2016", "date: ‸2016/19", "do not follow each other"),
    "two-way date": ("date: 2016", "date: ‸2011-12", "can mean two things"),
    "leading zero": ("value: 40", "value: ‸012", "should be a number, not '012'"),
    "not a web address": (
        "    date: 2025\n",
        "    date: 2025\n    url: ‸example\n",
        "should be a web address",
    ),
    "another version": ("schema_version: 1", "schema_version: ‸2", "reads 1"),
    "too long": ("title: A growth plan", "title: ‸" + "x" * 201, "longer than 200 characters"),
}

REFERENCES = {
    "same comparator": ("comparator: England", "comparator: ‸E47000004", "the place itself"),
    "same area": ("comparator: England", "comparator: ‸TLD7", "the place itself"),
    "unknown source": (
        "  source: briefing\noutcomes",
        "  source: ‸breifing\noutcomes",
        "Did you mean 'briefing'?",
    ),
    "duplicate outcome": ("id: jobs", "id: ‸productivity", "the other is on line 13"),
    "duplicate objective": ("id: schools", "id: ‸adults", "two objectives have the id 'adults'"),
}

WARNINGS = {
    "target outside": ("year: 2035", "year: ‸2040", "the plan runs from 2025 to 2035"),
    "ended place": (
        "place: Liverpool City Region",
        "place: ‸Allerdale",
        "It was followed by Cumberland.",
    ),
    "unused source": (
        "sources:\n",
        "sources:\n  ‸spare:\n    publisher: P\n    citation: C\n",
        "nothing refers to the source 'spare'",
    ),
}

CLAIM_FAULTS = {
    "unknown source": ("source: briefing", "source: ‸press", "claim 'gap' refers to the source"),
    "unknown kind": ("kind: gap_pct", "kind: ‸gap_pc", "Did you mean 'gap_pct'?"),
    "kind and unit": ('unit: "%"', "unit: ‸jobs", "does not suit a claim of the kind 'gap_pct'"),
    "misspelt": ("statement:", "‸statment:", 'did you mean "statement"?'),
    "no source": ("    source: briefing\n", "", "claim 'gap': the field \"source\" is missing"),
}


def broken(text: str, old: str | re.Pattern[str], new: str) -> tuple[str, int | None, int | None]:
    """The text after the change, with the line and column of the mark in it."""
    plain = re.escape(old) if isinstance(old, str) else old
    changed, times = re.subn(plain, lambda _: new, text, count=1)
    assert times == 1
    if CARET not in new:
        return changed, None, None
    before = changed[: changed.index(CARET)]
    return changed.replace(CARET, ""), before.count("\n") + 1, len(before.split("\n")[-1]) + 1


def expect(faults: list[Fault], line: int | None, column: int | None, words: str | None) -> Fault:
    """The one fault at that place, which says those words."""
    found = [
        fault
        for fault in faults
        if (line is None or (fault.line, fault.column) == (line, column))
        and (words is None or words in str(fault))
    ]
    assert found, [str(fault) for fault in faults]
    return found[0]


def _cases(table: dict[str, tuple[object, str, str | None]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("old", "new", "words"), table.values(), ids=table.keys())


@_cases(SYNTAX | FIELDS | REFERENCES)
def test_a_broken_plan_is_refused_at_its_line(
    plan_text: str,
    gazetteer: Gazetteer,
    old: str | re.Pattern[str],
    new: str,
    words: str | None,
) -> None:
    text, line, column = broken(plan_text, old, new)
    plan, faults = read_plan({"my-plan/plan.yaml": text.encode()}, gazetteer)
    assert plan is None
    fault = expect(faults, line, column, words)
    assert fault.severity == "error"
    assert fault.file == "my-plan/plan.yaml"
    assert fault.line is not None
    assert fault.code.startswith(("plan-", "yaml-"))


@_cases(SYNTAX | FIELDS | REFERENCES | WARNINGS)
def test_one_mistake_gives_one_fault(
    plan_text: str,
    gazetteer: Gazetteer,
    old: str | re.Pattern[str],
    new: str,
    words: str | None,
) -> None:
    text, _, _ = broken(plan_text, old, new)
    _, faults = read_plan({"plan.yaml": text.encode()}, gazetteer)
    assert len(faults) == 1, [str(fault) for fault in faults]


@_cases(SYNTAX | FIELDS | REFERENCES)
def test_messages_are_free_of_jargon(
    plan_text: str,
    gazetteer: Gazetteer,
    old: str | re.Pattern[str],
    new: str,
    words: str | None,
) -> None:
    text, _, _ = broken(plan_text, old, new)
    _, faults = read_plan({"plan.yaml": text.encode()}, gazetteer)
    for fault in faults:
        jargon = r"pydantic|validat|NoneType|\bdict\b|\bstr\b|\bint\b|scalar|token|errors\.|Input"
        assert not re.search(jargon, str(fault)), str(fault)
        assert fault.message.endswith((".", "?")), fault.message


@_cases(WARNINGS)
def test_a_warning_leaves_the_plan_usable(
    plan_text: str, gazetteer: Gazetteer, old: str, new: str, words: str
) -> None:
    text, line, column = broken(plan_text, old, new)
    plan, faults = read_plan({"plan.yaml": text.encode()}, gazetteer)
    assert plan is not None
    assert expect(faults, line, column, words).severity == "warning"


@_cases(CLAIM_FAULTS)
def test_broken_claims_are_refused_at_their_line(
    plan_text: str, claims_text: str, gazetteer: Gazetteer, old: str, new: str, words: str
) -> None:
    text, line, column = broken(claims_text, old, new)
    files = {"p/plan.yaml": plan_text.encode(), "p/claims.yaml": text.encode()}
    plan, faults = read_plan(files, gazetteer)
    assert plan is None
    assert expect(faults, line, column, words).file == "p/claims.yaml"
    assert len(faults) == 1


def test_all_faults_come_at_once_in_the_order_of_the_files(
    plan_text: str, claims_text: str, gazetteer: Gazetteer
) -> None:
    text = (
        plan_text.replace("place: Liverpool", "place: Liverpol")
        .replace("mission:", "misson:")
        .replace("start: 2025", "start: soon")
        .replace("id: schools", "id: adults")
        .replace("years: 10", "years: 10\n  years: 12")
        .replace("year: 2035", "year: 2060")
    )
    files = {
        "plan.yaml": text.encode(),
        "claims.yaml": claims_text.replace("source: briefing", "source: other").encode(),
    }
    _, faults = read_plan(files, gazetteer)
    codes = [fault.code for fault in faults]
    assert codes == [
        "plan-place",
        "plan-type",
        "yaml-duplicate",
        "plan-unknown-field",
        "plan-duplicate-id",
        "plan-unknown-source",
    ]
    assert [f.line for f in faults[:-1]] == sorted(f.line or 0 for f in faults[:-1])


def test_a_file_that_cannot_be_read_does_not_hide_faults_of_the_other(
    plan_text: str, gazetteer: Gazetteer
) -> None:
    files = {"plan.yaml": plan_text.replace("title: Jobs", "titel: Jobs").encode(),
             "claims.yaml": b"claims: [\n"}  # fmt: skip
    _, faults = read_plan(files, gazetteer)
    assert [(fault.file, fault.code) for fault in faults] == [
        ("plan.yaml", "plan-unknown-field"),
        ("claims.yaml", "yaml-syntax"),
    ]
