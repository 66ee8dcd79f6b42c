"""What an outcome can be measured by, and in which units a target for it may be written."""

from __future__ import annotations

from growthplan.accounts import MEASURES as ACCOUNTS


def _units(unit: str) -> tuple[str, ...]:
    if unit == "£m":
        return (unit, "£bn")
    return (unit, "£") if unit.startswith("£ per ") else (unit,)


MEASURES: dict[str, tuple[str, ...]] = {
    **{name: _units(measure.unit) for name, measure in ACCOUNTS.items()},
    "gva_per_hour_index": ("index",),
    "gva_per_hour_gap_pct": ("%",),
    "gva_per_hour_gap_gbp": _units("£ per hour"),
}
"""Units allowed for each measure, the usual one first."""
