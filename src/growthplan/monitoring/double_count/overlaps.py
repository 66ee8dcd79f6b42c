"""The guard: what two programmes claim, gross, overlap and net. Nothing is ever netted silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from growthplan.monitoring.double_count.bounds import fewest_things, surely_shared
from growthplan.monitoring.double_count.claimed import NOTHING, Claimed, linked
from growthplan.monitoring.returns import read_quarter

_ROUND = 1e-7


@dataclass(frozen=True)
class Overlap:
    """Claims of one indicator and quarter by two or more programmes that share, or may share."""

    indicator: str
    quarter: str
    claims: tuple[Claimed, ...]
    gross: float
    """All claims added up, as the programmes return them."""
    low: float
    """What they share at least: claims that name the same site, firm and group."""
    high: float
    """What they could share at most."""
    exact: bool = True
    """Whether `high` is the most that is possible, or only never too small."""

    @property
    def net(self) -> tuple[float, float]:
        """How many there are: at least, and at most."""
        return self.gross - self.high, self.gross - self.low

    @property
    def certain(self) -> bool:
        """Whether the claims say enough to know the overlap."""
        return self.high - self.low <= _ROUND * max(1.0, self.gross)

    @property
    def programmes(self) -> tuple[str, ...]:
        """Ids of the actions that claim."""
        return tuple(dict.fromkeys(claim.programme for claim in self.claims))

    @property
    def sentence(self) -> str:
        """What overlaps, in words."""
        names = " and ".join(self.programmes)
        low, high = self.net
        about = (
            f"{self.indicator}, {read_quarter(self.quarter)}: {names} claim {_n(self.gross)} gross"
        )
        if self.certain:
            return f"{about}; {_n(self.low)} are claimed twice, so that {_n(low)} are left net."
        if self.low:
            shared = f"at least {_n(self.low)} and at most {_n(self.high)} are claimed twice"
        else:
            shared = f"up to {_n(self.high)} may be claimed twice"
        return f"{about}; {shared}, so that there are {_n(low)} to {_n(high)} net."


@dataclass(frozen=True)
class Guarded:
    """Every indicator's claims with what they share."""

    overlaps: tuple[Overlap, ...]
    untold: tuple[Claimed, ...]
    """Claims that name neither site, firm nor group beside others' of the same indicator and
    quarter: whether they overlap cannot be told."""

    def of(self, indicator: str, quarters: Iterable[str]) -> tuple[Overlap, ...]:
        """Overlaps of an indicator in some quarters."""
        wanted = {*quarters}
        return tuple(o for o in self.overlaps if o.indicator == indicator and o.quarter in wanted)


def guard(claims: Sequence[Claimed]) -> Guarded:
    """Find what is claimed by more than one programme.

    Claims are compared within an indicator and a quarter. They are taken to be the same when site,
    firm and beneficiary group are all named, and alike; may be the same when some are alike and
    the rest is left out; and are different when any is named otherwise.
    """
    overlaps: list[Overlap] = []
    untold: list[Claimed] = []
    for (indicator, quarter), some in _by_what(claims).items():
        if len({claim.programme for claim in some}) < 2:
            continue
        untold += [claim for claim in some if claim.key == NOTHING]
        named = [claim for claim in some if claim.key != NOTHING]
        for together in linked(named):
            if len({claim.programme for claim in together}) > 1:
                overlaps.append(_overlap(indicator, quarter, together))
    shared = tuple(one for one in overlaps if one.high > 0)
    return Guarded(shared, tuple(untold))


def _overlap(indicator: str, quarter: str, claims: Sequence[Claimed]) -> Overlap:
    gross = sum(claim.number for claim in claims)
    fewest, exact = fewest_things(claims)
    low = _tidy(surely_shared(claims), gross)
    high = max(_tidy(gross - fewest, gross), low)
    return Overlap(indicator, quarter, tuple(claims), gross, low, high, exact)


def _tidy(value: float, scale: float) -> float:
    """A value without the solver's last digits, so that whole numbers stay whole."""
    near = round(value, 6)
    return max(near if abs(near - value) <= _ROUND * max(1.0, scale) else value, 0.0)


def _by_what(claims: Sequence[Claimed]) -> dict[tuple[str, str], list[Claimed]]:
    found: dict[tuple[str, str], list[Claimed]] = {}
    for claim in claims:
        found.setdefault((claim.indicator, claim.quarter), []).append(claim)
    return found


def _n(value: float) -> str:
    return f"{value:,.10g}"
