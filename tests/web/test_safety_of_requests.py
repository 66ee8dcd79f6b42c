"""Only requests that are meant for this server are answered, and nothing in them does harm."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growthplan.web.safety import POLICY
from web.served_plan import Server, pages_for, running


def test_every_answer_has_the_strict_policy(server: Server) -> None:
    for path in ("/", "/productivity.html", "/explain", "/nothing-here", "/api/state"):
        found = server.ask(path)
        assert found.headers["content-security-policy"] == POLICY
        assert found.headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "", "127.0.0.1:80"])
def test_another_host_is_not_answered(server: Server, host: str) -> None:
    found = server.ask("/", Host=host)
    assert found.status == 421
    assert "Liverpool" not in found.text


def test_two_hosts_in_one_request_are_none(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        own = f"127.0.0.1:{server.port}"
        line.sendall(f"GET / HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\n\r\n".encode())
        assert b" 4" in line.recv(400).split(b"\r\n")[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Referer": "http://evil.example/page"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(server: Server, headers: dict[str, str]) -> None:
    found = server.ask("/what-if/save", "POST", "title=x&question=scale=all:2", **headers)
    assert found.status == 403
    assert not (server.plan / "scenarios" / "x.yaml").exists()


def test_a_form_without_the_token_of_this_serving_changes_nothing(server: Server) -> None:
    for body in ("title=x&question=scale%3Dall%3A2", "form_token=abc&title=x"):
        found = server.ask(
            "/what-if/save", "POST", body, Content_Type="application/x-www-form-urlencoded",
            Origin=server.address,
        )  # fmt: skip
        assert found.status == 403
        assert "reload" in found.text


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2f..%2fetc%2fpasswd", "/../../etc/passwd", "/data/..%2f..%2fstate.json",
        "/data/%2e%2e%2ffigures.json", "/assets/..%2fserved.py", "/%00", "/.growthplan",
        "/data/table.csv%00.html", "/assets/../app.py", "//etc/passwd", "/site/index.html",
        "/plan.yaml", "/state.json",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(server: Server, path: str) -> None:
    found = server.ask(path)
    assert found.status in (400, 404)
    assert "root:" not in found.text
    assert '"files"' not in found.text


def test_a_body_that_is_too_large_is_cut_off(server: Server) -> None:
    declared = server.ask("/what-if/save", "POST", b"", Content_Length="99999999999")
    assert declared.status == 413
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        head = f"POST /what-if/save HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        head += f"Origin: {server.address}\r\nTransfer-Encoding: chunked\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        line.sendall(head.encode())
        chunk = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
        try:
            for _ in range(20):
                line.sendall(chunk)
        except OSError:
            return  # cut off
        assert line.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 413")


def test_an_address_that_is_too_long_is_refused(server: Server) -> None:
    assert server.ask("/explain?q=" + "a" * 9000).status == 414


HOSTILE = ('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "';--",
           "\u202e\u0000x")  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(server: Server, text: str) -> None:
    for path in (f"/explain?q={quote(text)}", f"/explain/{quote(text)}", f"/{quote(text)}",
                 f"/what-if?off={quote(text)}", f"/what-if?scale={quote(text)}",
                 f"/api/figures/{quote(text)}"):  # fmt: skip
        found = server.ask(path)
        if "html" in found.headers["content-type"]:
            assert "<script>alert" not in found.text
            assert "<img src=x" not in found.text
            assert ">49<" not in found.text


headers = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=60), st.sampled_from(["X-A", "Cookie", "Origin"]), headers)
def test_no_request_breaks_the_server(server: Server, path: bytes, name: str, value: str) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        head = f"GET /{quote_from_bytes(path)} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        more = f"{name}: {value}\r\nConnection: close\r\n\r\n"
        line.sendall(head.encode() + more.encode("latin-1"))
        first = line.recv(64)
    assert first.startswith(b"HTTP/1.1 ")
    assert not first.startswith(b"HTTP/1.1 5")


def test_a_token_has_to_be_shown_once(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(Path(__file__).parents[2] / "plans" / "liverpool-city-region", plan)
    with running(pages_for(plan, tmp_path / "cache"), token="let-me-in") as guarded:
        assert guarded.ask("/").status == 401
        assert guarded.ask("/?token=wrong").status == 401
        shown = guarded.ask("/?token=let-me-in")
        assert shown.status == 303
        cookie = shown.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.casefold()
        assert guarded.ask("/", Cookie=cookie.split(";")[0]).status == 200
        assert guarded.ask("/api/state", Authorization="Bearer let-me-in").status == 200
