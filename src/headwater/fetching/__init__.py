"""Pages from the network into a web archive: only where somebody asks for it, politely, and from public hosts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from headwater.errors import SettingError

__all__ = ["Manners", "fetch", "listed"]

_MOST = 10_000  # addresses in one list


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are fetched: seconds and megabytes that one may take, seconds between two visits of one host.

    `private` allows addresses that are not public: of this machine, and of the networks that it stands in.
    """

    seconds: int = 30
    megabytes: int = 20
    pause: int = 2
    private: bool = False

    @property
    def agent(self) -> str:
        return f"headwater/{metadata.version('headwater')}"


def listed(path: Path) -> list[str]:
    """The addresses in a file, one a line, each once; what stands behind a # is a note. May raise SettingError."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} cannot be read as a list ({error}): write one address a line, in UTF-8") from error
    written = (line.split(" #")[0].strip() for line in lines)
    found = [each for each in dict.fromkeys(written) if each and not each.startswith("#")]
    if len(found) > _MOST:
        raise SettingError(f"{path} lists more than {_MOST:,} addresses: split it")
    return found


def fetch(addresses: Iterable[str], archive: Path, manners: Manners) -> None:
    """Fetches each of `addresses` that `archive` does not hold yet, one after the other.

    Every answer is kept in the archive (a WARC file), redirections and robots.txt too, and so is why one was not had.
    A missing library, or an archive that cannot be written, is a SettingError.
    """
    try:
        from headwater.fetching.visiting import Visitor
        from headwater.fetching.warc import Keeper
    except ImportError as error:
        trouble = f"--fetch needs {error.name}, which is not installed: pip install 'headwater[fetch,warc]'"
        raise SettingError(trouble) from error
    try:
        with Keeper(archive, manners.agent) as keeper:
            visitor = Visitor(manners, keeper)
            for address in addresses:
                if address not in keeper.held:
                    visitor.visit(address)
    except OSError as error:
        raise SettingError(f"{archive} cannot be written ({error.strerror or error}): name another file") from error
