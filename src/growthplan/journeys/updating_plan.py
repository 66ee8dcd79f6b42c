"""Release day: import what is new, publish again, and say what moved and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from growthplan.journeys import running, updating
from growthplan.journeys.assembling import Asked, Assembled, assemble
from growthplan.journeys.building import Build, Steps, publish, steps_of_publishing
from growthplan.journeys.importing import ImportedFile, ImportOptions, import_files
from growthplan.journeys.progress import Progress, silent
from growthplan.journeys.publication import Publication, read_publication
from growthplan.journeys.result import as_json
from growthplan.journeys.updating_plan_stages import (
    Recomputing,
    causes_of,
    inputs_moved,
    stages,
)
from growthplan.publishers import figures_document
from growthplan.report.changes import (
    Cause,
    Changes,
    InputsMoved,
    Stage,
    by_prominence,
    by_size,
    change_records,
    changes,
    in_words,
    input_records,
    moved_tables,
    press_statements,
)
from growthplan.report.pages import OF_CHANGES, with_changes
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, RunRecord

FILE = "changes.json"


@dataclass(frozen=True)
class News:
    """Where new releases come from."""

    files: tuple[Path, ...] = ()
    """Published files to import."""
    fetch: bool = False
    """Whether to fetch the publishers' current files."""


@dataclass(frozen=True)
class PlanUpdate:
    """What a release day brought."""

    build: Build
    changes: Changes
    imported: tuple[ImportedFile, ...]
    faults: tuple[Fault, ...]
    """One for each file that could not be fetched or read; the others went in all the same."""


def update_plan(
    plan: Path | str,
    out: Path | str = "out",
    store: Path | None = None,
    news: News | None = None,
    options: ImportOptions | None = None,
    progress: Progress = silent,
    *,
    pdf: bool = True,
    split: bool = True,
) -> PlanUpdate:
    """Import new releases, publish the plan again in `out`, and list every figure that moved.

    Each change is put down to what caused it: new data, a revision, the plan, an assumption, or
    growthplan itself. Where several inputs changed, the figures are worked out again with one
    after another as it is now; without `split` such changes are called not told apart. The
    folder then has a page `progress-changes.html` and `changes.json` too.

    The last good publication stands when anything fails. Raises GrowthplanError when nothing is
    published in `out` yet, when it is of another place, and for all that an import and a build
    raise.
    """
    last, asked = read_publication(Path(out)), Asked(Path(plan), None, None, running.start())
    imported, faults = _import(news or News(), store, options or ImportOptions(), progress)
    steps = Steps(progress, total=asked.steps + steps_of_publishing(pdf) + 1)
    with Store(store) as held:
        new = assemble(held, asked, steps)
        _check_same_place(last, new, Path(out))
        inputs = inputs_moved(last, new, held.sources)
        causes = causes_of(inputs, last, held)
    steps("Comparing with the last publication")
    wanted = causes if split else causes[-1:]
    steps.more(max(0, len(wanted) - 1))
    staged, notes = stages(Recomputing(last, new, asked, store), wanted, steps)
    if len(causes) > len(wanted):
        staged, notes = (Stage("not told apart", new.report.figures),), (_unsplit(causes),)
    found = _changes(last, new, inputs, staged, notes)
    made = replace(new, report=with_changes(new.report, found))
    beside = {FILE: json.dumps(document(found, new.run), ensure_ascii=False, indent=1) + "\n"}
    built = publish(made, Path(out), steps, pdf=pdf, beside=beside)
    return PlanUpdate(built, found, imported, faults)


def _import(
    news: News, store: Path | None, options: ImportOptions, progress: Progress
) -> tuple[tuple[ImportedFile, ...], tuple[Fault, ...]]:
    imported: tuple[ImportedFile, ...] = ()
    if news.files:
        imported = import_files(news.files, store, options, progress)
    if not news.fetch:
        return imported, ()
    fetched = updating.update(store=store, options=options, progress=progress)
    return (*imported, *fetched.imported), fetched.faults


def _check_same_place(last: Publication, new: Assembled, out: Path) -> None:
    if last.run.command != new.run.command:
        raise GrowthplanError(
            Fault(
                f"what is published there is of another kind or place (`{last.run.command}`, now "
                f"`{new.run.command}`)",
                str(out),
                fix="Name the folder in which this plan was published, with --out.",
                code="publication",
            )
        )


def _unsplit(causes: Sequence[Cause]) -> str:
    return (
        f"Several inputs changed ({in_words(causes).removeprefix('several: ')}); what each of "
        "them moved was not worked out, as was asked."
    )


def _changes(
    last: Publication,
    new: Assembled,
    inputs: InputsMoved,
    staged: Sequence[Stage],
    notes: tuple[str, ...],
) -> Changes:
    report = new.report
    moved = changes(last.figures, staged)
    prominent = by_prominence(moved, report)
    document = figures_document(report, {})
    tables = {name: rows for name, rows in last.tables.items() if name not in OF_CHANGES}
    fresh = {source.id: source for source in inputs.new_releases}
    return Changes(
        since=last.day,
        runs=(last.run.id, new.run.id),
        inputs=inputs,
        moved=moved,
        prominent=tuple(one.id for one in prominent),
        largest=tuple(one.id for one in by_size(moved)),
        tables=moved_tables(tables, document["tables"]),
        statements=press_statements(prominent, report.by_id, fresh),
        notes=notes,
    )


def document(found: Changes, run: RunRecord) -> dict[str, Any]:
    """What changed, in the one documented JSON shape; the figures themselves are in the
    publication's `figures.json` and not repeated."""
    tables: dict[str, list[dict[str, Any]]] = {
        "changes": change_records(found),
        "statements": [
            {"figure": one.figure, "text": one.text, "sources": list(one.sources)}
            for one in found.statements
        ],
        "inputs": input_records(found),
        "tables": [asdict(one) for one in found.tables],
    }
    return as_json((), tables, found.notes, run)
