"""A release day as a whole: inputs that changed, figures and tables that moved, what to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from growthplan.report.changes.causes import CAUSES, Cause
from growthplan.report.changes.moved import Moved
from growthplan.report.changes.press import Statement
from growthplan.vocabulary import Source

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class TableMoved:
    """A table whose rows are not the same."""

    id: str
    before: int
    """Rows that it had."""
    after: int
    different: int
    """Rows that are in one and not in the other."""


@dataclass(frozen=True)
class InputsMoved:
    """What went into the last publication and into this one, and is not the same."""

    new_releases: tuple[Source, ...] = ()
    gone_releases: tuple[str, ...] = ()
    plan_files: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    """Files of partners' returns and of the ledger."""
    program: bool = False
    """Whether growthplan itself is another."""
    versions: tuple[str, str] = ("", "")

    @property
    def any(self) -> bool:
        return bool(
            self.new_releases
            or self.gone_releases
            or self.plan_files
            or self.assumptions
            or self.returned
            or self.program
        )


@dataclass(frozen=True)
class Changes:
    """All that is not as it was published."""

    since: date
    """The day of the last publication's run, or the day as at which it was run."""
    runs: tuple[str, str]
    """Ids of the two runs, the last publication's first."""
    inputs: InputsMoved
    moved: tuple[Moved, ...]
    prominent: tuple[str, ...]
    """Ids of those that a page quotes, the first page's first."""
    largest: tuple[str, ...]
    """Ids of those whose number moved, the largest share first."""
    tables: tuple[TableMoved, ...]
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    """What could not be told apart, and why."""

    @property
    def by_id(self) -> Mapping[str, Moved]:
        return {one.id: one for one in self.moved}

    def counts(self) -> dict[Cause | str, int]:
        """How many figures each cause moved alone, and how many were moved by several."""
        found = Counter(one.causes[0] if len(one.causes) == 1 else "several" for one in self.moved)
        return {name: found[name] for name in (*CAUSES, "several") if found[name]}


def moved_tables(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> tuple[TableMoved, ...]:
    """Every table whose rows differ, those that are gone or new among them."""
    found = []
    for id_ in dict.fromkeys([*after, *before]):
        old, new = _counted(before.get(id_, ())), _counted(after.get(id_, ()))
        if old != new or (id_ in before) != (id_ in after):
            different = (old - new).total() + (new - old).total()
            found.append(TableMoved(id_, old.total(), new.total(), different))
    return tuple(found)


def _counted(rows: Rows) -> Counter[str]:
    """Rows as text with how often each stands there, as order is no difference."""
    return Counter(repr(sorted(row.items())) for row in rows)
