"""The server of the live page, on this machine alone."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import webbrowser
from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from grader.errors import CourseError, GraderError
from grader.interactive.live_updates import Updates
from grader.interactive.local_guard import LocalGuard

HOST = "127.0.0.1"
_LONGEST_FORM = 4096
_SECONDS_TO_STOP = 2


class Page(Protocol):
    """What the server shows. Each method may be called by several threads, one after another or at once."""

    def document(self) -> str:
        """The whole page as HTML, with its parts as they are now."""

    def parts(self) -> Mapping[str, str]:
        """The parts of the page that change, as HTML by name."""

    def drawings(self) -> Mapping[str, str]:
        """The parts that take longer to make; they are sent after the others."""

    def act(self, action: str, argument: str) -> str:
        """Do what a button says; the answer is shown where a screen reader hears it, "" where nothing is to be said.

        Raises:
            KeyError: for an action that does not exist.
            GraderError: if it cannot be done; the message says why.
        """

    def lesson(self, name: str) -> str | None:
        """The page of a text of the course; None where there is none of that name."""

    def asset(self, name: str) -> tuple[str, str] | None:
        """A file of the package that the page is made with, and its media type; None for any other name."""


def live_app(page: Page, updates: Updates, token: str, say: Callable[[GraderError | OSError], str] = str) -> LocalGuard:
    """The application: the page, its events and its buttons, all behind the secret; `say` words what a button could
    not do."""

    async def document(request: Request) -> Response:
        return HTMLResponse(await asyncio.to_thread(page.document))

    async def events(request: Request) -> Response:
        return StreamingResponse(updates.stream(page.parts, page.drawings), media_type="text/event-stream")

    async def act(request: Request) -> Response:
        form = await _small_form(request)
        if form is None:
            return Response(status_code=413)
        try:
            said = await asyncio.to_thread(page.act, form.get("action", ""), form.get("argument", ""))
            status = 200
        except KeyError:
            return Response(status_code=400)
        except (GraderError, OSError) as error:
            said, status = say(error), 409
        updates.tell()
        # The script of the page asks for text; a form without it is led back to the page.
        if "text/html" in request.headers.get("accept", ""):
            return RedirectResponse("./", status_code=303)
        return PlainTextResponse(said, status_code=status)

    async def lesson(request: Request) -> Response:
        found = await asyncio.to_thread(page.lesson, request.path_params["name"])
        if found is None:
            return Response(status_code=404)
        # The page's own policy lets in its one style sheet and its pictures, and no script.
        return HTMLResponse(found, headers={"content-security-policy": "frame-ancestors 'none'; script-src 'none'"})

    async def asset(request: Request) -> Response:
        found = page.asset(request.path_params["name"])
        return Response(found[0], media_type=found[1]) if found else Response(status_code=404)

    app = Starlette(
        routes=[
            Route("/", document),
            Route("/events", events),
            Route("/act", act, methods=["POST"]),
            Route("/read/{name}", lesson),
            Route("/assets/{name}", asset),
        ]
    )
    app.router.redirect_slashes = False
    return LocalGuard(app, token)


async def _small_form(request: Request) -> dict[str, str] | None:
    """The fields of a form; None where it is longer than any form of the page."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            return None
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def listen(port: int) -> socket.socket:
    """A socket that accepts connections from this machine, at a free port where `port` is 0.

    Raises:
        CourseError: if the port cannot be used.
    """
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.bind((HOST, port))
        made.listen()
    except (OSError, OverflowError) as error:
        made.close()
        raise CourseError(
            "port %(port)s cannot be used (%(error)s): leave --port out, and a free one is taken",
            port=port,
            error=error,
        ) from error
    return made


def serve(app: LocalGuard, listening: socket.socket, updates: Updates) -> None:
    """Serve until the process is interrupted."""
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        access_log=False,
        log_level="critical",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_STOP,
    )
    with contextlib.suppress(KeyboardInterrupt):  # how one ends it
        _Server(config, updates.close).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends the streams of events before it waits for connections to end: an open page never ends its own."""

    def __init__(self, config: uvicorn.Config, close: Callable[[], None]) -> None:
        super().__init__(config)
        self._close = close

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._close()
        await super().shutdown(sockets)


def show_in_browser(address: str) -> bool:
    """Open an address in a browser with windows; False where there is none."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    # One of this class itself runs in the terminal, and ends only when the learner leaves it.
    return type(found) is not webbrowser.GenericBrowser and found.open(address)
