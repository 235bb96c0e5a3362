from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from headwater.errors import SettingError
from headwater.web import users
from headwater.web.users import Role, Users, add, remove

PASSWORD = "correct horse"


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.users"
    add(path, "ada", Role.EDITOR, PASSWORD)
    add(path, "ben", Role.READER, PASSWORD)
    return path


def test_a_password_is_kept_as_a_hash_that_only_its_owner_reads(team: Path) -> None:
    text = team.read_text("utf-8")
    assert PASSWORD not in text
    assert [line.split(":")[:2] for line in text.splitlines()] == [["ada", "editor"], ["ben", "reader"]]
    assert len({line.split(":")[2] for line in text.splitlines()}) == 2
    assert team.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "password", "right"),
    [
        ("ada", PASSWORD, True),
        ("ada", "wrong horse", False),
        ("ada", "", False),
        ("eve", PASSWORD, False),
        ("", "", False),
        ("ada", "x" * 100_000, False),
    ],
)
def test_only_the_right_password_is_right(team: Path, name: str, password: str, right: bool) -> None:
    assert Users(team).check(name, password) is right


def test_who_guesses_has_to_wait(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Users(team)
    for _ in range(users.ATTEMPTS):
        assert not known.check("ada", "wrong horse")
    assert not known.check("ada", PASSWORD)
    assert known.check("ben", PASSWORD)
    monkeypatch.setattr(users, "PAUSE", 0.0)
    assert known.check("ada", PASSWORD)
    monkeypatch.undo()
    assert known.check("ada", PASSWORD)


@pytest.mark.parametrize("name", ["ada", "eve"])
def test_a_name_that_has_to_wait_is_answered_as_slowly_as_one_that_is_not_known(
    team: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Else whoever guesses learns which names there are."""
    known = Users(team)
    checks: list[str] = []
    monkeypatch.setattr(known, "_hasher", Counting(known._hasher, checks))
    for _ in range(users.ATTEMPTS + 3):
        assert not known.check(name, "wrong horse")
    assert len(checks) == users.ATTEMPTS + 3


class Counting:
    """Checks passwords, and notes that it did."""

    def __init__(self, hasher: PasswordHasher, checks: list[str]) -> None:
        self._hasher, self._checks = hasher, checks

    def verify(self, hashed: str, password: str) -> bool:
        self._checks.append(hashed)
        return self._hasher.verify(hashed, password)


def test_a_changed_file_is_read_again(team: Path) -> None:
    known = Users(team)
    add(team, "ben", Role.EDITOR, "another horse")
    ben = known.find("ben")
    assert ben
    assert ben.role is Role.EDITOR
    assert known.check("ben", "another horse")
    remove(team, "ben")
    assert known.find("ben") is None


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("ada thorne", PASSWORD, "no name"),
        ("ada:editor", PASSWORD, "no name"),
        ("", PASSWORD, "no name"),
        ("ada", "short", "at least 10"),
    ],
)
def test_what_cannot_be_a_user_is_told(team: Path, name: str, password: str, words: str) -> None:
    before = team.read_bytes()
    with pytest.raises(SettingError, match=words):
        add(team, name, Role.EDITOR, password)
    assert team.read_bytes() == before


@pytest.mark.parametrize("line", ["ada", "ada:admin:$argon2id$x", "ada:editor:secret", "ada:editor"])
def test_a_line_that_is_no_user_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "team.users"
    path.write_text(f"# our team\n\n{line}\n", "utf-8")
    with pytest.raises(SettingError, match="line 3"):
        Users(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="headwater users add"):
        Users(tmp_path / "none")
    with pytest.raises(SettingError, match="no user"):
        remove(tmp_path / "none", "ada")
    with pytest.raises(SettingError, match="folder that exists"):
        add(tmp_path / "none" / "team", "ada", Role.EDITOR, PASSWORD)
