"""A place's productivity as a report of four pages."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from growthplan.accounts import ClaimCheck, Measurement
from growthplan.plan import Plan
from growthplan.report.model import Report
from growthplan.report.pages.evidence import Evidence
from growthplan.report.pages.method import method_page
from growthplan.report.pages.overview import overview_page
from growthplan.report.pages.productivity import productivity_page
from growthplan.report.pages.sources import sources_page
from growthplan.vocabulary import OGL3, Statistics


def productivity_report(
    measurement: Measurement,
    statistics: Statistics,
    *,
    holdings: pl.DataFrame | None = None,
    plan: Plan | None = None,
    claims: Sequence[ClaimCheck] = (),
    run_line: str = "",
) -> Report:
    """Overview, productivity, data and sources, and method.

    `statistics` is what the measurement was made from; `holdings` the store's coverage table
    (title, unit, places, first, last, releases, released); `claims` public statements already
    checked. Without a plan the pages are evidence about the place and nothing else. A place whose
    figures are missing gets pages that say what is missing.
    """
    none = pl.DataFrame(schema=dict.fromkeys(("title", "unit", "places"), pl.String))
    held = none if holdings is None else holdings
    evidence = Evidence(measurement, statistics, held, plan, claims)
    return Report(
        title=plan.title if plan else f"{evidence.place}: productivity",
        place=evidence.place,
        place_code=evidence.code,
        edition=evidence.edition_line,
        pages=(
            overview_page(evidence),
            productivity_page(evidence),
            sources_page(evidence),
            method_page(evidence),
        ),
        figures=measurement.figures,
        sources=evidence.used_sources,
        notes=(f"Contains public sector information licensed under the {OGL3}.",),
        run_line=run_line,
    )
