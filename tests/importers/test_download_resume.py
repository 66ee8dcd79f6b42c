"""Downloads that break off: going on where they stopped, and never gluing what does not fit."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
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
    left_over,
)
from file_server import Exchange, serving

from growthplan.vocabulary import GrowthplanError


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    clear_proxies(monkeypatch)


def test_a_chunked_body_that_breaks_off_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.start(200, {"Transfer-Encoding": "chunked"})
        request.wfile.write(b"%x\r\n" % 5000 + BIG[:5000] + b"\r\n")

    with serving(answer) as server, pytest.raises(GrowthplanError, match="broke the connection"):
        get(server, tmp_path)
    assert finished(tmp_path) == []


def test_a_body_cut_three_times_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send_file(BIG, cut_after=100_000 if number <= 3 else None)

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert got.path.read_bytes() == BIG
    assert server.ranges == [None, "bytes=100000-", "bytes=200000-", "bytes=300000-"]


def test_tries_are_counted_anew_after_each_gain(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send_file(BIG, cut_after=40_000)

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert got.path.read_bytes() == BIG
    assert len(server.requests) == 10 > QUICK.tries


def test_the_next_call_goes_on_where_a_failed_one_stopped(tmp_path: Path) -> None:
    down = True

    def answer(request: Exchange, number: int) -> None:
        if number > 1 and down:
            request.send(503)
        else:
            request.send_file(BIG, cut_after=150_000 if down else None)

    with serving(answer) as server:
        with pytest.raises(GrowthplanError) as caught:
            get(server, tmp_path)
        assert "503" in fault_of(caught).message
        assert "kept" in str(fault_of(caught).fix)
        assert finished(tmp_path) == []
        down = False
        got = get(server, tmp_path)
    assert server.ranges[-1] == "bytes=150000-"
    assert got.path.read_bytes() == BIG
    assert left_over(tmp_path) == []


def test_a_new_edition_mid_way_starts_again(tmp_path: Path) -> None:
    new = BIG[::-1]

    def answer(request: Exchange, number: int) -> None:
        if number == 1:
            request.send_file(BIG, etag='"june"', cut_after=100_000)
        else:
            request.send_file(new, etag='"july"')

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert server.requests[1][1]["If-Range"] == '"june"'
    assert got.path.read_bytes() == new
    assert got.etag == '"july"'


def test_a_careless_server_that_sends_the_rest_of_another_edition_is_caught(
    tmp_path: Path,
) -> None:
    new = BIG[::-1]

    def answer(request: Exchange, number: int) -> None:
        if number == 1:
            request.send_file(BIG, etag='"june"', cut_after=100_000)
        elif request.headers.get("Range"):
            span = f"bytes 100000-{len(new) - 1}/{len(new)}"
            request.send(206, {"ETag": '"july"', "Content-Range": span}, new[100_000:])
        else:
            request.send_file(new, etag='"july"')

    with serving(answer) as server:
        assert get(server, tmp_path).path.read_bytes() == new


@pytest.mark.parametrize("span", [f"bytes 50000-349999/{len(BIG)}", "pages 1-2", None])
def test_a_part_that_is_not_the_one_asked_for_is_not_glued_on(
    tmp_path: Path, span: str | None
) -> None:
    def answer(request: Exchange, number: int) -> None:
        if number == 2:
            request.send(206, {"Content-Range": span} if span else {}, BIG[50_000:350_000])
        else:
            request.send_file(BIG, cut_after=100_000 if number == 1 else None)

    with serving(answer) as server:
        assert get(server, tmp_path).path.read_bytes() == BIG


def test_a_server_that_ignores_ranges_is_read_from_the_start(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        cut = 100_000 if number == 1 else None
        request.start(200, {"Content-Length": str(len(BIG)), "ETag": '"1"'})
        request.wfile.write(BIG[:cut])

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert server.ranges == [None, "bytes=100000-"]
    assert got.path.read_bytes() == BIG


@pytest.mark.parametrize("etag", [None, 'W/"1"'])
def test_bytes_without_a_sure_mark_are_never_added_to(tmp_path: Path, etag: str | None) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send_file(BIG, etag=etag, cut_after=100_000 if number == 1 else None)

    with serving(answer) as server:
        got = get(server, tmp_path)
    assert server.ranges == [None, None]
    assert got.path.read_bytes() == BIG


def test_a_whole_part_left_by_a_killed_program_is_fetched_again(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send_file(BIG)

    def stop_at_the_end(done: int, total: int | None) -> None:
        if done == total:
            raise KeyboardInterrupt

    with serving(answer) as server:
        with pytest.raises(KeyboardInterrupt):
            get(server, tmp_path, progress=stop_at_the_end)
        assert finished(tmp_path) == []
        assert get(server, tmp_path).path.read_bytes() == BIG
    assert server.ranges == [None, f"bytes={len(BIG)}-", None]


def test_a_length_that_is_never_reached_leaves_no_file(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        request.send(200, {}, TEES_VALLEY, length=len(TEES_VALLEY) + 10)

    with serving(answer) as server, pytest.raises(GrowthplanError, match="broke the connection"):
        get(server, tmp_path)
    assert len(server.requests) == QUICK.tries
    assert finished(tmp_path) == []


def test_an_older_copy_is_replaced_only_by_a_whole_new_one(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_bytes(b"old")
    fail = True

    def answer(request: Exchange, number: int) -> None:
        request.send_file(BIG, etag=None, cut_after=1000 if fail else None)

    with serving(answer) as server:
        with pytest.raises(GrowthplanError):
            get(server, tmp_path)
        assert (tmp_path / "file.csv").read_bytes() == b"old"
        fail = False
        get(server, tmp_path)
    assert (tmp_path / "file.csv").read_bytes() == BIG


def test_a_program_killed_half_way_leaves_no_finished_file_and_its_work_is_used(
    tmp_path: Path,
) -> None:
    def answer(request: Exchange, number: int) -> None:
        if number == 1:
            request.start(200, {"Content-Length": str(len(BIG)), "ETag": '"1"'})
            request.wfile.write(BIG[:200_000])
            request.wfile.flush()
            time.sleep(3)
        else:
            request.send_file(BIG)

    script = (
        "import sys, pathlib\n"
        "from growthplan.importers.download import download\n"
        "download(sys.argv[1], pathlib.Path(sys.argv[2]),"
        " progress=lambda done, total: print(done, flush=True))\n"
    )
    with serving(answer) as server:
        command = [sys.executable, "-c", script, server.root + "/file.csv", str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                if int(line) == 200_000:
                    break
            child.send_signal(signal.SIGTERM)
            child.wait()
        assert finished(tmp_path) == []
        assert len(left_over(tmp_path)) == 2
        got = get(server, tmp_path)
    assert server.ranges == [None, "bytes=200000-"]
    assert got.path.read_bytes() == BIG
