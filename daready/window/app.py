"""The app: from a request to a room, and from the room's answer to a response.

Starlette, since what is served is a dozen pages and forms: FastAPI stands on it and adds schemas of JSON, which nothing
here sends. What the ways of ``rooms`` say is all that there is; each change is asked for its form token here, once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath, PureWindowsPath
from secrets import compare_digest
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from daready.foreign.names import printable
from daready.window.answers import Answer, Asked, Closing, Download, Go, Page, Refused, Sent
from daready.window.desk import Desk
from daready.window.doors import Doors, Session
from daready.window.drawing import STATIC, draw, framed, static
from daready.window.faults import told
from daready.window.guard import TOO_MUCH, Guard, TooMuch
from daready.window.rooms import ROOMS
from daready.window.ways import Way

_FIELDS = 4000
_LETTERS = 1 << 20
_OLD_FORM = "This form is out of date, and nothing was changed. Open the page again and repeat it."
_NOWHERE = "This page does not exist."

Answered = Callable[[Request], Awaitable[Response]]


def app(desk: Desk, doors: Doors, close: Callable[[], None]) -> Guard:
    """The window as an ASGI application, behind its guard. ``close`` stops the server once the last page is sent."""
    routes = [Route(f"/static/{name}", _static(name)) for name in STATIC]
    routes.append(Route("/here", _here))
    routes += [
        Route(way.path, _way(desk, way, close), methods=[way.method]) for room in ROOMS for way in room.ways
    ]
    lost = _lost(desk, close)
    return Guard(Starlette(routes=routes, exception_handlers={404: lost, 405: lost}), doors)


async def _here(request: Request) -> Response:
    """An open page says that it is there still; the guard has heard it."""
    return Response(status_code=204)


def _static(name: str) -> Answered:
    async def given(request: Request) -> Response:
        return Response(static(name), media_type=STATIC[name])

    return given


def _lost(desk: Desk, close: Callable[[], None]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def lost(request: Request, fault: Exception) -> Response:
        session: Session = request.scope["session"]

        def nowhere() -> Answer:
            raise Refused(_NOWHERE, 404)

        return await run_in_threadpool(_response, desk, session, Asked(), nowhere, "", close)

    return lost


def _way(desk: Desk, way: Way, close: Callable[[], None]) -> Answered:
    async def answered(request: Request) -> Response:
        session: Session = request.scope["session"]
        asked = Asked(
            path={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            part=request.headers.get("hx-request") == "true",
        )
        read: Form | Refused = await _form(request, session, way) if way.method == "POST" else ({}, ())
        if not isinstance(read, Refused):
            asked = Asked(asked.path, asked.query, *read, asked.part)

        def handled() -> Answer:
            if isinstance(read, Refused):
                raise read
            if not way.unfounded and desk.workspace is None:
                return Go("/first")
            return way.handler(desk, asked)

        return await run_in_threadpool(_response, desk, session, asked, handled, way.path, close)

    return answered


Form = tuple[dict[str, tuple[str, ...]], tuple[Sent, ...]]


async def _form(request: Request, session: Session, way: Way) -> Form | Refused:
    """The fields and files of one of our forms, which carries the session's token."""
    try:
        async with request.form(max_files=way.files, max_fields=_FIELDS, max_part_size=_LETTERS) as form:
            token = form.get("form_token")
            if not isinstance(token, str) or not compare_digest(token.encode(), session.form_token.encode()):
                return Refused(_OLD_FORM, 403)
            fields: dict[str, tuple[str, ...]] = {}
            files: list[Sent] = []
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    if value.filename:
                        files.append(Sent(_last_part(value.filename), await value.read()))
                else:
                    fields[name] = (*fields.get(name, ()), value)
            return fields, tuple(files)
    except MultiPartException:
        return Refused(_OLD_FORM, 403)
    except TooMuch:
        return Refused(TOO_MUCH, 413)


def _last_part(name: str) -> str:
    """A file's name without any folder before it, as it may be printed."""
    return printable(PureWindowsPath(PurePosixPath(name).name).name) or "file"


def _response(
    desk: Desk,
    session: Session,
    asked: Asked,
    handled: Callable[[], Answer],
    here: str,
    close: Callable[[], None],
) -> Response:
    """What a room answers, as a response; whatever goes wrong is a page with a sentence."""
    try:
        return _sent(desk, session, asked, handled(), here, close)
    except Exception as fault:
        sentence, status = told(fault)
        page = Page("told.html", sentence, status)
        return HTMLResponse(draw(page, framed(desk, session.form_token, here, bare=True)), status)


def _sent(
    desk: Desk, session: Session, asked: Asked, answer: Answer, here: str, close: Callable[[], None]
) -> Response:
    if isinstance(answer, Go):
        if asked.part:
            return Response(headers={"hx-redirect": answer.to})
        return RedirectResponse(answer.to, 303)
    if isinstance(answer, Download):
        named = f"attachment; filename*=UTF-8''{quote(answer.name, safe='')}"
        return Response(answer.content, media_type=answer.kind, headers={"content-disposition": named})
    if isinstance(answer, Closing):
        page = Page("closed.html", None)
        frame = framed(desk, session.form_token, here, bare=True)
        return HTMLResponse(draw(page, frame), background=BackgroundTask(close))
    return HTMLResponse(draw(answer, framed(desk, session.form_token, here)), answer.status)
