"""What an error keeps of the call that raised it: no value, in no frame, message or error behind it."""

from __future__ import annotations

import gc
import traceback
import weakref
from collections.abc import Iterator
from pprint import pformat
from types import FrameType
from typing import Any

import pytest
from harness.cdk import TerraformStack
from secret_ways import WAYS, Way

MARK = "Hunter2Hunter2"
OWN_FILES = (__file__, WAYS["a-dict"].__code__.co_filename)  # type: ignore[attr-defined]

each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


class Value(str):
    """A text of which it can be told whether anything still holds it."""

    __slots__ = ("__weakref__",)


class Source:
    """Returns secrets, and tells which of them are still held by anything."""

    def __init__(self) -> None:
        self._given: list[weakref.ref[Value]] = []

    def __call__(self) -> Value:
        value = Value(f"{MARK}!")
        self._given.append(weakref.ref(value))
        return value

    def held(self) -> int:
        gc.collect()
        return sum(given() is not None for given in self._given)


def error_of(way: Way, stack: TerraformStack, take: Source) -> BaseException:
    try:
        way(stack, take)
    except Exception as error:
        return error
    pytest.fail("it does not raise")


def behind(error: BaseException | None, known: set[int]) -> Iterator[BaseException]:
    if error is None or id(error) in known:
        return
    known.add(id(error))
    yield error
    for each in (error.__cause__, error.__context__):
        yield from behind(each, known)


def frames_of(error: BaseException) -> Iterator[FrameType]:
    for each in behind(error, set()):
        for frame, _ in traceback.walk_tb(each.__traceback__):
            if frame.f_code.co_filename not in OWN_FILES:
                yield frame


def shown(value: Any) -> str:
    return f"{pformat(value)} {pformat(getattr(value, '__dict__', None))}"


@each_way
def test_no_frame_keeps_the_value(way: Way, stack: TerraformStack) -> None:
    error = error_of(way, stack, Source())

    kept = {
        f"{frame.f_code.co_qualname} {name}"
        for frame in frames_of(error)
        for name, value in frame.f_locals.items()
        if MARK in shown(value)
    }
    assert kept == set()


@each_way
def test_nothing_holds_the_value_while_the_error_lives(way: Way, stack: TerraformStack) -> None:
    take = Source()
    error = error_of(way, stack, take)

    assert take.held() == 0
    del error


@each_way
def test_no_message_shows_the_value(way: Way, stack: TerraformStack) -> None:
    error = error_of(way, stack, Source())

    for each in behind(error, set()):
        assert MARK not in str(each) + repr(each) + repr(getattr(each, "__notes__", ""))
    assert MARK not in "".join(traceback.format_exception(error))
