"""What-ifs in a browser without scripts: forms, links and files, and the API beside them."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

import growthplan as gp
from growthplan.journeys.asking_address import KEYS
from growthplan.web.api import ENDPOINTS
from web.served_plan import Server


def test_the_form_leads_to_one_address_for_one_question(server: Server) -> None:
    found = server.ask("/what-if?scale.all=2&off=ai-adoption&delay.rapid-transit=1&recession.year=")
    assert found.status == 303
    assert found.headers["location"] == (
        "/what-if?off=ai-adoption&scale=all:2&delay=rapid-transit:1"
    )


def test_a_question_is_answered_with_its_steps_and_its_money(server: Server) -> None:
    found = server.ask("/what-if?delay=rapid-transit:2&draws=60")
    assert found.status == 200
    assert "Rapid transit routes 2 years later" in found.text
    assert "The money does not allow it" in found.text
    assert "How do we know this?" in found.text


def test_a_wrong_question_keeps_the_form_and_says_what_is_wrong(server: Server) -> None:
    found = server.ask("/what-if?scale=rapid-transit:-1")
    assert found.status == 422
    assert "This cannot be asked" in found.text
    assert "<form" in found.text
    unknown = server.ask("/what-if?off=rapid-transt&draws=60")
    assert "rapid-transit" in unknown.text


def test_the_numbers_are_those_of_the_projection(server: Server) -> None:
    found = server.ask("/api/what-if?scenario=half-the-money&draws=60").json
    made = gp.project(
        server.plan, scenarios=["half-the-money"], draws=60, sensitivity="none"
    ).projection
    wanted = {f.id: f.value for f in made.figures}
    ours = {f["id"]: f["value"] for f in found["figures"]}
    code, year = made.place.code, made.until
    for measure in ("gva_per_hour_gap_pct",):
        assert (
            ours[f"{measure}/{code}/{year}/what-if"]
            == (wanted[f"{measure}/{code}/{year}/half-the-money"])
        )
        assert ours[f"{measure}/{code}/{year}/plan"] == wanted[f"{measure}/{code}/{year}/plan"]


def test_the_files_of_an_answer_are_there(server: Server) -> None:
    query = "scale=all:2&draws=60"
    table = server.ask(f"/what-if/data/what-if-outcomes.csv?{query}")
    assert table.text.startswith("outcome,asked,range")
    assert server.ask(f"/what-if/picture.svg?{query}").text.startswith("<svg")
    assert server.ask(f"/what-if/run.json?{query}").json["seed"] == 1
    assert server.ask(f"/what-if/data/nothing.csv?{query}").status == 404


def test_a_what_if_is_saved_once_and_never_over_another(server: Server) -> None:
    fields = {"question": "scale=all:2", "title": "Twice the money", "summary": ""}
    saved = server.post("/what-if/save", fields, "/what-if?scale=all:2&draws=60")
    assert saved.status == 303
    path = server.plan / "scenarios" / "twice-the-money.yaml"
    before = path.read_bytes()
    again = server.post("/what-if/save", fields, "/what-if?scale=all:2&draws=60")
    assert again.status == 422
    assert "already" in again.text
    assert path.read_bytes() == before
    shown = server.ask(saved.headers["location"] + "&draws=60")
    assert "Twice the money" in shown.text
    path.unlink()


def test_up_to_four_stand_side_by_side(server: Server) -> None:
    asked = [quote(q) for q in ("scenario=half-the-money", "delay=all:1", "")]
    found = server.ask("/what-if/compare?" + "&".join(f"q={q}" for q in asked))
    assert found.status == 200
    assert found.text.count("Take away") >= 3
    table = re.search(r'href="(/what-if/compare/data/compared-outcomes[^"]+)"', found.text)
    assert table is not None
    assert server.ask(html.unescape(table[1])).text.startswith("outcome,")
    many = "&".join(f"q=scale%3Dall%3A{n}" for n in range(2, 7))
    assert "more than 4" in server.ask(f"/what-if/compare?{many}").text


def test_many_who_ask_the_same_get_the_same(server: Server) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(
            lambda _: server.ask("/api/what-if?growth=0.3&draws=80").json["run"], range(12)
        ))  # fmt: skip
    assert len({str(one) for one in found}) == 1  # started and finished once


def test_every_example_of_the_api_answers(server: Server) -> None:
    for one in ENDPOINTS:
        if one.example:
            found = server.ask(one.example)
            assert found.status == 200, one.example
            if one.answers == "result":
                assert set(found.json) == {"figures", "tables", "notes", "run"}


@pytest.mark.parametrize("key", KEYS)
def test_every_documented_step_is_answered_and_told_in_words(server: Server, key: str) -> None:
    documented = next(one for one in ENDPOINTS if one.path == "/api/what-if")
    step = next(one for one in documented.takes if one.name == key)
    found = server.ask(f"/api/what-if?{key}={quote(step.example)}&draws=20")
    assert found.status == 200, found.text[:300]
    assert found.json["notes"]
    assert {"paths", "money", "outside", "cut", "rules"} <= set(found.json["tables"])


def test_the_api_gives_the_nearest_that_the_money_allows(server: Server) -> None:
    found = server.ask("/api/what-if?delay=bus-franchising:3&draws=20").json["tables"]
    assert found["outside"]
    again = server.ask(f"/api/what-if?{found['nearest'][0]['query']}&draws=20").json["tables"]
    assert not again["outside"]
    assert "nearest" not in again


def test_the_api_document_lists_every_address_and_problems_have_their_form(server: Server) -> None:
    document = server.ask("/api/openapi.json").json
    assert set(document["paths"]) == {one.path for one in ENDPOINTS}
    for path in ("/api/project?draws=x", "/api/project?nonsense=1", "/api/measure",
                 "/api/project?scenario=../../etc/passwd", "/api/measure?place=Atlantis",
                 "/api/what-if?off=nothing"):  # fmt: skip
        found = server.ask(path)
        assert found.status == 422, path
        assert found.headers["content-type"].startswith("application/problem+json")
        assert found.json["detail"]
