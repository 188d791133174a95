"""ConnectorType: what a connector type says of itself, and Kibana's verdict on its payloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from ..errors import Problem
from ..formats.urls import compared_hostname
from ..tokens import is_token
from .config_texts import needs_a_look
from .credentials_in_config import credentials_in_config
from .hints import likely_mistakes, with_hint
from .json_values import TOO_DEEP, is_too_deep
from .payload import Config, Refused, Secrets
from .payload_problems import blank_strings
from .raw_expressions import raw_expressions
from .secret_source import Secret
from .target import Target
from .type_info import TypeInfo, Verdict

ConfigT = TypeVar("ConfigT", bound=Config)
SecretsT = TypeVar("SecretsT", bound=Secrets)

AnyConnectorType: TypeAlias = "type[ConnectorType[Any, Any]]"


class ConnectorType(Generic[ConfigT, SecretsT]):
    """Base of every connector type: fields, rules and secrets, without an engine.

    A type is a class that is never instantiated. The construct of the same name without `Type`
    (`PagerDuty` for `PagerDutyType`), the stand-in Kibana, the command line and `validate` all read it.
    """

    TYPE: ClassVar[TypeInfo]
    HINTS: ClassVar[Mapping[str, str]] = {}
    """What to do about a problem at a place, such as `config.url`; for mistakes that people make often."""
    Config: ClassVar[type[Any]]
    Secrets: ClassVar[type[Any]]

    # -- what a type may say --------------------------------------------------------------------------------

    @classmethod
    def needed_secrets(cls, config: ConfigT) -> tuple[str, ...]:
        """Return the secrets (in Python's spelling) that the chosen authentication needs.

        They become variables when `secrets` is left out.
        """
        return tuple(spec.name for spec in cls.Secrets.specs() if spec.is_required)

    @classmethod
    def check(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Apply Kibana's rules that tie fields together; each field for itself is good already."""
        return iter(())

    @classmethod
    def provider_limits(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Find what Kibana takes and the Terraform provider cannot keep."""
        return iter(())

    @classmethod
    def warnings(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Find what is legal and most likely a mistake; shown as a warning at synth."""
        return iter(())

    @classmethod
    def hosts(cls, config: ConfigT) -> Iterator[tuple[str, str]]:
        """Yield the hosts that Kibana looks for in its `allowedHosts`: field and host.

        Only what is known at synth; the host is empty where Kibana finds none.
        """
        for spec in config.specs():
            if spec.is_url:
                yield from host_in(f"config.{spec.kibana_name}", getattr(config, spec.name))

    @classmethod
    def target_limits(cls, config: ConfigT, target: Target) -> Iterator[str]:
        """Yield what a certain Kibana would refuse in the config, and others would not."""
        return iter(())

    @classmethod
    def auth_limits(cls, auth_type: str, target: Target) -> Iterator[str]:
        """Yield why a certain Kibana would refuse an auth type, and others would not.

        Args:
            auth_type: Kibana's name for it.
            target: The Kibana that the connector goes to.
        """
        return iter(())

    @classmethod
    def unknown_there(cls, config: ConfigT, target: Target | None) -> frozenset[str]:
        """Return the fields, in Kibana's spelling, whose defaults a certain Kibana does not know yet.

        Args:
            config: The config; what was set in it is not among them.
            target: The Kibana that the connector goes to; None where it is not known.
        """
        return frozenset()

    @classmethod
    def provider_form(cls, config: ConfigT) -> dict[str, Any]:
        """Return the config as the provider can keep it; the settled config unless a type needs another."""
        return config.settled()

    # -- on the wire ----------------------------------------------------------------------------------------

    @classmethod
    def verdict(cls, config: object, secrets: object) -> Verdict:
        """Judge a payload on the wire as Kibana does.

        Args:
            config: Kibana's `config`: an object; None or left out counts as empty.
            secrets: Kibana's `secrets`, with values: an object; None or left out counts as empty.
        """
        read_config, _, problems = cls.read_wire(config, secrets, hints=False)
        if problems:
            return Verdict(False, tuple([problem.kibana_text for problem in problems]), None)
        return Verdict(True, (), read_config.stored())

    @classmethod
    def read_wire(
        cls, config: object, secrets: object, *, hints: bool
    ) -> tuple[ConfigT, SecretsT, list[Problem]]:
        """Read a payload on the wire; with problems, config and secrets must not be used.

        Args:
            config: As for `verdict`.
            secrets: As for `verdict`.
            hints: Whether problems say what may have been meant.
        """
        config = {} if config is None else config
        secrets = {} if secrets is None else secrets
        if is_too_deep(config) or is_too_deep(secrets):
            part = "config" if is_too_deep(config) else "secrets"
            deep = Problem(part, f"expected JSON that is not {TOO_DEEP}")
            refused: Any = Refused(cls.Config, (deep,))
            return refused, refused, [deep]
        blank = (*blank_strings(config, "config"), *blank_strings(secrets, "secrets"))
        read_config = cls.Config.from_wire(config, hints=hints)
        read_secrets = cls.Secrets.from_wire(secrets, hints=hints)
        problems = [*blank, *read_config.problems, *read_secrets.problems]
        return read_config, read_secrets, problems or [*cls.check(read_config, read_secrets)]

    # -- in code --------------------------------------------------------------------------------------------

    @classmethod
    def read_config(cls, config: object) -> ConfigT | Refused:
        """Read the config that a user gave: a Config, a dict of its fields, or None."""
        read: ConfigT | Refused = cls.Config.from_code(config)
        return read

    @classmethod
    def read_secrets(cls, config: ConfigT | Refused, secrets: object) -> SecretsT | Refused | None:
        """Read the sources that a user gave.

        Args:
            config: The config that was read.
            secrets: A Secrets, a dict of its fields, or None for a variable for each needed secret.

        Returns:
            None where a refused config cannot tell which secrets are needed.
        """
        if secrets is None:
            if isinstance(config, Refused):
                return None
            secrets = {name: Secret.variable() for name in cls.needed_secrets(config)}
        read: SecretsT | Refused = cls.Secrets.from_code(secrets)
        return read

    @classmethod
    def problems(cls, config: ConfigT | Refused, secrets: SecretsT | Refused | None) -> Iterator[Problem]:
        """Find everything that Kibana or the provider would refuse in a payload that was read from code."""
        yield from config.problems
        if not isinstance(config, Refused):
            yield from blank_strings(config.settled(), "config")
        if secrets is not None:
            yield from secrets.problems
        if isinstance(config, Refused) or secrets is None or isinstance(secrets, Refused):
            return
        # Kibana will judge what the provider sends, and that has every default written out.
        refused = list(cls.check(config.with_defaults_set(), secrets))
        yield from refused
        if not refused:
            yield from cls.provider_limits(config, secrets)

    @classmethod
    def all_warnings(cls, name: object, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Find what is most likely a mistake: what holds for all types, and what the type itself knows."""
        yield from cls.warnings(config, secrets)
        yield from likely_mistakes(config)
        if needs_a_look(name, config, secrets):
            yield from raw_expressions(name, config, secrets)
            yield from credentials_in_config(config, secrets, cls.Secrets)

    @classmethod
    def hinted(cls, problem: Problem) -> Problem:
        """Return a problem with a hint at what is most likely meant."""
        return with_hint(problem, cls.Config, cls.Secrets, cls.HINTS)


def host_in(field: str, url: object) -> Iterator[tuple[str, str]]:
    """Yield a field and the host of the URL in it, unless there is none or only Terraform knows it."""
    if isinstance(url, str) and not is_token(url):
        yield field, compared_hostname(url)
