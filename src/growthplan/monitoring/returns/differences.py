"""What a later version of a return says otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from growthplan.monitoring.returns.record import EvidenceFile, KeptReturn, Return
from growthplan.monitoring.returns.template import in_words

_NAMES = {
    "spent": "spent", "rest_of_year": "forecast for the rest of the year",
    "later": "forecast for later years", "number": "number", "site": "site", "firm": "firm",
    "group": "beneficiary group", "evidence": "evidence file", "forecast": "forecast day",
    "done": "day done", "rating": "rating", "reason": "reason", "narrative": "narrative",
    "note": "note",
}  # fmt: skip
_LONGEST = 160
_POUNDS = ("spent", "rest_of_year", "later")
_KEYS = {
    "spend": ("action", "line", "kind"),
    "outputs": ("action", "indicator", "site", "firm", "group"),
    "milestones": ("action", "milestone"),
    "ratings": ("action",),
}


def differences(before: KeptReturn, after: KeptReturn) -> tuple[str, ...]:
    """A sentence for each value that differs; values that only moved to another cell do not."""
    old, new = before.returned, after.returned
    said = [
        f"{what}: {_or_nothing(getattr(old, name))} before, {_or_nothing(getattr(new, name))} now."
        for name, what in (("role", "Filled in by"), ("summary", "Summary"))
        if getattr(old, name) != getattr(new, name)
    ]
    if old.complete != new.complete:
        said.append(f"Said to be {'complete' if new.complete else 'partial'} now.")
    for part in _KEYS:
        said += _of_part(part, old, new)
    return (*said, *_of_evidence(before.evidence, after.evidence))


def _of_part(part: str, old: Return, new: Return) -> Iterator[str]:
    was, now = _by_key(getattr(old, part), part), _by_key(getattr(new, part), part)
    for key in dict.fromkeys([*was, *now]):
        about = ", ".join(str(step) for step in key[:-1] if step)
        if key not in now:
            yield f"{about}: taken out ({_summary(was[key])})."
        elif key not in was:
            yield f"{about}: added ({_summary(now[key])})."
        else:
            for name, (then, then_now) in _changed(was[key], now[key]).items():
                yield f"{about}: {_NAMES[name]} was {then}, now {then_now}."


def _by_key(rows: Sequence[Any], part: str) -> dict[tuple[object, ...], Any]:
    """Rows by what names them; a number tells apart those of one name."""
    found: dict[tuple[object, ...], Any] = {}
    for row in rows:
        key = tuple(getattr(row, name) for name in _KEYS[part])
        number = 0
        while (*key, number) in found:
            number += 1
        found[(*key, number)] = row
    return found


def _changed(old: Any, new: Any) -> Mapping[str, tuple[str, str]]:
    return {
        name: (_shown(name, getattr(old, name)), _shown(name, getattr(new, name)))
        for name in type(old).model_fields
        if name in _NAMES and getattr(old, name) != getattr(new, name)
    }


def _summary(row: Any) -> str:
    parts = [
        f"{_NAMES[name]} {_shown(name, getattr(row, name))}"
        for name in type(row).model_fields
        if name in _NAMES and getattr(row, name) not in (None, "") and name not in _KEYS["outputs"]
    ]
    return ", ".join(parts) or "blank"


def _shown(name: str, value: object) -> str:
    if value is None or value == "":
        return "blank"
    if name in _POUNDS and isinstance(value, int):
        return pounds_shown(value)
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, float):
        return f"{value:,.10g}"
    words = _clip(str(value))
    return f"“{words}”" if name in ("note", "reason", "narrative") else words


def pounds_shown(pence: int) -> str:
    """Pence as £, to the penny only where there are pennies.

    >>> pounds_shown(12_500_000), pounds_shown(12_345)
    ('£125,000', '£123.45')
    """
    return f"£{pence / 100:,.2f}".removesuffix(".00")


def _or_nothing(text: str) -> str:
    return f"“{_clip(text)}”" if text else "nothing"


def _clip(text: str) -> str:
    """Words on one line, cut where they are long: what they are is in both versions whole."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _of_evidence(before: Sequence[EvidenceFile], after: Sequence[EvidenceFile]) -> Iterator[str]:
    was, now = ({one.name: one for one in files} for files in (before, after))
    for name in dict.fromkeys([*was, *now]):
        if name not in now:
            yield f"Evidence file {name}: no longer named."
        elif name not in was:
            yield f"Evidence file {name}: added."
        elif was[name].sha256 != now[name].sha256:
            what = "has changed" if now[name].sha256 and was[name].sha256 else (
                "came with this version" if now[name].sha256 else "did not come with this version"
            )  # fmt: skip
            yield f"Evidence file {name}: {what}."
