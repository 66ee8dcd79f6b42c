"""The sorts of thing that a plan's files hold and that have a form of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from growthplan.plan.checks.kinds import EACH, Pattern
from growthplan.plan.editing.forms.shapes import Shape, shapes_of
from growthplan.plan.editing.tables.headings import SHEETS
from growthplan.plan.layout import LAYOUTS, PLAN_FILE

Form = Literal["listed", "named", "group", "rest"]


@dataclass(frozen=True)
class Sort:
    """One sort of thing, and the file in which it is kept."""

    name: str
    """As addresses have it: the list's name in the file."""
    title: str
    """What they are called together."""
    one: str
    """What one of them is called."""
    layout: str
    """Key of LAYOUTS."""
    form: Form
    """`listed` entries have ids, `named` ones stand under names; `group` is the only one of its
    sort; `rest` is what stands in plan.yaml beside its lists."""
    model: type[BaseModel]

    @property
    def pattern(self) -> Pattern:
        """Where its entries stand in the file."""
        if self.form == "rest":
            return ()
        return (self.name,) if self.form == "group" else (self.name, EACH)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The fields of one of them."""
        found = shapes_of(self.model, self.pattern)
        if self.form != "rest":
            return found
        return tuple(one for one in found if one.name not in _LISTS_OF_THE_PLAN)

    @property
    def is_single(self) -> bool:
        """Whether a plan has one at most."""
        return self.form in ("group", "rest")


_WORDS = {
    "interventions": ("Actions", "action"),
    "devolution": ("Steps of devolution", "step of devolution"),
    "settlement": ("The settlement", "settlement"),
    "choice": ("Rules of the choice", "rules of the choice"),
    "claims": ("Public statements", "public statement"),
    "pipeline": ("Investment pipeline", "investment"),
    "outcomes": ("Headline outcomes", "headline outcome"),
    "other_money": ("Money beside the settlement", "money beside the settlement"),
}
"""What readers call them, where the sheets of a workbook have other words."""
_FIRST = ("interventions", "plan", "outcomes", "themes", "principles", "settlement", "other_money",
          "choice")  # fmt: skip
"""Those that are edited most come first."""


def _sorts() -> Iterator[Sort]:
    yield Sort("plan", "The plan itself", "plan", PLAN_FILE, "rest", LAYOUTS[PLAN_FILE])
    for file, layout in LAYOUTS.items():
        for name, field in layout.model_fields.items():
            kind: Any = field.annotation
            model = next((a for a in get_args(kind) if _is_model(a)), None)
            if model is None or (name == "sources" and file == PLAN_FILE):
                continue
            title, one = _WORDS.get(name) or SHEETS[name]
            origin = get_origin(kind)
            form: Form = (
                "listed" if origin is tuple else
                "group" if type(None) in get_args(kind) else "named"
            )  # fmt: skip
            yield Sort(name, title, one[:1].casefold() + one[1:], file, form, model)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _in_order(sort: Sort) -> int:
    return _FIRST.index(sort.name) if sort.name in _FIRST else len(_FIRST)


SORTS: dict[str, Sort] = {one.name: one for one in sorted(_sorts(), key=_in_order)}
"""Every sort, by the name that addresses have."""
_LISTS_OF_THE_PLAN = frozenset(
    name
    for name, field in LAYOUTS[PLAN_FILE].model_fields.items()
    if get_origin(field.annotation) is tuple or name == "sources"
)
