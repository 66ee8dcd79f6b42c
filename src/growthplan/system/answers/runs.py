"""Running a plan and its scenarios over the same draws, a block at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from growthplan.system import digital_adoption
from growthplan.system.answers.ground import STEADY, Ground, National
from growthplan.system.baseline import BaselineDraws
from growthplan.system.inputs import Action, BaselinePaths
from growthplan.system.parameters import Parameters, draw_parameters
from growthplan.system.pathways import Pathways
from growthplan.system.programme import Acting
from growthplan.system.simulate import Detail, simulate
from growthplan.vocabulary import Assumption

Floats = npt.NDArray[np.float64]

NO_PLAN, PLAN = "no_plan", "plan"
BY_PLACE = ("gva", "jobs")
"""Measures kept for each authority of the plan and of no plan: the others follow from these."""


@dataclass(frozen=True)
class Case:
    """One future: a plan's actions, and what is changed for the whole country."""

    id: str
    title: str
    acting: Acting
    national: National = STEADY
    summary: str = ""
    steps: tuple[str, ...] = ()
    """What the scenario does, in words, in order."""

    @property
    def without(self) -> str:
        """Id of the future without a plan that it is compared with."""
        return NO_PLAN if self.national == STEADY else f"{NO_PLAN}:{self.id}"


@dataclass(frozen=True)
class Drawn:
    """Assumptions and no-plan paths of the same draws."""

    parameters: Parameters
    baseline: BaselinePaths


@dataclass(frozen=True)
class Without:
    """Some draws, and no plan run on them."""

    parameters: Parameters
    baseline: BaselinePaths
    empty: Pathways


@dataclass(frozen=True)
class Ran:
    """Some draws with the first future run on them, and what else a further one needs."""

    kept: Mapping[str, Floats]
    drawn: BaselineDraws
    without: Without


@dataclass(frozen=True)
class Runs:
    """Every future over any run of draws; it can be sent to another process.

    Called with draws it gives what is kept of them: `FUTURE/MEASURE` [d, t] for the place,
    `FUTURE/MEASURE/places` [d, t, p] for futures in `whole` and for no plan, and what mechanisms
    bring in the last year, `FUTURE/mechanism/NAME` [d]. The numbers of a draw depend
    on the seed and its own number only.
    """

    ground: Ground
    cases: tuple[Case, ...]
    assumptions: Mapping[str, Assumption]
    until: int
    seed: int
    mechanisms: bool = True
    """Whether to keep what each mechanism brings."""
    whole: tuple[str, ...] = (PLAN,)
    """Ids of the futures of which authorities, wages and mechanisms are kept."""
    own: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        ids = {a.id for case in self.cases for a in case.acting.actions}
        object.__setattr__(self, "own", tuple(sorted(ids)))

    def parameters(self, draws: range) -> Parameters:
        """Drawn assumptions and the delivery success of every action in any of the futures."""
        found = draw_parameters(self.assumptions, self.own, self.seed, draws)
        done: set[str] = set()
        for case in self.cases:
            if new := {a.id for a in case.acting.actions} - done:
                found = case.acting.own_sizes(found, self.seed) if not new & done else found
                done |= new
        return found

    def at(self, draws: range, national: National = STEADY) -> Drawn:
        """Numbers and no-plan paths of some draws, to run the model on again and again."""
        drawn = self.ground.draws(self.until, self.seed, draws)
        return Drawn(self.parameters(draws), self.ground.baseline(drawn, national))

    def __call__(self, draws: range) -> dict[str, Floats]:
        parameters = self.parameters(draws)
        drawn = self.ground.draws(self.until, self.seed, draws)
        kept: dict[str, Floats] = {}
        for national, cases in _by_national(self.cases).items():
            without = self._without(parameters, drawn, national)
            main = any(case.id in self.whole for case in cases)
            _keep(kept, cases[0].without, without.empty, by_place=main or national == STEADY)
            for case in cases:
                self._keep_case(kept, case, without)
        return kept

    def first(self, draws: range) -> Ran:
        """Some draws with only the first future run on them, for `last` to add to."""
        alone = replace(self, cases=self.cases[:1])
        parameters = alone.parameters(draws)
        drawn = self.ground.draws(self.until, self.seed, draws)
        without = self._without(parameters, drawn, self.cases[0].national)
        kept: dict[str, Floats] = {}
        _keep(kept, self.cases[0].without, without.empty, by_place=True)
        self._keep_case(kept, self.cases[0], without)
        return Ran(kept, drawn, without)

    def last(self, ran: Ran) -> dict[str, Floats]:
        """What a call gives for the draws of `ran`, with only the last future still to run.

        The last future may have no action that the first has not: its draws are those.
        """
        case = self.cases[-1]
        kept = dict(ran.kept)
        if case == self.cases[0]:
            return kept
        without = ran.without
        if case.national != self.cases[0].national:
            without = self._without(without.parameters, ran.drawn, case.national)
            _keep(kept, case.without, without.empty, by_place=case.id in self.whole)
        self._keep_case(kept, case, without)
        return kept

    def _without(self, parameters: Parameters, drawn: BaselineDraws, national: National) -> Without:
        baseline = self.ground.baseline(drawn, national)
        return Without(parameters, baseline, self._run((), parameters, baseline))

    def _keep_case(self, kept: dict[str, Floats], case: Case, without: Without) -> None:
        main = case.id in self.whole
        detail = Detail(contributions=main and self.mechanisms)
        parameters = without.parameters
        paths = self._run(case.acting.actions, parameters, without.baseline, detail)
        _keep(kept, case.id, paths, by_place=main)
        if main:
            _keep_own(kept, case.id, paths, without.empty, parameters)

    def times(self, case: Case, masks: npt.ArrayLike, drawn: Drawn) -> dict[str, Floats]:
        """A future with its actions' money scaled: `MEASURE` [d, t] for the place."""
        paths = simulate(
            self.ground.economy, case.acting.actions, drawn.parameters, drawn.baseline, masks=masks
        )
        kept: dict[str, Floats] = {}
        _keep(kept, "", paths, by_place=False)
        return {name.removeprefix("/"): values for name, values in kept.items()}

    def _run(
        self,
        actions: tuple[Action, ...],
        parameters: Parameters,
        baseline: BaselinePaths,
        detail: Detail | None = None,
    ) -> Pathways:
        return simulate(
            self.ground.economy, actions, parameters, baseline, detail=detail or Detail()
        )


def _by_national(cases: tuple[Case, ...]) -> dict[National, list[Case]]:
    found: dict[National, list[Case]] = {STEADY: []}
    for case in cases:
        found.setdefault(case.national, []).append(case)
    return {national: group for national, group in found.items() if group}


def _keep(kept: dict[str, Floats], future: str, paths: Pathways, by_place: bool) -> None:
    """The place's own figures, as published: all output, imputed rent with it, over all hours."""
    total = paths.total_gva
    gva, hours, jobs = total.sum(axis=2), paths.hours.sum(axis=2), paths.jobs.sum(axis=2)
    kept[f"{future}/gva"], kept[f"{future}/hours"], kept[f"{future}/jobs"] = gva, hours, jobs
    kept[f"{future}/gva_per_hour"] = gva / hours
    kept[f"{future}/comparator"] = paths.comparator
    kept[f"{future}/population"] = paths.population.sum(axis=2)
    if paths.emissions is not None:
        kept[f"{future}/emissions"] = paths.emissions.sum(axis=2)
    if by_place:
        kept[f"{future}/gva/places"] = total
        kept[f"{future}/jobs/places"] = paths.jobs


def _keep_own(
    kept: dict[str, Floats],
    future: str,
    paths: Pathways,
    empty: Pathways,
    parameters: Parameters,
) -> None:
    """What only a plan has, in the last year: wages [d, p], and what mechanisms bring [d]."""
    kept[f"{future}/wages/places"] = paths.wages[:, -1]
    if paths.contributions is None:
        return
    made, worked, jobs = empty.gva[:, -1], empty.hours[:, -1], empty.jobs[:, -1]
    for name, term in paths.contributions.items():
        weight = made / made.sum(axis=1, keepdims=True)
        kept[f"{future}/mechanism/{name}"] = np.sum(weight * term[:, -1], axis=1)
    if "digital_adoption" in paths.contributions:
        gain = parameters[digital_adoption.GAIN][:, None]
        adopted = paths.contributions["digital_adoption"][:, -1] / np.where(gain > 0, gain, np.inf)
        share = worked / worked.sum(axis=1, keepdims=True)
        kept[f"{future}/adoption"] = np.sum(share * adopted, axis=1)
        lost = parameters[digital_adoption.DISPLACED] * np.sum(adopted * jobs, axis=1)
        kept[f"{future}/displaced"] = lost
        kept[f"{future}/reemployed"] = parameters[digital_adoption.REEMPLOYED] * lost
