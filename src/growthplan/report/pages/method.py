"""How it is calculated: every step with its formula, the range, and the choices made."""

from __future__ import annotations

import math

from growthplan.report.model import Block, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.evidence import Evidence
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table

_STEPS: tuple[tuple[str, str], ...] = (
    ("GVA per hour worked", "Gross value added ÷ hours worked, as published by place and year."),
    ("Gap", "100 × (place ÷ comparator − 1), both from one edition. Below zero is below."),
    (
        "Gap in log points",
        "100 × natural log of place ÷ comparator. Log points of parts can be added; per cents "
        "cannot.",
    ),
    (
        "Living standards",
        "GVA per head = GVA per hour × hours per job × jobs per resident aged 16 to 64 × share of "
        "residents aged 16 to 64. The log points of the four add up to those of the whole.",
    ),
    (
        "Local authorities",
        "Share of hours × (authority ÷ comparator − 1), scaled by one common factor so that the "
        "parts sum to the gap in log points. What rounding and smoothing leave has its own line.",
    ),
    (
        "Closing a gap",
        "A gap of g takes a rise of g ÷ (1 − g). Spread over the years to the target it is added "
        "to the comparator’s own growth; its worth is the rise times the place’s GVA.",
    ),
)
_KEPT_APART = (
    "Current prices smoothed, current prices unsmoothed and chained volumes are three series. They "
    "are never mixed, nor is one edition’s figure subtracted from another’s.",
    "Chained volumes compare a place with itself over time, not places with each other, so no gap "
    "is taken on them.",
    "GVA is counted where work is done. It is at basic prices and is not GDP.",
)


def method_page(evidence: Evidence) -> Page:
    """One page for the reader who wants to redo it."""
    steps = Definitions(tuple((term, rich("{t}", t=text)) for term, text in _STEPS))
    apart = Prose(tuple(rich("{t}", t=text) for text in _KEPT_APART))
    sections = [
        Section("steps", "Step by step", (steps,)),
        Section("apart", "What is kept apart", (apart,)),
        *((s,) if (s := _range_section(evidence)) else ()),
        *((s,) if (s := _notes_section(evidence)) else ()),
        Section("check", "Check it yourself", (Prose((_check(evidence),)),)),
    ]
    return Page(
        "method",
        "How it is calculated",
        "Six formulas take published figures to every number here",
        (
            rich("Every number is worked out from published cells by a named function."),
            rich(
                "Ranges are estimated from how editions were revised and from smoothing: the "
                "publisher prints none."
            ),
            rich("So anybody with the same releases can redo it and get the same figures."),
        ),
        tuple(sections),
    )


def _range_section(evidence: Evidence) -> Section | None:
    noise = evidence.measurement.noise
    if noise is None:
        return None
    rows = noise.table.sort("age")
    columns = (
        Column("age", "Age of the year in its edition", kind="text"),
        Column("sd_pool", "Revisions of places alike", "SD, %"),
        Column("sd_own", "Revisions of its own", "SD, %"),
        Column("sd_revision", "Revisions, as used", "SD, %"),
        Column("sd_yearly", "From smoothing", "SD, %"),
        Column("sd_total", "Together", "SD, %"),
        Column("n", "Revisions seen", decimals=0),
    )
    oldest = int(rows["age"].max())  # type: ignore[arg-type]
    cells = tuple(
        (_age(age, oldest), *(None if sd is None else 100 * sd for sd in sds), n)
        for age, *sds, n in rows.select([c.key for c in columns]).iter_rows()
    )
    table = Table(
        "gap-noise",
        "Noise of productivity relative to England, by age of the year",
        columns,
        cells,
        f"{evidence.edition_line}, and earlier editions; estimated here",
        notes=("SD: standard deviation of the log ratio, ×100. 0 is the newest year.",),
    )
    wide = rich(
        "A 90% range is the gap’s log ratio plus and minus {k} standard deviations. The newest "
        "year’s is the widest.",
        k=f"{math.floor(1.6448536 * 100 + 0.5) / 100:.2f}",
    )
    words = Prose((rich("{m}", m=noise.method), wide))
    return Section("range", "Where the ranges come from", (words, table))


def _age(age: int, oldest: int) -> str:
    years = "year" if age == 1 else "years"
    return f"{age} {years} or more" if age == oldest else f"{age} {years}"


def _notes_section(evidence: Evidence) -> Section | None:
    noise = evidence.measurement.noise
    known = {noise.method} if noise else set()
    notes = [text for text in evidence.measurement.notes if text not in known]
    if not notes:
        return None
    blocks: tuple[Block, ...] = tuple(Note("assumption", rich("{t}", t=text)) for text in notes)
    return Section("choices", "Choices and substitutions made here", blocks)


def _check(evidence: Evidence) -> RichText:
    newest = evidence.newest
    if newest is None:
        return rich("growthplan data list shows which places each measure covers.")
    id_ = f"{evidence.headline('_gap_pct')}/{evidence.code}/{newest['year']}"
    return rich(
        "Under How do we know this? each number names its release, file and cell. The command "
        "growthplan explain {id} prints the same chain.",
        id=id_,
    )
