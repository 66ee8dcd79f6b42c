"""The catalogue of published indicators: what each is called here, and in which unit."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Direction, Fault, GrowthplanError, Indicator, did_you_mean


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator as a dataset publishes it: a row of `indicators.csv`."""

    dataset: str
    published: str
    """Name in the file's indicator column."""
    measure: str
    published_unit: str
    id: str
    title: str
    unit: str
    """What the figures really are; `unit_note` says why when the file says otherwise."""
    price_basis: str
    direction: str
    status: str
    family: str
    priority: str
    known_gaps: str
    """Years without a figure between years that have one, blank between them."""
    complete: str
    """`yes` when every area has always had a line for every year: a missing one was lost."""
    current_price_twin: str
    """Id of the indicator in current prices from which a chained volume's base year shows."""
    definition: str
    unit_note: str

    @property
    def gaps(self) -> frozenset[int]:
        return frozenset(int(year) for year in self.known_gaps.split())

    def indicator(self, status: str | None = None, description: str = "") -> Indicator:
        """The indicator, with the publisher's own status and description where known."""
        said = f" The publisher describes it as: {description.rstrip('.')}." if description else ""
        return Indicator(
            id=self.id,
            title=self.title,
            unit=self.unit,
            price_basis=self.price_basis,
            direction=Direction(self.direction),
            definition=self.definition + said,
            status=status or self.status,
        )


@cache
def catalogue() -> tuple[Entry, ...]:
    """Every indicator of every dataset."""
    text = files(__package__).joinpath("indicators.csv").read_text(encoding="utf-8")
    return tuple(Entry(**row) for row in csv.DictReader(text.splitlines()))


def entries_for(published: Iterable[str], file: OpenFile) -> tuple[Entry, ...]:
    """The entries of the one dataset that has these indicators.

    Of datasets that share an indicator's name, the smallest one that has every name.

    Raises GrowthplanError for a name that no dataset has, with the nearest known, and for names
    of more than one dataset.
    """
    wanted = {fold(name): name for name in published}
    known = {fold(entry.published): entry.published for entry in catalogue()}
    strange = [name for folded, name in wanted.items() if folded not in known]
    if strange:
        raise GrowthplanError([_unknown(name, known.values(), file) for name in strange])
    datasets: dict[str, list[Entry]] = {}
    for entry in catalogue():
        datasets.setdefault(entry.dataset, []).append(entry)
    able = [
        entries
        for entries in datasets.values()
        if wanted.keys() <= {fold(entry.published) for entry in entries}
    ]
    if not able:
        raise stop(file, f"its indicators belong to different datasets: {'; '.join(published)}")
    smallest = min(len(entries) for entries in able)
    return tuple(next(entries for entries in able if len(entries) == smallest))


def fold(name: str) -> str:
    """A published name without case and doubled or trailing blanks."""
    return " ".join(name.casefold().split())


def check_units(
    said: Sequence[tuple[str, str | None, str | None]], entries: Sequence[Entry], file: OpenFile
) -> None:
    """Check that every published (indicator, measure, unit) is the one of the catalogue.

    Raises GrowthplanError naming each that is not: a figure in another unit is another figure.
    """
    expected = {fold(e.published): (e.measure, e.published_unit) for e in entries}
    faults = [
        Fault(
            f"'{name}' is in {measure or 'nothing'} ({unit or 'no unit'}); "
            f"it was always in {expected[fold(name)][0]} ({expected[fold(name)][1]})",
            file=file.name,
            fix="The publisher may have changed the unit; the figures were not read.",
            code="unit",
        )
        for name, measure, unit in said
        if tuple(fold(word) for word in expected[fold(name)])
        != (fold(measure or ""), fold(unit or ""))
    ]
    if faults:
        raise GrowthplanError(faults)


def _unknown(name: str, known: Iterable[str], file: OpenFile) -> Fault:
    return Fault(
        f"indicator '{name}' is not one that growthplan knows",
        file=file.name,
        fix=did_you_mean(name, known) or "It can't be read before its unit is known.",
        code="indicator",
    )
