"""The same gap by edition and comparator: why one place is quoted with several numbers."""

from __future__ import annotations

import polars as pl

from growthplan.accounts import figure_id
from growthplan.report.model import Block, Prose, Section
from growthplan.report.pages.evidence import HEADLINE, Evidence, edition_title, said
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table


def readings_section(evidence: Evidence) -> Section | None:
    """One year's gap in every edition that holds it, to each comparator.

    The year is the newest that two editions hold; None when there is only one reading.
    """
    rows = _readings(evidence)
    if rows is None or rows.height < 2:
        return None
    year = int(rows["year"][0])
    names = {
        code: said(evidence.statistics.gazetteer[code])
        for code in rows["comparator"].unique(maintain_order=True)
    }
    wide = rows.pivot("comparator", index=["edition", "released"], values="gap_pct")
    wide = wide.sort("released", descending=True)
    columns = (
        Column("edition", "Edition", kind="text"),
        *(Column(f"gap_to_{code}", f"Gap to {name}", "%") for code, name in names.items()),
    )
    table = Table(
        "gap-readings",
        f"Gap in GVA per hour worked of {year}, by edition and comparator",
        columns,
        tuple(
            (edition_title(row["edition"]), *(row[code] for code in names))
            for row in wide.to_dicts()
        ),
        f"{evidence.edition_line}, and earlier editions as named",
    )
    sentences = _sentences(evidence, rows, names, year)
    closing = rich("{t}", t=_which_matters_more(rows))
    blocks: tuple[Block, ...] = (Prose((*sentences, closing)), table)
    return Section("readings", f"One gap, several numbers: {year} by edition", blocks)


def _readings(evidence: Evidence) -> pl.DataFrame | None:
    rows = evidence.table("gap_by_edition")
    if rows is None:
        return None
    rows = rows.filter(
        (pl.col("measure") == HEADLINE) & (pl.col("basis") == evidence.measurement.basis)
    )
    mine = rows.filter(pl.col("comparator") == evidence.comparator_code)
    counts = mine.group_by("year").agg(pl.col("edition").n_unique().alias("n"))
    several = counts.filter(pl.col("n") > 1)
    if several.is_empty():
        return None
    kept = rows.filter(pl.col("year") == several["year"].max())
    first = pl.col("comparator") != evidence.comparator_code
    return kept.sort(first, pl.col("released"), descending=[False, True])


def _sentences(
    evidence: Evidence, rows: pl.DataFrame, names: dict[str, str], year: int
) -> tuple[RichText, ...]:
    newest = evidence.newest["edition"] if evidence.newest else ""
    found: list[RichText] = []
    for edition in rows["edition"].unique(maintain_order=True):
        text = rich("In the {e} edition the gap of {y} is ", e=edition_title(edition), y=str(year))
        pieces: list[RichText] = []
        for code, name in names.items():
            id_ = figure_id(
                evidence.headline("_gap_pct"),
                evidence.code,
                year,
                comparator=code,
                edition=None if edition == newest else edition,
            )
            figure = evidence.figures.get(id_)
            if figure is not None:
                pieces.append(rich("{g:size} to {n}", g=figure, n=name))
        for position, piece in enumerate(pieces):
            text += (rich(" and ") if position else ()) + piece
        if pieces:
            found.append((*text, *rich(".")))
    return tuple(found)


def _which_matters_more(rows: pl.DataFrame) -> str:
    by_edition = rows.group_by("comparator").agg(pl.col("gap_pct").max() - pl.col("gap_pct").min())
    by_place = rows.group_by("edition").agg(pl.col("gap_pct").max() - pl.col("gap_pct").min())
    edition, place = (float(t["gap_pct"].max()) for t in (by_edition, by_place))  # type: ignore[arg-type]
    if place > edition:
        return (
            "Whom the place is compared with moves the number more than which edition is read, so "
            "a quoted gap needs both beside it."
        )
    return (
        "Which edition is read moves the number at least as much as whom the place is compared "
        "with, so a quoted gap needs both beside it."
    )
