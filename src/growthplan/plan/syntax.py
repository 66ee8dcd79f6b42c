"""What a YAML parser objects to, in plain words."""

from __future__ import annotations

import re

import yaml

from growthplan.plan.document import clip
from growthplan.vocabulary import Fault

_TAB = (
    "a tab is used where YAML needs spaces.",
    "Replace the tab by two spaces for each level; most editors can do so in the whole file.",
)
_QUOTE = (
    "a quotation mark is opened here and never closed.",
    "Close it on the same line.",
)
_SIGNS = re.compile(r"[@`%|>&*!]")


def syntax_fault(file: str, text: str, error: yaml.YAMLError) -> Fault:
    """The fault for what a parser (the C one or the pure one) raised while reading `text`."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        fix = "Look for characters that an editor does not show."
        return Fault("this is not text that YAML can hold.", file, 1, 1, fix, code="yaml-syntax")
    problem = f"{error.context or ''}; {error.problem or ''}"
    mark = error.problem_mark
    if error.context_mark and re.search("end of stream|flow|expected ':'", problem):
        mark = error.context_mark
    lines = text.split("\n")
    line, column = min(mark.line, len(lines) - 1), mark.column
    message, fix = _explain(problem, lines[line], column)
    return Fault(message, file, line + 1, column + 1, fix, code="yaml-syntax")


def _explain(problem: str, line: str, column: int) -> tuple[str, str]:
    sign = line[column : column + 1]
    if sign == "\t" or "\\t" in problem or " tab " in problem:
        return _TAB
    if "quoted scalar" in problem:
        return _quoted(problem)
    if _SIGNS.match(sign) and ("cannot start" in problem or "did not find expected" in problem):
        return f"text cannot start with '{sign}'.", "Put quotes round the whole text."
    if "mapping values are not allowed" in problem:
        return (
            "a second ': ' stands where none can be.",
            "Put quotes round text that contains ': ', or check that the line is indented like "
            "the lines around it and that the line above ends as it should.",
        )
    if "flow sequence" in problem or "flow mapping" in problem or "flow node" in problem:
        return (
            f"the bracket '{clip(sign) or '['}' is not closed as it should be.",
            "Close it, put commas between the parts, or quotes round text that has brackets.",
        )
    return _by_shape(problem, line)


def _quoted(problem: str) -> tuple[str, str]:
    if "escape" in problem:
        fix = "Use single quotes, or write \\\\ for a backslash."
        return "a backslash inside double quotes starts a code that YAML does not know.", fix
    return _QUOTE


def _by_shape(problem: str, line: str) -> tuple[str, str]:
    shown = clip(line, 40)
    if "could not find expected ':'" in problem:
        return (
            "a line has no ': ' between the field's name and its value.",
            f"Write `name: value`; '{shown}' lacks it.",
        )
    if re.search("directive|incompatible|document start", problem):
        return (
            f"'{shown}' is not part of the plan's fields.",
            "Delete lines that start with % or '...', and what follows them outside the fields.",
        )
    if "block scalar" in problem:
        fix = "Put the text on the next lines, indented, or put quotes round it on this line."
        return "text stands straight after '|' or '>'.", fix
    if "tag" in problem:
        return "text starts with '!'.", "Put quotes round the whole text."
    return (
        f"'{shown}' does not fit the lines above it.",
        "Check that it is indented by the same number of spaces as its neighbours, that lists "
        "start with '- ', and that quotes are closed.",
    )
