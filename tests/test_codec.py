"""Records as bytes and back, whole and exact; what does not fit is one line."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater import codec, model
from headwater.errors import CodecError
from headwater.model import Article, Meaning, Noted, Reading, Story, Undone


def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that records are made of."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind, vars(model))
        return st.builds(kind, **{field.name: strategy(hints[field.name]) for field in fields(kind)})
    if kind is int:
        return st.integers(-(2**40), 2**40)
    if kind is float:
        return st.floats(allow_nan=False)
    arguments = get_args(kind)
    if getattr(kind, "__origin__", None) is tuple:
        if arguments[1:] == (...,):
            return st.lists(strategy(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*map(strategy, arguments))
    if arguments:  # "| None"; records that hold records of their own kind end here
        inner = [each for each in arguments if each is not type(None) and not is_dataclass(each)]
        return st.one_of(st.none(), *map(strategy, inner))
    return st.from_type(kind)


@given(strategy(Reading))
def test_a_reading_comes_back_whole(reading: Reading) -> None:
    assert codec.decode(codec.encode(reading), Reading) == reading


@given(st.lists(strategy(model.Claim), max_size=2), strategy(model.Rest))
def test_a_story_comes_back_whole(claims: list[model.Claim], rest: model.Rest) -> None:
    nothing = model.Count(0, 0, ())
    story = Story((), (), tuple(claims), (), (), nothing, nothing, (), rests=(rest,))
    again = codec.decode(codec.encode(story), Story)
    assert again == story
    assert hash(again) == hash(story)


@pytest.mark.parametrize("kind", [getattr(model, name) for name in model.__all__ if is_dataclass(getattr(model, name))])
def test_every_record_can_be_kept(kind: type[Any]) -> None:
    if kind is not model.Decision:  # which is written as JSON
        msgspec.msgpack.Decoder(kind)


def test_bytes_stay_bytes() -> None:
    meaning = Meaning(((0, 1),), bytes(range(256)))
    assert codec.decode(codec.encode(meaning), Meaning).vector == bytes(range(256))


@dataclass(frozen=True, slots=True)
class Older:
    """An article as it was before it had all its fields."""

    id: str
    uri: str
    text: str
    forgotten: int = 7


def test_a_field_that_came_later_has_its_default() -> None:
    assert codec.decode(codec.encode(Older("a", "b", "c")), Article) == Article("a", "b", "c")


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"\x02" + codec.encode(Article("a", "b", "c"))[1:],
        codec.encode(Article("a", "b", "c"))[:-3],
        codec.FORM + b"no zlib",
        codec.FORM + zlib.compress(b"\xc1"),
        codec.encode(Meaning((), b"")),
    ],
    ids=["nothing", "another form", "cut off", "not compressed", "no record", "another record"],
)
def test_what_does_not_fit_is_one_line(blob: bytes) -> None:
    with pytest.raises(CodecError) as raised:
        codec.decode(blob, Article)
    assert "\n" not in str(raised.value)


def test_a_decision_that_was_changed_does_not_fit_its_id() -> None:
    decision = codec.decided(Noted("as it was"), "ada", "because")
    line = codec.decision_line(decision)
    assert codec.decision_of(line) == decision
    for field, value in (("who", "karl"), ("why", ""), ("when", "2026-01-01"), ("act", {"text": "otherwise"})):
        with pytest.raises(CodecError, match="has been changed"):
            codec.decision_of(line | {field: value})


def test_the_same_decision_has_the_same_id() -> None:
    made = [codec.decided(Undone("x"), "ada", "because", "2026-01-01T00:00:00+00:00") for _ in range(2)]
    assert made[0] == made[1]
    assert codec.kind_of(type(made[0].act)) == "undone"
