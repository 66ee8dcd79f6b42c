"""All pages of money: the plan's own first, then the settlement, the portfolio and its reasons."""

from __future__ import annotations

from dataclasses import replace

from growthplan.plan import Plan
from growthplan.report.model import Page
from growthplan.report.pages.settlement_frontier import trade_offs_page
from growthplan.report.pages.settlement_portfolio import portfolio_page
from growthplan.report.pages.settlement_reasons import why_page
from growthplan.report.pages.settlement_view import MoneyView, Settled
from growthplan.report.pages.settlement_years import settlement_page
from growthplan.vocabulary import Figure


def money_pages(
    first: Page, settled: Settled | None, plan: Plan
) -> tuple[tuple[Page, ...], tuple[Figure, ...]]:
    """The plan's page of money at the head, those beside it, and every figure that they quote.

    Where nothing was worked out (`settled` is None) the plan's page stands alone.
    """
    head = replace(first, under="", beside=False)
    if settled is None:
        return (head,), ()
    view = MoneyView(settled, plan)
    pages = (settlement_page(view), portfolio_page(view), why_page(view), trade_offs_page(view))
    return (head, *pages), settled.figures
