"""Stacks for the tests that drive the real Terraform."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from constructs import Construct
from either_engine import TerraformResource, TerraformStack

from kibana_connectors import EncryptedS3Backend, Gemini, KibanaProvider, PagerDuty, SlackApi

TERRAFORM = Path(os.environ.get("TERRAFORM_BINARY_NAME", "terraform")).name


class OnCall(TerraformStack):
    """As a user would write it: an endpoint and a backend that no test can reach."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self, endpoints=["https://kibana.example:5601"])
        EncryptedS3Backend(self, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/x")
        PagerDuty(self, "pager", name="On-call")
        SlackApi(self, "chat", name="Chat", spaces=["ops", "sec"])
        Gemini(
            self,
            "gemini",
            name="Gemini",
            config=Gemini.Config(api_url="https://g.example", gcp_region="r", gcp_project_id="p"),
        )


def data(scope: Construct, id: str, **attributes: Any) -> TerraformResource:
    """Terraform's own resource, which needs no provider."""
    resource = TerraformResource(scope, id, terraform_resource_type="terraform_data")
    for name, value in attributes.items():
        resource.add_override(name, value)
    return resource
