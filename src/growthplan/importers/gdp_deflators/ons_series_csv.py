"""ONS series YBGB (GDP implied deflator) as the publisher's series download writes it.

Eight lines of metadata without a heading, then years and quarters in one column. The metadata's
unit says `£ m`, which is wrong for this series: it is an index.
"""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from growthplan.importers.cells import with_values
from growthplan.importers.gdp_deflators.index import (
    GDP_DEFLATOR,
    base_year,
    check_index,
    observations,
    series,
)
from growthplan.importers.layout import Layout, Parsed, stop
from growthplan.importers.opening import OpenFile
from growthplan.vocabulary import UNKNOWN_LICENCE, Gazetteer

LAYOUT = "ons_series_csv_ybgb"
CDID = "YBGB"
PAGE = "https://www.ons.gov.uk/economy/grossdomesticproductgdp/timeseries/ybgb"
_PERIOD = r"^(\d{4})(?: Q([1-4]))?$"
_TITLE_WORDS = ("gross domestic product", "market prices", "implied deflator")


def recognises(file: OpenFile) -> bool:
    """Whether it is a download of this one series."""
    head = file.data[:2000].decode("utf-8", errors="replace").replace('"', "")
    return file.kind == "csv" and f"CDID,{CDID}" in head


def read(file: OpenFile, gazetteer: Gazetteer) -> Parsed:
    """Years and quarters of the UK's GDP deflator.

    Raises GrowthplanError when the metadata or the periods are not as they should be.
    """
    lines = file.csv(has_header=False)
    if lines.width != 3:
        raise stop(file, f"there are {lines.width - 1} columns where two are expected")
    lines.columns = ["row", "key", "text"]
    lines = lines.with_columns(pl.col("key").str.strip_chars())
    is_data = pl.col("key").str.contains(r"^\d{4}")
    metadata = dict(lines.filter(~is_data.fill_null(False)).select("key", "text").rows())
    title = metadata.get("Title") or ""
    if missing := [word for word in _TITLE_WORDS if word not in title.casefold()]:
        raise stop(file, f"the title '{title}' does not say '{missing[0]}'", "Title")
    cells = _cells(file, lines.filter(is_data))
    check_index(cells, file)
    return Parsed(
        layout=LAYOUT,
        dataset="gdp-deflator",
        title=f"{title} ({CDID})",
        publisher="Office for National Statistics",
        family="gdp-deflator-ons",
        observations=observations(cells),
        series=series(base_year(cells, file), title),
        indicators=(GDP_DEFLATOR,),
        released=_released(file, metadata.get("Release date")),
        priority=20,
        licence=UNKNOWN_LICENCE,
        url=PAGE,
        notes=("The file gives the unit as '£ m'; the series is an index.",)
        if metadata.get("PreUnit") == "£"
        else (),
    )


def _cells(file: OpenFile, data: pl.DataFrame) -> pl.DataFrame:
    if strange := data.filter(~pl.col("key").str.contains(_PERIOD)).select("row", "key").rows():
        row, key = strange[0]
        raise stop(file, f"'{key}' is neither a year nor a quarter", f"line {row}")
    if not data.height:
        raise stop(file, "no years follow the metadata", fix="Download it again.")
    return with_values(
        data.select(
            "row",
            column=pl.lit(2),
            period=pl.col("key").str.to_lowercase().str.replace(" ", ""),
            text=pl.col("text").str.strip_chars().replace("", None),
        ),
        file,
    )


def _released(file: OpenFile, text: str | None) -> date:
    try:
        return datetime.strptime(text or "", "%d-%m-%Y").date()
    except ValueError:
        raise stop(
            file,
            f"'{text or ''}' is not a day written as 30-06-2025",
            "Release date",
            "Download it again.",
        ) from None


LAYOUTS = (Layout(LAYOUT, "ONS series YBGB: GDP deflator, CSV", recognises, read),)
