"""A local HTTP server that misbehaves on request, for the download tests."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Exchange(BaseHTTPRequestHandler):
    """One request and the means to answer it badly."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server: Any = self.server
        files: FileServer = server.files
        with files.lock:
            files.requests.append((self.path, dict(self.headers)))
            number = sum(path == self.path for path, _ in files.requests)
        self.close_connection = True
        files.answer(self, number)

    def send(
        self,
        status: int,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        length: int | None = None,
    ) -> None:
        """Send a complete answer; `length` overrides the true Content-Length."""
        self.start(
            status, {"Content-Length": str(len(body) if length is None else length)}, headers
        )
        self.wfile.write(body)

    def start(self, status: int, *several: dict[str, str] | None) -> None:
        """Send the status line and headers only."""
        self.send_response(status)
        self.send_header("Connection", "close")
        for headers in several:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
        self.end_headers()

    def send_file(
        self,
        data: bytes,
        *,
        etag: str | None = '"1"',
        headers: dict[str, str] | None = None,
        cut_after: int | None = None,
    ) -> None:
        """Send a file, or the range of it that is asked for, as a good server does.

        `cut_after` breaks the connection after that many bytes of this answer.
        """
        start, status = 0, 200
        asked = self.headers.get("Range")
        if asked and self.headers.get("If-Range") == etag:
            start, status = int(asked.removeprefix("bytes=").rstrip("-")), 206
        if start >= len(data) and status == 206:
            self.send(416, {"Content-Range": f"bytes */{len(data)}"})
            return
        body = data[start:]
        head = {"Content-Length": str(len(body)), **(headers or {})}
        if etag:
            head["ETag"] = etag
        if status == 206:
            head["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self.start(status, head)
        self.wfile.write(body[:cut_after])

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@dataclass
class FileServer:
    """The running server: its address and what it was asked for."""

    root: str
    answer: Callable[[Exchange, int], None]
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ranges(self) -> list[str | None]:
        """The `Range` header of each request, in order."""
        return [headers.get("Range") for _, headers in self.requests]


@contextmanager
def serving(answer: Callable[[Exchange, int], None]) -> Iterator[FileServer]:
    """Run a server whose every request goes to `answer(exchange, number)`.

    `number` counts the requests for the same path from 1.
    """
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
    httpd.daemon_threads = True
    httpd.block_on_close = False
    files = FileServer(f"http://127.0.0.1:{httpd.server_port}", answer)
    httpd.files = files  # type: ignore[attr-defined]
    httpd.handle_error = lambda *args: None  # type: ignore[method-assign]
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield files
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()
