"""Accounts of the ledger, and the boxes within each between which money moves."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from growthplan.plan import financial_year
from growthplan.vocabulary import Fault, GrowthplanError

Kind = Literal["capital", "revenue"]
Stage = Literal["awarded", "left", "profiled", "committed", "spent", "returned"]
"""Where money stands. `awarded` and `returned` are outside: the settlement before it comes, and
what went back to it. `left` is free; `profiled` is planned for an action; `committed` is promised
to it; `spent` is gone."""
STAGES: tuple[Stage, ...] = get_args(Stage)
HELD: tuple[Stage, ...] = ("left", "profiled", "committed", "spent")
"""Stages within an account; none may fall below nought."""
UNSPENT: tuple[Stage, ...] = ("committed", "profiled", "left")
"""What can be carried over, in the order in which it is."""
_ACCOUNT = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/(\d{4})[/-](\d{2})/(capital|revenue)")


class Account(NamedTuple):
    """Money of one function, financial year and kind."""

    function: str
    year: int
    """Calendar year in which the financial year starts."""
    kind: Kind

    def __str__(self) -> str:
        return f"{self.function}/{financial_year(self.year).replace('/', '-')}/{self.kind}"

    @property
    def in_words(self) -> str:
        """`skills revenue of 2026/27`."""
        return f"{self.function} {self.kind} of {financial_year(self.year)}"


class Box(NamedTuple):
    """A stage of an account; `action` names whose it is, unless it is nobody's yet."""

    stage: Stage
    account: Account
    action: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.stage, str(self.account), self.action)))

    @property
    def outside(self) -> bool:
        """Whether it is no money of the account: it may stand below nought."""
        return self.stage not in HELD


def read_account(text: str) -> Account:
    """An account as it is written.

    >>> read_account("skills/2026-27/revenue").in_words
    'skills revenue of 2026/27'

    Raises GrowthplanError when it is not written like that.
    """
    found = _ACCOUNT.fullmatch(text.strip())
    if not found or (int(found[2]) + 1) % 100 != int(found[3]):
        fix = "Write function/year/kind, such as skills/2026-27/revenue."
        raise GrowthplanError(Fault(f"'{text}' is no account", fix=fix, code="ledger-account"))
    return Account(found[1], int(found[2]), found[4])  # type: ignore[arg-type]


@lru_cache(maxsize=65_536)
def read_box(text: str) -> Box:
    """A box as it is written: stage, account and, for some, action.

    >>> read_box("committed skills/2026-27/revenue bootcamps").action
    'bootcamps'

    Raises GrowthplanError when it is not written like that.
    """
    stage, account, *action = text.split(" ")
    if stage not in STAGES or len(action) > 1:
        raise GrowthplanError(Fault(f"'{text}' is no box of the ledger", code="ledger-account"))
    return Box(stage, read_account(account), action[0] if action else "")
