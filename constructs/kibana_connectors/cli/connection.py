"""How a command reaches Kibana: its options, the environment, the profile file, a prompt."""

from __future__ import annotations

import functools
import gc
import inspect
import os
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from ..kibana.errors import InvalidRequest
from .profiles import Profile, profile_file, read_profile

if TYPE_CHECKING:
    from ..kibana.async_client import AsyncKibana
    from ..kibana.client import Kibana
    from ..kibana.settings import Options

T = TypeVar("T")

_PROFILE = "KIBANA_CONNECTORS_PROFILE"
ENDPOINT = "KIBANA_ENDPOINT"
_MEGABYTE = 1024 * 1024
_COMMAND_OF_HTTPX = "httpx._main"


class Connection:
    """What a command was told about the Kibana to talk to.

    Attributes:
        space: The space of a command that looks at one.
    """

    def __init__(
        self,
        *,
        endpoint: str | None = None,
        space: str | None = None,
        profile: str | None = None,
        username: str | None = None,
        ask: bool = False,
        timeout: float | None = None,
        retries: int | None = None,
        longest_answer: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._environment = os.environ if environment is None else environment
        self._profile = self._read_profile(endpoint, profile)
        self._endpoint = endpoint
        self._username = username
        self._ask = ask
        self._timeout = timeout
        self._retries = retries
        self._longest_answer = longest_answer
        self.space = space or self._profile.space or "default"

    def _read_profile(self, endpoint: str | None, name: str | None) -> Profile:
        file = profile_file(self._environment)
        name = name or self._environment.get(_PROFILE) or None
        # An endpoint by itself wants nothing of the default profile, such as its authorities.
        if name is None and (endpoint is not None or self._environment.get("KIBANA_ENDPOINT")):
            return Profile("")
        return read_profile(file, name) or Profile("")

    @functools.cached_property
    def _arguments(self) -> tuple[dict[str, str], Options]:
        from ..kibana import settings

        found = self._environment
        prefix = self._profile.environment_prefix
        names = [settings.ENDPOINT, *settings.CREDENTIALS, settings.CA_CERTS, settings.INSECURE]
        variables = {name: found[f"{prefix}{name}"] for name in names if f"{prefix}{name}" in found}
        endpoint = self._endpoint or self._profile.endpoint
        if endpoint is not None:
            settings.checked_endpoint("--endpoint" if self._endpoint else "endpoint of the profile", endpoint)
            variables[settings.ENDPOINT] = endpoint
        elif not variables.get(settings.ENDPOINT):
            raise InvalidRequest(
                "no Kibana is named: set KIBANA_ENDPOINT, give --endpoint, or write a profile into "
                f"{profile_file(found)}"
            )
        if self._username is not None or self._ask:
            variables = self._with_asked(variables)
        options: Options = {"space": self.space}
        profile = self._profile
        if profile.ca_certs:
            options["verify"] = list(profile.ca_certs)
        if profile.insecure:
            options["verify"] = False
        if profile.client_certificate is not None:
            key = profile.client_key
            options["cert"] = (profile.client_certificate, key) if key else profile.client_certificate
        if profile.proxy is not None:
            options["proxy"] = profile.proxy
        if self._timeout is not None or profile.timeout is not None:
            options["timeout"] = self._timeout if self._timeout is not None else profile.timeout
        if self._retries is not None:
            from ..kibana.retry import Retry

            options["retry"] = Retry(attempts=self._retries + 1)
        if self._longest_answer is not None:
            options["longest_answer"] = self._longest_answer * _MEGABYTE
        return variables, options

    def _with_asked(self, variables: dict[str, str]) -> dict[str, str]:
        from ..kibana import settings

        key_name, _, user_name, password_name = settings.CREDENTIALS
        kept = {name: value for name, value in variables.items() if name not in settings.CREDENTIALS}
        if self._username is None:
            return {**kept, key_name: _asked("API key")}
        password = None if self._ask else variables.get(password_name)
        return {**kept, user_name: self._username, password_name: password or _asked("Password")}

    @property
    def endpoint(self) -> str:
        """Kibana's URL.

        Raises:
            InvalidRequest: No Kibana is named, or a setting cannot work.
        """
        return self._arguments[0][ENDPOINT]

    def client(self) -> Kibana:
        """Return a client, to be closed by `with`.

        Raises:
            InvalidRequest: No Kibana is named, or a setting cannot work.
        """
        from ..kibana.client import Kibana

        variables, options = self._arguments
        return Kibana.from_environment(variables, **options)

    def run(self, work: Callable[[AsyncKibana], Coroutine[Any, Any, T]]) -> T:
        """Do work with a client of coroutines, and close it.

        Args:
            work: The work.

        Raises:
            InvalidRequest: No Kibana is named, or a setting cannot work.
        """
        import asyncio

        from ..kibana.async_client import AsyncKibana

        variables, options = self._arguments

        async def main() -> T:
            async with AsyncKibana.from_environment(variables, **options) as kibana:
                return await work(kibana)

        return asyncio.run(main())


@contextmanager
def _lean() -> Iterator[None]:
    """Leave out what takes a fifth of a short command's time and does nothing for it.

    That is the garbage collector, for a command ends soon; and the command that httpx has itself, which it
    does without where click is not installed.
    """
    was_on = gc.isenabled()
    gc.disable()
    blocked = sys.modules.setdefault(_COMMAND_OF_HTTPX, None) is None  # type: ignore[arg-type]
    try:
        yield
    finally:
        if blocked:
            sys.modules.pop(_COMMAND_OF_HTTPX, None)
        if was_on:
            gc.enable()


def _asked(what: str) -> str:
    if not (sys.stdin and sys.stdin.isatty()):
        raise InvalidRequest(f"{what}: there is no terminal to ask in: set it in the environment")
    answer: str = typer.prompt(what, hide_input=True, err=True)
    return answer


def _parameters(
    endpoint: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Kibana's URL; else the profile's, or KIBANA_ENDPOINT."),
    ] = None,
    space: Annotated[
        str | None, typer.Option(metavar="SPACE", help="The space; else the profile's, or default.")
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A profile of ~/.config/kibana-connectors/profiles.toml."),
    ] = None,
    username: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A user, whose password is KIBANA_PASSWORD or asked for."),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask for the API key, or the user's password, in the terminal.")
    ] = False,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Wait for an answer; 30 unless told.")
    ] = None,
    retries: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Send again what failed for a while; 3 times unless told."),
    ] = None,
    longest_answer: Annotated[
        int | None, typer.Option(metavar="MIB", min=1, help="Read of one answer; 8 unless told.")
    ] = None,
) -> None: ...


def live(*, has_space: bool = True) -> Callable[[Callable[..., int | None]], Callable[..., None]]:
    """Make a command of a function that talks to a live Kibana.

    The function's first parameter is a `Connection`; the command has the connection's options instead, after
    its own. What the function returns is the exit code.

    Args:
        has_space: Whether `--space` is among the connection's options; without it the function may have its
            own.
    """

    def given(function: Callable[..., int | None]) -> Callable[..., None]:
        signature = inspect.signature(function, eval_str=True)
        own = list(signature.parameters.values())[1:]
        added = [
            parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in inspect.signature(_parameters, eval_str=True).parameters.items()
            if has_space or name != "space"
        ]
        names = {parameter.name for parameter in added}

        def command(**arguments: Any) -> None:
            connection = Connection(**{name: arguments.pop(name) for name in names})
            with _lean():
                code = function(connection, **arguments)
            if code:
                raise typer.Exit(code)

        functools.update_wrapper(command, function)
        command.is_live = True  # type: ignore[attr-defined]
        command.__annotations__ = {}
        command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own] + added
        )
        return command

    return given
