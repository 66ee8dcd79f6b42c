"""The productivity page: levels, the gap, where it comes from, what closing it takes."""

from __future__ import annotations

from growthplan.report.model import Block, Note, Page, Prose, Section
from growthplan.report.pages.choices import methods_chart
from growthplan.report.pages.closing import closing_section
from growthplan.report.pages.evidence import Evidence
from growthplan.report.pages.files import downloads
from growthplan.report.pages.overview import finding, lede, statements_section, sureness
from growthplan.report.pages.parts import (
    authorities_chart,
    change_table,
    each_authority_chart,
    identity_chart,
)
from growthplan.report.pages.pictures import gap_chart, levels_chart, revisions_chart
from growthplan.report.pages.readings import readings_section
from growthplan.report.prose import rich


def productivity_page(evidence: Evidence) -> Page:
    """Everything measured, in the order of the questions that readers ask."""
    sections = (
        _section("gap", "How the gap has moved", gap_chart(evidence), *_sure(evidence)),
        readings_section(evidence),
        _section("revised", "How far editions move it", revisions_chart(evidence)),
        _identity(evidence),
        _authorities(evidence),
        closing_section(evidence),
        _section("choices", "What other methods say", methods_chart(evidence)),
        statements_section(evidence),
        _missing(evidence),
    )
    lead = levels_chart(evidence, "levels")
    return Page(
        "productivity",
        "Productivity",
        _title(evidence),
        lede(evidence),
        tuple(section for section in sections if section is not None),
        lead=(lead,) if lead else (),
        downloads=downloads(),
    )


def _title(evidence: Evidence) -> str:
    chart = authorities_chart(evidence)
    newest = evidence.newest
    if newest is None or chart is None:
        return finding(evidence)
    start = finding(evidence).split(",")[0].split(";")[0]
    return f"{start}: {chart.title[0].lower()}{chart.title[1:]}"


def _section(id_: str, title: str, *blocks: Block | None) -> Section | None:
    kept = tuple(block for block in blocks if block is not None)
    return Section(id_, title, kept) if kept else None


def _sure(evidence: Evidence) -> tuple[Block, ...]:
    return sureness(evidence) if evidence.gaps is not None else ()


def _identity(evidence: Evidence) -> Section | None:
    chart = identity_chart(evidence)
    if chart is None:
        return None
    words = Prose(
        (
            rich(
                "GVA per head = GVA per hour × hours per job × jobs per resident aged 16 to 64 × "
                "share of residents aged 16 to 64. Jobs are counted where they are done and "
                "residents where they live, so commuting shows in the third."
            ),
            rich(
                "GVA per hour here is the year’s GVA over the year’s hours, not the smoothed "
                "headline. A log point is close to one per cent for small gaps, and log points "
                "can be added."
            ),
        )
    )
    return Section("living-standards-section", "From productivity to living standards", (
        words, chart,
    ))  # fmt: skip


def _authorities(evidence: Evidence) -> Section | None:
    return _section(
        "where",
        "Where the gap comes from",
        authorities_chart(evidence),
        each_authority_chart(evidence),
        change_table(evidence),
    )


def _missing(evidence: Evidence) -> Section | None:
    faults = [n for n in evidence.measurement.notes if ": " in n and "not" in n]
    notes = [n for n in evidence.measurement.notes if n not in _method_notes(evidence)]
    shown = [n for n in notes if n in faults]
    if not shown:
        return None
    blocks = tuple(Note("no data", rich("{n}", n=text)) for text in shown)
    return Section("missing", "What could not be worked out", blocks)


def _method_notes(evidence: Evidence) -> frozenset[str]:
    noise = evidence.measurement.noise
    return frozenset({noise.method} if noise else ())
