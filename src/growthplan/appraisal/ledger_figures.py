"""Cost, benefits and the local ledger of each action as figures, and how many actions pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from growthplan.appraisal.lineage import ENTRIES, Grounds, effects_of, line_input
from growthplan.appraisal.lines import Line, Range
from growthplan.appraisal.result import Appraisal, LocalLedger
from growthplan.appraisal.sentences import between, pounds
from growthplan.vocabulary import Figure, Input, Lineage, display

VERDICTS = ("pays", "does not pay", "cannot tell", "not by what is valued", "not valued")
"""Everything that can be said of whether an action pays."""
_FUNCTIONS = ("growthplan.appraisal.appraise", "growthplan.system.simulate")
_PRESENT = "sum over years of {} × discount factor; mean over draws"
_NONE = Input(label="No action", value=0, unit="count", file=ENTRIES, cell="no entry")
_KINDS = {
    "gross": "as if all were additional",
    "net": "less what would have come anyway, what is taken from elsewhere in the place, and what "
    "leaks out of it",
    "national": "less what is taken from the rest of the country too",
}


def ledger_figures(
    actions: Sequence[Appraisal], place: str, price_year: int, scenario: str, grounds: Grounds
) -> tuple[Figure, ...]:
    """`public_cost`, `benefits`, `gva_net`, `gva_national`, `jobs_gross`, `jobs_net` and
    `jobs_national` of each action, and `actions_by_worth` for each verdict."""
    make = _Maker(place, price_year, scenario, grounds)
    found = [figure for one in actions for figure in make.of(one)]
    found += [make.count(actions, verdict) for verdict in VERDICTS]
    return tuple(found)


@dataclass(frozen=True)
class _Maker:
    place: str
    price_year: int
    scenario: str
    grounds: Grounds

    @property
    def after(self) -> str:
        return f"/{self.scenario}" if self.scenario else ""

    def of(self, one: Appraisal) -> Iterator[Figure]:
        if one.public.mean:
            paid = _inputs(one, _lines(one, "cost", "public"))
            yield self.money(one, "public_cost", one.public, "public cost, with optimism bias",
                             _PRESENT.format("public cost"), paid)  # fmt: skip
        if one.is_valued:
            gained = _inputs(one, _lines(one, "benefit"))
            rest = (*self.grounds.named(_lines(one, "benefit")), *self.start(one))
            yield self.money(one, "benefits", one.benefits, "what is valued of its benefits",
                             _PRESENT.format("benefits to society"), (*gained, *rest),
                             self.model(one))  # fmt: skip
        if one.local is not None:
            yield from self.local(one, one.local)

    def local(self, one: Appraisal, ledger: LocalLedger) -> Iterator[Figure]:
        for kind, value in (("net", ledger.gva_net), ("national", ledger.gva_national)):
            what = f"output of the place, {_KINDS[kind]}"
            yield self.money(one, f"gva_{kind}", value, what,
                             _PRESENT.format("change of GVA to no plan"),
                             self.of_model(one), self.model(one))  # fmt: skip
        gross, net, national = ledger.jobs_gross, ledger.jobs_net, ledger.jobs_national
        for kind, value in (("gross", gross), ("net", net), ("national", national)):
            yield self.jobs(one, ledger.year, kind, value)

    def model(self, one: Appraisal) -> tuple[str, ...]:
        """Ids of the assumptions that the model's answer rests on."""
        return self.grounds.model.get(one.id, ())

    def start(self, one: Appraisal) -> tuple[Input, ...]:
        """The published start, where anything of the action is modelled."""
        return self.grounds.start if self.model(one) else ()

    def of_model(self, one: Appraisal) -> tuple[Input, ...]:
        """What output and jobs come from."""
        return (effects_of(one), *self.start(one))

    def money(
        self, one: Appraisal, measure: str, value: Range, what: str, formula: str,
        inputs: tuple[Input, ...], assumptions: tuple[str, ...] = (),
    ) -> Figure:  # fmt: skip
        return Figure(
            id=f"{measure}/{one.id}{self.after}",
            value=value.mean,
            display=pounds(value.mean),
            unit="£m",
            low=value.low,
            high=value.high,
            place=self.place,
            period=f"{one.years[0]}-{one.last}",
            scenario=self.scenario or None,
            sentence=f"{one.title}: {what}, {pounds(value.mean)} ({between(value)}, 90%; present "
            f"value, {self.price_year} prices).",
            lineage=Lineage(
                formula=formula, inputs=inputs, functions=_FUNCTIONS, assumptions=assumptions
            ),
        )

    def jobs(self, one: Appraisal, year: int, kind: str, value: Range) -> Figure:
        low, mean, high = (display(each, "jobs") for each in (value.low, value.mean, value.high))
        return Figure(
            id=f"jobs_{kind}/{one.id}/{year}{self.after}",
            value=value.mean,
            display=mean,
            unit="jobs",
            low=value.low,
            high=value.high,
            place=self.place,
            period=str(year),
            scenario=self.scenario or None,
            sentence=f"{one.title}: {mean} jobs in {year}, {_KINDS[kind]} (between {low} and "
            f"{high}, 90%).",
            lineage=Lineage(formula=f"jobs with the action − jobs without, {_KINDS[kind]}; mean "
                            "over draws", inputs=self.of_model(one), functions=_FUNCTIONS,
                            assumptions=self.model(one)),
        )  # fmt: skip

    def count(self, actions: Sequence[Appraisal], verdict: str) -> Figure:
        found = [one for one in actions if one.value_for_money == verdict]
        return Figure(
            id=f"actions_by_worth/{self.place}/{verdict.replace(' ', '-')}{self.after}",
            value=len(found),
            display=str(len(found)),
            unit="count",
            place=self.place,
            period=str(actions[0].years[0]) if actions else "",
            scenario=self.scenario or None,
            sentence=f"Actions of which an appraisal says ‘{verdict}’: {len(found)} of "
            f"{len(actions)}.",
            lineage=Lineage(
                formula="number of actions; ‘pays’ and ‘does not pay’ need 95 draws of 100",
                inputs=tuple(self.counted(one) for one in found) or (_NONE,),
                functions=_FUNCTIONS[:1],
            ),
        )  # fmt: skip

    def counted(self, one: Appraisal) -> Input:
        """An action as one of a number: by its worth, or by its entry when nothing is valued."""
        if one.is_valued:
            return Input(label=one.title, value=one.npsv.mean, unit="£m",
                         figure=f"npsv/{one.id}{self.after}")  # fmt: skip
        return Input(label=one.title, value=None, unit="£m", file=ENTRIES, cell=one.id)


def _lines(one: Appraisal, side: str, who: str | None = None) -> tuple[Line, ...]:
    return tuple(
        line
        for line in one.lines
        if line.ledger == "welfare" and line.side == side and who in (None, line.who)
    )


def _inputs(one: Appraisal, lines: Sequence[Line]) -> tuple[Input, ...]:
    return tuple(line_input(one, line) for line in lines)
