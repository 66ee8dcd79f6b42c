"""Real bytes to serve, and short ways to ask for them, shared by the download tests."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pytest
from file_server import FileServer

from growthplan.importers.download import Download, Patience, download
from growthplan.vocabulary import Fault, GrowthplanError

# ONS Explore Local Statistics, gross-value-added.csv as published 19 June 2025.
TEES_VALLEY = (
    "\ufeffareacd,areanm,geography,indicator,period,observation,measure,unit,"
    "lci_95,uci_95,status,notes\r\n"
    "E47000006,Tees Valley,Combined Authority or City Region,Gross value added per hour worked,"
    "2004-01-01/P1Y,23.11602783203125,Pounds,£,,,,\r\n"
    "E47000006,Tees Valley,Combined Authority or City Region,Gross value added per hour worked,"
    "2023-01-01/P1Y,35.36761474609375,Pounds,£,,,,\r\n"
).encode()

BIG = random.Random(4).randbytes(400_000)
QUICK = Patience(tries=4, backoff=0.001, connect=5.0, total=30.0)


def workbook_bytes() -> bytes:
    """A small workbook with figures of Liverpool City Region as published in June 2025."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["area_code", "area_name", "Pounds_2022", "Pounds_2023"])
    sheet.append(["E47000004", "Liverpool City Region", 36.49, 37.33])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fault_of(caught: pytest.ExceptionInfo[GrowthplanError]) -> Fault:
    (fault,) = caught.value.faults
    return fault


def finished(folder: Path) -> list[str]:
    """Names of the files that a user would see as downloaded."""
    return sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))


def left_over(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


def get(server: FileServer, folder: Path, path: str = "/file.csv", **asked: object) -> Download:
    asked.setdefault("patience", QUICK)
    return download(server.root + path, folder, **asked)  # type: ignore[arg-type]


def clear_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the tests independent of the proxies of the machine that they run on."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
