"""Reading workbooks in a limited child process.

The spreadsheet reader is compiled code that ends the process on some hostile files, so it runs in
a child with a memory limit and a time limit; the parent turns whatever happens into a sentence.
One child serves a whole batch of files.
"""

from __future__ import annotations

import contextlib
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
        self._child: _Child | None = None

    def __enter__(self) -> WorkbookReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the child now: its start then costs nothing while this process does other work."""
        if self._child is None or not self._child.alive:
            self._child = _Child()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def expect(self, path: Path) -> None:
        """Begin to read a workbook that will be asked for next, while this process goes on."""
        self.start()
        assert self._child is not None
        if path not in self._child.asked:
            self._child.ask(path)

    def __call__(self, path: Path) -> Mapping[str, pl.DataFrame]:
        """Every sheet as text, columns `c1, c2, ...`, rows as in the sheet.

        Raises GrowthplanError when the file can't be read within the limits.
        """
        if self._child is None or path not in self._child.asked:
            self.expect(path)
        assert self._child is not None
        try:
            answer = self._child.asked.pop(path).get(timeout=self._seconds)
        except queue.Empty:
            self.close()
            raise GrowthplanError(
                Fault(
                    f"the workbook was not read within {self._seconds:.0f} seconds",
                    file=path.name,
                    fix="No published release takes that long: check where it comes from.",
                    code="workbook",
                )
            ) from None
        if answer is None:
            self.close()
            raise _unreadable(path.name)
        if "error" in answer:
            raise _unreadable(path.name, str(answer["error"]))
        return answer["sheets"]  # type: ignore[no-any-return]


_Answer = dict[str, Any] | None


class _Child:
    """The child process, and the answers that it owes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            # By its file, not as a module: the child needs nothing else of the package.
            [sys.executable, str(Path(__file__).with_name("workbook_child.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.asked: dict[Path, queue.Queue[_Answer]] = {}
        self._owed: queue.Queue[queue.Queue[_Answer] | None] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, path: Path) -> None:
        """Send a path; its answer will come to `asked[path]`, None when the child has died."""
        answer: queue.Queue[_Answer] = queue.Queue()
        self.asked[path] = answer
        self._owed.put(answer)
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # the listener hears of a dead child
            self._process.stdin.write(json.dumps(str(path.resolve())).encode() + b"\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        """Pass on answers in the order in which they were asked for."""
        assert self._process.stdout is not None
        while (waiting := self._owed.get()) is not None:
            waiting.put(_receive(self._process.stdout))

    def end(self) -> None:
        self._owed.put(None)
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _receive(stream: IO[bytes]) -> _Answer:
    """Read one answer: a line of JSON, then for each sheet its Arrow stream."""
    try:
        head: dict[str, Any] = json.loads(stream.readline())
        if "error" in head:
            return head
        sheets = {}
        for name, size in head["sheets"]:
            body = stream.read(size)
            if len(body) != size:
                return None
            sheets[name] = pl.read_ipc_stream(io.BytesIO(body)) if size else pl.DataFrame()
    except (ValueError, OSError, pl.exceptions.PolarsError):
        return None
    return {"sheets": sheets}


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
