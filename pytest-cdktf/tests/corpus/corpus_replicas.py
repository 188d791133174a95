"""Several regions and accounts: providers with aliases, and resources that name theirs."""

from __future__ import annotations

from constructs import Construct
from corpus_bindings import Provider, Resource
from either_engine import TerraformStack

REGIONS = {"eu": "eu-west-1", "us": "us-east-1"}


class Replicas(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, account: str) -> None:
        super().__init__(scope, id)
        role = f"arn:aws:iam::{account}:role/deploy"
        Provider(self, "aws", type="aws", version="6.0", region=REGIONS["eu"])
        providers = {
            name: Provider(
                self,
                f"aws-{name}",
                type="aws",
                version="6.0",
                alias=name,
                region=region,
                assume_role=[{"role_arn": role}],
                default_tags=[{"tags": {"Region": region}}],
            )
            for name, region in REGIONS.items()
        }
        buckets = {
            name: Resource(
                self, f"bucket-{name}", type="aws_s3_bucket", bucket=f"data-{name}", provider=given
            )
            for name, given in providers.items()
        }
        Resource(
            self,
            "replication",
            type="aws_s3_bucket_replication_configuration",
            provider=providers["eu"],
            bucket=buckets["eu"].id,
            rule=[{"status": "Enabled", "destination": {"bucket": buckets["us"].text("arn")}}],
        )
        Resource(self, "role", type="aws_iam_role", name="replication")
