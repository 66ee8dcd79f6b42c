"""What each sector is made of, on whose word, and where sectors overlap."""

from __future__ import annotations

from growthplan.report.diagnosis import SectorDiagnosis
from growthplan.report.table import Column, Table
from growthplan.sectors import overlaps


def definitions_table(found: SectorDiagnosis) -> Table:
    """What each sector is made of, and how far that can be trusted."""
    columns = (
        Column("sector", "Sector", kind="text"),
        Column("strategy", "Whose", kind="text"),
        Column("codes", "Industry codes (SIC 2007)", kind="text"),
        Column("basis", "On whose word", kind="text"),
        Column("confidence", "Confidence", kind="text"),
        Column("misses", "What it misses", kind="text"),
    )
    rows = tuple(
        (d.title, d.strategy, ", ".join(d.sic) or "none", d.on_whose_word, d.confidence, d.misses)
        for d in found.definitions
    )
    sources = [d.source for d in found.definitions]
    return Table(
        "sector-definitions",
        "Definitions",
        columns,
        rows,
        "; ".join(dict.fromkeys(s.title for s in sources if s.publisher != "growthplan"))
        or "as cited in each definition",
        notes=(
            *dict.fromkeys(s.read_from for s in sources if s.read_from),
            *(f"{d.title} is assumed. {d.source.searched}" for d in found.definitions
              if d.source.searched),
        ),
    )  # fmt: skip


def overlaps_table(found: SectorDiagnosis) -> Table | None:
    """Pairs of sectors that share industries."""
    rows = overlaps(found.definitions)
    if rows.is_empty():
        return None
    columns = (
        Column("sector", "Sector", kind="text"),
        Column("other", "Shares with", kind="text"),
        Column("codes", "Codes in both", kind="text"),
    )
    return Table(
        "sector-overlaps", "Where definitions overlap", columns,
        tuple(rows.select("sector", "other", "codes").iter_rows()), "the definitions above",
    )  # fmt: skip
