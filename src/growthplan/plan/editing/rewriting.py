"""Changes written into the YAML files of a plan, with everything else left as it was."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping

from growthplan.plan.composing import read_document
from growthplan.plan.document import Tree
from growthplan.plan.editing.changes import Change, changed_trees
from growthplan.plan.editing.nodes import Text
from growthplan.plan.editing.retext import retext
from growthplan.plan.editing.surgery import UneditableError, as_lines
from growthplan.plan.editing.wording_of_values import entry_lines, same
from growthplan.vocabulary import Fault, GrowthplanError


def rewrite(files: Mapping[str, bytes], changes: Iterable[Change]) -> dict[str, bytes]:
    """The files of a plan after some changes; files that are removed are left out.

    Notes, order, quotation marks, blank lines, line endings and byte-order marks are kept, and
    every line that need not change is the same to the byte. What comes out is read again and
    must say exactly what was asked for. Whether it is a valid plan is for `read_plan` to say.

    Raises GrowthplanError when a file cannot be read, a change does not fit, or the text is too
    unusual to be edited safely; nothing is then changed.
    """
    changes = tuple(changes)
    trees = {
        file: tree_of(file, files[file])
        for file in {change.file for change in changes}
        if file in files
    }
    after, gone = changed_trees(trees, changes)
    return rewrite_trees({f: data for f, data in files.items() if f not in gone}, after)


def rewrite_trees(files: Mapping[str, bytes], trees: Mapping[str, Tree]) -> dict[str, bytes]:
    """The files made to say `trees`; those without one stay, and a file that is new is added."""
    after = dict(files)
    faults: list[Fault] = []
    for file, tree in trees.items():
        try:
            after[file] = _rewritten(file, files.get(file), tree)
        except GrowthplanError as error:
            faults += error.faults
    if faults:
        raise GrowthplanError(faults)
    return after


def tree_of(file: str, data: bytes) -> Tree:
    """What a file says; no fields when it holds notes alone.

    Raises GrowthplanError with every fault when it is not sound YAML.
    """
    document, faults = read_document(file, data)
    if document is None or faults:
        raise GrowthplanError(faults)
    return {} if document.tree is None else document.tree


def _rewritten(file: str, data: bytes | None, tree: Tree) -> bytes:
    if data is None:
        return _checked(file, _new_text(tree).encode(), tree)
    before = tree_of(file, data)
    if same(before, tree):
        return data
    if before == {}:
        return _checked(file, _below_notes(data, tree), tree)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = retext(data.decode("utf-8-sig"), tree)
    except (UneditableError, ValueError) as reason:
        raise _unusual(file, str(reason)) from None
    return _checked(file, mark + text.encode(), tree)


def _below_notes(data: bytes, tree: Tree) -> bytes:
    """A file that held nothing but notes, with its first fields below them."""
    text = Text(data.decode("utf-8-sig"))
    written = _new_text(tree).replace("\n", text.newline)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    gap = text.newline if text.text.strip() else ""
    return mark + (text.text + gap + written).encode()


def _new_text(tree: Tree) -> str:
    assert isinstance(tree, dict)
    lines = [line for name, value in tree.items() for line in entry_lines(name, value, 0)]
    return as_lines(Text(""), lines)


def _checked(file: str, data: bytes, tree: Tree) -> bytes:
    """The bytes, once they have been read back and say what was meant."""
    document, faults = read_document(file, data)
    if document is None or faults or not same(document.tree, tree):
        raise _unusual(file, "the text would not say what was meant")
    return data


def _unusual(file: str, reason: str) -> GrowthplanError:
    message = f"the file is written in a way that cannot be edited safely here: {reason}."
    fix = "Make the change in a text editor, or write the entry with one field to a line."
    return GrowthplanError(Fault(message, file, fix=fix, code="edit-unsafe"))
