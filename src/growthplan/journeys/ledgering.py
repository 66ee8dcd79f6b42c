"""Keep the ledger of a plan's settlement: show it, post to it, state it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from growthplan.journeys import ledger_file, planning, running
from growthplan.journeys.released import is_release
from growthplan.plan import Plan
from growthplan.plan import open_plan as read_whole_plan
from growthplan.settlement import (
    Account,
    Entry,
    Ledger,
    Signed,
    Statement,
    Terms,
    check_statement_balances,
    open_ledger,
    opening,
    pounds,
    statement,
    terms_of,
)
from growthplan.store import Store
from growthplan.vocabulary import Fault, GrowthplanError, RunRecord, did_you_mean

__all__ = ["Kept", "Plan", "accounts_of", "open_only", "post", "show", "year_of"]

OPENING = "Opening of the settlement, as the plan's lines of funding say"


@dataclass(frozen=True)
class Kept:
    """A ledger as it stands, with its statement."""

    plan: Plan
    ledger: Ledger
    statement: Statement
    posted: tuple[Entry, ...]
    """Entries that this call posted."""
    notes: tuple[str, ...]
    run: RunRecord


def show(plan: Path | str, store: Path | None = None) -> Kept:
    """The ledger of a plan's folder as it stands. Writes nothing.

    A plan whose ledger was not opened yet shows what it would open with. Raises GrowthplanError
    for faults of the plan, and when the ledger was damaged or does not balance.
    """
    folder, document, files = _opened(Path(plan), store)
    journal = ledger_file.read(folder)
    ledger = open_ledger(terms_of(document), journal.entries)
    notes = [_torn(journal.torn)] if journal.torn else []
    if not ledger.entries:
        notes.append("No ledger is open yet: this is what it would open with.")
        signed = Signed(running.start().date(), "Settlement", OPENING)
        ledger = ledger.with_entry(opening(ledger, signed))
    return _kept(document, ledger, (), notes, files, f"ledger show {document.place}")


def post(
    plan: Path | str,
    posting: Callable[[Ledger, Plan], Entry | tuple[Entry, ...]],
    *,
    signed: Signed,
    store: Path | None = None,
) -> Kept:
    """Post an entry, or several that stand or fall together, whole or not at all; the first posting
    opens the ledger.

    Raises GrowthplanError, with nothing posted, for every fault of the plan and the posting.
    """
    if is_release(Path(plan)):
        raise GrowthplanError("A release is frozen; post to the plan's folder.")
    folder, document, files = _opened(Path(plan), store)
    terms = terms_of(document)
    # Refused before the file is made: a posting that cannot stand leaves no empty ledger behind.
    before = _ready(open_ledger(terms, ledger_file.read(folder).entries), signed)[0]
    posting(before, document)
    with ledger_file.writing(folder) as held:
        ledger, first = _ready(open_ledger(terms, held.journal.entries), signed)
        made = posting(ledger, document)
        entries = made if isinstance(made, tuple) else (made,)
        for entry in entries:
            ledger = ledger.with_entry(entry)
        notes = [_torn(held.journal.torn)] if held.journal.torn else []
        held.append(*first, *entries)
        posted = held.journal.entries[len(ledger.entries) - len(first) - len(entries) :]
    return _kept(document, ledger, posted, notes, files, f"ledger post {entries[-1].kind}")


def open_only(
    plan: Path | str, role: str, day: date | None = None, store: Path | None = None
) -> Kept:
    """Open the ledger with what the plan's lines say. Raises GrowthplanError when it is open."""
    folder, document, files = _opened(Path(plan), store)
    signed = Signed(day or running.start().date(), role, OPENING)
    terms = terms_of(document)
    opening(open_ledger(terms, ledger_file.read(folder).entries), signed)
    with ledger_file.writing(folder) as held:
        ledger = open_ledger(terms, held.journal.entries)
        entry = opening(ledger, signed)
        held.append(entry)
    return _kept(document, ledger.with_entry(entry), (entry,), [], files, "ledger open")


def accounts_of(
    terms: Terms, line: str, amounts: Mapping[str, int], kind: str | None = None
) -> dict[Account, int]:
    """Pence by account, from a funding line or a function, and pence by financial year.

    Raises GrowthplanError for a line that is not known, a function without a kind, what is no
    financial year, or when there is no amount.
    """
    if line in terms.lines:
        function, own = terms.lines[line]
    elif any(account.function == line for account in terms.awards) and kind:
        function, own = line, kind
    else:
        fix = f"They are {', '.join(sorted(terms.lines))}; or give a function with its kind."
        fix = did_you_mean(line, terms.lines) or fix
        message = f"'{line}' is no funding line of the settlement"
        raise GrowthplanError(Fault(message, fix=fix, code="ledger-line"))
    if not amounts:
        fix = "Give £ million by financial year, such as --amounts.2026/27 1.5."
        raise GrowthplanError(Fault("there is no amount to post", fix=fix, code="ledger-amount"))
    return {
        Account(function, year_of(year), own): amount  # type: ignore[arg-type]
        for year, amount in amounts.items()
    }


def year_of(text: str) -> int:
    """The calendar year in which a financial year starts.

    >>> year_of("2026/27"), year_of("2026-27")
    (2026, 2026)

    Raises GrowthplanError when the text names no financial year.
    """
    found = re.fullmatch(r"(\d{4})[/-](\d{2}|\d{4})", text.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
        fix = "Write 2026/27."
        raise GrowthplanError(Fault(f"'{text}' is no financial year", fix=fix, code="ledger-year"))
    return int(found[1])


def _ready(ledger: Ledger, signed: Signed) -> tuple[Ledger, tuple[Entry, ...]]:
    """The ledger, opened when it was not, and the entry that opens it."""
    if ledger.entries:
        return ledger, ()
    first = opening(ledger, Signed(signed.day, signed.role, OPENING))
    return ledger.with_entry(first), (first,)


def _opened(path: Path, store: Path | None) -> tuple[Path, Plan, dict[str, bytes]]:
    folder = path.parent if path.is_file() else path
    files = planning.plan_files(path)
    with Store(store) as held:
        return folder, read_whole_plan(files, held.gazetteer), files


def _kept(
    plan: Plan,
    ledger: Ledger,
    posted: tuple[Entry, ...],
    notes: list[str],
    files: dict[str, bytes],
    command: str,
) -> Kept:
    started = running.start()
    made = statement(ledger)
    faults = check_statement_balances(made)
    if faults:
        raise GrowthplanError(faults)
    run = running.record(command, (), started, planning.hashes(files))
    notes = [*notes, *_differences(ledger)]
    if ledger.terms.illustrative:
        notes.append(
            "The split by function and year is illustrative on "
            f"{len(ledger.terms.illustrative)} of {len(ledger.terms.lines)} lines, not published."
        )
    return Kept(plan, ledger, made, posted, tuple(notes), run)


def _differences(ledger: Ledger) -> list[str]:
    """Accounts whose award in the ledger is not what the plan's lines say now."""
    accounts = sorted({*ledger.awarded, *ledger.terms.awards})
    pairs = [(a, ledger.awarded.get(a, 0), ledger.terms.awards.get(a, 0)) for a in accounts]
    return [
        f"The plan gives {pounds(plan)} for {account.in_words}, the ledger was awarded "
        f"{pounds(own)}: post an award, or correct the plan."
        for account, own, plan in pairs
        if own != plan
    ]


def _torn(size: int) -> str:
    return (
        f"A last posting, {size} bytes of it, was never finished when its writer was stopped: it "
        "counts for nothing, and every entry before it stands."
    )
