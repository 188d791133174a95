"""Finds the block that is most similar to an expected one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .rendering import lines

if TYPE_CHECKING:
    from .block_matchers import BlockMatcher
    from .blocks import Block

_COMPARED = 2000
"""Characters of the differing attributes that are compared; more would take seconds in a large stack."""


def nearest(expected: BlockMatcher, blocks: Sequence[Block]) -> Block:
    """Return the block with the most expected attributes; of several, the one most similar in the others.

    Args:
        expected: The expected block.
        blocks: At least one block of the expected type.
    """
    matched = [sum(expected.matching(block).values()) for block in blocks]
    best = max(matched)
    closest = [block for block, count in zip(blocks, matched, strict=True) if count == best]
    return max(closest, key=lambda block: _similarity(expected, block)) if len(closest) > 1 else closest[0]


def _similarity(expected: BlockMatcher, block: Block) -> float:
    wanted, present = ("\n".join(lines(tree))[:_COMPARED] for tree in expected.project(block))
    return difflib.SequenceMatcher(None, wanted, present, autojunk=False).ratio()
