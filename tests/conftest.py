"""Where the cases of these tests lie: in files, and in a PostgreSQL that is started for them and thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

Place = Callable[[], str]
NUMBERS = count(1)


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


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Gives a new place for a case each time it is called: a file, or a database."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"affair{next(NUMBERS)}.hw")
    socket = request.getfixturevalue("cluster")

    def database() -> str:
        import psycopg

        name = f"affair{next(NUMBERS)}"
        with psycopg.connect(f"host={socket} user=headwater dbname=postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://headwater@/{name}?host={socket}"

    return database
