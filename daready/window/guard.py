"""Who may ask: nobody but the browser that was let in, at the window's own address, from its own pages.

Other web pages, other users of the machine and whoever finds an old address are turned away here, before anything is
read: by the cookie that only the first address gives, by Host (a name that leads to this machine is not its address),
by Origin on every change, and by the browser's own word on where a request comes from.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from html import escape
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from daready.window.doors import ENTER, Doors

MOST_BYTES = 256 << 20
"""What one request may send in all; a larger file is no evidence (``foreign.files``)."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAID = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "same-origin",  # with no-referrer, browsers hide the origin of our own forms
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

_STRANGER = (
    "This window opens only by its own address. Go to the window in which daready was started, and open the address "
    "that it shows."
)
_ELSEWHERE = "This request does not come from a page of daready. Nothing was done."
TOO_MUCH = "That is more than daready reads at once (256 MB). Send fewer files at a time. Nothing was kept."
_USED = (
    "This address was used once already, and whoever used it has been shut out. If that was not you, somebody else "
    "at this computer has seen it. Close daready and open it again."
)


class TooMuch(Exception):
    """More bytes came than a request may send."""


class Guard:
    """Lets a request through to the app, or turns it away in a sentence."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app, self.doors = app, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing here speaks anything else, and silence closes it
        headers = Headers(scope=scope)
        saying = _saying(send)
        if headers.getlist("host") != [self.doors.host]:
            await _turn_away(saying, 421, _ELSEWHERE)
        elif scope["path"].startswith(ENTER):
            await self._enter(scope, saying)
        elif (session := self.doors.session(headers.get("cookie", ""))) is None:
            await _turn_away(saying, 403, _STRANGER)
        elif not self._ours(scope["method"], headers):
            await _turn_away(saying, 403, _ELSEWHERE)
        elif int(_digits(headers.get("content-length"))) > MOST_BYTES:
            await _turn_away(saying, 413, TOO_MUCH)
        else:
            self.doors.seen(beat=scope["path"] == "/here")
            scope["session"] = session
            await self.app(scope, _weighed(receive), saying)

    def _ours(self, method: str, headers: Headers) -> bool:
        """Whether a request comes from our own page, or from nowhere: typed, or opened by another program."""
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return False
        return method in ("GET", "HEAD") or headers.getlist("origin") == [f"http://{self.doors.host}"]

    async def _enter(self, scope: Scope, send: Send) -> None:
        let_in = self.doors.enter(scope["path"].removeprefix(ENTER))
        if scope["method"] != "GET" or let_in is None:
            await _turn_away(send, 403, _STRANGER)
        elif let_in == "used":
            await _turn_away(send, 403, _USED)
        else:
            cookie = f"{self.doors.cookie}={let_in}; Path=/; HttpOnly; SameSite=Strict"
            await _answer(send, 303, b"", {"location": "/", "set-cookie": cookie})


def _digits(text: str | None) -> str:
    return text if text and text.isascii() and text.isdigit() else "0"


def _saying(send: Send) -> Send:
    """Sends everything with the headers that each answer carries."""

    async def said(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SAID.items():
                headers[name] = value
        await send(message)

    return said


def _weighed(receive: Receive) -> Receive:
    """Reads on only as long as the whole is no more than may be sent, whatever its length was said to be."""
    came = 0

    async def weighed() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > MOST_BYTES:
            raise TooMuch
        return message

    return weighed


async def _turn_away(send: Send, status: int, sentence: str) -> None:
    page = (
        '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>daready</title>'
        f"<main><h1>daready</h1><p>{escape(sentence)}</p></main></html>"
    )
    await _answer(send, status, page.encode(), {"content-type": "text/html; charset=utf-8"})


async def _answer(send: Send, status: int, body: bytes, headers: MutableMapping[str, Any]) -> None:
    lines = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})
