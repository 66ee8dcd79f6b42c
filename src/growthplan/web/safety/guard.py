"""The guard before every page: Host, Origin, token, size and time."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from growthplan.web.safety.headers import HEADERS

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BYTES = 16 * 1024**2
"""Bytes of a request's body: an uploaded workbook fits, a flood does not."""
MOST_ADDRESS = 8 * 1024
"""Bytes of an address with its query."""
MOST_SECONDS = 120.0
"""How long a request may take to arrive and be answered."""
MOST_WAIT = 20.0
"""Seconds that a body may pause while it arrives."""
TOKEN_COOKIE = "growthplan-token"


class _TooLargeError(Exception):
    """A body went on beyond the limit."""


class _TooSlowError(Exception):
    """A body paused beyond the limit."""


_CUT_OFF = {
    _TooLargeError: ("What was sent is larger than 16 MB.", 413),
    _TooSlowError: ("What was sent did not arrive in time.", 408),
    TimeoutError: ("This took too long.", 503),
}


class Guard:
    """Answers only requests that are meant for this server, and limits each.

    A request's Host must be one of `hosts` (against DNS rebinding); one that changes something
    must come from a page of this server; with a `token` every visitor must have shown it once.
    With `any_number`, for a server at every address of this machine, a Host may also be a bare IP
    address: nobody can rebind that.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], token: str = "", *, any_number: bool = False
    ) -> None:
        self._app = app
        self._any_number = any_number
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        begun = False

        async def counted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await _with_headers(send)(message)

        try:
            async with asyncio.timeout(MOST_SECONDS):
                await self._app(scope, _limited(receive), counted)
        except (_TooLargeError, _TooSlowError, TimeoutError) as error:
            if begun:
                raise
            words, status = _CUT_OFF[type(error)]
            answer = PlainTextResponse(words, status, {"connection": "close"})
            await answer(scope, receive, _with_headers(send))

    def _is_meant(self, host: str) -> bool:
        return host in self._hosts or (self._any_number and _is_number(host))

    def _refused(self, scope: Scope) -> Response | None:
        headers = _headers(scope)
        if headers is None or not self._is_meant(headers.get("host", "").casefold()):
            return PlainTextResponse("This address is not served here.", 421)
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > MOST_ADDRESS:
            return PlainTextResponse("The address is too long.", 414)
        if not _length_is_fair(headers.get("content-length")):
            return PlainTextResponse("What was sent is larger than 16 MB.", 413)
        if scope["method"] not in SAFE and not self._is_own(headers):
            return PlainTextResponse("Only pages of this server may change the plan.", 403)
        return self._without_token(scope, headers) if self._token else None

    def _is_own(self, headers: dict[str, str]) -> bool:
        """Whether a request that changes something comes from a page of this server.

        Browsers send Origin with every POST; a script of the user's own sends neither header, and
        has no cookie to misuse.
        """
        if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return False
        said = headers.get("origin") or headers.get("referer")
        if said is None:
            return True
        return urlsplit(said).netloc.casefold() == headers["host"].casefold()

    def _without_token(self, scope: Scope, headers: dict[str, str]) -> Response | None:
        """None when the visitor has shown the token; else the answer that asks for it."""
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self._fits(_cookie(headers.get("cookie", ""))) or self._fits(bearer):
            return None
        shown = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if not self._fits(shown):
            return PlainTextResponse(
                "Add ?token= and the token that `growthplan serve` printed to the address.", 401
            )
        answer = RedirectResponse("/", 303)
        answer.set_cookie(TOKEN_COOKIE, shown, httponly=True, samesite="strict")
        return answer

    def _fits(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self._token.encode())


def _headers(scope: Scope) -> dict[str, str] | None:
    """Headers by name; None when Host is there twice."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").casefold()
        if key == "host" and key in found:
            return None
        found[key] = value.decode("latin-1")
    return found


def _length_is_fair(said: str | None) -> bool:
    return said is None or (said.isdecimal() and int(said) <= MOST_BYTES)


def _cookie(text: str) -> str:
    try:
        found = SimpleCookie(text).get(TOKEN_COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _is_number(host: str) -> bool:
    """Whether a Host is an IP address, with or without a port.

    >>> _is_number("192.0.2.7:8765"), _is_number("[::1]:80"), _is_number("evil.example:8765")
    (True, True, False)
    """
    try:
        return ip_address(urlsplit(f"//{host}").hostname or "") is not None
    except ValueError:
        return False


def _limited(receive: Receive) -> Receive:
    """The same body, cut off with an error where it grows beyond the limit or pauses too long."""
    taken = 0
    is_whole = False

    async def limited() -> Message:
        nonlocal taken, is_whole
        try:
            async with asyncio.timeout(None if is_whole else MOST_WAIT):
                message = await receive()
        except TimeoutError:
            raise _TooSlowError from None
        is_whole = is_whole or not message.get("more_body", False)
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise _TooLargeError
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            names = {name.lower() for name, _ in given}
            # A file with a tag is asked for again by it; a page is made anew each time.
            kept = b"no-cache" if b"etag" in names else b"no-store"
            cache = [] if b"cache-control" in names else [(b"cache-control", kept)]
            message["headers"] = [*given, *cache, *HEADERS]
        await send(message)

    return sent
