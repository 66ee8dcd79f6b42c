"""Editing in a real browser: checked while typing, by keyboard, without scripts, on a phone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_probes import sideways, violations
from playwright.sync_api import Browser, Page, expect

from web.served_plan import Server, pages_for, running

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LCR = Path(__file__).parents[2] / "plans" / "liverpool-city-region"
FORM = "/edit/interventions/rapid-transit"
FILE = "interventions/rapid-transit.yaml"
PATIENT = 30_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(LCR, folder / "plan")
    with running(pages_for(folder / "plan", folder / "cache")) as found:
        yield found


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A tab that fails the test on what the console calls an error; faults and clashes are told
    with the statuses 422 and 409."""
    said: list[str] = []
    tab.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    tab.set_default_timeout(PATIENT)
    yield tab
    assert [text for text in said if not re.search("422|409", text)] == []


def sound(page: Page) -> None:
    """Nothing in the way of anybody, at both widths, with everything opened."""
    page.wait_for_load_state()  # with its style sheets
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0
    assert violations(page) == []


@pytest.mark.parametrize(
    "path", ["/edit", "/edit?q=skills", "/edit/interventions", "/edit/new/sites", "/edit/history",
             "/edit/new/sources", "/edit/settlement/settlement", "/edit/outcomes/jobs", "/files"],
)  # fmt: skip
def test_every_page_of_editing_is_sound(page: Page, server: Server, path: str) -> None:
    page.goto(server.address + path)
    sound(page)


def test_faults_stand_beside_their_fields_while_people_type(page: Page, server: Server) -> None:
    page.goto(server.address + FORM)
    start = page.locator("[id='f-delivery.start']")
    start.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("next year")
    beside = page.locator("[id='f-delivery.start-fault']")
    expect(beside).to_contain_text("Write 2026/27.")
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#checked-said")).to_have_text("1 thing to put right")
    assert page.evaluate("document.activeElement.id") == "f-delivery.start"
    assert start.input_value() == "next year"
    sound(page)
    page.locator("[id='f-delivery']").evaluate("one => { one.open = false }")
    page.locator("#checked .summary a").focus()
    page.keyboard.press("Enter")
    expect(start).to_be_focused()
    start.fill("2026/27")
    expect(page.locator("#checked-said")).to_have_text("Checked: nothing to put right.")
    expect(beside).to_have_text("")


def test_a_change_is_gone_over_saved_and_taken_back_by_keyboard(page: Page, server: Server) -> None:
    before = (server.plan / FILE).read_bytes()
    page.goto(server.address + FORM)
    page.locator("[id='f-costs.0.amounts.1.value']").fill("1")
    page.locator("[id='f-costs.0.amounts.1.value']").press("Enter")
    expect(page.locator("h1")).to_have_text("What changes")
    expect(page.locator("#effect")).to_contain_text("With this change the plan moves")
    sound(page)
    page.get_by_label("What was decided").fill("Spend less at first")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".summary")).to_contain_text('the field "role" is missing')
    sound(page)
    page.get_by_label("The body or role that decided").fill("Combined Authority")
    expect(page.locator("#effect")).to_contain_text("With this change the plan moves")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator(".saved")).to_contain_text("Saved.")
    entry = (server.plan / "decisions.yaml").read_text("utf-8").split("  - id: ")[-1]
    assert "decision: Spend less at first" in entry
    assert re.search(r"run: '?[0-9a-f]{12}", entry)
    page.locator(".saved a").press("Enter")
    sound(page)
    page.get_by_role("button", name="Take it back").first.press("Enter")
    expect(page.locator(".saved")).to_contain_text("Done.")
    assert (server.plan / FILE).read_bytes() == before


def test_two_windows_are_shown_side_by_side(page: Page, server: Server, browser: Browser) -> None:
    context = browser.new_context()
    other = context.new_page()
    for one, title in ((page, "Mine"), (other, "Theirs")):
        one.goto(f"{server.address}/edit/levers/investment-fund")
        one.locator("#f-title").fill(title)
        one.get_by_role("button", name="See what changes").first.press("Enter")
    other.get_by_role("button", name="Save").press("Enter")
    expect(other.locator(".saved")).to_be_visible()
    context.close()
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("h1")).to_have_text("Somebody else changed this too")
    expect(page.locator(".clash pre").nth(1)).to_have_text("Theirs")
    sound(page)
    page.get_by_label("Yours").first.check()
    page.get_by_role("button", name="Go on with these").press("Enter")
    assert page.locator("#f-title").input_value() == "Mine"


def test_a_row_is_added_where_one_goes_on_typing(page: Page, server: Server) -> None:
    page.goto(server.address + FORM)
    page.get_by_role("button", name="Add a risk").press("Enter")
    row = page.locator("details.row[open]").filter(has_text="Risk 2")
    expect(row).to_be_visible()
    row.get_by_label("Title").fill("Typed in a new row")
    page.get_by_role("button", name="One more").first.press("Enter")
    expect(page.get_by_text("Typed in a new row")).to_have_count(2)


def test_all_of_it_works_without_scripts(browser: Browser, server: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENT)
    page.goto(server.address + FORM)
    page.locator("#f-title").fill("")
    page.get_by_role("button", name="Check", exact=True).first.click()
    assert "missing" in page.locator("#f-title-fault").inner_text()
    page.locator("#f-title").fill("Without scripts")
    page.get_by_role("button", name="See what changes").first.click()
    page.get_by_role("button", name="Work it out").click()
    assert "headline outcomes stay as they are" in page.locator("#effect").inner_text()
    page.get_by_role("button", name="Save").click()
    assert "Saved." in page.locator(".saved").inner_text()
    context.close()


def test_a_file_that_is_no_return_is_refused_plainly(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/files")
    bad = {"name": "bad.xlsx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04"}
    page.locator("#return-file").set_input_files(bad)  # type: ignore[arg-type]
    page.get_by_role("button", name="See what it changes").first.press("Enter")
    expect(page.locator(".summary")).to_contain_text("bad.xlsx: the workbook is damaged")
    sound(page)
