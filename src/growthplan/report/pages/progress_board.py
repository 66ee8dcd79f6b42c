"""The board report: two pages on where the plan stands, what is late, and what changed."""

from __future__ import annotations

from growthplan.monitoring import Watched
from growthplan.report.model import Block, Download, Note, Page, Prose, Section
from growthplan.report.pages.files import downloads
from growthplan.report.pages.progress_delivery import milestones_table, risks_table
from growthplan.report.pages.progress_overview import key_counts, title_of
from growthplan.report.pages.progress_then import changed
from growthplan.report.pages.progress_tracks import track_chart
from growthplan.report.pages.progress_view import (
    BOARD,
    HEAD,
    ProgressView,
    chance,
    gap,
    in_words,
    period_in_words,
    until_told,
)
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table

MOST = 8
"""Rows of each table: as many as fit on two pages."""
FILE = "board-report.pdf"


def board_page(of: ProgressView) -> Page:
    """The page; its first section is the first sheet of the PDF, the others the second."""
    outcomes: list[Block] = [_outcomes(of)]
    drawn = next((c for one in of.own if one.headline and (c := track_chart(of, one))), None)
    if drawn is not None:
        outcomes.append(drawn)
    sections = (
        Section("outcomes", "The headline outcomes", tuple(outcomes)),
        Section("attention", "What needs attention", _attention(of)),
        Section("delivery", "Delivery and risks", _delivery(of)),
        Section("since", "What changed", _since(of)),
    )
    return Page(
        BOARD,
        "Board report",
        title_of(of),
        _lede(of),
        sections,
        lead=(key_counts(of),),
        downloads=(Download("Board report, two pages", f"../{FILE}", "PDF"), *downloads()),
        under=HEAD,
        beside=True,
        screen_only=True,
    )


def _lede(of: ProgressView) -> tuple[RichText, ...]:
    off = [one.title for one in of.own if one.signal.status == "off track"]
    what = f"Off track: {'; '.join(off)}." if off else "No measure is off track."
    day = f"Statistics published up to {in_words(of.newest)}" if of.newest else "No statistics"
    return (
        rich("{w}", w=what),
        rich("{d}; a signal needs more than one bad year, and “cannot tell yet” is a result.",
             d=day),
        rich("Each number, with its source and its range, is on the pages named Progress."),
    )  # fmt: skip


def _outcomes(of: ProgressView) -> Table:
    rows = tuple(_row(one) for one in of.own if one.headline)
    return Table("board-outcomes", f"Headline outcomes, {of.place}", _COLUMNS, rows, of.source,
                 part_of="progress-measures")  # fmt: skip


_COLUMNS = (
    Column("measure", "Measure", kind="text"),
    Column("period", "Newest", kind="text"),
    Column("status", "Signal", kind="verdict"),
    Column("chance", "Chance", kind="written"),
    Column("gap", "From its path (90%)", kind="written"),
    Column("needs", "What would tell", kind="text"),
)


def _row(one: Watched) -> tuple[str | None, ...]:
    return (one.title, period_in_words(one) or None, one.signal.status, chance(one) or None,
            gap(one) or None, until_told(one))  # fmt: skip


def _attention(of: ProgressView) -> tuple[Block, ...]:
    """Measures off track, then those least likely to be where they are meant to be."""
    others = [one for one in of.own if not one.headline and one.signal.probability is not None]
    ranked = sorted(others, key=lambda one: (one.signal.status != "off track",
                                             one.signal.probability))  # fmt: skip
    if not ranked:
        return (Note("no data", rich("No other measure has a path and enough figures.")),)
    table = Table("board-attention", "Off track first, then the least likely", _COLUMNS,
                  tuple(_row(one) for one in ranked[:MOST]), of.source,
                  part_of="progress-measures")  # fmt: skip
    return (table,)


def _delivery(of: ProgressView) -> tuple[Block, ...]:
    found = of.progress.delivered
    if found is None or not found.standing.returns_in:
        words = "No partner’s return has been entered, so delivery is known from the plan alone."
        blocks: list[Block] = [Note("no data", rich("{w}", w=words))]
    else:
        blocks = [Prose((rich("{s}", s=found.standing.sentence),))]
        if any(one.days and one.days > 0 for one in found.standing.slips):
            blocks.append(milestones_table(of, found.standing, MOST // 2))
    if found is not None and found.standing.risks:
        blocks.append(risks_table(of, found.standing.risks, MOST // 2))
    return tuple(blocks)


def _since(of: ProgressView) -> tuple[Block, ...]:
    if not of.progress.then or of.progress.then[-1].as_at is None:
        return (Prose((rich("No earlier day was asked for."),)),)
    then = of.progress.then[-1]
    assert then.as_at is not None
    moved = changed(of, then)
    said = [f"{new.title}: {old.signal.status if old else 'not watched'} then, "
            f"{new.signal.status} now" for old, new in moved[:MOST]]  # fmt: skip
    more = f"; and {len(moved) - MOST} more" if len(moved) > MOST else ""
    words = f"{'; '.join(said)}{more}." if said else "No signal has changed."
    return (Prose((rich("Since {d}: {w}", d=in_words(then.as_at), w=words),)),)
