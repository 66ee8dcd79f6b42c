"""The ledger's profiles as CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from growthplan.publishers.ledger_workbook.lines import (
    ACCOUNT_HEADINGS,
    STAMP_HEADINGS,
    account_lines,
    profile_headings,
    profile_lines,
    stamp_lines,
)
from growthplan.settlement import Statement
from growthplan.settlement.profiles import ACCOUNTS, PROFILES, STAMP, ProfileTable


def write_ledger_csv(table: ProfileTable, made: Statement, folder: Path) -> None:
    """Write `profiles.csv`, `accounts.csv` and `ledger.csv` into an existing folder: UTF-8 with the
    mark that Excel needs, amounts in pounds and pence."""
    _write(folder, PROFILES, profile_headings(table), profile_lines(table))
    _write(folder, ACCOUNTS, ACCOUNT_HEADINGS, account_lines(made))
    _write(folder, STAMP, STAMP_HEADINGS, stamp_lines(table))


def _write(
    folder: Path, name: str, headings: Sequence[str], lines: Iterable[Sequence[object]]
) -> None:
    path = folder / f"{name.casefold()}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows(lines)
