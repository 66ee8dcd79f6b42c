"""A real browser on the built pages. Skipped, with the reason, where there is none."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

sys.path.append(str(Path(__file__).parents[1] / "report"))

from sample_report import sample_report

from growthplan.publishers import write_site, write_tables

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium or Chrome."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no browser on the path: looked for {', '.join(BROWSERS)}")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*FLAGS, "--no-sandbox"] if root else FLAGS
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=flags)
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report's folder of pages, with the data files beside it."""
    out = tmp_path_factory.mktemp("out")
    report = sample_report()
    write_site(report, out / "site")
    write_tables(report, out / "data")
    return out / "site"


@pytest.fixture
def requests() -> list[str]:
    """Addresses that the page under test asked for."""
    return []


@pytest.fixture
def tab(browser: Browser, requests: list[str]) -> Iterator[Page]:
    """A fresh tab that fails the test on any script error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(request: Request) -> None:
        requests.append(request.url)

    page.on("request", note)
    yield page
    context.close()
    assert errors == []
