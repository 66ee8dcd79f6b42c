"""Diagnoses of places that are small, ended, merged, whole nations, or in one country only."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
import pytest

from growthplan.cli.diagnose import headline, notes_of
from growthplan.drivers import Constraints
from growthplan.journeys.diagnosing import boundaries, diagnose_from
from growthplan.report.diagnosis import Diagnosis
from growthplan.report.maps import Outlines
from growthplan.store import Store
from growthplan.vocabulary import GrowthplanError

pytestmark = pytest.mark.slow

ODD = {
    "E09000001": "City of London, where one industry is most of the jobs",
    "E07000026": "Allerdale, ended",
    "E06000063": "Cumberland, merged from three",
    "E08000038": "Barnsley under its newest code",
    "N09000005": "Derry City and Strabane, outside most English statistics",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(tmp_path_factory.mktemp("store") / "none.duckdb") as store:
        yield store


@pytest.fixture(scope="module")
def drawn() -> Outlines:
    return boundaries()


@pytest.fixture(scope="module", params=list(ODD), ids=list(ODD))
def found(request: pytest.FixtureRequest, held: Store, drawn: Outlines) -> Diagnosis:
    return diagnose_from(held, request.param, drawn=drawn).diagnosis


def constraints(found: Diagnosis) -> Constraints:
    assert found.drivers.constraints is not None
    return found.drivers.constraints


def test_every_part_is_there_or_said_to_be_missing(found: Diagnosis) -> None:
    said = " ".join(notes_of(found)) + " ".join(headline(found))
    sectors = found.sectors
    missing = (
        ("Concentration by jobs", sectors.quotients),
        ("Mix against within", sectors.mix),
        ("Convergence", sectors.convergence),
    )
    assert [name for name, part in missing if part is None and name not in said] == []
    unscored = found.drivers.scorecard.table.filter(pl.col("value").is_null())
    assert all(unscored["missing"])


def test_no_sentence_holds_a_number_that_is_none(found: Diagnosis) -> None:
    said = [*notes_of(found), *headline(found), *(f.sentence for f in found.figures)]
    assert [s for s in said if any(w in s.split() for w in ("nan", "None", "inf", "nan%"))] == []


def test_the_gap_shared_out_is_the_gap_that_the_accounts_publish(
    found: Diagnosis, held: Store
) -> None:
    from growthplan.accounts import gap

    shared = constraints(found).table.filter(pl.col("part") == "gap")["log_points"][0]
    statistics = held.statistics(("gva_per_hour",))
    code = {"E08000038": "E08000016"}.get(found.place.code, found.place.code)
    own = gap(statistics, code).sort("year").row(-1, named=True)
    assert shared == pytest.approx(own["gap_log_points"], abs=1e-9)


def test_what_goes_with_the_gap_adds_up_to_it(found: Diagnosis) -> None:
    table = constraints(found).table
    points = dict(table.select("part", "log_points").iter_rows())
    groups = table.filter(pl.col("kind") == "drivers")["log_points"].sum()
    assert groups == pytest.approx(points["predicted"], abs=1e-9)
    assert points["predicted"] + points["residual"] == pytest.approx(points["gap"], abs=1e-9)


def test_no_constraint_is_named_of_which_most_is_unknown(found: Diagnosis) -> None:
    table = constraints(found).table
    named = table.filter(pl.col("part").is_in(list(constraints(found).binding)))
    assert (named["known"] >= 0.5).all()


def test_an_ended_authority_names_what_took_over(held: Store, drawn: Outlines) -> None:
    notes = notes_of(diagnose_from(held, "E07000026", drawn=drawn).diagnosis)
    assert notes[0].startswith("The area Allerdale (E07000026) was in use until 2022; Cumberland")
    assert "E06000063" in notes[0]


def test_a_nation_against_itself_is_set_against_the_united_kingdom(
    held: Store, drawn: Outlines
) -> None:
    found = diagnose_from(held, "England", drawn=drawn).diagnosis
    assert found.comparator.code == "K02000001"
    assert any("not compared with itself" in note for note in notes_of(found))
    gap = constraints(found).table.filter(pl.col("part") == "gap")["log_points"][0]
    assert 0 < gap < 3


def test_every_unknown_name_is_said_at_once(held: Store) -> None:
    with pytest.raises(GrowthplanError) as caught:
        diagnose_from(held, "Liverpol", "Englnd", ["Leedz", "Leeds"])
    assert [fault.message for fault in caught.value.faults] == [
        "No place is called 'Liverpol'.",
        "No place is called 'Englnd'.",
        "No place is called 'Leedz'.",
    ]
