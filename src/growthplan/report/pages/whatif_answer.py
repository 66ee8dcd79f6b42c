"""What if: the answer in a sentence, a picture, and everything that moved."""

from __future__ import annotations

from growthplan.report.charts import Ahead, Beside, fan_over_time
from growthplan.report.model import Block, Chart, KeyFigure, KeyFigures, Note, Section
from growthplan.report.pages.evidence import owner
from growthplan.report.pages.projection_view import GAP, LIFT, Row, ends, gap, middle
from growthplan.report.pages.whatif_money import money_section
from growthplan.report.pages.whatif_tables import (
    authorities_table,
    chances_table,
    gap_table,
    people_table,
    shares_blocks,
    side_by_side,
)
from growthplan.report.pages.whatif_view import ASKED, Asked
from growthplan.report.prose import RichText, rich
from growthplan.system.answers import shown


def answer_title(of: Asked) -> str:
    """The answer as a finding."""
    until, lift = of.until, of.row(of.found.asked, LIFT, "difference")
    added = f"adds {middle(lift)}" if lift["median"] >= 0 else f"takes {_size(lift)}"
    added += f" {'to' if lift['median'] >= 0 else 'from'} GVA per hour by {until}"
    if not of.changes:
        return f"As it stands the plan {added}"
    stands = of.row(of.found.plan, LIFT, "difference")
    _, low, high, _ = of.found.change[LIFT]
    if low <= 0 <= high:
        return f"As asked the plan {added}, which cannot be told from no change"
    if middle(lift) == middle(stands):
        return f"As asked the plan {added}, nearly as it stands"
    return f"As asked the plan {added}, not {middle(stands)}"


def _size(row: Row) -> str:
    return shown(abs(row["median"]), str(row["unit"]), row["error"])


def answer_lede(of: Asked) -> tuple[RichText, ...]:
    """What, how sure, so what."""
    found = of.found
    own = of.figure(GAP, ASKED)
    what = rich(
        "In {y} GVA per hour in {p} is then {g:beside} {e}; with the plan as it stands it is "
        "{h:beside}.",
        y=str(of.until), p=of.place, g=own, e=owner(of.comparator), h=of.figure(GAP, "plan"),
    )  # fmt: skip
    if not of.changes:
        sure = rich("What it adds to productivity lies {r} (90%).",
                    r=ends(of.row(found.asked, LIFT, "difference")))  # fmt: skip
        return what, sure, rich("Change something, and what moves is shown beside this.")
    median, low, high, _ = found.change["gva"]
    clear = low > 0 or high < 0
    sure = rich(
        "Against the plan as it stands GVA changes by {g} a year, {r} (90%): {c}.",
        g=of.figure("gva", ASKED, "difference"), r=_between(of),
        c="both run on the same draws, so this is not chance" if clear
        else "that cannot be told from no change",
    )  # fmt: skip
    one, other = of.chance("gap-closed-50", ASKED), of.chance("gap-closed-50", "plan")
    if one is None or other is None:
        way = "more" if median > 0 else "less"
        return what, sure, rich("So the place makes {w} of it each year.", w=way)
    chance = f"So the chance that half the gap is closed by {of.until} "
    if one.display == other.display:
        return what, sure, rich(chance + "stays at {a}.", a=one)
    return what, sure, rich(chance + "is {a} instead of {b}.", a=one, b=other)


def _between(of: Asked) -> str:
    _, low, high, error = of.found.change["gva"]
    return f"between {shown(low, '£m', error)} and {shown(high, '£m', error)}"


def answer_blocks(of: Asked) -> tuple[Block, ...]:
    """What stands directly under the sentences: key figures and the fan."""
    keys = KeyFigures(
        (
            KeyFigure(f"Productivity in {of.until}", of.figure(LIFT, ASKED, "over-no-plan").id,
                      rich("over no plan; as it stands {s}",
                           s=of.figure(LIFT, "plan", "over-no-plan"))),
            KeyFigure("GVA a year", of.figure("gva", ASKED, "over-no-plan").id,
                      rich("over no plan; as it stands {s}",
                           s=of.figure("gva", "plan", "over-no-plan"))),
            KeyFigure("Jobs, net", of.figure("jobs", ASKED, "over-no-plan").id,
                      rich("over no plan; as it stands {s}",
                           s=of.figure("jobs", "plan", "over-no-plan"))),
        )
    )  # fmt: skip
    notes = tuple(Note("assumption", rich("{t}", t=_titled(of, text))) for text in of.found.notes)
    return keys, *notes, _fan(of)


def _titled(of: Asked, note: str) -> str:
    """A note with titles where it names actions by their ids."""
    for name, title in of.titles.items():
        note = note.replace(f"'{name}'", f"‘{title}’")
    return note


def _fan(of: Asked) -> Chart:
    found = of.found
    own, stands = of.row(found.asked, GAP, "plan"), of.row(found.plan, GAP, "plan")
    finding = f"The gap to {of.comparator} in {of.until}: {gap(own)} as asked"
    beside = None
    if of.changes:
        finding += f", {gap(stands)} as it stands"
        beside = Beside("As it stands", gap(stands), of.fan(found.plan, GAP).points)
    return Chart(
        "what-if-fan",
        finding,
        f"GVA per hour against {of.comparator}, per cent, in ranges of 50%, 80% and 90%",
        fan_over_time(
            Ahead("As asked" if of.changes else "With the plan", gap(own),
                  of.fan(found.asked, GAP)),
            level=of.comparator[:1].upper() + of.comparator[1:],
            divide="",
            mark="%",
            alt=f"{finding}. Nine times in ten it ends {ends(own)}.",
            beside=beside,
        ),
        of.source,
        gap_table(of),
    )  # fmt: skip


def answer_sections(of: Asked) -> tuple[Section, ...]:
    """Everything else that is answered."""
    found = of.found
    sections = [
        Section("outcomes", "Side by side", (side_by_side(of), chances_table(of))),
        *money_section(of),
        Section("places", "Where: jobs and GVA by authority", (authorities_table(of),)),
        Section("who", "Who gains, AI and carbon", (people_table(of),)),
    ]
    if found.shares is not None:
        sections.append(Section("actions", "What each action brings", shares_blocks(of)))
    return tuple(sections)
