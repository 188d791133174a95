"""The text that pytest shows when a comparison fails."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .block_matchers import BlockMatcher, expected_blocks
from .blocks import Block
from .matching import Matcher, project
from .nearest import nearest
from .rendering import difference, leaf

if TYPE_CHECKING:
    from .synthesized import Synthesized

_LISTED = 10


def comparison(operator: str, left: Any, right: Any) -> list[str] | None:
    """Explain a failed comparison; None if neither side is from this package.

    Args:
        operator: As in the test: `in`, `not in`, `==`, …
        left: The left side.
        right: The right side.
    """
    from .results import Count
    from .synthesized import Synthesized

    if isinstance(left, Matcher) and isinstance(right, Synthesized) and operator in ("in", "not in"):
        resolved = right.resolve(left)
        body = missing(resolved, right) if operator == "in" else unwanted(right.find(left))
        return [f"{resolved!r} {operator} {right!r}", *body]
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Count):
            body = _listing(one.matching) or missing(one.matcher, one.of_stack)
            return [f"{left} {operator} {right}, counting {one.matcher!r}", *body]
        if isinstance(one, Matcher) and operator == "==":
            return [f"{left!r} == {right!r}", *_unequal(one, other)]
        if isinstance(one, Block) and isinstance(other, Mapping) and operator == "==":
            return [f"the attributes of {one.label} are not what was expected", *difference(other, one)]
    return None


def missing(matcher: Matcher, stack: Synthesized) -> list[str]:
    """Explain why no block matches.

    Args:
        matcher: What was expected, without tokens.
        stack: The stack that was searched.
    """
    if not stack.blocks:
        return ["the stack is empty: it has no resources, variables, outputs or anything else"]
    if isinstance(matcher, BlockMatcher):
        return [*_missing_one(matcher, stack)]
    lines = [f"no block matches {matcher!r}"]
    for part in expected_blocks(matcher):
        matching = [block for block in stack.candidates(part) if part.matches(block)]
        lines += ["", f"{part!r}:"]
        lines += ["matches alone:", *_listing(matching)] if matching else _missing_one(part, stack)
    return lines


def unwanted(found: Sequence[Block]) -> list[str]:
    """List the blocks that match a matcher which must match none."""
    return [f"{len(found)} {'matches' if len(found) == 1 else 'match'}:", *_listing(found)]


def several(matcher: Matcher, found: Sequence[Block]) -> list[str]:
    """Explain that more than one block matches."""
    return [f"expected one block that matches {matcher!r}, and {len(found)} do:", *_listing(found)]


def no_block_at(path: str, found: Sequence[Block], stack: Synthesized) -> str:
    """Explain why a path does not lead to exactly one block."""
    if found:
        return "\n".join([f"{len(found)} blocks come from {path}:", *_listing(found)])
    paths = sorted({block.path for block in stack.blocks if block.path})
    below = [each for each in paths if f"/{path}/" in f"/{each}"]
    if below:
        return "\n".join([f"no block comes from {path} itself; below it are:", *_indented(below)])
    near = difflib.get_close_matches(path, paths, cutoff=0.5)
    if near:
        return "\n".join([f"no block comes from {path}; the nearest paths are:", *_indented(near)])
    known = ["the paths are:", *_indented(paths)] if paths else ["CDKTF notes no path in this stack"]
    return "\n".join([f"no block comes from {path}", *known])


def _missing_one(expected: BlockMatcher, stack: Synthesized) -> Iterator[str]:
    kind = expected.block_class
    candidates = stack.candidates(expected)
    if not candidates:
        yield from _no_candidate(expected, [each for each in stack.blocks if isinstance(each, kind)])
        return
    closest = nearest(expected, candidates)
    matching = sum(expected.matching(closest).values())
    result = f"{closest.label}, {matching} of {len(expected.attributes)} attributes match"
    if len(candidates) == 1:
        yield f"1 {kind.kind} {_of(candidates)}, and it does not match"
        yield result
    else:
        yield f"{len(candidates)} {kind.plural} {_of(candidates)}, and none matches"
        yield f"nearest: {result}"
    yield from difference(*expected.project(closest))


def _of(candidates: Sequence[Block]) -> str:
    keys = sorted({block.key for block in candidates})
    word = "called" if candidates[0].key == candidates[0].name != candidates[0].type else "of type"
    return f"{word} {' or '.join(keys)}"


def _no_candidate(expected: BlockMatcher, others: Sequence[Block]) -> Iterator[str]:
    kind = expected.block_class
    word = "called" if kind.kind in ("variable", "output", "module") else "of type"
    wanted = expected.key if isinstance(expected.key, str) else repr(expected.key)
    if not others:
        yield f"no {kind.kind} {word} {wanted}: the stack has no {kind.plural}"
        return
    counts = Counter(block.key for block in others)
    near = difflib.get_close_matches(wanted, counts, n=3)
    yield f"no {kind.kind} {word} {wanted}" + (f"; did you mean {' or '.join(near)}?" if near else "")
    yield f"the stack's {kind.plural}:"
    yield from _indented([f"{key} ({count})" if count > 1 else key for key, count in sorted(counts.items())])


def _unequal(expected: Matcher, found: Any) -> Iterator[str]:
    if isinstance(expected, BlockMatcher) and isinstance(found, Block) and not expected.is_candidate(found):
        yield f"expected a {expected.block_class.kind} {expected.key!r}, found the {found.kind} {found.label}"
        return
    wanted, present = project(expected, found)
    if wanted is expected:
        yield f"expected {expected!r}"
        yield f"found    {present!r}" if isinstance(present, Block) else f"found    {leaf(present)}"
    else:
        yield from difference(wanted, present)


def _listing(blocks: Sequence[Block]) -> list[str]:
    return _indented([block.label for block in blocks])


def _indented(texts: Iterable[str]) -> list[str]:
    texts = [*texts]
    more = len(texts) - _LISTED
    return [*(f"  {text}" for text in texts[:_LISTED]), *([f"  and {more} more"] if more > 0 else [])]
