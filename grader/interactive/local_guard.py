"""Keeps a server of this machine for the browser of the person who started it.

Any page in that browser, and any user of the machine, can send requests to it. So the secret of its address is asked
for with every request; the name by which the server is called has to be that of this machine, so that no other name
can be bound to its address; and a request that a page makes has to come from a page of the server itself.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SENT_WITH_EVERYTHING = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # Forms send where they come from only under this policy; other sites are told nothing.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def new_token() -> str:
    """A secret for the addresses of one run."""
    return secrets.token_urlsafe(24)


class LocalGuard:
    """Lets through to an application what asks under its secret, from this machine and from its own pages.

    Everything else gets an empty answer: 403 for another name or another site, 404 without the secret.

    Args:
        app: the application, which sees the path behind the secret.
        token: the secret: the first part of every path.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._prefix = f"/{token}/".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # a web socket is not used, and has its own rules about origins
            return
        if not comes_from_here(scope["method"], Headers(scope=scope)):
            await Response(status_code=403)(scope, receive, _with_headers(send))
            return
        path = scope["path"].encode("utf-8", "surrogatepass")
        if not secrets.compare_digest(path[: len(self._prefix)], self._prefix):
            await Response(status_code=404)(scope, receive, _with_headers(send))
            return
        # `path` is decoded from UTF-8, and the secret is ASCII.
        await self._app({**scope, "path": scope["path"][len(self._prefix) - 1 :]}, receive, _with_headers(send))


def comes_from_here(method: str, headers: Headers) -> bool:
    """Whether a request calls the server by this machine's name and is not from another site's page.

    A browser names the page's origin with every request that changes something; without an origin, only reading is
    allowed.
    """
    host = headers.get("host", "")
    if len(headers.getlist("host")) != 1 or _name_of(host) not in _OWN_NAMES:
        return False
    origin = headers.get("origin")
    if origin is None:
        return method in _READING
    return origin == f"http://{host}"


def _name_of(host: str) -> str:
    """The name in `name:port`; "" where it is not of that form."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    return parts.hostname or "" if parts.netloc == host and "@" not in host else ""


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            sent = MutableHeaders(scope=message)
            for name, value in _SENT_WITH_EVERYTHING.items():
                sent[name] = value
            sent.setdefault("content-security-policy", _POLICY)
        await send(message)

    return send_with_headers
