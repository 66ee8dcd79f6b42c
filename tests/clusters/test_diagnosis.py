"""Clusters of a made city region of two towns, checked by hand, and what bad input says."""

from __future__ import annotations

import csv
from importlib import resources

import numpy as np
import polars as pl
import pytest

from growthplan.clusters import (
    Site,
    concentration,
    deprivation,
    diagnose_clusters,
    discoveries,
    ellison_glaeser,
    hot_spots,
    quotient_interval,
    raw_concentration,
    sector_groups,
    statement_readings,
    zones,
)
from growthplan.vocabulary import GrowthplanError

CITY, NORTH, SOUTH = "E47000099", "E08000091", "E08000092"
STATEMENT = "Just under half of all neighbourhoods in the most deprived 10% nationally"
SITE = Site(id="works", name="Works", place=NORTH, latitude=53.401, longitude=-3.0, source="made")


@pytest.fixture(scope="module")
def found(statistics, workplaces, neighbourhoods, groups):
    return diagnose_clusters(
        statistics, CITY, workplaces, neighbourhoods, groups, [SITE], statement=STATEMENT
    )


def test_jobs_are_scaled_to_todays_and_follow_a_merged_authority(statistics, workplaces, groups):
    made = zones(statistics, workplaces, groups)
    totals = dict(made.table.group_by("authority").agg(pl.col("jobs").sum()).iter_rows())
    assert totals == pytest.approx({NORTH: 20_000, SOUTH: 30_000, "E06000094": 9_000})
    assert made.today.year == 2022
    assert made.counted_year == 2011


def test_a_misplaced_zone_is_left_out_and_its_jobs_kept(statistics, workplaces, groups):
    wrong = workplaces.with_columns(
        latitude=pl.when(pl.col("name") == "Northtown 012").then(51.0).otherwise("latitude")
    )
    made = zones(statistics, wrong, groups)
    assert "Northtown 012" not in made.table["name"]
    assert any("Northtown 012" in note and "taken for an error" in note for note in made.notes)
    north = made.table.filter(pl.col("authority") == NORTH)
    assert north["jobs"].sum() == pytest.approx(20_000)


def test_zones_without_a_point_are_named(statistics, workplaces, groups):
    lost = workplaces.with_columns(
        latitude=pl.when(pl.col("name") == "Northtown 003").then(None).otherwise("latitude")
    )
    assert any("Northtown 003" in note for note in zones(statistics, lost, groups).notes)


def test_no_jobs_anywhere_is_a_statement(statistics, workplaces, neighbourhoods, groups):
    none = workplaces.with_columns(jobs=pl.lit(0.0))
    made = diagnose_clusters(statistics, CITY, none, neighbourhoods, groups, [SITE])
    assert any("No zone has both jobs and a centre point" in note for note in made.notes)
    assert "density" not in made.tables
    assert "deprivation" in made.tables


def test_index_of_the_country_is_100_and_ranges_hold_it(found):
    table = found.tables["density"]
    assert table.filter(pl.col("name") == "England")["index"].to_list() == pytest.approx([100, 100])
    assert (table["index_low"] <= table["index"]).all()
    assert (table["index"] <= table["index_high"]).all()
    assert table["own_share"].is_between(0, 1).all()


def test_figures_carry_value_sentence_and_sources(found):
    figure = next(
        f for f in found.figures if f.id == f"effective_density_services_index/{CITY}/2022"
    )
    assert f"was {figure.value:.0f}" in figure.sentence
    assert {i.source for i in figure.lineage.inputs} >= {"ons-workplaces@2013-10-01"}
    assert len({f.id for f in found.figures}) == len(found.figures)


def test_bunched_industry_is_concentrated_and_its_zones_make_one_cluster(found):
    verdicts = dict(found.tables["concentration"].select("industry", "verdict").iter_rows())
    assert verdicts["M"] == "concentrated"
    clusters = found.tables["clusters"].filter(pl.col("industry") == "M")
    assert clusters.height == 1
    assert clusters["jobs"][0] == 4500
    assert set(clusters["where"][0].split(", ")) == {f"Northtown {n:03}" for n in (1, 2, 3)}


def test_statement_holds_for_health_in_2019_only(neighbourhoods, gazetteer):
    """11 of 24 in one town and as many in the other: 22 of 48, 45.8%."""
    made = deprivation(neighbourhoods, gazetteer, CITY)
    readings = statement_readings(made, CITY, STATEMENT)
    own = readings.table.filter((pl.col("place") == CITY) & (pl.col("verdict") == "fits"))
    assert own.select("edition", "domain").rows() == [("2019", "health")]
    assert "22 of 48 neighbourhoods (45.8%) on the health" in readings.figure.sentence
    assert "2025 edition puts it at 12 of 48 (25.0%)" in readings.figure.sentence
    assert "cannot be compared" in readings.figure.sentence


def test_members_sum_to_the_place(found):
    table = found.tables["deprivation"]
    whole = table.filter(pl.col("place") == CITY)
    parts = (
        table.filter(pl.col("place") != CITY)
        .group_by("edition", "domain")
        .agg(pl.col("neighbourhoods").sum().alias("n"), pl.col("most_deprived").sum().alias("m"))
    )
    joined = whole.join(parts, on=["edition", "domain"])
    assert (joined["n"] == joined["neighbourhoods"]).all()
    assert (joined["m"] == joined["most_deprived"]).all()


def test_place_outside_the_indices_is_a_note(neighbourhoods, gazetteer):
    made = deprivation(neighbourhoods, gazetteer, "E06000094")
    assert made.table.is_empty()
    assert made.notes == ("No edition of the indices of deprivation covers Farshire.",)
    assert statement_readings(made, "E06000094", STATEMENT).figure is None


def test_reach_takes_names_from_the_other_edition_and_estimates_residents(found):
    reach = found.tables["reach"].filter(pl.col("domain") == "health")
    counts = {
        edition: rows["neighbourhoods"].to_list()
        for (edition,), rows in reach.sort("from_km").group_by("edition")
    }
    assert counts["2019"] == counts["2025"]
    assert sum(counts["2019"][:2]) == 24  # the site's own town; the other is over 5 km away
    near = reach.filter((pl.col("edition") == "2025") & (pl.col("to_km") <= 5))
    assert near["residents"].sum() == pytest.approx(16_000)


def test_a_job_raises_density_most_where_it_is_near_others(statistics, workplaces, neighbourhoods,
                                                           groups):  # fmt: skip
    far = SITE.model_copy(update={"id": "far", "latitude": 53.0})
    made = diagnose_clusters(statistics, CITY, workplaces, neighbourhoods, groups, [SITE, far])
    rises = dict(
        made.tables["marginal"].filter(pl.col("group") == "services")
        .select("site", "density_pct").iter_rows()
    )  # fmt: skip
    assert rises["works"] > 10 * rises["far"] > 0


def test_concentration_is_three_valued():
    """The same unevenness is beyond chance for small workplaces, not for large ones."""
    every = np.full(50, 1000.0)
    rng = np.random.default_rng(4)
    thrown = rng.multinomial(500, every / every.sum()) * 10.0
    lumpy = rng.multinomial(20, every / every.sum()) * 250.0
    bunched = np.zeros(50)
    bunched[0], bunched[1] = 1000.0, 1000.0
    assert concentration(thrown, every, 1).verdict == "not concentrated"
    assert concentration(lumpy, every * 5, 1).verdict == "cannot tell"
    assert concentration(bunched * 2, every * 3, 1).verdict == "concentrated"


def test_ellison_glaeser_is_nought_on_average_for_workplaces_thrown_at_random():
    rng = np.random.default_rng(5)
    every = rng.uniform(100, 2000, 40)
    throws = rng.multinomial(60, every / every.sum(), size=4000).astype(float)
    indices = [ellison_glaeser(float(raw), 1 / 60) for raw in raw_concentration(throws, every)]
    assert np.mean(indices) == pytest.approx(0, abs=0.001)
    assert ellison_glaeser(1.0, 1 / 60) == pytest.approx(1.0)


def test_no_hot_spot_among_workplaces_thrown_at_random():
    rng = np.random.default_rng(6)
    points = rng.uniform(0, 20_000, (150, 2))
    jobs = np.column_stack([rng.multinomial(9000, np.full(150, 1 / 150)) * 5.0 for _ in range(10)])
    assert set(np.unique(hot_spots(points, jobs).verdict)) <= {"as expected", "cannot tell"}


def test_discoveries_of_benjamini_and_hochberg_example():
    """Benjamini and Hochberg (1995), section 3.2: 15 p-values, four rejected at 0.05."""
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719,
         .6528, .7590, 1.0]  # fmt: skip
    assert discoveries(np.array(p), 0.05).sum() == 4


def test_quotient_interval_holds_the_quotient_and_narrows():
    low, high = quotient_interval(30, 100, 0.2)
    assert low < 1.5 < high
    narrow = quotient_interval(3000, 10_000, 0.2)
    assert low < narrow[0] < 1.5 < narrow[1] < high


@pytest.mark.parametrize(
    ("industry", "everything", "says"),
    [([0, 0], [1, 1], "without jobs"), ([1], [1], "two zones"), ([1, 0], [5, 0], "one zone")],
)
def test_concentration_of_nothing_is_said(industry, everything, says):
    with pytest.raises(GrowthplanError, match=says):
        concentration(industry, everything, 1)


def test_too_few_zones_for_hot_spots_is_said():
    with pytest.raises(GrowthplanError, match="at least 20 zones"):
        hot_spots(np.arange(10.0).reshape(5, 2), np.ones((5, 2)))


def _bundled(name: str) -> list[dict[str, str]]:
    text = (resources.files("growthplan.clusters") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_bundled_groups_are_those_published():
    """Graham, Gibbons and Martin (2009): decays 1.0, 1.6, 1.8, 1.8; elasticities .02, .03, .02,
    .08. Every section of SIC 2007 lies in one group."""
    made = sector_groups(_bundled("sector_groups.csv"))
    assert [g.decay for g in made] == [1.0, 1.6, 1.8, 1.8]
    assert [g.elasticity for g in made] == [0.02, 0.03, 0.02, 0.08]
    assert sorted("".join(g.sections for g in made)) == list("ABCDEFGHIJKLMNOPQRSTU")


def test_no_sites_is_a_note(statistics, workplaces, neighbourhoods, groups):
    made = diagnose_clusters(statistics, CITY, workplaces, neighbourhoods, groups)
    assert any("Sites come from a plan" in note for note in made.notes)


def test_a_place_without_zones_ends_in_notes(statistics, workplaces, neighbourhoods, groups):
    """As Northern Ireland's authorities, which the counts do not cover."""
    elsewhere = workplaces.filter(pl.col("local_authority") != "E06000094")
    made = diagnose_clusters(statistics, "E06000094", elsewhere, neighbourhoods, groups)
    said = " ".join(made.notes)
    assert "Effective density: No workplace zone lies in Farshire" in said
    assert "Concentration: No workplace zone lies in the place" in said
    assert not {"density", "concentration", "hot_spots", "clusters"} & set(made.tables)


def test_a_name_in_one_domain_places_every_domain(statistics, workplaces, neighbourhoods, groups):
    """The published files name a neighbourhood beside its overall rank only."""
    bare = neighbourhoods.with_columns(
        name=pl.when(pl.col("domain") == "overall").then("name").otherwise(pl.lit(""))
    )
    full, spare = (
        diagnose_clusters(statistics, CITY, workplaces, rows, groups, [SITE]).tables["reach"]
        for rows in (neighbourhoods, bare)
    )
    assert full["neighbourhoods"].sum() > 0
    assert spare.equals(full)


def test_a_misplaced_zone_is_named_and_in_nothing_that_is_said_of_its_place(
    statistics, workplaces, neighbourhoods, groups
):
    name = "Northtown 012"
    wrong = workplaces.with_columns(
        latitude=pl.when(pl.col("name") == name).then(51.0).otherwise("latitude")
    )
    made = diagnose_clusters(statistics, CITY, wrong, neighbourhoods, groups, [SITE])
    assert made.tables["misplaced"]["name"].to_list() == [name]
    assert made.notes[0].startswith(f"Of 24 neighbourhoods of {made.place.name} 1 has a centre")
    assert name in made.notes[0]
    others = [t for t in made.tables.values() if "name" in t.columns and "latitude" in t.columns]
    assert len(others) >= 3
    named = [t["name"].to_list().count(name) for t in others]
    assert sum(named) == 1, "in the table of what is left out, and in no other"
    kept = zones(statistics, wrong, groups)
    assert set(kept.workplaces["area"]) == set(kept.table["area"])
    within = made.tables["reach"].filter(pl.col("edition") == "2019")
    assert within.filter(pl.col("domain") == "health")["neighbourhoods"].sum() < 48
    assert any("2 of 48 neighbourhoods of the 2019 edition cannot be placed" in note
               for note in made.notes)  # fmt: skip


def test_nothing_is_said_of_misplaced_zones_elsewhere(
    statistics, workplaces, neighbourhoods, groups
):
    wrong = workplaces.with_columns(
        latitude=pl.when(pl.col("name") == "Farshire 012").then(57.0).otherwise("latitude")
    )
    made = diagnose_clusters(statistics, CITY, wrong, neighbourhoods, groups, [SITE])
    assert "misplaced" not in made.tables
