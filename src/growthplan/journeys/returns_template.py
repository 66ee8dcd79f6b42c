"""Make the return that a partner is to fill in: a workbook, a folder of CSV files, or both."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from growthplan.journeys.folders import replaced_folder
from growthplan.journeys.returns_setup import open_setup
from growthplan.monitoring.returns import ReturnTemplate, partner_of, read_quarter, template_for
from growthplan.publishers.return_workbook import write_return_csv, write_return_workbook
from growthplan.vocabulary import Fault, GrowthplanError


@dataclass(frozen=True)
class MadeTemplate:
    """A return to fill in, and where it was written."""

    template: ReturnTemplate
    written: tuple[Path, ...]


def make_template(
    plan: Path | str,
    partner: str,
    quarter: str,
    *,
    xlsx: Path | None = None,
    csv: Path | None = None,
    replace: bool = False,
    store: Path | None = None,
) -> MadeTemplate:
    """Write the return of a partner for a quarter, ready to be filled in.

    Raises GrowthplanError when nothing is to be written, for an unknown partner or quarter, for
    faults of the plan, and when a file is there already (it may be filled in) without `replace`.
    """
    _check_targets(xlsx, csv, replace)
    setup = open_setup(plan, store)
    one, period = partner_of(setup.partners, partner), read_quarter(quarter)
    template = template_for(setup.plan, setup.partners, one, period, setup.mark)
    if not template.rows["Ratings"]:
        message = f"{one.name} has no action to return on."
        fix = "Its actions are cancelled; name others in returns/partners.yaml."
        raise GrowthplanError(Fault(message, fix=fix, code="partner"))
    if xlsx:
        _write(template, xlsx)
    if csv:
        with replaced_folder(csv) as temporary:
            write_return_csv(template, temporary)
    return MadeTemplate(template, tuple(path for path in (xlsx, csv) if path))


def _check_targets(xlsx: Path | None, csv: Path | None, replace: bool) -> None:
    faults: list[Fault] = []
    if not (xlsx or csv):
        fix = "Name a workbook with --out, or a folder with --csv."
        faults.append(Fault("there is nothing to write.", fix=fix, code="out"))
    if xlsx and xlsx.suffix.casefold() != ".xlsx":
        faults.append(Fault("a workbook's name ends in .xlsx.", str(xlsx), code="out"))
    for path in (xlsx, csv):
        is_there = path and (path.is_file() or (path.is_dir() and any(path.iterdir())))
        if is_there and not replace:
            message = "this is there already, and may be filled in."
            fix = "Name another, or add --replace."
            faults.append(Fault(message, str(path), fix=fix, code="out"))
    if faults:
        raise GrowthplanError(faults)


def _write(template: ReturnTemplate, path: Path) -> None:
    """Write the workbook beside its place and move it there whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".growthplan-", suffix=".xlsx", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            write_return_workbook(template, temporary)
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        message = f"the workbook can't be written: {error.strerror or error}."
        raise GrowthplanError(Fault(message, str(path), fix="Name another.", code="out")) from None
