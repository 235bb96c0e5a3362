"""Schemathesis asks a running workbench whatever its own description allows, and what it does not.

A few times each in `make test`; `make fuzz` goes on for as long as HEADWATER_FUZZ_SECONDS says, edge cases first.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import sleep

import httpx

from .serving import served

SECONDS = int(os.environ.get("HEADWATER_FUZZ_SECONDS", "0"))
LONG = ("--phases", "coverage,fuzzing", "--max-time", str(SECONDS), "--max-examples", "10000")
SHORT = ("--phases", "fuzzing", "--max-examples", "4", "--seed", "1")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def known(client: httpx.Client) -> dict[str, list[str]]:
    """What is there to be asked for, by the fields that ask for it: without it all would be answered by a 404."""
    found: dict[str, list[str]] = {}
    for line in client.get("/story.json").json()["claims"][:12]:
        page = client.get(f"{line['address']}.json").json()
        found.setdefault("claim", []).append(page["keys"][0])
        found.setdefault("assertion", []).extend(page["keys"][:3])
        found.setdefault("join", []).extend(join["id"] for join in page["claim"]["joins"][:4])
        found.setdefault("slot", []).extend(each["slot"] for each in page["claim"]["disagreements"])
    articles = client.get("/articles.json").json()["articles"]
    found["article"] = [each["address"].rpartition("/")[2] for each in articles]
    sources = client.get("/sources.json").json()["sources"]
    found["source"] = [each["name"] for each in sources if each["name"]][:20]
    found["source_key"] = [each["address"].rpartition("/")[2] for each in sources]
    found["attribution"] = [f"a{number}" for number in range(1, 9)]
    assert all(found.values()), found
    return found


def settings(values: dict[str, list[str]]) -> str:
    """Schemathesis' settings: most of what it makes up for these fields is what is there."""

    def use(field: str, name: str) -> str:
        return f'"{field}" = {{ dictionary = "{name}", probability = 0.8 }}'

    lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(each)}" for name, each in values.items()]
    fields = {name: name for name in ("article", "attribution", "claim", "join", "slot", "source")}
    fields |= {"publication": "source", "name": "source"}
    lines += ["[parameters]", use("path.attribution", "attribution")]
    lines += [use(f"body.{field}", name) for field, name in fields.items()]
    for pattern, name in (("^/claims/", "claim"), ("^/articles/", "article"), ("^/sources/", "source_key")):
        lines += ["[[operations]]", f'include-path-regex = "{pattern}"', f"parameters = {{ {use('path.key', name)} }}"]
    for path, name in (("/decide/assertions", "assertion"), ("/decide/sources", "source")):
        both = ", ".join(use(f"body.{field}", name) for field in ("one", "other"))
        lines += ["[[operations]]", f'include-path = "{path}"', f"parameters = {{ {both} }}"]
    # A format whose library is not installed is answered so, as it is described.
    lines += ["[[operations]]", 'include-path-regex = "/export/"']
    lines += ['checks.not_a_server_error.expected-statuses = ["2xx", "3xx", "4xx", "501"]']
    return "\n".join(lines)


def test_nothing_that_is_asked_breaks_it_or_is_answered_otherwise_than_described(sample: Path, tmp_path: Path) -> None:
    case, config = tmp_path / "affair.hw", tmp_path / "schemathesis.toml"
    shutil.copy(sample, case)
    with served(case) as (base, start), httpx.Client(base_url=base, follow_redirects=True) as client:
        client.get(start)
        while client.get("/progress.json").json()["behind"]:
            sleep(0.1)
        config.write_text(settings(known(client)), encoding="utf-8")
        headers = {
            "cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items()),
            "x-csrf-token": client.get("/session.json").json()["csrf"],
            "accept": "application/json",
        }
        ended = asked(f"{base}/openapi.json", config, headers)
        assert ended.returncode == 0, ended.stdout[-20_000:] + ended.stderr[-5_000:]
        told = re.search(r"(\d+) generated, (\d+) passed", ended.stdout)
        assert told, ended.stdout[-5_000:]
        assert int(told[1]) == int(told[2]) > 100
        assert client.get("/history.json").json()["decisions"], "it has come as far as to decide something"


def asked(description: str, config: Path, headers: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What the program says; it ends with 0 where it found nothing."""
    program = Path(sys.executable).with_name("schemathesis")
    options = ["--checks", CHECKS, *(LONG if SECONDS else SHORT), "--workers", "2", "--no-color"]
    options += ["--request-timeout", "60"]  # a busy machine is no fault of the workbench
    given = [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    command = [str(program), "--config-file", str(config), "run", description, *options, *given]
    environment = os.environ | {"PYTHONWARNINGS": ""}
    return subprocess.run(
        command, capture_output=True, text=True, cwd=config.parent, env=environment, timeout=SECONDS + 180, check=False
    )
