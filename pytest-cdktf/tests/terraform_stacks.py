"""Stacks for the tests that drive the real Terraform."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from constructs import Construct
from either_engine import (
    Fn,
    S3Backend,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)
from sample_stacks import CONNECTOR, raw

TERRAFORM = Path(os.environ.get("TERRAFORM_BINARY_NAME", "terraform")).name


class OnCall(TerraformStack):
    """As a user would write it: an endpoint and a backend that no test can reach."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        elasticstack(self)
        S3Backend(self, bucket="b", key="k", region="eu-west-1", encrypt=True, kms_key_id="alias/x")
        pager(self, "pager", "On-call")
        raw(
            self,
            "log",
            CONNECTOR,
            name="Log",
            connector_type_id=".server-log",
            space_id="ops",
        )


def elasticstack(stack: TerraformStack) -> TerraformProvider:
    """The one real provider that the project's mirror has, as a generated binding would declare it."""
    provider = TerraformProvider(
        stack,
        "elasticstack",
        terraform_resource_type="elasticstack",
        terraform_provider_source="elastic/elasticstack",
        terraform_generator_metadata={
            "provider_name": "elasticstack",
            "provider_version": "0.16.2",
            "provider_version_constraint": "~> 0.16",
        },
    )
    provider.add_override("kibana", [{"endpoints": ["https://kibana.example:5601"]}])
    return provider


def pager(stack: TerraformStack, id: str, name: str) -> TerraformResource:
    """A resource with a write-only secret, and the variable that gives it."""
    key = TerraformVariable(stack, f"{id}_routing_key", type="string", sensitive=True)
    key.add_override("ephemeral", True)
    return raw(
        stack,
        id,
        CONNECTOR,
        name=name,
        connector_type_id=".pagerduty",
        secrets_wo=Fn.jsonencode({"routingKey": key.string_value}),
        secrets_wo_version=1,
    )


def data(scope: Construct, id: str, **attributes: Any) -> TerraformResource:
    """Terraform's own resource, which needs no provider."""
    resource = TerraformResource(scope, id, terraform_resource_type="terraform_data")
    for name, value in attributes.items():
        resource.add_override(name, value)
    return resource
