"""Clusters: effective density, what gathers where, sites, and who lives within reach."""

from __future__ import annotations

import polars as pl

from growthplan.report.charts import DotRow, Reference, dot_plot
from growthplan.report.diagnosis import ClusterDiagnosis
from growthplan.report.maps import Outlines, Spot, point_map
from growthplan.report.model import (
    Block,
    Chart,
    Map,
    Note,
    Page,
    Prose,
    Section,
)
from growthplan.report.pages.authorities import boundaries_note
from growthplan.report.pages.cluster_tables import (
    CENSUS,
    authorities_density_table,
    concentration_table,
    density_table,
    gathered_table,
    own_density_table,
    sites_table,
)
from growthplan.report.pages.deprivation import deprivation_blocks
from growthplan.report.pages.files import downloads
from growthplan.report.prose import RichText, rich
from growthplan.report.sheet import Key
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Figure

GROUP = "business_services"
"""The group that the map and the title speak of: where density pays most."""
MOST_POINTS = 700
"""Neighbourhoods drawn, those with most jobs, so that the page stays light."""
INDEX = Column("index", "Effective density", "England = 100", decimals=0)


def clusters_page(found: ClusterDiagnosis, boundaries: Outlines | None) -> Page:
    """The page; parts that could not be worked out say so."""
    lead = _density_map(found, boundaries) or _missing(found)[:1]
    sections = (
        _section("density", "Effective density", _density(found)),
        _section("gather", "What gathers where", _gathers(found)),
        _section("sites-section", "Sites", _sites(found, boundaries)),
        _section("deprivation", "Who lives within reach", deprivation_blocks(found)),
        _section("how", "How it was worked out", _methods(found)),
        _section("missing", "What is missing, and how to read it", _missing(found)),
    )
    return Page(
        "clusters",
        "Clusters",
        _title(found),
        _lede(found),
        tuple(section for section in sections if section is not None),
        lead=lead,
        downloads=downloads(),
    )


def _section(id_: str, title: str, blocks: tuple[Block, ...]) -> Section | None:
    return Section(id_, title, blocks) if blocks else None


def _own(found: ClusterDiagnosis) -> pl.DataFrame:
    """The place's own rows of density, one a group; empty when there are none."""
    rows = found.found.tables.get("density")
    if rows is None:
        return pl.DataFrame(schema={"group": pl.String, "index": pl.Float64, "label": pl.String})
    return rows.filter(pl.col("place") == found.found.place.code)


def _figure(found: ClusterDiagnosis, start: str) -> Figure | None:
    own = f"/{found.found.place.code}/"
    newest = [f for f in found.found.figures if f.id.startswith(start) and own in f.id]
    return max(newest, key=lambda f: f.period, default=None)


def _title(found: ClusterDiagnosis) -> str:
    rows = _own(found).filter(pl.col("group") == GROUP)
    if rows.is_empty():
        return f"No count of jobs by neighbourhood covers {found.found.place.name}"
    index = float(rows["index"][0])
    side = f"{100 - index:.0f}% below" if index < 100 else f"{index - 100:.0f}% above"
    return f"Effective density for business services is {side} England’s"


def _lede(found: ClusterDiagnosis) -> tuple[RichText, ...]:
    business = _figure(found, f"effective_density_{GROUP}_index")
    making = _figure(found, "effective_density_manufacturing_index")
    if business is None:
        first = rich("Effective density cannot be worked out for {p}.", p=found.found.place.name)
    elif making is None:
        first = rich("With England’s at 100, effective density for business services is {b}.",
                     b=business)  # fmt: skip
    else:
        first = rich(
            "With England’s at 100, effective density is {b} for business services ({b:range} over "
            "published decays) and {m} for manufacturing.",
            b=business, m=making,
        )  # fmt: skip
    sure = rich(
        "Where jobs are inside each authority is known from the census of 2011 only; totals are "
        "today’s, so newer sites and the pattern since are not in it."
    )
    return (first, sure, _so_what(found))


def _so_what(found: ClusterDiagnosis) -> RichText:
    overall = _figure(found, "most_deprived_overall_share")
    if overall is None:
        return rich("Deprivation of neighbourhoods is published for England in these files.")
    return rich(
        "Of its neighbourhoods {o} are in the most deprived tenth of England (index of {y}), so "
        "where new jobs are matters for who can reach them.",
        o=overall, y=overall.period,
    )  # fmt: skip


def _density_map(found: ClusterDiagnosis, boundaries: Outlines | None) -> tuple[Block, ...]:
    zones = found.found.tables.get("density_zones")
    chart = _density_dots(found)
    if zones is None or zones.is_empty() or boundaries is None:
        return (chart,) if chart else ()
    spots = [
        Spot(
            row["name"],
            row["longitude"],
            row["latitude"],
            f"{row[f'index_{GROUP}']:.0f}, {row['jobs']:,.0f} jobs",
            row[f"index_{GROUP}"],
            row["jobs"],
        )
        for row in zones.sort("jobs", descending=True).head(MOST_POINTS).iter_rows(named=True)
    ]
    top = max(spots, key=lambda s: s.value or 0.0)
    finding = f"Effective density is highest around {top.name}"
    drawing = point_map(
        boundaries, spots, found.authorities, INDEX, place=found.found.place.code,
        alt=f"{finding}: {top.shown}. The table beside the map has every neighbourhood.",
        sizes="Size: jobs there today",
    )  # fmt: skip
    if drawing is None:
        return (chart,) if chart else ()
    table = Table(
        "neighbourhood-density",
        "Effective density for business services by neighbourhood",
        (
            Column("name", "Neighbourhood (middle-layer area)", kind="text"),
            Column("jobs", "Jobs", decimals=0),
            INDEX,
        ),
        tuple(
            zones.sort(f"index_{GROUP}", descending=True)
            .select("name", "jobs", f"index_{GROUP}")
            .iter_rows()
        ),
        CENSUS,
    )
    points = (
        "Points are the centres of middle-layer areas: no boundaries of neighbourhoods are held."
    )
    few = f"The {MOST_POINTS} with most jobs, of {zones.height:,}."
    astray = found.found.tables.get("misplaced")
    notes = (
        points,
        *((f"Not drawn: {', '.join(astray['name'])}. By the published centre point it would lie "
           "in another part of the country.",) if astray is not None else ()),
        *((few,) if zones.height > MOST_POINTS else ()),
        boundaries_note(boundaries),
    )  # fmt: skip
    return (
        Map(
            "density-map", finding,
            "Effective density for business services, England = 100, by neighbourhood centre",
            drawing, CENSUS, table, beside=chart, notes=notes,
        ),
    )  # fmt: skip


def _density_dots(found: ClusterDiagnosis) -> Chart | None:
    rows = _own(found)
    if rows.is_empty():
        return None
    dots = tuple(
        DotRow(r["label"], r["index"], f"{r['index']:.0f}", r["index_low"], r["index_high"])
        for r in rows.sort("index", descending=True).iter_rows(named=True)
    )
    spoken = "; ".join(f"{d.name} {d.shown}" for d in dots)
    drawing = dot_plot(dots, Reference("England", 100.0, "100"), INDEX, alt=f"{spoken}.")
    table = density_table(found)
    return Chart(
        "density-by-group", "By group of sectors, with the range over published decays",
        "England = 100", drawing, CENSUS, table,
    )  # fmt: skip


def _density(found: ClusterDiagnosis) -> tuple[Block, ...]:
    words = Prose(
        (
            rich(
                "Effective density of a neighbourhood is the sum of all jobs, each divided by a "
                "power of its distance: the decay, which studies put at different values for each "
                "group of sectors."
            ),
            rich(
                "The productivity that goes with it is the published elasticity on the difference "
                "to England. It is an illustration and not an effect of any plan."
            ),
        )
    )
    if "density" not in found.found.tables:
        return ()
    members = authorities_density_table(found)
    return (words, own_density_table(found), *((members,) if members else ()))


def _gathers(found: ClusterDiagnosis) -> tuple[Block, ...]:
    if "concentration" not in found.found.tables:
        return ()
    gathered = gathered_table(found)
    return (*((gathered,) if gathered else ()), concentration_table(found))


def _sites(found: ClusterDiagnosis, boundaries: Outlines | None) -> tuple[Block, ...]:
    table = sites_table(found)
    if table is None:
        return ()
    rows = found.found.tables["sites"]
    spots = [
        Spot(row["name"], row["longitude"], row["latitude"], row["status"] or "site",
             mark="diamond")
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    drawing = (
        point_map(
            boundaries, spots, found.authorities, place=found.found.place.code, largest=7,
            alt=f"{len(spots)} sites; the table names each.",
            marks=(Key("Site", mark="diamond", radius=5),),
        )
        if boundaries is not None
        else None
    )  # fmt: skip
    if boundaries is None or drawing is None:
        return (table,)
    notes = ["Announced jobs are claims, gross, and never added to effects."]
    if any(rows["approximate"].to_list()):
        notes.append("Some points stand for the census area that is nearest, as the file says.")
    notes.append(boundaries_note(boundaries))
    block = Map(
        "sites-map", f"{len(spots)} sites named in public", "Where each lies", drawing,
        table.source, table, notes=tuple(notes),
    )  # fmt: skip
    return (block,)


def _methods(found: ClusterDiagnosis) -> tuple[Block, ...]:
    methods = tuple(rich("{m}", m=text) for text in found.found.methods)
    return (Prose(methods),) if methods else ()


def _missing(found: ClusterDiagnosis) -> tuple[Block, ...]:
    notes = tuple(rich("{n}", n=note) for note in found.found.notes)
    if not found.found.tables:
        return tuple(Note("no data", note) for note in notes)
    return (Prose(notes),) if notes else ()
