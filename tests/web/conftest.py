"""The sample story as a case, read once; each test works on a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from headwater import web
from headwater.case import Case
from headwater.model import Claim
from headwater.web.workbench import Workbench

HARBOUR = Path(__file__).parents[2] / "examples" / "harbour"
BASE = "http://127.0.0.1:8765"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the sample story, with its story; not to be changed."""
    path = tmp_path_factory.mktemp("sample") / "affair.hw"
    with Case.create(str(path), who="ada") as case:
        assert {added.what for added in case.add([str(HARBOUR)])} == {"added"}
        case.story()
    return path


class Desk:
    """A workbench that runs, and somebody who is signed in to it."""

    def __init__(self, app: Starlette, client: TestClient) -> None:
        self.app, self.client = app, client
        self.csrf = ""

    @property
    def workbench(self) -> Workbench:
        found: Workbench = self.app.state.workbench
        return found

    def sign_in(self) -> Desk:
        answer = self.client.get("/sign-in", params={"token": self.app.state.sessions.token()})
        assert answer.status_code == 200, answer.text
        return self.known()

    def known(self) -> Desk:
        self.csrf = self.client.get("/session.json").json()["csrf"]
        return self

    def json(self, address: str, **parameters: Any) -> Any:
        path, _, query = address.partition("?")
        answer = self.client.get(f"{path}.json?{query}" if query else f"{path}.json", params=parameters or None)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, address: str, /, **fields: str) -> Any:
        return self.client.post(address, data=fields, headers={"x-csrf-token": self.csrf, "accept": "application/json"})

    def decide(self, act: str, /, **fields: str) -> str:
        """Decides, and waits until the story is that of the decision; its id."""
        answer = self.post(f"/decide/{act}", **fields)
        assert answer.status_code == 200, answer.text
        assert self.workbench.settled(60)
        decision: str = answer.json()["decision"]
        return decision

    def disputed(self) -> Any:
        """The data of a claim on which the articles disagree, with several assertions."""
        return self._claim(lambda claim: len(claim.assertions) > 4 and bool(claim.disagreements))

    def pair(self) -> Any:
        """The data of a claim with two assertions that certainly share their publication, and thus stand on one."""
        return self._claim(
            lambda claim: len(claim.assertions) == 2 and any(j.certain and j.of == "publication" for j in claim.joins)
        )

    def at_one_place(self) -> Any:
        """The data of a claim with few assertions, two of them of one stretch of an article."""
        return self._claim(lambda claim: len({each.key for each in claim.assertions}) < len(claim.assertions) < 6)

    def _claim(self, fits: Callable[[Claim], bool]) -> Any:
        row = next(row for row in self.workbench.edition.rows if fits(row.claim))
        return self.json(self.workbench.edition.to_claim(row.number))


@contextmanager
def running(case: Case, settings: web.Settings | None = None) -> Iterator[Desk]:
    app = web.create(case, settings)
    with TestClient(app, base_url=BASE) as client:
        desk = Desk(app, client)
        assert desk.workbench.settled(60), desk.workbench.trouble
        yield desk


@pytest.fixture(scope="session")
def reading_desk(sample: Path) -> Iterator[Desk]:
    """For tests that change nothing."""
    with Case.open(str(sample), who="ada") as case, running(case) as desk:
        yield desk.sign_in()


@pytest.fixture
def copied(sample: Path, tmp_path: Path) -> Iterator[Callable[[], Case]]:
    """Opens a copy of the sample case."""
    opened = []

    def copy() -> Case:
        path = tmp_path / "affair.hw"
        shutil.copy(sample, path)
        opened.append(Case.open(str(path), who="ada"))
        return opened[-1]

    yield copy
    for case in opened:
        case.close()


@pytest.fixture
def desk(copied: Callable[[], Case]) -> Iterator[Desk]:
    with running(copied()) as found:
        yield found.sign_in()
