"""From the bytes of a file to its text: encodings, size, characters that cannot stay."""

from __future__ import annotations

import codecs
import re

from growthplan.vocabulary import Fault

MAX_BYTES = 10_000_000
"""The largest file that is read: about a hundred times a full plan."""

_MARKED = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a spreadsheet, a word-processor document or a zip file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
)
_SAVE_AS_UTF8 = (
    "In your editor choose Save As (or Reopen with Encoding) and pick UTF-8, then check again."
)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NO_BREAK_INDENT = re.compile("(?m)^[ \t]*[\u00a0\u2000-\u200b\u202f\u3000]")
_UNWANTED_BYTES = bytes(n for n in range(128) if _UNWANTED.match(chr(n)))
_CONTROL_NAMES = {
    "\x00": "a NUL byte",
    "\u2028": "an invisible line separator (U+2028)",
    "\u2029": "an invisible paragraph separator (U+2029)",
    "\ufeff": "an invisible byte-order mark (U+FEFF)",
}


def read_text(file: str, data: bytes) -> tuple[str | None, list[Fault]]:
    """The text of a file saved as UTF-8, with or without a byte-order mark, any line endings.

    None with the faults when it is too large, in another encoding, not text at all, or holds
    characters that an editor does not show. `file` is the name used in the faults.
    """
    fault = _too_large(file, data) or _other_encoding(file, data)
    if fault:
        return None, [fault]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_bad_byte(file, data, error.start, cut_off=error.end == len(data))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if data.isascii() and len(data.translate(None, _UNWANTED_BYTES)) == len(data):
        return text, []  # most files, in a tenth of the time that the searches below take
    faults = [*_unwanted(file, text), *_no_break_indents(file, text)]
    return (None if faults else text), faults


def _too_large(file: str, data: bytes) -> Fault | None:
    if len(data) <= MAX_BYTES:
        return None
    return Fault(
        f"the file has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read.",
        file,
        fix="Check that it is the right file: a full plan has less than 1 MB.",
        code="plan-too-large",
    )


def _other_encoding(file: str, data: bytes) -> Fault | None:
    for start, what in _NOT_TEXT:
        if data.startswith(start):
            fix = "Give the plan as a text file that ends in .yaml."
            return Fault(f"this is {what}, not text.", file, 1, 1, fix, code="plan-not-text")
    encoding = next((name for bom, name in _MARKED if data.startswith(bom)), None)
    head = data[:2000]
    if not encoding and head.count(0) > len(head) // 4 > 0:
        encoding = "UTF-16"
    if not encoding:
        return None
    message = f"the file is saved as {encoding} (Notepad calls UTF-16 'Unicode'), not UTF-8."
    return Fault(message, file, 1, 1, _SAVE_AS_UTF8, code="plan-encoding")


def _bad_byte(file: str, data: bytes, at: int, *, cut_off: bool) -> Fault:
    line = data.count(b"\n", 0, at) + 1
    before = data[data.rfind(b"\n", 0, at) + 1 : at].removeprefix(codecs.BOM_UTF8)
    column = len(before.decode("utf-8", "replace")) + 1
    if cut_off and data[at] >= 0xC0:
        message = "the file ends in the middle of a character, as if it was cut off."
        fix = "Copy or save it again, whole."
        return Fault(message, file, line, column, fix, code="plan-encoding")
    byte = data[at : at + 1]
    try:
        meant = byte.decode("cp1252")
    except UnicodeDecodeError:
        message = f"the file is not UTF-8 text (byte {byte.hex().upper()} cannot be read)."
    else:
        message = (
            f"the file is not saved as UTF-8; it looks like Windows-1252, in which byte "
            f"{byte.hex().upper()} here is '{meant}'."
        )
    return Fault(message, file, line, column, _SAVE_AS_UTF8, code="plan-encoding")


def _unwanted(file: str, text: str) -> list[Fault]:
    """The first character that an editor does not show, if any; one is enough to find more."""
    found = _UNWANTED.search(text)
    if not found:
        return []
    line, column = position_of(text, found.start())
    what = _CONTROL_NAMES.get(found[0], f"a control character (U+{ord(found[0]):04X})")
    fix = "Delete it, or type the line again; it often comes from copying out of another program."
    return [Fault(f"{what} is in the text.", file, line, column, fix, code="plan-character")]


def _no_break_indents(file: str, text: str) -> list[Fault]:
    found = _NO_BREAK_INDENT.search(text)
    if not found:
        return []
    line, column = position_of(text, found.end() - 1)
    message = "the line is indented with a no-break space, which only looks like a space."
    fix = "Replace it by ordinary spaces; it often comes from copying out of Word or a web page."
    return [Fault(message, file, line, column, fix, code="plan-character")]


def position_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character of `text`.

    >>> position_of("mission: x\\nplace: y", 18)
    (2, 8)
    """
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
