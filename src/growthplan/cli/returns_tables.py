"""Options and lines that the commands on returns share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

QuarterOption = Annotated[
    str | None,
    Parameter(name="--quarter", help="Such as 2026/27 Q1. Default: the newest returned."),
]


def print_lines(console: Console, lines: Iterable[str]) -> None:
    """Sentences, one a line."""
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
