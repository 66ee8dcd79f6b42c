"""Whose return a workbook is, of which quarter, template and state of the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from growthplan.monitoring.returns.finding import about_lines
from growthplan.monitoring.returns.layout import ABOUT, ABOUT_FIELDS, TEMPLATE, template_mark
from growthplan.monitoring.returns.meaning import words
from growthplan.monitoring.returns.quarter import Quarter, read_quarter
from growthplan.plan import PartnersFile
from growthplan.plan.editing.tables import At, Cell, Workbook
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

_NEEDED = ("template", "partner", "quarter", "plan", "mark")
_AGAIN = "Make a new one with `growthplan returns template`, and copy the values into it."


@dataclass(frozen=True)
class Identity:
    """What a workbook says of itself."""

    template: int
    partner: str
    quarter: Quarter
    plan: str
    """Fingerprint of the plan that it was made from."""


def identify(
    book: Workbook, partners: PartnersFile, partner: str | None = None,
    quarter: Quarter | None = None,
) -> Identity:  # fmt: skip
    """What a workbook says of itself, when it is a return that can be taken in.

    `partner` and `quarter` are those expected, when they are known. Raises GrowthplanError for a
    workbook that is no return, an old template, another partner's or quarter's, and one in which
    these were changed by hand.
    """
    lines = about_lines(book)
    faults = _lacking(book, lines)
    if faults:
        raise GrowthplanError(faults)
    said = {field: words(cell) for field, (_, cell) in lines.items()}
    if _digits(said["template"]) != TEMPLATE:
        raise GrowthplanError(_old(book, lines["template"][0], said["template"]))
    known = {one.id: one.name for one in partners.partners}
    period = _quarter(book, lines["quarter"][0], said["quarter"], faults)
    if said["partner"] not in known:
        fix = did_you_mean(said["partner"], known) or f"Partners: {', '.join(known)}."
        message = f"no partner '{said['partner'][:40]}' sends returns for this plan."
        faults.append(book.fault(lines["partner"][0], message, fix, code="partner"))
    elif partner is not None and said["partner"] != partner:
        message = (
            f"this is the return of {known[said['partner']]}, not of {known.get(partner, partner)}."
        )
        faults.append(
            book.fault(lines["partner"][0], message, "Send it as theirs.", code="partner")
        )
    if period and quarter and period != quarter:
        message = f"this is the return for {period}, not for {quarter}."
        faults.append(book.fault(lines["quarter"][0], message, "Send that quarter's.",
                                 code="quarter"))  # fmt: skip
    if period and not faults:
        faults += _altered(book, lines, said, period)
    if faults or period is None:
        raise GrowthplanError(faults)
    return Identity(TEMPLATE, said["partner"], period, said["plan"])


def _digits(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None


def _lacking(book: Workbook, lines: Mapping[str, tuple[At, Cell]]) -> list[Fault]:
    if not lines:
        message = f"there is no sheet '{ABOUT}', so it is no return that growthplan made."
        return [Fault(message, book.file, fix=_AGAIN, code="return-template")]
    return [
        Fault(f"the sheet '{ABOUT}' lacks '{ABOUT_FIELDS[field]}'.", book.file, fix=_AGAIN,
              code="return-template")
        for field in _NEEDED
        if field not in lines or not words(lines[field][1])
    ]  # fmt: skip


def _old(book: Workbook, at: At, said: str) -> Fault:
    older = (_digits(said) or 0) < TEMPLATE
    message = (
        f"the template is version {said[:20]}; "
        f"{'it is too old, version' if older else 'this growthplan knows version'} {TEMPLATE} is "
        "asked for."
    )
    return book.fault(at, message, _AGAIN, code="template")


def _quarter(book: Workbook, at: At, said: str, faults: list[Fault]) -> Quarter | None:
    try:
        return read_quarter(said)
    except GrowthplanError as error:
        fault = error.faults[0]
        faults.append(book.fault(at, fault.message, fault.fix or "", code="quarter"))
        return None


def _altered(
    book: Workbook, lines: Mapping[str, tuple[At, Cell]], said: Mapping[str, str], period: Quarter
) -> list[Fault]:
    """A fault when the partner, quarter or plan is not what the template was made for."""
    if said["mark"] == template_mark(TEMPLATE, said["partner"], period.code, said["plan"]):
        return []
    message = (
        "the template's fingerprint does not fit its partner, quarter and plan: one of them was "
        "changed by hand."
    )
    return [book.fault(lines["mark"][0], message, _AGAIN, code="fingerprint")]
