"""A place's productivity as a report: overview, the gap, why, where, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import polars as pl

from growthplan.accounts import ClaimCheck, Measurement
from growthplan.plan import Plan
from growthplan.report.diagnosis import Diagnosis
from growthplan.report.maps import Outlines
from growthplan.report.model import Page, Report, Section
from growthplan.report.pages.authorities import View, slug_of, view_of
from growthplan.report.pages.chapters import Parts, chapters, with_chapters
from growthplan.report.pages.clusters import clusters_page
from growthplan.report.pages.drivers import drivers_page
from growthplan.report.pages.evidence import Evidence, start_of_sentence
from growthplan.report.pages.method import method_page
from growthplan.report.pages.overview import overview_page
from growthplan.report.pages.places import places_pages
from growthplan.report.pages.plan_pages import Beside, plan_pages
from growthplan.report.pages.plan_sectors import planned_sectors
from growthplan.report.pages.plan_view import MONEY
from growthplan.report.pages.productivity import productivity_page
from growthplan.report.pages.scorecard import short_scorecard
from growthplan.report.pages.sectors import sectors_page
from growthplan.report.pages.sources import sources_page
from growthplan.report.pages.worth_links import with_worth
from growthplan.report.pages.worth_pages import worth_view
from growthplan.vocabulary import OGL3, Figure, Source, Statistics


def productivity_report(
    measurement: Measurement,
    statistics: Statistics,
    *,
    holdings: pl.DataFrame | None = None,
    plan: Plan | None = None,
    claims: Sequence[ClaimCheck] = (),
    members: Mapping[str, Measurement] | None = None,
    boundaries: Outlines | None = None,
    diagnosis: Diagnosis | None = None,
    beside: Beside | None = None,
    parts: Parts | None = None,
    run_line: str = "",
) -> Report:
    """Overview, productivity, drivers, sectors, places, the plan, data and sources, and method.

    `statistics` is what the measurement was made from; `holdings` the store's coverage table
    (title, unit, places, first, last, releases, released); `claims` public statements already
    checked; `members` the measurement of each of its local authorities by code; `boundaries` what
    maps are drawn from; `diagnosis` why there is a gap; `beside` what the plan's own pages need
    beside the plan; `parts` its projection, appraisal and so on. Without a plan the pages are
    evidence about the place and nothing else. A place whose figures are missing gets pages that
    say what is missing.
    """
    none = pl.DataFrame(schema=dict.fromkeys(("title", "unit", "places"), pl.String))
    held = none if holdings is None else holdings
    evidence = Evidence(measurement, statistics, held, plan, claims)
    own = {code: Evidence(one, statistics, held) for code, one in (members or {}).items()}
    why, made = _why(diagnosis, statistics.sources, boundaries, view_of(evidence))
    why = tuple(_with_planned_sectors(page, plan) for page in why)
    planned, numbers, tables = (
        plan_pages(
            plan, statistics.gazetteer, boundaries, beside or Beside(), _definitions(diagnosis)
        )
        if plan
        else ((), (), ())
    )
    money = next((page for page in planned if page.slug == MONEY), None)
    more = chapters(parts or Parts(), plan, money)
    worth = worth_view(parts.appraisals, plan) if parts else None
    pages = (
        with_chapters(overview_page(evidence, diagnosis), more),
        productivity_page(evidence),
        *why,
        *places_pages(evidence, own, boundaries, _scorecards(diagnosis)),
        *with_worth([page for page in planned if page is not money], worth),
        *chain.from_iterable(one.pages for one in more),
        sources_page(evidence),
        method_page(evidence),
    )
    return Report(
        title=plan.title if plan else f"{start_of_sentence(evidence.place)}: productivity",
        place=evidence.place,
        place_code=evidence.code,
        edition=evidence.edition_line,
        pages=pages,
        figures=_figures(
            pages,
            evidence,
            own,
            (*made, *numbers, *chain.from_iterable(one.figures for one in more)),
        ),
        sources=_distinct(_sources(evidence, own), *(one.sources for one in more)),
        notes=(f"Contains public sector information licensed under the {OGL3}.",),
        run_line=run_line,
        extra_tables=(*tables, *chain.from_iterable(one.tables for one in more)),
    )


def _sources(evidence: Evidence, members: Mapping[str, Evidence]) -> list[Source]:
    return [s for one in (evidence, *members.values()) for s in one.used_sources]


def _distinct(*groups: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({one.id: one for one in chain.from_iterable(groups)}.values())


def _why(
    diagnosis: Diagnosis | None,
    sources: Mapping[str, Source],
    boundaries: Outlines | None,
    view: View | None,
) -> tuple[tuple[Page, ...], tuple[Figure, ...]]:
    """Pages on why there is a gap, and every figure of the diagnosis."""
    if diagnosis is None:
        return (), ()
    drivers, counts = drivers_page(diagnosis.drivers, sources, view, boundaries, diagnosis.notes)
    pages = (
        drivers,
        sectors_page(diagnosis.sectors, diagnosis.place, diagnosis.comparator),
        clusters_page(diagnosis.clusters, boundaries),
    )
    return pages, (*diagnosis.figures, *counts)


def _with_planned_sectors(page: Page, plan: Plan | None) -> Page:
    """The page on sectors says what the plan means to grow; other pages stay as they are."""
    section = planned_sectors(plan.sectors) if plan and page.slug == "sectors" else None
    return replace(page, sections=(*page.sections, section)) if section else page


def _definitions(diagnosis: Diagnosis | None) -> dict[str, str]:
    """Titles of the definitions of sectors by id."""
    found = diagnosis.sectors.definitions if diagnosis else ()
    return {one.id: one.title for one in found}


def _scorecards(diagnosis: Diagnosis | None) -> dict[str, tuple[Section, ...]]:
    """The drivers of each local authority, for its page."""
    cards = diagnosis.drivers.members if diagnosis else {}
    return {
        code: (
            Section(
                "drivers", "How its drivers stand", (short_scorecard(card, slug_of(card.place)),)
            ),
        )
        for code, card in cards.items()
    }


def _figures(
    pages: Sequence[Page],
    evidence: Evidence,
    members: Mapping[str, Evidence],
    more: Sequence[Figure],
) -> tuple[Figure, ...]:
    """Every figure of the place, and of its authorities those that a page quotes."""
    quoted = {id_ for page in pages for id_ in page.quoted}
    found = {figure.id: figure for figure in (*evidence.measurement.figures, *more)}
    for member in members.values():
        for id_, figure in member.figures.items():
            if id_ in quoted:
                found.setdefault(id_, figure)
    return tuple(found.values())
