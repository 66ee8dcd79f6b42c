"""Worth it: what the plan's actions are worth to the country, and add to the place's output."""

from __future__ import annotations

from growthplan.report.model import Page
from growthplan.report.pages.files import downloads
from growthplan.report.pages.worth_view import HEAD, NAME, WorthView
from growthplan.report.prose import rich


def portfolio_page(view: WorthView) -> Page:
    """Every action in two ledgers, and all of them together."""
    found = view.found
    return Page(
        HEAD,
        NAME,
        f"{len(view.valued)} of {len(found.actions)} actions can be appraised",
        tuple(rich("{s}", s=sentence) for sentence in found.sentences[:3]),
        (),
        downloads=downloads(),
    )
