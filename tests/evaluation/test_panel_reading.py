"""A panel's file: what is right is read, what is wrong is said with its line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_panels import SMOKING, SMOKING_LAYOUT, smoking

from growthplan.evaluation import Layout, read_panel
from growthplan.vocabulary import Fault, GrowthplanError

LAYOUT = Layout("place", "year", "jobs", ("A",), "2012")


def text(**changes: str) -> str:
    """Three places over four years; `A_2012='x'` puts x into that cell."""
    lines = ["place,year,jobs"]
    for place in "ABC":
        for year in range(2010, 2014):
            value = changes.get(f"{place}_{year}", str(ord(place) + year))
            lines += [f"{place},{year},{value}"] if value != "gone" else []
    return "\n".join(lines)


def faults(data: str, layout: Layout = LAYOUT) -> tuple[Fault, ...]:
    with pytest.raises(GrowthplanError) as stopped:
        read_panel(data.encode(), "panel.csv", layout)
    return stopped.value.faults


def test_a_published_panel_is_read_whole() -> None:
    panel = smoking()
    assert panel.outcome.shape == (39, 31)
    assert panel.treated_names == ("California",)
    assert panel.times[panel.start] == "1989"


@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    head, *rows = text().split("\n")
    panel, _ = read_panel("\n".join([head, *(rows[k] for k in order)]).encode(), "p.csv", LAYOUT)
    again, _ = read_panel(text().encode(), "p.csv", LAYOUT)
    for name in panel.units:
        own = panel.outcome[panel.units.index(name)]
        assert (own == again.outcome[again.units.index(name)]).all()


def test_a_word_among_the_numbers_is_said_with_its_line() -> None:
    (fault,) = faults(text(B_2011="about 50"))
    assert fault.line == 7
    assert "about 50" in fault.message


def test_every_fault_is_said_at_once() -> None:
    found = faults(text(B_2011="x1", C_2013="??"), replace(LAYOUT, treated=("A", "Z")))
    assert {fault.code for fault in found} == {"number", "unit"}
    assert len(found) == 3


@pytest.mark.parametrize("cell", ["", "[x]", "NA", "gone"])
def test_an_outcome_missing_after_treatment_is_refused(cell: str) -> None:
    (fault,) = faults(text(A_2013=cell))
    assert fault.code == "missing-after"
    assert "A has no 'jobs' in 2013" in fault.message


def test_a_donor_with_a_gap_is_refused_or_left_out_when_asked() -> None:
    (fault,) = faults(text(B_2010=""))
    assert "--drop-incomplete" in str(fault)
    panel, notes = read_panel(
        text(B_2010="").encode(), "p.csv", replace(LAYOUT, drop_incomplete=True)
    )
    assert panel.units == ("A", "C")
    assert "B" in notes[0]


def test_all_donors_left_out_is_no_donors() -> None:
    (fault,) = faults(text(B_2010="", C_2010=""), replace(LAYOUT, drop_incomplete=True))
    assert fault.code == "no-donors"


def test_one_treated_unit_and_no_donors() -> None:
    only = "\n".join(text().split("\n")[:5])
    assert {fault.code for fault in faults(only)} == {"no-donors"}


def test_a_treated_unit_among_the_donors() -> None:
    found = faults(text(), replace(LAYOUT, donors=("A", "B")))
    assert [fault.code for fault in found] == ["treated-donor"]


def test_a_start_that_is_not_there() -> None:
    (fault,) = faults(text(), replace(LAYOUT, start="2030"))
    assert "2010 to 2013" in str(fault)


def test_a_row_twice() -> None:
    (fault,) = faults(text() + "\nA,2010,5")
    assert (fault.code, fault.line) == ("twice", 14)


def test_a_column_misspelt_names_the_nearest() -> None:
    (fault,) = faults(text(), replace(LAYOUT, outcome="job"))
    assert "'jobs'" in str(fault)


@pytest.mark.parametrize("data", [b"", b"place,year,jobs\n", b"\xff\xfe\x00"])
def test_files_with_nothing_in_them(data: bytes) -> None:
    with pytest.raises(GrowthplanError):
        read_panel(data, "p.csv", LAYOUT)


def test_first_treated_column_with_never() -> None:
    rows = [
        f"{p},{y},{y},{first}"
        for p, first in (("A", "2012"), ("B", "0"), ("C", "2013.0"))
        for y in range(2010, 2014)
    ]
    data = "\n".join(["place,year,jobs,first", *rows])
    layout = Layout("place", "year", "jobs", first_treated="first")
    panel, _ = read_panel(data.encode(), "p.csv", layout)
    assert panel.first.tolist() == [2, 4, 3]


def test_other_marks_between_cells_and_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + SMOKING.read_bytes().replace(b";", b"\t")
    panel, _ = read_panel(data, "p.tsv", SMOKING_LAYOUT)
    assert np.array_equal(panel.outcome, smoking().outcome)


def test_years_with_a_point_and_noughts_are_years() -> None:
    """As a data frame leaves them that had a gap."""
    head, *rows = text().split("\n")
    cells = [row.split(",") for row in rows]
    data = "\n".join([head, *(f"{place},{year}.0,{jobs}" for place, year, jobs in cells)])
    panel, _ = read_panel(data.encode(), "p.csv", LAYOUT)
    assert panel.times == ("2010", "2011", "2012", "2013")
    assert panel.times[panel.start] == "2012"
