"""What an action is worth, in short, for its page among the plan's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from growthplan.report.model import Page, Prose, Section
from growthplan.report.pages.worth_view import WorthView, slug_of
from growthplan.report.prose import Link, RichText, rich

_PAGE = "action-"


def with_worth(pages: Sequence[Page], view: WorthView | None) -> tuple[Page, ...]:
    """The same pages, those of actions that are appraised with a section on their worth."""
    if view is None:
        return tuple(pages)
    return tuple(_with(page, view) for page in pages)


def _with(page: Page, view: WorthView) -> Page:
    name = page.slug.removeprefix(_PAGE)
    known = {one.id for one in view.found.actions}
    if not page.slug.startswith(_PAGE) or name not in known:
        return page
    section = Section("worth", "Is it worth it?", (Prose((_said(view, name),)),))
    return replace(page, sections=(*page.sections, section))


def _said(view: WorthView, name: str) -> RichText:
    one = view.found.action(name)
    npsv = view.figure("npsv", name)
    to = Link("Its appraisal, with the tests and the five cases", f"{slug_of(name)}.html")
    if npsv is None:
        return rich("Nothing that it brings is valued yet, so its worth is unknown. {l}.", l=to)
    verdict = {
        "pays": "it pays by what is valued",
        "does not pay": "it does not pay by what is valued",
        "cannot tell": "whether it pays cannot be told",
        "not by what is valued": "but its chief gain has no published value",
    }[one.value_for_money]
    return rich("Net present social value {v}, {v:range} (90%): {w}. {l}.", v=npsv, w=verdict, l=to)
