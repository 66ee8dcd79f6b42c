"""Faults on the terminal: one a line, errors before warnings, at most a screenful."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from growthplan.vocabulary import Fault

MOST = 40


def print_faults(faults: Sequence[Fault], console: Console) -> None:
    """Print faults with the word that says how bad each is; colour only repeats it."""
    ordered = sorted(faults, key=lambda f: (f.severity != "error",))
    for fault in ordered[:MOST]:
        line = Text()
        line.append(
            f"{fault.severity}: ", style="bold red" if fault.severity == "error" else "bold yellow"
        )
        line.append(str(fault))
        console.print(line, soft_wrap=True)
    if len(ordered) > MOST:
        console.print(f"and {len(ordered) - MOST} more")
