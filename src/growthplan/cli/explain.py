"""`growthplan explain`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.padding import Padding

from growthplan.cli.terminal import AsAtOption, JsonOption, StoreOption, out, print_json
from growthplan.journeys import explaining
from growthplan.journeys.explaining import Explanation
from growthplan.journeys.explaining_plan import explain_in_plan
from growthplan.journeys.result import as_json
from growthplan.vocabulary import Figure, Input


def explain(
    figure: str,
    *,
    plan: Path | None = None,
    published: Annotated[Path | None, Parameter(name="--from")] = None,
    as_at: AsAtOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Trace a figure: value, formula, inputs with release, file and cell, functions,
    run.

    $ growthplan explain gva_per_hour_gap_pct/E47000004/2022
    $ growthplan explain "gva_per_hour/Liverpool City Region/2023"
    $ growthplan explain effect/sci-tech-daresbury-2012/synthetic-did
      --plan plans/liverpool-city-region
    $ growthplan explain gva_per_hour/E47000004/2022 --from out/figures.json

    Python: growthplan.journeys.explaining.explain(figure_id).

    Parameters
    ----------
    figure
        Id of the figure: measure/place/period, with qualifiers such as /edition-2024-06 or
        /vs-K99000002 after it.
    plan
        Folder of a plan: for figures that only a plan has, such as effects of its evaluations
        (effect/EVALUATION/ESTIMATOR), its appraisal (npsv/ACTION), its signals
        (signal/INDICATOR/PLACE/PERIOD), its returns and its projection.
    published
        The figures.json of a build: explain the figure as it was published then. Default: compute
        it again from the store.
    """
    if plan is not None and published is None:
        found = explain_in_plan(figure, plan, store, as_at)
    else:
        found = explaining.explain(figure, store, as_at, published)
    if json:
        print_json(as_json([one for _, one in found.steps()], run=found.run))
        return
    console = out()
    for depth, one in found.steps():
        if depth:
            console.print()
        console.print(Padding(_heading(one), (0, 0, 0, 2 * depth)))
        for line in _lines(one, found):
            console.print(Padding(line, (0, 0, 0, 2 * depth + 2)), highlight=False)
    _print_run(console, found)


def _heading(figure: Figure) -> str:
    return f"[bold]{figure.display}[/bold]  {figure.id}"


def _lines(figure: Figure, found: Explanation) -> list[str]:
    lines = [figure.sentence, f"Formula: {figure.lineage.formula}"]
    if isinstance(figure.value, int | float):
        exact = f"Exact value: {figure.value} {figure.unit}"
        if figure.low is not None and figure.high is not None:
            own = any(caveat.startswith("The range holds") for caveat in figure.caveats)
            width = "range" if own else "90% range"
            exact += f"; {width} {figure.low:.6g} to {figure.high:.6g}"
        lines.append(exact)
    lines += [_input(one, found) for one in figure.lineage.inputs]
    if figure.lineage.functions:
        lines.append("Computed by: " + ", ".join(figure.lineage.functions))
    lines += [f"Assumed: {assumption}" for assumption in figure.lineage.assumptions]
    lines += [f"Caveat: {caveat}" for caveat in figure.caveats]
    return lines


def _input(one: Input, found: Explanation) -> str:
    value = "" if one.value is None else f" = {one.value} {one.unit}"
    if one.figure:
        return f"From: {one.label}{value} ({one.figure})"
    if not one.source and not one.file:
        return f"From: {one.label}{value}"
    source = found.sources.get(one.source or "")
    where = f"{one.file}, {one.cell}" if one.file else str(one.source)
    title = f", {source.publisher}, released {source.released}" if source else ""
    published = f"\n      {one.source}{title}" if one.source else ""
    return f"From: {one.label}{value}{published}\n      {where}"


def _print_run(console: Console, found: Explanation) -> None:
    if found.run is None:
        return
    console.print(
        f"\nRun {found.run.id}: growthplan {found.run.version}, {found.run.command}, "
        f"{len(found.run.inputs)} inputs hashed",
        highlight=False,
        soft_wrap=True,
    )
