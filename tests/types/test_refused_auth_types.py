"""Auth types that take more than Terraform are refused, with what to do instead."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.exceptions import REFUSED, spec_exceptions
from harness.kibana_facts import spec_types
from harness.spec_payloads import BEYOND_TERRAFORM, payloads
from harness.type_ids import SPEC_TYPE_IDS

from kibana_connectors import Dropbox, InvalidConnector, connector_types

CLASSES: Any = connector_types()
WITHOUT_A_USABLE_AUTH_TYPE = {".box", ".dropbox", ".one_drive", ".outlook", ".workday"}
TOKENS = "https://login.example.com/token"


def _refused() -> list[tuple[str, str]]:
    return [
        (type_id, auth["id"])
        for type_id, spec in spec_types().items()
        for auth in spec["auth_types"]
        if auth["id"] in BEYOND_TERRAFORM
    ]


def test_refused_auth_types_are_documented() -> None:
    assert {auth for _, auth in _refused()} == BEYOND_TERRAFORM
    assert any(row.kind == REFUSED and row.covers("secrets.authType") for row in spec_exceptions())


@pytest.mark.parametrize(("type_id", "auth"), _refused())
def test_an_auth_type_that_terraform_cannot_set_up_is_refused(
    stack: TerraformStack, type_id: str, auth: str
) -> None:
    cls = CLASSES[type_id]
    secrets = {
        "oauth_authorization_code": {"clientId": "s3cret", "clientSecret": "s3cret", "tokenUrl": TOKENS}
        | {"authorizationUrl": TOKENS, "useBasicAuth": False},
        "ears": {},
        "relay": {"tenantKey": "s3cret"},
    }[auth] | {"authType": auth}
    config = next((each.config for each in payloads() if each.type_id == type_id), None)
    if config is None:
        config = dict.fromkeys(spec_types()[type_id]["config_schema"]["properties"], "https://example.com")

    assert cls.verdict(config, secrets).ok, "Kibana takes it"
    with pytest.raises(InvalidConnector) as caught:
        cls.from_wire(stack, "c", name="C", config=config, secrets=secrets)

    (problem,) = caught.value.problems
    assert problem.where == "secrets.authType"
    assert problem.message.startswith(f"{auth} cannot be set up by Terraform: ")
    assert problem.hint
    assert "s3cret" not in str(caught.value)
    with pytest.raises(InvalidConnector, match=f"{auth} cannot be set up by Terraform"):
        cls(stack, "c", name="C", config=config, auth={"authType": auth})


def test_types_without_a_usable_auth_type() -> None:
    inbound = {id for id, spec in spec_types().items() if spec.get("inbound_only")}

    assert inbound == {".inboundWebhook"}
    found = {id for id in SPEC_TYPE_IDS if not CLASSES[id].auth_types()}
    assert found == WITHOUT_A_USABLE_AUTH_TYPE | inbound


@pytest.mark.parametrize("options", [{}, {"auth": {}}])
def test_a_type_without_a_usable_auth_type_says_what_to_do(stack: TerraformStack, options: Any) -> None:
    with pytest.raises(InvalidConnector) as caught:
        Dropbox(stack, "d", name="D", **options)

    (problem,) = caught.value.problems
    assert "has to press Authorize in Kibana" in problem.message
    assert problem.hint == "Create the connector in Kibana, and use its id where an id is asked for"
