"""Conditions, functions, count, locals, validations and checks, with nothing but Terraform's own resource."""

from __future__ import annotations

from constructs import Construct
from corpus_bindings import Resource
from either_engine import (
    Fn,
    TerraformCount,
    TerraformLocal,
    TerraformOutput,
    TerraformStack,
    TerraformVariable,
    Token,
)


class Sizing(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        stage = TerraformVariable(self, "stage", type="string", default="dev")
        stage.add_validation(
            condition=f'${{contains(["dev", "prod"], {stage.fqn})}}',
            error_message="The stage is dev or prod.",
        )
        token = TerraformVariable(self, "token", type="string", sensitive=True, default="none")
        token.add_override("ephemeral", True)
        is_prod = TerraformLocal(self, "is_prod", f'${{{stage.fqn} == "prod"}}')
        count = TerraformCount.of(Token.as_number(Fn.conditional(is_prod.expression, 3, 1)))
        Resource(
            self,
            "node",
            type="terraform_data",
            count=count,
            input={
                "name": Fn.format("node-%02d", [count.index]),
                "size": Fn.conditional(is_prod.expression, "large", "small"),
                "zones": Fn.chunklist(["a", "b", "c"], 2),
                "labels": Fn.merge([{"stage": stage.string_value}, {"by": "cdktf"}]),
            },
        )
        first = Resource(self, "first", type="terraform_data", input="${terraform_data.node[0].output.name}")
        first.add_override(
            "lifecycle.postcondition",
            [{"condition": '${self.output == "node-00"}', "error_message": "The first node is node-00."}],
        )
        self.add_override(
            "check.nodes",
            {
                "assert": {
                    "condition": "${length(terraform_data.node) > 0}",
                    "error_message": "There is no node.",
                }
            },
        )
        TerraformOutput(self, "names", value="${terraform_data.node[*].output.name}")
