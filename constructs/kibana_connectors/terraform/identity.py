"""A connector's identity in Kibana: its space or spaces, and its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..errors import Problem
from ..formats.kibana_ids import is_space_id, is_uuid
from ..tokens import Shape, contains_token, is_token, is_token_of
from .expressions import toset
from .ids import EACH_SPACE, connector_uuid, connector_uuid_expression

DEFAULT_SPACE = "default"
_SPACE_ID = "expected the id of a Kibana space: lower-case letters, digits, _ and -"


@dataclass(frozen=True)
class Identity:
    """The spaces and the id that a user asked for.

    Attributes:
        space: One space, or None.
        spaces: Several spaces served by one block, or None.
        connector_id: The id asked for, or None for one derived from where the construct stands.
    """

    space: Any
    spaces: Any
    connector_id: Any

    @property
    def serves_many(self) -> bool:
        """Whether one block serves several spaces."""
        return self.spaces is not None

    @cached_property
    def known_spaces(self) -> tuple[str, ...]:
        """The spaces that are known at synth; empty when only Terraform knows them."""
        asked = self.spaces if self.serves_many else [self.space or DEFAULT_SPACE]
        return () if contains_token(asked) else tuple(asked)

    def problems(self) -> Iterator[Problem]:
        """Find what is wrong with them."""
        if self.space is not None and self.spaces is not None:
            yield Problem("spaces", "space and spaces exclude each other", "Name every space in spaces")
        if self.space is not None and not _is_space(self.space):
            yield Problem("space", _SPACE_ID)
        if self.serves_many and not is_token_of(self.spaces, Shape.LIST):
            yield from self._spaces_problems()
        if self.connector_id is None:
            return
        if not is_token_of(self.connector_id, Shape.TEXT) and not (
            isinstance(self.connector_id, str) and is_uuid(self.connector_id)
        ):
            yield Problem(
                "connector_id",
                "expected a UUID in lower case, such as 6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d",
                "The provider takes no other form; left out, it is derived from the construct's path",
            )
        if self.serves_many:
            yield Problem(
                "connector_id",
                "one id cannot serve several spaces: Kibana's ids are unique across all of them",
                "Leave it out: each space gets an id of its own",
            )

    def _spaces_problems(self) -> Iterator[Problem]:
        if isinstance(self.spaces, str) or not isinstance(self.spaces, Sequence):
            yield Problem("spaces", "expected a list of space ids", "For a single space write space=…")
            return
        if not self.spaces:
            yield Problem("spaces", "expected at least one space, got an empty list")
        for index, space in enumerate(self.spaces):
            if not _is_space(space):
                yield Problem(f"spaces.{index}", _SPACE_ID)
        times = Counter(space for space in self.spaces if isinstance(space, str))
        repeated = sorted(space for space, named in times.items() if named > 1 and _is_space(space))
        if repeated:
            yield Problem("spaces", f"each space may be named once; repeated: {', '.join(repeated)}")

    def attributes(self, namespace: str, path: str) -> dict[str, Any]:
        """Return the resource's attributes.

        Args:
            namespace: The id namespace.
            path: The construct's path below its stack; with the namespace and the space it makes the id.
        """
        if self.serves_many:
            return {
                "for_each": toset(list(self.spaces)),
                "space_id": EACH_SPACE,
                "connector_id": connector_uuid_expression(namespace, EACH_SPACE, path),
            }
        attributes = {} if self.space is None else {"space_id": self.space}
        if self.connector_id is not None:
            return {**attributes, "connector_id": self.connector_id}
        known = self.known_ids(namespace, path)
        derived = known[0] if known else connector_uuid_expression(namespace, self.space, path)
        return {**attributes, "connector_id": derived}

    def known_ids(self, namespace: str, path: str) -> tuple[str, ...]:
        """Return the connector ids that are known at synth, in the order of the spaces."""
        if self.connector_id is not None:
            return () if is_token(self.connector_id) else (self.connector_id,)
        return tuple(connector_uuid(namespace, space, path) for space in self.known_spaces)


def _is_space(space: object) -> bool:
    return is_token_of(space, Shape.TEXT) or (isinstance(space, str) and is_space_id(space))
