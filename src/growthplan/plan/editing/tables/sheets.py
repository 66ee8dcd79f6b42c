"""The sheets of a plan: one for each kind of thing, derived from the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel

from growthplan.plan.editing.tables.headings import KEYS, REFERS, heading_of, sheet_names
from growthplan.plan.editing.tables.kinds import Kind, Shape, fields_are_all_groups, shapes
from growthplan.plan.layout import LAYOUTS
from growthplan.plan.measures import MEASURES
from growthplan.vocabulary import UNITS

Form = Literal["record", "rows", "named"]
Role = Literal["field", "parent", "key", "order", "delete", "year"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column, or a line of a record."""

    heading: str
    role: Role
    kind: Kind
    path: tuple[str, ...] = ()
    """Where its value stands in the entry."""
    many: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    """The key of the sheet whose ids it holds."""
    required: bool = False
    meaning: str = ""
    opens_group: bool = False
    """Whether it may say `not published` for the whole of its group."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a record (one line a field), rows (a list), or named rows (a mapping)."""

    key: str
    """Path in the plan, such as `interventions.costs`; the file's name for a record."""
    form: Form
    name: str
    one: str
    """What one row is called."""
    about: str
    files: tuple[str, ...]
    """Files that may hold it, as LAYOUTS names them."""
    parent: str
    """Key of the sheet whose entries these belong to; "" for what belongs to the plan."""
    path: tuple[str, ...]
    """Where they stand: from the file's top, or in the parent's entry."""
    columns: tuple[Column, ...]
    year_field: str = ""
    """The field that has a column for each year."""
    financial: bool = True
    """Whether those are financial years, in £ million."""
    has_id: bool = False
    model: type[BaseModel] | None = None
    """The schema of one entry."""

    @property
    def top(self) -> str:
        """The list or mapping of the file that it belongs to."""
        return self.path[0]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet of a plan, in the order of its files; a parent comes before what it holds."""
    found: dict[str, Sheet] = {}
    for file, model in LAYOUTS.items():
        for sheet in _of_file(file, model):
            found.setdefault(sheet.key, sheet)
    return tuple(found.values())


def sheet_of(key: str) -> Sheet:
    """The sheet with a key."""
    return next(sheet for sheet in sheets() if sheet.key == key)


def _of_file(file: str, model: type[BaseModel]) -> Iterator[Sheet]:
    record = tuple(_columns(model, ()))
    if record:
        yield _sheet(file, "record", model, (), record, files=(file,))
    yield from _held(model, (), "", (file,))


def _held(
    model: type[BaseModel], path: tuple[str, ...], parent: str, files: tuple[str, ...]
) -> Iterator[Sheet]:
    """The lists and mappings of a schema, those inside its groups too, as sheets."""
    for name, shape in shapes(model).items():
        here = (*path, name)
        about = model.model_fields[name].description or ""
        if shape.kind == "group" and shape.model and not shape.many:
            alike = fields_are_all_groups(shape.model)
            if alike:
                choices = tuple(word.replace("_", " ") for word in shapes(shape.model))
                yield _named(alike, here, parent, files, about, choices)
            else:
                yield from _held(shape.model, here, parent, files)
        elif shape.kind == "group" and shape.model:
            yield from _rows(shape.model, here, parent, files, about)
        elif shape.kind in ("named groups", "named texts"):
            yield _named(shape.model, here, parent, files, about)


def _rows(
    model: type[BaseModel], path: tuple[str, ...], parent: str, files: tuple[str, ...], about: str
) -> Iterator[Sheet]:
    own = sorted(_columns(model, ()), key=lambda column: column.role != "key")
    columns = [*_parent_column(parent), *own]
    order = Column(
        "Order", "order", "number",
        meaning="Place among its neighbours: 1 is first. Change the numbers to move rows; leave "
        "it empty for a new row, which then follows the row above it.",
    )  # fmt: skip
    key = ".".join((parent, *path)) if parent else ".".join(path)
    yield _sheet(
        key, "rows", model, path, (*columns, order, _DELETE), files=files, parent=parent,
        about=about,
    )  # fmt: skip
    yield from _held(model, (), key, files)


def _named(
    model: type[BaseModel] | None, path: tuple[str, ...], parent: str, files: tuple[str, ...],
    about: str, choices: tuple[str, ...] = (),
) -> Sheet:  # fmt: skip
    key = ".".join((parent, *path)) if parent else ".".join(path)
    name = sheet_names(key)[1]
    named = Column(
        KEYS.get(key, f"{name} id"), "key", "choice" if choices else "id",
        choices=choices, required=True,
        meaning="Short name that other parts refer to; never changes." if not choices
        else f"Which: {', '.join(choices)}.",
    )  # fmt: skip
    inside = (
        _columns(model, ()) if model else
        [Column("What it is", "field", "text", required=True, meaning=_words(about))]
    )  # fmt: skip
    columns = (*_parent_column(parent), named, *inside, _DELETE)
    if key == "sources":
        files = ("plan.yaml", "sources.yaml")
    return _sheet(key, "named", model, path, columns, files=files, parent=parent, about=about)


_DELETE = Column(
    "Delete?", "delete", "yes or no",
    meaning="Write yes to take the row, and all that belongs to it, out of the plan.",
)  # fmt: skip


def _parent_column(parent: str) -> list[Column]:
    if not parent:
        return []
    name, one = sheet_names(parent)
    meaning = f"Id of the row of the sheet {name} that this belongs to."
    return [Column(one, "parent", "id", refers=parent, required=True, meaning=meaning)]


def _columns(model: type[BaseModel], path: tuple[str, ...]) -> list[Column]:
    """A column for each single value, those in groups too."""
    found: list[Column] = []
    for name, shape in shapes(model).items():
        here = (*path, name)
        if shape.kind == "group" and shape.model:
            if not shape.many and not fields_are_all_groups(shape.model):
                inside = _columns(shape.model, here)
                found += _opening(inside) if shape.not_published else inside
        elif shape.kind in ("named groups", "named texts") or shape.kind.startswith("by "):
            continue
        else:
            found.append(_column(model, here, shape))
    return found


def _opening(columns: list[Column]) -> list[Column]:
    first, *rest = columns
    meaning = f"{first.meaning} Write 'not published' here when nobody has made it public."
    return [replace(first, opens_group=True, meaning=meaning), *rest]


def _column(model: type[BaseModel], path: tuple[str, ...], shape: Shape) -> Column:
    field = model.model_fields[path[-1]]
    choices = {"measure": tuple(MEASURES), "unit": tuple(UNITS)}.get(shape.kind, shape.choices)
    role: Role = "key" if path == ("id",) else "field"
    return Column(
        "Id" if role == "key" else heading_of(path, shape),
        role, shape.kind, path, shape.many, choices,
        REFERS.get(path[-1], "") if shape.kind == "id" else "",
        field.is_required() and len(path) == 1,
        _words(field.description),
    )  # fmt: skip


def _words(description: str | None) -> str:
    """The manual's words on one line, without the marks that a web page would show."""
    return " ".join((description or "").replace("`", "'").split())


def _sheet(
    key: str, form: Form, model: type[BaseModel] | None, path: tuple[str, ...],
    columns: tuple[Column, ...], *, files: tuple[str, ...], parent: str = "", about: str = "",
) -> Sheet:  # fmt: skip
    name, one = sheet_names(key)
    years = {n: s.kind for n, s in (shapes(model) if model else {}).items()
             if s.kind.startswith("by ")}  # fmt: skip
    year_field = next(iter(years), "")
    own = model.__doc__ if model and (parent or not about) else None
    about = _words(own or about)
    if form == "record":  # it speaks of a file, which nobody sees here
        about = about.partition(": ")[2].capitalize()
    return Sheet(
        key, form, name, one, about, files, parent, path, columns, year_field,
        years.get(year_field) != "by calendar year",
        form == "rows" and any(column.role == "key" for column in columns), model,
    )  # fmt: skip
