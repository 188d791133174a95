"""The block that comes closest to what was expected."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .rendering import lines

if TYPE_CHECKING:
    from .block_matchers import BlockMatcher
    from .blocks import Block

_COMPARED = 2000
"""So many characters of what differs are compared; more would take seconds in a large stack."""


def nearest(expected: BlockMatcher, blocks: Sequence[Block]) -> Block:
    """Give the block with the most of the expected attributes, and the most alike in the others.

    Args:
        expected: What was expected.
        blocks: At least one block of the expected type.
    """
    matched = [sum(expected.matching(block).values()) for block in blocks]
    best = max(matched)
    closest = [block for block, count in zip(blocks, matched, strict=True) if count == best]
    return max(closest, key=lambda block: _likeness(expected, block)) if len(closest) > 1 else closest[0]


def _likeness(expected: BlockMatcher, block: Block) -> float:
    wanted, present = ("\n".join(lines(tree))[:_COMPARED] for tree in expected.project(block))
    return difflib.SequenceMatcher(None, wanted, present, autojunk=False).ratio()
