"""Everything public that takes a value forgets it when it raises."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from harness.cdk import TerraformResource, TerraformStack

import kibana_connectors
from kibana_connectors import (
    AlertingRule,
    AwsParameterStore,
    AwsSecretsManager,
    AzureKeyVault,
    Connector,
    EncryptedAzureBackend,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    EphemeralApiKey,
    GoogleSecretManager,
    HcpTerraformBackend,
    KibanaConnectorsError,
    KibanaProvider,
    OnePasswordSecrets,
    OpenTofuEncryption,
    PagerDuty,
    Secret,
    SopsFile,
    VaultSecrets,
    connector_types,
)
from kibana_connectors.cdk.connector_resource import ConnectorResource
from kibana_connectors.cdk.kept_resource import EscapeHatches, KeptResource
from kibana_connectors.cdk.lean_resource import LeanResource
from kibana_connectors.cdk.rule_resource import RuleResource
from kibana_connectors.cdk.spec_connector import SpecConnector
from kibana_connectors.frames import forgetful
from kibana_connectors.sandbox import Sandbox, run

HOLD_NOTHING_OF_A_USERS = {
    *("Action", "AlertsFilter", "FixedTarget", "Frequency", "Timeframe"),  # take anything, and check nothing
    *("RuleType", "Template"),
    # Params of rules: the class of the class forgets, as that of every payload.
    *("AnomalyDetection", "ApmAnomaly", "ApmErrorCount", "ApmFailedTransactionRate", "ApmLatency", "EsQuery"),
    *("IndexThreshold", "InventoryThreshold", "LogThreshold", "MetricThreshold", "SloBurnRate"),
    *("SyntheticsMonitorStatus", "UptimeMonitorStatus"),
    "Flapping",
    "PLAIN_TEXT",
    "Problem",
    "Secret",  # made by its two functions, which forget
    "Adopt",
    "SecretsMode",
    "TypeInfo",
    "Verdict",
    "__version__",
    "connector_types",
}
MANAGERS = (
    AwsParameterStore,
    AwsSecretsManager,
    AzureKeyVault,
    GoogleSecretManager,
    OnePasswordSecrets,
    SopsFile,
    VaultSecrets,
)
BACKENDS = (
    EncryptedAzureBackend,
    EncryptedGcsBackend,
    EncryptedS3Backend,
    HcpTerraformBackend,
    OpenTofuEncryption,
)
CLASSES = (
    *(Connector, ConnectorResource, SpecConnector, KibanaProvider, Secret),
    *(AlertingRule, RuleResource, KeptResource, EscapeHatches, EphemeralApiKey),
    *BACKENDS,
    *MANAGERS,
)
CANNOT_RAISE_FOR_A_VALUE = {
    "EncryptedAzureBackend.get_remote_state_data_source",  # the engine asks, with names of its own
    "EncryptedGcsBackend.get_remote_state_data_source",
    "EncryptedS3Backend.get_remote_state_data_source",
    "KibanaProvider.alias",  # a setter that checks nothing
    "ConnectorResource.repeat",  # both are called by what forgets
    "ConnectorResource.refuse_to_change_id",
    "RuleResource.repeat",
}


def forgets(callee: Any) -> bool:
    if isinstance(callee, type):
        return type(callee).__name__ == "Forgetful" or hasattr(callee.__init__, "__wrapped__")
    return hasattr(callee, "__wrapped__")


def functions(cls: type) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, member in vars(cls).items():
        function = getattr(member, "__func__", getattr(member, "fset", member))
        if inspect.isfunction(function) and not name.startswith("_"):
            yield f"{cls.__name__}.{name}", function


@pytest.mark.parametrize("name", [name for name in dir(kibana_connectors) if not name.startswith("_")])
def test_everything_public_forgets(name: str) -> None:
    public = getattr(kibana_connectors, name)
    is_error = isinstance(public, type) and issubclass(public, KibanaConnectorsError)
    assert forgets(public) != (is_error or name in HOLD_NOTHING_OF_A_USERS)


def test_every_method_forgets() -> None:
    found = {
        name
        for cls in CLASSES
        for name, function in functions(cls)
        if len(inspect.signature(function).parameters) > 1 and not forgets(function)
    }
    assert found == CANNOT_RAISE_FOR_A_VALUE


@pytest.mark.parametrize("callee", [Sandbox, run], ids=["Sandbox", "run"])
def test_the_stand_in_forgets(callee: Any) -> None:
    assert forgets(callee)


@pytest.mark.parametrize("type_id", list(connector_types()))
def test_every_payload_class_forgets(type_id: str) -> None:
    kind = connector_types()[type_id].CONNECTOR_TYPE
    secrets = getattr(kind, "AUTH_TYPES", (kind.Secrets,))
    for cls in (kind.Config, *secrets):
        assert hasattr(type(cls).__call__, "__wrapped__"), cls


# -- what it must not change ---------------------------------------------------------------------------------


def test_the_engine_sees_the_classes_as_before() -> None:
    """jsii takes a class for one of the engine's own by this name, and looks for overrides below it."""
    assert isinstance(LeanResource, type(TerraformResource))
    assert LeanResource.__jsii_type__ == TerraformResource.__jsii_type__  # type: ignore[attr-defined]
    assert vars(LeanResource)["__jsii_declared_type__"] is None
    assert vars(PagerDuty)["__jsii_declared_type__"] is None
    assert type(PagerDuty) is type(LeanResource)


def test_a_function_keeps_its_name_signature_and_docstring() -> None:
    assert Secret.ref.__name__ == "ref"
    assert list(inspect.signature(Secret.ref).parameters) == ["source", "version"]
    assert (Secret.ref.__doc__ or "").startswith("Take the value from")
    assert "from_wire" in Connector.from_wire.__qualname__


def test_what_succeeds_is_returned() -> None:
    assert forgetful(lambda value, *, other: (value, other))(1, other=2) == (1, 2)


def test_the_users_own_frames_stay_as_they_are(stack: TerraformStack) -> None:
    class Pager(PagerDuty):
        def __init__(self, scope: Any, id: str) -> None:
            of_the_user = "stays"
            super().__init__(scope, id, name="")
            del of_the_user

    with pytest.raises(kibana_connectors.InvalidConnector) as caught:
        Pager(stack, "pager")

    locals_of = [entry.frame.f_locals for entry in caught.traceback]
    assert any(found.get("of_the_user") == "stays" for found in locals_of)


def test_the_error_that_the_user_was_handling_stays(stack: TerraformStack) -> None:
    def handle(of_the_user: dict[str, str]) -> None:
        try:
            of_the_user["a"]
        except KeyError:
            PagerDuty(stack, "pager", name="")

    with pytest.raises(kibana_connectors.InvalidConnector) as caught:
        handle({"b": "stays"})

    behind = caught.value.__context__
    assert isinstance(behind, KeyError)
    assert behind.__traceback__ is not None
    assert behind.__traceback__.tb_frame.f_locals["of_the_user"] == {"b": "stays"}


def test_files_and_lines_stay(stack: TerraformStack) -> None:
    with pytest.raises(kibana_connectors.InvalidConnector) as caught:
        PagerDuty(stack, "pager", name="")

    places = [(entry.path.name, entry.name) for entry in caught.traceback if hasattr(entry.path, "name")]
    assert places[0] == ("test_everything_forgets.py", "test_files_and_lines_stay")
    assert places[-1] == ("connector.py", "__init__")
