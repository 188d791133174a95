"""What Terraform makes of a stack with mocked providers: resources with their values, and outputs."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from . import capturing, coverage
from .blocks import Block, Blocks, DataSource, Output, Resource
from .concealed import has_unknown, unknown_counts_as_expected
from .ledger import decided
from .matching import Matcher, Resolver
from .searched import Searched
from .searches import Searches

Key = str | int | None
"""What tells the instances of one block apart: a key of `for_each`, an index of `count`."""


class _Instance(Block):
    """A resource or a data source after Terraform evaluated it, one of several with `for_each` or `count`.

    Attributes:
        instance_key: Its key in `for_each`, or its index in `count`; None for a block with neither.
    """

    instance_key: Key = None
    _address: str = ""

    @property
    def address(self) -> str:
        """The whole address in Terraform, with the key and the module."""
        return self._address

    def __getitem__(self, attribute: str) -> Any:
        try:
            return super().__getitem__(attribute)
        except KeyError:
            known = ", ".join(self) or "none"
            raise KeyError(
                f"{self.label} has no value for {attribute!r}: it is null, or does not exist; there are "
                f"values for {known}"
            ) from None


class ResourceInstance(_Instance, Resource):
    """A resource with its values."""


class DataSourceInstance(_Instance, DataSource):
    """A data source with its values."""


B = TypeVar("B", bound=Block)


class Instances(Blocks[B]):
    """Resources or data sources with their values, by address or construct path."""

    @overload
    def __getitem__(self, index: int | str) -> B: ...
    @overload
    def __getitem__(self, index: slice) -> Blocks[B]: ...
    def __getitem__(self, index: int | str | slice) -> B | Blocks[B]:
        if not isinstance(index, str):
            return super().__getitem__(index)
        found = [block for block in self._blocks if block.address == index] or [
            block for block in self._blocks if index in _names(block)
        ]
        if len(found) == 1:
            coverage.touch(found)
            return found[0]
        if found:
            raise KeyError(f"{index}: {len(found)} instances: {', '.join(block.address for block in found)}")
        addresses = [block.address for block in self._blocks]
        near = difflib.get_close_matches(index, addresses) or addresses
        raise KeyError(f"nothing is at {index}; there are: {', '.join(near) or 'none'}")


def _names(block: Block) -> set[str]:
    path = block.path or ""
    return {block.address.rpartition("[")[0], path, path.partition("/")[2]} - {""}


class Applied(Searches):
    """The values of a stack's resources, data sources and outputs after `apply_mocked` or `plan_mocked`.

    `resource(…) in applied`, `find`, `one`, `count` and `assert_all` work as on what `synth` gave, with
    values in place of expressions. Nulls are left out. A sensitive value compares like any other, and no
    message shows it. An expectation fails that depends on a value which only an apply makes.

    Attributes:
        outputs: The values of the outputs by name.
    """

    def __init__(
        self, stack: Searched, blocks: Iterable[Block], function: str, stopped: Sequence[str]
    ) -> None:
        self._stack = stack
        self._all = Blocks([*blocks])
        self._function = function
        self._stopped = tuple(stopped)

    def __repr__(self) -> str:
        return f"<{self._function} {self._stack._name}>"

    @property
    def blocks(self) -> Blocks[Block]:
        """The resources, data sources and outputs.

        Raises:
            AssertionError: An expected failure kept Terraform from making any.
        """
        if self._stopped:
            raise AssertionError(
                f"{self._function}: there are no values, because the expected failure of "
                f"{' and '.join(self._stopped)} stopped it"
            )
        return self._all

    @property
    def resources(self) -> Instances[ResourceInstance]:
        """The resources: `resources["aws_s3_bucket.logs"]`, `resources["stack/logs/bucket"]`."""
        return Instances([block for block in self.blocks if isinstance(block, ResourceInstance)])

    @property
    def data_sources(self) -> Instances[DataSourceInstance]:
        """The data sources: `data_sources["data.aws_ami.base"]`."""
        return Instances([block for block in self.blocks if isinstance(block, DataSourceInstance)])

    @property
    def outputs(self) -> Mapping[str, Any]:
        """The values of the outputs by name; a null is None."""
        return {block.name: block.get("value") for block in self.blocks if isinstance(block, Output)}

    def at(self, path: str, key: Key = None) -> Block:
        """Return the block of a construct.

        Args:
            path: The construct's path, with or without the stack's id before it.
            key: Of several instances, the key of this one in `for_each`, or its index in `count`.

        Raises:
            AssertionError: No block, or more than one, comes from the construct.
        """
        __tracebackhide__ = True
        if key is None:
            return super().at(path)
        found = self._from(path)
        for block in found:
            if isinstance(block, _Instance) and block.instance_key == key:
                coverage.touch([block])
                return block
        if not found:
            return super().at(path)
        keys = ", ".join(
            json.dumps(block.instance_key) for block in found if isinstance(block, _Instance)
        ).replace("null", "none")
        raise AssertionError(f"no instance of {path} has the key {json.dumps(key)}; the keys are: {keys}")

    def _matching(self, matcher: Matcher) -> list[Block]:
        __tracebackhide__ = True
        found = super()._matching(matcher)
        undecided = self._undecided(self.resolve(matcher), found) if self._has_unknown else []
        if undecided:
            decided(matcher)
            raise AssertionError(
                f"{self._function}: only an apply makes the values that {matcher!r} depends on: use "
                f"apply_mocked, or give them with overrides=; of {', '.join(undecided)}"
            )
        return found

    def _undecided(self, matcher: Matcher, found: Sequence[Block]) -> list[str]:
        """Return the blocks that match or not, depending on values that are not known."""
        sure = {id(block) for block in found}
        with capturing.comparing(), unknown_counts_as_expected():
            mark = capturing.mark()
            undecided = [
                block.label for block in self.blocks if matcher.matches(block) != (id(block) in sure)
            ]
            capturing.forget_since(mark)
        return undecided

    @cached_property
    def _has_unknown(self) -> bool:
        return any(has_unknown(value) for block in self.blocks for value in block.values())

    @property
    def _name(self) -> str:
        return self._stack._name

    @property
    def _resolver(self) -> Resolver:
        return self._stack._resolver
