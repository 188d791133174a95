"""Methods that are described once and work in both clients: at once in `Kibana`, awaited in `AsyncKibana`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from types import MethodType
from typing import Any, Generic, ParamSpec, Protocol, TypeVar, overload

from typing_extensions import Self

from ..frames import forgetful
from .call import InEachSpace, OfSpace, Steps

P = ParamSpec("P")
T = TypeVar("T")


class Sender(Protocol):
    """A client that waits."""

    def run(self, steps: Steps[T]) -> T: ...  # noqa: D102
    def run_in_each_space(self, each: InEachSpace[T]) -> Iterator[OfSpace[T]]: ...  # noqa: D102


class AsyncSender(Protocol):
    """A client of coroutines."""

    async def run(self, steps: Steps[T]) -> T: ...  # noqa: D102
    def run_in_each_space(self, each: InEachSpace[T]) -> AsyncIterator[OfSpace[T]]: ...  # noqa: D102


class _Described:
    """What both kinds of methods have in common: name, signature and docstring are the description's."""

    def __init__(self, describe: Callable[..., Any]) -> None:
        self._describe = describe
        self.__doc__ = describe.__doc__

    def _method(self, function: Callable[..., Any]) -> Callable[..., Any]:
        functools.update_wrapper(function, self._describe)
        del function.__wrapped__  # type: ignore[attr-defined]  # it has no client among its parameters
        signature = inspect.signature(self._describe)
        client = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)
        parameters = [client, *signature.parameters.values()]
        made = forgetful(function)
        made.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        return made


class operation(_Described, Generic[P, T]):  # noqa: N801 - stands where a decorator would
    """A method that takes steps and gives their result.

    Args:
        describe: Returns the steps, or one call.
    """

    def __init__(self, describe: Callable[P, Steps[T]]) -> None:
        super().__init__(describe)

        def now(client: Any, *args: Any, **kwargs: Any) -> Any:
            return client.run(describe(*args, **kwargs))

        async def awaited(client: Any, *args: Any, **kwargs: Any) -> Any:
            return await client.run(describe(*args, **kwargs))

        self._now, self._awaited = self._method(now), self._method(awaited)

    @overload
    def __get__(self, client: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, client: AsyncSender, owner: Any) -> Callable[P, Coroutine[Any, Any, T]]: ...
    @overload
    def __get__(self, client: Sender, owner: Any) -> Callable[P, T]: ...
    def __get__(self, client: Any, owner: Any) -> Any:
        if client is None:
            return self
        return MethodType(self._awaited if client.IS_ASYNC else self._now, client)


class operation_in_each_space(_Described, Generic[P, T]):  # noqa: N801 - as above
    """A method that does the same in many spaces, and yields each space's result as they come.

    Args:
        describe: Returns what to do.
    """

    def __init__(self, describe: Callable[P, InEachSpace[T]]) -> None:
        super().__init__(describe)

        def run(client: Any, *args: Any, **kwargs: Any) -> Any:
            return client.run_in_each_space(describe(*args, **kwargs))

        self._run = self._method(run)

    @overload
    def __get__(self, client: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, client: AsyncSender, owner: Any) -> Callable[P, AsyncIterator[OfSpace[T]]]: ...
    @overload
    def __get__(self, client: Sender, owner: Any) -> Callable[P, Iterator[OfSpace[T]]]: ...
    def __get__(self, client: Any, owner: Any) -> Any:
        return self if client is None else MethodType(self._run, client)
