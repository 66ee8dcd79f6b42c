"""Drivers: what goes with the gap, how each indicator stands, whom the place is compared with."""

from __future__ import annotations

from collections.abc import Mapping

from growthplan.drivers import Peers
from growthplan.report.diagnosis import DriverDiagnosis
from growthplan.report.maps import Outlines
from growthplan.report.model import Block, Note, Page, Prose, Section
from growthplan.report.pages.authorities import View
from growthplan.report.pages.constraints import (
    constraints_chart,
    constraints_section,
    evidence_table,
    tells_anything,
    top_constraint,
)
from growthplan.report.pages.driver_maps import driver_maps
from growthplan.report.pages.evidence import said
from growthplan.report.pages.files import downloads
from growthplan.report.pages.scorecard import (
    Tally,
    findings_block,
    missing_block,
    rule_block,
    scorecard_tables,
    tally,
)
from growthplan.report.prose import RichText, Words, rich
from growthplan.report.table import Column, Table
from growthplan.vocabulary import Figure, Source

MOST_IN_TITLE = 2
"""Drivers that move together are named in the title when they are no more than these."""


def drivers_page(
    found: DriverDiagnosis,
    sources: Mapping[str, Source],
    view: View | None = None,
    boundaries: Outlines | None = None,
    asked: tuple[str, ...] = (),
) -> tuple[Page, tuple[Figure, ...]]:
    """The page, and the figures that it makes of its own (counts).

    `view` holds the authorities that maps show; without `boundaries` there is no map; `asked` is
    what is to be known of the place as it was asked for.
    """
    card = found.scorecard
    counts = tally(card)
    chart = (
        constraints_chart(found.constraints, card.place, card.comparator)
        if found.constraints
        else None
    )
    lead: tuple[Block, ...] = (
        *((Prose(tuple(rich("{n}", n=note) for note in asked)),) if asked else ()),
        chart or Note("no data", rich("{n}", n=_no_picture(found))),
    )
    blocks: tuple[Block, ...] = (rule_block(card), *scorecard_tables(card, sources))
    maps = driver_maps(found, view, boundaries, sources) if boundaries is not None else ()
    sections = [
        Section("maps", "Where the clearest gaps are widest", maps),
        Section("scorecard", "The scorecard", blocks),
        constraints_section(found.constraints, found.notes),
        Section("evidence", "What studies say of causes", (evidence_table(found.evidence),)),
        _peers(found.peers, found.notes),
        Section("unmeasured", "What cannot be measured", findings_block(card)),
    ]
    missing = missing_block(card)
    if missing:
        sections.append(Section("missing", "What is missing for this place", missing))
    page = Page(
        "drivers",
        "Drivers",
        _title(found, counts),
        _lede(found, counts),
        tuple(section for section in sections if section.blocks),
        lead=lead,
        downloads=downloads(),
    )
    return page, counts.figures


def _no_picture(found: DriverDiagnosis) -> str:
    place = said(found.scorecard.place)
    if found.constraints is None:
        return f"No picture: what goes with the gap of {place} could not be worked out."
    return f"No picture: nothing that the model of the gap reads has a figure for {place}."


def _title(found: DriverDiagnosis, counts: Tally) -> str:
    card = found.scorecard
    if counts.total == 0:
        return f"No driver indicator has a figure for {said(card.place)}"
    start = (
        f"Behind {said(card.comparator)} on {counts.behind.display} of {counts.total} indicators "
        f"of drivers, ahead on {counts.ahead.display}"
    )
    top = top_constraint(found.constraints) if found.constraints else None
    if top is None or len(str(top[0]["drivers"]).split(";")) > MOST_IN_TITLE:
        return start
    name = str(top[0]["title"])
    verb = "go" if ";" in str(top[0]["drivers"]) else "goes"
    return f"{start}; {name[0].lower()}{name[1:]} {verb} with the largest part of the gap"


def _lede(found: DriverDiagnosis, counts: Tally) -> tuple[RichText, ...]:
    card = found.scorecard
    what = rich(
        "Of {n} indicators with a figure, {p} is ahead of {to} on {a} and behind on {b}; for {u} "
        "we cannot tell.",
        n=str(counts.total),
        p=said(card.place),
        to=said(card.comparator),
        a=counts.ahead,
        b=counts.behind,
        u=counts.untold,
    )
    return (what, _which(found), _so_what(found))


def _which(found: DriverDiagnosis) -> RichText:
    top = top_constraint(found.constraints) if found.constraints else None
    if top is None and tells_anything(found.constraints):
        return rich(
            "Which of them holds productivity back here cannot be told yet: over all UK "
            "authorities some go with it, but none stands out for {p}.",
            p=said(found.scorecard.place),
        )
    if top is None:
        return rich(
            "Which of them holds productivity back cannot be told yet: over all places, none "
            "foretells it well enough."
        )
    row, figure = top
    return rich(
        "Over all UK authorities, {d} {v} with the largest part of the gap: {f} ({f:range}, 90%), "
        "an {assoc} and not a cause.",
        d=str(row["title"])[0].lower() + str(row["title"])[1:],
        v="go" if ";" in str(row["drivers"]) else "goes",
        f=figure,
        assoc=Words("association", "strong"),
    )


def _so_what(found: DriverDiagnosis) -> RichText:
    top = top_constraint(found.constraints) if found.constraints else None
    if top is None:
        return rich("Actions have to be argued from causal studies, which are listed below.")
    grade = str(top[0]["evidence_grade"])
    if grade.startswith("no "):
        return rich(
            "No study is held here that shows what changing it does, so it points to where to "
            "look and not to what to do."
        )
    return rich(
        "How much changing it would move productivity is another question: the best causal "
        "evidence held is graded {g}, and is listed below.",
        g=grade,
    )


def _peers(peers: Peers | None, notes: tuple[str, ...]) -> Section:
    if peers is None or peers.table.is_empty():
        said_why = [n for n in (peers.notes if peers else notes) if n]
        blocks: tuple[Block, ...] = tuple(Note("no data", rich("{n}", n=n)) for n in said_why)
        return Section(
            "compared-with", "Peers", blocks or (Note("no data", rich("No peers were found.")),)
        )
    intro = (
        rich("The group was given, not found.")
        if peers.custom
        else rich(
            "Places of like size, density, age and industry mix, and not of like productivity. "
            "They are there to learn from: nothing is ranked."
        )
    )
    words = (intro, *(rich("{n}", n=note) for note in peers.notes))
    tables: list[Block] = [Prose(words), _peer_table(peers)]
    if peers.publisher.height:
        tables.append(_publisher_table(peers))
    return Section("compared-with", "Whom it is compared with", tuple(tables))


def _peer_table(peers: Peers) -> Table:
    columns = (
        Column("name", "Peer", kind="text"),
        Column("distance", "Distance", "standard deviations", decimals=2),
        Column("most_alike", "Most alike in", kind="text"),
        Column("least_alike", "Least alike in", kind="text"),
        Column("kept", "Stays when features are resampled", "%", decimals=0),
        Column("publisher", "On the publisher’s list", kind="text"),
    )
    rows = tuple(
        (
            row["name"],
            row["distance"],
            row["most_alike"],
            row["least_alike"],
            None if row["kept_in_resamples"] is None else 100 * row["kept_in_resamples"],
            row["publisher"] or "no",
        )
        for row in peers.table.iter_rows(named=True)
    )
    return Table(
        "peers",
        f"Peers of {said(peers.place)}, nearest first",
        columns,
        rows,
        "population estimates, boundaries and GVA by industry in the store",
    )


def _publisher_table(peers: Peers) -> Table:
    columns = (
        Column("kind", "Kind", kind="text"),
        Column("rank", "Rank", decimals=0),
        Column("name", "Neighbour", kind="text"),
        Column("found_here", "Found here too", kind="text"),
    )
    rows = tuple(
        (kind, rank, name, "yes" if found else "no")
        for kind, rank, name, found in peers.publisher.select(
            "kind", "rank", "name", "found_here"
        ).iter_rows()
    )
    return Table(
        "publisher-neighbours",
        "Statistical neighbours as the publisher lists them",
        columns,
        rows,
        "Office for National Statistics, similar areas",
    )
