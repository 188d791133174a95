"""SpecConnector: the construct of the connector types that Kibana defines as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import constructs

from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
from ..errors import InvalidConnector, Problem
from ..schema.auth_types import Auth
from ..schema.payload import Config
from ..schema.spec_type import SpecType
from ..terraform.adoption import Adopt
from ..terraform.secrets_mode import SecretsMode
from ..terraform.timeouts import Timeouts
from .connector import Connector
from .lean_resource import LifecycleDict

ConfigT = TypeVar("ConfigT", bound=Config)
AuthT = TypeVar("AuthT", bound=Auth)


class SpecConnector(Connector[ConfigT, AuthT]):
    """Base of the connectors whose type Kibana defines as data."""

    CONNECTOR_TYPE: ClassVar[type[SpecType[Any, Any]]]  # pyright: ignore[reportIncompatibleVariableOverride]

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        config: ConfigT | Mapping[str, Any] | None = None,
        auth: AuthT | Mapping[str, Any] | None = None,
        secrets: AuthT | Mapping[str, Any] | None = None,
        space: str | None = None,
        spaces: list[str] | tuple[str, ...] | None = None,
        connector_id: str | Mapping[str, str] | None = None,
        adopt: Adopt | None = None,
        secrets_version: str | None = None,
        secrets_mode: SecretsMode | None = None,
        protect: bool = False,
        provider: AnyProvider | None = None,
        depends_on: Sequence[AnyDependable] | None = None,
        lifecycle: AnyLifecycle | LifecycleDict | None = None,
        identity: str | None = None,
        moved_from: str | list[str] | tuple[str, ...] | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Check everything, and make the resource.

        Args:
            scope: As for `Connector`.
            id: As for `Connector`.
            name: As for `Connector`.
            config: As for `Connector`.
            auth: How to authenticate, with the sources of its secrets: one of the type's own auth types, such
                as `GitHub.Bearer()`, or a dict with `authType`. Left out, it is the only one that the type
                has, or none where the type can do without.
            secrets: The same as `auth`, under the name that other connectors have for it.
            space: As for `Connector`.
            spaces: As for `Connector`.
            connector_id: As for `Connector`.
            adopt: As for `Connector`.
            secrets_version: As for `Connector`.
            secrets_mode: As for `Connector`.
            protect: As for `Connector`.
            provider: As for `Connector`.
            depends_on: As for `Connector`.
            lifecycle: As for `Connector`.
            identity: As for `Connector`.
            moved_from: As for `Connector`.
            timeouts: As for `Connector`.

        Raises:
            InvalidConnector: As for `Connector`; also for an auth type that Terraform cannot set up.
        """
        if auth is not None and secrets is not None:
            problem = Problem("auth", "expected without secrets", "They are two names for the same: give one")
            raise InvalidConnector(self._label_at(scope, id), [problem])
        super().__init__(
            scope,
            id,
            name=name,
            config=config,
            secrets=secrets if auth is None else auth,
            space=space,
            spaces=spaces,
            connector_id=connector_id,
            adopt=adopt,
            secrets_version=secrets_version,
            secrets_mode=secrets_mode,
            protect=protect,
            provider=provider,
            depends_on=depends_on,
            lifecycle=lifecycle,
            identity=identity,
            moved_from=moved_from,
            timeouts=timeouts,
        )

    @classmethod
    def auth_types(cls) -> dict[str, type[Auth]]:
        """Return the auth types that a connector can be built with: Kibana's names and the classes."""
        return cls.CONNECTOR_TYPE.auth_types()
