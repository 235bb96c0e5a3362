"""Records as bytes and back, whole and exact: findings in MessagePack, compressed; decisions as JSON that people read.

A blob begins with the number of its form. A field that a record has gained since, with a default, is filled in; a blob
that no longer fits its record is a CodecError, and what it held has to be found anew.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast, get_args

import msgspec

from headwater.errors import CodecError
from headwater.garbage import uncollected
from headwater.model import Act, Decision, content_id

Record = TypeVar("Record")

FORM = b"\x01"
LEVEL = 3
"""Of zlib: beyond it time doubles for a few per cent of size."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


def encode(record: Any) -> bytes:
    """The bytes of a record: of a dataclass, or of a tuple of them."""
    return FORM + zlib.compress(msgspec.msgpack.encode(record), LEVEL)


def decode(blob: bytes, kind: type[Record]) -> Record:
    """The record of this kind that `encode` was given."""
    if blob[:1] != FORM:
        raise CodecError(f"what is stored has form {blob[:1].hex() or 'none'}, and this version reads {FORM.hex()}")
    try:
        record: Record = _decoder(cast("Any", kind)).decode(zlib.decompress(blob[1:]))
    except (msgspec.MsgspecError, zlib.error, UnicodeDecodeError) as error:
        raise CodecError(f"what is stored is no {getattr(kind, '__name__', kind)} of this version ({error})") from error
    return record


@uncollected()
def decode_all(blobs: Iterable[bytes], kind: type[Record]) -> tuple[Record, ...]:
    """Many records, without the collector of garbage, which would take most of the time and find none."""
    return tuple(decode(blob, kind) for blob in blobs)


@cache
def _decoder(kind: type[Any]) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


# -- decisions --------------------------------------------------------------------------------------------------------


def kind_of(act: type[Any]) -> str:
    """ "attribution wrong" for AttributionWrong."""
    return _WORD.sub(" ", act.__name__).lower()


ACTS: dict[str, type[Any]] = {kind_of(act): act for act in get_args(Act)}


def decided(act: Act, who: str, why: str = "", when: str | None = None) -> Decision:
    """The decision for an act, now unless `when` says otherwise, with the id that follows from all this."""
    clean = msgspec.convert(_clean(asdict(act)), type(act))
    when = when or datetime.now(UTC).isoformat(timespec="microseconds")
    who, why = _printable(who), _printable(why)
    return Decision(_id(when, who, why, clean), when, who, why, clean)


def decision_line(decision: Decision) -> dict[str, Any]:
    """A decision as a JSON object."""
    return {
        "id": decision.id,
        "when": decision.when,
        "who": decision.who,
        "why": decision.why,
        "kind": kind_of(type(decision.act)),
        "act": msgspec.to_builtins(decision.act),
    }


def decision_of(line: Any) -> Decision:
    """The decision in a JSON object, as from `decision_line`; anything else is a CodecError that says what is wrong."""
    if not isinstance(line, dict):
        raise CodecError("a decision is a JSON object")
    missing = [name for name in ("id", "when", "who", "why", "kind", "act") if name not in line]
    if missing:
        raise CodecError(f"a decision has {', '.join(missing)} as well")
    if line["kind"] not in ACTS:
        raise CodecError(f"no decision is of the kind {line['kind']!r}; there are {', '.join(ACTS)}")
    try:
        act = msgspec.convert(line["act"], ACTS[line["kind"]])
        found = msgspec.convert({**line, "act": None}, _Line)
        datetime.fromisoformat(found.when)
    except (msgspec.ValidationError, ValueError) as error:
        raise CodecError(f"the decision {line['id']!r} does not fit its kind, {line['kind']} ({error})") from error
    if found.id != _id(found.when, found.who, found.why, act):
        raise CodecError(f"the decision {found.id!r} is not what it was when it got this id: it has been changed")
    return Decision(found.id, found.when, found.who, found.why, act)


class _Line(msgspec.Struct):
    id: str
    when: str
    who: str
    why: str


def _id(when: str, who: str, why: str, act: Any) -> str:
    return content_id("decision", when, who, why, kind_of(type(act)), msgspec.to_builtins(act))


def _printable(value: str) -> str:
    """Without what no encoding can write and no database keeps."""
    return _SURROGATE.sub("\ufffd", value).replace("\0", "\ufffd")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list | tuple) else value
