"""Sectors: how concentrated, how productive, how they grew, and what they buy from each other."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from growthplan.report.charts import DotRow, Part, Reference, dot_plot, waterfall
from growthplan.report.diagnosis import SectorDiagnosis
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.files import downloads
from growthplan.report.pages.industry_space import industry_space_blocks
from growthplan.report.pages.sector_convergence import convergence_blocks
from growthplan.report.pages.sector_definitions import definitions_table, overlaps_table
from growthplan.report.pages.sector_growth import shift_chart
from growthplan.report.pages.sector_tables import (
    QUOTIENT,
    levels_table,
    mix_table,
    multipliers_table,
    newest_quotients,
    quotients_table,
    stability_table,
    what_of,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column
from growthplan.sectors import LocationQuotients, MixWithin
from growthplan.vocabulary import Figure, Place

MORE, LESS = "more concentrated", "less concentrated"
POINTS = Column("log_points", "Contribution", "log points", signed=True)


def sectors_page(found: SectorDiagnosis, place: Place, comparator: Place) -> Page:
    """The page; parts that could not be worked out say so."""
    lead = quotients_chart(found.quotients) if found.quotients else None
    sections = (
        _section("mix-section", "Mix of industries, or productivity within them?", _mix(found)),
        _section("size", "Size and growth", (levels_table(found.levels),) if found.levels else ()),
        _section(
            "growth", f"What moved {what_of(found.shift)}" if found.shift else "", _shift(found)
        ),
        _section("together", "Where strengths converge", convergence_blocks(found.convergence)),
        _section(
            "related",
            "What the place is near to",
            industry_space_blocks(found.space, found.industries),
        ),
        _section("chains", "Supply chains", _chains(found)),
        _section("what", "What each sector is", _definitions(found)),
        _section("missing", "What could not be worked out", _missing(found)),
    )
    return Page(
        "sectors",
        "Sectors",
        _title(found, place, comparator),
        _lede(found, place, comparator),
        tuple(section for section in sections if section is not None),
        lead=(lead,) if lead else (_nothing(found),),
        downloads=downloads(),
    )


def _section(id_: str, title: str, blocks: tuple[Block, ...]) -> Section | None:
    return Section(id_, title, blocks) if blocks else None


def _nothing(found: SectorDiagnosis) -> Note:
    why = found.notes[0] if found.notes else "No figure by industry is published."
    return Note("no data", rich("{w}", w=why))


def quotients_chart(found: LocationQuotients) -> Chart | None:
    """Sectors by location quotient with their ranges, against an equal share."""
    rows = newest_quotients(found).filter(pl.col("lq").is_not_null())
    rows = rows.sort("lq", descending=True)
    if rows.is_empty():
        return None
    dots = tuple(
        DotRow(
            row["title"],
            row["lq"],
            f"{row['lq']:.2f}",
            row["low"],
            row["high"],
            strong=row["verdict"] in (MORE, LESS),
        )
        for row in rows.iter_rows(named=True)
    )
    finding = _concentrated(found)
    spoken = "; ".join(f"{d.name} {d.shown}" for d in dots)
    reference = Reference(f"Share as in {found.comparator.name}:", 1.0, "1")
    drawing = dot_plot(dots, reference, QUOTIENT, alt=f"{finding}: {spoken}.")
    table = quotients_table(found)
    what = "jobs" if found.indicator == "employment_by_industry" else "GVA"
    return Chart(
        "concentration",
        finding,
        f"Share of {what} here ÷ share in {found.comparator.name}, {rows['year'][0]}, with 90% "
        "range",
        drawing,
        table.source,
        table,
        notes=("Grey: the range does not clear 1, so we cannot tell. Sectors overlap.",),
    )


def _leader(found: LocationQuotients | None, verdict: str) -> dict[str, object] | None:
    """The sector furthest on one side of an equal share, beyond its range."""
    if found is None:
        return None
    rows = newest_quotients(found).filter(pl.col("verdict") == verdict)
    if rows.is_empty():
        return None
    return rows.sort("lq", descending=verdict == MORE).row(0, named=True)


def _concentrated(found: LocationQuotients) -> str:
    top = _leader(found, MORE)
    where = found.comparator.name
    if top is None:
        return f"No sector is surely more concentrated here than in {where}"
    return f"{top['title']} has {top['lq']:.1f} times the share that it has in {where}"


def _title(found: SectorDiagnosis, place: Place, comparator: Place) -> str:
    if found.quotients is None and found.mix is None:
        return f"No figure by industry is published for {place.name}"
    start = _concentrated(found.quotients) if found.quotients else ""
    if found.mix is None:
        return start
    mix, within = (_newest_part(found.mix, part) for part in ("mix", "within"))
    gap = _newest_part(found.mix, "total")
    if gap >= 0:
        return start or f"GVA per job is not below {comparator.name}"
    larger = "lower productivity within industries" if within < mix else "the mix of industries"
    return f"{start}; {larger} is the larger part of the gap" if start else (
        f"{larger[0].upper()}{larger[1:]} is the larger part of the gap"
    )  # fmt: skip


def _newest_part(found: MixWithin, part: str) -> float:
    rows = found.parts.filter((pl.col("split") == "three-way") & (pl.col("part") == part)).sort(
        pl.col("year"), pl.col("detail") == "finest"
    )
    return float(rows["log_points"][-1]) if rows.height else 0.0


def _lede(found: SectorDiagnosis, place: Place, comparator: Place) -> tuple[RichText, ...]:
    figures = {figure.id: figure for figure in found.figures}
    return (
        _first(found, figures, comparator),
        _second(found, figures, comparator),
        _third(found, place),
    )


def _quotient_figure(
    found: SectorDiagnosis, figures: dict[str, Figure], row: dict[str, object] | None
) -> Figure | None:
    if row is None:
        return None
    ending = f"/{row['year']}/{row['sector']}"
    return next(
        (f for i, f in figures.items() if i.startswith("location_quotient") and ending in i), None
    )


def _first(found: SectorDiagnosis, figures: dict[str, Figure], comparator: Place) -> RichText:
    most, least = (_leader(found.quotients, verdict) for verdict in (MORE, LESS))
    high, low = (_quotient_figure(found, figures, row) for row in (most, least))
    if most is None or high is None:
        return rich("Concentration of sectors cannot be told from an even spread.")
    text = rich(
        "{s} has {q} times the share of {to} here ({q:range}, 90%)",
        s=str(most["title"]), q=high, to=comparator.name,
    )  # fmt: skip
    if least is None or low is None:
        return (*text, *rich("."))
    return (*text, *rich(
        "; {s} has {q} times.", s=str(least["title"])[0].lower() + str(least["title"])[1:], q=low,
    ))  # fmt: skip


def _second(found: SectorDiagnosis, figures: dict[str, Figure], comparator: Place) -> RichText:
    if found.mix is None:
        return rich(
            "How much of the gap is mix and how much lies within industries cannot be split: jobs "
            "and GVA by industry are not both published."
        )
    year = int(found.mix.parts["year"].max())  # type: ignore[arg-type]
    parts = {
        part: next(
            (f for i, f in figures.items()
             if i.startswith(f"gap_contribution/{found.mix.place}/{year}/{part}")
             and "sections" not in i and "two-way" not in i and "gva-shares" not in i),
            None,
        )
        for part in ("mix", "within")
    }  # fmt: skip
    mix, within = parts["mix"], parts["within"]
    if mix is None or within is None:
        return rich("The split of the gap has no figure for {y}.", y=str(year))
    return rich(
        "Of the gap in GVA per job to {to} in {y}, the mix of industries makes {m} and "
        "productivity within the same industries {w}.",
        to=comparator.name, y=str(year), m=mix, w=within,
    )  # fmt: skip


def _third(found: SectorDiagnosis, place: Place) -> RichText:
    if found.multipliers is None:
        return rich("What the sectors buy from each other here cannot be worked out.")
    rows = found.multipliers.table.filter(pl.col("kind") == "output")
    rows = rows.drop_nulls(["leakage_low", "leakage_high"])
    if rows.is_empty():
        return rich("What the sectors buy from each other here cannot be worked out.")
    leak = rows.select(pl.col("leakage_low").median(), pl.col("leakage_high").median()).row(0)
    return rich(
        "Supply chains leak: for the middle product group {r} of every £100 that its suppliers add "
        "falls outside {p}, so no multiplier here is a point.",
        r=Words(f"£{leak[0]:.0f} to £{leak[1]:.0f}"), p=place.name,
    )  # fmt: skip


def _mix(found: SectorDiagnosis) -> tuple[Block, ...]:
    if found.mix is None:
        return ()
    year = int(found.mix.parts["year"].max())  # type: ignore[arg-type]
    rows = found.mix.parts.filter(
        (pl.col("year") == year)
        & (pl.col("split") == "three-way")
        & (pl.col("detail") == pl.col("detail").filter(pl.col("year") == year).first())
    )
    parts = tuple(
        Part(row["name"], row["log_points"])
        for row in rows.filter(pl.col("part") != "total").iter_rows(named=True)
    )
    total = float(rows.filter(pl.col("part") == "total")["log_points"][0])
    largest = max(parts, key=lambda part: abs(part.value))
    finding = f"{largest.name} is the largest part of the gap in GVA per job"
    spoken = "; ".join(f"{p.name} {POINTS.write(p.value)}" for p in parts)
    drawing = waterfall(parts, Part("Gap", total), column=POINTS, alt=f"{finding}: {spoken}.")
    table = mix_table(found.mix)
    table = replace(table, notes=(*table.notes, *found.mix.notes))
    chart = Chart(
        "mix", finding, f"Contribution to the gap in GVA per job, log points, {year}", drawing,
        table.source, table,
    )  # fmt: skip
    return (chart,)


def _moved(found: SectorDiagnosis) -> str:
    return f"What moved {what_of(found.shift)}" if found.shift else ""


def _shift(found: SectorDiagnosis) -> tuple[Block, ...]:
    if found.shift is None:
        return ()
    return (shift_chart(found.shift, found.industries),)


def _chains(found: SectorDiagnosis) -> tuple[Block, ...]:
    if found.multipliers is None:
        return ()
    tables: tuple[Block, ...] = (multipliers_table(found.multipliers),)
    return (*tables, stability_table(found.stability)) if found.stability else tables


def _definitions(found: SectorDiagnosis) -> tuple[Block, ...]:
    both = overlaps_table(found)
    return (definitions_table(found), both) if both else (definitions_table(found),)


def _missing(found: SectorDiagnosis) -> tuple[Block, ...]:
    """Parts and sectors without a figure, then how the rest is to be read."""
    said = found.quotients.notes if found.quotients else ()
    without = [*found.notes, *(note for note in said if "no figure" in note)]
    rest = tuple(note for note in said if note not in without)
    return (*(Note("no data", rich("{n}", n=note)) for note in without), *_notes(rest))


def _notes(notes: tuple[str, ...]) -> tuple[Block, ...]:
    return (Prose(tuple(rich("{n}", n=note) for note in notes)),) if notes else ()
