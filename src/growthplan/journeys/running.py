"""Run records for journeys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from growthplan import __version__
from growthplan.vocabulary import Figure, RunRecord, Source, run_id


def start() -> datetime:
    """Now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def record(
    command: str,
    sources: Iterable[Source],
    started: datetime,
    files: Mapping[str, str] | None = None,
    as_at: date | None = None,
) -> RunRecord:
    """The record of a run over some releases and files (name to sha256)."""
    inputs = {**{s.id: s.sha256 for s in sources}, **(files or {})}
    return RunRecord(
        id=run_id(command, __version__, inputs),
        command=command,
        version=__version__,
        inputs=dict(sorted(inputs.items())),
        as_at=as_at.isoformat() if as_at else None,
        started=started,
        finished=start(),
    )


def stamped(figures: Iterable[Figure], run: RunRecord) -> tuple[Figure, ...]:
    """The figures with the run's id in their lineage."""
    return tuple(
        figure.model_copy(update={"lineage": figure.lineage.model_copy(update={"run": run.id})})
        for figure in figures
    )
