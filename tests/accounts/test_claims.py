"""Public statements beside the figures that they should equal."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from growthplan.accounts import Claim, check_claim
from growthplan.vocabulary import UK_LESS_EXTRA_REGIO, Statistics


def claim(**fields: Any) -> Claim:
    usual = {
        "id": "test",
        "statement": "11% lower than the England average",
        "source": "Heseltine Institute policy briefing 3(26)",
        "date": date(2025, 10, 13),
        "kind": "gap_pct",
        "value": -11,
        "unit": "%",
        "place": "E47000004",
        "year": 2022,
    }
    return Claim.model_validate(usual | fields)


def test_briefing_11_per_cent_fits_the_uk_and_not_england(ons: Statistics) -> None:
    check = check_claim(ons, claim(cites_edition="2024-06"))
    assert check.fits
    assert check.table["comparator"][0] == UK_LESS_EXTRA_REGIO
    fits = {(r["comparator"], r["edition"]): r["fits"] for r in check.table.to_dicts()}
    assert fits == {
        ("E92000001", "2024-06"): False,
        ("E92000001", "2025-06"): False,
        (UK_LESS_EXTRA_REGIO, "2024-06"): True,
        (UK_LESS_EXTRA_REGIO, "2025-06"): True,
    }
    assert check.sentence == (
        "In the edition it cites (June 2024) the gap to England in 2022 is −12.2%; 11% is the gap "
        "to the UK less extra-regio (−10.8%). Both are published figures; only the comparator "
        "differs. The newest edition (June 2025) says −12.1% and −10.9%."
    )


def test_the_edition_cited_is_judged_before_a_better_fit_elsewhere(ons: Statistics) -> None:
    """−12.1% fits June 2025 best; a claim that cites June 2024 (−12.2%) is set beside that."""
    free = check_claim(ons, claim(value=-12.1, decimals=1))
    assert (free.fits, free.table["edition"][0]) == (True, "2025-06")
    cited = check_claim(ons, claim(value=-12.1, decimals=1, cites_edition="2024-06"))
    assert (cited.fits, cited.table["edition"][0]) == (False, "2024-06")
    assert (
        "the gap to England in 2022 is −12.2%, which 12.1% does not quite match" in cited.sentence
    )
    assert "Against the UK less extra-regio it is −10.8%" in cited.sentence


def test_a_cited_edition_that_is_not_held_is_said_to_be_missing(ons: Statistics) -> None:
    check = check_claim(ons, claim(cites_edition="2019-02"))
    assert "The edition that it cites (February 2019) is not held." in check.sentence


def test_a_claim_may_name_a_comparator_of_its_own(ons: Statistics) -> None:
    check = check_claim(ons, claim(comparator="E12000002", cites_edition="2024-06"))
    assert "E12000002" in check.table["comparator"].to_list()
    assert "the gap to the North West in 2022" in check.sentence


def test_lcrca_six_billion_fits_england_in_the_june_2024_edition(ons: Statistics) -> None:
    said = claim(kind="worth_bn", value=6, unit="£bn", base_bn=43.3, year=None)
    check = check_claim(ons, said)
    best = check.table.row(0, named=True)
    assert (best["comparator"], best["edition"], best["year"]) == ("E92000001", "2024-06", 2022)
    assert best["ours"] == pytest.approx(43.3 * (40.3 / 35.4 - 1))
    assert check.sentence.startswith(
        "£6bn on £43.3bn is a lift of 13.9%, what closing a 12.2% gap takes: it fits the gap to "
        "England in 2022 (−12.2%, June 2024 edition)."
    )


def test_a_lift_is_checked_against_what_closing_the_gap_takes(ons: Statistics) -> None:
    check = check_claim(ons, claim(kind="lift_pct", value=13.8, decimals=1))
    assert check.table["comparator"][0] == "E92000001"
    assert check.table["ours"][0] == pytest.approx(100 * (40.3 / 35.4 - 1))


def test_a_43_3_billion_economy_is_hours_times_gva_per_hour_of_2023(ons: Statistics) -> None:
    """June 2025: 20,827,480 hours a week × 52 × £39.99; published GVA stops at 2022."""
    check = check_claim(ons, claim(kind="gva_bn", value=43.3, unit="£bn", decimals=1, year=None))
    assert check.fits
    assert check.table["ours"][0] == pytest.approx(20_827_480 * 52 * 39.99 / 1e9, abs=0.001)
    assert check.sentence.startswith(
        "£43.3bn fits hours worked × unsmoothed GVA per hour in 2023 (£43.3bn, current prices, "
        "June 2025 edition)."
    )
    assert "So does filled jobs × unsmoothed GVA per job in 2023 (June 2025" in check.sentence
    assert "Published GVA gives £39.6bn in 2022 (April 2024 edition)" in check.sentence


def test_a_size_that_no_route_gives_does_not_fit(ons: Statistics) -> None:
    check = check_claim(ons, claim(kind="gva_bn", value=50, unit="£bn", decimals=1, year=None))
    assert check.fits is False
    assert "£50.0bn is nearest to" in check.sentence


def test_ten_billion_in_ten_years_is_2_1_per_cent_a_year(ons: Statistics) -> None:
    said = claim(kind="added_bn", value=10, unit="£bn", base_bn=43.3, years=10)
    check = check_claim(ons, said)
    assert check.fits is None
    assert "2.1% a year" in check.sentence


def test_editions_published_after_the_statement_come_last(ons: Statistics) -> None:
    check = check_claim(ons, claim(date=date(2024, 7, 1)))
    assert check.table["published_before"].to_list() == [True, True, False, False]
    assert check.table["edition"][0] == "2024-06"


def test_a_place_without_figures_is_unknown_rather_than_wrong(ons: Statistics) -> None:
    check = check_claim(ons, claim(place="S12000036"))
    assert check.fits is None
    assert "Nothing is published" in check.sentence


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "worth_bn", "unit": "£bn", "value": 6}, "needs base_bn"),
        ({"kind": "added_bn", "unit": "£bn", "value": 6, "base_bn": 1}, "needs years"),
        ({"unit": "£bn"}, "not in £bn"),
        ({"yaer": 2022}, "yaer"),
    ],
)
def test_an_incomplete_claim_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        claim(**fields)
