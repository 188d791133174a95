"""State and plans that OpenTofu itself encrypts, before any backend gets them."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import Any

import constructs

from .._cdk import TerraformElement, TerraformVariable
from ..cdk.checks.json_output import NO_HCL
from ..cdk.scope import Scope, scope_of
from ..cdk.stack_setup import record_of
from ..errors import InvalidBackend, SynthesisError
from ..frames import forgetful
from ..schema.secret_source import Secret, is_variable
from ..terraform.secret_variable import variable_name
from .arguments import told
from .encryption_keys import EncryptionKey

_MADE = "_kibana_connectors_encryption"
_PLAIN_METHOD = "plain_text"


class PlainText(enum.Enum):
    """What is not encrypted, as a fallback."""

    PLAIN_TEXT = "plain text"

    def __repr__(self) -> str:
        return self.name


PLAIN_TEXT = PlainText.PLAIN_TEXT
"""A state that is not encrypted yet: `OpenTofuEncryption(…, fallback=PLAIN_TEXT)` takes it over."""


@forgetful
class OpenTofuEncryption(TerraformElement):
    """Let OpenTofu encrypt the stack's state and its plan files, whatever backend keeps them.

    Only OpenTofu knows this: say `Target(tool="opentofu")`. What is not encrypted is refused, and neither
    the state nor a plan is ever written unencrypted.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        id: str = "encryption",
        *,
        key: EncryptionKey,
        fallback: EncryptionKey | PlainText | None = None,
        remote_states: EncryptionKey | Mapping[str, EncryptionKey] | None = None,
    ) -> None:
        """Check the arguments, and set up the encryption.

        Args:
            scope: The stack.
            id: The construct's id, which the variable of a passphrase is named after.
            key: What to encrypt with: a `Pbkdf2Key`, `AwsKmsKey`, `GcpKmsKey`, `AzureVaultKey`, `OpenBaoKey`
                or `ExternalKey`.
            fallback: What the state may be encrypted with still, until the next apply: the key before, or
                `PLAIN_TEXT`. Then take it away: as long as plain text is read, encryption is not enforced,
                and each synth warns.
            remote_states: What the states of other stacks are encrypted with that this one reads; by the name
                of the data source, or one key for all.

        Raises:
            InvalidBackend: No key, two keys of the same name, or two encryptions in one stack.
        """
        around = scope_of(scope)
        path = around.path.child(id)
        where = f"{path} (OpenTofuEncryption)"
        record_of(around)
        remote = _remote_keys(remote_states)
        _check(where, around, key, fallback, remote)
        super().__init__(scope, id)
        setattr(around.stack, _MADE, str(path))
        self._around = around
        self._below_stack = path.below_stack
        named = [*([fallback] if isinstance(fallback, EncryptionKey) else []), *remote.values()]
        keys = {each.reference: each for each in _with_chains([key, *named])}
        state: dict[str, Any] = {"method": _method(key)}
        methods: dict[str, dict[str, Any]] = {"aes_gcm": {}}
        for used in (key, *named):
            methods["aes_gcm"][_method_name(used)] = {"keys": f"${{{used.reference}}}"}
        if fallback is PLAIN_TEXT:
            methods["unencrypted"] = {_PLAIN_METHOD: {}}
            state["fallback"] = {"method": f"method.unencrypted.{_PLAIN_METHOD}"}
        else:
            state["enforced"] = True
            if isinstance(fallback, EncryptionKey):
                state["fallback"] = {"method": _method(fallback)}
        providers: dict[str, dict[str, Any]] = {}
        for each in keys.values():
            providers.setdefault(each.TYPE, {})[each.name] = self._provider(each)
        self._body: dict[str, Any] = {
            "key_provider": providers,
            "method": methods,
            "state": state,
            "plan": {"method": _method(key), "enforced": True},
        }
        if remote:
            self._body["remote_state_data_sources"] = _remote_block(remote)

    @forgetful
    def to_terraform(self) -> Any:
        """Return our part of the stack's JSON."""
        return {"terraform": {"encryption": self._body}}

    def to_hcl_terraform(self) -> Any:
        """Raise: it is written as JSON alone."""
        raise SynthesisError(f"{self.node.path}: {NO_HCL}")

    @forgetful
    def add_override(self, path: str, value: Any) -> None:
        """Set something else in the `encryption` block; the verdict at synth is over the result."""
        self._around.stack.add_override(f"terraform.encryption.{path}", value)

    def _provider(self, key: EncryptionKey) -> dict[str, Any]:
        settings = key.settings()
        source = key.passphrase_source
        if source is not None:
            settings["passphrase"] = self._passphrase(key, source)
        return settings

    def _passphrase(self, key: EncryptionKey, secret: Secret) -> Any:
        if secret.is_reference:
            return secret.source.string_value if is_variable(secret.source) else secret.source
        name = secret.name or variable_name(self._below_stack, (key.name, "passphrase"))
        variable = TerraformVariable(
            self,
            f"{key.TYPE}-{key.name}-passphrase",
            type="string",
            description=secret.description or f"Passphrase of the key {key.name}, 16 characters or more",
            nullable=False,
            sensitive=True,
        )
        variable.override_logical_id(name)
        variable.add_override("ephemeral", True)
        return f"${{var.{name}}}"


def _method_name(key: EncryptionKey) -> str:
    return f"{key.TYPE}_{key.name}"


def _method(key: EncryptionKey) -> str:
    return f"method.aes_gcm.{_method_name(key)}"


def _with_chains(keys: list[EncryptionKey]) -> Iterator[EncryptionKey]:
    for key in keys:
        each: EncryptionKey | None = key
        while each is not None:
            yield each
            each = each.chained


def _remote_keys(given: Any) -> dict[str | None, EncryptionKey]:
    """Return the keys of other stacks' states by the data source's name; None for all others."""
    if given is None:
        return {}
    return dict(given) if isinstance(given, Mapping) else {None: given}


def _remote_block(keys: Mapping[str | None, EncryptionKey]) -> dict[str, Any]:
    block: dict[str, Any] = {}
    for name, key in keys.items():
        target = {"method": _method(key)}
        if name is None:
            block["default"] = target
        else:
            block.setdefault("remote_state_data_source", {})[name] = target
    return block


def _check(
    where: str,
    around: Scope,
    key: object,
    fallback: object,
    remote: Mapping[str | None, object],
) -> None:
    problems: list[str] = []
    if not isinstance(key, EncryptionKey):
        problems.append('key: expected what to encrypt with, such as Pbkdf2Key(name="main")')
    if fallback is not None and fallback is not PLAIN_TEXT and not isinstance(fallback, EncryptionKey):
        problems.append("fallback: expected the key before, or PLAIN_TEXT")
    for name, other in remote.items():
        if not isinstance(other, EncryptionKey) or not (name is None or isinstance(name, str)):
            problems.append("remote_states: expected a key, or keys by the names of data sources")
            break
    made = getattr(around.stack, _MADE, None)
    if made is not None:
        problems.append(f"the stack is encrypted already, by {made}: one of them is enough")
    if not problems:
        keys = [each for each in (key, fallback, *remote.values()) if isinstance(each, EncryptionKey)]
        problems += _clashes(keys, fallback)
    if problems:
        raise InvalidBackend(told(where, problems))


def _clashes(keys: list[EncryptionKey], fallback: object) -> Iterator[str]:
    """Find keys that OpenTofu could not tell apart.

    Args:
        keys: The keys; what the state is written with comes first.
        fallback: What it may be read with too.
    """
    known: dict[str, EncryptionKey] = {}
    for key in _with_chains(keys):
        other = known.setdefault(key.reference, key)
        if not other.is_same(key):
            yield (
                f"two keys are called {key.reference}: give the new one a name of its own (the old one keeps "
                "its name: the state was written with it)"
            )
    for each in keys:
        # OpenTofu collects what belongs to the keys of a state, those of its fallback among them, by alias.
        read = [each, fallback] if each is keys[0] and isinstance(fallback, EncryptionKey) else [each]
        aliases = [one.alias for one in _with_chains(read)]
        for alias in sorted({alias for alias in aliases if aliases.count(alias) > 1}):
            yield (
                f"{alias} is what two keys of a state, or of its fallback, keep their data by: give the new "
                "one a name of its own, also where both are one key of a KMS"
            )
