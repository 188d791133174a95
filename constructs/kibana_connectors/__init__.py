"""Typed CDKTF constructs for Kibana connectors.

Each connector type is a class; `connector_types()` maps type ids to classes. Everything public is named
here and loaded when it is first used: importing this package builds no connector type and starts no engine.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backends.azure import EncryptedAzureBackend as EncryptedAzureBackend
    from .backends.encryption_keys import AwsKmsKey as AwsKmsKey
    from .backends.encryption_keys import AzureVaultKey as AzureVaultKey
    from .backends.encryption_keys import ExternalKey as ExternalKey
    from .backends.encryption_keys import GcpKmsKey as GcpKmsKey
    from .backends.encryption_keys import OpenBaoKey as OpenBaoKey
    from .backends.encryption_keys import Pbkdf2Key as Pbkdf2Key
    from .backends.gcs import EncryptedGcsBackend as EncryptedGcsBackend
    from .backends.hcp_terraform import HcpTerraformBackend as HcpTerraformBackend
    from .backends.opentofu_encryption import PLAIN_TEXT as PLAIN_TEXT
    from .backends.opentofu_encryption import OpenTofuEncryption as OpenTofuEncryption
    from .backends.s3 import EncryptedS3Backend as EncryptedS3Backend
    from .cdk.connector import Connector as Connector
    from .cdk.forgetting import forget as forget
    from .cdk.provider import KibanaProvider as KibanaProvider
    from .cdk.suppression import allow_unencrypted_state as allow_unencrypted_state
    from .cdk.suppression import suppress_check as suppress_check
    from .cdk.synthesis import synth as synth
    from .connectors import *  # noqa: F403 - the class of every connector type, named by the generator
    from .connectors.catalog import connector_types as connector_types
    from .errors import InvalidBackend as InvalidBackend
    from .errors import InvalidCheck as InvalidCheck
    from .errors import InvalidConnector as InvalidConnector
    from .errors import InvalidPayload as InvalidPayload
    from .errors import InvalidProvider as InvalidProvider
    from .errors import InvalidSecretSource as InvalidSecretSource
    from .errors import KibanaConnectorsError as KibanaConnectorsError
    from .errors import LiteralSecret as LiteralSecret
    from .errors import MissingEngine as MissingEngine
    from .errors import MissingExtra as MissingExtra
    from .errors import MixedEngines as MixedEngines
    from .errors import Problem as Problem
    from .errors import SandboxError as SandboxError
    from .errors import SynthesisError as SynthesisError
    from .errors import UnknownConnectorType as UnknownConnectorType
    from .schema.secret_source import Secret as Secret
    from .schema.target import Target as Target
    from .schema.type_info import TypeInfo as TypeInfo
    from .schema.type_info import Verdict as Verdict
    from .secret_managers.aws_parameter_store import AwsParameterStore as AwsParameterStore
    from .secret_managers.aws_secrets_manager import AwsSecretsManager as AwsSecretsManager
    from .secret_managers.azure import AzureKeyVault as AzureKeyVault
    from .secret_managers.google import GoogleSecretManager as GoogleSecretManager
    from .secret_managers.one_password import OnePasswordSecrets as OnePasswordSecrets
    from .secret_managers.sops import SopsFile as SopsFile
    from .secret_managers.vault import VaultSecrets as VaultSecrets
    from .secret_managers.vendor_key import key_in_state as key_in_state
    from .terraform.adoption import Adopt as Adopt
    from .terraform.secrets_mode import SecretsMode as SecretsMode
    from .types.catalog import validate as validate
else:

    def __getattr__(name: str) -> Any:
        # Type checkers must not see it: they would take any name for one that exists.
        return _loaded(name)


__version__ = "0.1.0"

_MODULES = {
    "EncryptedAzureBackend": "backends.azure",
    "AwsKmsKey": "backends.encryption_keys",
    "AzureVaultKey": "backends.encryption_keys",
    "ExternalKey": "backends.encryption_keys",
    "GcpKmsKey": "backends.encryption_keys",
    "OpenBaoKey": "backends.encryption_keys",
    "Pbkdf2Key": "backends.encryption_keys",
    "EncryptedGcsBackend": "backends.gcs",
    "HcpTerraformBackend": "backends.hcp_terraform",
    "OpenTofuEncryption": "backends.opentofu_encryption",
    "PLAIN_TEXT": "backends.opentofu_encryption",
    "EncryptedS3Backend": "backends.s3",
    "Connector": "cdk.connector",
    "forget": "cdk.forgetting",
    "KibanaProvider": "cdk.provider",
    "allow_unencrypted_state": "cdk.suppression",
    "suppress_check": "cdk.suppression",
    "synth": "cdk.synthesis",
    "connector_types": "connectors.catalog",
    "InvalidBackend": "errors",
    "InvalidCheck": "errors",
    "InvalidConnector": "errors",
    "InvalidPayload": "errors",
    "InvalidProvider": "errors",
    "InvalidSecretSource": "errors",
    "KibanaConnectorsError": "errors",
    "LiteralSecret": "errors",
    "MissingEngine": "errors",
    "MissingExtra": "errors",
    "MixedEngines": "errors",
    "Problem": "errors",
    "SandboxError": "errors",
    "SynthesisError": "errors",
    "UnknownConnectorType": "errors",
    "Secret": "schema.secret_source",
    "Target": "schema.target",
    "TypeInfo": "schema.type_info",
    "Verdict": "schema.type_info",
    "AwsParameterStore": "secret_managers.aws_parameter_store",
    "AwsSecretsManager": "secret_managers.aws_secrets_manager",
    "AzureKeyVault": "secret_managers.azure",
    "GoogleSecretManager": "secret_managers.google",
    "OnePasswordSecrets": "secret_managers.one_password",
    "SopsFile": "secret_managers.sops",
    "VaultSecrets": "secret_managers.vault",
    "key_in_state": "secret_managers.vendor_key",
    "Adopt": "terraform.adoption",
    "SecretsMode": "terraform.secrets_mode",
    "validate": "types.catalog",
}


def _connector_modules() -> dict[str, str]:
    """Return the module of each connector class; the index is read only when one is asked for."""
    from .types._index import INDEX

    return {name: f"connectors.{module.rpartition('.')[2]}" for module, name in INDEX.values()}


def _loaded(name: str) -> Any:
    if name == "__all__":
        return [*_MODULES, *_connector_modules(), "__version__"]
    module = _MODULES.get(name)
    if module is None and not name.startswith("_"):
        module = _connector_modules().get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_loaded("__all__"))
