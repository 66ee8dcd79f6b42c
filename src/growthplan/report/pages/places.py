"""Places: an index with a map, and a page for each local authority with its own measurement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from growthplan.report.maps import Outlines
from growthplan.report.model import Block, Chart, Note, Page, Prose, Section
from growthplan.report.pages.authorities import (
    View,
    hourly,
    hourly_map,
    hourly_table,
    slug_of,
    view_of,
)
from growthplan.report.pages.evidence import Evidence, count, start_of_sentence
from growthplan.report.pages.files import downloads
from growthplan.report.pages.overview import finding, lede, sureness
from growthplan.report.pages.pictures import levels_chart
from growthplan.report.prose import Link, RichText, rich
from growthplan.vocabulary import Figure, Place

SLUG = "places"


def places_pages(
    evidence: Evidence,
    members: Mapping[str, Evidence],
    boundaries: Outlines | None,
    more: Mapping[str, Sequence[Section]] | None = None,
) -> tuple[Page, ...]:
    """The index, then a page an authority.

    `members` holds the measurement of each authority by code; `more` further sections of an
    authority's page, such as its scorecard.
    """
    view = view_of(evidence)
    pages = [_index(evidence, members, boundaries, view)]
    places = {place.code: place for place in view.places} if view and view.own else {}
    pages += [
        _authority(places[code], own, tuple((more or {}).get(code, ())))
        for code, own in members.items()
        if code in places
    ]
    return tuple(pages)


def _index(
    evidence: Evidence,
    members: Mapping[str, Evidence],
    boundaries: Outlines | None,
    view: View | None,
) -> Page:
    targets = {
        place.code: f"{slug_of(place)}.html"
        for place in (view.places if view and view.own else ())
        if place.code in members
    }
    picture = hourly_map(evidence, boundaries, targets) if boundaries is not None else None
    lead: tuple[Block, ...] = (picture,) if picture else ()
    if picture is None and view is not None and evidence.newest is not None:
        lead = (hourly_table(evidence, view, hourly(evidence, view.places)),)
    if not lead:
        lead = (
            Note(
                "no data", rich("No local authority of {p} has a figure to map.", p=evidence.place)
            ),
        )
    sections = []
    if targets and view is not None:
        sections.append(Section("each", "Each local authority", (_links(view, targets, members),)))
    sections.append(Section("reading", "How to read this", (_reading(evidence),)))
    return Page(
        SLUG,
        "Places",
        _title(evidence, view),
        _lede(evidence, members, view),
        tuple(sections),
        lead=lead,
        downloads=downloads(),
    )


def _title(evidence: Evidence, view: View | None) -> str:
    newest = evidence.newest
    if view is None or newest is None:
        return f"No local figure can be shown for {evidence.place}"
    values = hourly(evidence, view.places)
    known = {c: v for c, v in values.items() if v is not None}
    above = [p.name for p in view.places if known.get(p.code, 0.0) > newest["comparator_value"]]
    many = count(len(known))
    where = "" if view.own else f" in {view.name}"
    if not above:
        return f"None of the {many} local authorities{where} is above {evidence.comparator}"
    if len(above) == 1:
        return (
            f"Only {above[0]}, of {many} local authorities{where}, is above {evidence.comparator}"
        )
    some = start_of_sentence(count(len(above)))
    return f"{some} of {many} local authorities{where} are above {evidence.comparator}"


def _lede(
    evidence: Evidence, members: Mapping[str, Evidence], view: View | None
) -> tuple[RichText, ...]:
    if view is None or evidence.newest is None:
        return (
            rich("Productivity of the local authorities of {p} is not in any edition held.",
                 p=evidence.place),
            rich("Nothing can be told apart inside it from these sources."),
            rich("Larger areas that hold it can be measured instead."),
        )  # fmt: skip
    gaps = {code: gap for code, own in members.items() if (gap := newest_gap(own)) is not None}
    if len(gaps) < 2:
        return _lede_of_one(evidence, view)
    ranked = sorted(gaps.values(), key=lambda gap: float(gap.value or 0.0))
    low, high = ranked[0], ranked[-1]
    names = {code: own.place for code, own in members.items()}
    who = {gap.id: names[code] for code, gap in gaps.items()}
    unsure = [
        c
        for c, g in gaps.items()
        if g.low is not None and g.high is not None and g.low < 0 < g.high
    ]
    return (
        rich(
            "Against {to}, {a} is {high:beside} and {b} is {low:beside}.",
            to=evidence.comparator, a=who[high.id], high=high, b=who[low.id], low=low,
        ),
        _how_sure(evidence, [names[c] for c in unsure], len(gaps)),
        _so_what(evidence, high, low),
    )  # fmt: skip


def _so_what(evidence: Evidence, high: Figure, low: Figure) -> RichText:
    whole = newest_gap(evidence)
    link = Link("the productivity page", "productivity.html#where")
    apart = abs(float(high.value or 0) - float(low.value or 0))
    if whole is None or apart <= abs(float(whole.value or 0)):
        return rich(
            "They stand closer together than the whole stands to {to}: {l} shows what each adds to "
            "the gap.", to=evidence.comparator, l=link,
        )  # fmt: skip
    return rich(
        "They stand further apart from each other than the whole does from {to} ({g:beside}), so "
        "the average describes none of them well: {l} shows what each adds to the gap.",
        to=evidence.comparator, g=whole, l=link,
    )  # fmt: skip


def _how_sure(evidence: Evidence, unsure: list[str], many: int) -> RichText:
    if not unsure:
        return rich(
            "For all {n}, the side of {to} on which they are is beyond the noise of revisions "
            "(90%).", n=count(many), to=evidence.comparator,
        )  # fmt: skip
    named = " and ".join((", ".join(unsure[:-1]), unsure[-1])) if len(unsure) > 1 else unsure[0]
    return rich(
        "For {who} we cannot tell yet on which side of {to} the truth lies, allowing for "
        "revisions (90%).", who=named, to=evidence.comparator,
    )  # fmt: skip


def _lede_of_one(evidence: Evidence, view: View) -> tuple[RichText, ...]:
    gap = newest_gap(evidence)
    assert evidence.newest is not None
    first = (
        rich("{p} is {g:beside} {to}.", p=evidence.place, g=gap, to=evidence.comparator)
        if gap
        else rich("{p} has no gap that can be quoted.", p=evidence.place)
    )
    sure = (
        rich("Allowing for revisions it may be {g:beside_range} (90%).", g=gap)
        if gap and gap.low is not None
        else rich("How far revisions may move it cannot be told yet.")
    )
    return (first, sure, rich("The map shows it among the authorities of {v}.", v=view.name))


def newest_gap(evidence: Evidence) -> Figure | None:
    """The figure of the newest headline gap."""
    newest = evidence.newest
    return evidence.figure(evidence.headline("_gap_pct"), newest["year"]) if newest else None


def _links(view: View, targets: Mapping[str, str], members: Mapping[str, Evidence]) -> Prose:
    lines = []
    for place in view.places:
        if place.code in targets:
            gap = newest_gap(members[place.code])
            link = Link(place.name, targets[place.code])
            to = members[place.code].comparator
            lines.append(
                rich("{l}: {g:beside} {to}", l=link, g=gap, to=to)
                if gap
                else rich("{l}: no figure is published", l=link)
            )
    return Prose(tuple(lines))


def _reading(evidence: Evidence) -> Prose:
    return Prose(
        (
            rich(
                "Output and hours are counted where the work is done, not where people live, so a "
                "low figure says nothing about how hard residents work."
            ),
            rich(
                "One large employer can move a small authority’s figure by a lot; the places are "
                "shown to learn from, and their order is not a ranking of merit."
            ),
        )
    )


def _authority(place: Place, own: Evidence, more: tuple[Section, ...]) -> Page:
    """One authority: the same finding, sentences and picture as the whole has."""
    chart = levels_chart(own, "levels")
    lead: tuple[Block, ...] = (_renamed(chart, place),) if chart else ()
    if not lead:
        text = rich("The Office for National Statistics publishes no series for {p}.", p=own.place)
        lead = (Note("no data", text),)
    return Page(
        slug_of(place),
        own.place,
        f"{own.place}: {_lower(finding(own))}",
        lede(own),
        (*more, Section("sure", "How sure are we?", sureness(own))),
        lead=lead,
        downloads=downloads(),
        under=SLUG,
    )


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def _renamed(chart: Chart, place: Place) -> Chart:
    """The chart with a table of its own name, as tables are named across all pages."""
    table = replace(chart.data, id=f"{chart.data.id}-{slug_of(place).removeprefix('place-')}")
    return replace(chart, data=table)
