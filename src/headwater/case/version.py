"""What the findings were made by: they are made anew when the stages or the model have changed."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

APART = ("api.py", "case", "cli", "export", "mcp_server", "store", "web")
"""What makes no findings."""
KINDS = (".py", ".toml", ".txt", ".json", ".npz", ".onnx", ".tsv", ".csv", ".gz")


@cache
def version(model_folder: Path) -> str:
    """Sixteen hexadecimal digits that change when the program's stages or the model do."""
    found = hashlib.sha256()
    package = Path(str(resources.files("headwater")))
    for folder in (package, model_folder):
        for path in sorted(folder.rglob("*")):
            within = path.relative_to(folder).parts
            if path.suffix in KINDS and path.is_file() and (folder == model_folder or within[0] not in APART):
                found.update("/".join(within).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]
