"""Population by age and sex, mid-2011 and mid-2022."""

from __future__ import annotations

import gzip

import polars as pl
import pytest
from population_files import BY_AGE, FILES

from growthplan.vocabulary import GrowthplanError


@pytest.fixture
def rewritten(tmp_path):
    def write(change):
        text = gzip.decompress((FILES / BY_AGE).read_bytes()).decode("utf-8")
        path = tmp_path / BY_AGE
        path.write_bytes(gzip.compress(change(text).encode("utf-8")))
        return path

    return write


def stops(parse, path):
    with pytest.raises(GrowthplanError) as caught:
        parse(path)
    return str(caught.value)


def value(parsed, indicator, place, year):
    return parsed.observations.filter(
        (pl.col("indicator") == indicator) & (pl.col("place") == place) & (pl.col("period") == year)
    )["value"].item()


def test_published_totals(parse):
    """UK 67,596,281 and England 57,106,398 at mid-2022; UK 63,285,145 at mid-2011."""
    parsed = parse(BY_AGE)
    assert value(parsed, "population", "K02000001", "2022") == 67_596_281
    assert value(parsed, "population", "K02000001", "2011") == 63_285_145
    assert value(parsed, "population", "E92000001", "2022") == 57_106_398


def test_bands_add_up_to_all_ages_everywhere(parse):
    wide = parse(BY_AGE).observations.pivot(
        on="indicator", index=["place", "period"], values="value"
    )
    bands = wide["population_0_15"] + wide["population_16_64"] + wide["population_65_plus"]
    assert (bands == wide["population"]).all()
    assert wide.height == 27 * 2


def test_working_age_is_16_to_64_of_both_sexes(parse):
    """Added by hand from the lines of North West."""
    lines = gzip.decompress((FILES / BY_AGE).read_bytes()).decode("utf-8").splitlines()
    north_west = [li.rsplit(",", 5)[1:] for li in lines if li.startswith("E12000002")]
    expected = sum(int(li[2]) + int(li[4]) for li in north_west if 16 <= int(li[0]) <= 64)
    assert value(parse(BY_AGE), "population_16_64", "E12000002", "2022") == expected


def test_the_line_is_that_of_the_youngest_age(parse):
    lines = gzip.decompress((FILES / BY_AGE).read_bytes()).decode("utf-8").splitlines()
    for row in parse(BY_AGE).observations.iter_rows(named=True):
        youngest = {"population_16_64": "16", "population_65_plus": "65"}
        line = lines[row["row"] - 1]
        assert line.startswith(row["place"] + ",")
        assert line.rsplit(",", 5)[1] == youngest.get(row["indicator"], "0")
        assert f"Mid-{row['period']} population (Female)" == lines[0].split(",")[row["column"] - 1]


def test_no_day_of_publication_is_made_up(parse):
    parsed = parse(BY_AGE)
    assert parsed.released is None
    assert any("does not print its day" in note for note in parsed.notes)


def drop(start):
    """Leave out the lines that begin so."""
    return lambda text: "".join(
        li for li in text.splitlines(keepends=True) if not li.startswith(start)
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (drop("E12000002,NORTH WEST,45,"), "E12000002 has 90 lines and 90 ages"),
        (drop("E12000002"), "areas that it is made of add up to"),
        (drop("K02000001"), "K02000001 missing"),
        (drop("N09000011"), "of N92000002 in 2011"),
        (lambda t: t.replace(",NORTH WEST,45,", ",NORTH WEST,44,"), "91 lines and 90 ages"),
        (lambda t: t.replace(",NORTH WEST,45,", ",NORTH WEST,45,x", 1), "is not a whole number"),
        (lambda t: t.replace("Mid-2022 population (Male)", "Males", 1), "'Males' is not expected"),
        (lambda t: t[: len(t) - 12], "cut short"),
        (lambda t: t + t.splitlines()[-1] + "\n", "92 lines"),
    ],
)
def test_faults_stop_with_what_was_found(parse, rewritten, change, said):
    assert said in stops(parse, rewritten(change))


def test_a_sum_off_by_one_stops(parse, rewritten):
    """Counts are whole people: no rounding can explain a difference."""

    def one_more(text):
        line = next(li for li in text.splitlines() if li.startswith("E12000002,NORTH WEST,30,"))
        head, last = line.rsplit(",", 1)
        return text.replace(line, f"{head},{int(last) + 1}")

    assert "population of E92000001 in 2022" in stops(parse, rewritten(one_more))


def test_rows_in_another_order_read_the_same(parse, rewritten):
    def shuffle(text):
        first, *rest = text.splitlines(keepends=True)
        return first + "".join(sorted(rest, reverse=True))

    def figures(parsed):
        key = ["indicator", "place", "period"]
        return parsed.observations.select(*key, "value").sort(key)

    assert figures(parse(rewritten(shuffle))).equals(figures(parse(BY_AGE)))
