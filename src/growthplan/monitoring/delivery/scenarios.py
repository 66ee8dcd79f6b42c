"""What delays and risks would do to the outcomes: scenarios of the plan made from them."""

from __future__ import annotations

from collections.abc import Sequence

from growthplan.monitoring.delivery.parts import Delivery, ForecastDelay, RiskStanding
from growthplan.system.scenario import Change, ReadScenario, Scenario
from growthplan.system.scenario.schema import Delay, Scale

FORECAST, LATE_END, RISKS = "forecast-delays", "forecast-delays-late-end", "likely-risks"
_MOST_YEARS = 20.0


def delivery_scenarios(
    found: Delivery, modelled: Sequence[str]
) -> tuple[tuple[ReadScenario, ...], ...]:
    """Scenarios of delivery: the delays that are forecast, the late end of their range, and every
    risk of high likelihood coming to pass. Only those in which a modelled action changes.

    `modelled` are ids of the actions that the projection moves.
    """
    late = [one for one in found.delays if one.action in modelled]
    risks = [
        one for one in found.risks
        if one.likelihood == "high" and one.moves and one.action in modelled
    ]  # fmt: skip
    made = []
    if late:
        made.append(
            _scenario(
                FORECAST, "Delays as forecast",
                "Every action is as late as the returns so far make likely.",
                [_delay(one.action, one.years) for one in late],
            )
        )  # fmt: skip
        made.append(
            _scenario(
                LATE_END, "Delays at the late end",
                "Every action is as late as the late end of its 90% range: all at once, so beyond "
                "what is likely together.",
                [_delay(one.action, _late_end(one)) for one in late],
            )
        )  # fmt: skip
    if risks:
        made.append(
            _scenario(
                RISKS, "Likely risks come to pass",
                "Every risk that the register calls highly likely comes to pass.",
                _of_risks(risks),
            )
        )  # fmt: skip
    return tuple((ReadScenario(one),) for one in made)


def _scenario(name: str, title: str, summary: str, changes: Sequence[Change]) -> Scenario:
    return Scenario(id=name, title=title, summary=summary, changes=tuple(changes))


def _delay(action: str, years: float) -> Change:
    return Change(delay=Delay(actions=(action,), years=min(max(years, 1e-3), _MOST_YEARS)))


def _late_end(one: ForecastDelay) -> float:
    return one.years if one.high is None else one.high


def _of_risks(risks: Sequence[RiskStanding]) -> list[Change]:
    """A delay and a loss for each action: the longest delay, and every loss of what is left."""
    changes: list[Change] = []
    for action in dict.fromkeys(one.action for one in risks):
        own = [one for one in risks if one.action == action]
        years = max(one.delay_years for one in own)
        kept = 1.0
        for one in own:
            kept *= 1.0 - one.loss_share
        if years:
            changes.append(_delay(action, years))
        if kept < 1.0:
            changes.append(Change(scale=Scale(actions=(action,), factor=kept)))
    return changes
