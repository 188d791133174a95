"""What can be told of a stack only when it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import constructs
import jsii

from .._cdk import App, TerraformVariable
from ..terraform.state_encryption import encryption_of
from .stack_writer import NO_HCL

if TYPE_CHECKING:
    from .stack_record import StackRecord

_WAY_OUT = "Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…)"


@jsii.implements(constructs.IValidation)
class StackChecks:
    """CDKTF runs these at synth; each text it gets back is an error."""

    def __init__(self, record: StackRecord) -> None:
        self._record = record

    def validate(self) -> list[str]:
        """Give what is wrong with the stack."""
        if not self._record.written():
            return []
        checks = (
            self._output,
            self._backend,
            self._names,
            self._ids,
            self._versions,
            self._variables,
            self._targets,
        )
        return [error for check in checks for error in check()]

    def _output(self) -> Iterator[str]:
        if App.of(self._record.stack).hcl_output:
            yield NO_HCL

    def _backend(self) -> Iterator[str]:
        record = self._record
        kind, encrypted = backend_of(record)
        if encrypted:
            return
        in_state = next((each for each in record.written() if not each.is_write_only), None)
        if in_state is not None:
            yield (
                f"{in_state.place.path} keeps its secrets in the state (SecretsMode.STATE), and the state is "
                f"not in an encrypted remote backend (found: {kind}). {_WAY_OUT}, or use "
                "SecretsMode.WRITE_ONLY, which needs Terraform or OpenTofu 1.11"
            )
        elif record.unencrypted_reason is None:
            yield (
                "This stack holds Kibana connectors, and its state is not in an encrypted remote backend "
                f"(found: {kind}): endpoints, user names and channels would lie there in plain text. "
                f'{_WAY_OUT}, or allow_unencrypted_state(self, reason="…") if that is right here'
            )

    def _ids(self) -> Iterator[str]:
        # Derived ids differ as paths do: only with one that was given can there be two of the same.
        if all(connector.placement.connector_id is None for connector in self._record.written()):
            return
        seen: dict[tuple[str | None, str], str] = {}
        for connector in self._record.written():
            for known in connector.known_ids():
                other = seen.setdefault((connector.provider_alias, known), connector.place.path)
                if other != connector.place.path:
                    yield (
                        f"{connector.place.path} and {other} have the same connector_id, and Kibana's ids "
                        "are unique across all spaces: give one of them another, or leave connector_id out"
                    )

    def _names(self) -> Iterator[str]:
        """Tell of a name that Terraform does not take; CDKTF would let it pass until init."""
        for connector in self._record.written():
            logical_id, _ = connector.written()
            if not re.match(r"[A-Za-z_]", logical_id):
                yield (
                    f"{connector.place.path} would be called {logical_id or 'nothing'} in Terraform, where "
                    "names start with a letter or _: give it another id, or override_logical_id(…)"
                )

    def _versions(self) -> Iterator[str]:
        """Tell of a secrets_version that has no effect, where the provider decided how secrets travel."""
        for connector in self._record.written():
            if connector.wiring.version is not None and not connector.is_write_only:
                yield (
                    f"{connector.place.path}: secrets_version: expected only with write-only secrets: in "
                    "SecretsMode.STATE Terraform sees a changed secret by itself"
                )

    def _variables(self) -> Iterator[str]:
        """Tell of a user's own variable of the same name: CDKTF would merge the two into one."""
        ours = {
            variable.name: connector.place.path
            for connector in self._record.written()
            for variable in connector.wiring.variables
        }
        for construct in self._record.stack.node.find_all():
            if isinstance(construct, TerraformVariable):
                path = ours.get(construct.friendly_unique_id)
                if path is not None:
                    yield (
                        f"{construct.node.path} has the name of a variable that {path} declares for a "
                        "secret: rename it, or give it to the connector with Secret.ref(…)"
                    )

    def _targets(self) -> Iterator[str]:
        """Tell of connectors that could not be created in the Kibana that their provider describes."""
        for connector in self._record.written():
            provider = self._record.provider_for(connector.named_provider)
            if provider is not None and provider.target is not None:
                refusals = provider.target.refusals(connector.type_info, connector.hosts(connector.config))
                yield from (f"{connector.place.path}: {refusal}" for refusal in refusals)


def backend_of(record: StackRecord) -> tuple[str, bool]:
    """Tell a stack's kind of backend, and whether it keeps the state encrypted."""
    backend: Any = record.stack.node.try_find_child("backend")
    if backend is None:
        return encryption_of({})
    return encryption_of(backend.to_terraform().get("terraform", {}))
