"""ConnectorType: what a connector type says of itself, and Kibana's verdict on its payloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

import constructs

from ..cdk.place import Place, place_of
from ..errors import InvalidConnector, Problem
from ..formats.javascript import is_blank
from ..formats.urls import url_hostname
from ..tokens import is_token
from .hints import with_hint
from .payload import Config, Secrets
from .problems import blank_strings
from .secret import Secret
from .type_info import TypeInfo, Verdict
from .untyped import OpenConfig, OpenSecrets, describe

ConfigT = TypeVar("ConfigT", bound=Config)
SecretsT = TypeVar("SecretsT", bound=Secrets)


class ConnectorType(Generic[ConfigT, SecretsT]):
    """The half of a connector class that knows nothing of Terraform.

    It is a class of its own also for the sake of speed: for each construct that is made, jsii looks through
    all names of the classes before its own, and this one comes after it.
    """

    TYPE: ClassVar[TypeInfo]
    HINTS: ClassVar[Mapping[str, str]] = {}
    """What to do about a problem at a place, such as `config.url`; for mistakes that people make often."""
    Config: ClassVar[type[Any]] = OpenConfig
    Secrets: ClassVar[type[Any]] = OpenSecrets

    @classmethod
    def needed_secrets(cls, config: ConfigT) -> tuple[str, ...]:
        """Name the secrets (in Python's spelling) that the chosen authentication needs.

        They become variables when `secrets` is left out.
        """
        return tuple(spec.name for spec in cls.Secrets.specs() if spec.required)

    @classmethod
    def check(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Apply Kibana's rules that tie fields together, to a payload whose fields are good in themselves."""
        return iter(())

    @classmethod
    def limits(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Find what Kibana takes and the Terraform provider cannot keep."""
        return iter(())

    @classmethod
    def advice(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        """Find what is legal and most likely a mistake; shown as a warning at synth."""
        return iter(())

    @classmethod
    def hosts(cls, config: ConfigT) -> Iterator[tuple[str, str]]:
        """List the hosts that Kibana will contact, as far as they are known at synth: field and host name."""
        for spec in config.specs():
            value = getattr(config, spec.name)
            if spec.is_url and isinstance(value, str) and not is_token(value):
                host = url_hostname(value)
                if host:
                    yield f"config.{spec.wire}", host

    @classmethod
    def provider_form(cls, config: ConfigT) -> dict[str, Any]:
        """Give the config as the provider can keep it; the settled config unless a type needs otherwise."""
        return config.settled()

    # -- Kibana's verdict -----------------------------------------------------------------------------------

    @classmethod
    def verdict(cls, config: object, secrets: object) -> Verdict:
        """Judge a payload on the wire as Kibana does.

        Args:
            config: Kibana's `config`: an object; None or left out counts as empty.
            secrets: Kibana's `secrets`, with values: an object; None or left out counts as empty.
        """
        read_config, _, problems = cls._from_wire(config, secrets, hints=False)
        if problems or read_config is None:
            return Verdict(False, tuple([problem.wire for problem in problems]), None)
        return Verdict(True, (), read_config.stored())

    @classmethod
    def _from_wire(
        cls, config: object, secrets: object, *, hints: bool
    ) -> tuple[ConfigT | None, SecretsT | None, list[Problem]]:
        config = {} if config is None else config
        secrets = {} if secrets is None else secrets
        blank = (*blank_strings(config, "config"), *blank_strings(secrets, "secrets"))
        read_config, config_problems = cls.Config.from_wire(config, hints=hints)
        read_secrets, secrets_problems = cls.Secrets.from_wire(secrets, hints=hints)
        problems = [*blank, *config_problems, *secrets_problems]
        return read_config, read_secrets, problems or [*cls.check(read_config, read_secrets)]

    # -- reading what a user gave ---------------------------------------------------------------------------

    @classmethod
    def _described(cls, place: Place, type_id: str | None) -> TypeInfo:
        if hasattr(cls, "TYPE"):
            if type_id is None:
                return cls.TYPE
            problem = Problem("type_id", f"expected only by Connector itself: this is {cls.TYPE.type_id}")
            raise InvalidConnector(cls._label(place, None), [problem])
        described = describe(type_id)
        if isinstance(described, Problem):
            raise InvalidConnector(cls._label(place, None), [described])
        return described

    @classmethod
    def _place(cls, scope: constructs.Construct, id: str) -> Place:
        if not isinstance(id, str) or is_blank(id) or is_token(id):
            problem = Problem("id", "expected a text that is known at synth and not blank")
            raise InvalidConnector(cls.__name__, [problem])
        return place_of(scope).child(id)

    @classmethod
    def _label(cls, place: Place, type_id: str | None) -> str:
        named = cls.TYPE.type_id if hasattr(cls, "TYPE") else type_id
        return f"{place.path} ({', '.join(filter(None, (cls.__name__, named)))})"

    @classmethod
    def _hinted(cls, problem: Problem) -> Problem:
        return with_hint(problem, cls.Config, cls.Secrets, cls.HINTS)

    @classmethod
    def _read_secrets(cls, config: ConfigT, secrets: SecretsT | Mapping[str, Any] | None) -> SecretsT:
        if secrets is None:
            if config.problems:
                # What the authentication needs cannot be told then, only what is wrong with the config.
                none: SecretsT = cls.Secrets.model_construct(**{s.name: None for s in cls.Secrets.specs()})
                return none
            secrets = {name: Secret.variable() for name in cls.needed_secrets(config)}
        read: SecretsT = cls.Secrets.from_code(secrets)
        return read

    @classmethod
    def _payload_problems(cls, config: ConfigT, secrets: SecretsT) -> Iterator[Problem]:
        yield from config.problems
        if not config.problems:
            yield from blank_strings(config.settled(), "config")
        yield from secrets.problems
        if config.problems or secrets.problems:
            return
        # Kibana will judge what the provider sends, and that has every default written out.
        refused = list(cls.check(config.written_out(), secrets))
        yield from refused
        if not refused:
            yield from cls.limits(config, secrets)
