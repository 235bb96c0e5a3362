"""Where the cases of these tests lie: in files, and in a PostgreSQL that is started for them and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

Place = Callable[[], str]
NUMBERS = count(1)
# The first example loads the word lists, and another program may have the processor: time proves nothing here.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def binaries() -> Path | None:
    """Debian keeps the server's programs apart from those in PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The folder of the socket of a running PostgreSQL, which runs as somebody who is not root, as it has to."""
    folder = binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    user = None
    if os.geteuid() == 0:
        try:
            user = pwd.getpwnam("postgres").pw_uid
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    home = Path(tempfile.mkdtemp(prefix="hw"))  # A socket's path has to be short.
    if user is not None:
        os.chown(home, user, -1)

    def run(*command: str) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home)}
        subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL, cwd=home, env=environment)

    data, options = str(home / "data"), f"-k {home} -c listen_addresses= -c fsync=off -c max_connections=40"
    run(str(folder / "initdb"), "-D", data, "-A", "trust", "-U", "headwater", "-E", "UTF8", "--no-sync")
    run(str(folder / "pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield str(home)
    finally:
        run(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home)


@pytest.fixture(scope="session")
def databases() -> deque[str]:
    """Empty databases that no test uses: to make one takes long, and to throw a thousand away still longer."""
    return deque()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Gives a new place for a case each time it is called: a file, or a database."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"affair{next(NUMBERS)}.hw")
        return
    socket, free = request.getfixturevalue("cluster"), request.getfixturevalue("databases")
    taken: list[str] = []

    def database() -> str:
        if not free:
            free.append(f"affair{next(NUMBERS)}")
            _execute(socket, "postgres", f"CREATE DATABASE {free[0]}")
        taken.append(free.popleft())
        return f"postgresql://headwater@/{taken[-1]}?host={socket}"

    yield database
    for name in taken:
        _execute(socket, "postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        _execute(socket, name, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        free.append(name)


def _execute(socket: str, database: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(f"host={socket} user=headwater dbname={database}", autocommit=True) as connection:
        connection.execute(statement.encode())
