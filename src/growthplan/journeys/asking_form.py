"""The form of a what-if: what can be changed, and how its fields become steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from growthplan.journeys.asking import Warm
from growthplan.journeys.asking_address import ALL, KEYS, Question
from growthplan.plan import financial_year


@dataclass(frozen=True)
class ActionField:
    """One action: whether it is in, and how much and when."""

    id: str
    title: str
    is_off: bool
    factor: str
    years: str
    starts: str
    """Financial year of its first money."""


@dataclass(frozen=True)
class Choice:
    """One thing that may be chosen, by its id."""

    id: str
    title: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Form:
    """Everything that the form shows."""

    themes: tuple[tuple[str, tuple[ActionField, ...]], ...]
    """Title of each theme with its actions that are modelled."""
    all_factor: str
    all_years: str
    levers: tuple[Choice, ...]
    """Those that a modelled action needs."""
    saved: tuple[Choice, ...]
    reliefs: str
    """Day until which reliefs are to last; empty to leave them."""
    ends: str
    """Day on which the last relief ends as it stands, in words; empty without any."""
    recession: tuple[str, str, str, str]
    """Year, depth in %, years of recovery, share through hours; the year is empty for none."""
    growth: str
    years: tuple[str, ...]
    """Financial years in which money may be spent."""
    lines: tuple[Choice, ...]
    """Lines of the settlement."""
    future: tuple[int, ...]
    """Calendar years of the projection."""


def form_of(on: Warm, question: Question) -> Form:
    """The form that shows a question."""
    steps = _by_key(question.steps)
    off = set(steps.get("off", ()))
    scale = dict(one.rsplit(":", 1) for one in steps.get("scale", ()))
    delay = dict(one.rsplit(":", 1) for one in steps.get("delay", ()))
    titles = {theme.id: theme.title for theme in on.plan.themes}
    first: dict[str, int] = {}
    of_theme: dict[str, dict[str, str]] = {}
    needed: set[str] = set()
    ends: list[str] = []
    for outlay in on.programme.outlays:
        of_theme.setdefault(outlay.theme, {}).setdefault(outlay.intervention, outlay.title)
        start = min(outlay.amounts, default=0)
        first[outlay.intervention] = min(first.get(outlay.intervention, start), start)
        needed |= {*outlay.levers}
        ends += [outlay.sunset.isoformat()] if outlay.sunset else []
    recession = [*steps.get("recession", ("",))[0].split(":"), "", "", "", ""][:4]
    settlement = on.plan.settlement
    return Form(
        tuple(
            (
                titles.get(theme, theme),
                tuple(
                    ActionField(name, title, name in off, scale.get(name, ""),
                                delay.get(name, ""), financial_year(first[name]))
                    for name, title in actions.items()
                ),
            )
            for theme, actions in of_theme.items()
        ),
        scale.get(ALL, ""),
        delay.get(ALL, ""),
        tuple(
            Choice(lever.id, lever.title, lever.id in steps.get("lever", ()))
            for lever in on.plan.levers
            if lever.id in needed
        ),
        tuple(
            Choice(name, read.scenario.title, name in question.scenarios)
            for name, read in on.scenarios.items()
        ),
        steps.get("reliefs", ("",))[0],
        _day(max(ends, default="")),
        (recession[0], recession[1] or "4", recession[2] or "4", recession[3] or "0.5"),
        steps.get("growth", ("",))[0],
        tuple(financial_year(year) for year in range(on.plan.horizon.start, on.until + 1)),
        tuple(Choice(line.id, line.title) for line in (settlement.lines if settlement else ())),
        tuple(range(on.laid.ground.base.year + 1, on.until + 1)),
    )  # fmt: skip


def _day(iso: str) -> str:
    """A day as a reader writes it; empty for none.

    >>> _day("2034-09-30")
    '30 September 2034'
    """
    if not iso:
        return ""
    found = date.fromisoformat(iso)
    return f"{found.day} {found:%B %Y}"


def _by_key(steps: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in steps:
        found[key] = (*found.get(key, ()), value)
    return found


def is_form(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether a query is that of the form, not yet an address."""
    return any("." in key for key, _ in pairs)


def steps_of_form(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The form's fields as the steps of an address; what is left empty is no step."""
    fields = dict(pairs)
    found = [(key, value) for key, value in pairs if key in KEYS]
    for key, value in pairs:
        kind, _, name = key.partition(".")
        if kind in ("scale", "delay") and name and value.strip():
            found.append((kind, f"{name}:{value.strip()}"))

    def joined(kind: str, names: Sequence[str]) -> str:
        return ":".join(fields.get(f"{kind}.{name}", "").strip() for name in names)

    if fields.get("recession.year", "").strip():
        found.append(("recession", joined("recession", ("year", "depth", "recovery", "hours"))))
    if fields.get("move.action", "").strip():
        share = fields.get("move.percent", "").strip() or "100"
        moved = joined("move", ("action", "from", "to"))
        found.append(("move", f"{moved}:{_share(share)}"))
    if fields.get("switch.amount", "").strip():
        found.append(("switch", joined("switch", ("from", "year", "to", "into", "amount"))))
    return found


def _share(percent: str) -> str:
    """A percentage as a share; what is no number stays as it is, to be told as a fault."""
    try:
        return f"{float(percent) / 100:g}"
    except ValueError:
        return percent
