"""Set a document: a template, its data and its pictures to one tagged PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from growthplan.publishers.extras import pdf_engine
from growthplan.publishers.pdf.spans import Data
from growthplan.vocabulary import Fault, GrowthplanError

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "template"
_FONTS = _HERE / "fonts"


def set_pdf(
    main: str, data: Mapping[str, Data], pictures: Mapping[str, bytes], path: Path, *, made: date
) -> Path:
    """Write `path` from the template `main` and return it; `data` are its files of JSON by name.

    `made` is the day in the file: the clock is not read. Raises GrowthplanError when the `pdf`
    extra is not installed or the template refuses what it is given.
    """
    engine = pdf_engine()
    files = {file.name: file.read_bytes() for file in sorted(_TEMPLATE.glob("*.typ"))}
    files |= {name: json.dumps(one, ensure_ascii=False).encode() for name, one in data.items()}
    try:
        whole = engine.compile(
            {"main": files.pop(main), **files, **pictures},
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(datetime.combine(made, time(), UTC).timestamp()),
        )
    except engine.TypstError as error:
        raise GrowthplanError(
            Fault(
                f"The PDF cannot be set: {error.message}",
                fix="Build without it (--no-pdf), and tell us what the message says.",
                code="pdf",
            )
        ) from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(whole)
    return path
