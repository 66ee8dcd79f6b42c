"""Data and sources: the releases that the figures stand on, and every indicator held."""

from __future__ import annotations

from growthplan.report.model import Block, Download, Note, Page, Prose, Section
from growthplan.report.pages.evidence import Evidence, edition_title
from growthplan.report.prose import Link, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Period, Source

_HASH = 12


def sources_page(evidence: Evidence) -> Page:
    """Where every number comes from and under which licence."""
    used = evidence.used_sources
    sections: list[Section] = []
    if used:
        sections.append(Section("sources-used", "Releases that these figures stand on", (
            _releases(used), _licences(used),
        )))  # fmt: skip
        sections.append(Section("where", "Where to get them", (_addresses(used),)))
    else:
        blocks: tuple[Block, ...] = (
            Note("no data", rich("No figure was made, so no release was used.")),
        )
        sections.append(Section("sources-used", "Releases", blocks))
    if evidence.holdings.height:
        sections.append(Section("held", "Everything that is held", (_held(evidence),)))
    return Page(
        "data",
        "Data and sources",
        _title(used),
        _lede(evidence, used),
        tuple(sections),
        downloads=(
            Download("Every figure with its lineage", "../figures.json", "JSON"),
            Download("Spreadsheet of every table", "../workbook.xlsx", "XLSX, accessible"),
        ),
    )


def _title(used: tuple[Source, ...]) -> str:
    if not used:
        return "No release holds a figure for this place"
    many = f"{len(used)} releases" if len(used) > 1 else "One release"
    stands = "stand" if len(used) > 1 else "stands"
    newest = max(source.released for source in used)
    return f"{many} {stands} behind these figures, the newest of {newest:%B %Y}"


def _lede(evidence: Evidence, used: tuple[Source, ...]) -> tuple[tuple[Words, ...], ...]:
    publishers = sorted({source.publisher for source in used})
    by = " and ".join(publishers) if publishers else "Nobody in the sources held"
    editions = (
        "Each edition stays beside the ones before it, so what was known on any day can be shown "
        "again."
    )
    return (
        (Words(f"Published by: {by}." if publishers else f"{by} publishes a figure here."),),
        (Words(editions),),
        (Words(f"The store holds {evidence.holdings.height} indicators in all, listed below."),),
    )


def _releases(used: tuple[Source, ...]) -> Table:
    columns = (
        Column("title", "Title", kind="text"),
        Column("publisher", "Publisher", kind="text"),
        Column("edition", "Edition", kind="text"),
        Column("released", "Released", kind="text"),
        Column("file", "File", kind="text"),
        Column("sha256", "SHA-256 begins", kind="text"),
    )
    rows = tuple(
        (
            source.title,
            source.publisher,
            edition_title(source.edition),
            source.released.isoformat(),
            source.file,
            source.sha256[:_HASH],
        )
        for source in used
    )
    return Table(
        "releases", "Releases used, newest first", columns, rows, "as printed in each release"
    )


def _licences(used: tuple[Source, ...]) -> Prose:
    licences = sorted({source.licence for source in used})
    return Prose(tuple((Words(f"Licence: {licence}."),) for licence in licences))


def _addresses(used: tuple[Source, ...]) -> Prose:
    lines = []
    for source in used:
        edition = edition_title(source.edition)
        name = source.title if edition in source.title else f"{source.title}, {edition}"
        linked = source.url.startswith("https://")
        lines.append(
            (Link(name, source.url),)
            if linked
            else (Words(f"{name}: {source.url or 'address not recorded'}"),)
        )
    return Prose(tuple(lines))


def _held(evidence: Evidence) -> Table:
    columns = (
        Column("title", "Indicator", kind="text"),
        Column("unit", "Unit", kind="text"),
        Column("places", "Places", decimals=0),
        Column("first", "From", kind="text"),
        Column("last", "To", kind="text"),
        Column("releases", "Releases", decimals=0),
        Column("released", "Newest released", kind="text"),
    )
    rows = tuple(
        (
            row["title"],
            row["unit"],
            row["places"],
            str(Period(row["first"])),
            str(Period(row["last"])),
            row["releases"],
            row["released"].isoformat(),
        )
        for row in evidence.holdings.sort("title").to_dicts()
    )
    return Table("holdings", "Indicators held", columns, rows, "growthplan data list")
