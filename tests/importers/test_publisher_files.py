"""The list of the publisher's files, and fetching them although some fail."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from download_support import clear_proxies
from file_server import Exchange, serving

from growthplan.importers.download import Download, Patience
from growthplan.importers.download_content import safe_name
from growthplan.importers.publisher_files import PublisherFile, fetch_all, publisher_files
from growthplan.vocabulary import Fault, GrowthplanError

# ONS series YBGB as published 30 June 2025.
DEFLATOR = (
    b'"Title","Gross domestic product at market prices:Implied deflator:SA"\n'
    b'"CDID","YBGB"\n"Release date","30-06-2025"\n"2023","106.9"\n"2024","111.2"\n'
)
QUICK = Patience(tries=2, backoff=0.001, connect=5.0, total=30.0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    clear_proxies(monkeypatch)


def file(url: str, landing: str = "https://www.ons.gov.uk/economy/page") -> PublisherFile:
    name = url.rsplit("/", 1)[-1]
    return PublisherFile(name, "deflators", f"Title of {name}", name, "csv", url, landing)


def test_every_file_can_be_fetched_saved_and_found_again_by_hand() -> None:
    listed = publisher_files()
    assert len({entry.id for entry in listed}) == len(listed)
    assert len({entry.file for entry in listed}) == len(listed), "one would replace another"
    for entry in listed:
        for address in (entry.url, entry.landing):
            parts = urlsplit(address)
            assert (parts.scheme, bool(parts.hostname)) == ("https", True), entry
            assert " " not in address
        assert entry.title
        assert safe_name(entry.file) == entry.file
        assert entry.expect in ("workbook", "csv", "json")
        workbook_name = Path(entry.file).suffix in (".xls", ".xlsx")
        assert workbook_name == (entry.expect == "workbook"), entry


def test_every_local_statistics_table_comes_with_its_release_details() -> None:
    files = publisher_files(["local-statistics"])
    stems = {
        kind: {Path(f.file).stem for f in files if f.expect == kind} for kind in ("csv", "json")
    }
    assert stems["csv"] == stems["json"]
    assert {"gross-value-added", "employment-rate", "gdp-per-head"} <= stems["csv"]


def test_every_region_has_its_industry_workbook() -> None:
    regions = [f for f in publisher_files(["industry"]) if "-local-" in f.id]
    codes = sorted(f.file.removesuffix(".xlsx").rsplit("authorities", 1)[1][:3] for f in regions)
    assert codes == [f"tl{letter}" for letter in "cdefghijklmn"]


def test_a_topic_or_an_id_picks_files_and_a_slip_gets_the_nearest() -> None:
    assert [f.id for f in publisher_files(["gdp-deflator"])] == ["gdp-deflator"]
    assert {f.topic for f in publisher_files(["productivity", "gdp-deflator"])} == {
        "productivity",
        "deflators",
    }
    with pytest.raises(GrowthplanError, match="Did you mean 'productivity'"):
        publisher_files(["productivty"])


def test_one_failure_does_not_stop_the_others_and_results_keep_their_order(tmp_path: Path) -> None:
    def answer(request: Exchange, number: int) -> None:
        if request.path == "/moved.csv":
            request.send(404)
        elif request.path == "/busy.csv":
            request.send(503)
        else:
            request.send_file(DEFLATOR)

    told: list[tuple[str, int]] = []
    with serving(answer) as server:
        wanted = [file(f"{server.root}/{name}.csv") for name in ("a", "moved", "busy", "b")]
        results = fetch_all(
            wanted, tmp_path, lambda f, done, total: told.append((f.id, done)), patience=QUICK
        )
    first, moved, busy, last = results
    assert isinstance(first, Download)
    assert isinstance(last, Download)
    assert [first.path.name, last.path.name] == ["a.csv", "b.csv"]
    assert last.path.read_bytes() == DEFLATOR
    assert isinstance(moved, Fault)
    assert moved.message.startswith("Title of moved.csv: ")
    assert "https://www.ons.gov.uk/economy/page" in str(moved.fix)
    assert "data update --from URL" in str(moved.fix)
    assert isinstance(busy, Fault)
    assert "503" in busy.message
    assert told == [("a.csv", len(DEFLATOR)), ("b.csv", len(DEFLATOR))]


def test_a_host_that_can_not_be_reached_is_asked_only_once(tmp_path: Path) -> None:
    with serving(lambda request, number: None) as gone:
        pass
    with serving(lambda request, number: request.send_file(DEFLATOR)) as server:
        elsewhere = server.root.replace("127.0.0.1", "localhost")
        wanted = [file(f"{gone.root}/{n}.csv") for n in "ab"] + [file(f"{elsewhere}/c.csv")]
        first, second, third = fetch_all(wanted, tmp_path, patience=QUICK)
    assert isinstance(first, Fault)
    assert "can't be reached" in first.message
    assert isinstance(second, Fault)
    assert "not tried" in second.message
    assert isinstance(third, Download)


def test_a_file_that_never_changes_is_held_to_its_hash(tmp_path: Path) -> None:
    (lookup,) = publisher_files(["lad-itl-lookup"])
    with serving(lambda request, number: request.send_file(DEFLATOR)) as server:
        fake = PublisherFile(
            lookup.id,
            lookup.topic,
            lookup.title,
            lookup.file,
            lookup.expect,
            f"{server.root}/lookup.csv",
            lookup.landing,
            lookup.sha256,
        )
        (result,) = fetch_all([fake], tmp_path, patience=QUICK)
    assert isinstance(result, Fault)
    assert result.code == "download-hash"
    assert list(tmp_path.iterdir()) == []
