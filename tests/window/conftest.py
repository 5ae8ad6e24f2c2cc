"""A window without a server: the app, its desk and a browser that was let in; and the sample, loaded once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("starlette")

from starlette.testclient import TestClient

from daready.window.app import app
from daready.window.desk import Desk
from daready.window.doors import Doors
from daready.window.rooms.first import found
from daready.window.sample import DAY, SETTINGS, load_sample

HOST = "127.0.0.1:4321"


@dataclass
class Window:
    """The parts of a window, and browsers for it. ``closed``: how often it was asked to stop; ``time`` in seconds."""

    desk: Desk
    closed: int = 0
    time: float = 0.0

    def __post_init__(self) -> None:
        self.doors = Doors(HOST, lambda: self.time)
        self.app = app(self.desk, self.doors, self._close)

    def _close(self) -> None:
        self.closed += 1

    def stranger(self) -> TestClient:
        """A browser that was not let in."""
        return TestClient(self.app, base_url=f"http://{HOST}", raise_server_exceptions=False)

    def browser(self) -> Browser:
        """A browser that came by the printed address."""
        client = self.stranger()
        assert client.get(self.doors.address, follow_redirects=False).status_code == 303
        return Browser(client, self)


@dataclass
class Browser:
    """A browser that was let in, with the form token of its session."""

    client: TestClient
    window: Window

    @property
    def token(self) -> str:
        (session,) = (one for one in self.window.doors._sessions.values() if one.cookie in self._cookies)
        return session.form_token

    @property
    def _cookies(self) -> set[str]:
        return {cookie.value or "" for cookie in self.client.cookies.jar}

    def see(self, path: str, status: int = 200) -> str:
        """The text of a page."""
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return answer.text

    def send(self, path: str, status: int = 200, files: object = None, **fields: object) -> str:
        """The text of the page that a form leads to."""
        answer = self.client.post(
            path,
            data={"form_token": self.token, **fields},
            files=files,  # type: ignore[arg-type]
            headers={"origin": f"http://{HOST}"},
        )
        assert answer.status_code == status, answer.text
        return answer.text


@pytest.fixture
def empty(tmp_path: Path) -> Window:
    """A window at a folder that is no workspace yet."""
    return Window(Desk(tmp_path / "home", lambda: date(2026, 7, 1), "tester"))


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample in it, to be copied."""
    home = tmp_path_factory.mktemp("sample")
    found(home, SETTINGS, "tester")
    load_sample(home, "tester")
    return home


@pytest.fixture
def sample(loaded: Path, tmp_path: Path) -> Iterator[Window]:
    """A window at a copy of the sample, as at its day."""
    home = tmp_path / "loaded"
    shutil.copytree(loaded, home)
    yield Window(Desk(home, lambda: DAY, "tester"))


def texts(home: Path) -> set[str]:
    """The names of everything that lies in a folder, for what should be gone."""
    return {path.relative_to(home).as_posix() for path in home.rglob("*")}
