"""The run record: what went into a result, so that it can be made again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pydantic import BaseModel, ConfigDict


class RunRecord(BaseModel):
    """Hashes of every input, with version and times. No absolute path, no user name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    """First 12 digits of the hash of command, version and inputs: same inputs, same id."""
    command: str
    """What was run, with its options, without paths outside the working folder."""
    version: str
    """Version of growthplan."""
    inputs: dict[str, str]
    """Name to sha256: releases by id, plan files by name."""
    seed: int | None = None
    as_at: str | None = None
    started: datetime
    finished: datetime


def run_id(command: str, version: str, inputs: dict[str, str], seed: int | None = None) -> str:
    """The id that these inputs always give."""
    text = "\n".join(
        [command, version, str(seed), *(f"{name}={inputs[name]}" for name in sorted(inputs))]
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]
