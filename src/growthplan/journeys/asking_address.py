"""A what-if as the query of an address: a link gives the same answer again.

`off=ID`, `scale=ID:0.5`, `delay=ID:2`, `move=ID:2027/28:2029/30:1`,
`switch=LINE:YEAR:LINE:YEAR:5`, `lever=ID`, `reliefs=2034-03-31`, `recession=2028:4:4:0.5`,
`growth=-0.5`, `scenario=ID`. `all` stands for every action. Keys may
come many times, in any order; one question has one address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from pydantic import ValidationError

from growthplan.plan import Plan
from growthplan.system.scenario import Change
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

ALL = "all"
KEYS = ("scenario", "off", "scale", "delay", "move", "switch", "lever", "reliefs", "recession",
        "growth")  # fmt: skip
MOST_STEPS = 120

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """What is asked: saved scenarios first, then steps, each as the address has it."""

    steps: tuple[tuple[str, str], ...] = ()
    """(key, value) in the order in which they apply, each once."""
    scenarios: tuple[str, ...] = ()
    """Names of saved scenarios."""
    changes: tuple[Change, ...] = field(default=(), compare=False)
    """The steps as a scenario has them."""

    @property
    def address(self) -> str:
        """The query that asks it; empty for the plan as it stands."""
        pairs = [*(("scenario", name) for name in self.scenarios), *self.steps]
        return urlencode(pairs, safe=":/-,")

    @property
    def is_plain(self) -> bool:
        """Whether it is the plan as it stands."""
        return not (self.steps or self.scenarios)

    def without(self, key: str, value: str) -> Question:
        """The same without one step, or one saved scenario."""
        if key == "scenario":
            return Question(self.steps, tuple(s for s in self.scenarios if s != value),
                            self.changes)  # fmt: skip
        kept = [n for n, step in enumerate(self.steps) if step != (key, value)]
        return Question(
            tuple(self.steps[n] for n in kept),
            self.scenarios,
            tuple(self.changes[n] for n in kept),
        )


def read_question(pairs: Pairs, plan: Plan, scenarios: Sequence[str] = ()) -> Question:
    """The question of an address or a form; raises GrowthplanError with every fault of it.

    Keys that are not of a question are passed over, as is a field left empty. `scenarios` names
    those that are saved.
    """
    found: dict[tuple[str, str], Change] = {}
    named: list[str] = []
    faults: list[Fault] = []
    for key, text in sorted(set(_plain(pairs)), key=lambda one: (KEYS.index(one[0]), one[1])):
        if key == "scenario":
            named.append(text)
            if text not in scenarios:
                hint = did_you_mean(text, scenarios)
                faults.append(_fault(key, text, "is no saved scenario", hint))
            continue
        try:
            found[key, text] = Change.model_validate({_FIELD[key]: _READ[key](text, plan)})
        except ValidationError as error:
            first = error.errors()[0]
            faults.append(_fault(key, text, f"can't be: {first['msg']}"))
        except (ValueError, IndexError):
            faults.append(_fault(key, text, f"can't be read; it should be like {EXAMPLES[key]}"))
    if len(found) > MOST_STEPS:
        faults.append(Fault(f"{len(found)} steps are more than {MOST_STEPS}.", code="what-if"))
    if faults:
        raise GrowthplanError(faults)
    return Question(tuple(found), tuple(named), tuple(found.values()))


def _plain(pairs: Pairs) -> Iterable[tuple[str, str]]:
    """What counts: steps that change nothing are no steps."""
    for key, value in pairs:
        text = value.strip()
        if key not in KEYS or not text:
            continue
        if (key == "scale" and text.endswith(":1")) or (key == "delay" and text.endswith(":0")):
            continue
        if key == "growth" and text in ("0", "0.0"):
            continue
        yield key, text


def _fault(key: str, text: str, what: str, fix: str | None = None) -> Fault:
    return Fault(f"{key} '{text[:80]}' {what}.", fix=fix, code="what-if")


def _who(name: str) -> dict[str, object]:
    return {} if name == ALL else {"actions": [name]}


def _scale(text: str, _: Plan) -> object:
    name, factor = text.split(":")
    return {**_who(name), "factor": float(factor)}


def _delay(text: str, _: Plan) -> object:
    name, years = text.split(":")
    return {**_who(name), "years": float(years)}


def _move(text: str, _: Plan) -> object:
    name, out_of, into, *share = text.split(":")
    moved: dict[str, object] = {"actions": [name], "out_of": out_of, "into": into}
    return moved | ({"share": float(share[0])} if share else {})


def _switch(text: str, _: Plan) -> object:
    out_of, year, into, into_year, amount = text.split(":")
    return {"out_of": out_of, "year": year, "into": into, "into_year": into_year,
            "amount": float(amount)}  # fmt: skip


def _reliefs(text: str, plan: Plan) -> object:
    """Reliefs of every zone whose own end sooner."""
    until = date.fromisoformat(text)
    return {"zones": zones_ending(plan, until), "until": f"{until.day} {until:%B %Y}"}


def zones_ending(plan: Plan, until: date) -> list[str]:
    """Ids of the zones whose reliefs end before a day; those without any are among them."""
    return [
        zone.id for zone in plan.zones if all(granted.sunset < until for granted in zone.incentives)
    ]


def _recession(text: str, _: Plan) -> object:
    year, depth, *more = text.split(":")
    recovery = int(more[0]) if more else 4
    hours = float(more[1]) if len(more) > 1 else 0.5
    return {"year": int(year), "depth_pct": float(depth), "recovery_years": recovery,
            "through_hours": hours}  # fmt: skip


_READ: dict[str, Callable[[str, Plan], object]] = {
    "off": lambda text, _: [text],
    "scale": _scale,
    "delay": _delay,
    "move": _move,
    "switch": _switch,
    "lever": lambda text, _: [text],
    "reliefs": _reliefs,
    "recession": _recession,
    "growth": lambda text, _: {"change": float(text)},
}
_FIELD = {
    "off": "without", "scale": "scale", "delay": "delay", "move": "move", "switch": "switch",
    "lever": "lever_off", "reliefs": "extend", "recession": "recession",
    "growth": "england_growth",
}  # fmt: skip
EXAMPLES = {
    "scale": "rapid-transit:0.5", "delay": "rapid-transit:2",
    "move": "rapid-transit:2027/28:2029/30:1",
    "switch": "transport-capital:2026/27:housing-capital:2026/27:5",
    "reliefs": "2034-03-31", "recession": "2028:4:4:0.5", "growth": "-0.5",
    "off": "rapid-transit", "lever": "bus-franchising-power", "scenario": "half-the-money",
}  # fmt: skip
"""One of each key."""
