"""Damaged and changed files of Explore Local Statistics stop with what was found, and where."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from polars.testing import assert_frame_equal

from growthplan.importers.layout import Parsed
from growthplan.vocabulary import Fault, GrowthplanError

Parse = Callable[[str | Path], Parsed]
Find = Callable[[Parsed, str, str, str], dict[str, Any]]
Edit = Callable[[str], str]
Damaged = Callable[[str, Edit], Path]

GVA = "csv/gross-value-added.csv"


@pytest.fixture
def fault(parse: Parse, damaged: Damaged) -> Callable[[str, Edit], Fault]:
    """The first fault of a damaged extract."""

    def fault(name: str, edit: Edit) -> Fault:
        with pytest.raises(GrowthplanError) as stopped:
            parse(damaged(name, edit))
        return stopped.value.faults[0]

    return fault


First = Callable[[str, Edit], Fault]


def replace_once(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


def table(edit: Callable[[list[list[str]]], list[list[str]]]) -> Edit:
    """An edit of the records instead of the text."""

    def apply(text: str) -> str:
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        records = edit(list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))))
        out = io.StringIO(newline="")
        csv.writer(out).writerows(records)
        return mark + out.getvalue()

    return apply


def add_column(heading: str, value: Callable[[int], str]) -> Edit:
    return table(
        lambda records: [
            [*record, heading if number == 0 else value(number)]
            for number, record in enumerate(records)
        ]
    )


def test_a_renamed_heading_is_named_with_its_nearest(fault: First) -> None:
    found = fault(GVA, replace_once(",observation,", ",observations,"))
    assert "no column 'observation'" in found.message
    assert found.fix == "Did you mean 'observations'?"
    assert (found.file, found.line) == ("gross-value-added.csv", 1)


def test_two_columns_for_one_thing(fault: First) -> None:
    found = fault(GVA, replace_once(",notes", ",value"))
    assert "'observation' and 'value' are the same" in found.message


def test_an_unknown_indicator_is_named_with_the_nearest_known(fault: First) -> None:
    found = fault(GVA, lambda t: t.replace("added per hour worked", "added per hours worked"))
    assert "'Gross value added per hours worked' is not one" in found.message
    assert found.fix is not None
    assert "'Gross value added per hour worked'" in found.fix


def test_indicators_of_two_datasets_in_one_file(fault: First) -> None:
    found = fault(GVA, lambda t: t.replace("Gross value added per filled job", "Claimant Count"))
    assert "different datasets" in found.message


def test_an_indicator_in_another_unit(fault: First) -> None:
    found = fault(GVA, lambda t: t.replace("Pounds,£,", "Index,UK=100,"))
    assert "in Index (UK=100)" in found.message
    assert found.code == "unit"


def test_a_new_column_that_splits_the_figures(fault: First) -> None:
    """Each area and year twice, once for each value of the new column."""

    def split(records: list[list[str]]) -> list[list[str]]:
        head, *rest = records
        return [
            [*head, "smoothed"],
            *([*record, state] for record in rest for state in ("yes", "no")),
        ]

    found = fault(GVA, table(split))
    assert "column 'smoothed' is new" in found.message


@pytest.mark.parametrize("heading", ["Sex", "Price basis", "age_group", "SIC"])
def test_a_new_column_that_names_a_dimension(fault: First, heading: str) -> None:
    """Even one value throughout may mean that these are not the figures they were."""
    found = fault(GVA, add_column(heading, lambda _: "Female"))
    assert f"column '{heading.casefold()}' is new" in found.message
    assert "'Female'" in found.message


def test_a_new_column_that_changes_no_meaning_is_noted(parse: Parse, damaged: Damaged) -> None:
    parsed = parse(damaged(GVA, add_column("sample_size", str)))
    assert "column 'sample_size' is not known and was left out" in parsed.notes
    assert_frame_equal(parsed.observations, parse(GVA).observations)


@pytest.mark.parametrize("name", [GVA, "older/gva-per-hour_data-to-2020.csv"])
def test_order_of_rows_and_columns_is_free(parse: Parse, damaged: Damaged, name: str) -> None:
    """Trap 14: find by name and code, never by position."""

    def shuffle(records: list[list[str]]) -> list[list[str]]:
        random = Random(2025)
        order = random.sample(range(len(records[0])), len(records[0]))
        head, *rest = [[record[i] for i in order] for record in records]
        return [head, *random.sample(rest, len(rest))]

    key = ["indicator", "place", "period"]
    seen = [*key, "value", "low", "high", "status"]
    moved = parse(damaged(name, table(shuffle)))
    assert_frame_equal(
        moved.observations.select(seen).sort(key), parse(name).observations.select(seen).sort(key)
    )


@pytest.mark.parametrize("printed", ["n.k.", "36;49", "inf", "1,234"])
def test_text_in_a_number_cell(fault: First, printed: str) -> None:
    cell = f'"{printed}"' if "," in printed else printed
    found = fault(GVA, replace_once("36.487098693847656", cell))
    line = found.line
    assert line is not None
    assert found.file == "gross-value-added.csv"
    assert found.message.startswith((f"line {line}, column 6: '{printed}'", "'Gross value added"))


def test_a_comma_is_never_taken_for_thousands(fault: First) -> None:
    """A decimal comma would make 36,49 a hundred times as much."""
    found = fault(GVA, replace_once("36.487098693847656", '"36,49"'))
    assert "comma" in found.message
    assert "Liverpool City Region, 2022" in found.message


def test_a_per_cent_above_a_hundred(fault: First) -> None:
    found = fault("csv/claimant-count.csv", replace_once(",2.6,", ",126,"))
    assert "can't be a figure in %" in found.message


def test_an_unknown_status(fault: First) -> None:
    found = fault(GVA, replace_once(",x,Data not", ",q,Data not"))
    assert "status that is not x, c or u" in found.message


def test_a_status_that_contradicts_its_figure(fault: First) -> None:
    found = fault(
        "csv/employment-rate.csv", lambda t: re.sub(r"(72\.5,[^\r\n]*),,", r"\1,c,", t, count=1)
    )
    assert "a figure, and a status of none" in found.message


def test_low_quality_figures_stay(parse: Parse, damaged: Damaged, find: Find) -> None:
    """`u` beside a figure: quoted, and marked as low quality."""
    path = damaged(
        "csv/employment-rate.csv", lambda t: re.sub(r"(72\.5,[^\r\n]*),,", r"\1,u,", t, count=1)
    )
    row = find(parse(path), "employment_rate", "K02000001", "2004")
    assert (row["value"], row["status"]) == (72.5, "low quality")


@pytest.mark.parametrize("ends", ["72.9,73.1", "80,72.7", "72.3,wide"])
def test_an_interval_without_its_figure(fault: First, ends: str) -> None:
    found = fault("csv/employment-rate.csv", replace_once("72.3,72.7", ends))
    assert "interval" in found.message
    assert found.line is not None


@pytest.mark.parametrize("period", ["2004-13", "last year", ""])
def test_a_period_that_is_none(fault: First, period: str) -> None:
    found = fault(GVA, replace_once("2004-01-01/P1Y", period))
    assert "is not a period" in found.message
    assert found.line is not None


def test_a_missing_year(fault: First) -> None:
    found = fault(GVA, table(lambda rs: [r for r in rs if not r[4].startswith("2010")]))
    assert "has no figures for 2010, between 2004 and 2023" in found.message


def test_a_year_missing_for_one_area(fault: First) -> None:
    found = fault(
        GVA, table(lambda rs: [r for r in rs if (r[0], r[4][:4]) != ("E47000004", "2023")])
    )
    assert "lacks lines for some years of Liverpool City Region" in found.message


def test_years_that_were_never_published_are_no_fault(parse: Parse) -> None:
    """No primary school tests in 2019/20 and 2020/21, no travel times for 2018."""
    tests = parse("csv/pupils-at-expected-standards-by-end-of-primary-school.csv").observations
    assert {"2019ay", "2020ay"}.isdisjoint(set(tests["period"]))
    assert "2018" not in set(parse("csv/average-travel-time.csv").observations["period"])


def test_a_repeated_line(fault: First) -> None:
    found = fault(GVA, table(lambda records: [*records, records[1]]))
    assert "repeats the area, indicator and period" in found.message


def test_two_codes_of_an_area_with_different_figures(fault: First) -> None:
    name = "csv/gross-disposable-household-income-per-head.csv"
    found = fault(
        name, lambda t: re.sub(r"(TLB,England,[^\r\n]*/P1Y),\d+,", r"\1,99999,", t, count=1)
    )
    assert "differs from another line" in found.message


def test_a_file_cut_short_in_a_line(fault: First) -> None:
    found = fault(GVA, lambda text: text[: len(text) - 40])
    assert found.code == "truncated"


def test_a_file_cut_short_at_a_line_end(fault: First) -> None:
    """The last area then lacks years; this dataset has always had every year of every area."""
    found = fault(GVA, lambda text: "".join(text.splitlines(keepends=True)[:190]))
    assert "lacks lines for some years" in found.message


def test_windows_1252(parse: Parse, damaged: Damaged) -> None:
    """Trap 12: the pound sign shows the wrong encoding."""
    path = damaged(GVA, replace_once("Pounds", "Pounds "))
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("cp1252"))
    with pytest.raises(GrowthplanError, match="Windows-1252"):
        parse(path)


def test_headings_without_figures(fault: First) -> None:
    assert "no figures" in fault(GVA, lambda text: text.splitlines(keepends=True)[0]).message


def test_empty_lines_at_the_end_are_no_figures(parse: Parse, damaged: Damaged) -> None:
    """Spreadsheets leave them."""
    path = damaged(GVA, lambda text: text + "," * 11 + "\r\n")
    assert_frame_equal(parse(path).observations, parse(GVA).observations)


def test_every_fault_of_a_kind_is_told_at_once(parse: Parse, damaged: Damaged) -> None:
    with pytest.raises(GrowthplanError) as stopped:
        parse(
            damaged(
                GVA,
                lambda t: t.replace("per hour worked", "an hour").replace(
                    "per filled job", "a job"
                ),
            )
        )
    assert len(stopped.value.faults) == 2
