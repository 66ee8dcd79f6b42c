"""What is served: a plan, its living pages, and who may ask."""

from __future__ import annotations

import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from growthplan.journeys.living import Living

FRAME = Path(__file__).parent / "templates"
"""Templates of the pages that only a server has, and of the frame around built pages."""
ASSETS = Path(__file__).parent / "assets"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Served:
    """One plan at one address."""

    living: Living
    host: str = "127.0.0.1"
    port: int = 0
    token: str = ""
    """What a visitor must show when the address is not only this machine's own."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Signs the forms of this serving."""

    @property
    def plan(self) -> Path:
        """The plan's folder."""
        return self.living.plan

    @property
    def store(self) -> Path | None:
        """The statistics store that was named, or None for the user's own."""
        return self.living.store

    @property
    def is_everywhere(self) -> bool:
        """Whether every address of this machine is served."""
        return self.host in ("0.0.0.0", "::")

    @property
    def hosts(self) -> frozenset[str]:
        """Values of the Host header that are answered."""
        own = self.host in ("127.0.0.1", "::1", "localhost") or self.is_everywhere
        mine = {socket.gethostname().casefold()} if self.is_everywhere else set()
        said = f"[{self.host}]" if ":" in self.host else self.host.casefold()
        names = {said, *mine, *(LOOPBACK if own else ())}
        return frozenset(name if self.port == 80 else f"{name}:{self.port}" for name in names)


def cache_folder() -> Path:
    """Where editions of served pages stay between servings."""
    return Path(platformdirs.user_cache_dir("growthplan", appauthor=False)) / "served"


def living_at(plan: Path, store: Path | None = None, cache: Path | None = None) -> Living:
    """The living pages of a plan, in the frame of this room."""
    return Living(plan, store, cache or cache_folder(), FRAME)
