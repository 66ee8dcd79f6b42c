"""Data update: fetch, resume, import; one bad file does not stop the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from file_server import Exchange, FileServer, serving

from growthplan.cli import main
from growthplan.journeys.importing import ImportOptions
from growthplan.journeys.updating import planned, update
from growthplan.store import Store

FIXTURES = Path(__file__).parents[1] / "importers" / "fixtures"
WORKBOOK = next((FIXTURES / "ons_productivity").glob("*caeer*.xlsx"))
CHANGED = {"Last-Modified": "Thu, 18 Jun 2026 08:30:00 GMT"}
PARTIAL = ImportOptions(edition="2026-06", partial=True)


def publisher(exchange: Exchange, number: int) -> None:
    """Serves a real workbook, whose first answer breaks off, and an error page."""
    if exchange.path.endswith("caeer3.xlsx"):
        cut = 20_000 if number == 1 else None
        exchange.send_file(WORKBOOK.read_bytes(), headers=CHANGED, cut_after=cut)
    elif exchange.path.endswith("moved.xlsx"):
        page = b"<!DOCTYPE html><title>Page not found</title>"
        exchange.send(200, {"Content-Type": "text/html"}, page)
    else:
        exchange.send(404)


def address(server: FileServer, name: str) -> str:
    return f"{server.root}/datasets/current/{name}"


def test_what_arrives_is_imported_with_its_address_and_day(own_store: Path, tmp_path: Path) -> None:
    with serving(publisher) as server:
        wanted = address(server, "caeer3.xlsx")
        done = update(addresses=[wanted], store=own_store, options=PARTIAL, keep=tmp_path)
    assert done.faults == ()
    (imported,) = done.imported
    assert imported.source
    assert str(imported.source.released) == "2026-06-18"
    assert "last changed the file" in imported.source.released_basis
    assert imported.source.url == wanted
    assert server.ranges == [None, "bytes=20000-"]
    with Store(own_store) as store:
        assert imported.source.id in store.sources


def test_a_file_that_can_t_be_had_does_not_stop_the_others(own_store: Path) -> None:
    with serving(publisher) as server:
        names = ("moved.xlsx", "caeer3.xlsx", "gone.csv")
        addresses = [address(server, name) for name in names]
        done = update(addresses=addresses, store=own_store, options=PARTIAL)
    assert [r.outcome for r in done.imported] == ["imported"]
    said = " ".join(map(str, done.faults))
    assert "Page not found" in said
    assert "gone.csv" in said


def test_a_second_update_finds_nothing_new(own_store: Path) -> None:
    with serving(publisher) as server:
        for outcome in ("imported", "already held"):
            done = update(
                addresses=[address(server, "caeer3.xlsx")], store=own_store, options=PARTIAL
            )
            assert [r.outcome for r in done.imported] == [outcome]


def test_the_command_ends_with_two_when_a_file_failed(
    own_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(publisher) as server, pytest.raises(SystemExit) as end:
        main(["data", "update", "--from", address(server, "gone.csv")])
    assert end.value.code == 2
    assert "gone.csv" in capsys.readouterr().err


def test_topics_choose_files_and_a_slip_gets_the_nearest() -> None:
    assert {file.topic for file in planned(["productivity"])} == {"productivity"}
    with pytest.raises(Exception, match="productivity"):
        planned(["productivty"])
