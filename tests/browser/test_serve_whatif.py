"""What-ifs in a real browser: by keyboard, without scripts, on a phone, in every state."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_probes import cut_words, sideways, violations
from playwright.sync_api import Browser, Page, Route, expect

from web.served_plan import Server, pages_for, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
LATE = "/what-if?delay=bus-franchising:3"
PATIENT = 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("asked")
    shutil.copytree(LCR, folder / "plan")
    with running(pages_for(folder / "plan", folder / "cache")) as found:
        yield found


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A tab that fails the test on anything that the console calls an error, such as a breach of
    the content security policy."""
    said: list[str] = []
    tab.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    tab.set_default_timeout(PATIENT)
    yield tab
    assert [text for text in said if "422" not in text] == []  # a fault is told with that status


def is_full(page: Page) -> None:
    expect(page.locator("#answer .refine")).to_contain_text("2,000 draws", timeout=PATIENT)
    expect(page.locator("#answer progress")).to_have_count(0)


def sound(page: Page) -> None:
    """Nothing in the way of anybody, at both widths."""
    page.set_viewport_size({"width": 320, "height": 900})
    assert sideways(page) <= 0
    assert cut_words(page, "narrow") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert sideways(page) <= 0
    assert cut_words(page, "wide") == []
    assert violations(page) == []


def press(page: Page, name: str) -> None:
    """A link or button by keyboard alone."""
    one = page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first
    one.focus()
    page.keyboard.press("Enter")


def test_a_change_is_answered_at_once_then_in_full_and_focus_stays(
    page: Page, server: Server
) -> None:
    held: list[Route] = []
    page.route("**/what-if/answer?*draws=2000*", lambda route: held.append(route))
    page.goto(f"{server.address}/what-if")
    page.locator("#all-factor").focus()
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    expect(page.locator("#answer .steps")).to_contain_text("2 times the money")
    expect(page.locator("#answer .working")).to_be_visible()
    expect(page.locator("#answer .refine")).to_contain_text("from 300 draws")
    sound(page)
    headline = page.locator("#answer h1").inner_text()
    assert page.locator("#answer-said").text_content() == headline
    held[-1].continue_()
    is_full(page)
    assert page.evaluate("document.activeElement.id") == "all-years"
    assert page.url == f"{server.address}/what-if?scale=all:2"
    expect(page.locator("#answer-said")).to_have_text(page.locator("#answer h1").inner_text())
    sound(page)


def test_the_answer_is_one_link_away_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{server.address}/what-if?draws=2000")
    press(page, "See the answer")
    expect(page.locator("#answer h1")).to_be_in_viewport()


def test_what_the_money_does_not_allow_is_put_right_by_one_link(page: Page, server: Server) -> None:
    page.goto(server.address + LATE)
    is_full(page)
    expect(page.locator(".allowed")).to_contain_text("The money does not allow it")
    sound(page)
    press(page, "Ask that instead")
    page.wait_for_url(re.compile("delay=bus-franchising:[12]$"))
    is_full(page)
    expect(page.locator(".allowed")).to_contain_text("The money allows it")


def test_a_fault_is_told_and_the_form_stays(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/what-if?scale=rapid-transit:-1")
    expect(page.get_by_role("alert")).to_contain_text("This cannot be asked")
    sound(page)
    page.goto(f"{server.address}/what-if?draws=2000")
    page.locator("#switch-amount").evaluate("one => { one.closest('details').open = true }")
    page.locator("#switch-amount").focus()
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("nothing moves")
    expect(page.locator("#answer-said")).to_contain_text("This cannot be asked")
    assert page.locator("#switch-amount").input_value() == "5"


def test_what_ifs_are_gathered_and_set_side_by_side(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/what-if?delay=all:1&draws=2000")
    press(page, "Compare it with others")
    page.wait_for_url("**/what-if/compare?*")
    press(page, "Ask another what-if")
    page.wait_for_url("**/what-if?with=*")
    page.locator("#all-factor").focus()
    page.keyboard.type("0.5")
    page.keyboard.press("Enter")
    expect(page.locator("#answer .steps")).to_contain_text("0.5 times the money")
    is_full(page)
    press(page, "Set it beside the others")
    page.wait_for_url("**/what-if/compare?q=*&q=*")
    expect(page.locator("table").filter(has_text="Does the money allow it?")).to_be_visible()
    sound(page)
    press(page, "Half the money")
    expect(page.get_by_role("link", name="Take away")).to_have_count(3)


def test_an_answer_is_saved_as_a_scenario_and_its_chip_stands_in_the_form(
    page: Page, server: Server
) -> None:
    page.goto(f"{server.address}/what-if?delay=all:1&draws=2000")
    page.get_by_label("Save as a scenario called").focus()
    page.keyboard.type("All a year later")
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-if?scenario=all-a-year-later")
    path = server.plan / "scenarios" / "all-a-year-later.yaml"
    try:
        expect(page.get_by_label("All a year later", exact=True)).to_be_checked()
        is_full(page)
    finally:
        path.unlink()


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("The picture (SVG)", "what-if.svg"),
        ("The outcomes (CSV)", "what-if-outcomes.csv"),
        ("The run record (JSON)", "what-if-run.json"),
    ],
)
def test_an_answer_can_be_kept(page: Page, server: Server, link: str, name: str) -> None:
    page.goto(f"{server.address}/what-if?delay=all:1&draws=2000")
    with page.expect_download() as coming:
        press(page, link)
    assert coming.value.suggested_filename == name
    text = Path(coming.value.path()).read_text("utf-8")
    if name.endswith("json"):
        assert json.loads(text)["seed"] == 1
    elif name.endswith("svg"):
        assert "As asked" in text
    else:
        assert "Added to GVA per hour" in text


def test_without_scripts_everything_is_a_form_or_a_link(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENT)
    page.goto(f"{server.address}/what-if")
    page.fill("#all-years", "1")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_url(f"{server.address}/what-if?delay=all:1")
    assert "300 draws" in page.locator("#answer .refine").inner_text()
    page.get_by_role("link", name="Work it out with 2,000 draws").click()
    assert "2,000 draws" in page.locator("#answer .refine").inner_text()
    page.get_by_role("link", name="Undo").first.click()
    assert page.url == f"{server.address}/what-if"
    context.close()
