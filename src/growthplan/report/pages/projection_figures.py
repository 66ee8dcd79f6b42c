"""Figures of the projection, each led down to equations, and these to the numbers they use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from growthplan.report.pages.projection_equations import equation_of
from growthplan.report.pages.projection_outcomes import outcome_figures, starting_point
from growthplan.report.pages.projection_view import LIFT, Outlook, percents, starting_small
from growthplan.vocabulary import Assumption, Figure, Input, Lineage, Source


def projection_figures(of: Outlook, sources: Sequence[Source] = ()) -> tuple[Figure, ...]:
    """Every figure of the projection, with one for each mechanism and each assumption used.

    What the plan adds has the mechanisms among its inputs, and each mechanism its assumptions, so
    that an explanation goes from an outcome to an equation to a citation. `sources` are the
    releases that were read.
    """
    mechanisms = tuple(_mechanisms(of))
    joined = f"{LIFT}/{of.made.place.code}/{of.until}/difference"
    own = tuple(
        _through(one, mechanisms) if one.id == joined else one
        for one in map(_by_figure, of.made.figures)
    )
    files = {one.id: one.file for one in sources}
    others = (*_assumptions(of), *_record(of, files), *_hanging(of), *outcome_figures(of))
    return (*own, *mechanisms, *(_of_run(one, of) for one in others))


def _by_figure(one: Figure) -> Figure:
    """An input that is itself a figure leads there, and from there to its release."""
    inputs = tuple(
        given.model_copy(update={"source": None}) if given.figure else given
        for given in one.lineage.inputs
    )
    return one.model_copy(update={"lineage": one.lineage.model_copy(update={"inputs": inputs})})


def _of_run(one: Figure, of: Outlook) -> Figure:
    run = of.made.figures[0].lineage.run if of.made.figures else None
    return one.model_copy(update={"lineage": one.lineage.model_copy(update={"run": run})})


def _through(one: Figure, mechanisms: tuple[Figure, ...]) -> Figure:
    added = tuple(
        Input(label=f.sentence, value=_number(f), unit="%", figure=f.id) for f in mechanisms
    )
    lineage = one.lineage.model_copy(update={"inputs": (*one.lineage.inputs, *added)})
    return one.model_copy(update={"lineage": lineage})


def _number(one: Figure) -> float | None:
    return one.value if isinstance(one.value, float) else None


def _mechanisms(of: Outlook) -> Iterator[Figure]:
    if not of.moves:
        return
    run = of.made.figures[0].lineage.run if of.made.figures else None
    for row in of.made.mechanisms.to_dicts():
        own = equation_of(row["mechanism"])
        used = [n for n in own.assumptions if n in of.made.assumptions] if own else []
        size = percents(row["median"])
        yield Figure(
            id=f"mechanism/{of.made.place.code}/{of.until}/{row['mechanism']}",
            value=float(row["median"]),
            display=size,
            unit="%",
            low=float(row["low"]),
            high=float(row["high"]),
            place=of.made.place.code,
            period=str(of.until),
            scenario="plan",
            sentence=f"By way of {starting_small(row['title'])} the plan adds {size} to GVA per "
            f"hour in {of.until} ({percents(row['low'])} to {percents(row['high'])}, 90%).",
            lineage=Lineage(
                formula=own.text if own else "what is left when the others are taken off",
                inputs=tuple(_input(of, name) for name in used) or starting_point(of),
                functions=(f"growthplan.system.{own.id}",) if own else (),
                run=run,
            ),
            caveats=(f"Method: {own.source}",) if own else (),
        )  # fmt: skip


def _input(of: Outlook, name: str) -> Input:
    one = of.made.assumptions[name]
    return Input(label=one.title, value=one.value, unit=one.unit, figure=assumption_id(of, name))


def assumption_id(of: Outlook, name: str) -> str:
    """The id of the figure of an assumption."""
    return f"assumption/{of.made.place.code}/{of.made.base_year}/{name}"


def record_id(of: Outlook, test: str, what: str) -> str:
    """The id of a figure of the back-test: `margin` or `coverage` of a test."""
    slug = "-".join("".join(c if c.isalnum() else " " for c in test.lower()).split())
    return f"back_test_{what}/{of.made.place.code}/{of.made.base_year}/{slug}"


def _record(of: Outlook, files: Mapping[str, str]) -> Iterator[Figure]:
    inputs = tuple(
        Input(
            label="Panel that was tried",
            value=None,
            unit="",
            source=source,
            file=files.get(source),
            cell="every place and year",
        )
        for source in of.made.record.sources
    )
    for one in of.made.record.hurdles:
        for what, value, formula in (
            ("margin", 100 * one.margin, "100 × (1 − score of the baseline ÷ score of the rule)"),
            ("coverage", 100 * one.cover_80, "share of outcomes inside the 80% range"),
        ):
            yield Figure(
                id=record_id(of, one.test, what),
                value=value,
                display=f"{value:.1f}%" if what == "margin" else f"{value:.0f}%",
                unit="%",
                place=of.made.place.code,
                period=str(of.made.base_year),
                sentence=one.in_words(),
                lineage=Lineage(
                    formula=formula,
                    inputs=inputs,
                    functions=("growthplan.system.backtest.track_record",),
                ),
                caveats=("Tried on all places, not on this one alone.",),
            )


def sensitivity_id(of: Outlook, name: str) -> str:
    """The id of an assumption's share of the doubt; `assumed` is that of all assumed numbers."""
    return f"sensitivity/{of.made.place.code}/{of.until}/{name}"


def _hanging(of: Outlook) -> Iterator[Figure]:
    found = of.made.hanging
    if found is None:
        return
    rows = [
        (r["id"], f"{r['title']} carries", r["share"])
        for r in found.table.to_dicts()
        if r["share"] >= 0.005
    ]
    assumed = ("assumed", "Of what is explained, assumed numbers carry", found.assumed_share)
    for name, words, share in (*rows, assumed):
        known = (name,) if name in of.made.assumptions else ()
        shown = f"{share:.0%}"
        yield Figure(
            id=sensitivity_id(of, name),
            value=share,
            display=shown,
            unit="share",
            place=of.made.place.code,
            period=str(of.until),
            scenario="plan",
            sentence=f"{words} {shown} of how far {found.answer} may lie from its middle.",
            lineage=Lineage(
                formula="share of the variance of the log effect that a standardised regression "
                "on every number drawn puts down to it",
                inputs=tuple(_input(of, one) for one in known or _assumed(of)),
                functions=("growthplan.system.sensitivity.screen",),
                assumptions=known,
            ),
            caveats=(f"A straight line explains {found.explained:.0%} of the variance.",),
        )


def _assumed(of: Outlook) -> list[str]:
    """Those on judgement only, among what the answer hangs on."""
    found = of.made.hanging
    rows = found.table.to_dicts() if found is not None else []
    return [r["id"] for r in rows if r["grade"] == "assumption" and r["id"] in of.made.assumptions]


def _assumptions(of: Outlook) -> Iterator[Figure]:
    for name, one in of.made.assumptions.items():
        yield Figure(
            id=assumption_id(of, name),
            value=one.value,
            display=one.describe(),
            unit=one.unit,
            low=one.low if one.value is not None else None,
            high=one.high if one.value is not None else None,
            place=of.made.place.code,
            period=str(of.made.base_year),
            sentence=f"{one.title}: {one.describe()}, {one.unit}.",
            lineage=Lineage(
                formula=f"Chosen: {one.source}",
                inputs=(_file(one),),
                assumptions=(_told(one),),
            ),
            caveats=tuple(text for text in (one.caveat, f"Checked: {one.checked}") if text),
        )


def _file(one: Assumption) -> Input:
    return Input(
        label=one.title,
        value=one.value,
        unit=one.unit,
        file="assumptions",
        cell=f"{one.id}.yaml",
    )


def _told(one: Assumption) -> str:
    return f"Grade of evidence: {one.grade}; drawn as {one.distribution.kind}."
