"""Which changes matter most: by how far a figure moved, and by where it is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from growthplan.report.changes.moved import Moved
from growthplan.report.model import Report


def share_moved(one: Moved) -> float | None:
    """How far a figure moved as a share of its larger size: 0 for words only, 2 when it changed
    its sign and kept its size. None where there are not two numbers.

    Unlike a percentage of the old value it does not grow without bound where that was near zero.
    """
    old, new = _number(one, before=True), _number(one, before=False)
    if old is None or new is None:
        return None
    size = max(abs(old), abs(new))
    return abs(new - old) / size if size else 0.0


def _number(one: Moved, *, before: bool) -> float | None:
    figure = one.before if before else one.after
    value = figure.value if figure else None
    return float(value) if isinstance(value, int | float) else None


def by_size(found: Iterable[Moved]) -> tuple[Moved, ...]:
    """Figures whose number moved, the largest share first; of equal ones the first published."""
    sized = [(share_moved(one) or 0.0, one) for one in found if one.kind == "moved"]
    return tuple(one for _, one in sorted(sized, key=lambda pair: -pair[0]))


def by_prominence(found: Sequence[Moved], report: Report) -> tuple[Moved, ...]:
    """Figures that a page quotes, the first page's first: what readers see moves before what
    stands in a file only. Those that no page quotes are left out."""
    rank = {id_: step for step, id_ in enumerate(_quoted(report))}
    shown = [one for one in found if one.id in rank]
    return tuple(sorted(shown, key=lambda one: rank[one.id]))


def _quoted(report: Report) -> Iterable[str]:
    return dict.fromkeys(id_ for page in report.pages for id_ in page.quoted)
