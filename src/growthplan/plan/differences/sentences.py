"""One change as a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from growthplan.plan.differences.change import Change, Within
from growthplan.plan.differences.naming import Names
from growthplan.plan.differences.values import quantity, reworded
from growthplan.plan.differences.wholes import facts
from growthplan.plan.differences.words import NOT_PUBLISHED_FIELDS, THINGS, VERBS, field_words
from growthplan.plan.fields import NOT_PUBLISHED

_IN_THE_UNIT_BESIDE = frozenset({
    ("Target", "value"), ("EarlierTarget", "value"), ("Baseline", "value"), ("Claim", "value"),
    ("PastTarget", "value"), ("Capacity", "value"), ("Effect", "size"),
})  # fmt: skip
"""Numbers whose unit is the field `unit` of the same entry."""


@dataclass(frozen=True)
class Speaker:
    """Knows what things are called in the old plan and in the new one."""

    old: Names
    new: Names

    def sentence(self, change: Change) -> str:
        """What changed, in words that hold both values."""
        about = self.subject(change.within)
        said = self._said(change)
        if not about:
            text = said if change.item else f"the plan's {said}"
        else:
            text = f"{about} {said}" if said.startswith("is ") else f"{about}: {said}"
        return text[:1].upper() + text[1:]

    def subject(self, within: tuple[Within, ...]) -> str:
        """The entry that a change lies in, outermost first: `Port, incentive Reliefs`."""
        parts = []
        for step in within:
            thing = THINGS.get(type(step.new).__name__, step.field)
            label = self.new.label(step.new)
            if step.field == "settlement":
                parts.append(thing)
            elif not label or not _is_named(step.new):
                parts.append(field_words("", step.field))
            else:
                bare = not parts or thing == "cost"
                parts.append(label if bare else f"{thing} {label}")
        return ", ".join(parts)

    def _said(self, change: Change) -> str:
        if change.field == "id" and not change.item:
            return f"id is {change.new}, was {change.old}; nothing else about it changed"
        if isinstance(change.old or change.new, BaseModel):
            return self._entry(change)
        words = field_words(change.holder.__name__, change.field)
        if change.item:
            return self._item(change, words)
        return self._field(change, words)

    def _entry(self, change: Change) -> str:
        """An entry, or a group of fields, that came or went."""
        entry, names = (change.new, self.new) if change.old is None else (change.old, self.old)
        known = _at(change) in NOT_PUBLISHED_FIELDS
        thing = (
            THINGS.get(type(entry).__name__, change.field)
            if change.item
            else field_words(change.holder.__name__, change.field)
        )
        said = (
            names.label(entry) if change.item else names.value(change.holder, change.field, entry)
        )
        more = facts(entry)
        what = f"{said} ({more})" if more and said else said or more
        if known:
            return _pair(thing, what, change)
        verb = "added" if change.old is None else "removed"
        return f"{thing} {verb}: {what}" if what else f"{thing} {verb}"

    def _item(self, change: Change, words: str) -> str:
        held = change.old if change.new is None else change.new
        if "Mapping" not in str(change.holder.model_fields[change.field].annotation):
            value = (self.old if change.new is None else self.new).value(
                change.holder, change.field, held
            )
            return f"{words} {'removed' if change.new is None else 'added'}: {value}"
        key = self._key(change)
        named = key if _at(change) in VERBS else f"{words} {key}"
        return self._values(change, named, "is")

    def _key(self, change: Change) -> str:
        """The name under which an item stands, such as a year."""
        if change.field == "overlaps":
            lists = ("other_money", "totals")
            return (self.old if change.new is None else self.new).title(lists, change.path[-1])
        return change.path[-1].partition(" #")[0]

    def _field(self, change: Change, words: str) -> str:
        verb = VERBS.get(_at(change))
        if verb and change.old is not None and change.new is not None:
            new, old = self._both(change)
            return f"{verb} {new}, was {old}"
        return self._values(change, words, "is")

    def _values(self, change: Change, words: str, verb: str) -> str:
        new, old = self._both(change)
        if change.old is not None and change.new is not None:
            return f"{words} {verb} {new}, was {old}"
        if _at(change) in NOT_PUBLISHED_FIELDS:
            return _pair(words, new if change.old is None else old, change)
        if change.old is None:
            return f"{words} added: {new}"
        return f"{words} removed, was {old}"

    def _both(self, change: Change) -> tuple[str, str]:
        old, new = change.old, change.new
        if isinstance(old, str) and isinstance(new, str):
            was, now = (n.value(change.holder, change.field, v)
                        for n, v in ((self.old, old), (self.new, new)))  # fmt: skip
            if was.startswith("“") and now.startswith("“"):
                was, now = reworded(old, new)
        else:
            was, now = self._one(change, "old"), self._one(change, "new")
        return (now, was) if was != now else (f"{now} ({new})", f"{was} ({old})")

    def _one(self, change: Change, side: str) -> str:
        value, names = (change.old, self.old) if side == "old" else (change.new, self.new)
        if value is None:
            return ""
        if _at(change) in _IN_THE_UNIT_BESIDE and change.within:
            unit = getattr(getattr(change.within[-1], side), "unit", None)
            return (
                quantity(value, unit) if unit else names.value(change.holder, change.field, value)
            )
        return names.value(change.holder, change.field, value)


def _at(change: Change) -> tuple[str, str]:
    return change.holder.__name__, change.field


def _is_named(entry: BaseModel) -> bool:
    """Whether it is one of several, rather than a group of fields that is there once."""
    return type(entry).__name__ not in (
        "Target", "Baseline", "IndicatorBaseline", "Mission", "Horizon", "Delivery", "Point",
        "EvaluationDesign", "PublishedTotal", "Additionality", "Rate", "Evidence",
        "AppraisalCase", "Upkeep",
    )  # fmt: skip


def _pair(words: str, value: str, change: Change) -> str:
    if change.old is None:
        return f"{words} is {value}, was {NOT_PUBLISHED}"
    return f"{words} is {NOT_PUBLISHED}, was {value}"
