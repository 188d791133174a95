"""`Kibana`, the client that waits for each answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, ClassVar, TypeVar

import httpx
from typing_extensions import Self, Unpack

from ..frames import forgetful
from .call import Call, InEachSpace, OfSpace, Steps
from .credential import credential_of
from .errors import KibanaError
from .operations import Operations
from .retry import LostAnswers
from .sending import FAILURES, Body, distinct, drive, made, no_answer, request_of, resolved, result_of
from .settings import Options, Settings, environment_settings, settings_of
from .spaces import list_spaces

T = TypeVar("T")


@forgetful
class Kibana(Operations):
    """A client of Kibana's connector API.

    ```python
    with Kibana("https://kibana.example:5601", api_key=key) as kibana:
        for connector in kibana.list_connectors(space="ops"):
            print(connector.name, connector.connector_type_id)
    ```

    It may be used by several threads. No repr, log or traceback of it shows the credential.
    """

    IS_ASYNC: ClassVar[bool] = False

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
            options: `space`: the space of calls that name none, default `default`. `verify`: True trusts the
                usual authorities, a path or a list of paths those in files, an `ssl.SSLContext` what it says,
                False everybody. `cert`: a client certificate: its path, or paths of certificate and key, with
                the key's password. `proxy`, `transport`, `trust_env`: as httpx takes them. `timeout`:
                seconds, default 30, or an `httpx.Timeout`. `retry`: a `Retry`; None sends nothing twice.
                `longest_answer`: bytes, default 8 MiB.

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
        """Make a client of the variables that the elasticstack provider reads.

        `KIBANA_ENDPOINT`; one of `KIBANA_API_KEY`, `KIBANA_BEARER_TOKEN`, or `KIBANA_USERNAME` with
        `KIBANA_PASSWORD`; `KIBANA_CA_CERTS`, paths with commas between them; `KIBANA_INSECURE`, true or
        false.

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
        self._http = made(httpx.Client, settings)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.endpoint}, {self._settings.credential.kind}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections. A second call does nothing."""
        self._http.close()

    @property
    def endpoint(self) -> str:
        """Kibana's URL, without a slash at its end."""
        return self._settings.endpoint

    @forgetful
    def run(self, steps: Steps[T]) -> T:
        """Make a call, or several in a row, and return the result.

        Args:
            steps: One `Call`, or a generator of them.

        Raises:
            KibanaError: One failed.
        """
        return drive(steps, self._send)

    def run_in_each_space(self, each: InEachSpace[T]) -> Iterator[OfSpace[T]]:
        """Do the same in many spaces, one after the other.

        Args:
            each: What to do, and where.

        Raises:
            KibanaError: The spaces cannot be listed; what fails in one space is in its result.
        """
        if each.spaces is None:
            spaces = tuple(space.id for space in self.run(list_spaces()))
        else:
            spaces = distinct(iter(each.spaces))
        for space in spaces:
            try:
                found = OfSpace(space, self.run(each.steps(space)))
            except KibanaError as error:
                found = OfSpace(space, error=error)
            yield found

    def _send(self, call: Call[T]) -> T:
        call = resolved(call, self._settings)
        lost = LostAnswers()
        for attempt in self._settings.retry.of(call):
            with attempt:
                return drive(lost.attempt(call), self._once)
        raise AssertionError("tenacity raises when it gives up")

    def _once(self, call: Call[Any]) -> Any:
        call = resolved(call, self._settings)
        request = request_of(self._http, call, self._settings)
        body = Body(call, self._settings.longest_answer)
        handled = sys.exc_info()[1]
        try:
            response = self._http.send(request, stream=True)
            try:
                body.expect(response)
                for chunk in response.iter_bytes():
                    body.add(chunk)
            finally:
                response.close()
        except FAILURES as error:
            raise no_answer(call, error, self._settings, handled) from None
        return result_of(call, response, body.content(), self._settings)
