"""Pages of a diagnosis: what they say follows from the numbers; every part has an empty state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from growthplan.clusters import Clusters
from growthplan.drivers import EVIDENCE, Constraints, Scorecard
from growthplan.drivers.scorecard import SCORECARD_COLUMNS
from growthplan.report import Note, Page, Prose, Table, plain
from growthplan.report.diagnosis import (
    ClusterDiagnosis,
    Diagnosis,
    DriverDiagnosis,
    SectorDiagnosis,
)
from growthplan.report.pages.cluster_tables import section
from growthplan.report.pages.clusters import clusters_page
from growthplan.report.pages.drivers import drivers_page
from growthplan.report.pages.scorecard import short_scorecard, tally
from growthplan.report.pages.sectors import sectors_page
from growthplan.report.pages.why import why_section
from growthplan.vocabulary import Figure, Lineage, Place, PlaceKind

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


def _constraints(*rows: tuple[str, str, float | None, str]) -> Constraints:
    """Groups (part, verdict, log points) and the gap that they are part of."""
    table = pl.DataFrame(
        [
            {
                "part": part, "title": title, "drivers": part, "kind": "drivers",
                "known": 0.0 if points is None else 1.0, "log_points": points,
                "low": points, "high": points, "top_three": 0.9, "verdict": verdict,
                "evidence_grade": "SMS 4", "evidence": "", "over_time": "", "r2_share": 0.1,
            }
            for part, title, points, verdict in rows
        ],
        infer_schema_length=None,
    ).with_columns(pl.col("log_points", "low", "high").cast(pl.Float64))  # fmt: skip
    gap = table.head(1).with_columns(
        part=pl.lit("gap"),
        title=pl.lit("Gap"),
        kind=pl.lit("gap"),
        log_points=pl.lit(-9.0),
        verdict=pl.lit(""),
    )
    figure = Figure(
        id="gap_contribution/E08000001/2023/drivers-skills", value=-4.0, display="−4.0 log points",
        unit="log points", low=-6.0, high=-1.0, place="E08000001", period="2023",
        sentence="Skills: an association.", lineage=Lineage(formula="made"),
    )  # fmt: skip
    fit = pl.DataFrame({"model": ["ridge"], "sample": ["all"], "places": [300],
                        "indicators": [9], "r2": [0.5], "r2_regions": [0.4],
                        "chance": [0.005]})  # fmt: skip
    return Constraints(HERE.code, ENGLAND.code, pl.concat([table, gap]), pl.DataFrame(), fit,
                       (figure,), ())  # fmt: skip


def _why(constraints: Constraints | None, *notes: str) -> str:
    drivers = replace(_drivers(*THREE), constraints=constraints)
    nothing = Clusters(HERE, {}, (), (), ())
    sectors = SectorDiagnosis((), None, None, None, None, None, None, None, None, {}, (), ())
    found = Diagnosis(HERE, ENGLAND, drivers, sectors, ClusterDiagnosis(nothing, "", (), {}), notes)
    (prose,) = why_section(found).blocks
    assert isinstance(prose, Prose)
    known = {f.id: f for f in constraints.figures} if constraints else {}
    return " ".join(plain(text, known) for text in prose.paragraphs)


def test_the_overview_says_what_goes_with_the_gap_as_an_association() -> None:
    said = _why(_constraints(("skills", "Skills", -4.0, "goes with lower productivity")))
    assert said == (
        "Over all UK authorities skills goes with the largest part of the gap to England, "
        "−4.0 log points (between −6.0 log points and −1.0 log points, 90%): an association and "
        "not a cause. How each driver stands."
    )


@pytest.mark.parametrize(
    ("verdict", "says"),
    [("cannot tell", "none stands out here"),
     ("no constraint can be told", "none foretells productivity well enough")],
)  # fmt: skip
def test_the_overview_names_no_driver_that_cannot_be_told(verdict: str, says: str) -> None:
    said = _why(_constraints(("skills", "Skills", -4.0, verdict)))
    assert says in said
    assert "largest part" not in said


def test_the_overview_says_what_is_to_be_known_of_the_place_as_asked() -> None:
    said = _why(None, "The area Aldham was in use until 2022.")
    assert said.startswith("The area Aldham was in use until 2022. What goes with a gap")


def test_a_place_without_any_dot_has_a_page_that_says_so() -> None:
    found = replace(_drivers(*THREE), constraints=_constraints(
        ("skills", "Skills", None, "no figure for the place")))  # fmt: skip
    page, _ = drivers_page(found, {}, asked=("It has ended.",))
    asked, missing = page.lead
    assert isinstance(asked, Prose)
    assert plain(asked.paragraphs[0], {}) == "It has ended."
    assert isinstance(missing, Note)
    assert "No picture" in plain(missing.text, {})


def test_industries_published_together_are_named_together() -> None:
    found = ClusterDiagnosis(
        Clusters(HERE, {}, (), (), ()), "", (), {"R": "Arts and recreation", "S": "Other services"}
    )
    assert section(found, "R-S") == "Arts and recreation; other services"
    assert section(found, "R") == "Arts and recreation"
