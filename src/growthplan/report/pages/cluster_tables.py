"""Tables of the clusters page."""

from __future__ import annotations

import polars as pl

from growthplan.report.diagnosis import ClusterDiagnosis
from growthplan.report.table import Column, Table
from growthplan.vocabulary import ENGLAND

CENSUS = "Census 2011 workplace counts and centres (ONS), scaled to today’s jobs"
INDICES = "English indices of deprivation (MHCLG), 2019 and 2025"
NEAR_KM = 5.0
_DOMAINS = {
    "overall": "All domains together",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, skills and training",
    "health": "Health and disability",
    "crime": "Crime",
    "housing": "Barriers to housing and services",
    "environment": "Living environment",
}


def density_table(found: ClusterDiagnosis) -> Table:
    """Effective density by group of sectors, of the place and of each authority."""
    rows = found.found.tables["density"]
    columns = (
        Column("name", "Area", kind="text"),
        Column("label", "Group of sectors", kind="text"),
        Column("jobs", "Jobs of the group", decimals=0),
        Column("index", "Effective density", "England = 100", decimals=0),
        Column("index_low", "Low", "over published decays", decimals=0),
        Column("index_high", "High", "over published decays", decimals=0),
        Column("productivity_pct", "Productivity that goes with it", "%", signed=True),
    )
    names = ("name", "label", "jobs", "index", "index_low", "index_high", "productivity_pct")
    return Table(
        "effective-density",
        "Effective density by group of sectors",
        columns,
        tuple(rows.select(names).iter_rows()),
        CENSUS,
        emphasis=frozenset({found.found.place.name}),
    )


def own_density_table(found: ClusterDiagnosis) -> Table:
    """Effective density by group of sectors, of the place alone."""
    whole, name = density_table(found), found.found.place.name
    own = tuple(row[1:] for row in whole.rows if row[0] == name)
    return Table(
        "place-effective-density",
        f"Effective density of {name} by group of sectors",
        whole.columns[1:],
        own,
        CENSUS,
        part_of=whole.id,
    )


def authorities_density_table(found: ClusterDiagnosis) -> Table | None:
    """A row an authority, a column a group of sectors; None for a place of one authority."""
    place = found.found.place
    rows = found.found.tables["density"].filter(~pl.col("place").is_in([place.code, ENGLAND]))
    if rows.is_empty():
        return None
    wide = rows.pivot("group", index=["place", "name"], values="index", aggregate_function="first")
    groups = rows.select("group", "label").unique(maintain_order=True)
    columns = (
        Column("name", "Local authority", kind="text"),
        *(Column(group, label, "England = 100", decimals=0) for group, label in groups.iter_rows()),
    )
    return Table(
        "authorities-effective-density",
        "Effective density by local authority",
        columns,
        tuple(wide.sort("name").select([column.key for column in columns]).iter_rows()),
        CENSUS,
        part_of="effective-density",
    )


def concentration_table(found: ClusterDiagnosis) -> Table:
    """Which industries gather in fewer neighbourhoods than chance would have it."""
    rows = found.found.tables["concentration"]
    columns = (
        Column("industry", "Industry", kind="text"),
        Column("jobs", "Jobs", decimals=0),
        Column("gamma", "Concentration", "0 = as all jobs", decimals=3),
        Column("p", "Chance", "%", decimals=1),
        Column("verdict", "Verdict", kind="verdict"),
    )
    return Table(
        "industry-concentration",
        "Industries that gather, and those that cannot be told from chance",
        columns,
        tuple(
            (section(found, row["industry"]), row["jobs"], row["gamma_large"],
             100 * row["p_large"] if row["p_large"] is not None else None, row["verdict"])
            for row in rows.iter_rows(named=True)
        ),
        CENSUS,
        notes=("Jobs as counted in 2011.",),
    )  # fmt: skip


def gathered_table(found: ClusterDiagnosis) -> Table | None:
    """Groups of neighbouring hot spots."""
    rows = found.found.tables.get("clusters")
    if rows is None or rows.is_empty():
        return None
    columns = (
        Column("industry", "Industry", kind="text"),
        Column("where", "Around", kind="text"),
        Column("jobs", "Jobs", decimals=0),
        Column("share_pct", "Share of the place’s", "%"),
        Column("quotient", "Times its share elsewhere", decimals=1),
        Column("quotient_low", "Low, 90% range", decimals=1),
        Column("quotient_high", "High, 90% range", decimals=1),
    )
    names = ("where", "jobs", "share_pct", "quotient", "quotient_low", "quotient_high")
    return Table(
        "hot-spots",
        "Where industries gather",
        columns,
        tuple(
            (section(found, row["industry"]), *(row[name] for name in names))
            for row in rows.iter_rows(named=True)
        ),
        CENSUS,
    )


def section(found: ClusterDiagnosis, letter: str) -> str:
    """A section of the classification in words, or the two that are published together (`R-S`)."""
    names = [found.sections.get(one, f"section {one}") for one in letter.split("-")]
    said = "; ".join([*names[:1], *(name[0].lower() + name[1:] for name in names[1:])])
    return said[0].upper() + said[1:]


def sites_table(found: ClusterDiagnosis) -> Table | None:
    """Sites with what was announced, who lives near, and what a thousand jobs there add."""
    sites = found.found.tables.get("sites")
    if sites is None or sites.is_empty():
        return None
    near, adds = _near(found), _adds(found)
    columns = (
        Column("name", "Site", kind="text"),
        Column("status", "Status", kind="text"),
        Column("announced", "Announced, gross", "jobs", decimals=0),
        Column("claim", "In the announcer’s terms", kind="text"),
        Column("neighbourhoods", "Neighbourhoods within 5 km", decimals=0),
        Column("deprived", "Of which most deprived tenth", "%", decimals=0),
        Column("density", "Effective density from 1,000 jobs there", "%", decimals=2, signed=True),
        Column("source", "Said by", kind="text"),
    )
    rows = tuple(
        (row["name"], row["status"], row["jobs_announced"], row["claim"],
         *near.get(row["id"], (None, None)), adds.get(row["id"]), row["source"])
        for row in sites.iter_rows(named=True)
    )  # fmt: skip
    return Table(
        "sites",
        "Sites named in public",
        columns,
        rows,
        f"as named in each row; {INDICES}; {CENSUS}",
        notes=(
            "Announced jobs are claims, gross, and are never added to anything.",
            "Effective density is for business services, over the whole place.",
            "Most deprived: on all domains together, 2025.",
        ),
    )


def _near(found: ClusterDiagnosis) -> dict[str, tuple[int, float]]:
    """Neighbourhoods within 5 km of each site, and the share in the most deprived tenth."""
    reach = found.found.tables.get("reach")
    if reach is None:
        return {}
    rows = reach.filter(
        (pl.col("domain") == "overall")
        & (pl.col("edition") == pl.col("edition").max())
        & (pl.col("to_km") <= NEAR_KM)
    )
    sums = rows.group_by("site").agg(pl.col("neighbourhoods").sum(), pl.col("most_deprived").sum())
    return {site: (many, 100 * poor / many) for site, many, poor in sums.iter_rows() if many}


def _adds(found: ClusterDiagnosis) -> dict[str, float]:
    marginal = found.found.tables.get("marginal")
    if marginal is None:
        return {}
    rows = marginal.filter(pl.col("group") == "business_services")
    return dict(rows.select("site", "density_pct").iter_rows())


def deprivation_table(found: ClusterDiagnosis) -> Table | None:
    """Share of neighbourhoods in England's most deprived tenth, by domain and edition."""
    rows = found.found.tables.get("deprivation")
    if rows is None or rows.is_empty():
        return None
    own = rows.filter(pl.col("place") == found.found.place.code)
    wide = own.pivot("edition", index="domain", values=["share_pct", "most_deprived"])
    editions = sorted(own["edition"].unique())
    columns = [Column("domain", "Domain", kind="text")]
    for edition in editions:
        columns.append(Column(f"count_{edition}", f"Neighbourhoods, {edition}", decimals=0))
        columns.append(Column(f"share_{edition}", f"Share, {edition}", "%"))
    made = []
    for row in wide.iter_rows(named=True):
        cells = [_DOMAINS.get(row["domain"], row["domain"])]
        for edition in editions:
            cells += [row.get(f"most_deprived_{edition}"), row.get(f"share_pct_{edition}")]
        made.append(tuple(cells))
    return Table(
        "deprived-neighbourhoods",
        "Neighbourhoods in England’s most deprived tenth",
        tuple(columns),
        tuple(made),
        INDICES,
        notes=("Editions rank against other places and are not a measure of change.",),
        emphasis=frozenset({_DOMAINS["overall"]}),
    )


def domain_name(domain: str) -> str:
    """A domain in words."""
    return _DOMAINS.get(domain, domain)
