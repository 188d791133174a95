"""Stacks and constructs of several kinds; tests inside a test import them too."""

from __future__ import annotations

import json

from constructs import Construct
from either_engine import (
    Annotations,
    Fn,
    S3Backend,
    TerraformOutput,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)

CONNECTOR = "elasticstack_kibana_action_connector"


def null(scope: Construct, id: str, **attributes: object) -> TerraformResource:
    """A resource of the type `null_resource`, with any attributes."""
    return raw(scope, id, "null_resource", **attributes)


def raw(scope: Construct, id: str, type: str, **attributes: object) -> TerraformResource:
    """A resource of any type, with any attributes."""
    resource = TerraformResource(scope, id, terraform_resource_type=type)
    for name, value in attributes.items():
        resource.add_override(name, value)
    return resource


class Team(Construct):
    """A plain construct of somebody else's."""

    def __init__(self, scope: Construct, id: str, *, owner: str = "Ada", count: int = 1) -> None:
        super().__init__(scope, id)
        self.owner = TerraformVariable(self, "owner", type="string", default=owner)
        for number in range(count):
            null(self, f"member-{number}", triggers={"owner": self.owner.string_value, "number": number})
        TerraformOutput(self, "owner-out", value=self.owner.string_value)


class Plain(TerraformStack):
    """A stack that needs nothing from us."""

    def __init__(self, scope: Construct, id: str, *, region: str = "eu-west-1") -> None:
        super().__init__(scope, id)
        TerraformProvider(self, "null", terraform_resource_type="null").add_override("alias", "first")
        S3Backend(self, bucket="state", key="plain", region=region, encrypt=True, kms_key_id="alias/state")
        self.region = TerraformVariable(self, "region", type="string", sensitive=True)
        self.policy = null(
            self,
            "policy",
            text=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}),
            encoded=Fn.jsonencode({"region": self.region.string_value, "on": True, "size": 3}),
        )
        Team(self, "team")
        TerraformOutput(self, "policy-id", value=self.policy.fqn)
        Annotations.of(self.policy).add_warning("wide open")


def connectors(stack: TerraformStack) -> None:
    """Fill a stack with two resources that hold JSON; it has neither provider nor backend."""
    key = TerraformVariable(stack, "pager_routing_key", type="string", sensitive=True)
    key.add_override("ephemeral", True)
    raw(
        stack,
        "pager",
        CONNECTOR,
        name="On-call",
        connector_type_id=".pagerduty",
        secrets_wo=Fn.jsonencode({"routingKey": key.string_value}),
        secrets_wo_version=1,
    )
    url = TerraformVariable(stack, "url", type="string")
    config = {"url": url.string_value, "hasAuth": False, "headers": {"X-Team": "ops"}}
    raw(
        stack,
        "hook",
        CONNECTOR,
        name="Hook",
        connector_type_id=".webhook",
        config=Fn.jsonencode(config),
    )
