"""What the regional accounts workbooks share: an Information sheet, and sheets `Table 1` on."""

from __future__ import annotations

import re
from datetime import date, datetime

from growthplan.importers.layout import stop
from growthplan.importers.opening import OpenFile

_PUBLISHED = re.compile(r"published on\s+(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})")
_TABLE = re.compile(r"table \d+", re.I)
_BASE = re.compile(r"(\d{4}) equals 100|in (\d{4}) money")


def workbook_title(file: OpenFile) -> str:
    """First cell of the Information sheet; empty when there is no such sheet."""
    sheet = file.sheets.get("Information")
    if sheet is None or sheet.is_empty():
        return ""
    return " ".join(str(sheet.item(0, 0) or "").split())


def published_on(file: OpenFile) -> date | None:
    """The day of publication that the Information sheet prints; None when it prints none.

    Raises GrowthplanError when what it prints is no date.
    """
    sheet = file.sheets["Information"]
    text = " ".join(str(cell) for cell in sheet.to_series(0).drop_nulls())
    found = _PUBLISHED.search(text)
    if not found:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%d %B %Y").date()
    except ValueError:
        raise stop(file, f"'{found[0]}' is not a date", "Information") from None


def table_sheets(file: OpenFile) -> list[str]:
    """The sheets that hold tables, in the workbook's order."""
    return [name for name in file.sheets if _TABLE.fullmatch(name.strip())]


def bare_title(title: str) -> str:
    """A table's title in lower case, without its number and its note markers.

    >>> bare_title("Table 8: Whole economy GVA implied deflators, 2019 equals 100 [note 1,2]")
    'whole economy gva implied deflators, 2019 equals 100'
    """
    text = re.sub(r"^table \d+:\s*", "", " ".join(title.split()), flags=re.I)
    return re.sub(r"\s*\[notes? [^\]]*\]", "", text, flags=re.I).strip().casefold()


def base_year(title: str) -> str | None:
    """The base year that a title names, as an index's or as that of chained volume money.

    >>> base_year("CVM in 2019 money value"), base_year("index, 2022 equals 100"), base_year("GVA")
    ('2019', '2022', None)
    """
    found = _BASE.search(title)
    return (found[1] or found[2]) if found else None
