"""A plan served on a free port in this process, with pages that were made beforehand."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from growthplan.journeys.folders import MARK
from growthplan.journeys.living import Living
from growthplan.journeys.living_state import state_of
from growthplan.web import Served
from growthplan.web.served import FRAME
from growthplan.web.serving import server_of

FIGURE = {
    "id": "gva_per_hour/E47000004/2023", "value": 37.3, "display": "£37.3", "unit": "£ per hour",
    "low": None, "high": None, "place": "E47000004", "period": "2023", "scenario": None,
    "sentence": "GVA per hour worked in Liverpool City Region was £37.3 in 2023.",
    "lineage": {"formula": "as published", "inputs": [], "functions": [], "assumptions": [],
                "run": "abc"},
    "caveats": [],
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Server:
    """A server to ask."""

    port: int
    plan: Path
    living: Living

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", body: str | bytes | None = None, **headers: str
    ) -> Answer:
        """One request; header names have underscores for hyphens."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        found: HTTPResponse = connection.getresponse()
        text = found.read().decode("utf-8", "replace")
        connection.close()
        return Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, text)

    def post(self, path: str, fields: dict[str, str], page: str = "/what-if") -> Answer:
        """A form sent from a page of the server, with that page's token."""
        token = re.search(r'form_token" value="([0-9a-f]+)"', self.ask(page).text)
        assert token is not None
        return self.ask(
            path,
            "POST",
            urlencode({"form_token": token[1], **fields}),
            Content_Type="application/x-www-form-urlencoded",
            Origin=self.address,
        )


def pages_for(plan: Path, cache: Path) -> Living:
    """Living pages of a plan as if they had been made: two small pages and one figure."""
    living = Living(plan, None, cache, FRAME)
    state = state_of(plan)
    folder = living.folder_of(state.key)
    (folder / "site").mkdir(parents=True)
    (folder / "data").mkdir()
    page = "<!DOCTYPE html><html lang='en-GB'><title>{0}</title><h1>{0}</h1><!-- notice -->"
    for name in ("index", "productivity"):
        (folder / "site" / f"{name}.html").write_text(page.format(name), "utf-8")
    about = {"place": "Liverpool City Region", "title": "Made up", "edition": "June 2025",
             "navigation": [{"file": "index.html", "name": "Overview"}], "run_line": "",
             "sources": {}}  # fmt: skip
    (folder / "site" / "about.json").write_text(json.dumps(about), "utf-8")
    (folder / "data" / "table.csv").write_text("year,value\n2023,1\n", "utf-8")
    document = {"figures": [FIGURE], "tables": {}, "notes": [], "run": None}
    (folder / "figures.json").write_text(json.dumps(document), "utf-8")
    (folder / "state.json").write_text(
        json.dumps({"files": dict(state.files), "store": state.store}), "utf-8"
    )
    (folder / MARK).touch()
    return Living(plan, None, cache, FRAME)


@contextmanager
def running(living: Living, token: str = "") -> Iterator[Server]:
    """The server, until the block ends."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    served = Served(living, "127.0.0.1", port, token)
    server = server_of(served)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Server(port, living.plan, living)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
