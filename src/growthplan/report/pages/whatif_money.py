"""Whether the money allows what is asked, line by line and year by year."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.plan import financial_year
from growthplan.report.model import Block, Definitions, Note, Prose, Section
from growthplan.report.pages.whatif_view import Asked
from growthplan.report.prose import rich
from growthplan.report.table import Column, Table
from growthplan.settlement.affording import PENNY, Affording, PotAsked

MOST_NAMED = 6
ALL_MONEY = "what-if-money"
"""Id of the table of every line and year."""


def money_section(of: Asked) -> tuple[Section, ...]:
    """A section on the money; none for a plan whose settlement has no lines."""
    found = of.affording
    if found is None:
        return ()
    blocks: list[Block] = [Prose((rich("{v}", v=_said(found)),))]
    more = (*found.judged.refused, *found.judged.consents)
    blocks += [Prose((rich("{t}", t=text),)) for text in more]
    if found.outside:
        blocks.append(_outside(of, found))
    if found.moved:
        blocks.append(
            Definitions(
                tuple((f"£{one.amount:,.1f}m", rich("{w}", w=one.words)) for one in found.moved)
            )
        )
    told = [one for one in found.pots if one.short > PENNY or abs(one.switched_in) > PENNY]
    if told:
        blocks.append(_pots(of, told, "what-if-money-told", "Lines that are short or switched"))
    return (Section("money", "Does the money allow it?", tuple(blocks)),)


def whole_money(of: Asked) -> Table | None:
    """Every line and year that something is asked of; None without a settlement's lines."""
    found = of.affording
    return None if found is None else _pots(of, found.pots, ALL_MONEY, "Money by line and year")


def money_verdict(of: Asked) -> str:
    """Whether the money allows it, in a sentence; empty without a settlement's lines."""
    found = of.affording
    return "" if found is None else _said(found)


def _said(found: Affording) -> str:
    if found.judged.refused:
        return "The settlement’s rules do not allow the money to be moved so."
    if not found.is_paid:
        return (
            f"The money does not allow it: £{found.short:,.1f}m is short after all switching that "
            "the rules allow."
        )
    if not found.moved:
        return "The money allows it: no line is short in any year."
    total = sum(one.amount for one in found.moved)
    consent = any("consent" in one.words for one in found.moved)
    needs = ", and some of it needs a consent" if consent else ""
    return f"The money allows it if £{total:,.1f}m is switched between lines or years{needs}."


def _outside(of: Asked, found: Affording) -> Note:
    """Costs in years in which their line has no money."""
    by: dict[tuple[str, str], list[int]] = {}
    for one in found.outside:
        by.setdefault((one.action, one.line), []).append(one.year)
    said = [
        f"{of.titles.get(action, action)} ({of.lines.get(line, line)}, {_years(years)})"
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


def _pots(of: Asked, pots: Sequence[PotAsked], id_: str, title: str) -> Table:
    columns = (
        Column("pot", "Money", kind="text"),
        Column("there", "There", "£m"),
        Column("asked", "Asked for", "£m"),
        Column("switched", "Switched in", "£m", signed=True),
        Column("short", "Short", "£m"),
    )
    rows = tuple(
        (one.words, one.there, one.asked, one.switched_in, one.short if one.short > PENNY else 0.0)
        for one in pots
    )
    short = frozenset(one.words for one in pots if one.short > PENNY)
    return Table(id_, title, columns, rows, of.source, emphasis=short,
                 part_of=ALL_MONEY if id_ != ALL_MONEY else "")  # fmt: skip
