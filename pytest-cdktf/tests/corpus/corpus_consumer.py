"""Remote state of a project elsewhere, and a backend in HCP Terraform or S3, by environment."""

from __future__ import annotations

from constructs import Construct
from corpus_bindings import Provider, Resource
from either_engine import (
    CloudBackend,
    DataTerraformRemoteStateS3,
    Fn,
    NamedCloudWorkspace,
    S3Backend,
    TerraformStack,
    Token,
)


class Consumer(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, environment: str) -> None:
        super().__init__(scope, id)
        if environment == "prod":
            CloudBackend(self, organization="example", workspaces=NamedCloudWorkspace("consumer-prod"))
        else:
            S3Backend(self, bucket=f"state-{environment}", key="consumer.tfstate", region="eu-west-1")
        Provider(self, "aws", type="aws", version="6.0", region="eu-west-1")
        platform = DataTerraformRemoteStateS3(
            self,
            "platform",
            bucket=f"state-{environment}",
            key="platform.tfstate",
            region="eu-west-1",
            defaults={"zone_id": "none"},
        )
        zone = platform.get_string("zone_id")
        subnets = platform.get_list("private_subnets")
        record = Resource(
            self, "record", type="aws_route53_record", zone_id=zone, name="consumer.example.com"
        )
        record.add_override("type", "CNAME")  # a name that the class needs itself
        record.add_override("records", [platform.get_string("balancer")])
        Resource(
            self,
            "service",
            type="aws_ecs_service",
            network_configuration={"subnets": Token.as_list(subnets)},
            desired_count=Fn.length_of(Token.as_list(subnets)),
        )
