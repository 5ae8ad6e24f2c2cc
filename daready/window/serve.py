"""The server: on this machine's own address alone, at a free port, until the window is closed or deserted."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Callable
from threading import Thread

import uvicorn

from daready.window.app import app
from daready.window.desk import Desk
from daready.window.doors import Doors

HERE = "127.0.0.1"
_LOOK = 5.0
"""Seconds between two looks at whether anybody is there."""


def serve(desk: Desk, opened: Callable[[Doors], None]) -> None:
    """Serve the window until it is closed. ``opened`` is told once its address answers."""
    with socket.socket() as listening:
        listening.bind((HERE, 0))
        if desk.workspace is not None:
            desk.begin()
        doors = Doors(f"{HERE}:{listening.getsockname()[1]}", time.monotonic)
        server = uvicorn.Server(_config(app(desk, doors, lambda: _stop(server))))
        listening.listen()
        opened(doors)
        Thread(target=_warm, args=(desk,), daemon=True).start()
        Thread(target=_watch, args=(server, doors), daemon=True).start()
        server.run(sockets=[listening])


def _config(made: object) -> uvicorn.Config:
    # Nothing is logged: an address or a fault may hold what a person wrote.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    return uvicorn.Config(
        made,  # type: ignore[arg-type]  # an ASGI application
        log_config=None,
        log_level=logging.CRITICAL,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=5,
    )


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


def _warm(desk: Desk) -> None:
    """Work out how things stand while the browser starts; whatever is wrong is told to whoever asks."""
    try:
        if desk.workspace is not None:
            _ = desk.standing
    except Exception:
        return


def _watch(server: uvicorn.Server, doors: Doors) -> None:
    while not server.should_exit:
        time.sleep(_LOOK)
        if doors.deserted:
            _stop(server)
