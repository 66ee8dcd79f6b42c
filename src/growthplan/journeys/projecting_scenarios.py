"""Which scenarios are asked for, and where their files lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from growthplan.journeys import planning, released
from growthplan.store import (
    Assumptions,
    assumptions_in,
    packaged_assumptions,
    read_assumptions,
)
from growthplan.system.scenario import Change, ReadScenario, Scenario, read_scenario
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

FOLDER = "scenarios"
OWN_ASSUMPTIONS = "assumptions"
JOINED = "+"
"""Between names of scenarios that are put together."""


def scenarios_of(plan: Path) -> dict[str, Path]:
    """The scenario files of a plan's folder by name."""
    folder = _folder(plan) / FOLDER
    if not folder.is_dir():
        return {}
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.is_file()}


def read_scenarios(
    plan: Path, asked: Iterable[str], without: Sequence[str] = (), only: Sequence[str] = ()
) -> list[tuple[ReadScenario, ...]]:
    """Scenarios asked for, each a run of its own; several joined by + are put together.

    Each is a file, or the name of one in the plan's folder `scenarios`. Raises GrowthplanError
    with every fault of every file.
    """
    known = scenarios_of(plan)
    found: list[tuple[ReadScenario, ...]] = []
    faults: list[Fault] = []
    for one in asked:
        parts: list[ReadScenario] = []
        for name in one.split(JOINED):
            read, refused = _read(name.strip(), known)
            faults += refused
            parts += [read] if read is not None else []
        found.append(tuple(parts))
    faults += _twice(found)
    if faults:
        raise GrowthplanError(faults)
    left = _left_out(without, only)
    return [*found, *([(left,)] if left else [])]


def _read(name: str, known: Mapping[str, Path]) -> tuple[ReadScenario | None, list[Fault]]:
    path = known.get(name) or Path(name)
    if not path.is_file():
        listed = f"Those of the plan are {', '.join(known)}." if known else None
        message = f"there is no scenario '{name}'."
        fix = did_you_mean(name, known) or listed or "Give the path of a scenario's file."
        return None, [Fault(message, fix=fix, code="scenario")]
    return read_scenario(str(path), planning.bytes_of(path))


def _twice(found: Sequence[tuple[ReadScenario, ...]]) -> list[Fault]:
    ids = [JOINED.join(read.scenario.id for read in parts) for parts in found]
    again = {name for name in ids if ids.count(name) > 1}
    return [
        Fault(f"the scenario '{name}' is asked for twice.", fix="Ask for it once.", code="scenario")
        for name in sorted(again)
    ]


def _left_out(without: Sequence[str], only: Sequence[str]) -> ReadScenario | None:
    """The scenario that --without and --only make: those kept first, then those left out."""
    both = [name for name in without if name in only]
    if both:
        message = f"'{both[0]}' is to be left out and the only one kept."
        raise GrowthplanError(Fault(message, fix="Name it once.", code="scenario"))
    changes = [
        # Not checked here, because names may be misspelt: what the plan does not have is said when
        # the changes are applied.
        *([Change.model_construct(only=tuple(only))] if only else []),
        *([Change.model_construct(without=tuple(without))] if without else []),
    ]
    if not changes:
        return None
    words = [
        f"{kind} {', '.join(names)}"
        for kind, names in (("Only", only), ("Without", without))
        if names
    ]
    title = ", ".join(words)
    return ReadScenario(
        Scenario.model_construct(
            id=title.casefold().replace(", ", "-").replace(" ", "-"),
            title=title,
            summary=f"{title}.",
            changes=tuple(changes),
        )
    )


def own_assumptions(plan: Path) -> Assumptions:
    """The package's assumptions with the plan's own laid over them, from its folder or release.

    Raises GrowthplanError with every fault of the plan's own.
    """
    if not released.is_release(plan):
        return read_assumptions(_folder(plan) / OWN_ASSUMPTIONS)
    texts = {
        name: data
        for name, data in released.open_release(plan).files.items()
        if name.split("/")[0] == OWN_ASSUMPTIONS
    }
    own, faults = assumptions_in(texts)
    if faults:
        raise GrowthplanError(faults)
    return dict(sorted({**packaged_assumptions(), **own}.items()))


def _folder(plan: Path) -> Path:
    return plan.parent if plan.is_file() else plan
