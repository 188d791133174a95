"""xMatters: trigger a flow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ..errors import Problem
from ..formats.urls import is_url
from ..schema.connector_type import ConnectorType, host_in
from ..schema.fields import Flag, SecretText, SecretUrl, Text, field
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo
from ..tokens import is_token

_LOGIN = ("user", "password")
_BASIC = "with usesBasic true, the default"
_BY_URL = "with usesBasic false"


class XMattersConfig(Config):
    """Config of an xMatters connector."""

    config_url: Text | None = field(default=None)
    """Basic: the URL of an Elastic trigger in an xMatters flow; required then, and not allowed otherwise."""
    uses_basic: Flag = field(default=True)
    """Log in with the secrets `user` and `password`, at `config_url`; otherwise the secret `secrets_url`
    holds all there is to know.
    """


class XMattersSecrets(Secrets):
    """Secrets of an xMatters connector: of one way to authenticate, never of both."""

    user: SecretText | None = field(default=None)
    """Basic: the user's name, or the id of an API key."""
    password: SecretText | None = field(default=None)
    """Basic: the user's password, or the API key's secret."""
    secrets_url: SecretUrl | None = field(default=None)
    """By URL: the URL of the trigger with the API key in it."""


class XMattersType(ConnectorType[XMattersConfig, XMattersSecrets]):
    """Trigger an xMatters flow (Kibana docs: "xMatters connector").

    Either basic authentication, the default: `config_url`, `user` and `password`; or `uses_basic=False` and
    the secret `secrets_url` alone.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".xmatters",
        name="xMatters",
        license="gold",
        features=("alerting", "siem"),
        since="8.2",
    )
    Config = XMattersConfig
    Secrets = XMattersSecrets

    @classmethod
    def needed_secrets(cls, config: XMattersConfig) -> tuple[str, ...]:
        """Return what the chosen way to authenticate needs."""
        if is_token(config.uses_basic):
            return ()
        return _LOGIN if config.uses_basic else ("secrets_url",)

    @classmethod
    def check(cls, config: XMattersConfig, secrets: XMattersSecrets) -> Iterator[Problem]:
        """Apply Kibana's rules for the two ways to authenticate (docs/kibana_api.md, ".xmatters").

        For the fields that go together Kibana reads the raw request: there `usesBasic` left out counts as
        false. The provider sends the default, true.
        """
        yield from _one_way(secrets)
        if is_token(config.uses_basic):
            return
        url = config.config_url
        if config.uses_basic and url is not None and not is_token(url) and not is_url(url):
            yield Problem("config.configUrl", "expected a URL", name="config_url")
        if config.uses_basic and config.is_set("uses_basic"):
            if secrets.secrets_url is not None:
                yield Problem(
                    "secrets.secretsUrl", f"not allowed {_BASIC}", "Set uses_basic=False", "secrets_url"
                )
            else:
                hint = "Or set uses_basic=False, with the secret secrets_url alone"
                yield from config.missing(_BASIC, "config_url", hint=hint)
        else:
            when = _BY_URL if config.is_set("uses_basic") else "while usesBasic is left out"
            if url is not None:
                yield Problem(
                    "config.configUrl",
                    f"not allowed {when}",
                    "Leave it out, or set uses_basic=True",
                    "config_url",
                )
            for name in _LOGIN:
                if secrets.has(name):
                    yield Problem(f"secrets.{name}", f"not allowed {when}", "Give secrets_url instead")

    @classmethod
    def hosts(cls, config: XMattersConfig) -> Iterator[tuple[str, str]]:
        """Return the trigger's host; in a secret URL it is not known."""
        yield from host_in("config.configUrl", config.config_url)


def _one_way(secrets: XMattersSecrets) -> Iterator[Problem]:
    login = [name for name in _LOGIN if secrets.has(name)]
    if login and secrets.secrets_url is not None:
        yield Problem("secrets", "expected user and password, or secretsUrl, not both")
    elif login:
        yield from secrets.missing("together with user or password", *_LOGIN)
    elif secrets.secrets_url is None:
        yield Problem("secrets", "required: user and password, or secretsUrl with usesBasic false")
