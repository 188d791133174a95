"""Our side: a class for each type, secrets left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cdktf import TerraformStack

import kibana_connectors
from bench.programs.kinds import Kind


def builder(
    kinds: Sequence[Kind], spaces: Sequence[str] | None = None
) -> Callable[[TerraformStack, int], None]:
    """Import what is needed, and give what adds one connector to a stack."""
    classes: list[Any] = [getattr(kibana_connectors, kind.class_name) for kind in kinds]
    options: dict[str, Any] = {} if spaces is None else {"spaces": spaces}

    def add(stack: TerraformStack, index: int) -> None:
        which = index % len(kinds)
        classes[which](
            stack, f"c{index}", name=f"Connector {index}", config=dict(kinds[which].config), **options
        )

    return add


def provider(stack: TerraformStack) -> None:
    """Add the provider; where it finds Kibana comes from the environment."""
    kibana_connectors.KibanaProvider(stack)
    kibana_connectors.allow_unencrypted_state(stack, reason="a benchmark, with made-up secrets")
