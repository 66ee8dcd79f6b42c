"""From YAML text to a Document: one pass over the parser's events, no recursion.

Events are used rather than composed nodes because they show aliases and explicit tags before
anything is expanded or resolved, and because depth is then ours to limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from growthplan.plan.document import AGAIN, Document, Mark, Path, Tree, clip
from growthplan.plan.positions import ParserMark, Positions, mark_of
from growthplan.plan.scalars import MAY_BE_MORE, Scalar, plain_value
from growthplan.plan.syntax import syntax_fault
from growthplan.plan.text import read_text
from growthplan.vocabulary import Fault

_PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
"""How deep fields and lists may lie inside each other; a plan needs about eight."""
MAX_FAULTS = 500
"""How many faults of one file are listed before the rest are only counted."""
_LIST_ITEM = re.compile(r"\s*-(?=\s|$)")
_KEEP_AS_TEXT = "tag:yaml.org,2002:str"


class _At(NamedTuple):
    """A place as the parser counts, from 0."""

    line: int
    column: int


@dataclass(slots=True)
class _Level:
    """A mapping or list that is still being read."""

    value: dict[str, Tree] | list[Tree]
    step: str | int
    """The field, or position in a list, of which it is the value."""
    named: dict[str, ParserMark] = field(default_factory=dict)
    """The names of fields so far and where each stands; none in a list."""
    key: str | None = None
    """The field whose value comes next; None when a name comes next, and in a list."""

    @property
    def awaits_key(self) -> bool:
        return self.key is None and type(self.value) is dict

    @property
    def next_step(self) -> str | int:
        """The field or position whose value comes next."""
        return len(self.value) if self.key is None else self.key


@dataclass(slots=True)
class _Composer:
    """What has been read so far."""

    file: str
    lines: list[str]
    root: Path = ()
    """Path of the whole file within the tree."""
    tree: Tree = None
    marks: list[ParserMark] = field(default_factory=list)
    """Where each field's name and each value stands, in the order of the file."""
    unread: set[Path] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    documents: int = 0

    @property
    def end(self) -> Mark:
        """The end of the text, where what is left out at its end stands."""
        return Mark(len(self.lines), len(self.lines[-1]) + 1)

    @property
    def next_path(self) -> Path:
        """Path of the value that comes next."""
        if not self.levels:
            return self.root
        steps = (level.step for level in self.levels[1:])
        return (*self.root, *steps, self.levels[-1].next_step)

    def fault(self, at: ParserMark, message: str, fix: str, code: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            line, column = mark_of(at, self.end)
            self.faults.append(Fault(message, self.file, line, column, fix, code=f"yaml-{code}"))

    def read(self, next_event: Callable[[], Any]) -> bool:
        """Read every event; False when there is no point in going on.

        A plan may have 750,000 events, most of them plain text: that is put in its place here,
        in few steps. What may be wrong about an event is left to `_take`.
        """
        marks, levels, plain = self.marks, self.levels, self._plain
        while (kind := type(event := next_event())) is not yaml.StreamEndEvent:
            if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                levels.pop()
            elif kind is yaml.ScalarEvent and levels and event.tag is None and event.anchor is None:
                level, value, at = levels[-1], event.value, event.start_mark
                marks.append(at)
                holder = level.value
                if isinstance(holder, list):
                    holder.append(plain(event, at) if event.implicit[0] else value)
                elif level.key is not None:
                    holder[level.key] = plain(event, at) if event.implicit[0] else value
                    level.key = None
                elif level.named.setdefault(value, at) is at:
                    level.key = value
                else:
                    self._again(value, at)
            elif not self._take(event, kind):
                return False
        return True

    def _take(self, event: Any, kind: type) -> bool:
        """Read one event that is not the end of a list or mapping."""
        at = event.start_mark
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._open(event, at)
        if kind is yaml.ScalarEvent:
            self._scalar(event, at)
        elif kind is yaml.AliasEvent:
            self._alias(event, at)
        elif kind is yaml.DocumentStartEvent:
            return self._start_document(at)
        return True

    def _start_document(self, at: ParserMark) -> bool:
        self.documents += 1
        if self.documents == 1:
            return True
        message = "a second document starts here ('---'); only the first would be read."
        self.fault(at, message, "Delete the line '---', or what follows it.", "documents")
        return False

    def _open(self, event: Any, at: ParserMark) -> bool:
        marked = event.anchor is not None or event.tag is not None
        refused = marked and self._no_anchor_or_tag(event, at)
        if self.levels and self.levels[-1].awaits_key:
            self.fault(
                at,
                "a list or a group of fields is used as a field name.",
                "Write a plain name, then ': ', then the value; braces { } need quotes round them "
                "when they are meant as text.",
                "key",
            )
            return False
        if len(self.levels) == MAX_DEPTH:
            message = f"fields and lists lie more than {MAX_DEPTH} deep inside each other."
            fix = "A plan needs about eight; look for brackets that are never closed."
            self.fault(at, message, fix, "depth")
            return False
        value: dict[str, Tree] | list[Tree]
        value = {} if type(event) is yaml.MappingStartEvent else []
        step = self.levels[-1].next_step if self.levels else ""
        self._place(value, at, refused=refused)
        self.levels.append(_Level(value, step))
        return True

    def _scalar(self, event: yaml.ScalarEvent, at: ParserMark) -> None:
        """Text that is the whole file, or that has an anchor or a tag."""
        marked = event.anchor is not None or event.tag is not None
        refused = marked and self._no_anchor_or_tag(event, at)
        if self.levels and self.levels[-1].awaits_key:
            self._key(event.value, at)
            return
        value = self._plain(event, at) if event.implicit[0] else event.value
        self._place(value, at, refused=refused)

    def _plain(self, event: Any, at: ParserMark) -> Scalar:
        """The value of text without quotes, which comes next."""
        if event.end_mark.line > at.line:
            self._swallowed_list(at.line + 1, event.end_mark.line + 1)
        text: str = event.value
        return plain_value(text) if text[:1] in MAY_BE_MORE else text

    def _swallowed_list(self, first: int, last: int) -> None:
        """YAML joins a list that is indented under text to that text, without a word."""
        for line in range(first, min(last, len(self.lines))):
            found = _LIST_ITEM.match(self.lines[line])
            if found:
                self.unread.add(self.next_path)
                self.fault(
                    _At(line, found.end() - 1),
                    "this '-' is read as part of the text above it, not as an item of a list.",
                    "Indent it like the other items of its list, or put quotes round the text.",
                    "list",
                )

    def _key(self, name: str, at: ParserMark) -> None:
        level = self.levels[-1]
        self.marks.append(at)
        if level.named.setdefault(name, at) is at:
            level.key = name
        else:
            self._again(name, at)

    def _again(self, name: str, at: ParserMark) -> None:
        """The name of a field that was given before; its value is kept apart."""
        level = self.levels[-1]
        first = mark_of(level.named[name], self.end)
        self.fault(
            at,
            f'the field "{clip(name)}" is given twice; it is already on line {first.line}.',
            "Keep one of the two.",
            "duplicate",
        )
        level.key = f"{name}{AGAIN}{at.line + 1}"
        while level.key in level.named:
            level.key += AGAIN
        level.named[level.key] = at
        self.unread.add(self.next_path)

    def _alias(self, event: yaml.AliasEvent, at: ParserMark) -> None:
        name = clip(str(event.anchor))
        message = f"'*{name}' refers to text written elsewhere, which a plan does not allow."
        fix = "Write the text out here; put quotes round it when the star is meant as a star."
        self.fault(at, message, fix, "alias")
        if self.levels and self.levels[-1].awaits_key:
            self._key(f"*{name}", at)
            self.unread.add(self.next_path)
        else:
            self._place(None, at, refused=True)

    def _no_anchor_or_tag(self, event: yaml.NodeEvent, at: ParserMark) -> bool:
        """Refuse marks and tags; True when the value is not worth checking further."""
        if event.anchor is not None:
            message = f"'&{clip(event.anchor)}' marks text to be used elsewhere, which a plan "
            fix = "Delete the mark; put quotes round the text when the & is meant as an and sign."
            self.fault(at, message + "does not allow.", fix, "anchor")
        tag = getattr(event, "tag", None)
        if tag is None or (tag == _KEEP_AS_TEXT and isinstance(event, yaml.ScalarEvent)):
            return False
        shown = clip(tag.replace("tag:yaml.org,2002:", "!!"))
        fix = "Delete it; put quotes round the text when the exclamation mark belongs to it."
        self.fault(at, f"the tag '{shown}' has no meaning in a plan.", fix, "tag")
        return True

    def _place(self, value: Tree, at: ParserMark, *, refused: bool) -> None:
        """Put a value where it belongs."""
        if refused:
            self.unread.add(self.next_path)
        self.marks.append(at)
        if not self.levels:
            self.tree = value
            return
        level = self.levels[-1]
        if isinstance(level.value, list):
            level.value.append(value)
        elif level.key is not None:
            level.value[level.key] = value
            level.key = None


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
        if not composer.read(parser.get_event):
            return None, composer.faults
    except yaml.YAMLError as error:
        return None, [*composer.faults, syntax_fault(file, text, error)]
    finally:
        parser.dispose()
    document = Document(
        file,
        {within: [composer.tree]} if within else composer.tree,
        Positions(composer.tree, composer.root, composer.marks, composer.end),
        frozenset(composer.unread),
    )
    return document, composer.faults
