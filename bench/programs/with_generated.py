"""The other side: the generated binding, a sensitive variable for each secret, and `jsonencode`."""

from __future__ import annotations

import importlib
import sys
import uuid
from collections.abc import Callable, Sequence

from cdktf import Fn, TerraformStack, TerraformVariable

from bench import generated_binding
from bench.programs.kinds import Kind

sys.path.insert(0, str(generated_binding.FOLDER / "imports"))
_CONNECTOR = importlib.import_module("elasticstack.kibana_action_connector").KibanaActionConnector
_PROVIDER = importlib.import_module("elasticstack.provider").ElasticstackProvider


def builder(
    kinds: Sequence[Kind], *, ephemeral: bool = False, with_ids: bool = False
) -> Callable[[TerraformStack, int], None]:
    """Give what adds one connector to a stack.

    Args:
        kinds: The connectors, in turn.
        ephemeral: Keep the variables out of plan files, as ours are; the engine takes one more call for it.
        with_ids: Name the connectors' ids, as ours are named; otherwise Kibana makes them up.
    """

    def add(stack: TerraformStack, index: int) -> None:
        kind = kinds[index % len(kinds)]
        values = {}
        for name, wire in kind.secrets.items():
            variable = TerraformVariable(
                stack, f"c{index}_{name}", type="string", sensitive=True, nullable=False
            )
            if ephemeral:
                variable.add_override("ephemeral", True)
            values[wire] = variable.string_value
        more = {"secrets_wo": Fn.jsonencode(values), "secrets_wo_version": "1"} if values else {}
        if with_ids:
            more["connector_id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"bench/{index}"))
        _CONNECTOR(
            stack,
            f"c{index}",
            name=f"Connector {index}",
            connector_type_id=kind.type_id,
            config=Fn.jsonencode(kind.config),
            **more,
        )

    return add


def provider(stack: TerraformStack) -> None:
    """Add the provider; where it finds Kibana comes from the environment."""
    _PROVIDER(stack, "elasticstack", kibana=[{}])
