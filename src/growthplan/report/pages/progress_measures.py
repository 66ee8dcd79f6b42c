"""Every measure of the plan with its picture, its signal, and what would let us tell."""

from __future__ import annotations

from growthplan.monitoring import Watched
from growthplan.report.model import (
    Block,
    Definitions,
    KeyFigure,
    KeyFigures,
    Note,
    Page,
    Prose,
    Section,
)
from growthplan.report.pages.progress_overview import title_of
from growthplan.report.pages.progress_tracks import track_chart
from growthplan.report.pages.progress_view import (
    MEASURES,
    ProgressView,
    anchor,
    figure_of,
    in_words,
    period_in_words,
    until_told,
)
from growthplan.report.prose import Link, RichText, Words, rich

_KEYS = {
    "on_track_probability": "Chance of being where planned",
    "gap_to_path": "From its path",
    "underlying_trend": "Change a year underneath",
    "underlying_level": "Level underneath",
}
_MOST_KEYS = 2


def measures_page(of: ProgressView) -> Page:
    """A section a measure; those without a published figure together at the end."""
    seen = [one for one in of.own if one.underlying is not None or one.newest]
    rest = [one for one in of.own if one not in seen]
    sections = [Section(anchor(one), one.title, _blocks(of, one)) for one in seen]
    if rest:
        sections.append(Section("without", "Measures without a figure", (_missing(rest),)))
    return of.page(MEASURES, "Each measure", _title(of, len(seen), len(rest)), lede=_lede(of),
                   sections=tuple(sections), screen_only=True)  # fmt: skip


def _title(of: ProgressView, seen: int, rest: int) -> str:
    without = f"; {rest} have no figure yet" if rest > 1 else ""
    return f"{seen} of {len(of.own)} measures have a published series{without}"


def _lede(of: ProgressView) -> tuple[RichText, ...]:
    return (
        rich("{t}.", t=title_of(of)),
        rich("Dots are published figures; the line is the level underneath, once noise and "
             "revision are taken out, with the ranges in which it lies."),
        rich("So one bad year moves the dot far and the line little, and the signal seldom."),
    )  # fmt: skip


def _blocks(of: ProgressView, one: Watched) -> tuple[Block, ...]:
    keys = _keys(one)
    chart = track_chart(of, one)
    shown: list[Block] = [keys] if keys else []
    if chart is not None and one.headline:
        there = Link("the first page", f"progress.html#{chart.id}", one.title)
        shown.append(Prose((rich("Its picture stands on {l}.", l=there),)))
    elif chart is not None:
        shown.append(chart)
    elif one.newest:
        shown.append(Note("no data", rich("Too few figures are published to look underneath.")))
    return (*shown, _what_is_said(one))


def _keys(one: Watched) -> KeyFigures | None:
    found = [
        KeyFigure(name, figure.id)
        for measure, name in _KEYS.items()
        if (figure := figure_of(one, measure)) is not None and figure.value is not None
    ]
    return KeyFigures(tuple(found[:_MOST_KEYS])) if found else None


def _what_is_said(one: Watched) -> Definitions:
    entries: list[tuple[str, RichText]] = [("Signal", (Words(one.signal.sentence),))]
    if one.path is not None:
        entries.append(("Planned path", (Words(one.path.sentence),)))
    for earlier in one.earlier_paths:
        when = f" (replaced on {earlier.replaced}: {earlier.reason})" if earlier.replaced else ""
        entries.append(("Earlier target", (Words(f"{earlier.sentence}{when}"),)))
    if one.signal.status in ("cannot tell yet", "no data"):
        entries.append(("What would tell", (Words(f"{until_told(one)}.".capitalize()),)))
    if one.alarms is not None:
        entries.append(("How often the rule is wrong", (Words(one.alarms.sentence),)))
    if one.released is not None:
        said = f"{period_in_words(one)}, published on {in_words(one.released)}."
        entries.append(("Newest figure", (Words(said),)))
    if one.notes:
        entries.append(("To bear in mind", (Words(" ".join(one.notes)),)))
    return Definitions(tuple(entries))


def _missing(rest: list[Watched]) -> Definitions:
    return Definitions(tuple(
        (one.title, (Words(" ".join((one.signal.sentence, *one.notes))),)) for one in rest
    ), tuple(anchor(one) for one in rest))  # fmt: skip
