"""Whether the money allows what is asked, line by line, and the nearest change that it does."""

from __future__ import annotations

from growthplan.plan import financial_year
from growthplan.report.model import Block, Definitions, Note, Prose, Section
from growthplan.report.pages.whatif_view import Asked
from growthplan.report.prose import RichText, rich
from growthplan.report.table import Column, Table
from growthplan.settlement.affording import PENNY, Affording

MOST_NAMED = 6


def money_section(of: Asked) -> tuple[Section, ...]:
    """A section on the money; none for a plan whose settlement has no lines."""
    found = of.affording
    if found is None:
        return ()
    blocks: list[Block] = [Prose((_verdict(found),))]
    if found.outside:
        blocks.append(_outside(of, found))
    if found.scales:
        blocks.append(_nearest(of, found))
    if found.moved:
        blocks.append(
            Definitions(
                tuple((f"£{one.amount:,.1f}m", rich("{w}", w=one.words)) for one in found.moved)
            )
        )
    return (Section("money", "Does the money allow it?", (*blocks, _pots(of, found))),)


def _verdict(found: Affording) -> RichText:
    if found.is_paid and not found.moved:
        return rich("The money allows it as it is: no line is short in any year.")
    if found.is_paid:
        total = sum(one.amount for one in found.moved)
        return rich(
            "The money allows it if {t} is switched, as below; some moves need a consent.",
            t=f"£{total:,.1f}m",
        )
    return rich("The money does not allow it: {s} is short after all switching that the rules "
                "allow.", s=f"£{found.short:,.1f}m")  # fmt: skip


def _outside(of: Asked, found: Affording) -> Note:
    """Costs in years in which their line has no money."""
    by: dict[tuple[str, str], list[int]] = {}
    for one in found.outside:
        by.setdefault((one.action, one.line), []).append(one.year)
    said = [
        f"{of.titles.get(action, action)} ({line}, {_years(years)})"
        for (action, line), years in by.items()
    ]
    more = f", and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    return Note("no data", rich("These years have no money on their line: {w}{m}. Start sooner, "
                                "or name other money in the plan.",
                                w="; ".join(said[:MOST_NAMED]), m=more))  # fmt: skip


def _years(years: list[int]) -> str:
    first, last = min(years), max(years)
    return financial_year(first) if first == last else (
        f"{financial_year(first)} to {financial_year(last)}"
    )  # fmt: skip


def _nearest(of: Asked, found: Affording) -> Definitions:
    """The smallest cut that the money would allow."""
    said = [
        (of.titles.get(name, name), rich("{p} of its money", p=f"{100 * share:.0f}%"))
        for name, share in sorted(found.scales.items(), key=lambda one: one[1])
    ]
    return Definitions((("The nearest that the money allows", rich("the least is cut so:")), *said))


def _pots(of: Asked, found: Affording) -> Table:
    columns = (
        Column("pot", "Money", kind="text"),
        Column("there", "There", "£m"),
        Column("asked", "Asked for", "£m"),
        Column("switched", "Switched in", "£m", signed=True),
        Column("short", "Short", "£m"),
    )
    rows = tuple(
        (one.words, one.there, one.asked, one.switched_in, one.short if one.short > PENNY else 0.0)
        for one in found.pots
    )
    short = frozenset(one.words for one in found.pots if one.short > PENNY)
    return Table("what-if-money", "Money by line and year", columns, rows, of.source,
                 emphasis=short)  # fmt: skip
