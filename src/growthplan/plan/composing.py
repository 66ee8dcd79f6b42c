"""From YAML text to a Document: one pass over the parser's events, no recursion.

Events are used rather than composed nodes because they show aliases and explicit tags before
anything is expanded or resolved, and because depth is then ours to limit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from growthplan.plan.document import AGAIN, Document, Mark, Path, Tree, clip
from growthplan.plan.scalars import plain_value
from growthplan.plan.syntax import syntax_fault
from growthplan.plan.text import read_text
from growthplan.vocabulary import Fault

_PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
"""How deep fields and lists may lie inside each other; a plan needs about eight."""
MAX_FAULTS = 500
"""How many faults of one file are listed before the rest are only counted."""
_LIST_ITEM = re.compile(r"\s*-(?=\s|$)")
_new = tuple.__new__
"""Makes a Mark in a third of the time that its own name takes."""
_KEEP_AS_TEXT = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class _Level:
    """A mapping or list that is still being read."""

    path: Path
    value: dict[str, Tree] | list[Tree]
    awaiting_key: bool
    """Whether a field's name comes next; never so in a list."""
    key: str = ""


@dataclass(slots=True)
class _Composer:
    """What has been read so far. A plan may have 300,000 events, so each takes few steps."""

    file: str
    lines: list[str]
    root: Path = ()
    """Path of the whole file within the tree."""
    tree: Tree = None
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    unread: set[Path] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    documents: int = 0

    def fault(self, mark: Mark, message: str, fix: str, code: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(
                Fault(message, self.file, mark.line, mark.column, fix, code=f"yaml-{code}")
            )

    def _start(self, event: yaml.Event) -> Mark:
        at = event.start_mark
        if at is None or at.line >= len(self.lines):  # what is left out at the end of the text
            return Mark(len(self.lines), len(self.lines[-1]) + 1)
        return _new(Mark, (at.line + 1, at.column + 1))

    def take(self, event: Any) -> bool:
        """Read one event; False when there is no point in going on."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event, self._start(event))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.levels.pop()
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(event, self._start(event))
        elif kind is yaml.AliasEvent:
            self._alias(event, self._start(event))
        elif kind is yaml.DocumentStartEvent:
            return self._start_document(self._start(event))
        return True

    def _start_document(self, mark: Mark) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        message = "a second document starts here ('---'); only the first would be read."
        self.fault(mark, message, "Delete the line '---', or what follows it.", "documents")
        return False

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, mark: Mark) -> bool:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        refused = self._no_anchor_or_tag(event, mark)
        if self.levels and self.levels[-1].awaiting_key:
            self.fault(
                mark,
                "a list or a group of fields is used as a field name.",
                "Write a plain name, then ': ', then the value; braces { } need quotes round them "
                "when they are meant as text.",
                "key",
            )
            return False
        if len(self.levels) == MAX_DEPTH:
            message = f"fields and lists lie more than {MAX_DEPTH} deep inside each other."
            fix = "A plan needs about eight; look for brackets that are never closed."
            self.fault(mark, message, fix, "depth")
            return False
        value: dict[str, Tree] | list[Tree] = {} if is_mapping else []
        path = self._place(value, mark)
        if refused:
            self.unread.add(path)
        self.levels.append(_Level(path, value, is_mapping))
        return True

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        marked = event.anchor is not None or event.tag is not None
        refused = marked and self._no_anchor_or_tag(event, mark)
        value = event.value
        if self.levels and self.levels[-1].awaiting_key:
            self._key(value, mark)
            return
        if not event.implicit[0]:
            path = self._place(value, mark)
        else:
            path = self._place(plain_value(value), mark)
            end = event.end_mark
            if end and end.line >= mark.line:
                self._swallowed_list(path, mark.line, end.line + 1)
        if refused:
            self.unread.add(path)

    def _swallowed_list(self, path: Path, first: int, last: int) -> None:
        """YAML joins a list that is indented under text to that text, without a word."""
        for line in range(first, min(last, len(self.lines))):
            found = _LIST_ITEM.match(self.lines[line])
            if found:
                self.unread.add(path)
                self.fault(
                    Mark(line + 1, found.end()),
                    "this '-' is read as part of the text above it, not as an item of a list.",
                    "Indent it like the other items of its list, or put quotes round the text.",
                    "list",
                )

    def _key(self, name: str, mark: Mark) -> None:
        level = self.levels[-1]
        path = level.path + (name,)  # noqa: RUF005  (half the time of unpacking)
        if path in self.keys:
            first = self.keys[path]
            self.fault(
                mark,
                f'the field "{clip(name)}" is given twice; it is already on line {first.line}.',
                "Keep one of the two.",
                "duplicate",
            )
            name = f"{name}{AGAIN}{mark.line}"
            path = (*level.path, name)
            self.unread.add(path)
        self.keys[path] = mark
        level.key, level.awaiting_key = name, False

    def _alias(self, event: yaml.AliasEvent, mark: Mark) -> None:
        name = clip(str(event.anchor))
        message = f"'*{name}' refers to text written elsewhere, which a plan does not allow."
        fix = "Write the text out here; put quotes round it when the star is meant as a star."
        self.fault(mark, message, fix, "alias")
        if self.levels and self.levels[-1].awaiting_key:
            self._key(f"*{name}", mark)
            self.unread.add((*self.levels[-1].path, f"*{name}"))
        else:
            self.unread.add(self._place(None, mark))

    def _no_anchor_or_tag(self, event: yaml.NodeEvent, mark: Mark) -> bool:
        """Refuse marks and tags; True when the value is not worth checking further."""
        if event.anchor is not None:
            message = f"'&{clip(event.anchor)}' marks text to be used elsewhere, which a plan "
            fix = "Delete the mark; put quotes round the text when the & is meant as an and sign."
            self.fault(mark, message + "does not allow.", fix, "anchor")
        tag = getattr(event, "tag", None)
        if tag is None or (tag == _KEEP_AS_TEXT and isinstance(event, yaml.ScalarEvent)):
            return False
        shown = clip(tag.replace("tag:yaml.org,2002:", "!!"))
        fix = "Delete it; put quotes round the text when the exclamation mark belongs to it."
        self.fault(mark, f"the tag '{shown}' has no meaning in a plan.", fix, "tag")
        return True

    def _place(self, value: Tree, mark: Mark) -> Path:
        """Put a value where it belongs and say where that is."""
        path = self.root
        if not self.levels:
            self.tree = value
        else:
            level = self.levels[-1]
            holder = level.value
            if isinstance(holder, dict):
                path = level.path + (level.key,)  # noqa: RUF005
                holder[level.key] = value
                level.awaiting_key = True
            else:
                path = level.path + (len(holder),)  # noqa: RUF005
                holder.append(value)
        self.values[path] = mark
        return path


def read_document(
    file: str, data: bytes, within: str | None = None
) -> tuple[Document | None, list[Fault]]:
    """One file as a Document, or None, with every fault of its text and its YAML.

    A document comes back although it has faults when it could be read to its end, so that its
    fields can be checked as well. With `within`, the name of a list, the file is that list's one
    entry: what `sites/port.yaml` is to `sites`.
    """
    text, faults = read_text(file, data)
    if text is None:
        return None, faults
    composer = _Composer(file, text.split("\n"), (within, 0) if within else ())
    parser = _PARSER(text)
    try:
        take, get_event = composer.take, parser.get_event
        event = get_event()
        while type(event) is not yaml.StreamEndEvent:
            if not take(event):
                return None, composer.faults
            event = get_event()
    except yaml.YAMLError as error:
        return None, [*composer.faults, syntax_fault(file, text, error)]
    finally:
        parser.dispose()
    document = Document(
        file,
        {within: [composer.tree]} if within else composer.tree,
        composer.keys,
        composer.values,
        frozenset(composer.unread),
    )
    return document, composer.faults
