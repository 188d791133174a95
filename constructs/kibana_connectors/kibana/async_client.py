"""`AsyncKibana`, the same client for coroutines of asyncio."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any, ClassVar, TypeVar

import httpx
from typing_extensions import Self, Unpack

from ..frames import forgetful
from .call import Call, InEachSpace, OfSpace, Steps
from .credential import credential_of
from .errors import InvalidRequest, KibanaError
from .operations import Operations
from .retry import LostAnswers
from .sending import (
    FAILURES,
    Body,
    async_drive,
    distinct,
    made,
    no_answer,
    request_of,
    resolved,
    result_of,
)
from .settings import Options, Settings, environment_settings, settings_of
from .spaces import list_spaces

T = TypeVar("T")


@forgetful
class AsyncKibana(Operations):
    """A client of Kibana's connector API for asyncio; every method of `Kibana`'s, awaited.

    ```python
    async with AsyncKibana.from_environment() as kibana:
        async for found in kibana.list_connectors_in_each_space():
            print(found.space, len(found.value))
    ```

    No repr, log or traceback of it shows the credential.
    """

    IS_ASYNC: ClassVar[bool] = True

    def __init__(
        self,
        endpoint: str,
        *,
        api_key: str | None = None,
        bearer_token: str | None = None,
        username: str | None = None,
        password: str | None = None,
        **options: Unpack[Options],
    ) -> None:
        """Check the arguments; nothing is sent yet.

        Args:
            endpoint: Kibana's URL with its base path, such as `https://kibana.example:5601`; without a login.
            api_key: An API key: base64 as Kibana shows it, or `id:key`.
            bearer_token: A bearer token.
            username: A user name; needs `password`.
            password: That user's password.
            options: As `Kibana` takes them.

        Raises:
            InvalidRequest: An argument cannot work.
        """
        credential = credential_of(
            api_key=api_key, bearer_token=bearer_token, username=username, password=password
        )
        self._start(settings_of(endpoint, credential, **options))

    @classmethod
    @forgetful
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, **options: Unpack[Options]
    ) -> Self:
        """Make a client of the variables that the elasticstack provider reads, as `Kibana` does.

        Args:
            environment: The environment; None is this process's.
            options: As the class takes them; they win over the environment.

        Raises:
            InvalidRequest: A variable is missing or cannot work.
        """
        found = os.environ if environment is None else environment
        endpoint, credential, merged = environment_settings(found, options)
        client = cls.__new__(cls)
        client._start(settings_of(endpoint, credential, **merged))
        return client

    def _start(self, settings: Settings) -> None:
        self._settings = settings
        self._http = made(httpx.AsyncClient, settings)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.endpoint}, {self._settings.credential.kind}>"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections. A second call does nothing."""
        await self._http.aclose()

    @property
    def endpoint(self) -> str:
        """Kibana's URL, without a slash at its end."""
        return self._settings.endpoint

    @forgetful
    async def run(self, steps: Steps[T]) -> T:
        """Make a call, or several in a row, and return the result.

        Args:
            steps: One `Call`, or a generator of them.

        Raises:
            KibanaError: One failed.
        """
        return await async_drive(steps, self._send)

    async def run_in_each_space(self, each: InEachSpace[T]) -> AsyncIterator[OfSpace[T]]:
        """Do the same in many spaces, some at once, and yield the results as they come.

        Args:
            each: What to do, where, and in how many spaces at once.

        Raises:
            InvalidRequest: None at once.
            KibanaError: The spaces cannot be listed; what fails in one space is in its result.
        """
        if not isinstance(each.at_most, int) or each.at_most < 1:
            raise InvalidRequest("at_most: expected a number of 1 or more")
        if each.spaces is None:
            spaces = tuple(space.id for space in await self.run(list_spaces()))
        else:
            spaces = distinct(iter(each.spaces))
        left = iter(spaces)
        running: set[asyncio.Task[OfSpace[T]]] = set()
        try:
            while True:
                # Only what has been taken makes room for more, so that no more than `at_most` answers are
                # held.
                while len(running) < each.at_most and (space := next(left, None)) is not None:
                    running.add(asyncio.create_task(self._in_one_space(each, space)))
                if not running:
                    return
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    yield task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def _in_one_space(self, each: InEachSpace[T], space: str) -> OfSpace[T]:
        try:
            return OfSpace(space, await self.run(each.steps(space)))
        except KibanaError as error:
            return OfSpace(space, error=error)

    async def _send(self, call: Call[T]) -> T:
        call = resolved(call, self._settings)
        lost = LostAnswers()
        async for attempt in self._settings.retry.async_of(call):
            with attempt:
                return await async_drive(lost.attempt(call), self._once)
        raise AssertionError("tenacity raises when it gives up")

    async def _once(self, call: Call[Any]) -> Any:
        call = resolved(call, self._settings)
        request = request_of(self._http, call, self._settings)
        body = Body(call, self._settings.longest_answer)
        handled = sys.exc_info()[1]
        try:
            response = await self._http.send(request, stream=True)
            try:
                body.expect(response)
                async for chunk in response.aiter_bytes():
                    body.add(chunk)
            finally:
                await response.aclose()
        except FAILURES as error:
            raise no_answer(call, error, self._settings, handled) from None
        return result_of(call, response, body.content(), self._settings)
