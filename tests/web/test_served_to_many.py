"""Fifty people at once, and people who leave: one computation for one question, none for nobody."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from growthplan.journeys.asking import StoppedError
from growthplan.web import whatif
from web.served_plan import Server

PEOPLE = 50


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was worked out: the address of each question with its draws."""
    found: list[tuple[str, int]] = []
    real = whatif.ask

    def counted(on: Any, question: Any, draws: int, **more: Any) -> Any:
        found.append((question.address, draws))
        return real(on, question, draws, **more)

    monkeypatch.setattr(whatif, "ask", counted)
    return found


def test_fifty_are_answered_and_what_is_the_same_is_worked_out_once(
    server: Server, asked: list[tuple[str, int]]
) -> None:
    questions = [f"/api/what-if?scale=all:1.{n}&draws=60" for n in range(1, 6)]
    with ThreadPoolExecutor(PEOPLE) as pool:
        found = list(pool.map(server.ask, (questions[n % 5] for n in range(PEOPLE))))
    assert [one.status for one in found] == [200] * PEOPLE
    for start in range(5):
        assert len({one.text for one in found[start::5]}) == 1
    assert sorted(asked) == sorted({(address, 60) for address, _ in asked})
    assert len(asked) == 5


def test_pages_are_served_while_everybody_asks(server: Server) -> None:
    def one(number: int) -> int:
        path = "/productivity.html" if number % 2 else f"/api/what-if?growth=0.{number}&draws=60"
        return server.ask(path).status

    with ThreadPoolExecutor(PEOPLE) as pool:
        assert set(pool.map(one, range(20))) == {200}


def test_a_question_that_nobody_waits_for_any_more_is_stopped(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.ask("/api/what-if?growth=0.1&draws=60")  # the ground is laid
    begun, stopped = threading.Event(), threading.Event()
    real = whatif.ask

    def watched(*given: Any, **more: Any) -> Any:
        begun.set()
        try:
            return real(*given, **more)
        except StoppedError:
            stopped.set()
            raise

    monkeypatch.setattr(whatif, "ask", watched)
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        path = "/api/what-if?growth=0.77&draws=20000"
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        assert begun.wait(60)
    assert stopped.wait(60)
