"""A place measured whole: every figure with its sentence and its cells, and notes, not errors."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest

from growthplan.accounts import BASES, Measurement, column_letters, figure_id, measure
from growthplan.vocabulary import Figure, GrowthplanError, Statistics

LCR = "E47000004"
TABLES = {
    "levels",
    "growth",
    "gva_routes",
    "gap",
    "gap_by_edition",
    "identity",
    "contributions",
    "change_contributions",
    "catch_up",
    "switches",
    "noise",
}


@pytest.fixture(scope="module")
def lcr(ons: Statistics) -> Measurement:
    return measure(ons, "Liverpool City Region")


def test_the_gap_of_2022_explains_itself(lcr: Measurement) -> None:
    figure = lcr.figure("gva_per_hour_gap_pct/E47000004/2022")
    assert figure.display == "−12.1%"
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < figure.value < figure.high  # type: ignore[operator]
    assert figure.sentence.startswith(
        "GVA per hour worked in Liverpool City Region was 12.1% below England in 2022"
    )
    assert "June 2025 edition" in figure.sentence
    place, comparator = figure.lineage.inputs
    assert place.value == pytest.approx(36.487, abs=1e-3)
    assert place.source == "ons-sp-csv@2025-06-19"
    assert place.file == "gva-per-hour_data-to-2023.csv"
    assert re.fullmatch(r"line \d+, column 7", place.cell or "")
    assert comparator.value == 41.5
    assert "Official statistics in development." in figure.caveats
    assert any("prints no range" in text for text in figure.caveats)


def test_the_gap_as_june_2024_had_it_leads_back_to_workbook_cells(lcr: Measurement) -> None:
    england = lcr.figure("gva_per_hour_gap_pct/E47000004/2022/edition-2024-06")
    assert england.display == "−12.2%"
    assert england.lineage.inputs[0].cell == "A3!U10"
    assert england.lineage.inputs[0].value == 35.4
    assert any("newest year" in text for text in england.caveats)
    uk = lcr.figure("gva_per_hour_gap_pct/E47000004/2022/vs-K99000002/edition-2024-06")
    assert uk.display == "−10.8%"


def test_the_edition_of_june_2023_names_the_area_that_stands_in(lcr: Measurement) -> None:
    figure = lcr.figure("gva_per_hour_gap_pct/E47000004/2021/edition-2023-06")
    assert figure.lineage.inputs[0].cell == "A3!U39"
    assert "Published for TLD7, an area with the same boundary." in figure.caveats


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("gva_per_hour/E47000004/2023", "£37.3"),
        ("gva_per_hour/E92000001/2023", "£42.4"),
        ("gva_per_hour_unsmoothed/E47000004/2023", "£40.0"),
        ("gva_per_hour_volume/E47000004/2023", "103.0"),
        ("gva_per_hour_index/E47000004/2023", "88.1"),
        ("gva_per_hour_gap_gbp/E47000004/2023", "−£5.1"),
        ("gva_per_job/E47000004/2023", "£57,573"),
        ("gva_per_head/E47000004/2022", "£25,199"),
        ("gva/E47000004/2022", "£39.6bn"),
        ("jobs/E47000004/2023", "703,600"),
        ("gva_per_hour_growth/E47000004/2004-2023", "2.4% a year"),
    ],
)
def test_published_figures_as_a_reader_sees_them(lcr: Measurement, id_: str, shown: str) -> None:
    assert lcr.figure(id_).display == shown


def test_number_and_sentence_agree(lcr: Measurement) -> None:
    for figure in lcr.figures:
        if figure.id.startswith("gva_per_hour/") or figure.unit == "log points":
            assert figure.display in figure.sentence, figure.id


def test_every_table_is_made_and_ids_never_repeat(lcr: Measurement) -> None:
    assert set(lcr.tables) == TABLES
    ids = [figure.id for figure in lcr.figures]
    assert len(ids) == len(set(ids))
    assert all(figure.sentence.endswith(".") for figure in lcr.figures)


def test_every_figure_leads_back_to_a_cell_or_to_a_figure_that_exists(lcr: Measurement) -> None:
    ids = {figure.id for figure in lcr.figures}
    for figure in lcr.figures:
        assert figure.lineage.inputs, figure.id
        for one in figure.lineage.inputs:
            assert (one.cell and one.file and one.source) or one.figure in ids, (figure.id, one)


@pytest.mark.parametrize(
    "place", ["E47000004", "E08000013", "E12000002", "S12000036", "N09000003", "K02000001"]
)
def test_sentences_and_notes_read_as_sentences(ons: Statistics, place: str) -> None:
    found = measure(ons, place)
    for text in [*(figure.sentence for figure in found.figures), *found.notes, *found.methods]:
        assert re.match(r"[A-Z0-9£]", text), text
        assert text.endswith("."), text
        assert not re.search(r"  |\.\.|`| for North West| in City of", text), text


def test_what_is_not_published_is_noted_once_a_place(ons: Statistics) -> None:
    notes = [note for note in measure(ons, "N09000003").notes if "No edition" not in note]
    assert len([note for note in notes if "Belfast" in note and "ot published" in note]) == 1
    assert not any("data list" in note for note in notes)


def test_volume_levels_carry_base_year_and_warning(lcr: Measurement) -> None:
    figure = lcr.figure("gva_per_hour_volume/E47000004/2023")
    assert "chained volume, 2022=100" in figure.sentence
    assert any("not one place with another" in text for text in figure.caveats)


def test_parts_of_the_gap_add_up(lcr: Measurement) -> None:
    def points(year: int, *parts: str) -> list[float]:
        found = [lcr.figure(figure_id("gap_contribution", LCR, year, part)) for part in parts]
        return [float(figure.value or 0) for figure in found]

    members = [code for code in lcr.tables["contributions"]["part"] if code != "total"]
    assert sum(points(2023, *members)) == pytest.approx(*points(2023, "total"), abs=1e-9)
    factors = ("gva_per_hour", "hours_per_job", "jobs_per_working_age", "working_age_share")
    whole = points(2022, "gva_per_head")
    assert sum(points(2022, *factors)) == pytest.approx(*whole, abs=1e-9)


def test_range_is_wider_at_the_newest_year(lcr: Measurement) -> None:
    rows = lcr.tables["gap"].filter(
        (pl.col("measure") == "gva_per_hour") & (pl.col("comparator") == "E92000001")
    )
    width = dict(zip(rows["year"], rows["high"] - rows["low"], strict=True))
    assert width[2023] > width[2022] > width[2021] > width[2010]


def test_six_city_regions_are_too_few_for_a_range_per_job(lcr: Measurement) -> None:
    assert any(text.startswith("Range of the gap in GVA per filled job") for text in lcr.notes)
    assert lcr.figure("gva_per_job_gap_pct/E47000004/2023").low is None


def test_the_gap_per_job_has_a_range_where_revisions_can_be_seen(
    small: Callable[..., Statistics],
) -> None:
    def edition(last: int, revised: float) -> dict[tuple[str, str], dict[int, float]]:
        years = range(2010, last + 1)
        table = {
            ("gva_per_job", f"E080000{n:02}"): {
                year: 50_000.0 * (1 + revised * n * (year / 2021) ** 200) for year in years
            }
            for n in range(1, 11)
        }
        for place in ("E92000001", "E08000001"):
            table["gva_per_hour", place] = dict.fromkeys(years, 40.0)
        return table | {("gva_per_job", "E92000001"): dict.fromkeys(years, 60_000.0)}

    found = measure(
        small({"2024-06": edition(2022, 0.001), "2025-06": edition(2023, 0.0)}), "E08000001"
    )
    newest = found.figure("gva_per_job_gap_pct/E08000001/2023")
    assert newest.low is not None
    assert newest.high is not None
    assert newest.low < newest.value < newest.high  # type: ignore[operator]
    assert "over 10 local authorities" in newest.lineage.assumptions[0]


def test_years_restrict_the_tables(ons: Statistics) -> None:
    found = measure(ons, LCR, years=range(2020, 2023))
    for name in ("levels", "growth", "gap", "gap_by_edition"):
        assert set(found.tables[name]["year"].unique()) <= {2020, 2021, 2022}, name


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(
    "place",
    [
        *("E47000004", "TLD7", "TLD72", "E06000006", "E12000002", "E92000001"),
        *("K02000001", "K99000002", "N09000003", "E47000001", "S12000036"),
    ],
)
def test_any_place_on_any_basis_gives_figures_or_notes(
    ons: Statistics, place: str, basis: str
) -> None:
    found = measure(ons, place, basis=basis)  # type: ignore[arg-type]
    assert found.notes or set(found.tables) >= TABLES
    for figure in found.figures:
        assert isinstance(figure, Figure)
        assert "nan" not in figure.display
    if place == "N09000003":
        assert any("no member authorities" in note for note in found.notes)


def test_england_is_compared_with_the_uk(ons: Statistics) -> None:
    found = measure(ons, "England")
    assert found.comparator.code == "K99000002"
    assert any("not compared with itself" in note for note in found.notes)


def test_a_comparator_without_figures_is_refused(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match=r"City of Edinburgh.*Compare with England"):
        measure(ons, LCR, "City of Edinburgh")


def test_an_unknown_place_is_refused_with_the_nearest(ons: Statistics) -> None:
    with pytest.raises(GrowthplanError, match="Liverpool City Region"):
        measure(ons, "Liverpol City Region")


def test_the_same_statistics_in_another_order_measure_the_same(
    ons: Statistics, lcr: Measurement
) -> None:
    from dataclasses import replace

    shuffled = replace(ons, observations=ons.observations.sample(fraction=1, shuffle=True, seed=7))
    again = measure(shuffled, LCR)
    assert again.figures == lcr.figures
    assert again.notes == lcr.notes


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_a_spreadsheets_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
