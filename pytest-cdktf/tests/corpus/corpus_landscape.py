"""Modules: one of the project's own, as an asset beside the stack, and one of a registry."""

from __future__ import annotations

from pathlib import Path

from constructs import Construct
from corpus_bindings import Resource
from either_engine import (
    AssetType,
    Fn,
    TerraformAsset,
    TerraformHclModule,
    TerraformOutput,
    TerraformStack,
    Token,
)

OWN = Path(__file__).parent / "network_module"


class Landscape(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, with_registry: bool = False) -> None:
        super().__init__(scope, id)
        module = TerraformAsset(self, "network-module", path=str(OWN), type=AssetType.DIRECTORY)
        network = TerraformHclModule(
            self,
            "network",
            source=f"./{module.path}",
            skip_asset_creation_from_local_modules=True,
            variables={"name": "main", "sizes": {"front": 24, "back": 20}},
        )
        subnets = Token.as_any_map(network.get("subnets"))
        Resource(self, "user", type="terraform_data", input=Fn.lookup(subnets, "front", "none"))
        TerraformOutput(self, "subnets", value=network.get("subnets"))
        if with_registry:
            TerraformHclModule(
                self,
                "eks",
                source="terraform-aws-modules/eks/aws",
                version="~> 20.0",
                variables={"cluster_name": "main", "subnet_ids": network.get("subnets")},
                depends_on=[network],
            )
