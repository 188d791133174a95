"""CDKTF's annotations: the notes, warnings and errors that constructs add to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from .comparisons import remember
from .ledger import Expectation, compared, compared_in_list, record
from .matching import Matcher, Resolver, matchers_in, matching, resolve_in, same

_ANY: Final = object()
LEVELS: Final = {"info": "info", "warn": "warning", "error": "error"}
"""CDKTF's levels, and what messages call them."""


class Annotation(NamedTuple):
    """A note, a warning or an error of a construct.

    Attributes:
        path: The construct's path.
        message: The text.
    """

    path: str
    message: str


class Annotations(list[Annotation]):
    """The annotations of one level, in the order of the constructs.

    Attributes:
        level: What they are: `info`, `warning` or `error`.
    """

    level: str

    def __contains__(self, wanted: object) -> bool:
        if isinstance(wanted, Matcher) and is_annotation_matcher(wanted):
            found = matching(wanted, self)
            compared(wanted)
            remember("in", wanted, self, held=bool(found))
            return bool(found)
        if isinstance(wanted, (Matcher, str)):
            raise TypeError(
                f"expected annotation(path, message) or a pair of path and message in the {self.level}s of a "
                f"stack, got {wanted!r}"
            )
        return super().__contains__(wanted)

    def __eq__(self, other: object) -> bool:
        compared_in_list(other)
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # as of any list


class AnnotationMatcher(Matcher):
    """A matcher of one annotation.

    Attributes:
        path: The expected path.
        message: The expected text.
    """

    def __init__(self, path: Any, message: Any, *, recorded: bool = True) -> None:
        self.path = path
        self.message = message
        self.expectation: Expectation | None = record(repr(self)) if recorded else None

    def matches(self, found: Any) -> bool:
        """Whether an annotation has the path, with or without the stack's id before it, and the text."""
        if not isinstance(found, tuple) or len(found) != 2:
            return False
        return self.has_path(found[0]) and (self.message is _ANY or same(self.message, found[1]))

    def has_path(self, path: Any) -> bool:
        """Whether a path is the expected one, with or without the stack's id before it."""
        below = path.partition("/")[2] if isinstance(path, str) else ""
        return self.path is _ANY or same(self.path, path) or (bool(below) and same(self.path, below))

    def resolved(self, resolve: Resolver) -> Matcher:
        """Return the same matcher with CDKTF tokens replaced by their values."""
        path, message = (
            value if value is _ANY else resolve_in(value, resolve) for value in (self.path, self.message)
        )
        return AnnotationMatcher(path, message, recorded=False)

    def nested(self) -> Iterator[Matcher]:
        """Yield the matchers of its path and its text."""
        yield from matchers_in([self.path, self.message])

    def mark_compared(self) -> None:
        """Record that a test compared it with something."""
        compared(self, partly=True)

    def __repr__(self) -> str:
        if self.path is _ANY:
            return f"annotation(message={self.message!r})"
        return (
            f"annotation({self.path!r})"
            if self.message is _ANY
            else f"annotation({self.path!r}, {self.message!r})"
        )


def annotation(path: Any = _ANY, message: Any = _ANY) -> Matcher:
    """Expect an annotation of a construct: `annotation("stack/logs", regex("…")) in out.warnings`.

    Args:
        path: The construct's path, with or without the stack's id before it, or a matcher of it; any path if
            left out.
        message: The text, or a matcher of it; any text if left out.

    Raises:
        TypeError: Neither was given.
    """
    if path is _ANY and message is _ANY:
        raise TypeError("annotation: expected a path, a message or both")
    return AnnotationMatcher(path, message)


def of_level(manifest: Mapping[str, Any], level: str, stack: str) -> Annotations:
    """Return a stack's annotations of a level from its app's manifest.

    Args:
        manifest: The app's manifest, for all its stacks.
        level: `info`, `warn` or `error`.
        stack: The stack's name.
    """
    stacks = manifest.get("stacks", {})
    found = Annotations(
        Annotation(each["constructPath"], each["message"])
        for described in ([stacks[stack]] if stack in stacks else stacks.values())
        for each in described.get("annotations", [])
        if each["level"] == f"@cdktf/{level}"
    )
    found.level = LEVELS[level]
    return found


def is_annotation_matcher(matcher: Matcher) -> bool:
    """Whether a matcher is one of annotations, or is composed of such."""
    return isinstance(matcher, AnnotationMatcher) or any(map(is_annotation_matcher, matcher.nested()))
