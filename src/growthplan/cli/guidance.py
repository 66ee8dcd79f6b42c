"""How a plan answers the guidance, on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.text import Text

from growthplan.plan import GUIDANCE, Answer

_STYLES = {"met": "green", "partly": "yellow", "missing": "red"}
_SHOWN = 4


def guidance_rows(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """One row for each requirement: what is asked, verdict, reason and where it stands."""
    return [
        {
            **asdict(answer.requirement),
            "verdict": answer.verdict,
            "reason": answer.reason,
            "where": [asdict(where) for where in answer.where],
        }
        for answer in answers
    ]


def print_guidance(answers: Sequence[Answer], console: Console) -> None:
    """A line for each requirement with the word of its verdict; colour only repeats it."""
    console.print("\nWhat the guidance of June 2025 asks of a Local Growth Plan:\n")
    for answer in answers:
        line = Text(f"{answer.verdict:<8}", style=_STYLES[answer.verdict])
        line.append(f"{answer.requirement.title}: ", style="bold")
        line.append(f"{answer.reason} {_where(answer)}", style="not bold default")
        console.print(line, soft_wrap=True)
    met = sum(answer.verdict == "met" for answer in answers)
    console.print(f"\n{met} of {len(answers)} met. Source: {GUIDANCE}.\n")


def _where(answer: Answer) -> str:
    places = []
    for where in answer.where:
        names = ", ".join(where.ids[:_SHOWN])
        more = f" and {len(where.ids) - _SHOWN} more" if len(where.ids) > _SHOWN else ""
        places.append(f"{where.file}, {where.field}{f' ({names}{more})' if names else ''}")
    return f"[{'; '.join(places)}]"
