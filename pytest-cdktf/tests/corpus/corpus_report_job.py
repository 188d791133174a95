"""IAM: a policy document as a data source, as JSON text, and as `jsonencode(…)` with references."""

from __future__ import annotations

import json

from constructs import Construct
from corpus_bindings import DataSource, Resource
from either_engine import Fn, TerraformOutput, TerraformStack, TerraformVariable


class Reader(Construct):
    """A role that a service takes on, with a policy for one bucket."""

    def __init__(self, scope: Construct, id: str, *, service: str, bucket: Resource) -> None:
        super().__init__(scope, id)
        trust = DataSource(
            self,
            "trust",
            type="aws_iam_policy_document",
            statement=[
                {
                    "actions": ["sts:AssumeRole"],
                    "principals": [{"type": "Service", "identifiers": [f"{service}.amazonaws.com"]}],
                }
            ],
        )
        self.role = Resource(
            self, "role", type="aws_iam_role", name=f"{id}-role", assume_role_policy=trust.text("json")
        )
        arn = bucket.text("arn")
        statements = [
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": [arn, f"{arn}/*"]},
            {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Condition": self._insecure()},
        ]
        Resource(
            self,
            "policy",
            type="aws_iam_role_policy",
            role=self.role.id,
            policy=Fn.jsonencode({"Version": "2012-10-17", "Statement": statements}),
        )

    @staticmethod
    def _insecure() -> dict[str, dict[str, str]]:
        return {"Bool": {"aws:SecureTransport": "false"}}


class ReportJob(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        account = TerraformVariable(self, "account", type="string")
        reports = Resource(self, "reports", type="aws_s3_bucket", bucket="reports")
        reader = Reader(self, "reader", service="lambda", bucket=reports)
        boundary = {
            "Version": "2012-10-17",
            "Statement": [{"Sid": "Own", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}],
        }
        Resource(
            self, "boundary", type="aws_iam_policy", name="boundary", policy=json.dumps(boundary, indent=2)
        )
        Resource(
            self,
            "key",
            type="aws_kms_key",
            policy=Fn.jsonencode(
                {
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"AWS": f"arn:aws:iam::{account.string_value}:root"},
                            "Action": "kms:*",
                            "Resource": "*",
                        }
                    ]
                }
            ),
        )
        TerraformOutput(self, "role-arn", value=reader.role.text("arn"))
