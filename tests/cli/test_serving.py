"""`serve` and `users` as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from headwater.case import Case
from headwater.cli import commands
from headwater.errors import HeadwaterError
from headwater.web.users import Users


def run(*arguments: str, given: str = "") -> str:
    result = CliRunner().invoke(commands, arguments, input=given)
    if isinstance(result.exception, HeadwaterError):
        raise result.exception
    return result.output


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = str(tmp_path / "affair.hw")
    Case.create(path).close()
    return path


def test_a_user_is_added_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "team.users"
    told = run("users", "add", str(path), "ada", given="correct horse\ncorrect horse\n")
    assert "ada may sign in as editor" in told
    assert "correct horse" not in told
    assert Users(path).check("ada", "correct horse")
    run("users", "remove", str(path), "ada")
    assert Users(path).find("ada") is None


def test_others_do_not_reach_it_unless_they_have_to_sign_in(case: str) -> None:
    with pytest.raises(HeadwaterError, match="--users FILE"):
        run("serve", case, "--bind", "0.0.0.0")


def test_a_port_that_is_taken_is_told(case: str) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(HeadwaterError, match="--port"):
            run("serve", case, "--port", str(taken.getsockname()[1]))


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HeadwaterError):
        run("serve", str(tmp_path / "none.hw"), "--port", "0")
