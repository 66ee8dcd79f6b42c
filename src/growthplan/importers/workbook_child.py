"""The child process that reads workbooks for `workbook.WorkbookReader`.

Protocol: a line of JSON (the path) on standard input; on standard output a line of JSON, either
`{"error": reason}` or `{"sheets": [[name, bytes], ...]}`, then each sheet's Arrow stream.
"""

from __future__ import annotations

import io
import json
import sys

MEMORY_LIMIT = 3 * 1024**3
SHEET_CELLS_LIMIT = 5_000_000


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the time limit and the size checks remain
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_sheets(path: str) -> dict[str, bytes]:
    """Each sheet's cells as text, as an Arrow stream; an empty sheet is no bytes."""
    import fastexcel

    workbook = fastexcel.read_excel(path)
    sheets: dict[str, bytes] = {}
    for name in workbook.sheet_names:
        sheet = workbook.load_sheet(
            name, header_row=None, dtypes="string", skip_whitespace_tail_rows=False
        )
        if sheet.height * sheet.width > SHEET_CELLS_LIMIT:
            raise ValueError(f"sheet {name} has {sheet.height:,} rows by {sheet.width:,} columns")
        frame = sheet.to_polars()
        # Padded ranges: hundreds of empty columns beyond the table.
        while frame.width > 1 and frame[:, -1].null_count() == frame.height:
            frame = frame[:, :-1]
        frame.columns = [f"c{i}" for i in range(1, frame.width + 1)]
        buffer = io.BytesIO()
        frame.write_ipc_stream(buffer)
        sheets[name] = buffer.getvalue() if frame.height else b""
    return sheets


def main() -> None:
    """Serve paths until standard input ends."""
    import os

    # One file at a time: more threads would only reserve more memory.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    _limit_memory()
    for line in sys.stdin:
        try:
            sheets = read_sheets(json.loads(line))
        except Exception as error:  # the reader's errors have many types; each becomes an answer
            answer = json.dumps({"error": str(error).splitlines()[0][:200]})
            sys.stdout.buffer.write(answer.encode() + b"\n")
        else:
            head = {"sheets": [[name, len(body)] for name, body in sheets.items()]}
            sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
            for body in sheets.values():
                sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
