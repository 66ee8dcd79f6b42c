"""What closing the gap takes: its figures and its table."""

from __future__ import annotations

from dataclasses import dataclass

from growthplan.report.model import Block, Note, Prose, Section
from growthplan.report.pages.evidence import Evidence
from growthplan.report.prose import Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Figure


@dataclass(frozen=True)
class Closing:
    """Closing the whole gap by a year."""

    by: str
    growth: Figure
    extra: Figure
    worth: Figure | None


def closing_figures(evidence: Evidence) -> Closing | None:
    """Figures of closing all of the gap, or None when that could not be worked out."""
    rows = evidence.table("catch_up")
    if rows is None:
        return None
    by = int(rows["by"].max())  # type: ignore[arg-type]
    growth, extra, worth = (
        evidence.figure(name, by, "share-100")
        for name in ("catch_up_growth", "catch_up_extra_growth", "catch_up_worth")
    )
    if growth is None or extra is None:
        return None
    return Closing(str(by), growth, extra, worth)


def closing_section(evidence: Evidence) -> Section | None:
    """Growth needed and its worth, for half and for all of the gap."""
    rows, closing = evidence.table("catch_up"), closing_figures(evidence)
    if rows is None or closing is None:
        return None
    first = rows.row(0, named=True)
    columns = (
        Column("share", "Share of the gap closed", "%", decimals=0),
        Column("lift_pct", "Rise relative to comparator", "%"),
        Column("growth_pct", "Growth needed", "% a year"),
        Column("extra_pct", "Of which faster than comparator", "percentage points a year"),
        Column("past_growth_pct", f"Growth since {first['past_from']}", "% a year"),
        Column("worth_bn", "Worth", "£bn a year"),
    )
    names = ("share", "lift_pct", "growth_pct", "extra_pct", "past_growth_pct", "worth_bn")
    table = Table(
        "closing-the-gap",
        f"What closing the gap to {evidence.comparator} by {closing.by} takes",
        columns,
        tuple((100 * share, *rest) for share, *rest in rows.select(names).iter_rows()),
        evidence.edition_line + ", and arithmetic",
        notes=("Growth is in current prices, so it includes inflation.",),
    )
    growth = Words(f"{evidence.comparator} goes on growing as it did", "assumed")
    words = rich(
        "If {assumed}, closing the gap by {by} takes growth of {growth}: {extra} faster, every "
        "year.",
        assumed=growth,
        by=closing.by,
        growth=closing.growth,
        extra=closing.extra,
    )
    lift = rich(
        "Closing a gap lifts output by more than the gap itself, because the place starts from "
        "the lower level: a gap of g takes a rise of g ÷ (1 − g)."
    )
    blocks: list[Block] = [Prose((words, lift)), table]
    blocks += [
        Note("assumption", rich("{a}", a=text)) for text in closing.growth.lineage.assumptions
    ]
    return Section("closing", "What closing the gap takes", tuple(blocks))
