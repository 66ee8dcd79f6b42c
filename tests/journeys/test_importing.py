"""Importing: all files or none, each fault said once, nothing changed by importing twice."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from growthplan.journeys.importing import ImportedFile, ImportOptions, expand, import_files
from growthplan.store import Store, revision_history
from growthplan.vocabulary import GrowthplanError

FIXTURES = Path(__file__).parents[1] / "importers" / "fixtures"
WORKBOOK = next((FIXTURES / "ons_productivity").glob("*caeer*.xlsx"))
GROSS_VALUE_ADDED = FIXTURES / "ons_local_statistics" / "csv" / "gross-value-added.csv"
DAY = ImportOptions(released=date(2026, 6, 18), edition="2026-06", partial=True)


def held(store: Path) -> int:
    """Releases in the store, bundled ones included."""
    with Store(store) as opened:
        return len(opened.sources)


def imported(path: Path, store: Path, options: ImportOptions = DAY) -> ImportedFile:
    """The one result of importing one file."""
    (result,) = import_files([path], store, options)
    return result


def test_a_new_edition_stands_beside_the_bundled_ones(own_store: Path) -> None:
    result = imported(WORKBOOK, own_store)
    assert result.outcome == "imported"
    assert result.source
    assert result.source.id.endswith("@2026-06-18")
    with Store(own_store) as store:
        statistics = store.statistics(["gva_per_hour"], ["E47000004", "TLD7"])
        statistics = statistics.adopting_same_area("E47000004")
        rows = revision_history(statistics, "gva_per_hour", "E47000004")
    of_2021 = rows.filter(rows["period"] == "2021")
    assert of_2021["edition"].to_list() == ["2023-06", "2024-06", "2025-06", "2026-06"]


def test_importing_twice_changes_nothing(own_store: Path) -> None:
    imported(WORKBOOK, own_store)
    before = own_store.read_bytes()
    assert imported(WORKBOOK, own_store).outcome == "already held"
    assert own_store.read_bytes() == before


def test_a_bundled_file_is_already_held(own_store: Path, tmp_path: Path) -> None:
    """The deflator is small enough to be a whole file among the fixtures."""
    deflator = FIXTURES / "gdp_deflators" / "ons-ybgb-gdp-implied-deflator_2025-06-30.csv"
    assert imported(deflator, own_store).outcome == "already held"
    assert not own_store.exists()


def test_one_bad_file_keeps_every_file_out_and_every_fault_is_listed(
    own_store: Path, tmp_path: Path
) -> None:
    page = tmp_path / "labourproductivityitls.xlsx"
    page.write_text("<!DOCTYPE html><title>Page not found</title>")
    empty = tmp_path / "empty.csv"
    empty.touch()
    with pytest.raises(GrowthplanError) as caught:
        import_files([WORKBOOK, page, empty], own_store, DAY)
    said = str(caught.value)
    assert "titled 'Page not found'" in said
    assert "the file is empty" in said
    assert not own_store.exists()


def truncated(folder: Path) -> Path:
    path = folder / "cut.xlsx"
    path.write_bytes(WORKBOOK.read_bytes()[:20_000])
    return path


def zip_bomb(folder: Path) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(310):
                sheet.write(b"0" * 1024**2)
    return path


def far_apart(folder: Path) -> Path:
    """Two cells at the corners of a sheet: some readers make room for all between and die."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "x"
    sheet["XFD1048576"] = "y"
    path = folder / "sparse.xlsx"
    book.save(path)
    return path


def with_password(folder: Path) -> Path:
    """What an encrypted workbook looks like: an OLE file that holds EncryptedPackage."""
    path = folder / "secret.xlsx"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(head + "EncryptedPackage".encode("utf-16-le") + bytes(4096))
    return path


def in_utf16(folder: Path) -> Path:
    path = folder / "gross-value-added.csv"
    path.write_text(GROSS_VALUE_ADDED.read_text("utf-8-sig"), "utf-16")
    return path


def in_windows_1252(folder: Path) -> Path:
    path = folder / "gross-value-added.csv"
    text = GROSS_VALUE_ADDED.read_text("utf-8-sig")
    path.write_bytes(text.replace("Liverpool", "Liverpo\u00f4l").encode("cp1252", "replace"))
    return path


def changed_heading(folder: Path) -> Path:
    path = folder / "gross-value-added.csv"
    text = GROSS_VALUE_ADDED.read_text("utf-8-sig")
    path.write_text(text.replace("observation", "reading", 1), "utf-8")
    return path


def not_a_file(folder: Path) -> Path:
    return folder / "missing.xlsx"


DAMAGE = {
    truncated: "damaged or cut short",
    zip_bomb: "unpacks to 325 MB",
    far_apart: "can't be read",
    with_password: "protected by a password",
    in_utf16: "UTF-16",
    in_windows_1252: "Windows-1252",
    changed_heading: "observation",
    not_a_file: "no such file",
}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_stops_with_a_plain_message_and_the_store_as_it_was(
    damage, own_store: Path, tmp_path: Path
) -> None:
    imported(WORKBOOK, own_store)
    before = own_store.read_bytes()
    with pytest.raises(GrowthplanError, match=DAMAGE[damage]):
        import_files([damage(tmp_path)], own_store, DAY)
    assert own_store.read_bytes() == before


def test_the_day_of_publication_is_asked_for_not_guessed(own_store: Path) -> None:
    with pytest.raises(GrowthplanError, match=r"--released YYYY-MM-DD"):
        import_files([WORKBOOK], own_store, ImportOptions(partial=True))


def test_a_file_with_far_fewer_places_than_the_last_edition_is_refused(own_store: Path) -> None:
    """A CSV cut at a line end looks whole; the number of its places gives it away."""
    with pytest.raises(GrowthplanError, match=r"may be cut short.*--partial"):
        import_files([WORKBOOK], own_store, ImportOptions(released=date(2026, 6, 18)))
    assert not own_store.exists()


def test_unrecognised_files_can_be_left_out(own_store: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.csv"
    notes.write_text("who,what\nsomebody,something\n")
    with pytest.raises(GrowthplanError, match="no importer recognises"):
        import_files([notes], own_store)
    options = ImportOptions(skip_unrecognised=True)
    assert imported(notes, own_store, options).outcome == "not recognised"


def test_a_folder_means_its_data_files_without_their_metadata(tmp_path: Path) -> None:
    for name in ("a.csv", "a.json", "b.csv.gz", "b.json", "lookup.json", "README.md"):
        (tmp_path / name).touch()
    assert [p.name for p in expand([tmp_path])] == ["a.csv", "b.csv.gz", "lookup.json"]


def test_a_correction_under_the_same_day_is_refused_with_the_way_out(
    own_store: Path, tmp_path: Path
) -> None:
    imported(WORKBOOK, own_store)
    corrected = tmp_path / WORKBOOK.name
    shutil.copy(WORKBOOK, corrected)
    with zipfile.ZipFile(corrected, "a") as archive:
        archive.comment = b"corrected"
    with pytest.raises(GrowthplanError, match=r"already holds a release.*--released"):
        import_files([corrected], own_store, DAY)
