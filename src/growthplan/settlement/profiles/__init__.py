"""Profiles of the ledger out to a spreadsheet, and back in as one entry.

`profile_table(ledger, plan)` lays out what is planned and committed by action, account and stage;
`read_profiles` reads it back with every fault at its cell; `changes_of` says what would change;
`reprofile` makes the one entry that does it.
"""

from growthplan.settlement.profiles.changes import ProfileChange, changes_of, reprofile
from growthplan.settlement.profiles.reading import read_profiles
from growthplan.settlement.profiles.stamp import mark_of
from growthplan.settlement.profiles.table import (
    ACCOUNTS,
    HEADINGS,
    PROFILES,
    STAGES_IN_WORDS,
    STAMP,
    STAMP_FIELDS,
    ProfileRow,
    ProfileTable,
    profile_table,
)

__all__ = [
    "ACCOUNTS",
    "HEADINGS",
    "PROFILES",
    "STAGES_IN_WORDS",
    "STAMP",
    "STAMP_FIELDS",
    "ProfileChange",
    "ProfileRow",
    "ProfileTable",
    "changes_of",
    "mark_of",
    "profile_table",
    "read_profiles",
    "reprofile",
]
