"""What commands share on the terminal: tables, progress, JSON, and the options they all take."""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from growthplan.journeys.progress import Progress

StoreOption = Annotated[
    Path | None,
    Parameter(
        name="--store",
        help="Statistics store file. Default: $GROWTHPLAN_STORE, else the user's data folder.",
    ),
]
AsAtOption = Annotated[
    date | None,
    Parameter(name="--as-at", help="Only what had been published by this day, YYYY-MM-DD."),
]
Flag = Annotated[bool, Parameter(negative="")]
"""An option that is on when named; it has no `--no-` form."""
JsonOption = Annotated[
    bool,
    Parameter(
        name="--json", negative="", help="Print the result as one JSON object and nothing else."
    ),
]


def out() -> Console:
    """The console for results."""
    return Console()


def print_json(result: dict[str, Any]) -> None:
    """One JSON object on standard output."""
    json.dump(result, sys.stdout, ensure_ascii=False, indent=1, default=str)
    sys.stdout.write("\n")


def table(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], title: str | None = None
) -> Table:
    """A plain table; `columns` are (heading, `left` or `right`)."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for heading, side in columns:
        made.add_column(
            heading,
            justify="right" if side == "right" else "left",
            overflow="fold",
            no_wrap=side == "right",
        )
    for row in rows:
        made.add_row(*row)
    return made


@contextlib.contextmanager
def progress(quiet: bool = False) -> Iterator[Progress]:
    """Progress on standard error: a moving line on a terminal, a line a step elsewhere.

    Nothing shows for work that ends within a second.
    """
    console = Console(stderr=True)
    started = time.monotonic()
    if quiet:
        yield lambda step, done, total: None
    elif console.is_terminal:
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
        with Bar(*columns, console=console, transient=True) as bar:
            task = bar.add_task("Starting", total=None)

            def move(step: str, done: int, total: int) -> None:
                bar.update(task, description=step, completed=done, total=total or None)

            yield move
    else:

        def say(step: str, done: int, total: int) -> None:
            if time.monotonic() - started > 1:
                console.print(f"[{done}/{total}] {step}", markup=False, highlight=False)

        yield say
