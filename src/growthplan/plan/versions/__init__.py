"""Versions of a plan: frozen releases, the plan as at a day, and targets through time."""

from growthplan.plan.versions.canonical import canonical, digest
from growthplan.plan.versions.predecessors import TargetThen, targets_through_time
from growthplan.plan.versions.reading import MAX_BYTES, read_release, released_plan
from growthplan.plan.versions.release import ENDING, Release, latest, make_release
from growthplan.plan.versions.targets import LostTarget, lost_targets, target_on, targets_as_at

__all__ = [
    "ENDING",
    "MAX_BYTES",
    "LostTarget",
    "Release",
    "TargetThen",
    "canonical",
    "digest",
    "latest",
    "lost_targets",
    "make_release",
    "read_release",
    "released_plan",
    "target_on",
    "targets_as_at",
    "targets_through_time",
]
