"""Population of local authorities from Nomis."""

from __future__ import annotations

import csv
from datetime import date

import polars as pl
import pytest
from population_files import FILES, NOMIS

from growthplan.importers import WorkbookReader, open_file
from growthplan.importers.ons_population import nomis_csv
from growthplan.vocabulary import GrowthplanError


@pytest.fixture
def rewritten(tmp_path):
    def write(change):
        path = tmp_path / NOMIS
        path.write_text(change((FILES / NOMIS).read_text(encoding="utf-8")), encoding="utf-8")
        return path

    return write


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


def test_published_figures_and_their_lines(parse):
    """Every figure against the file read by the standard library."""
    with (FILES / NOMIS).open(encoding="utf-8", newline="") as stream:
        lines = stream.read().split("\n")
    observations = parse(NOMIS).observations
    assert observations.height == 10 * 32
    for row in observations.iter_rows(named=True):
        record = next(csv.reader([lines[row["row"] - 1]]))
        assert record[1] == row["place"]
        cell = record[row["column"] - 1]
        assert cell == ("-" if row["value"] is None else f"{row['value']:.0f}")


def test_liverpool_in_2022_and_the_known_sum_of_the_city_region(parse):
    """Known figure 20 rests on the same estimates: the six add up to 1,552,288 in 2021."""
    region = ["E06000006", *(f"E080000{n}" for n in range(11, 16))]
    found = parse(NOMIS).observations.filter(
        pl.col("place").is_in(region) & (pl.col("period") == "2021")
    )
    assert found["value"].sum() == 1_552_288


def test_trap_13_estimates_not_yet_made_have_a_status(parse):
    """Scotland and Northern Ireland have no mid-2022 figure here: a dash."""
    found = parse(NOMIS).observations.filter(pl.col("value").is_null())
    assert set(found["status"]) == {"not available"}
    assert found.filter(pl.col("period") == "2022")["place"].to_list() == [
        "S12000033",
        "N09000010",
        "N09000011",
    ]


def test_the_download_day_is_taken_and_said_to_be_one(parse):
    parsed = parse(NOMIS)
    assert parsed.released == date(2024, 6, 5)
    assert any("downloaded on 5 June 2024" in note for note in parsed.notes)
    assert any("not yet available" in note for note in parsed.notes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('"Total"', '"Male"'), "say gender 'male', not 'total'"),
        (lambda text: text.replace('"All Ages"', '"Aged 16"'), "say age 'aged 16'"),
        (lambda text: text.replace('"Age        :","All Ages"', ""), "say age 'nothing'"),
        (lambda text: text[: text.index('"-","These')], "it was cut short"),
        (lambda text: text[: text.index("E08000012") + 40], "cut short"),
        (lambda text: text.replace('"W06000001"', '"E06000099"'), "authorities of Wales"),
        (lambda text: text.replace('"mnemonic"', '"code"'), "no line of headings"),
        (lambda text: text.replace('"2001",', '"2001 r",'), "'2001 r' is not expected"),
        (lambda text: text.replace("5 June 2024", "55 June 2024"), "is not a date"),
        (lambda text: text.replace('"E08000013"', '"E08000012"'), "are both E08000012"),
    ],
)
def test_faults_stop_with_what_was_found(parse, rewritten, change, said):
    assert said in stops(parse, rewritten(change))


def test_text_in_a_figures_cell_is_named_with_its_line(parse, rewritten):
    text = (FILES / NOMIS).read_text(encoding="utf-8")
    line = next(i for i, li in enumerate(text.split("\n"), start=1) if "E08000012" in li)
    old = text.split("\n")[line - 1].rsplit(",", 1)[1]
    said = stops(parse, rewritten(lambda t: t.replace(f",{old}\n", ",many\n")))
    assert f"{NOMIS}:{line}: line {line}, column 34: 'many' is neither" in said


def test_windows_line_ends_read_the_same(parse, tmp_path):
    path = tmp_path / NOMIS
    path.write_bytes((FILES / NOMIS).read_bytes().replace(b"\n", b"\r\n"))
    assert parse(path).observations.equals(parse(NOMIS).observations)


def test_another_title_is_another_layout(rewritten):
    path = rewritten(lambda text: text.replace("Population estimates", "Population projections"))
    file = open_file(path, WorkbookReader())
    assert not any(layout.recognises(file) for layout in nomis_csv.LAYOUTS)
