"""Refuses values of mocks that have no effect: Terraform ignores them, and a test would rely on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..applied import DataSourceInstance, ResourceInstance
from ..blocks import Block
from ..concealed import Sensitive, Unknown
from .diagnostics import Diagnostic
from .mock_file import Mocks

_REFUSED = re.compile(
    "Failed to compute attribute|Invalid override for|Invalid mock/override|Non-computed field"
    "|Resource instance address with keys"
)


def without_effect(blocks: Sequence[Block], mocks: Mocks, function: str) -> None:
    """Check that each value which a test gives is found in a block.

    Args:
        blocks: The blocks after the run.
        mocks: What the test gives.
        function: The function that the test called, for the message.

    Raises:
        ValueError: A value is found nowhere.
    """
    __tracebackhide__ = True
    wrong = []
    kinds = ((ResourceInstance, mocks.resources, ""), (DataSourceInstance, mocks.data_sources, "data."))
    for kind, given, prefix in kinds:
        for type, values in given.items():
            of_type = [block for block in blocks if isinstance(block, kind) and block.type == type]
            specific = {block.address.partition("[")[0] for block in of_type} & {*mocks.overrides}
            others = [block for block in of_type if block.address.partition("[")[0] not in specific]
            wrong += [f"mocks: {prefix}{type}: {text}" for text in _ignored(values, others)]
    for address, (_, values) in mocks.overrides.items():
        found = [block for block in blocks if address in (block.address, block.address.partition("[")[0])]
        wrong += [f"overrides: {address}: {text}" for text in _ignored(values, found)]
    if wrong:
        listed = "; ".join(wrong)
        raise ValueError(
            f"{function}: {listed}: such an attribute does not exist, or the stack sets it; only what the "
            "provider computes can be given"
        )


def refuses_mock(diagnostic: Diagnostic) -> bool:
    """Whether a diagnostic is about a value that a mock gives. OpenTofu notes more of them than Terraform.

    Args:
        diagnostic: One of the tool's diagnostics.
    """
    return _REFUSED.match(str(diagnostic.get("summary"))) is not None


def _ignored(values: Mapping[str, Any], blocks: Iterable[Block]) -> Iterator[str]:
    found = [*blocks]
    for name, value in values.items():
        if found and value is not None and not any(_has(block, name, value) for block in found):
            yield f"{name} has no effect"


def _has(block: Block, name: str, given: Any) -> bool:
    value = block.get(name)
    if isinstance(value, (Sensitive, Unknown, list, dict)):
        return True
    return value is not None and (isinstance(value, bool) or str(value) == str(given))
