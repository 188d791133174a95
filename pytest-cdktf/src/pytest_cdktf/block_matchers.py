"""Matchers of a stack's blocks: `resource(…)`, `variable(…)` and so on."""

from __future__ import annotations

import keyword
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeGuard

from .bindings import name_of, type_of
from .blocks import (
    Backend,
    Block,
    Check,
    DataSource,
    Ephemeral,
    Import,
    Local,
    Module,
    Moved,
    Output,
    Provider,
    Removed,
    Resource,
    Variable,
)
from .ledger import Expectation, compared, record
from .matching import (
    MISSING,
    AnyOf,
    Matcher,
    Part,
    Resolver,
    Rule,
    call_text,
    matchers_in,
    project,
    resolve_in,
    same,
)

NO_KEY: Final = object()
"""The key of a matcher of blocks that have neither a type nor a name."""


ANY_VALUE: Final = object()


class BlockMatcher(Matcher):
    """A matcher of one block.

    Attributes:
        block_class: The kind of block.
        key: The expected type, or the expected name if blocks of the kind have no type; or `NO_KEY`.
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
        return isinstance(found, self.block_class) and (self.key is NO_KEY or same(self.key, found.key))

    def matching(self, found: Block) -> dict[str, bool]:
        """Return for each expected attribute whether a block has it."""
        return {name: same(value, found.get(name, MISSING)) for name, value in self.attributes.items()}

    def resolved(self, resolve: Resolver) -> BlockMatcher:
        """Return the same matcher with CDKTF tokens replaced by their values."""
        attributes = {name: resolve_in(value, resolve) for name, value in self.attributes.items()}
        return BlockMatcher(self.block_class, self._function, self.key, attributes, recorded=False)

    def under(self, rule: Rule) -> Matcher:
        """Return this one: other attributes than the expected ones are always allowed.

        Raises:
            TypeError: It stands in `exactly(…)`.
        """
        if not rule.more_keys:
            raise TypeError(f"exactly: expected a value, got a block: compare out.one({self!r}) with a dict")
        return self

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

    def expected_parts(self) -> Iterator[BlockMatcher]:
        """Yield this one."""
        yield self

    def mark_compared(self) -> None:
        """Record that a test compared it with something."""
        compared(self, partly=True)

    def __repr__(self) -> str:
        given = () if self.key is NO_KEY else (self.key,)
        return call_text(self._function, *given, keys=self.attributes)


def every_block(attributes: Mapping[str, Any] | None, more: Mapping[str, Any]) -> BlockMatcher:
    """Return a matcher of any block with these attributes.

    Args:
        attributes: Expected attributes, values or matchers.
        more: The same, as keyword arguments.

    Raises:
        TypeError: There are none, or they have no names.
    """
    expected = _attributes(attributes, more)
    if not expected:
        raise TypeError("assert_all: expected attributes that each block must have, and got none")
    return BlockMatcher(Block, "block", NO_KEY, expected, recorded=False)


def is_block_matcher(matcher: Matcher) -> bool:
    """Whether a matcher is one of blocks and not one of values."""
    if isinstance(matcher, BlockMatcher):
        return True
    parts = [is_block_matcher(part) for part in matcher.nested()]
    return all(parts) and bool(parts) if isinstance(matcher, AnyOf) else any(parts)


def resource(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a resource.

    Args:
        type: Its type, a generated binding's class, or a matcher of the type.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The type is neither of these.
    """
    return BlockMatcher(Resource, "resource", type_of("resource", type), _attributes(attributes, more))


def data_source(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a data source.

    Args:
        type: Its type, a generated binding's class, or a matcher of the type.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The type is neither of these.
    """
    return BlockMatcher(
        DataSource, "data_source", type_of("data_source", type), _attributes(attributes, more)
    )


def ephemeral(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an ephemeral resource.

    Args:
        type: Its type, a generated binding's class, or a matcher of the type.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The type is neither of these.
    """
    return BlockMatcher(Ephemeral, "ephemeral", type_of("ephemeral", type), _attributes(attributes, more))


def provider(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a provider's configuration.

    Args:
        type: The provider's name in Terraform, a generated binding's class, or a matcher of the name.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The type is neither of these.
    """
    return BlockMatcher(Provider, "provider", type_of("provider", type), _attributes(attributes, more))


def backend(type: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a backend.

    Args:
        type: Its type, its class in CDKTF, or a matcher of the type; HCP Terraform is `cloud`.
        attributes: Expected settings, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The type is neither of these.
    """
    return BlockMatcher(Backend, "backend", type_of("backend", type), _attributes(attributes, more))


def variable(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an input variable.

    Args:
        name: Its name, or a matcher of it.
        attributes: Expected attributes, such as `sensitive=True`; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The name is neither of these.
    """
    return BlockMatcher(Variable, "variable", name_of("variable", name), _attributes(attributes, more))


def output(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an output.

    Args:
        name: Its name, or a matcher of it.
        attributes: Expected attributes, such as `value=ref("var.region")`; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The name is neither of these.
    """
    return BlockMatcher(Output, "output", name_of("output", name), _attributes(attributes, more))


def module(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a module call.

    Args:
        name: Its name in Terraform, or a matcher of it.
        attributes: Expected inputs and settings; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The name is neither of these.
    """
    return BlockMatcher(Module, "module", name_of("module", name), _attributes(attributes, more))


def local(name: Any, value: Any = ANY_VALUE, /) -> Matcher:
    """Expect a local value.

    Args:
        name: Its name, or a matcher of it.
        value: The value, or a matcher of it; any value if left out.

    Raises:
        TypeError: The name is neither of these.
    """
    attributes = {} if value is ANY_VALUE else {"value": value}
    return BlockMatcher(Local, "local", name_of("local", name), attributes)


def check(name: Any, attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a check.

    Args:
        name: Its name, or a matcher of it.
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.

    Raises:
        TypeError: The name is neither of these.
    """
    return BlockMatcher(Check, "check", name_of("check", name), _attributes(attributes, more))


def moved(attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a `moved` block.

    Args:
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments, with `from_` for `from`.
    """
    return BlockMatcher(Moved, "moved", NO_KEY, _attributes(attributes, more))


def import_block(attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect an `import` block.

    Args:
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments.
    """
    return BlockMatcher(Import, "import_block", NO_KEY, _attributes(attributes, more))


def removed(attributes: Mapping[str, Any] | None = None, /, **more: Any) -> Matcher:
    """Expect a `removed` block.

    Args:
        attributes: Expected attributes, values or matchers; others may have any value.
        more: Expected attributes as keyword arguments, with `from_` for `from`.
    """
    return BlockMatcher(Removed, "removed", NO_KEY, _attributes(attributes, more))


def _attributes(attributes: Mapping[str, Any] | None, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the expected attributes; a name that is a keyword of Python has an underscore in `more`."""
    if attributes is not None and not isinstance(attributes, Mapping):
        raise TypeError(f"expected attributes by name, such as {{'odd-name': 1}}, got {attributes!r}")
    named = {name[:-1] if keyword.iskeyword(name[:-1]) else name: value for name, value in more.items()}
    return {**(attributes or {}), **named}
