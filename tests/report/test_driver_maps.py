"""Maps of leading drivers: which lead, what each says, and what is missing on it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from map_samples import square_country

from growthplan.drivers import EVIDENCE, Scorecard
from growthplan.drivers.scorecard import SCORECARD_COLUMNS
from growthplan.report import Prose
from growthplan.report.diagnosis import BY_AUTHORITY, DriverDiagnosis
from growthplan.report.maps import Outlines, outlines
from growthplan.report.model import Map
from growthplan.report.pages.authorities import View
from growthplan.report.pages.driver_maps import driver_maps, leading
from growthplan.report.pages.drivers import drivers_page
from growthplan.vocabulary import Place, PlaceKind

REGION = Place(code="E47000099", name="Ab", kind=PlaceKind.CITY_REGION)
ENGLAND = Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY)
NAMES = ("Aldham", "Bexton", "Carrow", "Denby")
OWN = tuple(
    Place(code=f"E0800000{n}", name=name, kind=PlaceKind.LOCAL_AUTHORITY)
    for n, name in enumerate(NAMES, 1)
)
VIEW = View(OWN, True, "Ab")


@pytest.fixture(scope="module")
def country() -> Outlines:
    return outlines(square_country())


def line(indicator: str, driver: str, half: float | None, **more: Any) -> dict[str, Any]:
    """An indicator 4 behind, with that half width of its interval."""
    interval = {} if half is None else {"difference_low": -4.0 - half, "difference_high": half - 4}
    return {
        **dict.fromkeys(SCORECARD_COLUMNS),
        "driver": driver,
        "indicator": indicator,
        "title": indicator.title(),
        "unit": "%",
        "period": "2023",
        "comparator_period": "2023",
        "value": 6.0,
        "comparator_value": 10.0,
        "difference": -4.0,
        "verdict": "behind",
        **interval,
        **more,
    }


def diagnosis(*lines: dict[str, Any], values: dict[str, list[float | None]]) -> DriverDiagnosis:
    rows = [
        (indicator, place.code, "2023", value, "ons@2024-01-01")
        for indicator, held in values.items()
        for place, value in zip(OWN, held, strict=True)
        if value is not None
    ]
    card = Scorecard(
        REGION,
        ENGLAND,
        (),
        pl.DataFrame(list(lines), schema=dict(SCORECARD_COLUMNS), orient="row"),
        pl.DataFrame(),
        pl.DataFrame({"driver": [], "title": [], "finding": []}),
        (),
        (),
    )
    evidence = pl.DataFrame(schema=dict(EVIDENCE.columns))
    held = pl.DataFrame(rows, schema=dict(BY_AUTHORITY), orient="row")
    return DriverDiagnosis(card, None, None, evidence, (), (), {}, held)


def maps_of(found: DriverDiagnosis, country: Outlines, view: View | None = VIEW) -> list[Map]:
    return [block for block in driver_maps(found, view, country, {}) if isinstance(block, Map)]


def test_the_clearest_gap_of_each_driver_leads_and_only_gaps_do() -> None:
    found = diagnosis(
        line("courses", "skills", 2.0),
        line("degrees", "skills", 0.5),
        line("rail", "transport", 1.0),
        line("homes", "housing", None),
        line("fibre", "digital", 0.1, verdict="ahead"),
        values={},
    )
    assert [row["indicator"] for row in leading(found)] == ["degrees", "rail", "homes"]


def test_a_map_says_its_range_and_has_every_value_beside_it(country: Outlines) -> None:
    found = diagnosis(line("degrees", "skills", 1.0), values={"degrees": [3.0, 9.0, 5.0, 7.0]})
    (one,) = maps_of(found, country)
    assert one.title == "Degrees: from 3.0% in Aldham to 9.0% in Bexton"
    assert one.data.rows == (
        ("Bexton", 9.0, -1.0),
        ("Denby", 7.0, -3.0),
        ("Carrow", 5.0, -5.0),
        ("Aldham", 3.0, -7.0),
    )
    assert one.data.columns[2].title == "Less England (percentage points)"
    assert one.beside is not None
    assert "Bexton 9.0%; Denby 7.0%" in one.beside.drawing.alt
    assert one.drawing.reachable
    assert all(" to " in key.words for key in one.drawing.legend)


def test_an_authority_without_a_figure_is_hatched_named_and_last(country: Outlines) -> None:
    found = diagnosis(line("degrees", "skills", 1.0), values={"degrees": [3.0, None, 5.0, 7.0]})
    (one,) = maps_of(found, country)
    shapes = {shape.name: shape for shape in one.drawing.sheet.shapes}
    assert shapes["Bexton"].fill is None
    assert one.data.rows[-1] == ("Bexton", None, None)
    assert "Hatched, as no figure of 2023 is published: Bexton." in one.notes
    assert any(key.hatched for key in one.drawing.legend)


def test_a_comparator_of_another_period_is_not_drawn(country: Outlines) -> None:
    found = diagnosis(
        line("degrees", "skills", 1.0, comparator_period="2021"),
        values={"degrees": [3.0, 9.0, 5.0, 7.0]},
    )
    (one,) = maps_of(found, country)
    assert {row[2] for row in one.data.rows} == {None}
    assert one.beside is not None
    assert "England" not in str(one.beside.drawing.wide)


def test_no_map_of_one_authority_or_without_boundaries_or_authorities(country: Outlines) -> None:
    lone = diagnosis(line("degrees", "skills", 1.0), values={"degrees": [3.0, None, None, None]})
    assert driver_maps(lone, VIEW, country, {}) == ()
    full = diagnosis(line("degrees", "skills", 1.0), values={"degrees": [3.0, 9.0, 5.0, 7.0]})
    assert driver_maps(full, None, country, {}) == ()
    page, _ = drivers_page(full, {}, VIEW, None)
    assert "maps" not in {section.id for section in page.sections}


def test_the_page_has_at_most_four_maps_and_says_how_they_were_chosen(country: Outlines) -> None:
    lines = [line(f"rate{n}", f"driver{n}", 1.0 + n) for n in range(6)]
    values: dict[str, list[float | None]] = {f"rate{n}": [1.0, 2.0, 3.0, 4.0] for n in range(6)}
    page, _ = drivers_page(diagnosis(*lines, values=values), {}, VIEW, country)
    section = next(s for s in page.sections if s.id == "maps")
    assert isinstance(section.blocks[0], Prose)
    assert [b.id for b in section.blocks[1:]] == [f"map-rate{n}" for n in range(4)]  # type: ignore[union-attr]


@given(st.permutations([0.5, 1.0, 2.0, 4.0]))
def test_order_of_the_registry_does_not_change_which_leads(halves: list[float]) -> None:
    found = diagnosis(*(line(f"r{h}", "skills", h) for h in halves), values={})
    assert [row["indicator"] for row in leading(found)] == ["r0.5"]
