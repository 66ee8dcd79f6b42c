"""What answers carry and what they don't: headers, caches, logs, and the words of faults."""

from __future__ import annotations

import logging
import socket
import time
from pathlib import Path

import pytest

from growthplan.journeys.living import Living
from growthplan.web import Served, pages
from growthplan.web.safety import POLICY, guard
from growthplan.web.served import FRAME
from growthplan.web.serving import server_of
from web.served_plan import Server

SECRET = "Jane Example, 07700 900000"


@pytest.fixture
def said() -> list[logging.LogRecord]:
    """Everything that the server logs during a test."""
    return []


@pytest.fixture(autouse=True)
def listening(said: list[logging.LogRecord]) -> object:
    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record)

    kept, log = Kept(), logging.getLogger("uvicorn.error")
    log.addHandler(kept)
    yield kept
    log.removeHandler(kept)


def test_a_fault_of_the_program_says_its_kind_and_nothing_of_what_was_asked(
    server: Server, said: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise KeyError(SECRET)

    monkeypatch.setattr(pages, "_framed", broken)
    found = server.ask(f"/productivity.html?who={SECRET.replace(' ', '%20')}")
    assert found.status == 500
    assert "KeyError" in found.text
    assert "Jane" not in found.text
    assert found.headers["content-security-policy"] == POLICY
    assert found.headers["x-content-type-options"] == "nosniff"
    until = time.monotonic() + 10  # it is logged once the answer is on its way
    while not said and time.monotonic() < until:
        time.sleep(0.01)
    assert said, "the fault is logged"
    words = " ".join(record.getMessage() + str(record.exc_text) for record in said)
    assert "KeyError" in words
    assert "Jane" not in words
    assert all(record.exc_info is None for record in said)


def test_what_is_asked_is_not_logged(server: Server, said: list[logging.LogRecord]) -> None:
    for path in ("/?q=Jane", "/nothing?q=Jane", "/explain?q=Jane", "/api/measure?place=Jane"):
        server.ask(path)
    assert not any("Jane" in record.getMessage() for record in said)


def test_pages_are_not_kept_and_files_are_asked_for_again(server: Server) -> None:
    for path in ("/", "/explain", "/api", "/api/state", "/nothing", "/edit"):
        assert server.ask(path).headers["cache-control"] == "no-store", path
    for path in ("/assets/live.css", "/data/table.csv", "/figures.json"):
        found = server.ask(path)
        assert found.headers["cache-control"] == "no-cache", path
        assert found.headers["etag"]
    tag = server.ask("/assets/live.css").headers["etag"]
    assert server.ask("/assets/live.css", If_None_Match=tag).status == 304


def test_no_answer_says_what_serves_it(server: Server) -> None:
    for path in ("/", "/nothing", "/assets/live.css", "/api/state"):
        assert "server" not in server.ask(path).headers
        assert "x-powered-by" not in server.ask(path).headers


def test_head_answers_as_get_without_a_body(server: Server) -> None:
    for path in ("/", "/data/table.csv", "/explain", "/api/state", "/assets/live.js"):
        found = server.ask(path, "HEAD")
        assert found.status == 200, path
        assert found.text == ""
    assert server.ask("/what-if/save", "HEAD").status in (404, 405)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "X"])
def test_no_other_method_does_anything(server: Server, method: str) -> None:
    found = server.ask("/", method, Origin=server.address)
    assert found.status in (400, 403, 404, 405)


def test_a_body_that_does_not_come_is_not_waited_for(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_WAIT", 0.2)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        head = f"POST /what-if/save HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        head += f"Origin: {server.address}\r\nContent-Length: 1000\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\n\r\ntitle="
        line.sendall(head.encode())
        assert line.recv(64).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    ("host", "asked", "is_answered"),
    [
        ("127.0.0.1", "localhost:{}", True),
        ("127.0.0.1", "192.0.2.7:{}", False),
        ("0.0.0.0", "192.0.2.7:{}", True),
        ("0.0.0.0", "[2001:db8::7]:{}", True),
        ("0.0.0.0", "evil.example:{}", False),
        ("0.0.0.0", "127.0.0.1.evil.example:{}", False),
        ("0.0.0.0", "", False),
        ("192.0.2.7", "192.0.2.7:{}", True),
        ("192.0.2.7", "192.0.2.8:{}", False),
    ],
)
def test_only_names_of_this_server_are_answered(
    server: Server, host: str, asked: str, is_answered: bool
) -> None:
    served = Served(server.living, host, 8765)
    found = guard.Guard(_never, served.hosts, any_number=served.is_everywhere)
    assert found._is_meant(asked.format(8765)) is is_answered


async def _never(*_: object) -> None:
    raise AssertionError("nothing is passed on")


def test_the_server_has_limits(tmp_path: Path) -> None:
    served = Served(Living(tmp_path, None, tmp_path / "cache", FRAME), "127.0.0.1", 1)
    config = server_of(served).config
    assert not config.server_header
    assert not config.access_log
    assert config.limit_concurrency is not None
    assert config.timeout_graceful_shutdown is not None
