"""What a failed comparison says: a few lines that pytest does not cut, and all of it in the test's report.

pytest keeps eight lines and 640 characters of an explanation, unless it is told `-vv` or runs with `CI` set.
"""

from __future__ import annotations

import difflib
import operator as operators
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from .annotations import Annotation, AnnotationMatcher, Annotations
from .block_matchers import BlockMatcher
from .blocks import Block, Blocks
from .differences import Difference, differences
from .matching import EXACT, Matcher, project
from .nearest import nearest
from .rendering import difference, inline, shortened
from .report_sections import attach
from .results import Count
from .searched import Searched

_LINES = 5
"""Lines below the assertion."""
_CHARACTERS = 430
"""Characters of these lines; the assertion itself gets the rest of pytest's 640."""
_HEADER = 190
_LABEL = 130
_LISTED_IN_SECTION = 50
_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}


def comparison(operator: str, left: Any, right: Any) -> list[str] | None:
    """Explain a failed comparison; None if neither side is from this package.

    Args:
        operator: As in the test: `in`, `not in`, `==`, …
        left: The left side.
        right: The right side.
    """
    if isinstance(left, Matcher) and isinstance(right, (Searched, Blocks)) and operator in ("in", "not in"):
        return _membership(operator, left, right)
    if isinstance(left, Matcher) and isinstance(right, Annotations) and operator in ("in", "not in"):
        found = [each for each in right if left.matches(each)]
        body = [*_annotations(left, right, found)] if bool(found) != (operator == "in") else []
        level = right.level if len(right) == 1 else f"{right.level}s"
        return [f"{shortened(repr(left), _HEADER - 40)} {operator} {len(right)} {level}", *body]
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Count) and operator in _HOLDS:
            header = f"{left} {operator} {right}, counting {one.matcher!r}"
            body = [] if _HOLDS[operator](left, right) else counted(one)
        elif isinstance(one, Matcher) and operator == "==":
            header = f"{shortened(repr(left), _HEADER // 2)} == {shortened(repr(right), _HEADER // 2)}"
            body = [] if one.matches(other) else _unequal(one, other)
        elif isinstance(one, Block) and isinstance(other, Mapping) and operator == "==":
            header = f"the attributes of {one.label} are not what was expected"
            wanted, present = project(other, one, EXACT)
            attach(f"{one.label}: all differences", difference(other, one))
            body = _lines([], differences(wanted, present))
        else:
            continue
        return [shortened(header, _HEADER), *body]
    return None


def _membership(operator: str, matcher: Matcher, stack: Searched | Blocks[Block]) -> list[str]:
    """Explain `in` or `not in`. pytest also asks about the part of an `and` that is as it should be."""
    resolved = stack.resolve(matcher) if isinstance(stack, Searched) else matcher
    found = [block for block in _blocks_of(stack) if resolved.matches(block)]
    body: list[str] = []
    if operator == "in" and not found:
        body = missing(resolved, stack)
    elif operator == "not in" and found:
        body = unwanted(resolved, found)
    return [f"{shortened(repr(resolved), _HEADER - 50)} {operator} {shortened(_name(stack), 40)}", *body]


def missing(matcher: Matcher, stack: Searched | Sequence[Block]) -> list[str]:
    """Explain why no block matches; the full difference goes to a section of the report.

    Args:
        matcher: What was expected, without tokens.
        stack: The stack that was searched, or some of its blocks.

    Returns:
        At most five lines.
    """
    blocks = _blocks_of(stack)
    if not blocks:
        return ["the stack is empty: it has no resources, variables, outputs or anything else"]
    parts = [matcher] if isinstance(matcher, BlockMatcher) else [*matcher.expected_parts()]
    if isinstance(matcher, BlockMatcher):
        lines = _missing_one(matcher, blocks)
    else:
        lines = _limited([_part(part, blocks) for part in parts]) or ["no block matches"]
    details = [*_details(matcher, parts, blocks)]
    if not {line.strip() for line in details[2:]} <= {line.strip() for line in lines}:
        attach("What was expected and found", details)
    return lines


def unwanted(matcher: Matcher, found: Sequence[Block]) -> list[str]:
    """List the blocks that match a matcher which must match none.

    Args:
        matcher: The matcher, without tokens.
        found: The blocks.
    """
    _attach_found(matcher, found)
    return [f"{len(found)} {'matches' if len(found) == 1 else 'match'}:", *_listing(found)]


def several(matcher: Matcher, found: Sequence[Block]) -> list[str]:
    """Explain that more than one block matches.

    Args:
        matcher: The matcher, without tokens.
        found: The blocks.
    """
    _attach_found(matcher, found)
    text = shortened(repr(matcher), _HEADER)
    return [f"expected one block that matches {text}, and {len(found)} do:", *_listing(found)]


def counted(count: Count) -> list[str]:
    """Explain a number of blocks that was not expected.

    Args:
        count: The number.
    """
    if not count.matching:
        return missing(count.matcher, count.of_stack)
    _attach_found(count.matcher, count.matching)
    return _listing(count.matching)


def not_all(
    expected: BlockMatcher, wrong: Sequence[Block], matcher: Matcher, found: Sequence[Block]
) -> list[str]:
    """Explain which of the matching blocks have not the attributes that all of them must have.

    Args:
        expected: The attributes, without tokens.
        wrong: The blocks without them.
        matcher: The matcher, without tokens.
        found: All blocks that match.
    """
    which = [(block, differences(*expected.project(block))) for block in wrong]
    details = [
        line for block, _ in which for line in ("", f"{block.label}:", *difference(*expected.project(block)))
    ]
    attach("What was expected of all, and found", details)
    verb = "matches" if len(found) == 1 else "match"
    subject = f"{len(wrong)} of {len(found)} {'block' if len(found) == 1 else 'blocks'}"
    be = "is" if len(wrong) == 1 else "are"
    first = f"assert_all: {subject} that {verb} {shortened(repr(matcher), 90)} {be} not as expected:"
    lines = []
    for block, differ in which:
        more = f" (and {len(differ) - 1} more)" if len(differ) > 1 else ""
        lines.append(f"{shortened(block.label, 70)}: {differ[0].line(90)}{more}")
    return [first, *(f"  {line}" for line in _few(lines, _LINES - 1))]


def no_block_at(path: str, found: Sequence[Block], stack: Searched) -> str:
    """Explain why a path does not lead to exactly one block.

    Args:
        path: The path.
        found: The blocks that come from it.
        stack: The stack that was searched.
    """
    if found:
        return "\n".join([f"{len(found)} blocks come from {path}:", *_listing(found)])
    paths = sorted({block.path for block in stack.blocks if block.path})
    below = [each for each in paths if f"/{path}/" in f"/{each}"]
    if below:
        return "\n".join([f"no block comes from {path} itself; below it are:", *_indented(below)])
    near = difflib.get_close_matches(path, paths, cutoff=0.5)
    if near:
        return "\n".join([f"no block comes from {path}; the nearest paths are:", *_indented(near)])
    if not paths:
        return f"no block comes from {path}\nCDKTF notes no path in this stack"
    attach("The paths of the stack", paths)
    return "\n".join([f"no block comes from {path}", "the paths are:", *_indented(paths, _LINES - 2)])


def _annotations(matcher: Matcher, present: Annotations, found: Sequence[Annotation]) -> Iterator[str]:
    """Yield the annotations that match, or that are like the expected one."""
    level = present.level
    if found:
        yield f"{len(found)} {'matches' if len(found) == 1 else 'match'}:"
    elif not present:
        yield f"the stack has no {level}s"
        return
    else:
        count = f"the only {level} is" if len(present) == 1 else f"none matches; the nearest {level}s are"
        yield f"{count}:"

    def unlikeness(each: Annotation) -> tuple[bool, float]:
        expected = matcher if isinstance(matcher, AnnotationMatcher) else None
        same_path = expected is not None and expected.has_path(each.path)
        return not same_path, -difflib.SequenceMatcher(None, repr(matcher), repr(each)).ratio()

    listed = found or sorted(present, key=unlikeness)
    attach(f"The {level}s of the stack", [f"{each.path}: {each.message}" for each in present])
    yield from _indented([f"{each.path}: {each.message}" for each in listed])


def _blocks_of(stack: Searched | Sequence[Block]) -> Sequence[Block]:
    return stack.blocks if isinstance(stack, Searched) else stack


def _name(stack: Searched | Sequence[Block]) -> str:
    return repr(stack) if isinstance(stack, Searched) else f"a list of {len(stack)}"


def _candidates(expected: BlockMatcher, blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if expected.is_candidate(block)]


def _missing_one(expected: BlockMatcher, blocks: Sequence[Block]) -> list[str]:
    candidates = _candidates(expected, blocks)
    if not candidates:
        return [*_no_candidate(expected, blocks)]
    closest = nearest(expected, candidates)
    kind = expected.block_class
    if len(candidates) == 1:
        where = f"the only {kind.kind}{_of(candidates)} is {shortened(closest.label, _LABEL)}"
    else:
        where = f"nearest of {len(candidates)} {kind.plural}{_of(candidates)}: "
        where += shortened(closest.label, _LABEL)
    return _lines([where], differences(*expected.project(closest)))


def _part(expected: BlockMatcher, blocks: Sequence[Block]) -> str:
    """Return in one line what became of a part of a composed matcher."""
    text = f"{shortened(repr(expected), 60)}"
    candidates = _candidates(expected, blocks)
    found = [block for block in candidates if expected.matches(block)]
    if found:
        return f"{text} matches {_first(found)}"
    if not candidates:
        return f"{text}: {next(_no_candidate(expected, blocks))}"
    closest = nearest(expected, candidates)
    wrong = differences(*expected.project(closest))
    return f"{text}, nearest {shortened(closest.label, 60)}: {wrong[0].line(90)}"


def _first(found: Sequence[Block]) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{shortened(found[0].label, 70)}{more}"


def _of(candidates: Sequence[Block]) -> str:
    word = candidates[0].worded
    return (
        shortened(f" {word} {' or '.join(sorted({block.key for block in candidates}))}", 90) if word else ""
    )


def _no_candidate(expected: BlockMatcher, blocks: Sequence[Block], count: int = _LINES - 2) -> Iterator[str]:
    kind = expected.block_class
    others = [block for block in blocks if isinstance(block, kind)]
    wanted = expected.key if isinstance(expected.key, str) else repr(expected.key)
    subject = f"no {kind.kind} {kind.worded} {wanted}" if kind.worded else f"no {kind.kind}"
    if not others:
        yield f"{subject}: the stack has no {kind.plural}"
        return
    counts = Counter(block.key for block in others)
    near = difflib.get_close_matches(wanted, counts, n=3)
    yield subject + (f"; did you mean {' or '.join(near)}?" if near else "")
    yield f"the stack's {kind.plural}:"
    known = [f"{key} ({count})" if count > 1 else key for key, count in sorted(counts.items())]
    yield from _indented(known, count)


def _unequal(expected: Matcher, found: Any) -> list[str]:
    if isinstance(expected, BlockMatcher) and isinstance(found, Block) and not expected.is_candidate(found):
        wanted = f"a {expected.block_class.kind} {expected.key!r}"
        return [f"expected {wanted}, found the {found.kind} {found.label}"]
    wanted, present = project(expected, found)
    attach("What was expected and found", difference(wanted, present))
    if wanted is expected and isinstance(present, Block):
        return _lines([], [Difference("", repr(expected), repr(present))])
    return _lines([], differences(wanted, present))


def _details(matcher: Matcher, parts: Sequence[BlockMatcher], blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the whole of what `missing` tells."""
    yield f"no block matches {matcher!r}"
    for part in parts:
        yield ""
        if len(parts) > 1:
            yield f"{part!r}:"
        candidates = _candidates(part, blocks)
        found = [block for block in candidates if part.matches(block)]
        if found:
            yield "matches alone:"
            yield from _indented([block.label for block in found], _LISTED_IN_SECTION)
        elif candidates:
            closest = nearest(part, candidates)
            right = sum(part.matching(closest).values())
            yield f"{closest.label}, {right} of {len(part.attributes)} attributes match"
            yield from difference(*part.project(closest))
        else:
            yield from _no_candidate(part, blocks, _LISTED_IN_SECTION)


def _attach_found(matcher: Matcher, found: Sequence[Block]) -> None:
    """Attach what the blocks have of the expected attributes, if there is more to tell than their labels."""
    lines = []
    for block in found:
        attributes: dict[str, Any] = {}
        for part in matcher.expected_parts():
            attributes |= part.project(block)[1] if part.matches(block) else {}
        lines.append(f"  {block.label}{f': {inline(attributes)}' if attributes else ''}")
    if len(lines) >= _LINES or any(line.endswith("}") for line in lines):
        attach("What was found", [f"{matcher!r} matches", *_few(lines, _LISTED_IN_SECTION)])


def _lines(before: list[str], wrong: Sequence[Difference]) -> list[str]:
    """Return these lines and one for each difference, as many as there is room for."""
    room = _LINES - len(before)
    shown = wrong if len(wrong) <= room else wrong[: room - 1]
    width = (_CHARACTERS - sum(map(len, before))) // max(1, len(shown))
    more = len(wrong) - len(shown)
    return [
        *before,
        *(each.line(width) for each in shown),
        *([f"… and {more} more differences"] if more else []),
    ]


def _limited(texts: Sequence[str]) -> list[str]:
    width = _CHARACTERS // min(_LINES, max(1, len(texts)))
    return [shortened(text, width) if not text.startswith("… and") else text for text in _few(texts, _LINES)]


def _listing(blocks: Sequence[Block]) -> list[str]:
    return _indented([block.label for block in blocks])


def _indented(texts: Iterable[str], count: int = _LINES - 1) -> list[str]:
    return [f"  {text}" for text in _few([shortened(text, _LABEL) for text in texts], count)]


def _few(texts: Sequence[str], count: int) -> list[str]:
    """Return at most so many lines; the last one says how many more there are."""
    if len(texts) <= count:
        return [*texts]
    return [*texts[: count - 1], f"… and {len(texts) - count + 1} more"]
