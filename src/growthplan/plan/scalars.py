"""What an unquoted YAML value means: numbers, true and false, nothing, or text."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MOST_DIGITS = 18
_NUMBER = frozenset("+-.0123456789")
MAY_BE_MORE = _NUMBER | {word[:1] for word in _WORDS}
"""First letters of what may mean something other than itself."""


def plain_value(text: str) -> Scalar:
    """The value of unquoted text after YAML 1.2's core rules.

    `yes`, `no`, `on`, `off`, dates and sexagesimals are text. So are three things that a plan
    means as text rather than as the number the rules allow: digits after a leading zero (`012`),
    octal and hexadecimal, and numbers of more than 18 digits.

    >>> [plain_value(t) for t in ("12", "1.5", "-1e3", "true", "~", "no", "012", "2025-10-13")]
    [12, 1.5, -1000.0, True, None, 'no', '012', '2025-10-13']
    """
    if text[:1] not in MAY_BE_MORE:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER or (
        len(text) > _MOST_DIGITS and sum(c.isdigit() for c in text[:400]) > _MOST_DIGITS
    ):
        return text
    if _INT.fullmatch(text):
        return int(text)
    if any(c.isdigit() for c in text) and _FLOAT.fullmatch(text):
        return float(text)
    return text
