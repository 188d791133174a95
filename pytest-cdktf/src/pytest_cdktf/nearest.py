"""Finds the block that is most similar to an expected one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from .block_matchers import BlockMatcher
from .blocks import Block
from .differences import differences
from .likeness import equal_share
from .rendering import shortened_alike

_COMPARED = 200
"""Characters of the differences that are compared; more would take seconds in a large stack."""


def nearest(expected: BlockMatcher, blocks: Sequence[Block]) -> Block:
    """Return the block with the most expected attributes; of several, the one with most of the others' parts.

    Where these are as many, it is the one that has the other attributes at all, with the most similar values.

    Args:
        expected: The expected block.
        blocks: At least one block of the expected type.
    """
    matched = [sum(expected.matching(block).values()) for block in blocks]
    best = max(matched)
    closest = [block for block, count in zip(blocks, matched, strict=True) if count == best]
    return max(closest, key=lambda block: _similarity(expected, block)) if len(closest) > 1 else closest[0]


def _similarity(expected: BlockMatcher, block: Block) -> tuple[float, int, float]:
    wanted_part, present_part = expected.project(block)
    wrong = differences(wanted_part, present_part)
    pairs = [shortened_alike(each.expected, each.found, _COMPARED // 2) for each in wrong]
    wanted, present = ("\n".join(pair[side] for pair in pairs)[:_COMPARED] for side in (0, 1))
    alike = difflib.SequenceMatcher(None, wanted, present, autojunk=False).ratio()
    missing = sum(name not in block for name in expected.attributes)
    return equal_share(wanted_part, present_part), -missing, alike
