"""The plan's claims in the form in which the accounts can check them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from growthplan import accounts
from growthplan.plan.layout import Plan
from growthplan.plan.schema import Citation
from growthplan.vocabulary import Period


def claims_to_check(plan: Plan) -> tuple[accounts.Claim, ...]:
    """Those claims of the plan that have a number which the accounts can set a figure beside.

    A claim dated only by a month or year counts as said on its last day, so that every edition
    that it could have used is tried. Claims of jobs, of other things and without a number are
    left out: they are shown, not checked.
    """
    return tuple(
        accounts.Claim(
            id=claim.id,
            statement=claim.statement,
            source=_cited(plan.sources[claim.source]),
            date=last_day(claim.date),
            url=claim.url or plan.sources[claim.source].url,
            kind=claim.kind,
            value=claim.value,
            unit="%" if claim.unit == "%" else "£bn",
            decimals=claim.decimals,
            measure=claim.measure,
            place=claim.place or plan.place,
            comparator=claim.comparator,
            year=claim.year,
            base_bn=claim.base_bn,
            years=claim.years,
            cites_edition=claim.cites_edition,
        )
        for claim in plan.claims
        if claim.value is not None and claim.kind != "jobs" and claim.kind != "other"
    )


def _cited(source: Citation) -> str:
    return f"{source.publisher}: {source.citation}"


def last_day(period: Period) -> date:
    """The last day of a day, month, quarter or year.

    >>> [last_day(Period(code)).isoformat() for code in ("2025-10-13", "2024-02", "2026fy")]
    ['2025-10-13', '2024-02-29', '2027-03-31']
    """
    code = period.code
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", code):
        return date.fromisoformat(code)
    if len(code) == 7:
        return _month_end(period.year, int(code[5:]))
    if "q" in code:
        return _month_end(period.year, 3 * int(code[-1]))
    if code.endswith("fy"):
        return _month_end(period.year + 1, 3)
    if code.endswith("ay"):
        return _month_end(period.year + 1, 8)
    return date(int(code[5:9] or code[:4]) if "+" not in code else period.year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
