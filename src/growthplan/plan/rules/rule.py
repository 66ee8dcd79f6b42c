"""One kind of fault, explained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code of a fault stands for."""

    code: str
    """As it stands in `Fault.code`: `plan-unknown-site`."""
    title: str
    """The rule in a few words."""
    help: str
    """What lies behind it and what to do, in a sentence or two."""


def table(rows: dict[str, tuple[str, str]]) -> dict[str, Rule]:
    """Rules by code."""
    return {code: Rule(code, title, help_) for code, (title, help_) in rows.items()}
