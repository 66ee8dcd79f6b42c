"""What a plan's files hold that can be edited: each thing by its sort and id, found where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from growthplan.plan import FOLDERS, part_of
from growthplan.plan.editing import AddEntry, Change, Remove, SetValue, tree_of
from growthplan.plan.editing.forms import SORTS, Path, Sort, Tree
from growthplan.vocabulary import Fault, GrowthplanError, did_you_mean

_TITLES = ("title", "statement", "decision", "citation", "id")


@dataclass(frozen=True)
class Thing:
    """One thing of a plan, and where it stands in the files."""

    sort: Sort
    id: str
    file: str
    path: Path
    """Within the file; the empty path is the whole file."""
    tree: Tree

    @property
    def title(self) -> str:
        """What readers know it by."""
        if self.sort.is_single:
            return self.sort.title
        held = self.tree if isinstance(self.tree, dict) else {}
        return next((str(held[name]) for name in _TITLES if held.get(name)), self.id)

    def changed(self, tree: Mapping[str, Tree]) -> tuple[Change, ...]:
        """The changes of its file that make it say something else."""
        if self.sort.form != "rest":
            return (SetValue(self.file, self.path, dict(tree)),)
        old = self.tree if isinstance(self.tree, dict) else {}
        given = [SetValue(self.file, (n,), v) for n, v in tree.items() if old.get(n) != v]
        return (*given, *(Remove(self.file, (n,)) for n in old if n not in tree))

    @property
    def removed(self) -> Change:
        """The change of its file that takes it away."""
        return Remove(self.file, self.path)


@dataclass(frozen=True)
class Held:
    """The files of a plan as trees, and those that can't be read."""

    files: Mapping[str, bytes]
    trees: Mapping[str, Tree]
    faults: tuple[Fault, ...]

    def things(self, sort: Sort) -> Iterator[Thing]:
        """Everything of a sort, in the order of the files."""
        for file, tree in self.trees.items():
            part = part_of(file)
            if part is None or not isinstance(tree, dict):
                continue
            if part.entry == sort.name:
                yield Thing(sort, str(tree.get("id", part.name)), file, (), tree)
            elif part.entry is None and self._holds(sort, part.layout):
                yield from _within(sort, file, tree)

    @staticmethod
    def _holds(sort: Sort, layout: str) -> bool:
        return layout == sort.layout or (sort.form == "named" and layout == "plan.yaml")

    def thing(self, sort: Sort, id_: str) -> Thing | None:
        """One thing; None when the plan has none of that id."""
        return next((one for one in self.things(sort) if one.id == id_), None)

    def file_of(self, sort: Sort, folder: str, id_: str) -> str:
        """The file in which a new thing is kept: one of its own where the others have one."""
        kept = [f for f in self.files if (part := part_of(f)) and part.entry == sort.name]
        if kept and sort.name in FOLDERS:
            return f"{kept[0].rpartition('/')[0]}/{id_}.yaml"
        found = [f for f in self.files if (part := part_of(f)) and part.layout == sort.layout
                 and part.entry is None]  # fmt: skip
        return found[0] if found else f"{folder}/{sort.layout}"

    def added(self, sort: Sort, folder: str, id_: str, tree: Tree) -> Change:
        """The change that adds a thing."""
        file = self.file_of(sort, folder, id_)
        part = part_of(file)
        held = self.trees.get(file)
        if part is not None and part.entry:
            return SetValue(file, (), tree)
        whole: Tree = {id_: tree} if sort.form == "named" else [tree]
        if sort.form == "group":
            whole = tree
        if file not in self.files:
            return SetValue(file, (), {sort.name: whole})
        if not isinstance(held, dict) or not held.get(sort.name) or sort.form == "group":
            return SetValue(file, (sort.name,), whole)
        if sort.form == "named":
            return SetValue(file, (sort.name, id_), tree)
        return AddEntry(file, (sort.name,), tree)


def held_in(files: Mapping[str, bytes]) -> Held:
    """What the files of a plan say, with those that can't be read told and left out."""
    trees: dict[str, Tree] = {}
    faults: list[Fault] = []
    for file, data in files.items():
        if part_of(file) is None:
            continue
        try:
            trees[file] = tree_of(file, data)
        except GrowthplanError as refused:
            faults += refused.faults
    return Held(files, trees, tuple(faults))


def sort_named(name: str) -> Sort:
    """The sort that an address names; raises GrowthplanError when there is none."""
    if name in SORTS:
        return SORTS[name]
    message = f"a plan has no '{name[:40]}'."
    raise GrowthplanError(Fault(message, fix=did_you_mean(name[:40], SORTS), code="edit-sort"))


def _within(sort: Sort, file: str, tree: Mapping[str, Tree]) -> Iterator[Thing]:
    if sort.form == "rest":
        own = {shape.name for shape in sort.shapes}
        rest = {n: v for n, v in tree.items() if n in own or n not in sort.model.model_fields}
        yield Thing(sort, sort.name, file, (), rest)
        return
    found = tree.get(sort.name)
    if sort.form == "group" and isinstance(found, dict):
        yield Thing(sort, sort.name, file, (sort.name,), found)
    elif sort.form == "named" and isinstance(found, dict):
        for name, named in found.items():
            yield Thing(sort, name, file, (sort.name, name), named)
    elif sort.form == "listed" and isinstance(found, list):
        seen: set[str] = set()
        for number, held in enumerate(found):
            given = held.get("id") if isinstance(held, dict) else None
            id_ = str(given) if given and str(given) not in seen else f"~{number + 1}"
            seen.add(id_)
            yield Thing(sort, id_, file, (sort.name, number), held)
