"""A file is written as a whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.errors import SettingError
from headwater.writing import write


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_what_was_there(small_disk: Path) -> None:
    path = small_disk / "story.html"
    write(path, b"the last one")
    with pytest.raises(SettingError, match=r"No space left.*make room"):
        write(path, b"x" * 100_000)
    assert path.read_bytes() == b"the last one"
    assert [each.name for each in small_disk.iterdir()] == ["story.html"]


def test_a_file_keeps_its_permissions_and_a_link_leads_where_it_led(tmp_path: Path) -> None:
    path, link = tmp_path / "story.json", tmp_path / "link"
    write(path, b"1")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link, b"2")
    assert link.is_symlink()
    assert path.read_bytes() == b"2"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_may_be_read_by_whom_the_system_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_device_takes_what_it_is_given() -> None:
    write(Path("/dev/null"), b"x")
    with pytest.raises(SettingError, match="make room"):
        write(Path("/dev/full"), b"x")


@pytest.mark.parametrize("name", ["absent/file", ".", "x" * 300, "file/inside"])
def test_a_place_that_cannot_be_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SettingError, match=r"cannot be written.*name a file") as raised:
        write(tmp_path / name, b"")
    assert "\n" not in str(raised.value)


def test_only_the_disk_has_no_room() -> None:
    from headwater.writing import remedy

    assert "room" in remedy(OSError(errno.ENOSPC, ""))
    assert "room" not in remedy(OSError(errno.EACCES, ""))
