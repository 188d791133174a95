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
    from .cdk.alerting_rule import AlertingRule as AlertingRule
    from .cdk.connector import Connector as Connector
    from .cdk.forgetting import forget as forget
    from .cdk.policies import Policies as Policies
    from .cdk.provider import KibanaProvider as KibanaProvider
    from .cdk.roles import ConnectorManagerRole as ConnectorManagerRole
    from .cdk.roles import ConnectorUserRole as ConnectorUserRole
    from .cdk.rule_blocks import alerting_rule_actions as alerting_rule_actions
    from .cdk.rule_blocks import detection_rule_actions as detection_rule_actions
    from .cdk.suppression import allow_unencrypted_state as allow_unencrypted_state
    from .cdk.suppression import suppress_check as suppress_check
    from .cdk.synthesis import synth as synth
    from .connectors import *  # noqa: F403 - the class of every connector type, named by the generator
    from .connectors.catalog import connector_types as connector_types
    from .errors import InvalidAction as InvalidAction
    from .errors import InvalidBackend as InvalidBackend
    from .errors import InvalidCheck as InvalidCheck
    from .errors import InvalidConnector as InvalidConnector
    from .errors import InvalidPayload as InvalidPayload
    from .errors import InvalidPolicy as InvalidPolicy
    from .errors import InvalidProvider as InvalidProvider
    from .errors import InvalidRule as InvalidRule
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
    from .rules.action import Action as Action
    from .rules.action import AlertsFilter as AlertsFilter
    from .rules.action import FixedTarget as FixedTarget
    from .rules.action import Frequency as Frequency
    from .rules.action import Timeframe as Timeframe
    from .rules.catalog import validate_action as validate_action
    from .rules.definition import Flapping as Flapping
    from .rules.fields import Template as Template
    from .rules.raw_action import raw_action as raw_action
    from .rules.rule_params.anomaly_detection import AnomalyDetection as AnomalyDetection
    from .rules.rule_params.apm import ApmAnomaly as ApmAnomaly
    from .rules.rule_params.apm import ApmErrorCount as ApmErrorCount
    from .rules.rule_params.apm import ApmFailedTransactionRate as ApmFailedTransactionRate
    from .rules.rule_params.apm import ApmLatency as ApmLatency
    from .rules.rule_params.es_query import EsQuery as EsQuery
    from .rules.rule_params.index_threshold import IndexThreshold as IndexThreshold
    from .rules.rule_params.inventory_threshold import InventoryThreshold as InventoryThreshold
    from .rules.rule_params.log_threshold import LogThreshold as LogThreshold
    from .rules.rule_params.metric_threshold import MetricThreshold as MetricThreshold
    from .rules.rule_params.monitor_status import SyntheticsMonitorStatus as SyntheticsMonitorStatus
    from .rules.rule_params.monitor_status import UptimeMonitorStatus as UptimeMonitorStatus
    from .rules.rule_params.slo_burn_rate import SloBurnRate as SloBurnRate
    from .rules.rule_types import RuleType as RuleType
    from .rules.system_actions import ai_assistant_action as ai_assistant_action
    from .rules.system_actions import cases_action as cases_action
    from .rules.system_actions import workflow_action as workflow_action
    from .schema.secret_source import Secret as Secret
    from .schema.target import Target as Target
    from .schema.type_info import TypeInfo as TypeInfo
    from .schema.type_info import Verdict as Verdict
    from .secret_managers.aws_parameter_store import AwsParameterStore as AwsParameterStore
    from .secret_managers.aws_secrets_manager import AwsSecretsManager as AwsSecretsManager
    from .secret_managers.azure import AzureKeyVault as AzureKeyVault
    from .secret_managers.ephemeral_api_key import EphemeralApiKey as EphemeralApiKey
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
    "AlertingRule": "cdk.alerting_rule",
    "Connector": "cdk.connector",
    "forget": "cdk.forgetting",
    "Policies": "cdk.policies",
    "KibanaProvider": "cdk.provider",
    "alerting_rule_actions": "cdk.rule_blocks",
    "detection_rule_actions": "cdk.rule_blocks",
    "ConnectorManagerRole": "cdk.roles",
    "ConnectorUserRole": "cdk.roles",
    "allow_unencrypted_state": "cdk.suppression",
    "suppress_check": "cdk.suppression",
    "synth": "cdk.synthesis",
    "connector_types": "connectors.catalog",
    "InvalidAction": "errors",
    "InvalidBackend": "errors",
    "InvalidCheck": "errors",
    "InvalidConnector": "errors",
    "InvalidPayload": "errors",
    "InvalidPolicy": "errors",
    "InvalidProvider": "errors",
    "InvalidRule": "errors",
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
    "Action": "rules.action",
    "AlertsFilter": "rules.action",
    "FixedTarget": "rules.action",
    "Frequency": "rules.action",
    "Timeframe": "rules.action",
    "validate_action": "rules.catalog",
    "Template": "rules.fields",
    "raw_action": "rules.raw_action",
    "RuleType": "rules.rule_types",
    "ai_assistant_action": "rules.system_actions",
    "cases_action": "rules.system_actions",
    "workflow_action": "rules.system_actions",
    "Flapping": "rules.definition",
    "AnomalyDetection": "rules.rule_params.anomaly_detection",
    "ApmAnomaly": "rules.rule_params.apm",
    "ApmErrorCount": "rules.rule_params.apm",
    "ApmFailedTransactionRate": "rules.rule_params.apm",
    "ApmLatency": "rules.rule_params.apm",
    "EsQuery": "rules.rule_params.es_query",
    "IndexThreshold": "rules.rule_params.index_threshold",
    "InventoryThreshold": "rules.rule_params.inventory_threshold",
    "LogThreshold": "rules.rule_params.log_threshold",
    "MetricThreshold": "rules.rule_params.metric_threshold",
    "SyntheticsMonitorStatus": "rules.rule_params.monitor_status",
    "UptimeMonitorStatus": "rules.rule_params.monitor_status",
    "SloBurnRate": "rules.rule_params.slo_burn_rate",
    "Secret": "schema.secret_source",
    "Target": "schema.target",
    "TypeInfo": "schema.type_info",
    "Verdict": "schema.type_info",
    "AwsParameterStore": "secret_managers.aws_parameter_store",
    "AwsSecretsManager": "secret_managers.aws_secrets_manager",
    "AzureKeyVault": "secret_managers.azure",
    "EphemeralApiKey": "secret_managers.ephemeral_api_key",
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
