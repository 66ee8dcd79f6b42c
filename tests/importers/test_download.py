"""Downloads from a local server: the good case, patience, redirects and settings."""

from __future__ import annotations

import builtins
import hashlib
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from download_support import (
    BIG,
    QUICK,
    TEES_VALLEY,
    clear_proxies,
    fault_of,
    finished,
    get,
    workbook_bytes,
)
from file_server import Exchange, serving

from growthplan import __version__
from growthplan.importers.download import Patience, download
from growthplan.vocabulary import GrowthplanError


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    clear_proxies(monkeypatch)


def test_a_workbook_arrives_whole_with_its_birth_certificate(tmp_path: Path) -> None:
    data = workbook_bytes()

    def answer(request: Exchange, number: int) -> None:
        request.send_file(
            data, etag='"v7"', headers={"Last-Modified": "Thu, 19 Jun 2025 08:30:00 GMT"}
        )

    seen: list[tuple[int, int | None]] = []
    path = "/file?uri=/employment/datasets/labour/current/labourproductivityitls1.xlsx"
    with serving(answer) as server:
        got = get(
            server,
            tmp_path,
            path,
            expect="workbook",
            progress=lambda done, total: seen.append((done, total)),
        )
    assert got.path == tmp_path / "labourproductivityitls1.xlsx"
    assert got.path.read_bytes() == data
    assert got.url == server.root + path
    assert got.sha256 == hashlib.sha256(data).hexdigest()
    assert (got.bytes, got.last_modified, got.etag) == (len(data), date(2025, 6, 19), '"v7"')
    assert seen[-1] == (len(data), len(data))
    assert os.listdir(tmp_path) == [got.path.name]


def test_a_published_csv_arrives_byte_for_byte(tmp_path: Path) -> None:
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as server:
        got = get(server, tmp_path, "/gross-value-added.csv", expect="csv")
    assert got.path.read_bytes() == TEES_VALLEY


def test_it_names_growthplan_and_asks_for_the_bytes_as_they_are(tmp_path: Path) -> None:
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as server:
        get(server, tmp_path)
    (_, headers) = server.requests[0]
    assert headers["User-Agent"].startswith(f"growthplan/{__version__}")
    assert headers["Accept-Encoding"] == "identity"


def test_a_chunked_body_without_a_length_arrives_whole(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.start(200, {"Transfer-Encoding": "chunked"})
        for start in range(0, len(BIG), 70_000):
            piece = BIG[start : start + 70_000]
            request.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
        request.wfile.write(b"0\r\n\r\n")

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert got.path.read_bytes() == BIG


def test_a_server_that_is_busy_twice_is_asked_again(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        if number <= 2:
            request.send(503)
        else:
            request.send_file(TEES_VALLEY)

    with serving(answer) as server:
        assert get(server, tmp_path).path.read_bytes() == TEES_VALLEY
    assert len(server.requests) == 3


def test_waits_grow_and_retry_after_is_kept_to(tmp_path: Path) -> None:
    waits: list[float] = []

    def answer(request: Exchange, number: int) -> None:
        if number == 1:
            request.send(429, {"Retry-After": "3"})
        elif number <= 4:
            request.send(502, {"Retry-After": "soon"} if number == 2 else {})
        else:
            request.send_file(TEES_VALLEY)

    patience = Patience(tries=5, backoff=0.5, total=60, pause=waits.append)
    with serving(answer) as server:
        get(server, tmp_path, patience=patience)
    assert waits == [3, 1, 2, 4]


def test_a_wait_beyond_the_time_limit_is_said_and_not_sat_through(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send(503, {"Retry-After": "3600"})

    with serving(answer) as server, pytest.raises(GrowthplanError) as caught:
        get(server, tmp_path)
    assert "left alone for 3,600 seconds" in fault_of(caught).message
    assert len(server.requests) == 1


def test_an_address_that_has_moved_is_said_at_once(tmp_path: Path) -> None:
    with (
        serving(
            lambda request, number: request.send(404, body=b"<html><title>Not found</title></html>")
        ) as server,
        pytest.raises(GrowthplanError) as caught,
    ):
        get(server, tmp_path)
    fault = fault_of(caught)
    assert fault.code == "download-moved"
    assert "it has moved" in fault.message
    assert "--from URL" in str(fault.fix)
    assert len(server.requests) == 1


def test_a_refusal_quotes_the_page_that_came_with_it(tmp_path: Path) -> None:
    page = b"<html><title>Blocked by council web filter</title></html>"
    with (
        serving(lambda request, number: request.send(403, body=page)) as server,
        pytest.raises(GrowthplanError, match=r"403, with a page titled 'Blocked by council"),
    ):
        get(server, tmp_path)
    assert len(server.requests) == 1


def test_a_redirect_is_followed_and_a_loop_is_not(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        if request.path == "/old.csv":
            request.send(302, {"Location": "/new.csv"})
        elif request.path == "/loop.csv":
            request.send(302, {"Location": "/loop.csv"})
        else:
            request.send_file(TEES_VALLEY)

    with serving(answer) as server:
        got = get(server, tmp_path, "/old.csv")
        assert got.path.read_bytes() == TEES_VALLEY
        with pytest.raises(GrowthplanError) as caught:
            get(server, tmp_path, "/loop.csv")
    assert fault_of(caught).code == "download-redirects"
    assert finished(tmp_path) == [got.path.name]
    assert sum(path == "/loop.csv" for path, _ in server.requests) <= 7


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/a.csv"])
def test_a_redirect_away_from_the_web_is_refused(tmp_path: Path, target: str) -> None:
    with (
        serving(lambda request, number: request.send(302, {"Location": target})) as server,
        pytest.raises(GrowthplanError, match="redirects to something that is not a web address"),
    ):
        get(server, tmp_path)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/hostname", "http:// or https://"),
        ("ftp://ons.gov.uk/a.csv", "http:// or https://"),
        ("labour.csv", "http:// or https://"),
        ("http://", "http:// or https://"),
        ("http://[::1/a.csv", "not a web address"),
    ],
)
def test_only_web_addresses_are_asked(tmp_path: Path, url: str, said: str) -> None:
    with pytest.raises(GrowthplanError, match=said):
        download(url, tmp_path)


def test_a_password_in_an_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(GrowthplanError) as caught:
        download("https://me:secret@ons.gov.uk/a.csv", tmp_path)
    assert "secret" not in str(caught.value)


def test_a_silent_server_is_given_up_after_the_timeout(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.start(200, {"Content-Length": "100"})
        request.wfile.write(b"areacd,")
        time.sleep(5)

    began = time.monotonic()
    with serving(answer) as server, pytest.raises(GrowthplanError, match="stopped sending"):
        get(server, tmp_path, timeout=0.05, patience=Patience(tries=2, backoff=0.001))
    assert time.monotonic() - began < 4
    assert len(server.requests) == 2
    assert finished(tmp_path) == []


def test_a_server_that_drips_is_stopped_by_the_time_limit(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.start(200, {"Content-Length": "1000", "ETag": '"1"'})
        for _ in range(400):
            request.wfile.write(b"a")
            time.sleep(0.02)

    began = time.monotonic()
    with serving(answer) as server, pytest.raises(GrowthplanError) as caught:
        get(server, tmp_path, patience=Patience(total=0.3))
    assert time.monotonic() - began < 4
    assert fault_of(caught).code == "download-timeout"
    assert finished(tmp_path) == []


def test_a_host_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with serving(lambda request, number: None) as server:
        pass
    with pytest.raises(GrowthplanError) as caught:
        get(server, tmp_path)
    assert fault_of(caught).code == "download-unreachable"
    assert "127.0.0.1 can't be reached; gave up after 4 tries" in fault_of(caught).message


def test_proxy_settings_of_the_environment_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.root)
        download("http://statistics.invalid/a.csv", tmp_path, patience=QUICK)
    assert [path for path, _ in proxy.requests] == ["http://statistics.invalid/a.csv"]


def test_a_folder_that_can_not_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with serving(lambda request, number: request.send_file(TEES_VALLEY)) as server:
        with pytest.raises(GrowthplanError, match="can't be written"):
            get(server, tmp_path / "taken")
        (tmp_path / "file.csv").mkdir()
        with pytest.raises(GrowthplanError, match="is a folder"):
            get(server, tmp_path)


def test_without_the_extra_it_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == "requests":
            raise ModuleNotFoundError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(GrowthplanError, match=r'pip install "growthplan\[fetch\]"'):
        download("https://www.ons.gov.uk/a.csv", tmp_path)


def test_reading_statistics_does_not_load_the_http_library() -> None:
    code = (
        "import sys, growthplan.importers, growthplan.importers.publisher_files\n"
        "assert not {'requests', 'urllib3'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
