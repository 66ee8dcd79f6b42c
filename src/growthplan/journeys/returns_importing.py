"""Take in what a partner sent: checked whole, kept as a new version, or nothing changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.importers.plan_tables import read_csv_folder, read_plan_workbook
from growthplan.journeys import running
from growthplan.journeys.returns_files import LARGEST, Kept, file_hash, keep, read_kept
from growthplan.journeys.returns_setup import Setup, open_setup
from growthplan.monitoring.returns import (
    EvidenceFile,
    Identity,
    KeptReturn,
    Return,
    ReturnTemplate,
    Standing,
    differences,
    identify,
    in_words,
    partner_of,
    read_quarter,
    read_return,
    standings,
    template_for,
)
from growthplan.plan.editing.tables import Workbook
from growthplan.vocabulary import Fault, GrowthplanError

_PLAIN_NAME = re.compile(r"[^/\\:*?\"<>|\x00-\x1f]{1,150}")


@dataclass(frozen=True)
class TakenIn:
    """What became of a return that came in."""

    kept: KeptReturn
    new: bool
    """False when the version that counts says the same already; then nothing was written."""
    differences: tuple[str, ...]
    """What it says otherwise than the version before it."""
    standing: Standing
    warnings: tuple[Fault, ...]


def import_return(
    plan: Path | str,
    source: Path,
    *,
    partner: str | None = None,
    quarter: str | None = None,
    evidence: Path | None = None,
    received: date | None = None,
    store: Path | None = None,
    rehearse: bool = False,
) -> TakenIn:
    """Take in a return: a workbook (.xlsx), or a folder of CSV files.

    `partner` and `quarter` are those that it should be of, when that is known. Evidence is looked
    for in the folder `evidence`, else where the workbook lies. With `rehearse` everything is read,
    checked and compared, and nothing is kept. Raises GrowthplanError with every
    fault, each at its cell; then nothing is changed, and the last good version stands.
    """
    setup = open_setup(plan, store)
    day = _received(received)
    if partner is not None:
        partner_of(setup.partners, partner)
    wanted = read_quarter(quarter) if quarter is not None else None
    history = read_kept(setup.folder)
    book = read_csv_folder(source) if source.is_dir() else read_plan_workbook(source)
    identity = identify(book, setup.partners, partner, wanted)
    earlier = history.get((identity.partner, identity.quarter.code), ())
    try:
        read = read_return(book, identity, _asked(setup, identity), day)
        files, told = _evidence(read.returned, evidence or _beside(source))
    except GrowthplanError as error:
        raise GrowthplanError([*error.faults, *_stands(book, earlier)]) from None
    kept = KeptReturn(
        version=len(earlier) + 1, received=day, file=source.name, sha256=_hash(source),
        returned=read.returned, evidence=tuple(files),
    )  # fmt: skip
    warnings = (*read.warnings, *told, *_early(book, identity, day))
    if earlier and _same(earlier[-1], kept):
        return TakenIn(earlier[-1], False, (), _standing(setup, history, identity, day), warnings)
    if not rehearse:
        lies = evidence or _beside(source)
        content = {one.name: _read(lies, one) for one in files if one.sha256}
        keep(setup.folder, kept, content)
    after: Kept = {**history, (identity.partner, identity.quarter.code): (*earlier, kept)}
    said = differences(earlier[-1], kept) if earlier else ()
    return TakenIn(kept, True, said, _standing(setup, after, identity, day), warnings)


def _received(day: date | None) -> date:
    today = running.start().date()
    if day is not None and day > today:
        message = f"{in_words(day)} is still to come."
        fix = "Give the day on which the return came in, or leave it out for today."
        raise GrowthplanError(Fault(message, fix=fix, code="received"))
    return day or today


def _asked(setup: Setup, identity: Identity) -> ReturnTemplate:
    one = partner_of(setup.partners, identity.partner)
    return template_for(setup.plan, setup.partners, one, identity.quarter, setup.mark)


def _standing(setup: Setup, kept: Kept, identity: Identity, day: date) -> Standing:
    every = standings(setup.partners, kept, [identity.quarter], day)
    return next(one for one in every if one.partner == identity.partner)


def _same(before: KeptReturn, after: KeptReturn) -> bool:
    """Whether two versions say the same, wherever in the sheets it stands."""
    return not differences(before, after) and len(before.returned.gaps) == len(after.returned.gaps)


def _stands(book: Workbook, earlier: Sequence[KeptReturn]) -> list[Fault]:
    """What is told beside the faults: nothing was lost."""
    if not earlier:
        message = "nothing was taken in; there is no earlier version."
    else:
        newest = earlier[-1]
        message = (
            f"nothing was taken in; version {newest.version}, received on "
            f"{in_words(newest.received)}, stands."
        )
    return [Fault(message, book.file, severity="warning", code="return-stands")]


def _early(book: Workbook, identity: Identity, day: date) -> list[Fault]:
    last = identity.quarter.last_day
    if day > last:
        return []
    message = f"{identity.quarter} is not over until {in_words(last)}; it is taken in all the same."
    fix = "Return it again when it is over."
    return [Fault(message, book.file, fix=fix, severity="warning", code="early")]


def _beside(source: Path) -> Path:
    return source if source.is_dir() else source.parent


def _hash(source: Path) -> str:
    if source.is_file():
        return file_hash(source)
    whole = hashlib.sha256()
    for path in sorted(source.glob("*.csv")):
        whole.update(f"{path.name}\n{file_hash(path)}\n".encode())
    return whole.hexdigest()


def _evidence(returned: Return, folder: Path) -> tuple[list[EvidenceFile], list[Fault]]:
    """The files of evidence that a return names; those that did not come are told."""
    where: dict[str, str] = {}
    for row in returned.outputs:
        if row.evidence:
            where.setdefault(row.evidence, row.cell("evidence"))
    files: list[EvidenceFile] = []
    faults: list[Fault] = []
    for name, cell in where.items():
        path = folder / name
        if not _PLAIN_NAME.fullmatch(name) or name.startswith("."):
            message = f"{cell}: '{name[:60]}' is no plain file name."
            fix = "Name the file alone, without a folder."
            faults.append(Fault(message, fix=fix, code="evidence"))
        elif not path.is_file() or path.is_symlink():
            message = f"{cell}: the evidence {name} did not come with the return."
            fix = "Put it beside the workbook, or name its folder with --evidence."
            files.append(EvidenceFile(name=name, sha256=""))
            faults.append(Fault(message, fix=fix, severity="warning", code="evidence"))
        elif path.stat().st_size > LARGEST:
            message = f"{cell}: the evidence {name} has more than {LARGEST // 10**6} MB."
            faults.append(Fault(message, fix="Send a smaller file.", code="evidence"))
        else:
            size = path.stat().st_size
            files.append(EvidenceFile(name=name, sha256=file_hash(path), size=size))
    if any(fault.severity == "error" for fault in faults):
        raise GrowthplanError(faults)
    return files, faults


def _read(folder: Path, one: EvidenceFile) -> bytes:
    data = (folder / one.name).read_bytes()
    if hashlib.sha256(data).hexdigest() != one.sha256:
        message = "the evidence changed while it was being read; nothing was taken in."
        fix = "Close it where it is open, and import again."
        raise GrowthplanError(Fault(message, one.name, fix=fix, code="evidence"))
    return data
