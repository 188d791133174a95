"""Stacks that refer to each other: a network, a shop in it, and alarms on both; one program makes all."""

from __future__ import annotations

from constructs import Construct
from corpus_bindings import Resource
from either_engine import App, S3Backend, TerraformOutput, TerraformStack, TerraformVariable


class Base(TerraformStack):
    """What all stacks of the company have."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        S3Backend(self, bucket="states", key=id, region="eu-west-1", encrypt=True, kms_key_id="alias/states")


class Network(Base):
    def __init__(self, scope: Construct, id: str, *, zones: int) -> None:
        super().__init__(scope, id)
        vpc = Resource(self, "vpc", type="aws_vpc", cidr_block="10.0.0.0/16")
        self.subnets = [
            Resource(self, f"subnet-{zone}", type="aws_subnet", vpc_id=vpc.id, cidr_block=f"10.0.{zone}.0/24")
            for zone in range(zones)
        ]


class Shop(Base):
    def __init__(self, scope: Construct, id: str, *, subnets: list[Resource]) -> None:
        super().__init__(scope, id)
        password = TerraformVariable(self, "db_password", type="string", sensitive=True)
        group = Resource(
            self, "group", type="aws_db_subnet_group", subnet_ids=[subnet.id for subnet in subnets]
        )
        self.database = Resource(
            self,
            "database",
            type="aws_db_instance",
            db_subnet_group_name=group.text("name"),
            password=password.string_value,
            storage_encrypted=True,
        )
        TerraformOutput(self, "endpoint", value=self.database.text("endpoint"))


class Alarms(Base):
    def __init__(self, scope: Construct, id: str, *, database: Resource) -> None:
        super().__init__(scope, id)
        Resource(
            self,
            "connections",
            type="aws_cloudwatch_metric_alarm",
            threshold=80,
            dimensions={"DBInstanceIdentifier": database.id},
        )


def main(app: App) -> None:
    """Make all stacks, as the program does."""
    network = Network(app, "network", zones=2)
    shop = Shop(app, "shop", subnets=network.subnets)
    alarms = Alarms(app, "alarms", database=shop.database)
    alarms.add_dependency(network)
