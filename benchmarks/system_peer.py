"""The system model written out for PySD, one variable for each place and sector."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from growthplan.system import Action, BaselinePaths, Economy, Parameters, Switches
from growthplan.system.channels import CHANNELS
from growthplan.system.drawn import Drawn, per_million
from growthplan.system.prepared import Prepared, prepare

Floats = npt.NDArray[np.float64]

USED = {
    "alpha": "capital.share",
    "dk": "capital.depreciation",
    "growth": "capital.baseline_growth",
    "etai": "investment.response",
    "betah": "skills.productivity_graduate",
    "dq": "skills.decay",
    "kq": "skills.supply",
    "gammar": "rd.elasticity",
    "keep local": "rd.local_share",
    "dr": "rd.depreciation",
    "betaa": "ai.productivity",
    "da": "ai.decay",
    "absorb": "ai.absorptive",
    "phia": "ai.displacement",
    "again": "ai.reemployment",
    "betam": "management.effect",
    "dm": "management.decay",
    "betaz": "health.productivity",
    "dz": "health.decay",
    "psi": "labour.supply",
    "eta": "labour.demand",
    "speed": "labour.adjustment",
    "lam": "labour.multiplier_tradable",
    "ky": "labour.productivity_demand",
    "mig": "housing.migration",
    "room": "housing.constraint",
    "move": "housing.adjustment",
    "stay": "housing.persistence",
    "jobsw": "housing.jobs_weight",
    "theta": "system.complementarity",
    "ceil": "system.saturation",
    "lose before": "zone.decay_before_sunset",
    "lose after": "zone.decay_after_sunset",
    "rho 0": "density.elasticity.manufacturing",
    "rho 1": "density.elasticity.construction",
    "rho 2": "density.elasticity.consumer_services",
    "rho 3": "density.elasticity.business_services",
}


class Peer:
    """The model as PySD reads it, run one draw at a time."""

    def __init__(
        self,
        economy: Economy,
        actions: tuple[Action, ...],
        parameters: Parameters,
        baseline: BaselinePaths,
    ) -> None:
        import pysd

        self.prepared = prepare(economy, actions, baseline, Switches(), collapse=False)
        self.parameters = parameters
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "system.mdl"
            path.write_text(_text(self.prepared, parameters), encoding="utf-8")
            self.model = pysd.read_vensim(str(path))
        places = range(len(economy.places))
        self.columns = [f"effect now {p}" for p in places]

    def run(self, draw: int) -> Floats:
        """Log productivity over baseline of one draw, [t, p], from the year after the base."""
        numbers = {name: float(self.parameters[used][draw]) for name, used in USED.items()}
        one = self.parameters.block(draw, draw + 1)
        for n, action in enumerate(self.prepared.actions):
            units = per_million(self.prepared, action, one)[:, 0]
            numbers |= {f"unit {n} {p}": float(unit) for p, unit in enumerate(units)}
        found = self.model.run(params=numbers, return_columns=self.columns, cache_output=False)
        return found.to_numpy(dtype=np.float64)


def _text(prepared: Prepared, parameters: Parameters) -> str:
    lines = ["{UTF-8}"]

    def say(name: str, expression: object) -> None:
        lines.append(f"{name} = {expression}\n~ ~ |")

    def stock(name: str, now: str) -> None:
        lines.append(f"{name} = INTEG({now} - {name}, 0)\n~ ~ |")

    for name, used in USED.items():
        say(name, float(parameters[used][0]))
    for n, money in enumerate(prepared.money):
        pairs = ",".join(f"({t},{float(m)!r})" for t, m in enumerate(money))
        lines.append(f"money {n}({pairs})\n~ ~ |")
        say(f"spent {n}", f"money {n}(Time)")
    density = Drawn(prepared, parameters.block(0, 1), np.ones((1, 1, 1)))
    for p in range(len(prepared.economy.places)):
        for n in range(len(prepared.actions)):
            say(f"unit {n} {p}", 1.0)
        _money(prepared, p, say, stock)
        _feedback(p, say, stock)
        _density(prepared, density, p, say)
        _output(prepared, p, say, stock)
    years = len(prepared.baseline.years)
    for name, value in (("INITIAL TIME", 1), ("FINAL TIME", years - 1), ("TIME STEP", 1)):
        say(name, value)
    say("SAVEPER", "TIME STEP")
    return "\n".join(lines)


Say = Callable[[str, object], None]
Stock = Callable[[str, str], None]


def _flow(prepared: Prepared, p: int, stock: str) -> str:
    chosen = [
        n for n, action in enumerate(prepared.actions) if CHANNELS[action.channel].stock == stock
    ]
    return _sum(f"spent {n} * unit {n} {p}" for n in chosen)


def _sum(terms: Iterable[str]) -> str:
    return " + ".join(terms) or "0"


def _money(prepared: Prepared, p: int, say: Say, stock: Stock) -> None:
    """Stocks that money fills."""
    for name, decay, ceiling in (
        ("skills", "dq", 0.08),
        ("knowledge", "dr", None),
        ("adoption", "da", 0.2),
        ("management", "dm", 0.4),
        ("health", "dz", 0.03),
        ("cut", "0", 0.12),
        ("homes", "0", None),
    ):
        flow = f"({_flow(prepared, p, name)})"
        if name == "adoption":
            flow += f" * (1 + absorb * skills eff {p})"
        say(f"{name} now {p}", f"(1 - {decay}) * {name} {p} + {flow}")
        stock(f"{name} {p}", f"{name} now {p}")
        if ceiling:
            top = f"({ceiling} * ceil)"
            say(f"{name} eff {p}", f"{top} * (1 - EXP(-{name} now {p} / {top}))")
    for n, action in enumerate(prepared.actions):
        if action.channel == "jobs":
            end = prepared.baseline.years.index(action.sunset or prepared.baseline.years[-1])
            fade = f"IF THEN ELSE(Time < {end}, lose before, lose after)"
            held = f"held {n} {p}"
            say(f"held now {n} {p}", f"(1 - {fade}) * {held} + spent {n} * unit {n} {p}")
            stock(held, f"held now {n} {p}")


def _feedback(p: int, say: Say, stock: Stock) -> None:
    """Capital and people, who answer to last year; the labour market is in `_output`."""
    answer = f"etai * (effect {p} + hours {p})"
    say(
        f"capital now {p}",
        f"((1 - dk) * capital {p} + (dk + growth) * (invested {p} + {answer})) / (1 + growth)",
    )
    stock(f"capital {p}", f"capital now {p}")
    say(f"pull {p}", f"mig * (effect {p} + jobsw * hours {p})")
    say(f"space {p}", f"room + homes now {p}")
    fits = f"space {p} * (1 - EXP(-MAX(pull {p}, 0) / space {p})) + MIN(pull {p}, 0)"
    say(f"people now {p}", f"stay * people {p} + move * ({fits} - people {p})")
    stock(f"people {p}", f"people now {p}")


def _density(prepared: Prepared, drawn: Drawn, p: int, say: Say) -> None:
    for g, decay in enumerate(drawn.decays[:, 0]):
        half = float(decay) / 2
        near = _sum(
            f"{float(share)!r} * (EXP(hours {q} + {half!r} * cut eff {q}) - 1)"
            for q, share in enumerate(drawn.shares[g, p, :, 0])
        )
        say(f"dense {g} {p}", f"rho {g} * (LN(1 + {near}) + {half!r} * cut eff {p})")


def _output(prepared: Prepared, p: int, say: Say, stock: Stock) -> None:
    say(f"invested {p}", _flow(prepared, p, "investment"))
    holding = [n for n, action in enumerate(prepared.actions) if action.channel == "jobs"]
    held = _sum(f"held now {n} {p}" for n in holding)
    lost = f"phia * (1 - again) * adoption eff {p}"
    say(f"demand {p}", f"({held}) * (1 + lam) + ky * eta * effect {p} - {lost}")
    say(f"supply {p}", f"health eff {p} + people now {p} + kq * skills eff {p}")
    target = f"(psi * demand {p} + eta * supply {p}) / (psi + eta)"
    say(f"hours now {p}", f"hours {p} + speed * ({target} - hours {p})")
    stock(f"hours {p}", f"hours now {p}")
    say(f"deep {p}", f"LN(1 + capital now {p}) - hours now {p}")
    say(
        f"shared {p}",
        f"alpha * deep {p} + betah * skills eff {p} + theta * MAX(deep {p}, 0) * skills eff {p} "
        f"+ gammar * keep local * LN(1 + knowledge now {p}) + betaa * adoption eff {p} "
        f"+ betam * management eff {p} + betaz * health eff {p}",
    )
    say(f"added {p}", f"EXP(hours now {p}) - 1")
    parts = []
    for s, group in enumerate(prepared.class_group):
        say(f"gain {p} {s}", f"EXP(shared {p} + dense {group} {p}) - 1")
        share = float(prepared.class_share[0][s, p])
        parts.append(f"{share!r} * gain {p} {s} * (1 + added {p})")
        for n in holding:
            tilt = prepared.class_tilts.get(prepared.actions[n].id)
            if tilt is not None:
                parts.append(f"held now {n} {p} * {float(tilt[0][s, p])!r} * (1 + gain {p} {s})")
    say(f"output {p}", f"added {p} + {_sum(parts)}")
    say(f"effect now {p}", f"LN(1 + output {p}) - LN(1 + added {p})")
    stock(f"effect {p}", f"effect now {p}")
