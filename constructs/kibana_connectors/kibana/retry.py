"""When a call is sent again, and after how long."""

from __future__ import annotations

import random
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ..frames import forgetful
from .call import Call
from .errors import Conflict, InvalidRequest, NoAnswer, NotFound, Refusal, TimedOut, TLSFailure

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState, Retrying

T = TypeVar("T")

_AGAIN = frozenset({429, 502, 503, 504})
_AMBIGUOUS = frozenset({502, 503, 504})


@forgetful
@dataclass(frozen=True)
class Retry:
    """How often, and after how many seconds, a call is sent again.

    Only calls that do no harm when they are sent twice are, and only after 429, 502, 503, 504, a lost or a
    refused connection. Waits grow exponentially from `first_wait`, with a random part; a `Retry-After` of
    Kibana's counts instead.

    Attributes:
        attempts: How often a call is sent at most; 1 never sends it again.
        first_wait: The wait before the second attempt, in seconds; each further one is twice as long.
        longest_wait: No wait is longer, in seconds. Where Kibana asks for more, the error is raised at once.

    Raises:
        InvalidRequest: A number below what makes sense.
    """

    attempts: int = 4
    first_wait: float = 0.25
    longest_wait: float = 30.0

    def __post_init__(self) -> None:
        if not isinstance(self.attempts, int) or self.attempts < 1:
            raise InvalidRequest("Retry: attempts: expected a number of 1 or more")
        for name in ("first_wait", "longest_wait"):
            value: Any = getattr(self, name)
            if not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
                raise InvalidRequest(f"Retry: {name}: expected a number of seconds, 0 or more")

    def is_worth(self, error: BaseException) -> bool:
        """Whether a harmless call that failed so should be sent again."""
        if isinstance(error, NoAnswer):
            # A certificate stays wrong, and what was too slow would only be asked for twice as much.
            return not isinstance(error, (TLSFailure, TimedOut))
        if isinstance(error, Refusal) and error.status in _AGAIN:
            return error.retry_after is None or error.retry_after <= self.longest_wait
        return False

    def wait(self, attempt: int, error: BaseException | None) -> float:
        """Return the seconds to wait.

        Args:
            attempt: The number of the attempt that failed, from 1.
            error: How it failed.
        """
        asked = error.retry_after if isinstance(error, Refusal) else None
        if asked is not None:
            return min(asked, self.longest_wait)
        grown = self.first_wait * 2.0 ** min(attempt - 1, 60)
        return min(random.uniform(grown / 2, grown * 1.5), self.longest_wait)  # noqa: S311

    def of(self, call: Call[Any]) -> Retrying:
        """Return tenacity's attempts for a call, each followed by a wait."""
        from tenacity import Retrying

        return Retrying(**self._options(call))

    def async_of(self, call: Call[Any]) -> AsyncRetrying:
        """Return the same for coroutines."""
        from tenacity import AsyncRetrying

        return AsyncRetrying(**self._options(call))

    def _options(self, call: Call[Any]) -> dict[str, Any]:
        from tenacity import retry_if_exception, stop_after_attempt

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome is not None else None
            return self.wait(state.attempt_number, error)

        return {
            "stop": stop_after_attempt(self.attempts if call.is_idempotent else 1),
            "retry": retry_if_exception(self.is_worth),
            "wait": wait,
            "reraise": True,
        }


class LostAnswers:
    """Knows whether an earlier attempt of a call may have taken effect although its answer was lost."""

    def __init__(self) -> None:
        self._lost = False

    def attempt(self, call: Call[T]) -> Generator[Call[Any], Any, T]:
        """Make one attempt of a call; an error that is only the echo of an earlier attempt is none.

        Args:
            call: The call.

        Raises:
            KibanaError: It failed.
        """
        try:
            return (yield from call)
        except NoAnswer:
            self._lost = True
            raise
        except NotFound:
            if self._lost and call.gone_is_done:
                return None  # type: ignore[return-value]  # what such a call reads is always None
            raise
        except Conflict as conflict:
            if self._lost and call.recheck is not None:
                with suppress(NotFound):
                    ours = yield from call.recheck
                    if ours is not None:
                        return ours
            raise conflict from None
        except Refusal as refusal:
            self._lost = self._lost or refusal.status in _AMBIGUOUS
            raise
