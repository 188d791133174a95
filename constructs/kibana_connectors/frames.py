"""What a traceback keeps of a call that failed: file, line and message, and nothing that was given.

pytest, rich, the standard library and error reporters show the arguments and locals of every frame. The value
of a secret that was just refused would show there: in our frames, in the engine's, and in jsii's metaclass,
which stands between the user and our `__init__`. So whatever takes values from users forgets them when it
raises. The frames of the user's own functions and classes are theirs, and stay as they are.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from types import TracebackType
from typing import Any, TypeVar, cast

from .errors import KibanaConnectorsError

CalleeT = TypeVar("CalleeT", bound=Callable[..., Any])

_NOT_THE_USERS = {
    __name__.partition(".")[0],
    *("abc", "builtins", "cdktf", "cdktn", "constructs", "jsii", "pydantic", "typing"),
}
"""Packages of the classes that a construct or a payload is derived from."""


def forgetful(callee: CalleeT) -> CalleeT:
    """Let a function forget its arguments when it raises, or a class and its subclasses when one is made.

    Works as a decorator: of a class, of a function, of a coroutine function, or below `@classmethod`.
    """
    made: Any = _forgetful_class(callee) if isinstance(callee, type) else _forgetful_function(callee)
    return cast("CalleeT", made)


def _forgetful_class(made: Any) -> type:
    metaclass: Any = type(made)
    if metaclass is type:
        made.__init__ = _forgetful_function(made.__init__)
    else:
        # jsii's metaclass has a frame of its own, above `__init__`. Ours is set afterwards, so that type
        # checkers see the class as it is, and so that jsii registers it as always.
        made.__class__ = _metaclass(metaclass)
    return cast("type", made)


@functools.cache
def _metaclass(base: Any) -> type[type]:
    class Forgetful(base):  # type: ignore[misc]
        def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # pyright: ignore[reportSelfClsParameterName]
            __tracebackhide__ = True
            handled = sys.exc_info()[1]
            try:
                return super().__call__(*args, **kwargs)
            except BaseException as error:
                del args, kwargs
                _forget(error, handled, _modules_of_users(cls))
                raise

    return Forgetful


def _forgetful_function(function: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(function):
        return _forgetful_coroutine(function)

    @functools.wraps(function)
    def forgetting(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        handled = sys.exc_info()[1]
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            owner = args[0] if args and isinstance(args[0], type) else None
            del args, kwargs
            _forget(error, handled, _modules_of_users(owner))
            raise

    return forgetting


def _forgetful_coroutine(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def forgetting(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        handled = sys.exc_info()[1]
        try:
            return await function(*args, **kwargs)
        except BaseException as error:
            del args, kwargs
            _forget(error, handled, ())
            raise

    return forgetting


def _modules_of_users(made: type | None) -> set[str]:
    """Return the modules of the user's own classes among a class and its bases."""
    bases = () if made is None else made.__mro__
    return {base.__module__ for base in bases if base.__module__.partition(".")[0] not in _NOT_THE_USERS}


def _forget(error: BaseException, handled: BaseException | None, spared: Collection[str]) -> None:
    """Clear the frames of an error and of every error behind it, and let ours have none behind it.

    Args:
        error: What was raised.
        handled: What was being handled when we were called: not ours to change.
        spared: Modules whose frames stay as they are.
    """
    known = {id(handled)}
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is None or id(each) in known:
            continue
        known.add(id(each))
        _clear(each.__traceback__, spared)
        left += [each.__cause__, each.__context__, *getattr(each, "exceptions", ())]
        if isinstance(each, KibanaConnectorsError):
            # Its text says all; that of an error behind it may be a KeyError's, and so hold what was given.
            each.__context__ = handled


def _clear(traceback: TracebackType | None, spared: Collection[str]) -> None:
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_globals.get("__name__") not in spared:
            with suppress(RuntimeError):  # it still runs: our own frame, which holds nothing
                frame.clear()
        traceback = traceback.tb_next
