"""What a stack knows of its connectors: one record a stack, one element that writes them all.

A call into Node for every attribute of every connector would be most of the time that `cdktf synth`
takes (provider_facts, "What synthesis costs"). So connectors keep their attributes in Python, and one
element per stack hands all of them over at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import constructs
import jsii

from ._cdk import Annotations, TerraformElement, TerraformProvider, TerraformStack
from .checks.javascript import is_blank
from .errors import InvalidBackend, InvalidConnector, Problem, SynthesisError
from .secret import SecretsMode

if TYPE_CHECKING:
    from .connector import Connector
    from .placement import Placement
    from .provider import KibanaProvider
    from .wiring import Wiring

PROVIDER = "elasticstack"
PROVIDER_SOURCE = "elastic/elasticstack"
PROVIDER_VERSION = ">= 0.16.1, < 0.17"
"""The versions whose behaviour provider_facts describes."""
RESOURCE = "elasticstack_kibana_action_connector"

_RECORD = "_kibana_connectors_record"
_PLACE = "_kibana_connectors_place"
_WRITER_ID = "KibanaConnectors"
_UNIQUE = "Kibana's ids are unique across all spaces: give one of them another, or leave connector_id out"


@dataclass(frozen=True)
class Place:
    """Where a construct stands.

    Attributes:
        stack: Its stack.
        path: Its full path, as CDKTF's own messages name it: `OnCall/team/pager`.
        below: The ids below the stack: `("team", "pager")`.
    """

    stack: TerraformStack
    path: str
    below: tuple[str, ...]

    def child(self, id: str) -> Place:
        """Give the place of a child; a slash in an id is replaced as `constructs` does it."""
        safe = id.replace("/", "--")
        return Place(self.stack, f"{self.path}/{safe}" if self.path else safe, (*self.below, safe))


def place_of(scope: constructs.IConstruct) -> Place:
    """Find where a scope stands; asked of the engine once per scope.

    Raises:
        InvalidConnector: It is no construct, or stands in no stack.
    """
    known = scope.__dict__.get(_PLACE) if hasattr(scope, "__dict__") else None
    if known is not None:
        place: Place = known
        return place
    problem = Problem("scope", "expected a construct inside a TerraformStack", "Pass the stack, usually self")
    try:
        stack = TerraformStack.of(scope)
        path = scope.node.path
        below = path[len(stack.node.path) :].strip("/")
    except Exception:  # jsii tells of a wrong scope in several ways, all of them with a JavaScript trace
        stack = None
    if stack is None:
        raise InvalidConnector(type(scope).__name__, [problem])
    place = Place(stack, path, tuple(below.split("/")) if below else ())
    setattr(scope, _PLACE, place)
    return place


@dataclass
class StackRecord:
    """All that this library knows of one stack."""

    stack: TerraformStack
    path: str
    connectors: list[Connector[Any, Any]] = field(default_factory=list)
    providers: list[KibanaProvider] = field(default_factory=list)
    encrypted_backend: bool = False
    unencrypted_reason: str | None = None
    _owners: dict[str, str] = field(default_factory=dict)

    def add(self, connector: Connector[Any, Any]) -> None:
        """Take a connector in."""
        self.connectors.append(connector)
        for variable in connector.wiring.variables:
            self._owners.setdefault(variable.name, "" if variable.shared else connector.place.path)

    def id_problems(self, placement: Placement, provider: TerraformProvider | None) -> Iterator[Problem]:
        """Find a given id that another connector of the same provider was given already.

        Derived ids can be compared only when the stack is complete: a provider may still name another
        namespace.
        """
        given = placement.connector_id
        for other in self.connectors:
            if (
                given is not None
                and other.placement.connector_id == given
                and other.named_provider is provider
            ):
                yield Problem("connector_id", f"{other.place.path} has it already", _UNIQUE)

    def variable_problems(self, wiring: Wiring) -> Iterator[Problem]:
        """Find variables whose names another connector's variables have already."""
        for variable in wiring.variables:
            owner = self._owners.get(variable.name)
            if owner is None or (variable.shared and owner == ""):
                continue
            yield Problem(
                ".".join(("secrets", *variable.path)),
                f"its variable would be called {variable.name}, as one of {owner or 'another connector'} is",
                'Name it yourself with Secret.variable("…"); connectors that give the same name share it',
            )

    def provider_for(self, provider: TerraformProvider | None) -> KibanaProvider | None:
        """Give the `KibanaProvider` that serves a connector which names this provider, or none."""
        return next(
            (each for each in self.providers if each is provider or (provider is None and each.is_default)),
            None,
        )

    def id_namespace(self, provider: TerraformProvider | None) -> str:
        """Give the namespace of derived ids: the provider's, else the stack's own path."""
        named = self.provider_for(provider)
        return (named and named.id_namespace) or self.path

    def secrets_mode(self, provider: TerraformProvider | None) -> SecretsMode:
        """Give the way in which secrets travel unless a connector says otherwise."""
        named = self.provider_for(provider)
        return named.secrets_mode if named else SecretsMode.WRITE_ONLY


def record_of(stack: TerraformStack) -> StackRecord:
    """Give the stack's record, made at the first call together with the element that writes it."""
    record: StackRecord | None = stack.__dict__.get(_RECORD)
    if record is None:
        record = StackRecord(stack, stack.node.path)
        setattr(stack, _RECORD, record)
        _Writer(stack, record)
        stack.node.add_validation(_Checks(record))
    return record


def allow_unencrypted_state(stack: TerraformStack, *, reason: str) -> None:
    """Let a stack of connectors keep its state unencrypted, and say why.

    The reason shows up as a warning at each synth. Secrets in write-only mode are in no state, but configs
    are: endpoints, user names, channel names. `SecretsMode.STATE` stays forbidden.

    Args:
        stack: The stack.
        reason: Why this is right here, for whoever reads the code or the warning later.

    Raises:
        InvalidBackend: No reason, or no stack.
    """
    if not TerraformStack.is_stack(stack):
        raise InvalidBackend("allow_unencrypted_state: expected a TerraformStack as its first argument")
    if not isinstance(reason, str) or is_blank(reason):
        raise InvalidBackend(
            f"{stack.node.path}: allow_unencrypted_state: reason: expected a text that says why"
        )
    record_of(stack).unencrypted_reason = reason
    Annotations.of(stack).add_warning(f"State with Kibana connectors is not encrypted: {reason}")


class _Writer(TerraformElement):
    """Hands all attributes of all connectors of a stack to the engine, in one call."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        super().__init__(stack, _WRITER_ID)
        self._record = record

    def to_terraform(self) -> Any:
        record = self._record
        out: dict[str, Any] = {}
        connectors = [connector for connector in record.connectors if connector.is_written]
        resources = dict(connector.written() for connector in connectors)
        if resources:
            out["resource"] = {RESOURCE: resources}
        variables = {
            variable.name: variable.declaration(
                place=connector.place.path, ephemeral=connector.wiring.mode is SecretsMode.WRITE_ONLY
            )
            for connector in reversed(connectors)  # so that the first one that shares a variable describes it
            for variable in connector.wiring.variables
        }
        if variables:
            out["variable"] = variables
        if resources and not any(
            provider.terraform_resource_type == PROVIDER for provider in record.stack.all_providers()
        ):
            # No provider construct: its environment variables decide, but Terraform must know the source.
            out["terraform"] = {
                "required_providers": {PROVIDER: {"source": PROVIDER_SOURCE, "version": PROVIDER_VERSION}}
            }
        return out

    def to_hcl_terraform(self) -> Any:
        raise SynthesisError(
            f"{self._record.path}: Kibana connectors are written as JSON only: leave hcl_output out of App(…)"
        )


@jsii.implements(constructs.IValidation)
class _Checks:
    """What can be told only when a stack is complete."""

    def __init__(self, record: StackRecord) -> None:
        self._record = record

    def validate(self) -> list[str]:
        record = self._record
        if not record.connectors:
            return []
        return [*self._backend(), *self._ids()]

    def _backend(self) -> list[str]:
        record = self._record
        kind, encrypted = _backend_of(record)
        if encrypted:
            return []
        way_out = "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)"
        in_state = [each for each in record.connectors if each.wiring.mode is SecretsMode.STATE]
        if in_state:
            return [
                f"{in_state[0].place.path} keeps its secrets in the state (SecretsMode.STATE), and the state "
                f"is not in an encrypted remote backend (found: {kind}). {way_out}, or use "
                "SecretsMode.WRITE_ONLY, which needs Terraform or OpenTofu 1.11"
            ]
        if record.unencrypted_reason is None:
            return [
                "This stack holds Kibana connectors, and its state is not in an encrypted remote backend "
                f"(found: {kind}): endpoints, user names and channels would lie there in plain text. "
                f'{way_out}, or allow_unencrypted_state(self, reason="…") if that is right here'
            ]
        return []

    def _ids(self) -> list[str]:
        seen: dict[tuple[str | None, str], str] = {}
        errors = []
        for connector in self._record.connectors:
            for known in connector.known_ids():
                key = (connector.provider_alias, known)
                other = seen.setdefault(key, connector.place.path)
                if other != connector.place.path:
                    errors.append(f"{connector.place.path} and {other} have the same connector_id. {_UNIQUE}")
        return errors


def _backend_of(record: StackRecord) -> tuple[str, bool]:
    """Tell the stack's kind of backend, and whether it keeps the state encrypted."""
    if record.encrypted_backend:
        return "encrypted", True
    backend: Any = record.stack.node.try_find_child("backend")
    if backend is None:
        return "local", False
    written: Mapping[str, Any] = backend.to_terraform().get("terraform", {})
    if "cloud" in written:
        return "cloud", True
    kind, settings = next(iter(written.get("backend", {"local": {}}).items()))
    encrypted = {
        "s3": bool(settings.get("encrypt")) and bool(settings.get("kms_key_id")),
        "gcs": bool(settings.get("kms_encryption_key") or settings.get("encryption_key")),
        "azurerm": True,  # Azure Storage encrypts everything it holds, and that cannot be turned off
        "remote": True,  # HCP Terraform and Terraform Enterprise encrypt all state
    }
    return kind, encrypted.get(kind, False)
