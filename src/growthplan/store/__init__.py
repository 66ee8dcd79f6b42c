"""The statistics store: releases, vintages and as-at queries."""

from growthplan.store.assumptions import (
    Assumptions,
    assumptions_folder,
    assumptions_in,
    packaged_assumptions,
    read_assumptions,
)
from growthplan.store.certificates import certificates
from growthplan.store.history import revision_history
from growthplan.store.limited import LimitedStore
from growthplan.store.location import ENVIRONMENT_VARIABLE, snapshot_folder, store_path
from growthplan.store.reading import Store
from growthplan.store.schema import REFERENCE_TABLES, TABLES
from growthplan.store.writing import Release, add_releases, table_rows

__all__ = [
    "ENVIRONMENT_VARIABLE",
    "REFERENCE_TABLES",
    "TABLES",
    "Assumptions",
    "LimitedStore",
    "Release",
    "Store",
    "add_releases",
    "assumptions_folder",
    "assumptions_in",
    "certificates",
    "packaged_assumptions",
    "read_assumptions",
    "revision_history",
    "snapshot_folder",
    "store_path",
    "table_rows",
]
