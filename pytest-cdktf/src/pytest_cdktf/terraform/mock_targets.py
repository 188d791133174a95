"""Finds what a test means by an address or a construct path."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..blocks import Block
from ..view import View


def target(text: str, stack: View, kinds: Iterable[type[Block]], argument: str) -> tuple[Block, str]:
    """Return the block that an address or a construct path leads to.

    Args:
        text: An address or a construct path, with or without a key in brackets; a path also without the
            stack's id.
        stack: The stack.
        kinds: The kinds of blocks that may be meant.
        argument: The function and the argument that has it, for messages.

    Returns:
        The block, and its address with the key.

    Raises:
        TypeError: The text is no text.
        ValueError: Nothing is there, or several blocks are.
    """
    __tracebackhide__ = True
    if not isinstance(text, str):
        raise TypeError(
            f"{argument}: expected addresses or construct paths, such as aws_s3_bucket.logs or logs/bucket, "
            f"got {text!r}"
        )
    base, bracket, rest = text.partition("[")
    blocks = [block for block in stack.blocks if isinstance(block, tuple(kinds))]
    found = [block for block in blocks if block.address == base] or [
        block for block in blocks if block.path and base in (block.path, block.path.partition("/")[2])
    ]
    if len(found) == 1:
        return found[0], f"{found[0].address}{bracket}{rest}"
    if found:
        raise ValueError(f"{argument}: {text} is several blocks: {', '.join(each.label for each in found)}")
    known = [name for block in blocks for name in (block.address, block.path) if name]
    near = difflib.get_close_matches(base, known, cutoff=0.4)
    if near:
        raise ValueError(f"{argument}: nothing is at {text}; did you mean {' or '.join(near)}?")
    raise ValueError(
        f"{argument}: nothing is at {text}; there are: {', '.join(block.label for block in blocks) or 'none'}"
    )
