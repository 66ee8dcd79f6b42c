"""Running the server: find a port, say where it is, stop cleanly."""

from __future__ import annotations

import contextlib
import logging
import secrets
import socket
import traceback
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from growthplan.journeys.living_state import FIRST_FILE
from growthplan.vocabulary import Fault, GrowthplanError
from growthplan.web.app import create_app
from growthplan.web.served import LOOPBACK, Served, living_at

PORT = 8765


def serve(
    plan: Path,
    store: Path | None = None,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    token: str | None = None,
    show: bool = False,
    said: Callable[[str], None] = print,
) -> None:
    """Serve a plan until interrupted; `said` is told the address once it answers.

    Without a `port`, 8765 or the next that is free. Raises GrowthplanError when the plan can't be
    read, the port is taken, or `host` is not this machine's own and no token was asked for.
    """
    living = living_at(plan, store)
    if not (plan / FIRST_FILE).is_file():
        living.state()  # a folder without it may be no plan, which is said before anything starts
    _check_host(host, token)
    listening = _listening(host, port)
    chosen = listening.getsockname()[1]
    secret = (token or secrets.token_urlsafe(24)) if token is not None else ""
    served = Served(living, host, chosen, secret)
    address = f"http://{_in_address(host)}:{chosen}/"
    with contextlib.closing(listening):
        server = server_of(served)
        said(f"{address}?token={secret}" if secret else address)
        if show:
            webbrowser.open(address)
        server.run(sockets=[listening])


def server_of(served: Served) -> uvicorn.Server:
    """The server of an application, with its limits; nothing that is asked for is logged."""
    config = uvicorn.Config(
        create_app(served), access_log=False, log_level="warning", lifespan="on",
        server_header=False, timeout_keep_alive=20, timeout_graceful_shutdown=3,
        limit_concurrency=400, h11_max_incomplete_event_size=32 * 1024,
    )  # fmt: skip
    log = logging.getLogger("uvicorn.error")
    if not any(isinstance(one, _KindsOnly) for one in log.filters):
        log.addFilter(_KindsOnly())
    return uvicorn.Server(config)


class _KindsOnly(logging.Filter):
    """Faults of the program are logged by kind and line: their words may quote a plan, a name or
    an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the words and the trace out of a record; every record stays."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            where = traceback.extract_tb(error.__traceback__)[-1:]
            at = f" at {Path(where[0].filename).name}:{where[0].lineno}" if where else ""
            record.msg, record.args = f"{type(error).__name__}{at}", ()
            record.exc_info = record.exc_text = None
        return True


def _check_host(host: str, token: str | None) -> None:
    if host not in ("127.0.0.1", "::1", *LOOPBACK) and token is None:
        raise GrowthplanError(
            Fault(
                f"'{host}' can be reached by others, and anyone could then change the plan.",
                fix="Add --token to make visitors show one, or leave --host out to serve this "
                "machine only.",
                code="serve",
            )
        )


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket on the port asked for, or on the first free one from the usual one on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = range(PORT, PORT + 20) if port is None else (port,)
    last: OSError | None = None
    for one in wanted:
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, one))
        except (OSError, OverflowError) as error:
            found.close()
            last = error if isinstance(error, OSError) else OSError(0, "no such port")
            continue
        return found
    why = last.strerror if last else "no port"
    raise GrowthplanError(
        Fault(
            f"nothing can be served at {host}:{wanted[0]}: {why}",
            fix="Name another with --port.",
            code="serve",
        )
    )


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host
