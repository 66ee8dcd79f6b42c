"""The overview: the finding, how sure it is, what it means, and what has been said."""

from __future__ import annotations

from datetime import date, timedelta

from growthplan.accounts import ClaimCheck
from growthplan.report.diagnosis import Diagnosis
from growthplan.report.model import (
    Block,
    Definitions,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Prose,
    Section,
    Statement,
    Statements,
)
from growthplan.report.pages.closing import closing_figures
from growthplan.report.pages.evidence import Evidence, edition_title, owner, percent, said, side
from growthplan.report.pages.files import downloads
from growthplan.report.pages.pictures import levels_chart
from growthplan.report.pages.why import why_section
from growthplan.report.prose import Link, RichText, Words, rich
from growthplan.vocabulary import Figure, display

_FITS = {
    True: "Fits",
    False: "Does not fit our figures as they stand",
    None: "Has no published figure to be checked against",
}


def overview_page(evidence: Evidence, diagnosis: Diagnosis | None = None) -> Page:
    """The first page; says what is missing when the place has no productivity figure."""
    sections = [
        section
        for section in (
            why_section(diagnosis) if diagnosis else None,
            _plan_section(evidence),
            statements_section(evidence),
            Section("sure", "How sure are we?", sureness(evidence)),
        )
        if section is not None
    ]
    return Page(
        "index",
        "Overview",
        finding(evidence),
        lede(evidence),
        tuple(sections),
        lead=(*key_figures(evidence), *(c for c in (levels_chart(evidence),) if c)),
        downloads=downloads(),
    )


def finding(evidence: Evidence) -> str:
    """The page's title: the gap now, and whether it has changed."""
    newest, oldest = evidence.newest, evidence.oldest
    if newest is None:
        return f"No productivity figure is published for {evidence.place}"
    now = newest["gap_pct"]
    if display(abs(now), "%") == display(0.0, "%"):
        return f"Productivity is level with {owner(evidence.comparator)}"
    start = f"Productivity is {percent(now)} {side(now)} {owner(evidence.comparator)}"
    if oldest is None or oldest["gap_pct"] * now <= 0:
        return start
    then = oldest["gap_pct"]
    if evidence.change_is_clear:
        moved = "grown" if abs(now) > abs(then) else "narrowed"
        what = "gap" if now < 0 else "lead"
        return f"{start}, and the {what} has {moved} since {oldest['year']}"
    return f"{start}; in {oldest['year']} it was {percent(then)} {side(then)}"


def lede(evidence: Evidence) -> tuple[RichText, ...]:
    """What, how sure, so what."""
    newest = evidence.newest
    if newest is None:
        return (
            rich(
                "{p} has no figure for GVA per hour worked in any edition held.", p=evidence.place
            ),
            rich("Nothing about its productivity can be said from these sources."),
            rich("Nearby and larger areas that have figures can be measured instead."),
        )
    return (_what(evidence), _how_sure(evidence), _so_what(evidence))


def _pair(evidence: Evidence) -> tuple[Figure, Figure | None, Figure]:
    """Level here, level there, gap: of the newest year."""
    newest = evidence.newest
    assert newest is not None
    year = newest["year"]
    here = evidence.figures[evidence_id(evidence, "", year)]
    there = evidence.figure(evidence.headline(), year, place=evidence.comparator_code)
    gap = evidence.figure(evidence.headline("_gap_pct"), year)
    assert gap is not None
    return here, there, gap


def evidence_id(evidence: Evidence, suffix: str, year: int) -> str:
    """Id of a headline figure of the place in a year."""
    return f"{evidence.headline(suffix)}/{evidence.code}/{year}"


def _what(evidence: Evidence) -> RichText:
    here, there, gap = _pair(evidence)
    against = there if there is not None else Words("what it made")
    return rich(
        "In {year} an hour’s work in {place} made {here}, against {there} in {to}: {gap:beside}"
        "{end}",
        year=here.period,
        place=evidence.place,
        here=here,
        there=against,
        to=evidence.comparator,
        gap=gap,
        end="." if gap.value and abs(float(gap.value)) >= 0.05 else " level.",
    )


def _how_sure(evidence: Evidence) -> RichText:
    _, _, gap = _pair(evidence)
    if gap.low is None:
        return rich(
            "How far later editions may move this cannot be told yet: too few editions are held "
            "for places of this kind."
        )
    oldest = evidence.oldest
    if oldest is None or evidence.change_is_clear is None:
        return rich("The truth may be {gap:beside_range} (90%).", gap=gap)
    then = evidence.figure(evidence.headline("_gap_pct"), oldest["year"])
    assert then is not None
    if evidence.change_is_clear:
        return rich(
            "Allowing for revisions it may be {gap:beside_range} (90%); the change since "
            "{year}, when it was {then:beside}, is larger than that noise.",
            gap=gap,
            then=then,
            year=str(oldest["year"]),
        )
    return rich(
        "Allowing for revisions it may be {gap:beside_range} (90%), so we cannot tell yet whether "
        "it has changed since {year}, when it was {then:beside}.",
        gap=gap,
        then=then,
        year=str(oldest["year"]),
    )


def _so_what(evidence: Evidence) -> RichText:
    newest = evidence.newest
    closing = closing_figures(evidence)
    if newest is not None and newest["gap_pct"] >= 0:
        return rich("There is no gap to {to} to close.", to=evidence.comparator)
    if closing is None:
        return rich("What closing the gap would take cannot be worked out from these sources.")
    head = "If {assumed}, closing it by {by} takes growth of {growth}, {extra} faster"
    assumed = Words(f"{evidence.comparator} keeps its pace", "assumed")
    if closing.worth is None:
        return rich(head + ".", by=closing.by, growth=closing.growth, extra=closing.extra,
                    assumed=assumed)  # fmt: skip
    return rich(
        head + ", and would be worth {worth} a year.",
        by=closing.by,
        growth=closing.growth,
        extra=closing.extra,
        assumed=assumed,
        worth=closing.worth,
    )


def key_figures(evidence: Evidence) -> tuple[Block, ...]:
    """Up to four numbers to see first; none for a place without a figure."""
    if evidence.newest is None:
        return (
            Note("no data", rich("The publisher prints no productivity figure for this place.")),
        )
    here, there, gap = _pair(evidence)
    context = rich("{to}: {there}", to=evidence.comparator, there=there) if there else ()
    items = [
        KeyFigure(f"GVA per hour worked, {here.period}", here.id, context),
        KeyFigure(
            f"Gap to {evidence.comparator}",
            gap.id,
            rich("{r:range} (90%)", r=gap) if gap.low is not None else (),
        ),
    ]
    closing = closing_figures(evidence)
    if closing:
        assumed = (Words(f"if {evidence.comparator} keeps its pace", "assumed"),)
        items.append(
            KeyFigure(f"Growth that closes it by {closing.by}", closing.growth.id, assumed)
        )
        if closing.worth:
            items.append(KeyFigure("Worth of closing it", closing.worth.id, rich("of GVA a year")))
    return (KeyFigures(tuple(items)),)


def sureness(evidence: Evidence) -> tuple[Block, ...]:
    """What is provisional, what is estimated here, what is missing."""
    blocks: list[Block] = []
    if evidence.newest is not None:
        blocks.append(
            Note(
                "provisional",
                rich(
                    "The years from {y} are revised most. The publisher calls these figures "
                    "official statistics in development; read no more than one decimal into them.",
                    y=str(evidence.provisional_from),
                ),
            )
        )
    noise = evidence.measurement.noise
    if noise is not None:
        blocks.append(
            Prose(
                (
                    rich(
                        "The publisher prints no range, so it is estimated here from how far "
                        "editions moved and from what smoothing leaves. {link}.",
                        link=Link("How it is worked out", "method.html#range"),
                    ),
                )
            )
        )
    return tuple(blocks) or (Note("no data", rich("No figure, so nothing to be sure of.")),)


def statements_section(evidence: Evidence) -> Section | None:
    """Public statements beside our figures; None when there are none."""
    if not evidence.claims:
        return None
    entries = tuple(_statement(evidence, check) for check in evidence.claims)
    return Section("statements", "What has been said, and what the figures say", (
        Statements(entries),
    ))  # fmt: skip


def _statement(evidence: Evidence, check: ClaimCheck) -> Statement:
    when = f"{check.claim.source}, {_day(check.claim.date)}"
    verdict = _FITS[check.fits]
    if check.fits:
        best = check.table.row(0, named=True)
        verdict = f"Fits the figure of {best['year']}, {edition_title(best['edition'])}"
        if best["comparator"]:
            against = said(evidence.statistics.gazetteer[best["comparator"]])
            verdict = f"Fits the figure against {against}, {edition_title(best['edition'])}"
    return Statement(check.claim.statement, when, verdict, (Words(check.sentence),))


def _day(day: date) -> str:
    """A day, no more exactly than it is known: the last of a year or month stands for all of it.

    >>> _day(date(2025, 10, 13)), _day(date(2025, 12, 31)), _day(date(2025, 6, 30))
    ('13 October 2025', '2025', 'June 2025')
    """
    tomorrow = day + timedelta(days=1)
    if tomorrow.year > day.year:
        return str(day.year)
    return f"{day:%B %Y}" if tomorrow.month != day.month else f"{day.day} {day:%B %Y}"


def _plan_section(evidence: Evidence) -> Section | None:
    plan = evidence.plan
    if plan is None:
        return None
    outcomes = tuple(
        (
            outcome.title,
            (Words(outcome.target.statement, "announced"),)
            if outcome.target
            else rich("Target: not published."),
        )
        for outcome in plan.outcomes
    )
    named = (("Themes", plan.themes), ("Principles", plan.principles))
    lists = tuple(
        (title, rich("{t}", t="; ".join(entry.title for entry in entries) + "."))
        for title, entries in named
        if entries
    )
    mission = rich("{m}", m=plan.mission.statement)
    span = rich(
        "It runs from {a} to {b}. {l}.", a=str(plan.horizon.start), b=str(plan.horizon.end),
        l=Link("The whole plan on one page", "plan.html"),
    )  # fmt: skip
    return Section("plan", f"What {plan.title} sets out to do", (
        Prose((mission, span)),
        Definitions((*outcomes, *lists)),
    ))  # fmt: skip
