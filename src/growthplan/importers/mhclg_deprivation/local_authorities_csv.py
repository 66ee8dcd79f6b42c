"""Indices of deprivation summarised by local authority: CSV with a row for each authority and
domain, in the layouts of 2019 and 2025."""

from __future__ import annotations

import polars as pl

from growthplan.importers.cells import finish, long_table, with_places, with_values
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.mhclg_deprivation.editions import PUBLISHER, STATUS
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import OGL3, Direction, Gazetteer, Indicator

LAYOUT = "mhclg_deprivation_local_authorities"
SHARE, SCORE = "proportion_bottom_decile", "average_score"
HEADINGS = {
    "lad19cd": ("lad19cd", "lad19nm", "year"),
    "area_code": ("area_code", "area_name", "deprivation_data_year"),
}
"""By the first heading: the columns of code, name and year."""

AUTHORITIES = {"2019": 317, "2025": 296}
"""Local authority districts of England in each edition."""

OVERALL = "overall"
DOMAINS = {
    "Index of Multiple Deprivation": OVERALL,
    "Income": "income",
    "Employment": "employment",
    "Education, Skills and Training": "education",
    "Health and Disability": "health",
    "Crime": "crime",
    "Barriers to Housing and Services": "housing",
    "Living Environment": "environment",
    "Income Deprivation Affecting Children": "income_children",
    "Income Deprivation Affecting Older People": "income_older_people",
}
"""Each domain and index under its name of 2019."""

_RENAMED = {
    "Income Deprivation": "Income",
    "Employment Deprivation": "Employment",
    "Health Deprivation and Disability": "Health and Disability",
    "Education, Skills and Training Deprivation": "Education, Skills and Training",
    "Living Environment Deprivation": "Living Environment",
}
"""Names of 2025 that differ from those of 2019."""


def share_of(domain: str) -> Indicator:
    """The share of an authority's neighbourhoods in England's most deprived tenth."""
    name = next(name for name, short in DOMAINS.items() if short == domain)
    suffix = "" if domain == OVERALL else f"_{domain}"
    what = "" if domain == OVERALL else f": {name}"
    return Indicator(
        id=f"most_deprived_neighbourhoods{suffix}",
        title=f"Neighbourhoods in the most deprived tenth of England{what}",
        unit="share",
        direction=Direction.DOWN,
        definition="Share of the area's neighbourhoods (LSOAs) that rank in the most deprived "
        f"tenth of England, Indices of Deprivation, {name}. Editions rank other neighbourhoods "
        "and do not measure change.",
        status=STATUS,
    )


AVERAGE_SCORE = Indicator(
    id="deprivation_average_score",
    title="Index of Multiple Deprivation, average score",
    unit="index",
    direction=Direction.DOWN,
    definition="Average score of the area's neighbourhoods (LSOAs) weighted by population, "
    "Indices of Deprivation. Higher is more deprived.",
    status=STATUS,
)


def recognises(file: OpenFile) -> bool:
    names = file.header.replace('"', "").split(",") if file.kind == "csv" else []
    return bool(names) and names[0] in HEADINGS and {"index_domain", SHARE} <= set(names)


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read the share of neighbourhoods in the worst tenth by domain, and the average score.

    Raises GrowthplanError when a heading or a domain is missing, when an authority is missing or
    there twice, and for a share outside 0 to 1.
    """
    rows = file.csv()
    code, name, year = HEADINGS[rows.columns[1]]
    missing = [c for c in (code, name, year, SHARE, SCORE) if c not in rows.columns]
    if missing:
        raise stop(file, f"no column is headed {', '.join(missing)}")
    domain = pl.col("index_domain").str.strip_chars().replace(_RENAMED)
    rows = rows.with_columns(domain=domain.replace_strict(DOMAINS, default=None))
    edition = _check_complete(file, rows, code, year)
    share = {SHARE: (rows.columns.index(SHARE), edition)}
    cells = with_values(
        long_table(rows, ids={"code": code, "name": name, "domain": "domain"}, values=share), file
    )
    score = with_values(
        long_table(
            rows.filter(pl.col("domain") == OVERALL),
            ids={"code": code, "name": name, "domain": "domain"},
            values={SCORE: (rows.columns.index(SCORE), edition)},
        ),
        file,
    )
    wrong = cells.filter(~pl.col("value").is_between(0, 1))
    if wrong.height:
        raise stop(
            file,
            f"a share of {wrong['value'][0]:g} is not between 0 and 1",
            f"line {wrong['row'][0]}",
        )
    shares = {domain: share_of(domain) for domain in DOMAINS.values()}
    ids = {domain: indicator.id for domain, indicator in shares.items()}
    both = pl.concat(
        [
            cells.with_columns(indicator=pl.col("domain").replace_strict(ids)),
            score.with_columns(indicator=pl.lit(AVERAGE_SCORE.id)),
        ]
    )
    placed, unknown = with_places(both.drop("domain"), gazetteer, file)
    indicators = (*shares.values(), AVERAGE_SCORE)
    title = f"English indices of deprivation {edition}: summaries by local authority"
    return Parsed(
        layout=LAYOUT,
        dataset=f"indices-of-deprivation-{edition}-local-authorities",
        title=title,
        publisher=PUBLISHER,
        family="indices-of-deprivation",
        observations=finish(placed),
        series=pl.DataFrame(
            [(i.id, i.unit, i.price_basis, title) for i in indicators], schema=LABELS, orient="row"
        ),
        indicators=indicators,
        status=STATUS,
        licence=OGL3,
        unknown_places=unknown,
    )


def _check_complete(file: OpenFile, rows: pl.DataFrame, code: str, year: str) -> str:
    """The edition, when every authority has every domain once."""
    editions = rows[year].unique().to_list()
    if len(editions) != 1 or editions[0] not in AUTHORITIES:
        raise stop(file, f"its year is {editions}; known here are {', '.join(AUTHORITIES)}")
    edition = str(editions[0])
    strange = rows.filter(pl.col("domain").is_null())
    if strange.height:
        raise stop(
            file,
            f"'{strange['index_domain'][0]}' is no domain of the Indices",
            f"line {strange['row'][0]}",
        )
    twice = rows.filter(pl.struct(code, "domain").is_duplicated())
    if twice.height:
        raise stop(file, f"{twice[code][0]} is there twice", f"line {twice['row'][1]}")
    counts = dict(rows.group_by("domain").len().iter_rows())
    for domain in DOMAINS.values():
        if counts.get(domain, 0) != AUTHORITIES[edition]:
            raise stop(
                file,
                f"domain {domain} has {counts.get(domain, 0)} local authorities; the edition of "
                f"{edition} has {AUTHORITIES[edition]}",
                fix="Download it again.",
            )
    return edition


LAYOUTS = (
    Layout(LAYOUT, "Indices of deprivation, summaries by local authority: CSV", recognises, read),
)
