"""One address of the API: what it is called, what it takes, and what answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request

Handler = Callable[[Request], Awaitable[dict[str, Any] | bytes]]
Kind = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True)
class Taken:
    """Something that is given in the address."""

    name: str
    words: str
    kind: Kind = "string"
    needed: bool = False
    many: bool = False
    example: str = ""
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Endpoint:
    """One address; the handler's docstring says what it answers."""

    path: str
    handler: Handler
    takes: tuple[Taken, ...] = ()
    answers: Literal["result", "other"] = "result"
    example: str = ""
    """An address that can be tried on any plan."""

    @property
    def summary(self) -> str:
        """First line of the handler's docstring."""
        return (self.handler.__doc__ or "").strip().splitlines()[0]

    def check(self, request: Request) -> None:
        """Raises HTTPException 422 for a name that it does not take, and for one that is missing
        or no number."""
        known = {one.name: one for one in self.takes}
        for name in request.query_params:
            if name not in known:
                takes = ", ".join(known) or "nothing"
                raise HTTPException(422, f"'{name[:60]}' is not taken here; it takes {takes}.")
        for one in self.takes:
            given = request.query_params.get(one.name)
            if given is None and one.needed and "{" + one.name not in self.path:
                raise HTTPException(422, f"'{one.name}' is missing: {one.words}")
            if given is not None and one.kind == "integer":
                _check_whole(one, given)


def _check_whole(one: Taken, given: str) -> None:
    whole = given.lstrip("-")
    if not (whole.isascii() and whole.isdecimal() and len(whole) < 12):
        raise HTTPException(422, f"'{one.name}' should be a whole number, not '{given[:40]}'.")
    value = int(given)
    low, high = one.least, one.most
    if (low is not None and value < low) or (high is not None and value > high):
        raise HTTPException(422, f"'{one.name}' should be from {low} to {high}.")
