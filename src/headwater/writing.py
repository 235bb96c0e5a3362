"""A file is written as a whole or not at all: what stood there before is kept until the new one is on the disk."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from headwater.errors import SettingError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write(path: Path, content: bytes) -> None:
    """Puts a file at `path`, with the permissions of the one that is there. A SettingError says what is in the way."""
    try:
        if path.exists() and not path.is_file():  # A device or a pipe takes what it is given.
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    except OSError as error:
        raise SettingError(f"{path} cannot be written ({error.strerror}): {remedy(error)}") from error


def remedy(error: OSError) -> str:
    """What to do where a file cannot be written."""
    return "make room, and run the same again" if error.errno in _NO_ROOM else "name a file in a folder that exists"


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".headwater-{os.getpid()}.new")
    try:
        file = new.open("xb")
    except PermissionError:  # The file may be ours although its folder is not.
        path.write_bytes(content)
        return
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
