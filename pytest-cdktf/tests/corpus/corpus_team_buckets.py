"""Iterators and dynamic blocks: a bucket for each team, and a firewall from a table of rules."""

from __future__ import annotations

from constructs import Construct
from corpus_bindings import DataSource, Resource
from either_engine import Fn, TerraformIterator, TerraformOutput, TerraformStack, TerraformVariable, Token


class Bucket(Resource):
    TYPE = "aws_s3_bucket"


class TeamBuckets(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, teams: dict[str, str], open_to: str) -> None:
        super().__init__(scope, id)
        each = TerraformIterator.from_map(teams)
        buckets = Bucket(
            self,
            "bucket",
            for_each=each,
            bucket=Fn.join("-", ["data", each.key]),
            tags={"Team": each.key, "CostCenter": Token.as_string(each.value)},
        )
        bucket = TerraformIterator.from_resources(buckets)
        Resource(
            self,
            "versioning",
            type="aws_s3_bucket_versioning",
            for_each=bucket,
            bucket=bucket.get_string("id"),
            versioning_configuration={"status": "Enabled"},
        )

        rules = TerraformVariable(
            self, "rules", type="map(object({ port = number, cidrs = list(string) }))", default={}
        )
        rule = TerraformIterator.from_map(Token.as_any_map(rules.value))
        firewall = Resource(self, "firewall", type="aws_security_group", name="teams")
        firewall.add_override(
            "dynamic.ingress",
            {
                "for_each": rules.fqn,
                "content": {
                    "from_port": "${ingress.value.port}",
                    "to_port": "${ingress.value.port}",
                    "protocol": "tcp",
                    "cidr_blocks": "${ingress.value.cidrs}",
                },
            },
        )
        firewall.add_override("egress", [{"from_port": 443, "to_port": 443, "cidr_blocks": [open_to]}])
        Resource(
            self,
            "summary",
            type="aws_ssm_parameter",
            name="/firewall/ports",
            value=Fn.jsonencode(rule.pluck_property("port")),
        )
        zones = TerraformIterator.from_list(["a", "b"])
        zone = DataSource(
            self,
            "zone",
            type="aws_subnet",
            for_each=zones,
            filter=[{"name": "availability-zone", "values": [f"eu-west-1{Token.as_string(zones.value)}"]}],
        )
        TerraformOutput(self, "buckets", value=Fn.keys(Token.as_any_map(buckets.fqn)))
        TerraformOutput(self, "subnets", value=f"${{[for each in {zone.fqn} : each.id]}}")
