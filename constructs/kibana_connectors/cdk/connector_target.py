"""ConnectorTarget: a connector of a stack, as what a rule's action goes through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..schema.payload import Config
from ..terraform.declaration import Declaration


@dataclass(frozen=True, repr=False)
class ConnectorTarget:
    """A connector of a stack, as what a rule's action goes through.

    Making one asks the engine nothing. Whoever writes a rule of the same stack can refer to the connector by
    its declaration's address; `id_in` gives a token, which also works from another stack.

    Attributes:
        declaration: The connector.
        ask: Returns its id in a space, as a token.
    """

    declaration: Declaration
    ask: Callable[[str], str]

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({self.label})"

    @property
    def type_id(self) -> str:
        """The connector's type."""
        return self.declaration.type_info.type_id

    @property
    def label(self) -> str:
        """The construct's path, and its type."""
        return f"{self.declaration.path} ({self.type_id})"

    @property
    def config(self) -> Config:
        """The connector's config."""
        return self.declaration.config

    def id_in(self, space: str) -> str:
        """Return the connector's id in a space, as a token.

        Raises:
            InvalidConnector: The connector is not in that space.
        """
        return self.ask(space)
