"""The evidence that a build publishes: evaluations, what they taught, and what could be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from growthplan.evaluation import (
    Answered,
    Beforehand,
    Estimate,
    Gaps,
    Registered,
    Registration,
    Settings,
    beforehand_figures,
    changed_fields,
    estimate,
    gaps_of,
    power_figure,
)
from growthplan.journeys import evaluation_files, learning, released, running
from growthplan.journeys.evaluating_beforehand import beforehand_of
from growthplan.journeys.evaluating_registered import answer_from
from growthplan.journeys.evaluating_rings import rings_of
from growthplan.journeys.projecting_for_pages import Wanted
from growthplan.report.pages import Ahead, Evaluations, Examined, Taught, learned_figures
from growthplan.store import Store
from growthplan.vocabulary import Figure, GrowthplanError, RunRecord

_MISNAMED = ("indicator", "place")
"""Faults of what is written, where others come of what is not published yet."""
_INTERVAL = 0.9
"""Of the picture year by year, as pages have it elsewhere."""


def evaluations_for_pages(held: Store, wanted: Wanted, ahead: Ahead | None) -> Evaluations:
    """A plan's evidence. What cannot be run says why; faults of its files raise GrowthplanError."""
    folder = wanted.folder
    if folder.is_file() and not released.is_release(folder):
        folder = folder.parent
    examined, unable = _examined(held, folder, wanted.as_at)
    taught = _taught(folder, tuple(one.answered for one in examined))
    projection = ahead.projection if ahead is not None else None
    before, sources = beforehand_of(held, wanted.plan, projection, wanted.as_at)
    used = {one.id: one for e in examined for one in e.sources} | {s.id: s for s in sources}
    return Evaluations(
        examined,
        taught,
        before,
        used=None if projection is None else frozenset(projection.assumptions),
        findings=ahead.findings if ahead is not None else None,
        figures=tuple(_figures(examined, taught, before)),
        sources=tuple(used.values()),
        refused=unable,
    )


def _figures(
    examined: tuple[Examined, ...], taught: tuple[Taught, ...], before: tuple[Beforehand, ...]
) -> Iterator[Figure]:
    for one in examined:
        yield from one.answered.figures
        if one.power is not None:
            yield one.power
    for lesson in taught:
        yield from learned_figures(lesson)
    for action in before:
        yield from beforehand_figures(action)


def _examined(held: Store, folder: Path, as_at: date | None) -> tuple[tuple[Examined, ...], str]:
    """Every registered evaluation, and why some or all could not be run."""
    if released.is_release(folder):
        return (), "A release holds no register of evaluations; the plan’s folder does."
    if not any((folder / evaluation_files.FOLDER).glob("*.yaml")):
        return (), "The plan registers no evaluation yet."
    registrations = evaluation_files.read_registrations(folder)
    register = evaluation_files.read_register(folder)
    found, unable, misnamed = [], [], []
    for one in registrations.values():
        try:
            found.append(_one(held, one, register, as_at))
        except GrowthplanError as refused:
            misnamed += [fault for fault in refused.faults if fault.code in _MISNAMED]
            unable.append(f"{one.title}: {' '.join(str(fault) for fault in refused.faults)}")
    if misnamed:
        raise GrowthplanError(misnamed)
    return tuple(found), " ".join(unable)


def _one(
    held: Store, asked: Registration, register: tuple[Registered, ...], as_at: date | None
) -> Examined:
    answered, sources = answer_from(held, asked, register, as_at)
    entries = tuple(entry for entry in register if entry.id == asked.id)
    changes = changed_fields(entries[0], asked) if entries else ()
    made = Examined(answered, entries, changes, sources=sources, power=power_figure(answered))
    if not answered.estimates:
        return replace(made, rings_why="No figure after it began is published yet.")
    rings, why = rings_of(held, asked, as_at)
    gaps, event = _pictured(answered)
    return replace(made, gaps=gaps, event=event, rings=rings, rings_why=why)


def _pictured(answered: Answered) -> tuple[Gaps | None, Estimate | None]:
    """What is drawn beside the registered answer."""
    if len(answered.panel.starts) != 1:
        return None, None
    settings = Settings(level=_INTERVAL, seed=answered.registration.seed)
    return gaps_of(answered.panel), estimate(answered.panel, "event-study", settings)


def _taught(folder: Path, answers: tuple[Answered, ...]) -> tuple[Taught, ...]:
    if not any(one.registration.informs and one.estimates for one in answers):
        return ()
    return tuple(
        Taught(
            one.assumption, one.evaluations, one.learned, one.standing,
            learning.changed_fields(one), one.file,
        )
        for one in learning.proposals(folder, answers)
    )  # fmt: skip


def stamped(found: Evaluations, run: RunRecord) -> Evaluations:
    """The same, its figures told to be of a build's run."""
    figures = {one.id: one for one in running.stamped(found.figures, run)}
    examined = tuple(
        replace(
            one,
            answered=replace(
                one.answered, figures=tuple(figures[f.id] for f in one.answered.figures)
            ),
            power=one.power and figures[one.power.id],
        )
        for one in found.examined
    )
    return replace(found, examined=examined, figures=tuple(figures.values()))
