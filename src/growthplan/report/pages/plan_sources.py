"""Where the entries of a page can be looked up, and the state of a page that has none."""

from __future__ import annotations

from collections.abc import Iterable

from growthplan.report.model import Block, Definitions, Note, Page, Prose, Section
from growthplan.report.pages.files import downloads
from growthplan.report.pages.plan_view import PLAN, PlanView
from growthplan.report.prose import Link, RichText, Span, Words, rich

SOURCE = "the plan’s own files; each entry names its source under How do we know this?"


def sources_blocks(view: PlanView, ids: Iterable[str | None]) -> tuple[Block, ...]:
    """The sources of a page's entries, once each, in the order in which they are first named."""
    wanted = [id_ for id_ in dict.fromkeys(ids) if id_ in view.plan.sources]
    if not wanted:
        return ()
    entries = tuple(_source(view, str(id_)) for id_ in wanted)
    words = rich("What the plan says on this page it has from these sources.")
    return (Prose((words,)), Definitions(entries))


def _source(view: PlanView, id_: str) -> tuple[str, RichText]:
    one = view.plan.sources[id_]
    text = one.citation.rstrip(".")
    span: Span = Words(text)
    if one.url:
        span = Link(text, one.url)
    date = f", {one.date}" if one.date else ""
    return (f"{one.publisher}{date}", (span, Words(".")))


def plan_page(
    view: PlanView,
    slug: str,
    name: str,
    title: str,
    lede: tuple[RichText, ...],
    sections: Iterable[Section | None],
    lead: Iterable[Block | None] = (),
    sources: Iterable[str | None] = (),
    *,
    under: str = PLAN,
    beside: bool = True,
) -> Page:
    """A page of the plan; sections and blocks that are None are left out."""
    return Page(
        slug, name, title, lede, tuple(one for one in sections if one is not None),
        lead=tuple(one for one in lead if one is not None), downloads=downloads(), under=under,
        grounds=sources_blocks(view, sources), beside=beside,
    )  # fmt: skip


def empty_page(
    view: PlanView, slug: str, name: str, title: str, what: str, how: str, why: str
) -> Page:
    """A page whose entries the plan does not have yet: what would stand here, and how it comes."""
    lede = (rich("{w}", w=what), rich("{h}", h=how), rich("{y}", y=why))
    note = Note("no data", rich("{t}.", t=title))
    return plan_page(view, slug, name, title, lede, (), (note,))
