"""Columns of the long CSVs, found by name whatever their order, and what the others may mean."""

from __future__ import annotations

import csv
from collections.abc import Mapping

import polars as pl

from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "code": ("areacd", "areacode", "area code"),
    "name": ("areanm", "areaname", "area name"),
    "geography": ("geography", "geography type"),
    "published": ("indicator",),
    "period": ("period",),
    "text": ("observation", "value"),
    "measure": ("measure",),
    "unit": ("unit",),
    "low": ("lci_95", "lci", "lower confidence interval (95%)"),
    "high": ("uci_95", "uci", "upper confidence interval (95%)"),
    "marker": ("status", "observation status"),
    "note": ("notes",),
}
"""Our word for each column, and the headings under which it has been published, in lower case."""

REQUIRED = ("code", "name", "published", "period", "text", "measure", "unit")

HARMLESS = frozenset({"variable name", "mission", "category", "polarity"})
"""Headings of older editions that repeat the indicator or classify it."""

DIMENSIONS = frozenset(
    {
        "adjustment",
        "age",
        "basis",
        "ethnicity",
        "frequency",
        "gender",
        "group",
        "industry",
        "method",
        "price",
        "prices",
        "sector",
        "sex",
        "sic",
        "sic07",
        "smoothing",
        "type",
        "variant",
    }
)
"""Words in a heading that says the figures are of a part, or of one way to measure."""

_WORD = {heading: word for word, headings in SYNONYMS.items() for heading in headings}


def headings(file: OpenFile) -> list[str]:
    """The file's headings, stripped, in lower case; empty when there are none."""
    try:
        return [heading.strip().casefold() for heading in next(csv.reader([file.header]))]
    except (csv.Error, StopIteration):
        return []


def looks_like_family(file: OpenFile) -> bool:
    """Whether most of the family's headings are there, so that a changed one can be named."""
    if file.kind != "csv":
        return False
    found = {_WORD[heading] for heading in headings(file) if heading in _WORD}
    return bool(found & {"code", "name"}) and len(found & set(REQUIRED)) >= len(REQUIRED) - 2


def named_columns(frame: pl.DataFrame, file: OpenFile) -> tuple[pl.DataFrame, dict[str, int]]:
    """The table under our words, and the number of each column in the file, from 1.

    A column that the file lacks and may lack is empty. Columns that are not of the family keep
    their heading, stripped and in lower case. Raises GrowthplanError naming every heading that is
    missing or there twice.
    """
    published = [name for name in frame.columns if name != "row"]
    names: dict[str, str] = {"row": "row"}
    numbers: dict[str, int] = {}
    faults: list[Fault] = []
    for number, heading in enumerate(published, start=1):
        folded = heading.strip().casefold()
        word = _WORD.get(folded, folded)
        if word in numbers:
            faults.append(_twice(file, heading, published[numbers[word] - 1]))
            continue
        numbers[word] = number
        names[heading] = word
    faults += [_missing(file, word, published) for word in REQUIRED if word not in numbers]
    if faults:
        raise GrowthplanError(faults)
    optional = [word for word in SYNONYMS if word not in numbers]
    return (
        frame.rename(names).with_columns(pl.lit(None, pl.String).alias(word) for word in optional),
        numbers,
    )


def _twice(file: OpenFile, heading: str, earlier: str) -> Fault:
    return Fault(
        f"columns '{earlier}' and '{heading}' are the same; it is not known which to read",
        file=file.name,
        line=1,
        fix="Download the file again.",
        code="layout",
    )


def _missing(file: OpenFile, word: str, published: list[str]) -> Fault:
    known = SYNONYMS[word]
    spare = [name for name in published if name.strip().casefold() not in _WORD]
    return Fault(
        f"there is no column '{known[0]}'; the headings are {', '.join(published)}",
        file=file.name,
        line=1,
        fix=did_you_mean(known[0], spare) or "The publisher may have changed the layout.",
        code="layout",
    )


def check_other_columns(frame: pl.DataFrame, file: OpenFile) -> tuple[str, ...]:
    """Notes on columns that are not of the family.

    Raises GrowthplanError for one that could change what the figures mean: rows differ in it that
    are alike in area, indicator and period, or its heading names a dimension.
    """
    notes: list[str] = []
    for heading in frame.columns:
        if heading in SYNONYMS or heading in HARMLESS or heading == "row":
            continue
        filled = frame.filter(pl.col(heading).str.strip_chars().fill_null("") != "")
        if filled.is_empty():
            continue
        words = set(heading.replace("_", " ").replace("-", " ").split())
        if words & DIMENSIONS or _splits_rows(frame, heading):
            raise stop(
                file,
                f"column '{heading}' is new and splits or qualifies the figures (it says "
                f"'{filled[heading][0][:40]}'); they can't be read without knowing how",
                f"line 1, column {frame.columns.index(heading)}",
                "Remove the rows of all but one value of it, and the column, or ask for a newer "
                "growthplan.",
            )
        notes.append(f"column '{heading}' is not known and was left out")
    return tuple(notes)


def _splits_rows(frame: pl.DataFrame, heading: str) -> bool:
    counts = frame.group_by("code", "name", "published", "period").agg(
        values=pl.col(heading).n_unique()
    )
    return bool((counts["values"] > 1).any())
