"""`Sandbox`, a stand-in Kibana for tests, and `run`, the same for a terminal."""

from __future__ import annotations

import asyncio
import copy
import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from types import TracebackType
from typing import Any, TypedDict

from typing_extensions import Self, Unpack

from ..errors import SandboxError
from ..frames import forgetful
from ..schema.licenses import License
from ..schema.type_info import TypeInfo
from ..types.catalog import validate
from .app import build_app
from .auth import Credentials, random_api_key
from .catalog import Catalog, Validator
from .connectors import SecretsListener
from .event_log import Run, new_run
from .gate import RequestRecord, logger
from .responses import ApiError
from .routes import Held, all_routes
from .serving import BackgroundServer, listen, make_server, url_of
from .settings import NEWEST_VERSION, BuildFlavor, LicenseStatus, Privileges, Settings
from .store import PreconfiguredConnector, StoredConnector


@forgetful
class Sandbox:
    """Kibana's connector API in memory, on a loopback port, for as long as a `with` block lasts.

    ```python
    with Sandbox() as kibana:
        deploy(kibana.url, kibana.api_key)
        assert [connector.name for connector in kibana.connectors] == ["On-call"]
    ```

    Secret values are never kept: a connector shows where secrets were present and how often they were
    written. A test in the same process can see the values with `on_secrets`.

    Args:
        api_key: API key to accept; None makes a random one.
        username: User to accept with basic authentication, together with `password`.
        password: Password of that user.
        bearer_token: Token to accept with bearer authentication.
        port: Port on 127.0.0.1; 0 takes a free one.
        version: Kibana version, such as `9.4.2` or `8.19`: it has the types, routes and fields of this
            version only. By default the newest that the library knows.
        build_flavor: Build flavor; `serverless` is always of the newest version.
        license: License level; types that need a higher one are refused.
        license_status: Whether the license is valid.
        enabled_types: Ids in `xpack.actions.enabledActionTypes`; None allows all.
        privileges: What callers may do, or a mapping from space id to that; `*` stands for other spaces.
        spaces: Spaces that exist at first. Other spaces work and are empty, as in Kibana.
        strict_ids: Refuse ids of new connectors that newer Kibana refuses.
        allowed_hosts: `xpack.actions.allowedHosts`; None allows all.
        alert_history: `xpack.actions.preconfiguredAlertHistoryEsIndex`.
        restrict_internal: Whether internal routes need `x-elastic-internal-origin`; by default if serverless.
        verbose: Log method, path and status of each request to the logger `kibana_connectors.sandbox`.
        validator: Validates payloads; by default the library's own `validate`.
        types: The connector types; by default the library's own.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        username: str | None = None,
        password: str | None = None,
        bearer_token: str | None = None,
        port: int = 0,
        version: str = NEWEST_VERSION,
        build_flavor: BuildFlavor = "traditional",
        license: License = "trial",
        license_status: LicenseStatus = "active",
        enabled_types: Collection[str] | None = None,
        privileges: Privileges | Mapping[str, Privileges] = "all",
        spaces: Sequence[str] = ("default",),
        strict_ids: bool = False,
        allowed_hosts: Collection[str] | None = None,
        alert_history: bool = False,
        restrict_internal: bool | None = None,
        verbose: bool = False,
        validator: Validator | None = None,
        types: Sequence[TypeInfo] | None = None,
    ) -> None:
        self.settings = Settings(
            version,
            build_flavor,
            license,
            license_status,
            enabled_types,
            privileges,
            tuple(spaces) if not isinstance(spaces, str) else spaces,
            strict_ids,
            allowed_hosts,
            alert_history,
            restrict_internal,
        )
        self._first_spaces = self.settings.spaces
        self._held = Held(self.settings)
        self.faults = self._held.faults
        self.outcomes = self._held.outcomes
        self._credentials = Credentials(
            random_api_key() if api_key is None else api_key, username, password, bearer_token
        )
        self._port = port
        self._listeners: list[SecretsListener] = []
        self._listener_failure: BaseException | None = None
        catalog = Catalog(self.settings, types)
        routes = all_routes(self._held, catalog, validator or validate, self._secrets_written)
        self._gate = build_app(routes, self._held, self._credentials)
        self._gate.verbose = verbose
        self._background: BackgroundServer | None = None
        self._url: str | None = None

    def __repr__(self) -> str:
        return f"<Sandbox {self._url or 'not running'}>"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        failure, self._listener_failure = self._listener_failure, None
        # A failure of the test itself says more.
        if failure is not None and error is None:
            raise failure

    @property
    def url(self) -> str:
        """URL without a trailing slash, for Terraform's `endpoints`.

        Raises:
            SandboxError: The sandbox is not running.
        """
        if self._url is None:
            raise SandboxError("the sandbox is not running: use it in a with block, or call start()")
        return self._url

    @property
    def api_key(self) -> str:
        """The API key that it accepts."""
        return self._credentials.api_key

    @property
    def connectors(self) -> list[StoredConnector]:
        """Copies of the connectors of all spaces, oldest first."""
        return self._held.store.copies()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs in the execution log, in the order in which they were written down."""
        return self._held.log.runs

    @property
    def requests(self) -> tuple[RequestRecord, ...]:
        """The latest requests, oldest first; at most 10000."""
        return tuple(self._gate.records)

    def start(self) -> Self:
        """Start the server in a thread and wait until it answers.

        Raises:
            SandboxError: It is running already, or cannot start.
        """
        if self._background is not None:
            raise SandboxError("the sandbox is running already")
        bound = listen("127.0.0.1", self._port)
        background = BackgroundServer(self._gate, bound)
        url = url_of(bound)
        self._gate.stopping = False
        background.start()
        self._background, self._url = background, url
        return self

    def stop(self) -> None:
        """Stop the server. What it holds can still be read. A second call does nothing."""
        background, self._background, self._url = self._background, None, None
        if background is not None:
            self._gate.stopping = True
            background.stop()

    def reset(self) -> None:
        """Remove all that it holds, and go back to the first spaces, so that tests can share one sandbox.

        Settings stay as they are, but for the spaces.
        """
        self._held.clear()
        self._gate.records.clear()
        self.settings.spaces = self._first_spaces

    def on_secrets(self, listener: SecretsListener) -> None:
        """Call a listener with the secrets that arrive.

        The server's thread calls it after a write was saved. The first exception that it raises is raised
        again at the end of the `with` block.

        Args:
            listener: Called with space, connector id and secrets.
        """
        self._listeners.append(listener)

    def add_connector(
        self,
        *,
        type_id: str,
        name: str,
        space: str = "default",
        id: str | None = None,
        config: Mapping[str, Any] | None = None,
        missing_secrets: bool = False,
    ) -> StoredConnector:
        """Add a connector without validating it, as a saved-objects import does.

        Args:
            type_id: Connector type.
            name: Display name.
            space: Space it lives in.
            id: Connector id; None makes one.
            config: Config in Kibana's stored form.
            missing_secrets: Whether the import came without its secrets.

        Raises:
            SandboxError: The id is taken.
        """
        connector_id = str(uuid.uuid4()) if id is None else id
        stored = dict(copy.deepcopy(config)) if config is not None else {}
        connector = StoredConnector(space, connector_id, type_id, name, stored, missing_secrets)
        try:
            return self._held.store.add(connector)
        except ApiError:
            raise SandboxError(f"a connector with the id {id!r} exists already") from None

    def add_preconfigured(
        self, *, id: str, type_id: str, name: str, exposed_config: Mapping[str, Any] | None = None
    ) -> PreconfiguredConnector:
        """Add a preconfigured connector, as kibana.yml does.

        Args:
            id: Connector id.
            type_id: Connector type.
            name: Display name.
            exposed_config: Config to show, as with `exposeConfig: true`.
        """
        shown = dict(copy.deepcopy(exposed_config)) if exposed_config is not None else None
        connector = PreconfiguredConnector(id, type_id, name, shown)
        self._held.store.add_preconfigured(connector)
        return connector

    def add_run(
        self,
        connector_id: str,
        *,
        error: str | None = None,
        when: datetime | None = None,
        duration_ms: float = 1.0,
        space: str = "default",
        type_id: str | None = None,
        name: str | None = None,
        source: str = "alert",
    ) -> Run:
        """Write a run of a connector into the execution log, as if a rule had used it.

        Args:
            connector_id: The connector; type and name are its own where it exists.
            error: What went wrong; None for success.
            when: When it began; None for now. Without time zone it counts as UTC.
            duration_ms: How long it took, in milliseconds.
            space: Space that it ran in.
            type_id: Its type, where the connector does not exist.
            name: Its name, where the connector does not exist.
            source: What started it, such as `alert` or `http_request`.
        """
        store = self._held.store
        known = store.find_preconfigured(connector_id) or store.find(space, connector_id)
        run = new_run(
            connector_id=connector_id,
            connector_name=name or (known.name if known else connector_id),
            type_id=type_id or (known.type_id if known else "unknown"),
            space=space,
            error=error,
            when=when,
            duration_ms=duration_ms,
            source=source,
        )
        return self._held.log.add(run)

    def serve(self, host: str, port: int, on_ready: Callable[[str, str], object] | None) -> None:
        """Serve in this thread until SIGINT or SIGTERM. It is usually called by `run`.

        Args:
            host: A loopback address.
            port: Port; 0 takes a free one.
            on_ready: Called with URL and API key once requests are answered.

        Raises:
            SandboxError: The host is not a loopback address, or the port is taken.
        """
        bound = listen(host, port)
        url = url_of(bound)

        def ready() -> None:
            if on_ready is not None:
                on_ready(url, self.api_key)

        try:
            self._url = url
            asyncio.run(make_server(self._gate, ready).serve(sockets=[bound]))
        finally:
            self._url = None
            bound.close()

    def _secrets_written(self, space: str, connector_id: str, secrets: dict[str, Any]) -> None:
        for listener in self._listeners:
            try:
                listener(space, connector_id, copy.deepcopy(secrets))
            except Exception as error:
                # Kibana would answer as usual. So the test gets the error, and the client does not.
                self._listener_failure = self._listener_failure or error


class SandboxOptions(TypedDict, total=False):
    """Options of `run` that it passes on to `Sandbox`."""

    api_key: str | None
    username: str | None
    password: str | None
    bearer_token: str | None
    version: str
    build_flavor: BuildFlavor
    license: License
    license_status: LicenseStatus
    enabled_types: Collection[str] | None
    privileges: Privileges | Mapping[str, Privileges]
    spaces: Sequence[str]
    strict_ids: bool
    allowed_hosts: Collection[str] | None
    alert_history: bool
    restrict_internal: bool | None
    verbose: bool
    validator: Validator | None
    types: Sequence[TypeInfo] | None


@forgetful
def run(
    host: str = "127.0.0.1",
    port: int = 5601,
    *,
    on_ready: Callable[[str, str], object] | None = None,
    **options: Unpack[SandboxOptions],
) -> None:
    """Run a sandbox until it is interrupted.

    Args:
        host: A loopback address; any other is refused.
        port: Port; 0 takes a free one.
        on_ready: Called with URL and API key once requests are answered.
        options: As `Sandbox` takes them.

    Raises:
        SandboxError: The host is not a loopback address, or the port is taken.
    """
    sandbox = Sandbox(**options)
    with _visible_log(options.get("verbose", False)), suppress(KeyboardInterrupt):
        sandbox.serve(host, port, on_ready)


@contextmanager
def _visible_log(verbose: bool) -> Iterator[None]:
    """Write the request log to standard error, unless the program set up logging itself."""
    if not verbose or logger.hasHandlers():
        yield
        return
    handler = logging.StreamHandler()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
