"""Pages of a served plan: the last good ones stay, changes are told, every number is explained."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from growthplan.journeys.living import Living
from growthplan.web.notice import notice_of
from growthplan.web.served import FRAME
from web.served_plan import Server, pages_for


def test_pages_files_and_figures_of_the_edition_are_served(server: Server) -> None:
    assert "<h1>index</h1>" in server.ask("/").text
    assert "<h1>productivity</h1>" in server.ask("/productivity.html").text
    assert server.ask("/data/table.csv").text.startswith("year,value")
    assert server.ask("/figures.json").json["figures"]
    assert server.ask("/assets/htmx.min.js").status == 200
    assert server.ask("/assets/site.css").status == 200


def test_files_that_pages_offer_beside_the_site_are_served(server: Server) -> None:
    (mark,) = server.plan.parent.glob("cache/**/figures.json")
    for name in ("appraisal.xlsx", "board-report.pdf", "changes.json", "inputs.json", "run.json"):
        (mark.parent / name).write_text(name, "utf-8")
        assert server.ask(f"/{name}").text == name


def test_a_page_that_is_not_there_says_so_in_the_frame(server: Server) -> None:
    found = server.ask("/nothing.html")
    assert found.status == 404
    assert "nothing.html" in found.text
    assert "Go to the first page" in found.text


def test_a_number_is_explained_down_to_its_formula(server: Server) -> None:
    found = server.ask("/explain/gva_per_hour/E47000004/2023")
    assert found.status == 200
    assert "as published" in found.text
    wrong = server.ask("/explain/gva_per_hour/E47000004/2024")
    assert wrong.status == 422
    assert "gva_per_hour/E47000004/2023" in wrong.text


def test_figures_are_found_by_their_words(server: Server) -> None:
    assert "£37.3" in server.ask("/explain?q=worked+2023").text
    assert "None of 1 figures" in server.ask("/explain?q=elephants").text


def test_a_change_on_disk_is_told_and_a_broken_plan_keeps_the_last_good_pages(
    server: Server, tmp_path: Path
) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(server.plan, plan)
    living = pages_for(plan, tmp_path / "cache")
    try:
        edition = living.edition
        assert edition is not None
        assert notice_of(living, edition.state.key).kind == "none"
        text = (plan / "plan.yaml").read_text("utf-8")
        (plan / "plan.yaml").write_text(text + "\nnonsense: [\n", "utf-8")
        assert notice_of(living, edition.state.key).kind == "making"
        assert "plan.yaml" in notice_of(living, edition.state.key).text
        until = time.monotonic() + 60
        while notice_of(living, edition.state.key).kind == "making" and time.monotonic() < until:
            time.sleep(0.2)
        broken = notice_of(living, edition.state.key)
        assert broken.kind == "broken"
        assert any("plan.yaml:" in fault for fault in broken.faults)
        assert living.edition == edition
        (plan / "plan.yaml").write_text(text, "utf-8")
        assert notice_of(living, edition.state.key).kind == "none"
    finally:
        living.close()


def test_an_edition_that_was_not_finished_is_no_edition(tmp_path: Path, server: Server) -> None:
    living = Living(server.plan, None, tmp_path, FRAME)
    half = living.folder_of("abc")
    half.mkdir(parents=True)
    (half / "state.json").write_text("{", "utf-8")
    (half / ".growthplan").touch()
    assert Living(server.plan, None, tmp_path, FRAME).edition is None
