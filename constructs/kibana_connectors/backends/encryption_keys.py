"""Where OpenTofu gets the keys from with which it encrypts state and plans: its key providers, as values.

What a key provider keeps about its key lies in the encrypted state itself, by a name. So each key has a name
of its own, which is always written with it (`encrypted_metadata_alias`): nothing else in the code decides
whether the state can be read. To call a key otherwise later, say what it was called: `renamed_from`.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, Literal, TypeVar

from ..errors import InvalidBackend, LiteralSecret
from ..formats.javascript import is_blank
from ..formats.urls import has_login, is_web_url
from ..frames import forgetful
from ..gate.backend_credentials import KEY_PROVIDERS
from ..schema.secret_source import Secret
from ..tokens import is_token
from .arguments import told
from .kms_keys import KMS_KEY, KMS_KEY_IN_WORDS

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_AES_BYTES = (16, 24, 32)
_LITERAL = (
    "expected no passphrase: it would be written down. Leave it out and set TF_ENCRYPTION where OpenTofu "
    "runs, or give Secret.variable() or a sensitive TerraformVariable"
)

KeyT = TypeVar("KeyT", bound=type)


def _naming_others(made: KeyT) -> KeyT:
    """Let a class say what is wrong with an argument that it does not have, and forget them all."""
    written: Any = made
    initialize = written.__init__
    known = [each.name for each in fields(written)]

    @functools.wraps(initialize)
    def checked(self: Any, *unnamed: Any, **given: Any) -> None:
        if unnamed:
            raise InvalidBackend(f'{written.__name__}: expected all arguments by name, such as name="main"')
        problems = [_of_other(written.TYPE, name, known) for name in given if name not in known]
        needed = [each.name for each in fields(written) if each.default is MISSING and each.name not in given]
        problems += [f"{name}: missing" for name in needed]
        if problems:
            raise InvalidBackend(told(written.__name__, problems))
        initialize(self, **given)

    written.__init__ = checked
    return forgetful(made)


def _of_other(key_type: str, name: str, known: list[str]) -> str:
    instead = KEY_PROVIDERS.get(key_type, {}).get(name)
    if instead is not None:
        return f"{name}: expected no credential: it would be written down. Set {instead} in the environment"
    close = difflib.get_close_matches(name, known, n=1)
    return f"{name}: unknown; " + (f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}")


@_naming_others
@dataclass(frozen=True, kw_only=True)
class EncryptionKey:
    """A key of OpenTofu's state encryption; one of its subclasses.

    Attributes:
        name: The key's name, which the encrypted state keeps.
        renamed_from: What the key was called when the state was last written, if it was called otherwise.
        metadata_alias: The `encrypted_metadata_alias` of a state that was written with one of its own.

    Raises:
        InvalidBackend: A value that cannot work.
    """

    TYPE: ClassVar[str] = ""
    """OpenTofu's name of the key provider."""

    name: str
    renamed_from: str | None = None
    metadata_alias: str | None = None

    def __post_init__(self) -> None:
        if not self.TYPE:
            raise InvalidBackend("EncryptionKey: expected one of its subclasses, such as Pbkdf2Key")
        problems = list(self._problems())
        if problems:
            raise InvalidBackend(told(type(self).__name__, problems))

    @property
    def reference(self) -> str:
        """How OpenTofu calls it: `key_provider.pbkdf2.main`."""
        return f"key_provider.{self.TYPE}.{self.name}"

    @property
    def alias(self) -> str:
        """By what name the state keeps what belongs to this key."""
        return self.metadata_alias or f"key_provider.{self.TYPE}.{self.renamed_from or self.name}"

    @property
    def chained(self) -> EncryptionKey | None:
        """The key that this one is derived from."""
        return None

    def is_same(self, other: EncryptionKey) -> bool:
        """Whether another key is written as this one is."""
        sources = [each.passphrase_source for each in (self, other)]
        written = [source and (source.name, source.description, source.source) for source in sources]
        return type(self) is type(other) and self.settings() == other.settings() and written[0] == written[1]

    @property
    def passphrase_source(self) -> Secret | None:
        """Where the passphrase comes from, if not from TF_ENCRYPTION."""
        return None

    def settings(self) -> dict[str, Any]:
        """Return what the `key_provider` block holds, without a passphrase."""
        return {"encrypted_metadata_alias": self.alias, **self._settings()}

    def _settings(self) -> dict[str, Any]:
        common = {each.name for each in fields(EncryptionKey)}
        given = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in common}
        return {name: _plain(value) for name, value in given.items() if value is not None}

    def _problems(self) -> Iterator[str]:
        for name, is_needed in (("name", True), ("renamed_from", False)):
            value = getattr(self, name)
            is_name = isinstance(value, str) and _NAME.fullmatch(value) is not None
            if not is_name and (is_needed or value is not None):
                yield f"{name}: expected a name: letters, digits, _ and -, not starting with a digit"
        if self.metadata_alias is not None:
            yield from _text("metadata_alias", self.metadata_alias)
            if self.renamed_from is not None:
                yield "renamed_from and metadata_alias exclude each other: give one of them"


@_naming_others
@dataclass(frozen=True, kw_only=True)
class Pbkdf2Key(EncryptionKey):
    """A key that is derived from a passphrase, or from another key.

    Attributes:
        passphrase: Where the passphrase comes from, 16 characters or more: `Secret.variable()`, or a
            sensitive `TerraformVariable`. Left out, TF_ENCRYPTION holds it where OpenTofu runs:
            `{"key_provider":{"pbkdf2":{"<name>":{"passphrase":"…"}}}}`.
        chain: The key to derive it from, instead of a passphrase.
        key_length: Bytes of the key: 16, 24 or 32.
        iterations: How often the hash is taken, 200 000 or more.
        salt_length: Bytes of the salt.
        hash_function: `sha512` or `sha256`.
    """

    TYPE: ClassVar[str] = "pbkdf2"

    passphrase: object = None
    chain: EncryptionKey | None = None
    key_length: int = 32
    iterations: int = 600_000
    salt_length: int = 32
    hash_function: Literal["sha512", "sha256"] = "sha512"

    @property
    def chained(self) -> EncryptionKey | None:
        """The key that this one is derived from."""
        return self.chain

    @property
    def passphrase_source(self) -> Secret | None:
        """Where the passphrase comes from, if not from TF_ENCRYPTION."""
        return None if self.passphrase is None else Secret.ref(self.passphrase)

    def _settings(self) -> dict[str, Any]:
        settings = super()._settings()
        settings.pop("passphrase", None)
        if self.chain is not None:
            settings["chain"] = f"${{{self.chain.reference}}}"
        return settings

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        if self.passphrase is not None:
            try:
                Secret.ref(self.passphrase)
            except LiteralSecret:
                yield f"passphrase: {_LITERAL}"
        if self.chain is not None:
            if not isinstance(self.chain, EncryptionKey):
                yield "chain: expected another key, such as AwsKmsKey(…)"
            elif self.passphrase is not None:
                yield "passphrase and chain exclude each other: give one of them"
        yield from _one_of("key_length", self.key_length, _AES_BYTES)
        yield from _number("iterations", self.iterations, 200_000)
        yield from _number("salt_length", self.salt_length, 1)
        yield from _one_of("hash_function", self.hash_function, ("sha512", "sha256"))


@_naming_others
@dataclass(frozen=True, kw_only=True)
class AwsKmsKey(EncryptionKey):
    """A key that AWS KMS makes and unwraps; credentials come from the environment, or a profile.

    Attributes:
        kms_key_id: The KMS key: `alias/NAME`, an ARN, or a key id.
        region: Its region; else AWS_REGION's.
        key_spec: `AES_256` or `AES_128`.
        profile: The AWS profile to use.
    """

    TYPE: ClassVar[str] = "aws_kms"

    kms_key_id: str
    region: str | None = None
    key_spec: Literal["AES_256", "AES_128"] = "AES_256"
    profile: str | None = None

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        if not isinstance(self.kms_key_id, str) or not re.fullmatch(KMS_KEY, self.kms_key_id):
            yield f"kms_key_id: expected {KMS_KEY_IN_WORDS}"
        for name in ("region", "profile"):
            if getattr(self, name) is not None:
                yield from _text(name, getattr(self, name))
        yield from _one_of("key_spec", self.key_spec, ("AES_256", "AES_128"))


@_naming_others
@dataclass(frozen=True, kw_only=True)
class GcpKmsKey(EncryptionKey):
    """A key that Google's Cloud KMS wraps; credentials come from the environment.

    Attributes:
        kms_encryption_key: The key: `projects/…/locations/…/keyRings/…/cryptoKeys/…`.
        key_length: Bytes of the key: 16, 24 or 32.
        impersonate_service_account: The service account as which to ask.
    """

    TYPE: ClassVar[str] = "gcp_kms"

    kms_encryption_key: str
    key_length: int = 32
    impersonate_service_account: str | None = None

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        yield from _text("kms_encryption_key", self.kms_encryption_key)
        yield from _one_of("key_length", self.key_length, _AES_BYTES)
        if self.impersonate_service_account is not None:
            yield from _text("impersonate_service_account", self.impersonate_service_account)


@_naming_others
@dataclass(frozen=True, kw_only=True)
class AzureVaultKey(EncryptionKey):
    """A key that Azure Key Vault wraps; credentials come from the environment.

    Attributes:
        vault_uri: The vault: `https://NAME.vault.azure.net`.
        vault_key_name: The name of the key in it.
        key_length: Bytes of the key: 16, 24 or 32.
        symmetric: Whether the vault's key is symmetric, as only those of a managed HSM are.
        symmetric_key_size: Bits of the vault's symmetric key: 128, 192 or 256.
        tenant_id: The tenant to sign in to.
        client_id: The application to sign in as.
        subscription_id: The subscription.
        use_oidc: Sign in with an OpenID Connect token.
        use_msi: Sign in with a managed identity.
    """

    TYPE: ClassVar[str] = "azure_vault"

    vault_uri: str
    vault_key_name: str
    key_length: int = 32
    symmetric: bool | None = None
    symmetric_key_size: int | None = None
    tenant_id: str | None = None
    client_id: str | None = None
    subscription_id: str | None = None
    use_oidc: bool | None = None
    use_msi: bool | None = None

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        yield from _url("vault_uri", self.vault_uri)
        yield from _text("vault_key_name", self.vault_key_name)
        yield from _one_of("key_length", self.key_length, _AES_BYTES)
        for name in ("symmetric", "use_oidc", "use_msi"):
            if getattr(self, name) is not None and not isinstance(getattr(self, name), bool):
                yield f"{name}: expected True or False"
        if self.symmetric is True or self.symmetric_key_size is not None:
            yield from _one_of("symmetric_key_size", self.symmetric_key_size, (128, 192, 256))
        for name in ("tenant_id", "client_id", "subscription_id"):
            if getattr(self, name) is not None:
                yield from _text(name, getattr(self, name))


@_naming_others
@dataclass(frozen=True, kw_only=True)
class OpenBaoKey(EncryptionKey):
    """A key that OpenBao's transit engine makes; the token comes from BAO_TOKEN.

    Attributes:
        key_name: The name of the key in the engine.
        address: URL of the server; else BAO_ADDR's.
        key_length: Bytes of the key: 16 or 32.
        transit_engine_path: Where the engine is mounted.
    """

    TYPE: ClassVar[str] = "openbao"

    key_name: str
    address: str | None = None
    key_length: int = 32
    transit_engine_path: str = "/transit"

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        yield from _text("key_name", self.key_name)
        if self.address is not None:
            yield from _url("address", self.address)
        yield from _one_of("key_length", self.key_length, (16, 32))
        yield from _text("transit_engine_path", self.transit_engine_path)


@_naming_others
@dataclass(frozen=True, kw_only=True)
class ExternalKey(EncryptionKey):
    """A key that a program of yours gives, by OpenTofu's protocol.

    Attributes:
        command: The program and its arguments; it must not hold a secret.
    """

    TYPE: ClassVar[str] = "external"

    command: tuple[str, ...] | list[str]

    def _problems(self) -> Iterator[str]:
        yield from super()._problems()
        texts = self.command
        if isinstance(texts, str) or not isinstance(texts, (list, tuple)) or not texts:
            yield "command: expected a list: the program and its arguments"
        elif any(not isinstance(text, str) or is_token(text) for text in texts) or is_blank(texts[0]):
            yield "command: expected texts that are known at synth"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _text(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, str) or is_blank(value) or is_token(value) or "${" in value or "%{" in value:
        yield f"{name}: expected a text that is known at synth and not blank"


def _url(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, str) or is_token(value) or not is_web_url(value) or has_login(value):
        yield f"{name}: expected a URL that starts with https:// or http://, without user and password"


def _number(name: str, value: object, least: int) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        yield f"{name}: expected a whole number, {least} or more"


def _one_of(name: str, value: object, known: tuple[object, ...]) -> Iterator[str]:
    if isinstance(value, bool) or value not in known:
        yield f"{name}: expected one of {', '.join(map(str, known))}"
