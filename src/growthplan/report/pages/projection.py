"""Projection: the gap ten years ahead with and without the plan, and how sure that is."""

from __future__ import annotations

from growthplan.report.charts import Ahead, Beside, fan_over_time, fan_panels
from growthplan.report.model import (
    Block,
    Chart,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Prose,
    Section,
)
from growthplan.report.pages.evaluation_changes import evidence_section
from growthplan.report.pages.files import downloads
from growthplan.report.pages.projection_tables import (
    forms_table,
    gap_table,
    left_out_table,
    lift_table,
    modelled_table,
    outcomes_table,
    precision_table,
)
from growthplan.report.pages.projection_view import GAP, HEAD, LIFT, Outlook, ends, gap, middle
from growthplan.report.prose import Link, RichText, rich
from growthplan.system.answers import shown
from growthplan.vocabulary import display


def projection_page(of: Outlook) -> Page:
    """The page that leads to all others of the projection."""
    sections = [
        Section("with-and-without", "With and without the plan", _with_and_without(of)),
        Section("without", "What “no plan” means", _without(of)),
        Section("modelled", "What of the plan is in it", _modelled(of)),
        *evidence_section(of.findings, of.source),
        Section("draws", "How much of it is luck of the draws", _precision(of)),
    ]
    return Page(
        HEAD,
        "Projection",
        _title(of),
        _lede(of),
        tuple(sections),
        lead=(gap_fan(of),),
        downloads=downloads(),
        caveat=rich(
            "The middle is never a forecast by itself: read it with its range. The model’s own "
            "{record} stands beside it.",
            record=Link("record on the past", "projection-record.html"),
        ),
    )


def _beside(of: Outlook, scenario: str) -> str:
    """`11.8% below`."""
    return gap(of.row(GAP, scenario))


def _title(of: Outlook) -> str:
    if not of.moves:
        return f"Without a plan, productivity is {_beside(of, 'no_plan')} {of.theirs} in {of.until}"
    lift = of.row(LIFT, "difference")
    verb = "adds" if lift["median"] >= 0 else "takes"
    size = shown(abs(lift["median"]), "%", lift["error"])
    way = "to" if lift["median"] >= 0 else "from"
    return (
        f"The plan {verb} {size} {way} productivity by {of.until}, which is then "
        f"{_beside(of, 'plan')} {of.theirs}"
    )


def _lede(of: Outlook) -> tuple[RichText, ...]:
    none = of.figure(GAP, "no_plan")
    if not of.moves:
        return (
            rich("With policies as they are, GVA per hour in {p} is {g:beside} {e} in {y}.",
                 p=of.place, g=none, e=of.theirs, y=str(of.until)),
            rich("Nine times in ten it is {r}.", r=_sides(of, "no_plan")),
            rich("No action of the plan has money or a size that the model can carry, so the "
                 "projection shows no plan only; what each action lacks is listed below."),
        )  # fmt: skip
    lift, plan = of.figure(LIFT, "difference"), of.figure(GAP, "plan")
    what = rich(
        "Without the plan GVA per hour in {p} is {g:beside} {e} in {y}, with it {h:beside}; the "
        "plan adds {l}.",
        p=of.place, g=none, e=of.theirs, y=str(of.until), h=plan, l=lift,
    )  # fmt: skip
    return what, _how_sure(of), _so_what(of)


def _sides(of: Outlook, scenario: str) -> str:
    row = of.row(GAP, scenario)
    low, high = row["low_90"], row["high_90"]
    one, other = (shown(abs(end), "%", row["error"]) for end in (low, high))
    if high < 0:
        return f"between {other} and {one} below"
    return f"between {one} below and {other} above" if low < 0 else f"{one} to {other} above"


def _how_sure(of: Outlook) -> RichText:
    own, lift = of.row(GAP, "plan"), of.row(LIFT, "difference")
    wide = (own["high_90"] - own["low_90"]) / max(abs(lift["median"]), 1e-9)
    small = (
        f": its middle is about a {_ordinal(wide)} of how wide the gap’s range is"
        if wide >= 3
        else ""
    )
    return rich(
        "Nine times in ten the gap ends {r}, and what the plan adds lies {l}{s}.",
        r=_sides(of, "plan"), l=ends(lift), s=small,
    )  # fmt: skip


def _ordinal(parts: float) -> str:
    """How small a part of a range is, in words."""
    if parts >= 40:
        return f"{round(parts, -1):.0f}th"
    names = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}
    return names.get(round(parts), f"{round(parts)}th")


def _so_what(of: Outlook) -> RichText:
    plan, none = of.chance("gap-closed-50", "plan"), of.chance("gap-closed-50", "no_plan")
    rate = of.made.base_rates.get("city regions")
    if plan is None or none is None:
        jobs, gva = of.figure("jobs", "difference"), of.figure("gva", "difference")
        return rich("That is worth {g} of GVA a year and {j} jobs net in {y}.", g=gva, j=jobs,
                    y=str(of.until))  # fmt: skip
    past = (
        f"; in the past {rate.closed:,} of {rate.windows:,} stretches of {rate.length} years did "
        "it, among city regions as far behind"
        if rate is not None and rate.windows
        else ""
    )
    return rich(
        "So the chance that half the gap is closed by {y} is {p} with the plan and {n} without it"
        "{past}.",
        y=str(of.until), p=of.chance_figure(plan), n=of.chance_figure(none), past=past,
    )  # fmt: skip


def gap_fan(of: Outlook) -> Chart:
    """The gap as published, then with the plan in ranges, and without it as a line."""
    scenario = "plan" if of.moves else "no_plan"
    name = "With the plan" if of.moves else "No plan"
    beside = None
    if of.moves:
        none = of.fan(GAP, "no_plan")
        beside = Beside("Without it", _beside(of, "no_plan"), none.points)
    finding = f"In {of.until} the gap to {of.comparator} lies {_sides(of, scenario)}"
    drawing = fan_over_time(
        Ahead(name, _beside(of, scenario), of.fan(GAP, scenario), of.history()),
        level=of.comparator[:1].upper() + of.comparator[1:],
        divide=f"{of.edition} edition to {of.made.base_year}, projection after it",
        mark="%",
        alt=f"{finding} (90%), with a middle of {_beside(of, scenario)}. "
        + (f"Without the plan the middle is {_beside(of, 'no_plan')}." if of.moves else ""),
        beside=beside,
    )
    return Chart(
        "gap-fan",
        finding,
        f"GVA per hour against {of.comparator}, per cent, as published and then in ranges of 50%, "
        "80% and 90%",
        drawing,
        of.source,
        gap_table(of),
        notes=("The fan starts wide because the newest published years are still revised.",),
    )


def _with_and_without(of: Outlook) -> tuple[Block, ...]:
    if not of.moves:
        return (
            Note("no data", rich(
                "No actions with money: the projection shows no plan only. Give actions costs by "
                "financial year and drivers, and the model carries them.")),
            outcomes_table(of),
        )  # fmt: skip
    keys = KeyFigures(
        (
            KeyFigure(f"Productivity in {of.until}", of.figure(LIFT, "difference").id,
                      rich("more than without the plan, {r} (90%)",
                           r=ends(of.row(LIFT, "difference")))),
            KeyFigure("GVA a year", of.figure("gva", "difference").id,
                      rich("more, in the prices of {b}", b=str(of.made.base_year))),
            KeyFigure("Jobs, net", of.figure("jobs", "difference").id,
                      rich("{r} (90%)", r=ends(of.row("jobs", "difference")))),
        )
    )  # fmt: skip
    return keys, _two_fans(of), _lift_fan(of), outcomes_table(of)


def _two_fans(of: Outlook) -> Chart:
    futures = (("no_plan", "Without the plan"), ("plan", "With the plan"))
    panels = tuple(
        Ahead(name, _beside(of, scenario), of.fan(GAP, scenario), of.history())
        for scenario, name in futures
    )
    finding = "The two futures overlap almost wholly: what is unknown anyway is far larger"
    lift = of.row(GAP, "difference")
    wide = of.row(GAP, "no_plan")
    if abs(lift["median"]) > 0.25 * (wide["high_90"] - wide["low_90"]):
        finding = "The two futures lie apart"
    said = (
        f"{finding}. Without the plan {_beside(of, 'no_plan')}, with it {_beside(of, 'plan')} in "
        f"{of.until}."
    )
    return Chart(
        "two-futures",
        finding,
        f"GVA per hour against {of.comparator}, per cent, on one scale",
        fan_panels(panels, level=f"level with {of.comparator}", mark="%", alt=said),
        of.source,
        gap_table(of, "no_plan"),
    )


def _lift_fan(of: Outlook) -> Chart:
    row = of.row(LIFT, "difference")
    timing = of.made.timing
    half = f"; half of it is there by {timing.half_year}" if timing.half_year else ""
    finding = f"What the plan adds reaches {middle(row)} in {of.until}{half}"
    drawing = fan_over_time(
        Ahead("The plan adds", middle(row), of.fan(LIFT, "difference")),
        level="No plan",
        divide="",
        mark="%",
        alt=f"{finding}; {ends(row)} (90%).",
    )
    return Chart(
        "plan-adds",
        finding,
        "GVA per hour with the plan over that without it, per cent, draw by draw",
        drawing,
        of.source,
        lift_table(of),
        notes=("Both futures share their draws, so what moves the place anyway cancels out.",),
    )


def _without(of: Outlook) -> tuple[Block, ...]:
    words = tuple(rich("{w}", w=words) for words in of.made.no_plan_words)
    spread = rich(
        "How the path without a plan is drawn is itself a choice. Under every form that was tried "
        "the middle and the range are these:"
    )
    return Prose((*words, spread)), forms_table(of)


def _modelled(of: Outlook) -> tuple[Block, ...]:
    found: list[Block] = []
    if of.moves:
        found.append(Prose((_money(of),)))
        if any(one.illustrative for one in of.made.modelled):
            found.append(Note("assumption", rich(
                "Amounts marked illustrative are no published figures: they split a published "
                "total, or stand in for one.")))  # fmt: skip
        found.append(modelled_table(of))
    if of.made.not_modelled:
        found.append(left_out_table(of))
    return tuple(found) or (Note("no data", rich("The plan has no actions yet.")),)


def _money(of: Outlook) -> RichText:
    return rich(
        "{n} lines of money, {m} in the prices of {y}, each on one driver. Announced jobs and "
        "pounds enter nowhere; money that continues past spending is in no plan already.",
        n=str(len(of.made.modelled)), m=display(of.made.money, "£m"), y=str(of.made.base_year),
    )  # fmt: skip


def _precision(of: Outlook) -> tuple[Block, ...]:
    words = rich(
        "Another seed gives other draws. With {d} draws the answers move by about these errors. "
        "Gaps have one decimal all the same: both futures share their draws, so what lies between "
        "them is surer than either.",
        d=f"{of.made.draws:,}",
    )
    notes = tuple(rich("{n}", n=note) for note in (*of.made.notes, *of.made.estimates))
    return Prose((words,)), precision_table(of), Prose(notes)
