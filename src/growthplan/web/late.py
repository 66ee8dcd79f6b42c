"""Pages that are loaded when they are first asked for, so that the first page of all is there in
a moment: what-ifs and forms bring the whole model with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send


class Late(BaseRoute):
    """Addresses by their first name, with the modules whose `ROUTES` hold all below it."""

    def __init__(self, modules: Mapping[str, Sequence[str]]) -> None:
        self._modules = modules
        self._router = cache(self._loaded)

    def load(self) -> None:
        """Load all of them."""
        for name in self._modules:
            self._router(name)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether an address begins with one of the names."""
        is_page = scope["type"] == "http" and _first(scope) in self._modules
        return (Match.FULL if is_page else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the pages of that name, once they are loaded."""
        router = await run_in_threadpool(self._router, _first(scope))
        await router(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Pages have no names of their own."""
        raise NoMatchFound(name, path_params)

    def _loaded(self, name: str) -> Router:
        modules = [import_module(f"growthplan.web.{module}") for module in self._modules[name]]
        return Router([route for module in modules for route in module.ROUTES])


def _first(scope: Scope) -> str:
    path: str = scope["path"]
    return path.lstrip("/").split("/", 1)[0]
