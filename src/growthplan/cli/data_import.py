"""`growthplan data import`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from growthplan.cli.terminal import Flag, JsonOption, StoreOption, out, print_json, progress
from growthplan.journeys.importing import ImportedFile, ImportOptions, import_files
from growthplan.journeys.result import as_json


def import_(
    *files: Path,
    released: date | None = None,
    edition: str | None = None,
    url: str = "",
    new_places: Flag = False,
    partial: Flag = False,
    skip_unrecognised: Flag = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Import published files of official statistics into the store.

    $ growthplan data import labourproductivityitls.xls
    $ growthplan data import downloads/ --skip-unrecognised

    Every file is recognised by its contents, not its name, and checked:
    sheets, headings, units, places, totals. If any file has a fault, nothing
    is imported and every fault is listed. A file that is already held changes
    nothing; a new edition stands beside the old one.

    Layouts read: ONS subregional productivity workbooks; Explore Local
    Statistics CSVs; ONS regional GVA by industry (ITL CSVs, local authority
    workbooks); ONS regional GDP workbooks and tables; ONS population (Nomis,
    by age and sex); BRES employment by industry, jobs density, business counts
    and pay (Nomis); Census 2011 workplaces and centre points; indices of
    deprivation 2019 and 2025; UK input-output analytical tables; statistical
    neighbours; GDP deflators (ONS series, HM Treasury); ONS lookups of areas
    and boundaries.

    Python: growthplan.journeys.importing.import_files(paths).

    Parameters
    ----------
    files
        Files, or folders of files.
    released
        Day of publication, for files that do not print it.
    edition
        Edition, YYYY-MM. Default: the month of publication.
    url
        Where the files come from; recorded with the release.
    new_places
        Add places that are not known yet, as the file names them.
    partial
        Accept a file with under 80% of the places of the edition before it.
    skip_unrecognised
        Leave out files that no importer recognises.
    """
    if not files:
        from growthplan.vocabulary import GrowthplanError

        raise GrowthplanError("Name at least one file or folder to import.")
    options = ImportOptions(released, edition, url, new_places, partial, skip_unrecognised)
    with progress(quiet=json) as say:
        results = import_files(files, store, options, say)
    if json:
        rows = [
            {
                "file": r.file,
                "outcome": r.outcome,
                "source": r.source.id if r.source else None,
                "observations": r.observations,
                "places": r.places,
                "indicators": list(r.indicators),
                "notes": list(r.notes),
            }
            for r in results
        ]
        print_json(as_json(tables={"files": rows}))
        return
    console = out()
    for result in results:
        console.print(result.file, markup=False, highlight=False, soft_wrap=True)
        console.print(f"  {_became(result)}", highlight=False, soft_wrap=True)
        for note in result.notes:
            console.print(f"  note: {note}", markup=False, highlight=False, soft_wrap=True)
    new = sum(r.outcome == "imported" for r in results)
    if new:
        from growthplan.store import store_path

        console.print(f"\n{new} new, in {store_path(store)}. Next: growthplan data list")
    else:
        console.print("\nNothing new: the store is as it was.")


def _became(result: ImportedFile) -> str:
    if result.source is None:
        return result.outcome
    if result.outcome == "already held":
        return f"already held as {result.source.id}"
    figures = f"{result.observations:,} figures of " if result.observations else ""
    return f"imported as {result.source.id}: {figures}{result.places:,} places"
