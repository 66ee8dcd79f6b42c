"""Reading workbooks in a limited child process.

The spreadsheet reader is compiled code that ends the process on some hostile files, so it runs in
a child with a memory limit and a time limit; the parent turns whatever happens into a sentence.
One child serves a whole batch of files.
"""

from __future__ import annotations

import io
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import polars as pl

from growthplan.vocabulary import Fault, GrowthplanError

SECONDS_A_FILE = 60.0


class WorkbookReader:
    """Reads workbooks; start it once for a batch, in a `with` block.

    >>> with WorkbookReader() as read:  # doctest: +SKIP
    ...     sheets = read(Path("labourproductivityitls.xls"))
    """

    def __init__(self, seconds: float = SECONDS_A_FILE) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> WorkbookReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def __call__(self, path: Path) -> Mapping[str, pl.DataFrame]:
        """Every sheet as text, columns `c1, c2, ...`, rows as in the sheet.

        Raises GrowthplanError when the file can't be read within the limits.
        """
        child = self._start()
        assert child.stdin is not None
        try:
            child.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
            child.stdin.flush()
        except OSError:
            self.close()
            raise _unreadable(path.name) from None
        answer = self._answer(child, path.name)
        if "error" in answer:
            raise _unreadable(path.name, str(answer["error"]))
        return answer["sheets"]  # type: ignore[no-any-return]

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "growthplan.importers.workbook_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def _answer(self, child: subprocess.Popen[bytes], name: str) -> dict[str, Any]:
        answers: queue.Queue[dict[str, Any] | None] = queue.Queue()
        assert child.stdout is not None
        threading.Thread(target=_receive, args=(child.stdout, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=self._seconds)
        except queue.Empty:
            self.close()
            raise GrowthplanError(
                Fault(
                    f"the workbook was not read within {self._seconds:.0f} seconds",
                    file=name,
                    fix="No published release takes that long: check where it comes from.",
                    code="workbook",
                )
            ) from None
        if answer is None:
            self.close()
            raise _unreadable(name)
        return answer


def _receive(stream: IO[bytes], answers: queue.Queue[dict[str, Any] | None]) -> None:
    """Read one answer: a line of JSON, then for each sheet its Arrow stream."""
    try:
        head = json.loads(stream.readline())
        if "error" in head:
            answers.put(head)
            return
        sheets = {}
        for name, size in head["sheets"]:
            body = stream.read(size)
            if len(body) != size:
                raise EOFError
            sheets[name] = pl.read_ipc_stream(io.BytesIO(body)) if size else pl.DataFrame()
        answers.put({"sheets": sheets})
    except (ValueError, EOFError, OSError, pl.exceptions.PolarsError):
        answers.put(None)


def _unreadable(name: str, reason: str = "") -> GrowthplanError:
    said = f" ({reason})" if reason else ""
    return GrowthplanError(
        Fault(
            f"the workbook can't be read: it is damaged, cut short or made to do harm{said}",
            file=name,
            fix="Download it again from the publisher.",
            code="workbook",
        )
    )
