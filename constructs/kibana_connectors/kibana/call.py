"""One call of Kibana's API as a value, and several in a row as a generator.

What is asked, and how its answer is read, is said once here; `client.py` and `async_client.py` only send it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

JSON = Mapping[str, Any]


class Answer(NamedTuple):
    """A whole answer that is no error.

    Attributes:
        status: The HTTP status.
        content: The body.
        where: Method and path, to begin an error with.
    """

    status: int
    content: bytes
    where: str


@dataclass(frozen=True)
class Call(Generic[T]):
    """One call.

    Iterating over it yields it and returns its answer, so that it can stand wherever `Steps` can.

    Attributes:
        method: The HTTP method.
        path: The path without space prefix, its parts escaped.
        read: Makes the result of the answer.
        query: The query; None values are left out.
        body: The JSON to send; None sends none.
        file: A file to send as `multipart/form-data` instead: its name and content.
        space: The space; None takes the client's.
        has_spaces: Whether the path takes a space prefix.
        is_internal: Whether the route is internal to Kibana, and so needs a header that says it is known.
        is_idempotent: Whether sending it twice does no more than sending it once.
        accepts: Error statuses that are answers too.
        needs: The Kibana privilege that the call needs, to be named when it is missing.
        since: The first version of Kibana that has the route, to be named when it is missing.
        secrets: Texts that were sent and must appear in no message.
        seconds: The shortest time to wait for an answer, where the client's own may be too short.
        gone_is_done: Whether 404 means success after an earlier attempt whose answer was lost.
        recheck: What tells, after an earlier attempt whose answer was lost, whether a 409 is that attempt's
            own
            work: gives the result, or None if it is not.
    """

    method: str
    path: str
    read: Callable[[Answer], T]
    query: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    body: JSON | None = field(default=None, repr=False)
    file: tuple[str, bytes] | None = field(default=None, repr=False)
    space: str | None = None
    has_spaces: bool = True
    is_internal: bool = False
    is_idempotent: bool = True
    accepts: frozenset[int] = frozenset()
    needs: str = ""
    since: str = "8.8"
    secrets: tuple[str, ...] = field(default=(), repr=False)
    seconds: float = 0
    gone_is_done: bool = False
    recheck: Call[T | None] | None = field(default=None, repr=False)

    def __iter__(self) -> Generator[Call[Any], Any, T]:
        result: T = yield self
        return result


class Steps(Protocol[T_co]):
    """Calls in a row: yields each, is sent its result or thrown its error, and returns a result."""

    def __iter__(self) -> Generator[Call[Any], Any, T_co]: ...


@dataclass(frozen=True)
class InEachSpace(Generic[T]):
    """The same in many spaces.

    Attributes:
        steps: What to do in one space.
        spaces: The ids of the spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once by the client that can.
    """

    steps: Callable[[str], Steps[T]]
    spaces: Sequence[str] | None
    at_most: int


@dataclass(frozen=True)
class OfSpace(Generic[T]):
    """What one of many spaces gave.

    Attributes:
        space: The space's id.
        error: Why it gave nothing; None if it did.
    """

    space: str
    _value: T | None = None
    error: Exception | None = None

    @property
    def value(self) -> T:
        """What it gave.

        Raises:
            KibanaError: It gave nothing. So a space that could not be read is never taken for an empty one.
        """
        if self.error is not None:
            raise self.error
        return self._value  # type: ignore[return-value]
