"""Secrets from secret managers: read by Terraform, sent to Kibana, kept nowhere.

A manager is a construct; its `secret(…)` is the source of one secret of a connector in the same stack.
docs/secret_managers.md says how to choose, and what each costs.
"""

from .aws_parameter_store import AwsParameterStore
from .aws_secrets_manager import AwsSecretsManager
from .azure import AzureKeyVault
from .google import GoogleSecretManager
from .one_password import OnePasswordSecrets
from .sops import SopsFile
from .vault import VaultSecrets
from .vendor_key import key_in_state

__all__ = [
    "AwsParameterStore",
    "AwsSecretsManager",
    "AzureKeyVault",
    "GoogleSecretManager",
    "OnePasswordSecrets",
    "SopsFile",
    "VaultSecrets",
    "key_in_state",
]
