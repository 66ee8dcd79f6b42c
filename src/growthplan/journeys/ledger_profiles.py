"""Finance's round trip: profiles out to a spreadsheet, and back in once the changes were seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from growthplan.importers.plan_tables import read_csv_folder, read_plan_workbook
from growthplan.journeys import ledgering
from growthplan.journeys.folders import replaced_folder
from growthplan.journeys.ledgering import Kept
from growthplan.journeys.spreadsheet_files import check_target, whole_file
from growthplan.plan.editing.tables import Workbook
from growthplan.publishers.ledger_workbook import write_ledger_csv, write_ledger_workbook
from growthplan.settlement import Entry, Ledger, Signed
from growthplan.settlement.profiles import (
    ProfileChange,
    ProfileTable,
    changes_of,
    profile_table,
    read_profiles,
    reprofile,
)
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class ExportedProfiles:
    """What was written, from which ledger."""

    kept: Kept
    table: ProfileTable
    path: Path


def export_profiles(
    plan: Path | str, target: Path, store: Path | None = None, *, replace: bool = False
) -> ExportedProfiles:
    """Write the profiles of a plan's ledger as a workbook (.xlsx), or as CSV files in a folder.

    Raises GrowthplanError for faults of the plan and the ledger, and when the target is there
    already: it may hold changes that were not imported yet, so `replace` has to be said.
    """
    as_csv = not target.suffix
    if as_csv:
        _check_folder(target, replace)
    else:
        check_target(target, replace=replace)
    kept = ledgering.show(plan, store)
    table = profile_table(kept.ledger, kept.plan)
    if as_csv:
        with replaced_folder(target) as folder:
            write_ledger_csv(table, kept.statement, folder)
    else:
        with whole_file(target) as temporary:
            write_ledger_workbook(table, kept.statement, kept.statement.title, temporary)
    return ExportedProfiles(kept, table, target)


def _check_folder(target: Path, replace: bool) -> None:
    used = target.is_file() or (target.is_dir() and any(target.iterdir()))
    if used and not replace:
        message = "this is there already, and may hold changes that were not imported yet."
        fix = "Name another, or add --replace."
        raise GrowthplanError(Fault(message, str(target), fix=fix, code="out"))


@dataclass(frozen=True)
class ProfileProposal:
    """What an edited table would change; nothing is posted yet."""

    kept: Kept
    changes: tuple[ProfileChange, ...]
    book: Workbook

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every change in words."""
        return tuple(change.sentence for change in self.changes)


def propose_profiles(plan: Path | str, source: Path, store: Path | None = None) -> ProfileProposal:
    """What an edited workbook, or folder of CSV files, would change in a plan's ledger.

    Raises GrowthplanError with every fault, each at its cell.
    """
    book = read_csv_folder(source) if source.is_dir() else read_plan_workbook(source)
    kept = ledgering.show(plan, store)
    changes = changes_of(kept.ledger, read_profiles(book, kept.ledger))
    return ProfileProposal(kept, changes, book)


def post_profiles(
    plan: Path | str, proposal: ProfileProposal, signed: Signed, store: Path | None = None
) -> Kept:
    """Post every change of a proposal as one entry with its reason, or nothing.

    The table is held against the ledger again once nobody else can write to it. Raises
    GrowthplanError when the ledger has moved meanwhile, or a rule forbids the entry.
    """

    def posting(ledger: Ledger, _: ledgering.Plan) -> Entry:
        return reprofile(ledger, read_profiles(proposal.book, ledger), signed)

    return ledgering.post(plan, posting, signed=signed, store=store)
