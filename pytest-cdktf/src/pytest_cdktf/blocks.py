"""The blocks of a synthesized stack: resources, data sources, variables, outputs and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar, overload

from . import coverage
from .ledger import compared, compared_in_list, compared_with_value
from .matching import Matcher, matching
from .statements import is_called_by_test


class Block(Mapping[str, Any]):
    """One block of the JSON: a mapping of its attributes, without CDKTF's metadata.

    Attributes:
        kind: The kind of block: "resource", "data source", "variable", …
        type: The type of a resource, data source, provider or backend; of others, their kind.
        name: The name in Terraform: a resource's logical id, a variable's name, a provider's alias.
        path: The path of its construct, if CDKTF writes it into the JSON.
        coverage_key: What the coverage of the run knows it by, if it is measured.
    """

    kind: ClassVar[str] = "block"
    plural: ClassVar[str] = "blocks"
    worded: ClassVar[str] = "of type"
    """What stands between the kind and the key in messages; nothing for a kind without a key."""

    def __init__(self, type: str, name: str, attributes: Mapping[str, Any], path: str | None = None) -> None:
        self.type = type
        self.name = name
        self.path = path
        self.coverage_key: tuple[str, str] | None = None
        self._attributes = {key: value for key, value in attributes.items() if key != "//"}

    def __getitem__(self, attribute: str) -> Any:
        if coverage.current is not None and is_called_by_test():
            coverage.touch([self])
        return self._attributes[attribute]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Mapping):
            compared_with_value(self)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # as of any mapping

    def __iter__(self) -> Iterator[str]:
        return iter(self._attributes)

    def __len__(self) -> int:
        return len(self._attributes)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.label}>"

    @property
    def address(self) -> str:
        """The address in Terraform, such as `null_resource.pager` or `var.region`."""
        return f"{self.type}.{self.name}"

    @property
    def label(self) -> str:
        """The construct path and the address, for messages."""
        return f"{self.path} ({self.address})" if self.path else self.address

    @property
    def key(self) -> str:
        """What a matcher of the kind takes first: the type, or the name of a block without one."""
        return self.type


class Resource(Block):
    """A resource."""

    kind = "resource"
    plural = "resources"


class Ephemeral(Block):
    """An ephemeral resource."""

    kind = "ephemeral resource"
    plural = "ephemeral resources"

    @property
    def address(self) -> str:
        """The address in Terraform: `ephemeral.<type>.<name>`."""
        return f"ephemeral.{self.type}.{self.name}"


class DataSource(Block):
    """A data source."""

    kind = "data source"
    plural = "data sources"

    @property
    def address(self) -> str:
        """The address in Terraform: `data.<type>.<name>`."""
        return f"data.{self.type}.{self.name}"


class Provider(Block):
    """A provider's configuration; its name is its alias, else its type."""

    kind = "provider"
    plural = "providers"

    @property
    def address(self) -> str:
        """The name that resources refer to it by: `<type>` or `<type>.<alias>`."""
        return self.type if self.name == self.type else f"{self.type}.{self.name}"


class Backend(Block):
    """A backend, which keeps the state."""

    kind = "backend"
    plural = "backends"

    @property
    def address(self) -> str:
        """The place in the JSON."""
        return "terraform.cloud" if self.type == "cloud" else f"terraform.backend.{self.type}"


class _Named(Block):
    """A block that has a name and no type."""

    prefix: ClassVar[str]
    worded = "called"

    def __init__(self, name: str, attributes: Mapping[str, Any], path: str | None = None) -> None:
        super().__init__(self.kind, name, attributes, path)

    @property
    def address(self) -> str:
        """The address in Terraform."""
        return f"{self.prefix}.{self.name}"

    @property
    def key(self) -> str:
        """The name."""
        return self.name


class Variable(_Named):
    """An input variable."""

    kind = "variable"
    plural = "variables"
    prefix = "var"


class Output(_Named):
    """An output."""

    kind = "output"
    plural = "outputs"
    prefix = "output"


class Module(_Named):
    """A module call."""

    kind = "module"
    plural = "modules"
    prefix = "module"


class Local(_Named):
    """A local value; it is the attribute `value`."""

    kind = "local value"
    plural = "local values"
    prefix = "local"


class Check(_Named):
    """A check of Terraform's, with its assertions in `assert`."""

    kind = "check"
    plural = "checks"
    prefix = "check"


class _Statement(Block):
    """A block that has neither a type nor a name: it says something of what is at an address."""

    worded = ""
    subject: ClassVar[str]

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        super().__init__(self.kind, str(attributes.get(self.subject, "")), attributes)

    @property
    def address(self) -> str:
        """The address that it is about; such a block has none of its own."""
        return self.name

    @property
    def key(self) -> str:
        """The address that it is about."""
        return self.name


class Moved(_Statement):
    """That a resource or a module has another address now; its name is the new one."""

    kind = "moved block"
    plural = "moved blocks"
    subject = "to"

    @property
    def address(self) -> str:
        """Both addresses."""
        return f"{self.get('from')} to {self.name}"


class Import(_Statement):
    """That a resource exists already; its name is the resource's address."""

    kind = "import block"
    plural = "import blocks"
    subject = "to"


class Removed(_Statement):
    """That a resource or a module is forgotten or destroyed; its name is the address that it had."""

    kind = "removed block"
    plural = "removed blocks"
    subject = "from"


B = TypeVar("B", bound=Block)


class Blocks(Sequence[B], Generic[B]):
    """Blocks of one kind, in the order of the JSON: by type, then by name.

    Args:
        blocks: The blocks.
        kind: What they are, also if there are none.
    """

    def __init__(self, blocks: Iterable[B], kind: type[Block] = Block) -> None:
        self._blocks = tuple(blocks)
        self._kind = kind

    @overload
    def __getitem__(self, index: int) -> B: ...
    @overload
    def __getitem__(self, index: slice) -> Blocks[B]: ...
    def __getitem__(self, index: int | slice) -> B | Blocks[B]:
        one_or_more = self._blocks[index]
        return Blocks(one_or_more, self._kind) if isinstance(one_or_more, tuple) else one_or_more

    def __len__(self) -> int:
        return len(self._blocks)

    def __contains__(self, wanted: object) -> bool:
        expected: type[Block] = getattr(wanted, "block_class", self._kind)
        if isinstance(wanted, str) or not issubclass(expected, self._kind):
            raise TypeError(f"expected a matcher of {self._kind.plural}, got {wanted!r}")
        if not isinstance(wanted, Matcher):
            return wanted in self._blocks
        found = matching(wanted, self._blocks)
        compared(wanted, found)
        return bool(found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (list, tuple, Blocks)):
            return NotImplemented
        compared_in_list(other)
        return [*self._blocks] == [*other]

    __hash__ = None  # type: ignore[assignment]  # it equals lists

    def __repr__(self) -> str:
        return repr(list(self._blocks))

    @property
    def types(self) -> dict[str, int]:
        """How many blocks there are of each type."""
        counts: dict[str, int] = {}
        for block in self._blocks:
            counts[block.type] = counts.get(block.type, 0) + 1
        return counts

    def of_type(self, type: str) -> Blocks[B]:
        """Return the blocks of a type.

        Args:
            type: A type, such as `aws_s3_bucket`.
        """
        return Blocks((block for block in self._blocks if block.type == type), self._kind)

    def named(self, name: str) -> B:
        """Return the only block with a name.

        Args:
            name: A logical id, a variable's or an output's name, a provider's alias.

        Raises:
            AssertionError: No block has the name, or several have.
        """
        __tracebackhide__ = True
        found = [block for block in self._blocks if block.name == name]
        if len(found) == 1:
            coverage.touch(found)
            return found[0]
        known = ", ".join(sorted({block.name for block in self._blocks})) or "none at all"
        subject = "several blocks are" if found else "nothing is"
        raise AssertionError(f"{subject} called {name!r}; the names are: {known}")
