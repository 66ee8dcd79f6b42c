"""What may be kept, how big it may be, and what it may be called."""

from __future__ import annotations

import gzip
import hashlib
import os
from pathlib import Path

import pytest
from download_support import BIG, TEES_VALLEY, clear_proxies, fault_of, get
from file_server import Exchange, serving

from growthplan.importers.download_content import name_from_address, safe_name
from growthplan.vocabulary import GrowthplanError


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    clear_proxies(monkeypatch)


def test_a_wrong_hash_leaves_nothing_behind(tmp_path: Path) -> None:
    true = hashlib.sha256(TEES_VALLEY).hexdigest()
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as server:
        with pytest.raises(GrowthplanError) as caught:
            get(server, tmp_path, sha256="0" * 64)
        assert true in fault_of(caught).message
        assert os.listdir(tmp_path) == []
        assert get(server, tmp_path, sha256=true.upper()).sha256 == true


@pytest.mark.parametrize("declared", [True, False])
def test_a_file_over_the_limit_is_refused(tmp_path: Path, declared: bool) -> None:
    sent: list[int] = []

    def answer(request: Exchange, number: int) -> None:
        request.start(200, {"Content-Length": str(len(BIG) * 50)} if declared else {})
        for _ in range(50):
            request.wfile.write(BIG)
            sent.append(len(BIG))

    with serving(answer) as server, pytest.raises(GrowthplanError) as caught:
        get(server, tmp_path, limit_bytes=1_000_000)
    assert fault_of(caught).code == "download-size"
    assert "limit is 1.0 MB" in fault_of(caught).message
    size = "the file has 20.0 MB" if declared else "the file has more than 1.0 MB"
    assert size in fault_of(caught).message
    assert os.listdir(tmp_path) == []
    assert len(server.requests) == 1
    assert len(sent) < 50, "the rest was read although it could not be kept"


def test_a_compressed_body_is_measured_after_unpacking(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(5_000_000))

    def answer(request: Exchange, number: int) -> None:
        request.send(200, {"Content-Encoding": "gzip"}, bomb)

    with serving(answer) as server:
        with pytest.raises(GrowthplanError, match=r"more than 1\.0 MB"):
            get(server, tmp_path, limit_bytes=1_000_000)
        got = get(server, tmp_path)
    assert got.bytes == 5_000_000


PAGE = b"""<!DOCTYPE html>
<html><head><title>Sorry, this page &amp; others\n are gone</title></head><body>404</body></html>"""


def test_a_web_page_instead_of_a_workbook_is_named_by_its_title(tmp_path: Path) -> None:
    with (
        serving(lambda request, number: request.send_file(PAGE)) as server,
        pytest.raises(GrowthplanError) as caught,
    ):
        get(server, tmp_path, "/labour.xlsx", expect="workbook")
    assert "web page titled 'Sorry, this page & others are gone'" in fault_of(caught).message
    assert fault_of(caught).file == server.root + "/labour.xlsx"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("expect", "body", "said"),
    [
        ("workbook", TEES_VALLEY, "not a workbook"),
        ("workbook", b"", "empty"),
        ("csv", b"", "empty"),
        ("csv", b"PK\x03\x04" + b"x" * 50, "a workbook or a zip archive"),
        ("csv", b"\xef\xbb\xbf\r\n <html><body>no title</body></html>", "a web page instead"),
        ("csv", b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "an XML message"),
        ("csv", b"a,b\n1,\x00\x00\x01", "not a text file"),
        ("json", b"areacd,areanm\n", "not JSON"),
        ("json", b"PK\x03\x04zip", "a workbook or a zip archive"),
        ("any", PAGE, "a web page titled"),
    ],
)
def test_content_that_does_not_fit_is_refused(
    tmp_path: Path, expect: str, body: bytes, said: str
) -> None:
    with (
        serving(lambda request, number: request.send_file(body)) as server,
        pytest.raises(GrowthplanError) as caught,
    ):
        get(server, tmp_path, expect=expect)
    assert said in fault_of(caught).message
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("expect", "body"),
    [
        ("workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("csv", "\ufeffareacd\r\n".encode("utf-16")),
        ("csv", b"\x1f\x8b\x08\x00packed"),
        ("json", b'\xef\xbb\xbf \n{"sourceDate": "19/06/2025"}'),
        ("any", BIG[:100]),
    ],
)
def test_content_that_fits_is_kept(tmp_path: Path, expect: str, body: bytes) -> None:
    with serving(lambda request, number: request.send_file(body)) as server:
        assert get(server, tmp_path, expect=expect).path.read_bytes() == body


@pytest.mark.parametrize(
    "header",
    [
        'attachment; filename="../../../evil.csv"',
        "attachment; filename=..\\..\\evil.csv",
        "attachment; filename*=UTF-8''..%2F..%2Fevil.csv",
        'attachment; filename="/etc/evil.csv"',
        'attachment; filename="C:\\Windows\\evil.csv"',
        'attachment; filename="..%2f..%2fevil.csv"',
    ],
)
def test_no_header_can_write_outside_the_folder(tmp_path: Path, header: str) -> None:
    folder = tmp_path / "a" / "b" / "c"

    def answer(request: Exchange, number: int) -> None:
        request.send_file(TEES_VALLEY, headers={"Content-Disposition": header})

    with serving(answer) as server:
        got = get(server, folder, "/..%2f..%2fescape.csv")
    assert got.path == folder / "evil.csv"
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [got.path]


def test_no_caller_can_write_outside_the_folder(tmp_path: Path) -> None:
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as server:
        got = get(server, tmp_path / "a", name="../../evil.csv")
    assert got.path == tmp_path / "a" / "evil.csv"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("..", "download"),
        ("", "download"),
        ("/a/b/", "b"),
        (".hidden", "hidden"),
        ("a\x00b\r\n.csv", "ab.csv"),
        ("con.csv", "_con.csv"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("LAD_(December_2024)%20Lookup.csv", "LAD_(December_2024) Lookup.csv"),
    ],
)
def test_names_fit_any_file_system(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_a_name_without_an_ending_gets_the_one_that_was_expected() -> None:
    url = "https://www.ons.gov.uk/generator?format=csv&uri=/economy/gdp/timeseries/ybgb/ukea"
    assert name_from_address(url, None, "csv") == "ukea.csv"
    assert name_from_address(url, "attachment; filename=series-300625.csv", "csv") == (
        "series-300625.csv"
    )
