"""Then and now: what was known on an earlier day, and what was said."""

from __future__ import annotations

from growthplan.monitoring import Monitoring, Watched
from growthplan.report.model import Block, Note, Page, Section
from growthplan.report.pages.progress_view import (
    THEN,
    ProgressView,
    chance,
    in_words,
    period_in_words,
)
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table


def then_page(of: ProgressView) -> Page:
    """The signals as they would have been given on earlier days, beside those of today."""
    sections = [_section(of, then) for then in reversed(of.progress.then) if then.as_at]
    lead = () if sections else (Note("no data", rich(
        "No earlier day was asked for. growthplan monitor PLAN --as-at 2027-03-01 answers for any."
    )),)  # fmt: skip
    return of.page(THEN, "Then and now", _title(of), lede=_lede(of), sections=tuple(sections),
                   lead=lead)  # fmt: skip


def changed(of: ProgressView, then: Monitoring) -> list[tuple[Watched | None, Watched]]:
    """Measures whose signal is another now, with what they were then."""
    before = {one.id: one for one in then.of_place}
    pairs = [(before.get(one.id), one) for one in of.own]
    return [(old, new) for old, new in pairs if old is None or _said(old) != _said(new)]


def _said(one: Watched) -> str:
    return one.signal.status


def _title(of: ProgressView) -> str:
    if not of.progress.then or of.progress.then[0].as_at is None:
        return "What was known on an earlier day can be asked for"
    then = of.progress.then[-1]
    assert then.as_at is not None
    many = len(changed(of, then))
    moved = (
        "No signal has" if not many else "One signal has" if many == 1 else f"{many} signals have"
    )
    return f"{moved} changed since {in_words(then.as_at)}"


def _lede(of: ProgressView) -> tuple[RichText, ...]:
    return (
        rich("Each earlier day is worked out again from the releases that had been published by "
             "then, and from the plan as it stood where it keeps releases. Only editions that are "
             "held can be read again: “no data” then may mean that the edition of the time is not "
             "held."),
        rich("A signal changes because figures came in, because old ones were revised, or because "
             "the plan did; the newest period shows which figures were out."),
        rich("So nobody need remember what was said: growthplan monitor PLAN --as-at DATE says it "
             "for any day."),
    )  # fmt: skip


def _section(of: ProgressView, then: Monitoring) -> Section:
    assert then.as_at is not None
    day = in_words(then.as_at)
    blocks: tuple[Block, ...] = (_table(of, then, day),)
    return Section(f"as-at-{then.as_at.isoformat()}", f"On {day}", blocks)


def _table(of: ProgressView, then: Monitoring, day: str) -> Table:
    columns = (
        Column("measure", "Measure", kind="text"),
        Column("period_then", "Newest then", kind="text"),
        Column("status_then", "Said then", kind="verdict"),
        Column("chance_then", "Chance then", kind="written"),
        Column("period_now", "Newest now", kind="text"),
        Column("status_now", "Said now", kind="verdict"),
        Column("chance_now", "Chance now", kind="written"),
        Column("why_then", "In words then", kind="text", files_only=True),
        Column("why_now", "In words now", kind="text", files_only=True),
    )
    before = {one.id: one for one in then.of_place}
    moved = {new.title for _, new in changed(of, then)}
    rows = tuple(_row(before.get(one.id), one) for one in of.own)
    return Table(
        f"then-{then.as_at}", f"What was said on {day} and what is said now, {of.place}", columns,
        rows, of.source, notes=("Rows in bold have another signal now.",) if moved else (),
        emphasis=frozenset(moved),
    )  # fmt: skip


def _row(old: Watched | None, new: Watched) -> tuple[str | None, ...]:
    then: tuple[str | None, ...] = (None, "no data", None)
    if old is not None:
        then = (period_in_words(old) or None, old.signal.status, chance(old) or None)
    now = (period_in_words(new) or None, new.signal.status, chance(new) or None)
    words = (old.signal.sentence if old else "It was not watched.", new.signal.sentence)
    return (new.title, *then, *now, *words)
