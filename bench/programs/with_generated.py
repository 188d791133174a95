"""The other side: the generated binding, with a sensitive variable for each secret and `jsonencode`."""

from __future__ import annotations

import importlib
import sys
import uuid
from collections.abc import Callable, Sequence

from cdktf import Fn, TerraformStack, TerraformVariable

from bench import generated_binding
from bench.programs.sample_connectors import SampleConnector

sys.path.insert(0, str(generated_binding.FOLDER / "imports"))
_CONNECTOR = importlib.import_module("elasticstack.kibana_action_connector").KibanaActionConnector
_PROVIDER = importlib.import_module("elasticstack.provider").ElasticstackProvider


def builder(
    samples: Sequence[SampleConnector], *, ephemeral: bool = False, with_ids: bool = False
) -> Callable[[TerraformStack, int], None]:
    """Return a function that adds one connector to a stack.

    Args:
        samples: The connectors, used in turn.
        ephemeral: Make the variables ephemeral, as ours are. This needs one more call into the engine.
        with_ids: Set the connectors' ids, as ours are set; otherwise Kibana makes them.
    """

    def add(stack: TerraformStack, index: int) -> None:
        sample = samples[index % len(samples)]
        values = {}
        for name, kibana_name in sample.secrets.items():
            variable = TerraformVariable(
                stack, f"c{index}_{name}", type="string", sensitive=True, nullable=False
            )
            if ephemeral:
                variable.add_override("ephemeral", True)
            values[kibana_name] = variable.string_value
        more = {"secrets_wo": Fn.jsonencode(values), "secrets_wo_version": "1"} if values else {}
        if with_ids:
            more["connector_id"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"bench/{index}"))
        _CONNECTOR(
            stack,
            f"c{index}",
            name=f"Connector {index}",
            connector_type_id=sample.type_id,
            config=Fn.jsonencode(sample.config),
            **more,
        )

    return add


def provider(stack: TerraformStack) -> None:
    """Add the provider, which takes Kibana's address from the environment."""
    _PROVIDER(stack, "elasticstack", kibana=[{}])
