"""Who may sign in to a team's workbench: a file of names, roles and hashed passwords, one line each."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from headwater.errors import SettingError

SHORTEST = 10
"""Characters of a password."""
ATTEMPTS, PAUSE = 5, 60.0
"""Wrong passwords in a row after which a name has to wait for so many seconds."""
_NAME = re.compile(r"[^\s:]{1,64}")


class Role(StrEnum):
    """What somebody may do: look, or decide and add as well."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class User:
    """One line of the file; `hashed` is Argon2id's, with its salt and its costs."""

    name: str
    role: Role
    hashed: str


class Users:
    """The users in a file. It is read again when it has changed: who is taken out of it is out at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._hasher = PasswordHasher()
        # Somebody who guesses names waits as long for a wrong one as for a right one.
        self._nobody = self._hasher.hash("")
        self.checking = Lock()
        self._read: tuple[tuple[int, int], dict[str, User]] | None = None
        self._failed: dict[str, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
        self._users()

    def find(self, name: str) -> User | None:
        return self._users().get(name)

    def check(self, name: str, password: str) -> bool:
        """Whether the password is theirs. One is checked at a time: each takes memory and time on purpose.

        A name that nobody has, or that has to wait, is answered as slowly as any other.
        """
        user = self.find(name)
        with self.checking:
            failed, since = self._failed[name] if user else (0, 0.0)
            if failed >= ATTEMPTS and time.monotonic() - since < PAUSE:
                user = None
            try:
                self._hasher.verify(user.hashed if user else self._nobody, password)
            except (VerificationError, InvalidHashError):
                if user:
                    self._failed[name] = failed + 1, time.monotonic()
                return False
            if user:
                self._failed.pop(name, None)
            return user is not None

    def _users(self) -> dict[str, User]:
        try:
            status = self._path.stat()
            changed = status.st_mtime_ns, status.st_size
            if self._read is None or self._read[0] != changed:
                self._read = changed, read(self._path)
        except OSError as error:
            raise SettingError(
                f"{self._path} cannot be read ({error.strerror}): headwater users add {self._path} NAME makes it"
            ) from error
        return self._read[1]


def read(path: Path) -> dict[str, User]:
    """The users by name."""
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, _, rest = line.partition(":")
            role, _, hashed = rest.partition(":")
            if role not in list(Role) or not hashed.startswith("$argon2id$"):
                raise SettingError(f"{path}, line {number}: write NAME:reader:HASH, or use headwater users add")
            found[name] = User(name, Role(role), hashed)
    return found


def add(path: Path, name: str, role: Role, password: str) -> None:
    """Puts a user into the file, or in the place of the one of this name."""
    if not _NAME.fullmatch(name):
        raise SettingError(f"{name!r} is no name for a user: no spaces and no colon, at most 64 characters")
    if len(password) < SHORTEST:
        raise SettingError(f"a password has at least {SHORTEST} characters")
    found = read(path) if path.exists() else {}
    found[name] = User(name, role, PasswordHasher().hash(password))
    _write(path, found)


def remove(path: Path, name: str) -> None:
    found = read(path) if path.exists() else {}
    if name not in found:
        raise SettingError(f"{path} has no user {name!r}; it has {', '.join(found) or 'none'}")
    del found[name]
    _write(path, found)


def _write(path: Path, users: dict[str, User]) -> None:
    """A new file in the place of the old one, which only its owner may read."""
    lines = [f"{user.name}:{user.role}:{user.hashed}\n" for user in users.values()]
    new = path.with_name(path.name + ".new")
    try:
        new.touch(mode=0o600)
        new.write_text("".join(lines), "utf-8")
        new.replace(path)
    except OSError as error:
        raise SettingError(
            f"{path} cannot be written ({error.strerror}); name a file in a folder that exists"
        ) from error
