"""Delivery: what partners return, what is late, what will have been spent, which risks move."""

from __future__ import annotations

from growthplan.monitoring.delivery import Delivery, RiskStanding, Slip
from growthplan.monitoring.returns import pounds_shown, read_quarter
from growthplan.report.model import Block, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.progress_view import DELIVERY, Delivered, ProgressView, in_words
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table

_SOURCE = "partners’ returns, version by version, and the plan’s own files"


def delivery_page(of: ProgressView) -> Page:
    """How delivery stands; says plainly when no return has been entered."""
    found = of.progress.delivered
    if found is None or not found.standing.returns_in:
        return _nothing_in(of, found)
    standing = found.standing
    sections = (
        Section("milestones", "Milestones", (milestones_table(of, standing),)),
        Section("money", "Spending and outturn", _money(standing)),
        Section("delays", "What a delay does", _delays(standing)),
        Section("risks", "Risks", (risks_table(of, standing.risks),) if standing.risks else ()),
        Section("frameworks", "One return, several frameworks", _frameworks(found)),
        Section("twice", "Claimed twice", _overlaps(found)),
    )
    return of.page(DELIVERY, "Delivery", standing.sentence.partition(". ")[0].rstrip("."),
                   lede=_lede(standing), sections=tuple(one for one in sections if one.blocks),
                   lead=_notes(found), caveat=(Words(" ".join(standing.notes)),))  # fmt: skip


def _nothing_in(of: ProgressView, found: Delivered | None) -> Page:
    asked = "The plan does not say who sends returns."
    if found is not None:
        asked = "The plan says who sends returns, and none of them is in."
    lede = (
        rich("{a}", a=asked),
        rich("Until one is, milestones and money are known from the plan alone, and nothing is "
             "said about what was spent or done."),
        rich("growthplan returns template makes the workbook that a partner fills in; growthplan "
             "returns import checks it and takes it in."),
    )  # fmt: skip
    risks = found.standing.risks if found else ()
    sections = (Section("risks", "Risks in the plan", (risks_table(of, risks),)),) if risks else ()
    title, note = "No partner’s return has been entered yet", Note("no data", rich("None is in."))
    lead = (note, *_notes(found)) if found else (note,)
    return of.page(DELIVERY, "Delivery", title, lede=lede, sections=sections, lead=lead)


def _notes(found: Delivered) -> tuple[Block, ...]:
    return tuple(Note("assumption", (Words(text),)) for text in found.notes)


def _lede(standing: Delivery) -> tuple[RichText, ...]:
    worst = next(iter(standing.delays), None)
    late = worst.sentence if worst else "No action is forecast to be late."
    return (
        rich("{s}", s=standing.sentence),
        rich("Told up to {q}, as known on {d}; a return that is late or partial is named and not "
             "filled in.", q=str(read_quarter(standing.quarter)), d=in_words(standing.day)),
        rich("{l}", l=late),
    )  # fmt: skip


def action_title(of: ProgressView, id_: str) -> str:
    """What an action is called."""
    return next((one.title for one in of.plan.interventions if one.id == id_), id_)


def milestones_table(of: ProgressView, standing: Delivery, most: int | None = None) -> Table:
    """Milestones, the latest first; those of which nothing is known come last."""
    ranked = sorted(standing.slips, key=lambda one: (one.days is None, -(one.days or 0)))
    columns = (
        Column("milestone", "Milestone", kind="text"),
        Column("action", "Action", kind="text"),
        Column("planned", "Planned", kind="written"),
        Column("day", "Done or expected", kind="written"),
        Column("days", "Days late", decimals=0, signed=True),
        Column("state", "State", kind="text"),
        Column("where", "Where it is said", kind="text", files_only=True),
    )
    rows = tuple(_slip(of, one) for one in ranked[:most])
    name = "delivery-milestones" if most is None else "board-milestones"
    return Table(name, "Milestones against the plan", columns, rows, _SOURCE,
                 part_of="" if most is None else "delivery-milestones")  # fmt: skip


def _slip(of: ProgressView, one: Slip) -> tuple[str | int | None, ...]:
    day = in_words(one.day) if one.day else None
    return (one.title, action_title(of, one.action), in_words(one.planned), day, one.days,
            one.state, one.where)  # fmt: skip


def _money(standing: Delivery) -> tuple[Block, ...]:
    columns = (
        Column("line", "Action and line", kind="text"),
        Column("due", "Planned so far", kind="written"),
        Column("planned", "Of that, for the quarters in", kind="written"),
        Column("spent", "Spent in them", kind="written"),
        Column("quarters", "Quarters in", kind="written"),
        Column("cells", "Where it is returned", kind="text", files_only=True),
    )
    spent = tuple(
        (f"{one.action}, {one.line}, {one.kind}", pounds_shown(one.planned_to_date),
         pounds_shown(one.planned_in),
         pounds_shown(one.spent_to_date), f"{one.quarters_in} of {one.quarters_due}",
         "; ".join(one.cells))
        for one in standing.spending
    )  # fmt: skip
    blocks: list[Block] = []
    if spent:
        title, note = "Spending against profile", "A year’s money is taken to be spread evenly."
        blocks.append(Table("delivery-spending", title, columns, spent, _SOURCE, notes=(note,)))
    if standing.outturns:
        blocks.append(_outturns(standing))
    return tuple(blocks)


def _outturns(standing: Delivery) -> Table:
    columns = (
        Column("line", "Action and line", kind="text"),
        Column("planned", "Planned for the year", kind="written"),
        Column("middle", "Expected by its end", kind="written"),
        Column("range", "Range (90%)", kind="written"),
        Column("partners", "The partner expects", kind="written"),
        Column("own", "Weight of its own record", "%", decimals=0),
    )
    rows = tuple(
        (f"{one.action}, {one.line}, {one.kind}", pounds_shown(one.planned),
         pounds_shown(one.middle), f"{pounds_shown(one.low)} to {pounds_shown(one.high)}",
         None if one.partners is None else pounds_shown(one.partners), 100 * one.own_weight)
        for one in standing.outturns
    )  # fmt: skip
    note = (
        "The record of an action so far is drawn towards that of its kind: the fewer returns it "
        "has, the more."
    )
    return Table("delivery-outturn", "Outturn of the year", columns, rows, _SOURCE, notes=(note,))


def _delays(standing: Delivery) -> tuple[Block, ...]:
    if not standing.delays:
        return (Prose((rich("No action is forecast to be late."),)),)
    entries = tuple((one.title, (Words(one.sentence),)) for one in standing.delays)
    words = rich("A delay moves the projection: growthplan returns delivery shows by how much.")
    return Definitions(entries), Prose((words,))


def risks_table(
    of: ProgressView, risks: tuple[RiskStanding, ...], most: int | None = None
) -> Table:
    """The risk register, likeliest first, with what returns say."""
    columns = (
        Column("risk", "Risk", kind="text"),
        Column("action", "Action", kind="text"),
        Column("likelihood", "Likelihood", kind="text"),
        Column("impact", "Impact", kind="text"),
        Column("delay", "Would delay by", "years"),
        Column("rating", "Newest rating", kind="text"),
        Column("moves", "In the projection", kind="text"),
    )
    rows = tuple(
        (one.title, action_title(of, one.action), one.likelihood, one.impact,
         one.delay_years or None, one.rating or None,
         "it has come to pass" if one.come_to_pass else "as a scenario" if one.moves else "no")
        for one in risks[:most]
    )  # fmt: skip
    name = "delivery-risks" if most is None else "board-risks"
    return Table(name, "Risks and what they would move", columns, rows, _SOURCE,
                 part_of="" if most is None else "delivery-risks")  # fmt: skip


def _frameworks(found: Delivered) -> tuple[Block, ...]:
    blocks = []
    for one in found.frameworks:
        columns = (
            Column("line", "Line", kind="text"),
            Column("value", "Value", kind="written"),
            Column("made_of", "Entries that it is made of", decimals=0),
            Column("missing", "What is not in", kind="text"),
            Column("cells", "Where they stand", kind="text", files_only=True),
        )
        rows = tuple(
            (row.line.title, row.display, len(row.parts), "; ".join(row.missing) or None,
             "; ".join(f"{p.file}, {p.cell}" for p in row.parts))
            for row in one.rows
        )  # fmt: skip
        title = f"{one.framework.title}, {one.quarter}"
        blocks.append(Table(f"framework-{one.framework.id}", title, columns, rows, _SOURCE))
    return tuple(blocks)


def _overlaps(found: Delivered) -> tuple[Block, ...]:
    guarded = found.overlaps
    if guarded is None or not guarded.overlaps:
        return (Prose((rich("No two programmes are found to claim the same outputs or jobs."),)),)
    entries = tuple((one.indicator, (Words(one.sentence),)) for one in guarded.overlaps)
    words = rich("Gross is what programmes return; nothing is netted without being named here.")
    return Prose((words,)), Definitions(entries)
