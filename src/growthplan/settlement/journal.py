"""The ledger's file: one entry a line, each sealed with the seal of the line before.

A line ends with a line break that is written last, so that whatever moment a writer is stopped at,
the file holds whole entries and at most a torn piece at its end, which is no entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from growthplan.settlement.account import read_box
from growthplan.settlement.entry import KINDS, Entry, Movement
from growthplan.vocabulary import Fault, GrowthplanError

FIRST_SEAL = "growthplan ledger 1"
_SEAL = b'"seal":"'


@dataclass(frozen=True)
class Journal:
    """A file as read."""

    entries: tuple[Entry, ...]
    seal: str
    """Of the last line: the next is sealed with it."""
    length: int
    """Bytes of whole lines; what lies beyond is torn."""
    torn: int
    """Bytes of a last line that was never finished."""


def line_of(entry: Entry, seal: str) -> tuple[bytes, str]:
    """An entry as a line of the file, after a line with this seal; and its own seal."""
    body = json.dumps(
        {
            "number": entry.number,
            "day": entry.day.isoformat(),
            "kind": entry.kind,
            "role": entry.role,
            "reason": entry.reason,
            **({"approval": entry.approval} if entry.approval else {}),
            **({"about": entry.about} if entry.about is not None else {}),
            **({"part": entry.part} if entry.part is not None else {}),
            "movements": [[str(m.out_of), str(m.into), m.pence] for m in entry.movements],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )[:-1].encode()
    own = _sealed(body, seal)
    return body + b"," + _SEAL + own.encode() + b'"}\n', own


def read_journal(data: bytes, file: str = "entries.jsonl") -> Journal:
    """Read a file's bytes.

    A last line without its line break was never finished: it is left out, and counted in `torn`;
    so are last entries that stand or fall with others which were never written.
    Raises GrowthplanError with the first line that was damaged or changed by hand: what comes
    after it cannot be trusted.
    """
    whole = data.rfind(b"\n") + 1
    entries: list[Entry] = []
    seal, length = FIRST_SEAL, 0
    kept = (0, seal, 0)
    for number, line in enumerate(data[:whole].split(b"\n")[:-1], 1):
        body, found, rest = line.rpartition(b"," + _SEAL)
        own = _sealed(body, seal)
        if not found or rest != own.encode() + b'"}':
            raise GrowthplanError(_damaged(file, number))
        entries.append(_entry(body + b"}", file, number))
        if not _in_turn(entries):
            raise GrowthplanError(_out_of_turn(file, number))
        seal, length = own, length + len(line) + 1
        if entries[-1].part is None or entries[-1].part[0] == entries[-1].part[1]:
            kept = (number, seal, length)
    count, seal, length = kept
    return Journal(tuple(entries[:count]), seal, length, len(data) - length)


def _in_turn(entries: list[Entry]) -> bool:
    """Whether the last entry goes on where the one before stopped within its group."""
    before = entries[-2].part if len(entries) > 1 else None
    open_ = before if before is not None and before[0] < before[1] else None
    part = entries[-1].part
    if open_ is not None:
        return part == (open_[0] + 1, open_[1])
    return part is None or part[0] == 1


def _sealed(body: bytes, seal: str) -> str:
    return hashlib.sha256(seal.encode() + body).hexdigest()[:32]


def _out_of_turn(file: str, line: int) -> Fault:
    return Fault(
        "this entry does not go on with the group of entries that it stands in",
        file=file,
        line=line,
        fix="Restore the file from a copy.",
        code="ledger-damaged",
    )


def _damaged(file: str, number: int) -> Fault:
    return Fault(
        "this line is not as it was written: its seal does not fit it and the lines before it",
        file=file,
        line=number,
        fix="Put back the file from a copy; entries are corrected by new entries, never by hand.",
        code="ledger-seal",
    )


def _part(given: Any) -> tuple[int, int] | None:
    if given is None:
        return None
    place, many = given
    return int(place), int(many)


def _entry(body: bytes, file: str, line: int) -> Entry:
    try:
        given: Mapping[str, Any] = json.loads(body)
        if given["kind"] not in KINDS:
            raise KeyError(given["kind"])
        return Entry(
            given["number"],
            date.fromisoformat(given["day"]),
            given["kind"],
            given["role"],
            given["reason"],
            tuple(
                Movement(read_box(out_of), read_box(into), pence)
                for out_of, into, pence in given["movements"]
            ),
            given.get("approval", ""),
            given.get("about"),
            _part(given.get("part")),
        )
    except (ValueError, KeyError, TypeError, GrowthplanError) as error:
        reason = error.faults[0].message if isinstance(error, GrowthplanError) else str(error)
        fix = "Was it written by a newer growthplan?"
        message = f"this entry cannot be read: {reason}"
        raise GrowthplanError(Fault(message, file, line, fix=fix, code="ledger-entry")) from None
