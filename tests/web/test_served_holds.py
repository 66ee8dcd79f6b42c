"""Serving holds: killed processes, full disks, caches that can't be written or were cleared."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from growthplan.journeys import living as living_module
from growthplan.journeys.living import LEFT_BEHIND, Living
from growthplan.web.notice import notice_of
from growthplan.web.served import FRAME
from web.served_plan import pages_for, running

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
HOLD = "import sys, time; print('{}', flush=True); time.sleep(60)"
"""A child that begins and does not end by itself."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copytree(LCR, tmp_path / "plan")
    return tmp_path / "plan"


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[str]]]:
    """Children that are started in place of the real ones, which take a minute."""
    started: list[subprocess.Popen[str]] = []
    real = subprocess.Popen

    def start(_: list[str], **options: object) -> subprocess.Popen[str]:
        started.append(real([sys.executable, "-c", HOLD], **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(living_module.subprocess, "Popen", start)
    yield started
    for child in started:
        child.kill()
        child.wait()


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def failed(living: Living) -> bool:
    return living.making is not None and living.making.failed


def test_a_making_that_is_killed_is_told_and_tried_again(
    plan: Path, tmp_path: Path, children: list[subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(living_module, "TRY_AGAIN", 0.01)
    living = Living(plan, None, tmp_path / "cache", FRAME)
    living.refresh()
    until(lambda: children)
    children[0].send_signal(signal.SIGKILL)
    until(lambda: failed(living))
    assert living.making is not None
    assert "stopped from outside" in living.making.faults[0]
    time.sleep(0.02)
    living.refresh()
    until(lambda: len(children) == 2)
    living.close()
    until(lambda: children[1].poll() is not None)


def test_a_making_ends_with_the_server_that_wanted_it(tmp_path: Path) -> None:
    """As when the server is killed: the pipe to the child closes."""
    out = tmp_path / "out"
    asked = json.dumps({"plan": str(LCR), "out": str(out), "frame": "", "store": ""})
    child = subprocess.Popen(
        [sys.executable, "-m", "growthplan.journeys.living_child", asked],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline()  # it has begun
        child.stdin.close()
        assert child.wait(30) == 3
        child.stdin = None
    assert not out.exists()


def test_what_a_killed_server_left_behind_goes_at_the_next_start(
    plan: Path, tmp_path: Path
) -> None:
    living = pages_for(plan, tmp_path / "cache")
    assert living.edition is not None
    cache = living.edition.folder.parent
    old, new = cache / ".abc-killed", cache / ".def-at-work"
    for folder in (old, new):
        folder.mkdir()
    past = time.time() - LEFT_BEHIND - 10
    os.utime(old, (past, past))
    again = Living(plan, None, tmp_path / "cache", FRAME)
    assert not old.exists()
    assert new.exists()
    assert again.edition == living.edition


def test_pages_stay_when_the_disk_is_full(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = pages_for(plan, tmp_path / "cache")
    said = (
        '{"faults": ["the folder can\'t be written: No space left on device"], "is_plans": false}'
    )
    real = subprocess.Popen
    program = f"import sys; print({said!r}, flush=True); sys.exit(2)"
    monkeypatch.setattr(
        living_module.subprocess, "Popen",
        lambda _, **options: real([sys.executable, "-c", program], **options),
    )  # fmt: skip
    with (plan / "plan.yaml").open("a") as stream:
        stream.write("# changed\n")
    with running(living) as server:
        until(lambda: failed(living))
        assert living.edition is not None
        notice = notice_of(living, living.edition.state.key)
        assert notice.kind == "broken"
        assert "last good pages" in notice.text
        assert "No space left" in notice.faults[0]
        assert living.making is not None
        assert living.making.again_at > 0
        found = server.ask("/productivity.html")
        assert found.status == 200
        assert "No space left" in found.text


def test_a_cache_that_cannot_be_written_is_done_without(
    plan: Path, tmp_path: Path, children: list[subprocess.Popen[str]]
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    living = Living(plan, None, tmp_path / "cache", FRAME)
    with running(living) as server:
        until(lambda: children)
        assert "The pages are being made" in server.ask("/").text
    assert not living.folder_of("any").parent.exists()


def test_a_cache_that_was_cleared_is_made_again(
    plan: Path, tmp_path: Path, children: list[subprocess.Popen[str]]
) -> None:
    living = pages_for(plan, tmp_path / "cache")
    with running(living) as server:
        assert "<h1>index</h1>" in server.ask("/").text
        shutil.rmtree(tmp_path / "cache")
        server.ask("/notice?shown=x")
        found = server.ask("/")
        assert found.status == 200
        assert "The pages are being made" in found.text
        until(lambda: children)
