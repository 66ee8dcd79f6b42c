"""Money that was moved: less in one year, line or kind, and as much more in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from growthplan.plan.differences.change import Change
from growthplan.plan.differences.sentences import Speaker
from growthplan.plan.differences.values import listed, millions
from growthplan.plan.funding import FundingLine
from growthplan.plan.intervention import Cost


@dataclass(frozen=True)
class _Cell:
    """More or less money of one line, kind and year."""

    row: Cost | FundingLine
    year: str
    more: Decimal


@dataclass(frozen=True)
class _Part:
    """A change with the cells that it touches: one year of a row, or a whole row."""

    change: Change
    cells: tuple[_Cell, ...]

    @property
    def row(self) -> Cost | FundingLine:
        return self.cells[0].row

    @property
    def more(self) -> Decimal:
        return sum((cell.more for cell in self.cells), Decimal(0))

    @property
    def owner(self) -> tuple[str, ...]:
        """The action, or the settlement."""
        return self.change.path[:2]


def money_groups(changes: Iterable[Change]) -> list[tuple[Change, ...]]:
    """Changes of money that cancel out: within one line first, then within a function or kind,
    then within the action or the settlement.

    A whole row counts as moved only into or from rows of the same basis and source, for else more
    than money would have changed.
    """
    left = [part for change in changes if (part := _part(change)) and part.more]
    groups: list[tuple[Change, ...]] = []
    for key in _LEVELS:
        buckets: dict[object, list[_Part]] = defaultdict(list)
        for part in left:
            buckets[key(part)].append(part)
        for bucket in buckets.values():
            if len(bucket) > 1 and not sum(p.more for p in bucket) and _alike(bucket):
                groups.append(tuple(part.change for part in bucket))
                left = [part for part in left if not any(part is other for other in bucket)]
    return groups


_LEVELS: tuple[Callable[[_Part], object], ...] = (
    lambda part: (part.owner, _row_id(part.row)),
    lambda part: (part.owner, getattr(part.row, "function", part.row.kind)),
    lambda part: (part.owner, part.row.kind),
    lambda part: part.owner,
)


def _row_id(row: Cost | FundingLine) -> tuple[str, ...]:
    return (row.line, row.kind) if isinstance(row, Cost) else (row.id,)


def _alike(bucket: Sequence[_Part]) -> bool:
    if not any(isinstance(part.change.old or part.change.new, Cost) for part in bucket):
        return True
    return len({(part.row.basis, part.row.source) for part in bucket}) == 1


def _part(change: Change) -> _Part | None:
    held = change.new if change.old is None else change.old
    if change.field == "amounts" and change.within:
        row = change.within[-1].new
        if isinstance(row, Cost | FundingLine):
            cell = _Cell(row, change.path[-1], _exact(change.new) - _exact(change.old))
            owner = change.within[-2].new if len(change.within) > 1 else None
            return _Part(change, (cell,)) if owner is not None else None
    if change.item and isinstance(held, Cost):
        sign = 1 if change.old is None else -1
        cells = tuple(_Cell(held, y, sign * _exact(v)) for y, v in held.amounts.items())
        return _Part(change, cells)
    return None


def _exact(value: float | None) -> Decimal:
    return Decimal(0) if value is None else Decimal(str(value))


def money_sentence(group: tuple[Change, ...], speaker: Speaker) -> str:
    """`Settlement, funding line Skills: £12m moved from revenue 2027/28 to 2028/29`."""
    parts = [part for change in group if (part := _part(change))]
    cells = [cell for part in parts for cell in part.cells if cell.more]
    out = [cell for cell in cells if cell.more < 0]
    come = [cell for cell in cells if cell.more > 0]
    one_row = len({_row_id(cell.row) for cell in cells}) == 1
    one_kind = len({cell.row.kind for cell in cells}) == 1
    one_line = len({_line(cell.row, speaker) for cell in cells}) == 1
    within = group[0].within
    if isinstance(within[-1].new, Cost) or (
        not one_row and isinstance(within[-1].new, FundingLine)
    ):
        within = within[:-1]
    moved = millions(float(sum(cell.more for cell in come)))
    origin = _side(out, speaker, kind=True, line=not one_line)
    goal = _side(come, speaker, kind=not one_kind, line=not one_line)
    about = speaker.subject(within)
    row = cells[0].row
    on = f" ({_line(row, speaker)})" if one_line and isinstance(row, Cost) else ""
    text = f"{about}: {moved} moved from {origin} to {goal}{on}"
    return text[:1].upper() + text[1:]


def _side(cells: Sequence[_Cell], speaker: Speaker, *, kind: bool, line: bool) -> str:
    def words(cell: _Cell) -> str:
        steps = [_line(cell.row, speaker)] if line else []
        steps += [cell.row.kind] if kind else []
        amount = f" ({millions(float(abs(cell.more)))})" if len(cells) > 1 else ""
        return " ".join((*steps, cell.year)) + amount

    return listed(words(cell) for cell in cells)


def _line(row: Cost | FundingLine, speaker: Speaker) -> str:
    if isinstance(row, FundingLine):
        return row.title
    return speaker.new.title(("lines", "other_money"), row.line)
