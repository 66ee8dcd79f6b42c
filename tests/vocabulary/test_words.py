"""Periods, units, money, tables and faults say what they mean."""

from __future__ import annotations

import doctest

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from growthplan.vocabulary import (
    OBSERVATIONS,
    Fault,
    GrowthplanError,
    Money,
    Period,
    display,
    fault,
    gazetteer,
    money,
    nearest,
    period,
    period_from_iso,
    run_id,
    unit,
)


@pytest.mark.parametrize("module", [fault, gazetteer, money, period, unit])
def test_the_examples_in_the_docs_hold(module) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize(
    ("published", "code", "words"),
    [
        ("2004", "2004", "2004"),
        ("2023-01-01/P1Y", "2023", "2023"),
        ("2021-04-01/P1Y", "2021fy", "2021/22"),
        ("2019-08-01/P1Y", "2019ay", "2019/20 (academic year)"),
        ("2022-01-01/P3Y", "2022-2024", "2022 to 2024"),
        ("2025-04-30", "2025-04-30", "30 April 2025"),
        ("2024-11-16/P1Y", "2024-11-16+1y", "year from 16 November 2024"),
    ],
)
def test_trap_11_periods_are_strings_and_not_all_are_years(
    published: str, code: str, words: str
) -> None:
    read = period_from_iso(published)
    assert (read.code, str(read)) == (code, words)


@pytest.mark.parametrize("text", ["", "20", "2023/24", "next year", "2023-1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(GrowthplanError):
        period_from_iso(text)


@pytest.mark.parametrize(
    ("value", "unit_", "shown"),
    [
        (36.487, "£ per hour", "£36.5"),
        (-12.0723, "%", "−12.1%"),
        (-0.04, "%", "0.0%"),
        (6012.0, "£m", "£6.0bn"),
        (-250.0, "£m", "−£250m"),
        (703584.0, "jobs", "703,600"),
        (0.4866, "share", "48.7%"),
        (float("nan"), "£", "not available"),
        (None, "jobs", "not available"),
    ],
)
def test_numbers_are_shown_as_precisely_as_they_deserve(
    value: float | None, unit_: str, shown: str
) -> None:
    assert display(value, unit_) == shown


@given(st.floats(-1e6, 1e6), st.sampled_from(["£", "%", "£m", "index"]))
def test_a_negative_number_has_a_minus_sign_and_never_a_hyphen(value: float, unit_: str) -> None:
    assert "-" not in display(value, unit_)


DEFLATOR = {2019: 91.0, 2022: 100.0, 2023: 106.9}


@given(st.floats(0.01, 1e6), st.sampled_from([2019, 2022, 2023]))
def test_going_to_other_prices_and_back_returns_the_amount(million: float, year: int) -> None:
    there = Money(million, year).in_prices_of(2022, DEFLATOR)
    assert there.in_prices_of(year, DEFLATOR).million == pytest.approx(million, rel=1e-12)


def test_money_of_two_price_bases_is_not_added() -> None:
    with pytest.raises(GrowthplanError, match="Put both in the prices of one year"):
        Money(1.0, 2022) + Money(1.0, 2023)
    real = Money(1.0, 2023, 2022) + Money(2.0, 2022, 2022)
    assert (real.million, real.price_year) == (3.0, 2022)


def test_a_year_without_a_deflator_is_named() -> None:
    with pytest.raises(GrowthplanError, match="2031"):
        Money(1.0, 2031).in_prices_of(2022, DEFLATOR)


def test_a_table_that_breaks_its_schema_hears_of_every_fault() -> None:
    frame = OBSERVATIONS.empty().drop("value").with_columns(surprise=pl.lit(1))
    with pytest.raises(GrowthplanError) as caught:
        OBSERVATIONS.check(frame)
    assert len(caught.value.faults) == 2


def test_a_fault_reads_as_file_line_column_and_sentence() -> None:
    said = str(Fault("'skils' is no driver", "plan.yaml", 41, 7, "Did you mean 'skills'?"))
    assert said == "plan.yaml:41:7: 'skils' is no driver. Did you mean 'skills'?"


def test_nearest_knows_no_case() -> None:
    assert nearest("SKILS", ["skills", "health"]) == ["skills"]


def test_the_same_inputs_give_the_same_run_id_in_any_order() -> None:
    one = run_id("measure", "1", {"a": "x", "b": "y"})
    assert one == run_id("measure", "1", {"b": "y", "a": "x"})
    assert one != run_id("measure", "1", {"a": "x", "b": "z"})


def test_a_period_code_that_is_none_is_refused() -> None:
    with pytest.raises(GrowthplanError, match="not a period"):
        Period("22")
