"""What an outcome can be measured by, and in which units a target for it may be written."""

from __future__ import annotations

MEASURES: dict[str, tuple[str, ...]] = {
    "gva_per_hour": ("£ per hour", "£"),
    "gva_per_job": ("£ per job", "£"),
    "gva_per_head": ("£ per head", "£"),
    "gva": ("£m", "£bn"),
    "hours": ("hours",),
    "jobs": ("jobs",),
    "population": ("people",),
    "gva_per_hour_index": ("index",),
    "gva_per_hour_gap_pct": ("%",),
    "gva_per_hour_gap_gbp": ("£ per hour", "£"),
}
"""Units allowed for each measure, the usual one first."""
