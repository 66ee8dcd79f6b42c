"""A small settlement to post to."""

from __future__ import annotations

from datetime import date

from growthplan.plan import SwitchingRule
from growthplan.settlement import Account, Ledger, Signed, Terms, opening

SIGNED = Signed(date(2026, 4, 6), "Head of finance", "A test")
CONSENTED = Signed(date(2027, 4, 6), "Head of finance", "Year end", "Letter of 1 April")
ACTIONS = ("bootcamps", "buses", "homes")


def account(function: str = "skills", year: int = 2026, kind: str = "revenue") -> Account:
    return Account(function, year, kind)  # type: ignore[arg-type]


def rule(kind: str, limit: float | None = None, approval: str | None = None) -> SwitchingRule:
    return SwitchingRule(
        id=kind.replace(" ", "-"),
        kind=kind,  # type: ignore[arg-type]
        allowed=True,
        limit_pct=limit,
        approval=approval,
        basis="illustrative",
        source="letter",
    )


def terms(*rules: SwitchingRule) -> Terms:
    """£10m a year for two functions, two kinds and three years."""
    awards = {
        account(function, year, kind): 1_000_000_000
        for function in ("skills", "transport")
        for year in (2026, 2027, 2028)
        for kind in ("capital", "revenue")
    }
    return Terms("Settlement", awards, {one.kind: one for one in rules}, actions=ACTIONS)


USUAL = (rule("between functions", 10), rule("between years"), rule("revenue to capital", 50))


def opened(*rules: SwitchingRule) -> Ledger:
    """The ledger with its opening posted."""
    ledger = Ledger(terms(*(rules or USUAL)), ())
    return ledger.with_entry(opening(ledger, SIGNED))
