"""A report of one page as one file: style and script inside, nothing beside it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from growthplan.publishers.site.write import write_site
from growthplan.report import Report


def write_single_page(report: Report, path: Path) -> None:
    """Write the report's first page to `path` so that it can be sent to someone as it is.

    The file appears whole or not at all. Raises OSError when it cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        first, *_ = write_site(report, Path(folder))
        text = first.read_text("utf-8")
        style = (Path(folder) / "site.css").read_text("utf-8")
        script = (Path(folder) / "site.js").read_text("utf-8")
    text = text.replace(
        '<link rel="stylesheet" href="site.css">', f"<style>\n{style}</style>", 1
    ).replace('<script src="site.js" defer></script>', f"<script>\n{script}</script>", 1)
    text = text.replace('href="index.html"', 'href="#main"')
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
