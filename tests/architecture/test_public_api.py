"""What is public, and what importing it costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import kibana_connectors
from kibana_connectors import connector_types
from kibana_connectors.types._index import INDEX

PACKAGE = Path(kibana_connectors.__file__).parent

PUBLIC = [
    "Action",
    "Adopt",
    "AlertingRule",
    "AlertsFilter",
    "AnomalyDetection",
    "ApmAnomaly",
    "ApmErrorCount",
    "ApmFailedTransactionRate",
    "ApmLatency",
    "AwsKmsKey",
    "AwsParameterStore",
    "AwsSecretsManager",
    "AzureKeyVault",
    "AzureVaultKey",
    "Bedrock",
    "CasesWebhook",
    "Connector",
    "ConnectorManagerRole",
    "ConnectorUserRole",
    "CrowdStrike",
    "D3Security",
    "Email",
    "EncryptedAzureBackend",
    "EncryptedGcsBackend",
    "EncryptedS3Backend",
    "EphemeralApiKey",
    "EsQuery",
    "ExternalKey",
    "FixedTarget",
    "Flapping",
    "Frequency",
    "GcpKmsKey",
    "Gemini",
    "GenAi",
    "GoogleSecretManager",
    "HcpTerraformBackend",
    "Http",
    "Index",
    "IndexThreshold",
    "Inference",
    "InvalidAction",
    "InvalidBackend",
    "InvalidCheck",
    "InvalidConnector",
    "InvalidPayload",
    "InvalidPolicy",
    "InvalidProvider",
    "InvalidRule",
    "InvalidSecretSource",
    "InventoryThreshold",
    "Jira",
    "JiraServiceManagement",
    "KibanaConnectorsError",
    "KibanaProvider",
    "LiteralSecret",
    "LogThreshold",
    "Mcp",
    "MetricThreshold",
    "MicrosoftDefenderEndpoint",
    "MissingEngine",
    "MissingExtra",
    "MixedEngines",
    "OnePasswordSecrets",
    "OpenBaoKey",
    "OpenTofuEncryption",
    "Opsgenie",
    "PLAIN_TEXT",
    "PagerDuty",
    "Pbkdf2Key",
    "Policies",
    "Problem",
    "Resilient",
    "RuleType",
    "SandboxError",
    "Secret",
    "SecretsMode",
    "SentinelOne",
    "ServerLog",
    "ServiceNow",
    "ServiceNowITOM",
    "ServiceNowSIR",
    "Slack",
    "SlackApi",
    "SloBurnRate",
    "SopsFile",
    "Swimlane",
    "SynthesisError",
    "SyntheticsMonitorStatus",
    "Target",
    "Teams",
    "Template",
    "TheHive",
    "Timeframe",
    "Tines",
    "Torq",
    "TypeInfo",
    "UnknownConnectorType",
    "UptimeMonitorStatus",
    "VaultSecrets",
    "Verdict",
    "Webhook",
    "XMatters",
    "Xsoar",
    "__version__",
    "ai_assistant_action",
    "alerting_rule_actions",
    "allow_unencrypted_state",
    "cases_action",
    "connector_types",
    "detection_rule_actions",
    "forget",
    "key_in_state",
    "raw_action",
    "suppress_check",
    "synth",
    "validate",
    "validate_action",
    "workflow_action",
]
"""A name that leaves this list breaks users: bump the version. Spec types come from the catalog."""


def _loaded_after(code: str) -> set[str]:
    """Run code in a fresh process and give the names of all modules that are loaded then."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def _roots(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def _types_in(modules: set[str]) -> set[str]:
    prefix = "kibana_connectors.types."
    return {name.removeprefix(prefix) for name in modules if name.startswith(prefix)}


def test_exported_names() -> None:
    every_spec = {name for module, name in INDEX.values() if module.startswith("spec.")}
    assert sorted(set(kibana_connectors.__all__) - every_spec) == PUBLIC
    assert dir(kibana_connectors) == sorted({*PUBLIC, *every_spec})


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_is_there(name: str) -> None:
    value = getattr(kibana_connectors, name)

    assert value is getattr(kibana_connectors, name)
    if isinstance(value, type):
        assert value.__name__ == name
        assert value.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'kibana_connectors' has no attribute 'PagerDutty'"):
        kibana_connectors.PagerDutty  # noqa: B018


def test_type_checkers_see_what_is_loaded() -> None:
    """Each name under TYPE_CHECKING comes from the module that the lazy table names, as `X as X`."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text())
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    seen = {
        alias.asname: statement.module
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
        if alias.asname == alias.name and statement.level == 1
    }

    others = [ast.unparse(statement) for statement in block.body if statement.names[0].name == "*"]
    assert others == ["from .connectors import *"]
    assert len(seen) == len(block.body) - 1
    assert seen == kibana_connectors._MODULES


def test_the_index_names_the_class_of_each_type() -> None:
    for type_id, cls in connector_types().items():
        assert cls.TYPE.type_id == type_id
        assert cls.CONNECTOR_TYPE.__name__ == f"{cls.__name__}Type"
        assert getattr(kibana_connectors, cls.__name__) is cls

    exported = set(kibana_connectors.__all__) - set(kibana_connectors._MODULES) - {"__version__"}
    assert exported == {cls.__name__ for cls in connector_types().values()}


def test_the_registry_is_in_order() -> None:
    assert list(connector_types()) == sorted(connector_types())
    assert len(connector_types()) == len(list(connector_types()))
    assert ".pagerduty" in connector_types()
    assert "pagerduty" not in connector_types()
    assert connector_types().get(".zzz") is None


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = _loaded_after("import kibana_connectors")

    assert (
        _roots(loaded) & {"cdktf", "cdktn", "jsii", "constructs", "pydantic", "typer", "rich", "httpx"}
        == set()
    )
    assert {name for name in loaded if name.startswith("kibana_connectors")} == {"kibana_connectors"}


def test_errors_load_nothing_heavy() -> None:
    loaded = _loaded_after("from kibana_connectors import InvalidConnector")

    assert _roots(loaded) & {"cdktf", "cdktn", "jsii", "pydantic"} == set()


def test_types_are_loaded_one_by_one() -> None:
    asked = "from kibana_connectors import connector_types\ntypes = connector_types()\n"

    tables = {"_index", "catalog", "registry"}
    assert _types_in(_loaded_after(asked + "list(types), len(types), '.jira' in types")) == tables
    assert _types_in(_loaded_after(asked + "types['.jira']")) == tables | {"jira"}
    assert _types_in(_loaded_after("from kibana_connectors import Jira")) == tables | {"jira"}
    assert _types_in(_loaded_after("from kibana_connectors import VirusTotal")) == tables | {
        "spec",
        "spec.virustotal",
    }


def test_only_one_module_knows_the_engine() -> None:
    importers = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            if {name.split(".")[0] for name in names} & {"cdktf", "cdktn"}:
                importers.add(path.relative_to(PACKAGE).as_posix())

    assert importers == {"_cdk.py"}


def test_nothing_shadows_the_constructs_of_pypi() -> None:
    """`constructs/` is a folder of ours; an __init__.py would make it the package `constructs`."""
    import constructs

    assert not (PACKAGE.parent / "__init__.py").exists()
    assert hasattr(constructs, "Construct")


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
