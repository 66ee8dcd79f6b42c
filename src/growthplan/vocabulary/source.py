"""Releases of statistics: where a number comes from."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Source(BaseModel):
    """The birth certificate of one published file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """Release id, `publisher-dataset@YYYY-MM-DD`."""
    title: str
    """Title as published."""
    publisher: str
    family: str
    """Statistical series that the file belongs to; files of one family and one edition are
    consistent with each other, and only those may be compared (`subregional-productivity`)."""
    edition: str
    """Which edition of the family: `2025-06`."""
    released: date
    """Day of publication: what `--as-at` compares with."""
    released_basis: str = "printed in the file"
    """How the day is known."""
    licence: str
    url: str
    """Where the publisher (or the stored copy's owner) keeps it."""
    sha256: str
    """Hash of the file's exact bytes."""
    file: str
    """File name, without folders."""
    layout: str
    """Which importer reads it: `ons_productivity_workbook`."""
    priority: int = 0
    """Among files of one day that print the same figure, the highest is quoted."""
    status: str = "official statistics"
    """Quality status in the publisher's words."""


UNKNOWN_LICENCE = (
    "not printed in the file; the publisher releases under OGL v3.0 unless it says otherwise"
)
OGL3 = "Open Government Licence v3.0"
