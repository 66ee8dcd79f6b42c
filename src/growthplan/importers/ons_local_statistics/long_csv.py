"""The long CSVs of Explore Local Statistics, in every column order published since 2023.

One row is one figure: area, indicator, period, value, interval, status. The oldest have 16 columns
and call the value `Value`, the newest 12 and `observation`; the reader goes by the headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from growthplan.importers.cells import finish
from growthplan.importers.layout import LABELS, Layout, Parsed, stop
from growthplan.importers.ons_local_statistics.catalogue import (
    Entry,
    check_units,
    entries_for,
    fold,
)
from growthplan.importers.ons_local_statistics.columns import (
    check_other_columns,
    looks_like_family,
    named_columns,
)
from growthplan.importers.ons_local_statistics.figures import (
    base_year,
    check_plausible,
    check_years,
    merge_same_area,
    with_figures,
    with_periods,
)
from growthplan.importers.ons_local_statistics.places import located
from growthplan.importers.ons_local_statistics.sidecar import Sidecar, find_sidecar
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Gazetteer

LAYOUT = "ons_local_statistics"


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Read one dataset.

    Raises GrowthplanError when a heading is missing, a column is new and splits the figures, an
    indicator or its unit is not known, or a cell is not what it should be.
    """
    frame, numbers = named_columns(file.csv(), file)
    frame = _without_blank_rows(frame)
    if frame.is_empty():
        raise stop(file, "there are headings but no figures", fix="Download it again.")
    notes = check_other_columns(frame, file)
    entries, cells = _with_indicators(frame, file)
    cells = cells.with_columns(column=pl.lit(numbers["text"], pl.Int16))
    cells, unknown = located(cells, gazetteer, file)
    cells = with_figures(with_periods(cells, file), file)
    cells, merged = merge_same_area(cells, file)
    check_plausible(cells, entries, file)
    check_years(cells, entries, file)
    sidecar, mismatch = _matching(find_sidecar(file.path), cells, entries)
    series, basis = _series(cells, entries, sidecar)
    first = entries[0]
    return Parsed(
        layout=LAYOUT,
        dataset=f"local-statistics-{first.dataset}",
        title=_title(first, sidecar),
        publisher="Office for National Statistics",
        family=first.family,
        observations=finish(cells),
        series=series,
        indicators=tuple(
            e.indicator(sidecar.status, sidecar.description(e.published)) for e in entries
        ),
        released=sidecar.released,
        priority=int(first.priority),
        status=sidecar.status or first.status,
        licence=sidecar.licence,
        url=sidecar.url,
        unknown_places=unknown,
        notes=(*notes, *merged, *_remarks(frame), *sidecar.notes, *mismatch, *basis),
    )


def _without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    if not frame["published"].null_count():
        return frame
    return frame.filter(pl.any_horizontal(pl.exclude("row").is_not_null()))


def _with_indicators(frame: pl.DataFrame, file: OpenFile) -> tuple[tuple[Entry, ...], pl.DataFrame]:
    """The catalogue's entries for what the file has, and its rows with our `indicator`."""
    said = frame.select("published", "measure", "unit").unique(maintain_order=True).rows()
    if not all(name and name.strip() for name, _, _ in said):
        nameless = frame.filter(pl.col("published").str.strip_chars().fill_null("") == "")
        raise stop(file, "there is no indicator's name", f"line {nameless['row'][0]}")
    names = list(dict.fromkeys(name for name, _, _ in said))
    entries = entries_for(names, file)
    check_units(said, entries, file)
    ids = {fold(entry.published): entry.id for entry in entries}
    found = {name: ids[fold(name)] for name in names}
    present = set(found.values())
    cells = frame.with_columns(
        indicator=pl.col("published").replace_strict(found, return_dtype=pl.String)
    )
    return tuple(entry for entry in entries if entry.id in present), cells


def _matching(
    sidecar: Sidecar, cells: pl.DataFrame, entries: Sequence[Entry]
) -> tuple[Sidecar, tuple[str, ...]]:
    """The sidecar, unless it says that the figures end in another year than they do: then it
    belongs to another edition, and neither its date nor its words can be used."""
    for entry in entries:
        stated = [
            int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", sidecar.covers(entry.published))
        ]
        last = max(cells.filter(pl.col("indicator") == entry.id)["period"].to_list())
        if stated and max(stated) not in _last_years(last):
            return Sidecar(notes=sidecar.notes), (
                f"the metadata beside the file is of an edition to {max(stated)}, but "
                f"'{entry.published}' runs to {last}; it was not used",
            )
    return sidecar, ()


def _last_years(period: str) -> set[int]:
    """The years by which a publisher may name a period: of its start, and of its end.

    >>> _last_years("2022fy") == {2022, 2023}, _last_years("2022-2024"), _last_years("2023")
    (True, {2024}, {2023})
    """
    if re.fullmatch(r"\d{4}-\d{4}", period):
        return {int(period[5:])}
    start = int(period[:4])
    return {start, start + 1} if period.endswith(("fy", "ay", "y")) else {start}


def _series(
    cells: pl.DataFrame, entries: Sequence[Entry], sidecar: Sidecar
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Unit, price basis and title of each indicator, and notes on base years."""
    rows: list[tuple[str, str, str, str]] = []
    notes: list[str] = []
    for entry in entries:
        basis = entry.price_basis
        if entry.current_price_twin:
            basis, note = _volume_basis(cells, entry, sidecar)
            notes += note
        rows.append((entry.id, entry.unit, basis, entry.published))
    schema = {name: LABELS[name] for name in ("indicator", "unit", "price_basis", "title")}
    return pl.DataFrame(rows, schema=schema, orient="row"), tuple(notes)


def _volume_basis(
    cells: pl.DataFrame, entry: Entry, sidecar: Sidecar
) -> tuple[str, tuple[str, ...]]:
    """The year whose money a chained volume is in: as the figures show, else as the publisher's
    metadata says, which has been left unchanged when the base year moved."""
    shown = base_year(cells, entry)
    words = re.search(r"\b(\d{4}) money", sidecar.covers(entry.published))
    stated = int(words[1]) if words else None
    year = shown or stated
    if year is None:
        return "chained volume", (f"the base year of '{entry.published}' is not stated",)
    note = (
        (
            f"the publisher's metadata says that '{entry.published}' is in {stated} money; the "
            f"figures equal current prices in {shown}, so they are in {shown} money",
        )
        if shown and stated and shown != stated
        else ()
    )
    return f"chained volume, {year} money", note


def _title(entry: Entry, sidecar: Sidecar) -> str:
    title = f"Explore Local Statistics: {entry.dataset.replace('-', ' ')}"
    if sidecar.organisation in ("", "Office for National Statistics"):
        return title
    return f"{title} (source: {sidecar.organisation})"


def _remarks(frame: pl.DataFrame) -> tuple[str, ...]:
    """The publisher's remarks on lines, except those on codes that have changed."""
    remarks = (
        frame.select(pl.col("note").str.strip_chars().str.strip_chars_end("."))
        .filter(
            (pl.col("note") != "") & ~pl.col("note").str.contains("(?i)obsolete|renamed|replaced")
        )
        .group_by("note", maintain_order=True)
        .len()
        .sort("len", descending=True, maintain_order=True)
    )
    return tuple(f"publisher's remark on {n} lines: {text}" for text, n in remarks.head(5).rows())


LAYOUTS = (Layout(LAYOUT, "Explore Local Statistics CSV (ONS)", looks_like_family, read),)
