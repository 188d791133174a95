"""Snapshots of synthesized stacks, through syrupy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syrupy.extensions.json import JSONSnapshotExtension

from . import coverage
from .blocks import Block
from .stable import stable_value
from .synthesized import Synthesized


class TerraformSnapshotExtension(JSONSnapshotExtension):
    """Writes one readable JSON file for each snapshot, without what changes although your code does not."""

    file_extension = "tf.json"
    _file_extension = file_extension  # what syrupy 4 calls it

    def serialize(self, data: Any, **options: Any) -> Any:
        """Return a stack, several stacks, a block or a mapping as JSON.

        Args:
            data: What `synth` or `synth_app` returned, a block of it, or a mapping.
            options: As syrupy takes them.

        Raises:
            TypeError: The data is something else.
        """
        if isinstance(data, Synthesized):
            return super().serialize(data.stable, **options)
        if isinstance(data, (Block, Mapping)):
            coverage.touch([data] if isinstance(data, Block) else ())
            stacks = [*data.values()] if not isinstance(data, Block) else []
            if stacks and all(isinstance(each, Synthesized) for each in stacks):
                return super().serialize({name: each.stable for name, each in data.items()}, **options)
            return super().serialize(stable_value(data), **options)
        raise TypeError(
            f"terraform_snapshot: expected what synth(…) gave, a block or a dict, got {type(data).__name__}"
        )
