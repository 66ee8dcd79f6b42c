"""What the guide to serving shows is asked for and answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from growthplan.cli import main
from growthplan.web.api import ENDPOINTS
from web.served_plan import Server

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "serve.md"
SHOWN = re.findall(r'curl "http://localhost:8765(/api/[^"]+)"', GUIDE.read_text("utf-8"))


@pytest.mark.parametrize("address", SHOWN)
def test_every_address_that_it_shows_answers(server: Server, address: str) -> None:
    found = server.ask(address)
    assert found.status == 200, found.text
    assert found.headers["content-type"] == "application/json"
    if not address.endswith("/state"):
        assert set(found.json) == {"figures", "tables", "notes", "run"}
        assert found.json["figures"] or found.json["tables"]


def test_it_shows_every_endpoint() -> None:
    for one in ENDPOINTS:
        path = one.path.replace("{id}", "")
        assert any(shown.startswith(path) for shown in SHOWN), path


def test_every_option_that_it_names_is_one_of_the_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    named = set(re.findall(r"--[a-z][a-z-]+", GUIDE.read_text("utf-8"))) - {"--json"}
    assert named
    assert named <= known


def test_parts_that_it_names_are_in_the_navigation(server: Server) -> None:
    page = server.ask("/explain").text
    for name in ("What if", "Edit", "Returns and data", "Explain"):
        assert f"| {name} |" in GUIDE.read_text("utf-8")
        assert f">{name}</a>" in page
