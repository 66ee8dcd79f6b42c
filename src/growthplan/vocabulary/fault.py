"""What went wrong, where, and what to do: the one error type that users see."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one input.

    `file`, `line` and `column` say where (line and column count from 1; None when the fault has
    no such place), `message` what is wrong, `fix` what to do about it.
    """

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    fix: str | None = None
    severity: Severity = "error"
    code: str = "fault"

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        text = f"{where}: {self.message}" if where else self.message
        if not self.fix:
            return text
        stop = "" if text.endswith((".", "?", "!", ":")) else "."
        return f"{text}{stop} {self.fix}"


class GrowthplanError(Exception):
    """Bad input, said in full: carries every fault that was found before stopping.

    The command line prints the faults and exits with 2; nobody sees a traceback.
    """

    def __init__(self, faults: Fault | str | Sequence[Fault]) -> None:
        if isinstance(faults, str):
            faults = Fault(faults)
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words closest in spelling to `word`, best first, compared without case.

    >>> nearest("skils", ["skills", "transport", "health"])
    ['skills']
    """
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(name.casefold(), name)
    found = difflib.get_close_matches(word.casefold(), by_fold, n=most, cutoff=0.6)
    return [by_fold[fold] for fold in found]


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """`Did you mean 'skills'?`, or None when nothing known is close."""
    close = nearest(word, known)
    if not close:
        return None
    return "Did you mean " + " or ".join(f"'{name}'" for name in close) + "?"
