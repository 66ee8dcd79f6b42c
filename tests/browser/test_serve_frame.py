"""A served plan in a real browser: its frame in every state, explanations, keyboard, no scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_probes import sideways, violations
from playwright.sync_api import Browser, Page
from sample_report import sample_report

from growthplan.journeys import living as living_module
from growthplan.journeys.folders import MARK
from growthplan.journeys.living import Living
from growthplan.journeys.living_state import state_of
from growthplan.publishers import write_figures, write_site, write_tables
from growthplan.web.served import FRAME
from web.served_plan import Server, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
AT_WORK = 'import time; print(\'{"step": "Measuring", "done": 2, "total": 9}\', flush=True)'
AT_WORK += "; time.sleep(120)"
REFUSES = 'import sys; print(\'{"faults": ["plan.yaml:3: no such <b>place</b>"]}\'); sys.exit(2)'
FIRST = "productivity"


def made(plan: Path, cache: Path) -> Living:
    """Living pages of the sample report, as if they had been made of the plan."""
    living, state = Living(plan, None, cache, FRAME), state_of(plan)
    folder, report = living.folder_of(state.key), sample_report()
    write_site(report, folder / "site", frame=FRAME)
    write_tables(report, folder / "data")
    write_figures(report, folder / "figures.json", {})
    record = {"files": dict(state.files), "store": state.store}
    (folder / "state.json").write_text(json.dumps(record), "utf-8")
    (folder / MARK).touch()
    return Living(plan, None, cache, FRAME)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample report, served."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(LCR, folder / "plan")
    with running(made(folder / "plan", folder / "cache")) as found:
        yield found


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """What the child that makes pages does from now on."""
    real, started = subprocess.Popen, []

    def becomes(program: str) -> None:
        def start(_: list[str], **options: object) -> subprocess.Popen[str]:
            started.append(real([sys.executable, "-c", program], **options))  # type: ignore[call-overload]
            return started[-1]

        monkeypatch.setattr(living_module.subprocess, "Popen", start)

    yield becomes
    for one in started:
        one.kill()
        one.wait()


@pytest.fixture
def live(tab: Page) -> Iterator[Page]:
    """A tab in which nothing may be refused by the content policy."""
    refused: list[str] = []
    tab.on("console", lambda m: refused.append(m.text) if "Content Security" in m.text else None)
    yield tab
    assert refused == []


def is_sound(tab: Page) -> None:
    """No rule of accessibility is broken, and nothing is sideways on a phone."""
    assert violations(tab) == []
    tab.set_viewport_size({"width": 320, "height": 800})
    assert sideways(tab) <= 0
    tab.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize(
    "path",
    [
        "/", f"/{FIRST}.html", "/nothing.html", "/explain", "/explain?q=gva",
        "/explain?q=elephants", "/explain/none/of/these", "/explain/{figure}",
        "/explain/table/{table}", "/explain/table/{table}/0", "/api",
    ],
)  # fmt: skip
def test_every_page_of_the_frame_is_sound(live: Page, served: Server, path: str) -> None:
    answer = live.goto(served.address + of_sample(path))
    assert answer is not None
    live.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    is_sound(live)


def of_sample(path: str) -> str:
    report = sample_report()
    return path.format(figure=report.figures[0].id, table=report.tables()[0].id)


def test_pages_that_are_being_made_are_waited_for_and_come(
    live: Page, tmp_path: Path, child: Callable[[str], None]
) -> None:
    shutil.copytree(LCR, tmp_path / "plan")
    child(AT_WORK)
    living = Living(tmp_path / "plan", None, tmp_path / "cache", FRAME)
    with running(living) as server:
        live.goto(server.address)
        live.get_by_text("measuring (2 of 9 steps done)").wait_for(timeout=15_000)
        assert "Liverpool City Region" in live.title()
        is_sound(live)
        living._edition = made(tmp_path / "plan", tmp_path / "cache").edition
        live.get_by_role("heading", level=1, name=sample_report().pages[0].title).wait_for()


def test_a_change_and_a_fault_are_told_and_focus_stays(
    live: Page, tmp_path: Path, child: Callable[[str], None]
) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(LCR, plan)
    child(AT_WORK)
    with running(made(plan, tmp_path / "cache")) as server:
        live.goto(f"{server.address}/explain")
        live.locator("#q").fill("some words")
        with (plan / "plan.yaml").open("a") as stream:
            stream.write("# changed\n")
        live.get_by_text("Changed on disk: plan.yaml").wait_for(timeout=15_000)
        assert live.evaluate("document.activeElement.id") == "q"
        assert live.locator("#q").input_value() == "some words"
        is_sound(live)
        child(REFUSES)
        with (plan / "plan.yaml").open("a") as stream:
            stream.write("# again\n")
        live.get_by_text("These are the last good pages").wait_for(timeout=15_000)
        live.get_by_text("What is wrong (1)").click()
        assert live.get_by_text("plan.yaml:3: no such <b>place</b>").is_visible()
        is_sound(live)


def test_a_number_opens_where_it_comes_from_and_the_keyboard_goes_back(
    live: Page, served: Server
) -> None:
    live.goto(f"{served.address}/{FIRST}.html")
    number = live.locator("a.fig").first
    number.focus()
    live.keyboard.press("Enter")
    dialog = live.get_by_role("dialog")
    dialog.wait_for()
    assert dialog.get_by_text("Formula").first.is_visible()
    assert live.evaluate("document.activeElement.tagName") == "H1"
    assert violations(live) == []
    live.set_viewport_size({"width": 320, "height": 800})
    assert sideways(live) <= 0
    live.keyboard.press("Escape")
    assert dialog.count() == 0
    assert number.evaluate("one => one === document.activeElement")


def test_a_chart_and_a_row_open_where_they_come_from(live: Page, served: Server) -> None:
    live.goto(f"{served.address}/{FIRST}.html")
    live.locator("a.drawn-from:visible").first.click()
    dialog = live.get_by_role("dialog")
    dialog.wait_for()
    dialog.locator("tbody th a").first.click()
    dialog.get_by_text("A row of the table").wait_for()
    dialog.get_by_role("link", name="Open as a page").click()
    live.wait_for_url("**/explain/table/**")
    assert live.get_by_text("A row of the table").is_visible()


def test_all_of_it_is_there_without_scripts(browser: Browser, served: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{served.address}/{FIRST}.html")
    tab.locator("a.fig").first.click()
    tab.locator("a.whole:visible").first.click()
    assert "/explain/" in tab.url
    assert tab.get_by_text("Formula").first.is_visible()
    tab.goto(f"{served.address}/explain")
    tab.get_by_label("Words to find").fill("gva")
    tab.get_by_role("button", name="Find").click()
    assert tab.locator("ul.found a").count() > 0
    tab.locator("ul.found a").first.click()
    assert tab.get_by_text("Worked out from").first.is_visible()
    context.close()


def test_the_keyboard_reaches_the_tools_and_skips_to_the_content(
    live: Page, served: Server
) -> None:
    live.goto(f"{served.address}/explain")
    reached = []
    for _ in range(7):
        live.keyboard.press("Tab")
        reached.append(live.evaluate("document.activeElement.textContent.trim()"))
    assert reached[0] == "Skip to the content"
    assert {"What if", "Edit", "Returns and data", "Explain"} <= set(reached)
    live.goto(f"{served.address}/explain")
    live.keyboard.press("Tab")
    live.keyboard.press("Enter")
    assert live.evaluate("document.activeElement.id") == "main"
