"""Pages of a diagnosis: what they say follows from the numbers; every part has an empty state."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from growthplan.clusters import Clusters
from growthplan.drivers import EVIDENCE, Scorecard
from growthplan.drivers.scorecard import SCORECARD_COLUMNS
from growthplan.report import Note, Page, Table, plain
from growthplan.report.diagnosis import ClusterDiagnosis, DriverDiagnosis, SectorDiagnosis
from growthplan.report.pages.clusters import clusters_page
from growthplan.report.pages.drivers import drivers_page
from growthplan.report.pages.scorecard import short_scorecard, tally
from growthplan.report.pages.sectors import sectors_page
from growthplan.vocabulary import Figure, Place, PlaceKind

HERE = Place(code="E08000001", name="Aldham", kind=PlaceKind.LOCAL_AUTHORITY)
ENGLAND = Place(code="E92000001", name="England", kind=PlaceKind.COUNTRY)


def _line(title: str, verdict: str, value: float | None = 5.0, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(SCORECARD_COLUMNS)
    found |= {
        "driver": "skills",
        "indicator": title.lower(),
        "title": title,
        "unit": "%",
        "period": "2023",
        "value": value,
        "verdict": verdict,
        "peers_verdict": "cannot tell",
        "movement": "cannot tell",
        "how": "published for the place" if value is not None else "no figure",
        "missing": "" if value is not None else "Published for Wales only.",
        "source": "ons@2024-01-01",
        "comparator_value": 6.0 if value is not None else None,
        "age_years": 1.0,
    }
    return found | more


def _card(*lines: dict[str, Any]) -> Scorecard:
    table = pl.DataFrame(list(lines), schema=dict(SCORECARD_COLUMNS), orient="row")
    findings = pl.DataFrame(
        {"driver": ["skills"], "title": ["Use of AI"], "finding": ["No survey gives it."]}
    )
    return Scorecard(HERE, ENGLAND, (), table, pl.DataFrame(), findings, (), ("Pay: no figure.",))


def _drivers(*lines: dict[str, Any]) -> DriverDiagnosis:
    return DriverDiagnosis(_card(*lines), None, None, pl.DataFrame(schema=dict(EVIDENCE.columns)),
                           (), ("Peers: none of this kind.",))  # fmt: skip


THREE = (
    _line("A levels", "behind"),
    _line("Degrees", "ahead"),
    _line("Courses", "cannot tell"),
    _line("Welsh", "cannot tell", None),
)


def _said(page: Page, figures: tuple[Figure, ...]) -> list[str]:
    known = {figure.id: figure for figure in figures}
    return [plain(text, known) for text in page.lede]


def test_the_tally_counts_only_indicators_with_a_figure() -> None:
    found = tally(_card(*THREE))
    assert [f.value for f in found.figures] == [1, 1, 1]
    assert found.total == 3
    assert len({f.id for f in found.figures}) == 3


def test_drivers_open_with_a_finding_and_three_sentences() -> None:
    page, figures = drivers_page(_drivers(*THREE), {})
    assert page.title == "Behind England on 1 of 3 indicators of drivers, ahead on 1"
    said = _said(page, figures)
    assert len(said) == 3
    assert said[0] == (
        "Of 3 indicators with a figure, Aldham is ahead of England on 1 and behind on 1; for 1 we "
        "cannot tell."
    )
    assert "cannot be told" in said[1]


def test_a_missing_indicator_stays_in_its_table_and_says_so() -> None:
    page, _ = drivers_page(_drivers(*THREE), {})
    table = next(b for b in page.blocks() if isinstance(b, Table) and b.id == "scorecard-skills")
    rows = {row[0]: row for row in table.rows}
    assert rows["Welsh"][1] == "no figure"
    assert rows["Welsh"][4] == "cannot tell"


def test_what_no_statistic_shows_is_a_finding_of_its_own() -> None:
    page, _ = drivers_page(_drivers(*THREE), {})
    table = next(b for b in page.blocks() if isinstance(b, Table) and "without" in b.id)
    assert table.rows == (("skills", "Use of AI", "No survey gives it."),)


def test_no_peers_and_no_model_are_said_and_not_left_blank() -> None:
    page, _ = drivers_page(_drivers(*THREE), {})
    sections = {section.id: section for section in page.sections}
    for id_ in ("compared-with", "constraints-how"):
        assert isinstance(sections[id_].blocks[0], Note)


def test_a_place_without_any_driver_figure() -> None:
    page, figures = drivers_page(_drivers(_line("Welsh", "cannot tell", None)), {})
    assert page.title == "No driver indicator has a figure for Aldham"
    assert all(f.value == 0 for f in figures)


def test_verdict_columns_are_marked_as_such() -> None:
    table = short_scorecard(_card(*THREE), "aldham")
    kinds = {column.key: column.kind for column in table.columns}
    assert kinds["verdict"] == kinds["movement"] == "verdict"
    assert len(table.rows) == 3, "an authority's page lists what there is a figure of"


def _no_sectors() -> SectorDiagnosis:
    none: dict[str, Any] = dict.fromkeys(
        ("quotients", "levels", "mix", "share_mix", "shift", "convergence", "multipliers",
         "stability")
    )  # fmt: skip
    return SectorDiagnosis(
        (), industries={}, figures=(), notes=("Jobs by industry: not published.",), **none
    )


def test_sectors_without_any_figure_say_why() -> None:
    page = sectors_page(_no_sectors(), HERE, ENGLAND)
    assert page.title == "No figure by industry is published for Aldham"
    assert isinstance(page.lead[0], Note)
    assert len(page.lede) == 3


def test_clusters_without_counts_say_why() -> None:
    found = Clusters(HERE, {}, (), ("Jobs by neighbourhood: there are no counts.",), ())
    page = clusters_page(ClusterDiagnosis(found, "", (HERE.code,), {}), None)
    assert page.title == "No count of jobs by neighbourhood covers Aldham"
    assert isinstance(page.lead[0], Note)
    assert len(page.lede) == 3


@pytest.mark.parametrize("page", ["drivers", "sectors"])
def test_pages_offer_their_files(page: str) -> None:
    made = (
        drivers_page(_drivers(*THREE), {})[0]
        if page == "drivers"
        else sectors_page(_no_sectors(), HERE, ENGLAND)
    )
    assert made.slug == page
    assert made.downloads
