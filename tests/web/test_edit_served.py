"""Editing and uploads without scripts: forms, faults, both versions, undo, hostile texts."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from growthplan.plan.editing.forms import SORTS
from web.served_plan import Answer, Server

FORM = "application/x-www-form-urlencoded"
PAGE = "/edit/interventions/adult-skills"
FILE = "interventions/adult-skills.yaml"


def fields_of(page: str) -> list[tuple[str, str]]:
    """The fields of the form of a page, as a browser would send them."""
    whole = re.search(r"<form[^>]*id=\"(?:edit-form|review)\".*?</form>", page, re.S)
    assert whole is not None
    form = whole[0]
    found: list[tuple[int, str, str]] = []
    for one in re.finditer(r"<input[^>]*>", form):
        name = re.search(r'name="([^"]*)"', one[0])
        value = re.search(r'value="([^"]*)"', one[0])
        ticked = "checked" in one[0] or not re.search(r'type="(radio|checkbox)"', one[0])
        if name and ticked:
            found.append((one.start(), name[1], value[1] if value else ""))
    for one in re.finditer(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        found.append((one.start(), one[1], one[2]))
    for one in re.finditer(r'<select[^>]*name="([^"]*)".*?</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', one[0])
        found.append((one.start(), one[1], chosen[1] if chosen else ""))
    return [(html.unescape(name), html.unescape(text)) for _, name, text in sorted(found)]


def send(server: Server, page: str, do: str, path: str = PAGE, **texts: str) -> Answer:
    """The form of a page, with some fields typed anew and a button pressed."""
    changed = {name.replace("__", "."): text for name, text in texts.items()}
    pairs = [(n, t) for n, t in fields_of(page) if n not in changed]
    body = urlencode([*pairs, *changed.items(), ("do", do)])
    return server.ask(path, "POST", body, Content_Type=FORM, Origin=server.address)


def test_everything_of_the_plan_has_a_form(server: Server) -> None:
    first = server.ask("/edit")
    assert first.status == 200
    for name, sort in SORTS.items():
        assert html.escape(sort.title) in first.text
        page = server.ask(f"/edit/{name}" if not sort.is_single else f"/edit/{name}/{name}")
        assert page.status == 200
        if not sort.is_single:
            assert server.ask(f"/edit/new/{name}").status == 200
    found = server.ask("/edit?q=rapid+transit").text
    assert "/edit/interventions/rapid-transit" in found
    assert server.ask("/edit/nothing").status == 404
    assert server.ask("/edit/interventions/nothing").status == 404


def test_a_form_that_is_sent_as_it_came_changes_nothing(server: Server) -> None:
    before = (server.plan / FILE).read_bytes()
    for path in (PAGE, "/edit/settlement/settlement", "/edit/plan/plan", "/edit/sites/3mg-widnes"):
        page = server.ask(path)
        assert "Nothing would change" in send(server, page.text, "review", path).text
    assert (server.plan / FILE).read_bytes() == before


def test_what_is_wrong_is_said_above_and_beside_and_nothing_is_lost(server: Server) -> None:
    page = server.ask(PAGE).text
    for do, status in (("check", 200), ("review", 422)):
        answer = send(server, page, do, title="Kept as typed", delivery__end="some day")
        assert answer.status == status
        assert 'role="alert"' in answer.text
        assert '<a href="#f-delivery.end">' in answer.text
        assert answer.text.count("Write 2026/27.") == 2
        assert 'value="Kept as typed"' in answer.text
        assert re.search(r'id="f-delivery.end"[^>]*aria-invalid="true"', answer.text)
    typed = server.ask(
        "/edit/typed/interventions/adult-skills", "POST",
        urlencode([*((n, t) for n, t in fields_of(page) if n != "owner"), ("owner", "")]),
        Content_Type=FORM, Origin=server.address, HX_Request="true",
    )  # fmt: skip
    assert typed.status == 200
    assert 'data-field="owner"' in typed.text
    assert "<html" not in typed.text


def test_rows_come_and_go_without_scripts(server: Server) -> None:
    page = server.ask(PAGE).text
    more = send(server, page, "add:risks", title="Typed before").text
    assert 'name="risks.1.title"' in more
    assert 'value="Typed before"' in more
    assert 'name="risks.1.title"' not in send(server, more, "less:risks.1").text
    assert send(server, page, "less:risks.x").status == 200
    assert send(server, page, "add:" + "x" * 50).status == 200


def test_an_edit_is_gone_over_saved_and_taken_back(server: Server) -> None:
    before = (server.plan / FILE).read_bytes()
    review = send(server, server.ask(PAGE).text, "review", title="Skills for adults")
    assert review.status == 200
    assert "title is “Skills for adults”" in review.text
    assert (server.plan / FILE).read_bytes() == before
    assert 'value="Skills for adults"' in send(server, review.text, "form").text
    saved = send(server, review.text, "save")
    assert saved.status == 303
    assert b"title: Skills for adults\n" in (server.plan / FILE).read_bytes()
    number = saved.headers["location"].partition("saved=")[2]
    assert "Saved." in server.ask(saved.headers["location"]).text
    undone = server.post("/edit/undo", {"number": number, "do": "undo"}, "/edit/history")
    assert undone.status == 303
    assert (server.plan / FILE).read_bytes() == before
    twice = server.post("/edit/undo", {"number": number, "do": "undo"}, "/edit/history")
    assert twice.status == 422
    assert "has changed since" in twice.text


def test_what_it_does_to_the_outcomes_is_worked_out_on_the_same_draws(server: Server) -> None:
    path = "/edit/interventions/rapid-transit"
    page = server.ask(path).text
    amounts = {n: t for n, t in fields_of(page) if re.fullmatch(r"costs\.0\.amounts\.\d\.value", n)}
    more = {n: str(float(t) / 2) for n, t in amounts.items() if t}
    answer = send(server, page, "effect", path, **more)
    assert answer.status == 200
    assert "With this change the plan moves GVA per hour by" in answer.text
    assert "With the change" in answer.text
    assert "As asked" not in answer.text
    assert re.search(r'name="decision.run" value="[0-9a-f]{12}"', answer.text)
    same = send(server, page, "effect", path, title="Another title")
    assert "the headline outcomes stay as they are" in html.unescape(same.text)


def test_two_windows_are_put_side_by_side_and_merged(server: Server) -> None:
    path = "/edit/levers/investment-fund"
    one, other = server.ask(path).text, server.ask(path).text
    assert send(server, send(server, one, "review", path, title="Theirs", holder="Them").text,
                "save", path).status == 303  # fmt: skip
    clash = send(server, other, "save", path, title="Mine")
    assert clash.status == 409
    assert "Theirs" in clash.text
    assert "Mine" in clash.text
    assert "title: Theirs" in (server.plan / "levers.yaml").read_text("utf-8")
    undecided = send(server, clash.text, "merge", path)
    assert undecided.status == 422
    assert "Choose a version" in undecided.text
    both = send(server, clash.text, "merge", path, merge__title="yours", merge__holder="theirs")
    assert both.status == 200
    assert 'value="Mine"' in both.text
    assert 'value="Them"' in both.text
    assert send(server, both.text, "save", path).status == 303
    assert "title: Mine" in (server.plan / "levers.yaml").read_text("utf-8")


def test_a_full_disk_keeps_what_was_typed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (server.plan / FILE).read_bytes()
    review = send(server, server.ask(PAGE).text, "review", title="Not written")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("growthplan.journeys.editing_files.tempfile.mkstemp", full)
    answer = send(server, review.text, "save")
    monkeypatch.undo()
    assert answer.status == 422
    assert "No space left on device" in answer.text
    assert "nothing was" in answer.text
    assert (server.plan / FILE).read_bytes() == before
    assert send(server, answer.text, "form").text.count('value="Not written"') >= 1


def test_a_plan_that_breaks_meanwhile_is_said_plainly(server: Server) -> None:
    page = server.ask(PAGE).text
    path = server.plan / FILE
    before = path.read_bytes()
    path.write_text("title: [", "utf-8")
    answer = send(server, page, "review", title="Kept")
    listed = server.ask("/edit").text
    path.write_bytes(before)
    assert answer.status == 422
    assert "adult-skills.yaml" in answer.text
    assert "Traceback" not in answer.text
    assert "Files that can" in listed
    assert send(server, page, "review", title="Kept").status == 200


HOSTILE = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_hostile_text_is_inert(server: Server) -> None:
    page = server.ask(PAGE).text
    for do in ("check", "review", "add:risks", "more:levers", "form"):
        answer = send(server, page, do, title=HOSTILE, summary=HOSTILE, delivery__end=HOSTILE)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "49" not in re.findall(r"\{\{7\*7\}\}|>49<", answer.text)
    for path in ("/edit?q=", "/edit/interventions?q="):
        assert "<script>" not in server.ask(path + "%3Cscript%3Ealert(1)%3C/script%3E").text


@pytest.mark.parametrize("was", ["[", "[]", "3", '"x"', "[" * 5000, '{"title": {"a": [1]}}'])
def test_a_form_with_a_false_beginning_does_no_harm(server: Server, was: str) -> None:
    before = (server.plan / FILE).read_bytes()
    page = server.ask(PAGE).text
    pairs = [(n, was if n == "~was" else t) for n, t in fields_of(page)]
    answer = server.ask(PAGE, "POST", urlencode([*pairs, ("do", "save")]), Content_Type=FORM,
                        Origin=server.address)  # fmt: skip
    assert answer.status in (409, 422)
    assert (server.plan / FILE).read_bytes() == before


def test_ids_never_lead_out_of_the_plan(server: Server) -> None:
    page = server.ask("/edit/new/interventions").text
    for id_ in ("../../out", "a/b", "a\\b", "..", "A b", ""):
        answer = send(server, page, "review", "/edit/new/interventions", id=id_)
        assert answer.status == 422
    assert not list(Path(server.plan).parent.glob("out*"))
    for path in ("/edit/interventions/..%2f..%2fplan", "/edit/interventions/%00"):
        assert server.ask(path).status in (400, 404)


def test_forms_from_elsewhere_change_nothing(server: Server) -> None:
    before = (server.plan / FILE).read_bytes()
    pairs = [
        (n, t) for n, t in fields_of(server.ask(PAGE).text) if n not in ("title", "form_token")
    ]
    body = urlencode([*pairs, ("title", "Forged"), ("do", "save")])
    assert server.ask(PAGE, "POST", body, Content_Type=FORM, Origin=server.address).status == 403
    other = server.ask(PAGE, "POST", body, Content_Type=FORM, Origin="http://example.com")
    assert other.status == 403
    assert (server.plan / FILE).read_bytes() == before


def upload(server: Server, path: str, name: str, data: bytes) -> Answer:
    token = re.search(r'form_token" value="([0-9a-f]+)"', server.ask("/files").text)
    assert token is not None
    parts = (
        b'--edge\r\nContent-Disposition: form-data; name="form_token"\r\n\r\n'
        + token[1].encode()
        + b'\r\n--edge\r\nContent-Disposition: form-data; name="file"; filename="'
        + name.encode() + b'"\r\n'
        + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n--edge--\r\n"
    )  # fmt: skip
    return server.ask(path, "POST", parts, Origin=server.address,
                      Content_Type="multipart/form-data; boundary=edge")  # fmt: skip


def test_files_are_refused_whole_and_said_plainly(server: Server) -> None:
    assert "Returns and data" in server.ask("/files").text
    for path, name, said in (
        ("/files/returns", "bad.xlsx", "the workbook is damaged"),
        ("/files/returns", "<script>x.xlsx", "no plain file name"),
        ("/files/releases", "note.csv", "no importer recognises"),
    ):
        answer = upload(server, path, name, b"PK\x03\x04" if name == "bad.xlsx" else b"hello")
        assert answer.status == 422
        assert said in answer.text
        assert "<script>" not in answer.text.replace("<script src", "")
    assert server.ask("/files/waiting/" + "a" * 32).status == 422
    assert "Get an empty return" in server.ask("/files").text
    wrong = server.ask("/files/template?partner=nobody&quarter=x")
    assert wrong.status == 422


def test_an_empty_return_is_handed_out_and_comes_back(server: Server) -> None:
    found = server.ask("/files/template?partner=network-rail&quarter=2026/27+Q2")
    assert found.status == 200
    assert found.text.startswith("PK")
    assert "return-network-rail" in found.headers["content-disposition"]
