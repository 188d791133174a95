"""Matchers of a stack's blocks: `resource(…)`, `variable(…)` and so on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from .blocks import Backend, Block, DataSource, Module, Output, Provider, Resource, Variable
from .ledger import Expectation, compared, record
from .matching import (
    MISSING,
    AnyOf,
    Matcher,
    Not,
    Part,
    Resolver,
    call_text,
    matchers_in,
    project,
    resolve_in,
    same,
)


class BlockMatcher(Matcher):
    """A matcher of one block.

    Attributes:
        block_class: The kind of block.
        key: The expected type, or the expected name if blocks of the kind have no type.
        attributes: The expected attributes; a block may have more.
    """

    def __init__(
        self,
        block_class: type[Block],
        function: str,
        key: Any,
        attributes: Mapping[str, Any],
        *,
        recorded: bool = True,
    ) -> None:
        self.block_class = block_class
        self.key = key
        self.attributes = attributes
        self._function = function
        self.expectation: Expectation | None = record(repr(self)) if recorded else None

    def matches(self, found: Any) -> bool:
        """Whether a block is of the kind and the type, and has the attributes."""
        return self.is_candidate(found) and all(self.matching(found).values())

    def is_candidate(self, found: Any) -> TypeGuard[Block]:
        """Whether a block is of the kind, and has the type or the name."""
        return isinstance(found, self.block_class) and same(self.key, found.key)

    def matching(self, found: Block) -> dict[str, bool]:
        """Return for each expected attribute whether a block has it."""
        return {name: same(value, found.get(name, MISSING)) for name, value in self.attributes.items()}

    def resolved(self, resolve: Resolver) -> Matcher:
        """Return the same matcher with CDKTF tokens replaced by their values."""
        attributes = {name: resolve_in(value, resolve) for name, value in self.attributes.items()}
        return BlockMatcher(self.block_class, self._function, self.key, attributes, recorded=False)

    def project(self, found: Any) -> tuple[Any, Any]:
        """Return the expected attributes and those of them that the block has."""
        if not isinstance(found, Block):
            return self, found
        wanted: dict[str, Any] = {}
        present = Part()
        for name, expected in self.attributes.items():
            value = found.get(name, MISSING)
            one, other = project(expected, value)
            wanted |= {} if one is MISSING else {name: one}
            present.update({} if other is MISSING else {name: other})
        present.others = [name for name in found if name not in self.attributes]
        return wanted, present

    def nested(self) -> Iterator[Matcher]:
        """Yield the matchers of its type or name and of its attributes."""
        yield from matchers_in(self.key)
        yield from matchers_in(self.attributes)

    def mark_compared(self) -> None:
        """Record that a test compared it with something."""
        compared(self, partly=True)

    def __repr__(self) -> str:
        return call_text(self._function, self.key, keys=self.attributes)


def expected_blocks(matcher: Matcher) -> Iterator[BlockMatcher]:
    """Yield the matchers of the blocks that a matcher expects to exist."""
    if isinstance(matcher, BlockMatcher):
        yield matcher
    elif not isinstance(matcher, Not):
        for part in matcher.nested():
            yield from expected_blocks(part)


def is_block_matcher(matcher: Matcher) -> bool:
    """Whether a matcher is one of blocks and not one of values."""
    if isinstance(matcher, BlockMatcher):
        return True
    parts = [is_block_matcher(part) for part in matcher.nested()]
    return all(parts) and bool(parts) if isinstance(matcher, AnyOf) else any(parts)


def resource(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a resource.

    Args:
        type: Its type, or a matcher of it.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Resource, "resource", type, {**(attributes or {}), **more})


def data_source(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a data source.

    Args:
        type: Its type, or a matcher of it.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(DataSource, "data_source", type, {**(attributes or {}), **more})


def variable(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an input variable.

    Args:
        name: Its name, or a matcher of it.
        attributes: Expected attributes, such as `sensitive=True`; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Variable, "variable", name, {**(attributes or {}), **more})


def output(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an output.

    Args:
        name: Its name, or a matcher of it.
        attributes: Expected attributes, such as `value=ref("var.region")`; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Output, "output", name, {**(attributes or {}), **more})


def provider(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a provider's configuration.

    Args:
        type: The provider's name in Terraform, or a matcher of it.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Provider, "provider", type, {**(attributes or {}), **more})


def backend(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a backend.

    Args:
        type: Its type, or a matcher of it; HCP Terraform is `cloud`.
        attributes: Expected settings, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Backend, "backend", type, {**(attributes or {}), **more})


def module(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a module call.

    Args:
        name: Its name in Terraform, or a matcher of it.
        attributes: Expected inputs and settings; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Module, "module", name, {**(attributes or {}), **more})
