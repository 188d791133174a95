"""Our side: a class for each type. Secrets are left out, so they become variables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cdktf import TerraformStack

import kibana_connectors
from bench.programs.sample_connectors import SampleConnector


def builder(
    samples: Sequence[SampleConnector], spaces: Sequence[str] | None = None
) -> Callable[[TerraformStack, int], None]:
    """Import the classes, and return a function that adds one connector to a stack."""
    classes: list[Any] = [getattr(kibana_connectors, sample.class_name) for sample in samples]
    options: dict[str, Any] = {} if spaces is None else {"spaces": spaces}

    def add(stack: TerraformStack, index: int) -> None:
        number = index % len(samples)
        classes[number](
            stack, f"c{index}", name=f"Connector {index}", config=dict(samples[number].config), **options
        )

    return add


def provider(stack: TerraformStack) -> None:
    """Add the provider, which takes Kibana's address from the environment."""
    kibana_connectors.KibanaProvider(stack)
    kibana_connectors.allow_unencrypted_state(stack, reason="a benchmark, with made-up secrets")
