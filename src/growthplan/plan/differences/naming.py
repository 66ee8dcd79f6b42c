"""What entries and values of a plan are called: by title and place name, never by id alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from growthplan.plan.differences.references import PLACES, REFERRED_TO, entries, referred
from growthplan.plan.differences.values import day, millions, number, quoted, share
from growthplan.plan.differences.wholes import whole
from growthplan.plan.differences.words import MONEY_FIELDS, SHARE_FIELDS, YEAR_FIELDS
from growthplan.plan.layout import Plan
from growthplan.vocabulary import Gazetteer

_LONGEST = 70
_NAMES = frozenset({
    "assumption", "cites_edition", "definition", "end", "figure", "figures", "first", "last",
    "measure", "run", "start", "statistic", "strength", "unit", "unit_cost",
})  # fmt: skip
"""Fields whose text is a name or a year, so that it needs no quotation marks."""
_TITLES = frozenset({"title", "name"})
"""Labels that are short by themselves and never cut."""
_LABELS = ("title", "statement", "decision", "shared", "name", "group", "driver", "what")


class Names:
    """What the entries of one plan are called."""

    def __init__(self, plan: Plan, gazetteer: Gazetteer | None) -> None:
        self._plan = plan
        self._gazetteer = gazetteer

    @property
    def plan(self) -> str:
        """The title of the plan itself."""
        return self._plan.title

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        return {
            name: {id_: self.label(entry) for _, id_, entry in entries(self._plan, name)}
            for name in REFERRED_TO
            if name not in ("lines", "sources")
        } | {
            "lines": {i: str(getattr(e, "title", i)) for _, i, e in entries(self._plan, "lines")},
            "sources": {id_: _cited(c) for id_, c in self._plan.sources.items()},
        }

    def title(self, lists: tuple[str, ...], id_: str) -> str:
        """The title of an entry that is referred to; its id when there is none."""
        found = (self._titles.get(name, {}).get(id_) for name in lists)
        return next((title for title in found if title), id_)

    def place(self, code: str) -> str:
        """The name of a place."""
        known = self._gazetteer
        return known[code].name if known is not None and code in known else code

    def label(self, entry: BaseModel) -> str:
        """What an entry is called within its list."""
        match type(entry).__name__, entry:
            case "Cost", _:
                fields = vars(entry)
                line = self.title(("lines", "other_money"), fields["line"])
                return f"{fields['kind']} from {line}"
            case "Citation", _:
                return _cited(entry)
            case "PlaceShare", _:
                return self.place(vars(entry)["place"])
            case "PrincipleTest", _:
                return self.title(("principles",), vars(entry)["principle"])
            case "SettlementTotal" | "SwitchingRule", _:
                return str(vars(entry)["kind"])
            case "EarlierTarget", _:
                return whole(entry)
        field = next((name for name in _LABELS if vars(entry).get(name)), "")
        words = str(vars(entry).get(field, "")).rstrip(".")
        words += f", {phase}" if (phase := vars(entry).get("phase")) else ""
        if field in _TITLES or len(words) <= _LONGEST:
            return words
        return words[: _LONGEST - 1].rstrip() + "…"

    def value(self, holder: type[BaseModel], field: str, value: Any) -> str:
        """A value of a field in words; text is quoted."""
        at = (_named(holder, field), field)
        lists = referred(*at)
        match value:
            case BaseModel():
                return whole(value) or self.label(value)
            case str() if at in PLACES:
                return self.place(value)
            case str() if lists:
                return self.title(lists, value)
            case str():
                return quoted(value) if _free_text(holder, field) else value
            case bool():
                return "yes" if value else "no"
            case int() if field in YEAR_FIELDS:
                return str(value)
            case int() | float():
                return _number(at, value)
            case date():
                return day(value)
            case tuple():
                return "; ".join(whole(item) for item in value)
        return str(value)


def _named(holder: type[BaseModel], field: str) -> str:
    """The name of the layout that brought the field in, for those that are built on others."""
    brought = [
        kind.__name__ for kind in holder.__mro__ if field in getattr(kind, "__annotations__", {})
    ]
    return "PlanFile" if "PlanFile" in brought else holder.__name__


def _number(at: tuple[str, str], value: float) -> str:
    if at in MONEY_FIELDS:
        return millions(value)
    return share(value) if at in SHARE_FIELDS else number(value)


def _free_text(holder: type[BaseModel], field: str) -> bool:
    """Whether a field holds text of one's own rather than a name, a year or one of a few words."""
    return field not in _NAMES and "Literal" not in str(holder.model_fields[field].annotation)


def _cited(citation: Any) -> str:
    return f"{citation.citation} ({citation.publisher})"
