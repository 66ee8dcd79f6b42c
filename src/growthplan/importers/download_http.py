"""One request for a file: the session, what the answer means, and the errors in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from growthplan.importers.download_content import HEAD_BYTES, page_title
from growthplan.vocabulary import Fault, GrowthplanError

if TYPE_CHECKING:
    import requests

REDIRECTS = 5
TEMPORARY = frozenset({408, 429, 500, 502, 503, 504})
"""Answers after which asking again may help."""

_BROWSER = "Open the address in a browser to see what is there now."
_LATER = "Try again later; what has arrived is kept and the rest is asked for next time."


class TransferError(Exception):
    """A try that failed in a way that another try may mend.

    `wait_header` is the server's `Retry-After`, when it sent one.
    """

    def __init__(self, message: str, code: str, wait_header: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.wait_header = wait_header


def open_session() -> requests.Session:
    """A session that names growthplan, takes the environment's proxies and follows few redirects.

    Raises GrowthplanError when the extra `fetch` is not installed.
    """
    try:
        import requests
    except ImportError:
        raise GrowthplanError(
            Fault(
                "downloading needs an extra that is not installed",
                fix='Install it with: pip install "growthplan[fetch]"',
                code="missing-extra",
            )
        ) from None
    from growthplan import __version__

    session = requests.Session()
    session.max_redirects = REDIRECTS
    session.headers["User-Agent"] = f"growthplan/{__version__} (python-requests)"
    # Byte positions, lengths and hashes must be those of the file itself, so no compression.
    session.headers["Accept-Encoding"] = "identity"
    return session


def check_address(url: str) -> None:
    """Raise GrowthplanError unless the address is http(s), names a host and holds no password."""
    try:
        parts = urlsplit(url)
        host, secret = parts.hostname, parts.username or parts.password
    except ValueError:
        raise GrowthplanError(
            _fault(url, "this is not a web address", "download-address")
        ) from None
    if secret:
        shown = url.replace(parts.netloc, host or "")
        message = "the address holds a user name or password, which would be stored with the data"
        raise GrowthplanError(_fault(shown, message, "download-address"))
    if parts.scheme not in ("http", "https") or not host:
        message = "only addresses that begin http:// or https:// are downloaded"
        raise GrowthplanError(_fault(url, message, "download-address"))


@contextmanager
def in_plain_words(url: str) -> Iterator[None]:
    """Turn the library's errors into `TransferError` (worth another try) or GrowthplanError."""
    import requests
    import urllib3

    host = urlsplit(url).hostname
    failed = requests.exceptions
    try:
        yield
    except failed.TooManyRedirects:
        message = f"the server sends the request round in circles (over {REDIRECTS} redirects)"
        raise GrowthplanError(_fault(url, message, "download-redirects", _BROWSER)) from None
    except (failed.InvalidSchema, failed.MissingSchema, failed.InvalidURL):
        message = "the server redirects to something that is not a web address"
        raise GrowthplanError(_fault(url, message, "download-redirects", _BROWSER)) from None
    except failed.SSLError:
        raise GrowthplanError(_certificate_fault(url, host)) from None
    except failed.ProxyError:
        message = "the proxy that the environment names (HTTPS_PROXY or HTTP_PROXY) did not answer"
        raise TransferError(message, "download-unreachable") from None
    except failed.ConnectTimeout:
        raise TransferError(f"{host} did not answer in time", "download-unreachable") from None
    except (failed.ReadTimeout, urllib3.exceptions.ReadTimeoutError):
        raise TransferError(f"{host} stopped sending", "download-timeout") from None
    except (failed.ConnectionError, failed.ChunkedEncodingError) as error:
        unreachable = "NewConnectionError" in repr(error) or "NameResolution" in repr(error)
        if unreachable:
            raise TransferError(f"{host} can't be reached", "download-unreachable") from None
        raise TransferError(f"{host} broke the connection", "download-broken") from None
    except urllib3.exceptions.HTTPError:
        raise TransferError(f"{host} broke the connection", "download-broken") from None
    except failed.RequestException as error:
        message = f"the request failed: {str(error).splitlines()[0][:200]}"
        raise GrowthplanError(_fault(url, message, "download-request", _BROWSER)) from None


def check_answer(response: requests.Response, url: str) -> None:
    """Let a whole or partial file through.

    Raises TransferError for an answer that may change, GrowthplanError for one that will not.
    """
    status = response.status_code
    trail = [step.url for step in (*response.history, response)]
    if any(a.startswith("https:") and b.startswith("http:") for a, b in pairwise(trail)):
        message = "the server redirects from a secure address to one that is not"
        raise GrowthplanError(_fault(url, message, "download-redirects", _BROWSER))
    if status in (200, 206):
        return
    if status in TEMPORARY:
        message = f"the server is not ready (HTTP {status})"
        raise TransferError(message, "download-busy", response.headers.get("Retry-After"))
    if status in (404, 410):
        message = f"there is no file at this address any more (HTTP {status}): it has moved"
        fix = "Find the new address and give it with `growthplan data update --from URL`."
        raise GrowthplanError(_fault(url, message, "download-moved", fix))
    title = page_title(response.raw.read1(HEAD_BYTES))
    said = f", with a page titled '{title}'" if title else ""
    what = "refuses to hand out the file" if status in (401, 403, 451) else "did not send the file"
    message = f"the server {what} (HTTP {status}{said})"
    raise GrowthplanError(_fault(url, message, "download-refused", _BROWSER))


def range_start(response: requests.Response) -> tuple[int, int | None] | None:
    """First byte and full length that a 206 answer says it brings; None when it doesn't say."""
    header = response.headers.get("Content-Range", "")
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", header.strip())
    if not found:
        return None
    return int(found[1]), None if found[2] == "*" else int(found[2])


def declared_length(response: requests.Response) -> int | None:
    """Length of the file in bytes by `Content-Length`; None when the server doesn't say.

    A length given beside a compressed or chunked body is not the file's.
    """
    headers = response.headers
    if headers.get("Content-Encoding", "identity").lower() != "identity":
        return None
    value = headers.get("Content-Length", "")
    return int(value) if value.isdigit() and "Transfer-Encoding" not in headers else None


def gave_up(url: str, trouble: TransferError, why: str) -> GrowthplanError:
    """The error after the last try."""
    return GrowthplanError(_fault(url, f"{trouble}; {why}", trouble.code, _LATER))


def _certificate_fault(url: str, host: str | None) -> Fault:
    return _fault(
        url,
        f"the certificate of {host} can't be verified",
        "download-certificate",
        "Where a network inspects traffic, point REQUESTS_CA_BUNDLE at its certificate file.",
    )


def _fault(url: str, message: str, code: str, fix: str | None = None) -> Fault:
    return Fault(message, file=url, fix=fix, code=code)
