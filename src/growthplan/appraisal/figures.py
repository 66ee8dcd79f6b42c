"""Appraisals as figures: number, range, sentence and lineage made together."""

from __future__ import annotations

from collections.abc import Iterator

from growthplan.appraisal.ledger_figures import ledger_figures
from growthplan.appraisal.lineage import Grounds, line_input
from growthplan.appraisal.result import Appraisal, Bundle
from growthplan.appraisal.sentences import (
    bcr_sentence,
    bundle_sentence,
    interaction_sentence,
    npsv_sentence,
    pounds,
    ratio_in_words,
)
from growthplan.vocabulary import Figure, Input, Lineage

NPSV_FORMULA = (
    "sum over years of (benefits to society − public cost − private cost) × discount factor; "
    "mean over draws"
)
BCR_FORMULA = "(benefits − private cost) ÷ public cost, present values; ratio of means over draws"
BUNDLE_FORMULA = "sum of net present values of each by itself + what they bring beyond each alone"
TOGETHER_FORMULA = (
    "present value of what the actions bring together − sum of what each brings alone; mean over "
    "draws"
)
FUNCTIONS = (
    "growthplan.appraisal.discount_factors",
    "growthplan.appraisal.appraise",
    "growthplan.system.simulate",
)
_ALWAYS = ("appraisal.discount", "appraisal.period")


def figures_of(
    actions: tuple[Appraisal, ...],
    bundle: Bundle | None,
    place: str,
    price_year: int,
    scenario: str,
    grounds: Grounds,
) -> tuple[Figure, ...]:
    """`npsv/ACTION` and `bcr/ACTION` of what is valued, those of the bundle, and both ledgers.

    Costs lead to the plan's entries, benefits to `benefits/ACTION`, and from there to what the
    action acts on and the published start.
    """
    made = [f for one in actions for f in _of(one, place, price_year, scenario, grounds)]
    if bundle is not None:
        made += _of_bundle(bundle, actions, place, price_year, scenario)
    return (*made, *ledger_figures(actions, place, price_year, scenario, grounds))


def _of(
    one: Appraisal,
    place: str,
    price_year: int,
    scenario: str,
    grounds: Grounds,
) -> Iterator[Figure]:
    if not one.is_valued:
        return
    after = f"/{scenario}" if scenario else ""
    period, caveats = f"{one.years[0]}-{one.last}", _caveats(one, grounds)
    yield Figure(
        id=f"npsv/{one.id}{after}",
        value=one.npsv.mean,
        display=pounds(one.npsv.mean),
        unit="£m",
        low=one.npsv.low,
        high=one.npsv.high,
        place=place,
        period=period,
        scenario=scenario or None,
        sentence=npsv_sentence(one, price_year),
        lineage=_lineage(one, NPSV_FORMULA, after, grounds),
        caveats=caveats,
    )
    if one.bcr is not None:
        yield Figure(
            id=f"bcr/{one.id}{after}",
            value=one.bcr.mean,
            display=ratio_in_words(one.bcr),
            unit="ratio",
            low=one.bcr.low,
            high=one.bcr.high,
            place=place,
            period=period,
            scenario=scenario or None,
            sentence=bcr_sentence(one),
            lineage=_lineage(one, BCR_FORMULA, after, grounds),
            caveats=caveats,
        )


def _lineage(one: Appraisal, formula: str, after: str, grounds: Grounds) -> Lineage:
    costs = (line_input(one, line, " (less)") for line in one.lines if line.side == "cost")
    gained = Input(label="Benefits to society, present value (more)", value=one.benefits.mean,
                   unit="£m", figure=f"benefits/{one.id}{after}")  # fmt: skip
    known = grounds.assumptions
    named = (name for line in one.lines for name in line.rests_on if name in known)
    return Lineage(
        formula=formula,
        inputs=(*costs, gained),
        functions=FUNCTIONS,
        assumptions=tuple(dict.fromkeys((*_ALWAYS, *named))),
    )


def _caveats(one: Appraisal, grounds: Grounds) -> tuple[str, ...]:
    found, assumptions = [], grounds.assumptions
    if any(line.side == "cost" and line.assumed for line in one.lines):
        found.append("Some of its money by year is illustrative, not published.")
    if any(name in assumptions and assumptions[name].is_assumed
           for line in one.lines for name in line.rests_on):  # fmt: skip
        found.append("It rests on assumed numbers, among them what is taken from elsewhere.")
    return (*found, *one.not_valued)


def _of_bundle(
    one: Bundle, actions: tuple[Appraisal, ...], place: str, price_year: int, scenario: str
) -> Iterator[Figure]:
    after = f"/{scenario}" if scenario else ""
    shared = {"place": place, "period": f"to {one.last}", "scenario": scenario or None}
    members = tuple(
        Input(
            label=f"NPSV of {action.title} by itself",
            value=action.npsv.mean,
            unit="£m",
            figure=f"npsv/{action.id}{after}",
        )
        for action in actions
        if action.id in one.members
    )
    beyond = Input(
        label="Together beyond each alone",
        value=one.interaction.mean,
        unit="£m",
        figure=f"npsv_interaction/{one.id}{after}",
    )
    yield Figure(
        id=f"npsv/{one.id}{after}",
        value=one.npsv.mean,
        display=pounds(one.npsv.mean),
        unit="£m",
        low=one.npsv.low,
        high=one.npsv.high,
        sentence=bundle_sentence(one, price_year),
        lineage=Lineage(
            formula=BUNDLE_FORMULA,
            inputs=(*members, beyond),
            functions=FUNCTIONS,
            assumptions=_ALWAYS,
        ),
        **shared,
    )
    if one.bcr is not None:
        yield Figure(
            id=f"bcr/{one.id}{after}",
            value=one.bcr.mean,
            display=ratio_in_words(one.bcr),
            unit="ratio",
            low=one.bcr.low,
            high=one.bcr.high,
            sentence=f"{one.title}: {ratio_in_words(one.bcr)} pounds of benefits for each pound "
            "of public money.",
            lineage=Lineage(
                formula=BCR_FORMULA, inputs=members, functions=FUNCTIONS, assumptions=_ALWAYS
            ),
            **shared,
        )
    yield Figure(
        id=f"npsv_interaction/{one.id}{after}",
        value=one.interaction.mean,
        display=pounds(one.interaction.mean),
        unit="£m",
        low=one.interaction.low,
        high=one.interaction.high,
        sentence=interaction_sentence(one),
        lineage=Lineage(
            formula=TOGETHER_FORMULA, inputs=members, functions=FUNCTIONS, assumptions=_ALWAYS
        ),
        **shared,
    )
