"""Forms that only this server's own pages can send."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

CSRF_FIELD = "form_token"
MOST_FIELDS = 3000
MOST_FILES = 20
MOST_PART = 1024**2
"""Bytes of one field that is not a file."""


@dataclass(frozen=True)
class Posted:
    """A form as sent: text fields in their order, and files."""

    data: FormData

    def text(self, name: str, default: str = "") -> str:
        """A field's text, the last when there are several."""
        value = self.data.get(name, default)
        return value if isinstance(value, str) else default

    def texts(self, name: str) -> tuple[str, ...]:
        """Every text of a field."""
        return tuple(value for value in self.data.getlist(name) if isinstance(value, str))

    def files(self, name: str) -> tuple[UploadFile, ...]:
        """Every file of a field that has a name."""
        found = self.data.getlist(name)
        return tuple(one for one in found if isinstance(one, UploadFile) and one.filename)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """All text fields but the token, in the order sent."""
        return tuple(
            (name, value)
            for name, value in self.data.multi_items()
            if isinstance(value, str) and name != CSRF_FIELD
        )


def form_token(secret: bytes) -> str:
    """What every form of this serving carries. A page elsewhere can't read it.

    >>> form_token(b"one") == form_token(b"one"), form_token(b"one") == form_token(b"two")
    (True, False)
    """
    return hmac.new(secret, b"form", hashlib.sha256).hexdigest()


async def checked_form(request: Request) -> Posted:
    """The form of a request; raises HTTPException 403 when it is not from a page of this serving,
    400 when it can't be read."""
    try:
        data = await request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_PART
        )
    except ClientDisconnect:  # somebody typed on, or left: nobody waits for the answer
        raise HTTPException(400, "What was sent broke off.") from None
    posted = Posted(data)
    expected = form_token(request.app.state.served.secret)
    if not hmac.compare_digest(posted.text(CSRF_FIELD).encode(), expected.encode()):
        raise HTTPException(
            403,
            "This form is from an earlier serving of the plan. Go back, reload the page and send "
            "it again.",
        )
    return posted
